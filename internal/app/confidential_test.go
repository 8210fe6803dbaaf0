package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// hide makes a confidential enquiry of an employer that by's organisation leads.
func (b testBundle) hide(by hub.Actor, e hub.Employer) hub.Employer {
	b.Helper()
	hidden, err := b.app.MakeConfidential(b.as(by), hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version, Reason: "They look at three towns"})
	if err != nil {
		b.Fatal(err)
	}
	return hidden
}

func (b testBundle) sees(by hub.Actor, id hub.EmployerID) bool {
	b.Helper()
	found, err := b.app.EmployersByID(b.as(by), []hub.EmployerID{id})
	if err != nil {
		b.Fatal(err)
	}
	return len(found) == 1
}

func TestAConfidentialEnquiry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber, college := b.partner("Chamber", hub.RoleEngagement, hub.RoleManager), b.partner("College", hub.RoleEngagement)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	free := b.employer(b.manager, hub.CreateEmployerInput{Name: "Free Ltd"})

	for name, tc := range map[string]struct {
		by   hub.Actor
		in   hub.MakeConfidentialInput
		want string
	}{
		"another organisation":       {chamber, hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version, Reason: "x"}, "only Rotherham Council"},
		"one that nobody leads":      {b.manager, hub.MakeConfidentialInput{EmployerID: free.ID, Version: free.Version, Reason: "x"}, "take the lead first"},
		"without a reason":           {b.manager, hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version, Reason: " "}, "say why"},
		"a version from before":      {b.manager, hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version - 1, Reason: "x"}, "changed by somebody else"},
		"an employer that is not":    {b.manager, hub.MakeConfidentialInput{EmployerID: hub.NewEmployerID(), Version: 1, Reason: "x"}, "employer not found"},
		"somebody who only reads it": {b.colleague(hub.RoleAnalyst), hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version, Reason: "x"}, "role does not allow"},
	} {
		if _, err := b.app.MakeConfidential(b.as(tc.by), tc.in); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}

	task, err := b.app.CreateTask(b.as(chamber), hub.CreateTaskInput{Title: "Ring them", EmployerID: &e.ID, DueOn: hub.NewDate(2026, 12, 1)})
	if err != nil {
		t.Fatal(err)
	}
	asked := b.referred(chamber, e.ID, college)
	b.person(b.manager, e.ID, "dana@abdy.example")
	campaign, _, err := b.app.SendDiagnostic(b.as(chamber), b.input(e.ID))
	if err != nil {
		t.Fatal(err)
	}
	secret := b.hide(b.manager, e)
	if secret.Confidential == nil || secret.Confidential.By != "Mo Manager" || secret.Version != e.Version+1 {
		t.Errorf("the lead gets %+v", secret)
	}
	if !b.sees(b.manager, e.ID) || b.sees(chamber, e.ID) || !b.sees(college, e.ID) || b.sees(b.colleague(hub.RoleAnalyst), e.ID) || b.sees(b.colleague(hub.RoleAdmin), e.ID) {
		t.Error("the wrong people see it")
	}
	if got, err := b.app.TasksByID(b.as(chamber), []hub.TaskID{task.ID}); err != nil || len(got) > 0 {
		t.Errorf("a task about it: %v, %v", got, err)
	}
	if got, err := b.app.ReferralsByID(b.as(chamber), []hub.ReferralID{asked.ID}); err != nil || len(got) > 0 {
		t.Errorf("a referral of it: %v, %v", got, err)
	}
	figures, err := b.app.FiguresOfCampaigns(b.as(chamber), []hub.CampaignID{campaign.ID})
	if err != nil || figures[0].Invited != 0 || figures[0].Due != 0 {
		t.Errorf("a campaign that asked it: %+v, %v", figures, err)
	}
	if sent := b.at("2026-11-25 11:00"); sent.Accepted > 0 {
		t.Errorf("others still write to it: %+v", sent)
	}

	t.Run("who declines does not see it any more", func(t *testing.T) {
		declined := b.step(college, asked, hub.TransitionReferralInput{To: hub.ReferralDeclined, Reason: new("Not ours")})
		if !declined.ID.IsZero() || b.sees(college, e.ID) {
			t.Errorf("got %+v", declined)
		}
	})
	t.Run("only the lead tells others of it", func(t *testing.T) {
		told := b.referred(b.manager, e.ID, college)
		if !b.sees(college, e.ID) {
			t.Error("the receiver does not see whom it is about")
		}
		_, err := b.app.Refer(b.as(college), hub.ReferInput{EmployerID: e.ID, OrganisationID: chamber.OrganisationID, About: "Look", DueOn: hub.NewDate(2026, 12, 1)})
		if err == nil || !strings.Contains(err.Error(), "only Rotherham Council") {
			t.Errorf("the receiver referred it on: %v", err)
		}
		b.step(college, told, hub.TransitionReferralInput{To: hub.ReferralAccepted})
	})
	t.Run("the lead stays", func(t *testing.T) {
		_, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: secret.Version, LeadOrganisationID: hub.Set(chamber.OrganisationID)})
		if err == nil || !strings.Contains(err.Error(), "confidential enquiry") {
			t.Errorf("given away: %v", err)
		}
	})
	t.Run("its number is taken, and nobody says by whom", func(t *testing.T) {
		number := hub.CompanyNumber("04112233")
		numbered, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: secret.Version, CompanyNumber: hub.Set(number)})
		if err != nil {
			t.Fatal(err)
		}
		secret = numbered
		_, err = b.app.CreateEmployer(b.as(chamber), hub.CreateEmployerInput{Name: "Cover Ltd", CompanyNumber: &number})
		if hub.CodeOf(err) != hub.ErrConflict || strings.Contains(err.Error(), e.Name) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("it is not merged with an ordinary one", func(t *testing.T) {
		if _, err := b.app.MergePreview(b.as(b.manager), e.ID, free.ID, nil); hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("a preview: %v", err)
		}
		if _, err := b.app.MergePreview(b.as(chamber), free.ID, e.ID, nil); hub.CodeOf(err) != hub.ErrNotFound {
			t.Errorf("a preview for who does not see it: %v", err)
		}
	})
	t.Run("it ends with a reason", func(t *testing.T) {
		if _, err := b.app.EndConfidentiality(b.as(b.manager), hub.EndConfidentialityInput{EmployerID: e.ID, Version: secret.Version}); err == nil {
			t.Error("ended without a reason")
		}
		if _, err := b.app.EndConfidentiality(b.as(b.manager), hub.EndConfidentialityInput{EmployerID: e.ID, Version: secret.Version, Reason: "They said so in the Advertiser"}); err != nil {
			t.Fatal(err)
		}
		if !b.sees(chamber, e.ID) {
			t.Error("still hidden")
		}
		history, err := b.app.History(b.as(chamber), e.ID, hub.Page{First: 50})
		if err != nil {
			t.Fatal(err)
		}
		actions := map[string]bool{}
		for _, c := range history.Nodes {
			actions[c.Action] = true
		}
		if !actions["employer.make_confidential"] || !actions["employer.end_confidentiality"] {
			t.Errorf("the history has %v", actions)
		}
	})
}

func TestAHold(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	until := hub.NewDate(2026, 12, 3)
	for name, tc := range map[string]struct {
		in   hub.HoldEmployerInput
		want string
	}{
		"until today":              {hub.HoldEmployerInput{Until: hub.NewDate(2026, 11, 24), Reason: hub.HoldDispute}, "after today"},
		"for years":                {hub.HoldEmployerInput{Until: hub.NewDate(2028, 1, 1), Reason: hub.HoldDispute}, "within a year"},
		"for another reason":       {hub.HoldEmployerInput{Until: until, Reason: hub.HoldOther}, "say why"},
		"for no reason":            {hub.HoldEmployerInput{Until: until}, "choose a reason"},
		"of a version from before": {hub.HoldEmployerInput{Until: until, Reason: hub.HoldDispute, Version: 7}, "changed by somebody else"},
	} {
		in := tc.in
		in.EmployerID = e.ID
		if in.Version == 0 {
			in.Version = e.Version
		}
		if _, err := b.app.HoldEmployer(b.as(b.manager), in); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
	held, err := b.app.HoldEmployer(b.as(b.manager), hub.HoldEmployerInput{EmployerID: e.ID, Version: e.Version, Until: until, Reason: hub.HoldRedundancy})
	if err != nil || held.Hold == nil || held.Hold.By != "Mo Manager" || held.Hold.Until != until {
		t.Fatalf("got %+v, %v", held.Hold, err)
	}
	onHold := func() (int, *hub.Hold) {
		t.Helper()
		n, err := b.app.CountEmployers(b.as(b.manager), hub.EmployerFilter{OnHold: new(true)})
		if err != nil {
			t.Fatal(err)
		}
		found, err := b.app.EmployersByID(b.as(b.manager), []hub.EmployerID{e.ID})
		if err != nil {
			t.Fatal(err)
		}
		return n, found[0].Hold
	}
	if n, hold := onHold(); n != 1 || hold == nil {
		t.Errorf("%d on hold, %+v", n, hold)
	}
	b.clock.set(moment("2026-12-02 23:59"))
	if n, hold := onHold(); n != 1 || hold == nil {
		t.Errorf("on the last evening %d on hold, %+v", n, hold)
	}
	b.clock.set(moment("2026-12-03 00:00"))
	if n, hold := onHold(); n != 0 || hold != nil {
		t.Errorf("on the day %d on hold, %+v", n, hold)
	}
	if _, err := b.app.EndHold(b.as(b.manager), hub.EndHoldInput{EmployerID: e.ID, Version: held.Version}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("ended what is over: %v", err)
	}
	b.clock.set(moment("2026-12-01 09:00"))
	if ended, err := b.app.EndHold(b.as(b.manager), hub.EndHoldInput{EmployerID: e.ID, Version: held.Version}); err != nil || ended.Hold != nil {
		t.Errorf("ended %+v, %v", ended.Hold, err)
	}
}

func TestNothingIsSentWhileAnEmployerIsOnHold(t *testing.T) {
	t.Parallel()
	hold := func(b testBundle, id hub.EmployerID, until hub.Date) hub.Employer {
		b.Helper()
		found, err := b.app.EmployersByID(b.as(b.manager), []hub.EmployerID{id})
		if err != nil {
			b.Fatal(err)
		}
		held, err := b.app.HoldEmployer(b.as(b.manager), hub.HoldEmployerInput{EmployerID: id, Version: found[0].Version, Until: until, Reason: hub.HoldFatality})
		if err != nil {
			b.Fatal(err)
		}
		return held
	}
	t.Run("a campaign leaves it out and says why", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		both := b.employers(2)
		hold(b, both[0], hub.NewDate(2026, 12, 3))
		audience, err := b.app.DiagnosticPreview(b.as(b.manager), b.input(both...))
		if err != nil || len(audience.Recipients) != 1 || len(audience.LeftOut) != 1 || audience.LeftOut[0].Reason != hub.LeftOutOnHold {
			t.Errorf("got %+v, %v", audience, err)
		}
	})
	t.Run("a message waits for the day", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(2)...)
		hold(b, b.first(), hub.NewDate(2026, 12, 3))
		if sent := b.send(); sent.Accepted != 1 || sent.Cancelled != 0 {
			t.Fatalf("got %+v, want one", sent)
		}
		if sent := b.at("2026-12-02 11:00"); sent.Cancelled != 0 || b.server.taken()[address(1)] != 0 { // the other one is reminded
			t.Errorf("the day before: %+v, %v", sent, b.server.taken())
		}
		if sent := b.at("2026-12-03 11:00"); sent.Accepted == 0 || b.server.taken()[address(1)] != 1 {
			t.Errorf("on the day: %+v, %v", sent, b.server.taken())
		}
	})
	t.Run("one that would come too late is cancelled", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		hold(b, b.first(), hub.NewDate(2026, 12, 20))
		if sent := b.send(); sent.Accepted != 0 || sent.Cancelled != 1 {
			t.Errorf("got %+v", sent)
		}
	})
	t.Run("an end before the day lets it go", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		held := hold(b, b.first(), hub.NewDate(2026, 12, 3))
		b.send()
		if _, err := b.app.EndHold(b.as(b.manager), hub.EndHoldInput{EmployerID: held.ID, Version: held.Version}); err != nil {
			t.Fatal(err)
		}
		if sent := b.send(); sent.Accepted != 1 {
			t.Errorf("got %+v", sent)
		}
	})
}

// first is the first employer by name.
func (b testBundle) first() (id hub.EmployerID) {
	b.Helper()
	if err := b.pool.QueryRow(b.Context(), `SELECT id FROM employer ORDER BY name_key LIMIT 1`).Scan(&id.UUID); err != nil {
		b.Fatal(err)
	}
	return id
}

func TestAnImportMeetsAConfidentialEnquiry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleManager)
	number := hub.CompanyNumber("07654321")
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true), Name: "Abdy Engineering Ltd", CompanyNumber: &number, Postcode: new(hub.Postcode("S60 1AA"))})
	secret := b.hide(b.manager, e)
	const file = "Company;Company number;Postcode;Website\nAbdy Engineering Ltd;7654321;S60 1AA;abdy.example.com\nAbdy Engineering Limited;;S60 1AA;\n"

	theirs := b.preview(chamber, b.sheet(chamber, "theirs.csv", file), false)
	if got := b.came(theirs.ID); got != "2 REJECTED the company number 07654321 is taken; correct it, or ask an administrator of the hub\n3 CREATED\n" {
		t.Errorf("a partner's file: %s", got)
	}
	ours := b.preview(b.manager, b.sheet(b.manager, "ours.csv", file), false)
	if got := b.came(ours.ID); !strings.HasPrefix(got, "2 UPDATED") || !strings.Contains(got, "3 POSSIBLE_DUPLICATE may be "+secret.Name) {
		t.Errorf("the lead's file: %s", got)
	}
	rows, err := b.app.ImportRows(b.as(chamber), ours.ID, nil, hub.Page{First: 10})
	if err != nil || len(rows.Nodes) != 0 {
		t.Errorf("a partner sees of the lead's file %+v, %v", rows.Nodes, err)
	}
	if n, err := b.app.CountImportRows(b.as(chamber), ours.ID, nil); err != nil || n != 0 {
		t.Errorf("counts %d, %v", n, err)
	}
	var rejected strings.Builder
	if err := b.app.RejectedRows(b.as(chamber), ours.ID, &rejected); err != nil || strings.Contains(rejected.String(), secret.Name) {
		t.Errorf("the rejected rows: %s, %v", rejected.String(), err)
	}
}

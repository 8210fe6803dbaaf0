package app_test

import (
	"reflect"
	"testing"

	"employerhub/internal/hub"
)

func (b testBundle) draft(in hub.SendDiagnosticInput) hub.Campaign {
	b.Helper()
	draft, err := b.app.CreateCampaignDraft(b.as(b.manager), in)
	if err != nil {
		b.Fatal(err)
	}
	return draft
}

func step(c hub.Campaign) hub.CampaignDraftStepInput {
	return hub.CampaignDraftStepInput{CampaignID: c.ID, Version: c.Version}
}

func TestACampaignIsSetUpByTwoPeopleAndLaunched(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(3)
	colleague := b.colleague(hub.RoleManager)

	draft := b.draft(hub.SendDiagnosticInput{QuestionnaireVersionID: b.pulse, Kind: hub.CampaignResearch}) // no reason, nobody to ask

	if draft.State != hub.CampaignDraft || draft.LaunchedAt != nil || draft.Name != "Skills pulse, 24 November 2026" || draft.ClosesOn.String() != "2026-12-15" || draft.Version != 1 {
		t.Fatalf("got %+v", draft)
	}
	if sent := b.at("2026-12-20 10:00"); sent.Accepted != 0 { // after its closing day too
		t.Errorf("%d messages of a draft went out", sent.Accepted)
	}
	b.wants("what there is of it", `SELECT concat_ws(' ', (SELECT state FROM campaign), (SELECT count(*) FROM invitation), (SELECT count(*) FROM message))`, "DRAFT 0 0")

	full := b.input(e...)
	full.Name, full.Kind, full.KindReason, full.ClosesOn = new("Winter"), hub.CampaignResearch, new("the yearly survey"), new(hub.NewDate(2027, 1, 21))
	full.Texts = []hub.MessageTextInput{{Key: hub.TextInvitation, Subject: "What do you need?", Body: "{link} Answer"}}
	full.RatePerMinute, full.ContactedWithinDays, full.Reminders = new(30), 14, []hub.ReminderStep{{AfterWorkingDays: 4}}
	full.Audience.KeyAccount = new(false)
	draft, err := b.app.UpdateCampaignDraft(b.as(colleague), hub.UpdateCampaignDraftInput{CampaignID: draft.ID, Version: draft.Version, Draft: full})
	if err != nil || draft.Version != 2 {
		t.Fatalf("got %+v, %v", draft, err)
	}
	read, err := b.app.CampaignsByID(b.as(b.manager), []hub.CampaignID{draft.ID})
	if err != nil || len(read) != 1 || read[0].LaunchedBy.ID != colleague.UserID {
		t.Fatalf("got %+v, %v", read, err)
	}
	full.SendWindow = hub.WindowSurvey
	if got := read[0].Input(); !reflect.DeepEqual(got, full) {
		t.Errorf("it reads as\n%+v, want\n%+v", got, full)
	}

	campaign, audience, err := b.app.LaunchCampaign(b.as(b.manager), step(draft))

	if err != nil || campaign.ID != draft.ID || campaign.State != hub.CampaignRunning || campaign.Version != 3 || campaign.LaunchedAt == nil || len(audience.Recipients) != 3 {
		t.Fatalf("got %+v, %v", campaign, err)
	}
	if campaign.LaunchedBy.ID != b.manager.UserID || campaign.ContactedWithinDays != 14 || *campaign.RatePerMinute != 30 {
		t.Errorf("got %+v", campaign)
	}
	if sent := b.at("2026-12-22 10:00"); sent.Accepted != 3 || b.server.took[0].Subject != "What do you need?" {
		t.Errorf("sent %+v", sent)
	}
	b.wants("what was recorded", `SELECT string_agg(action || ' ' || actor_name, ', ' ORDER BY id) FROM audit WHERE record_kind = 'campaign'`,
		"campaign.draft Mo Manager, campaign.draft Col League, campaign.launch Mo Manager")
}

func TestALaunchChecksADraftAnew(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(1)
	nothing := func(string) {}
	for name, tc := range map[string]struct {
		change func(*hub.SendDiagnosticInput)
		later  func(day string)
		field  string
	}{
		"nobody to ask":       {func(in *hub.SendDiagnosticInput) { in.Audience = hub.EmployerFilter{Search: new("nobody")} }, nothing, "audience"},
		"no reason":           {func(in *hub.SendDiagnosticInput) { in.KindReason = nil }, nothing, "kindReason"},
		"no functions":        {func(in *hub.SendDiagnosticInput) { in.Functions = nil }, nothing, "functions"},
		"reminders too close": {func(in *hub.SendDiagnosticInput) { in.Reminders = []hub.ReminderStep{{AfterWorkingDays: 1}} }, nothing, "reminders"},
		"words that are not sent": {func(in *hub.SendDiagnosticInput) {
			in.Texts = []hub.MessageTextInput{{Key: hub.TextInvitation, Subject: "x", Body: "{who}"}}
		}, nothing, "texts"},
		"too soon by now": {func(in *hub.SendDiagnosticInput) { in.ClosesOn = new(hub.NewDate(2026, 11, 25)) }, nothing, "closesOn"},
	} {
		in := b.input(e...)
		tc.change(&in)
		draft := b.draft(in)
		_, _, err := b.app.LaunchCampaign(b.as(b.manager), step(draft))
		if hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != tc.field {
			t.Errorf("%s: got %v, want it to blame %s", name, err, tc.field)
		}
	}
	b.exec(`UPDATE questionnaire_version SET state = 'RETIRED' WHERE id = $1`, b.pulse)
	var one hub.CampaignID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM campaign LIMIT 1`).Scan(&one); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.app.LaunchCampaign(b.as(b.manager), hub.CampaignDraftStepInput{CampaignID: one, Version: 1}); hub.FieldOf(err) != "questionnaireVersionId" {
		t.Errorf("a retired questionnaire: %v", err)
	}
	b.wants("what is left", `SELECT string_agg(DISTINCT state || version, ', ') || (SELECT count(*) FROM invitation) FROM campaign`, "DRAFT10")
}

func TestADraftThatSomebodyElseChanged(t *testing.T) {
	t.Parallel()
	b := setup(t)
	draft := b.draft(b.input(b.employers(1)...))
	mine, theirs := b.input(), b.input()
	mine.Name, theirs.Name = new("Mine"), new("Theirs")
	theirs.Audience, mine.Audience = draft.Audience, draft.Audience
	now, err := b.app.UpdateCampaignDraft(b.as(b.manager), hub.UpdateCampaignDraftInput{CampaignID: draft.ID, Version: 1, Draft: theirs})
	if err != nil {
		t.Fatal(err)
	}

	stale, err := b.app.UpdateCampaignDraft(b.as(b.manager), hub.UpdateCampaignDraftInput{CampaignID: draft.ID, Version: 1, Draft: mine})

	if hub.CodeOf(err) != hub.ErrConflict || stale.Name != "Theirs" {
		t.Errorf("got %+v, %v; want CONFLICT and how it stands", stale, err)
	}
	if _, _, err := b.app.LaunchCampaign(b.as(b.manager), step(draft)); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("launched what somebody else changed: %v", err)
	}
	if err := b.app.DiscardCampaignDraft(b.as(b.manager), step(draft)); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("dropped what somebody else changed: %v", err)
	}
	if again, err := b.app.UpdateCampaignDraft(b.as(b.manager), hub.UpdateCampaignDraftInput{CampaignID: draft.ID, Version: 2, Draft: theirs}); err != nil || again.Version != 2 {
		t.Errorf("saving the same wrote something: %+v, %v", again, err)
	}
	if err := b.app.DiscardCampaignDraft(b.as(b.manager), step(now)); err != nil {
		t.Fatal(err)
	}
	b.wants("campaigns", `SELECT count(*)::text FROM campaign`, "0")
	b.wants("what it said", `SELECT before ->> 'Name' FROM audit JOIN audit_content ON audit_id = id WHERE action = 'campaign.discard'`, "Theirs")
}

func TestWhatADraftIsNot(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(1)
	draft, launched := b.draft(b.input(e...)), b.launch(e...)
	officer := b.colleague(hub.RoleEngagement)
	partner := b.partner("Chamber", hub.RoleManager)
	save := func(by hub.Actor, c hub.Campaign) error {
		_, err := b.app.UpdateCampaignDraft(b.as(by), hub.UpdateCampaignDraftInput{CampaignID: c.ID, Version: c.Version, Draft: b.input(e...)})
		return err
	}
	launch := func(by hub.Actor, c hub.Campaign) error {
		_, _, err := b.app.LaunchCampaign(b.as(by), step(c))
		return err
	}
	discard := func(by hub.Actor, c hub.Campaign) error { return b.app.DiscardCampaignDraft(b.as(by), step(c)) }
	for what, do := range map[string]func(hub.Actor, hub.Campaign) error{"save": save, "launch": launch, "discard": discard} {
		b.refused("an officer: "+what, hub.ErrForbidden, "", func() error { return do(officer, draft) })
		b.refused("another organisation: "+what, hub.ErrNotFound, "", func() error { return do(partner, draft) })
		b.refused("what was launched: "+what, hub.ErrBadInput, "campaignId", func() error { return do(b.manager, launched) })
	}
	if _, err := b.app.CreateCampaignDraft(b.as(officer), b.input(e...)); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("an officer began one: %v", err)
	}
	for name, move := range map[string]func() error{
		"move": func() error { _, err := b.move(draft, hub.CampaignRunning); return err },
		"rename": func() error {
			_, err := b.app.UpdateCampaign(b.as(b.manager), hub.UpdateCampaignInput{ID: draft.ID, Version: 1, Name: hub.Set("x")})
			return err
		},
	} {
		if err := move(); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	for field, change := range map[string]func(*hub.SendDiagnosticInput){
		"questionnaireVersionId": func(in *hub.SendDiagnosticInput) { in.QuestionnaireVersionID = hub.NewQuestionnaireVersionID() },
		"ratePerMinute":          func(in *hub.SendDiagnosticInput) { in.RatePerMinute = new(0) },
		"contactedWithinDays":    func(in *hub.SendDiagnosticInput) { in.ContactedWithinDays = 400 },
		"reminders":              func(in *hub.SendDiagnosticInput) { in.Reminders = make([]hub.ReminderStep, 11) },
		"filter":                 func(in *hub.SendDiagnosticInput) { in.Audience.IDIn = make([]hub.EmployerID, 1001) },
	} {
		in := b.input(e...)
		change(&in)
		b.refused(field, hub.ErrBadInput, field, func() error { _, err := b.app.CreateCampaignDraft(b.as(b.manager), in); return err })
	}
	drafts, err := b.app.Campaigns(b.as(b.manager), hub.CampaignFilter{StateIn: []hub.CampaignState{hub.CampaignDraft}}, hub.Page{First: 10})
	if err != nil || len(drafts.Nodes) != 1 || drafts.Nodes[0].ID != draft.ID {
		t.Errorf("the list of drafts: %+v, %v", drafts, err)
	}
	mine := hub.CampaignFilter{StateIn: []hub.CampaignState{hub.CampaignDraft}, Mine: new(true)}
	colleague := b.manager
	colleague.UserID = hub.NewUserID()
	for name, test := range map[string]struct {
		by   hub.Actor
		want int
	}{"mine": {b.manager, 1}, "a colleague's": {colleague, 0}} {
		if n, err := b.app.CountCampaigns(b.as(test.by), mine); err != nil || n != test.want {
			t.Errorf("%s: %d, %v; want %d", name, n, err, test.want)
		}
	}
}

package app_test

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"testing"

	"employerhub/internal/hub"
)

// merge makes one record of two, as the manager, from the versions that they have.
func (b testBundle) merge(keep, other hub.EmployerID, choices ...hub.MergeChoice) hub.EmployerMerge {
	b.Helper()
	_, m, err := b.app.MergeEmployers(b.as(b.manager), b.toMerge(keep, other, choices...))
	if err != nil {
		b.Fatal(err)
	}
	return m
}

func (b testBundle) toMerge(keep, other hub.EmployerID, choices ...hub.MergeChoice) hub.MergeEmployersInput {
	b.Helper()
	version := func(id hub.EmployerID) int {
		n, err := strconv.Atoi(b.value(`SELECT version::text FROM employer WHERE id = '` + id.UUID.String() + `'`))
		if err != nil {
			b.Fatal(err)
		}
		return n
	}
	return hub.MergeEmployersInput{KeepEmployerID: keep, KeepVersion: version(keep), OtherEmployerID: other, OtherVersion: version(other), Choices: choices, Reason: "Same firm, same door"}
}

// read is an employer as the API shows it.
func (b testBundle) read(id hub.EmployerID) hub.Employer {
	b.Helper()
	found, err := b.app.EmployersByID(b.as(b.manager), []hub.EmployerID{id})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0].Employer
}

func (b testBundle) undo(m hub.EmployerMerge) {
	b.Helper()
	if _, err := b.app.UndoMerge(b.as(b.manager), hub.UndoMergeInput{ID: m.ID}); err != nil {
		b.Fatal(err)
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	keep := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering Ltd", Headcount: new(40)})
	other := b.employer(b.manager, hub.CreateEmployerInput{
		Name: "Brinsworth Forge", CompanyNumber: new(hub.CompanyNumber("01234567")), Website: new("forge.example"), Headcount: new(60), LeadIt: new(true), TradingNames: []string{"The Forge"},
	})
	dana := b.person(b.manager, keep.ID, "dana@abdy.example")
	b.person(b.manager, other.ID, "Dana@abdy.example")
	both := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{keep.ID, other.ID}, Summary: "Talked to both"})
	b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{other.ID}, Summary: "Talked"})
	campaign := b.launch(keep.ID, other.ID)

	t.Run("is shown before it is made", func(t *testing.T) {
		preview, err := b.app.MergePreview(ctx, keep.ID, other.ID, []hub.MergeChoice{{Field: "headcount", Side: hub.MergeOther}})
		if err != nil {
			t.Fatal(err)
		}
		stands := map[string]string{}
		for _, f := range preview.Fields {
			stands[f.Key] = string(f.Stands)
			if text := f.Text(); text != nil {
				stands[f.Key] += " " + *text
			}
		}
		for field, want := range map[string]string{
			"name": "KEEP Abdy Engineering Ltd", "companyNumber": "OTHER 01234567", "website": "OTHER https://forge.example", "headcount": "OTHER 60", "lead": "OTHER Mo Manager, Rotherham Council",
			"status": "KEEP ENGAGED", "keyAccount": "KEEP false",
		} {
			if stands[field] != want {
				t.Errorf("%s: got %q, want %q", field, stands[field], want)
			}
		}
		counts := map[string]int{}
		for _, c := range preview.Counts {
			counts[c.Noun] = c.Moves
			if c.Stays != 0 {
				t.Errorf("got %+v", c)
			}
		}
		if counts["interaction_employer"] != 2 || counts["person_role"] != 1 || counts["invitation"] != 1 || counts["message"] != 1 || counts["site"] != 0 {
			t.Errorf("got %v", counts)
		}
		if len(preview.Conflicts) != 1 || preview.Conflicts[0].Kind != hub.ConflictPerson {
			t.Errorf("got %+v", preview.Conflicts)
		}
		b.wants("nothing was changed", `SELECT count(*)::text FROM employer WHERE merged_into IS NOT NULL`, "0")
	})

	m := b.merge(keep.ID, other.ID, hub.MergeChoice{Field: "headcount", Side: hub.MergeOther}, hub.MergeChoice{Field: "name", Side: hub.MergeOther})

	t.Run("leaves one record that says what was chosen", func(t *testing.T) {
		e := b.read(other.ID)
		if e.ID != keep.ID || e.Name != "Brinsworth Forge" || *e.Headcount != 60 || *e.CompanyNumber != "01234567" || *e.Website != "https://forge.example" || e.AccountLead == nil || e.Version <= keep.Version {
			t.Errorf("got %+v", e)
		}
		for _, words := range []string{"abdy", "brinsworth", "01234567", "the forge"} {
			list, err := b.app.Employers(ctx, hub.EmployerFilter{Search: &words}, hub.OrderByName, hub.Page{First: 10})
			if err != nil || len(list.Nodes) != 1 || list.Nodes[0].ID != keep.ID {
				t.Errorf("%s: got %+v, %v", words, list.Nodes, err)
			}
		}
		names, err := b.app.NamesOf(ctx, []hub.EmployerID{keep.ID})
		kinds := map[string]hub.EmployerNameKind{}
		for _, n := range names {
			kinds[n.Of.Name] = n.Of.Kind
		}
		if err != nil || len(names) != 3 || kinds["Abdy Engineering Ltd"] != hub.NamePrevious || kinds["Brinsworth Forge"] != hub.NameLegal || kinds["The Forge"] != hub.NameTrading {
			t.Errorf("got %+v, %v", names, err)
		}
		timeline, err := b.app.Timeline(ctx, keep.ID, hub.Page{First: 20})
		if err != nil || len(timeline.Nodes) != 3 { // two contacts and the record: each once
			t.Errorf("got %+v, %v", timeline.Nodes, err)
		}
		history, err := b.app.History(ctx, keep.ID, hub.Page{First: 50})
		created := 0
		for _, c := range history.Nodes {
			if c.Action == "employer.create" {
				created++
			}
		}
		if err != nil || created != 2 || history.Nodes[0].Action != "employer.merge" {
			t.Errorf("the history has %d beginnings: %+v, %v", created, history.Nodes, err)
		}
	})
	t.Run("counts once", func(t *testing.T) {
		if n, err := b.app.CountEmployers(ctx, hub.EmployerFilter{}); err != nil || n != 1 {
			t.Errorf("counted %d employers, %v", n, err)
		}
		figures, err := b.app.FiguresOfCampaigns(ctx, []hub.CampaignID{campaign.ID})
		if err != nil || figures[0].Invited != 1 {
			t.Errorf("got %+v, %v", figures, err)
		}
		b.wants("leads on that day", `SELECT count(*)::text FROM employer e JOIN employer_lead l ON l.employer_id = e.id WHERE e.merged_into IS NULL AND l.valid_from <= '2026-11-24' AND l.valid_until IS NULL`, "1")
		b.wants("headcount on that day", `SELECT sum(s.headcount)::text FROM employer e JOIN employer_size s ON s.employer_id = e.id WHERE e.merged_into IS NULL AND s.valid_from <= '2026-11-24' AND s.valid_until IS NULL`, "60")
	})
	t.Run("is told", func(t *testing.T) {
		list, err := b.app.MergesOf(ctx, keep.ID, hub.Page{First: 10})
		if err != nil || len(list.Nodes) != 1 || list.Nodes[0].ID != m.ID || list.Nodes[0].OtherName != "Brinsworth Forge" || list.Nodes[0].MergedBy != "Mo Manager" || list.Nodes[0].Moved == 0 {
			t.Errorf("got %+v, %v", list.Nodes, err)
		}
	})
	t.Run("lets open invitations and links work", func(t *testing.T) {
		b.send()
		b.wants("links", `SELECT count(*)::text FROM personal_link`, "2")
		b.answers(`SELECT i.id::text FROM invitation i JOIN employer_merge_change c ON c.table_name = 'invitation' AND c.key = jsonb_build_object('id', i.id)`)
		b.wants("the answers are", `SELECT employer_id::text FROM response`, keep.ID.UUID.String())
		b.at("2026-12-01 10:00")
		b.wants("reminders", `SELECT count(*)::text FROM message m JOIN reminder r ON r.message_id = m.id WHERE r.step = 1 AND m.sent_at IS NOT NULL AND m.employer_id = '`+keep.ID.UUID.String()+`'`, "2")
		figures, err := b.app.FiguresOfCampaigns(ctx, []hub.CampaignID{campaign.ID})
		if err != nil || figures[0].Started != 1 {
			t.Errorf("got %+v, %v", figures, err)
		}
	})
	t.Run("is undone: each has its own, with what came of it", func(t *testing.T) {
		b.undo(m)
		first, second := b.read(keep.ID), b.read(other.ID)
		if first.Name != "Abdy Engineering Ltd" || *first.Headcount != 40 || first.CompanyNumber != nil || first.Website != nil || first.AccountLead != nil || second.ID != other.ID || second.Name != "Brinsworth Forge" || *second.Headcount != 60 || second.AccountLead == nil {
			t.Errorf("got %+v\n%+v", first, second)
		}
		with, err := b.app.EmployersIn(ctx, []hub.InteractionID{both.ID})
		if err != nil || len(with) != 2 {
			t.Errorf("got %+v, %v", with, err)
		}
		b.wants("the answers are", `SELECT employer_id::text FROM response`, other.ID.UUID.String())
		b.wants("its messages are", `SELECT count(*)::text FROM message WHERE employer_id = '`+other.ID.UUID.String()+`'`, "2")
		figures, err := b.app.FiguresOfCampaigns(ctx, []hub.CampaignID{campaign.ID})
		if err != nil || figures[0].Invited != 2 {
			t.Errorf("got %+v, %v", figures, err)
		}
		if n, err := b.app.CountEmployers(ctx, hub.EmployerFilter{Search: new("forge")}); err != nil || n != 1 {
			t.Errorf("the forge is found at %d, %v", n, err)
		}
		roles, err := b.app.RolesOf(ctx, []hub.EmployerID{keep.ID})
		if err != nil || len(roles) != 1 || roles[0].ID != dana.ID {
			t.Errorf("got %+v, %v", roles, err)
		}
		b.refused("undoing it twice", hub.ErrConflict, "", func() error {
			_, err := b.app.UndoMerge(ctx, hub.UndoMergeInput{ID: m.ID})
			return err
		})
	})
	t.Run("can be made again, the other way round", func(t *testing.T) {
		b.undo(b.merge(other.ID, keep.ID))
	})
}

// answers begins the answer to the invitation that sql finds, as the person behind its link.
func (b testBundle) answers(sql string) {
	b.Helper()
	var id hub.InvitationID
	var person hub.PersonID
	if err := b.pool.QueryRow(b.Context(), `SELECT l.invitation_id, l.person_id FROM personal_link l WHERE l.invitation_id::text = (`+sql+`)`).Scan(&id.UUID, &person.UUID); err != nil {
		b.Fatal(err)
	}
	as := hub.WithActor(b.Context(), hub.Actor{Kind: hub.ActorPerson, PersonID: person, Name: "the employer"})
	if asked, err := b.app.Asked(as, id); err != nil || !asked.HasRole {
		b.Errorf("got %+v, %v", asked, err)
	}
	if err := b.app.StartResponse(as, id); err != nil {
		b.Error(err)
	}
}

func TestMergesThatCannotBeMade(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	keep, other, third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Cole"})
	tries := func(by context.Context, in hub.MergeEmployersInput) func() error {
		return func() error {
			_, _, err := b.app.MergeEmployers(by, in)
			return err
		}
	}
	with := func(edit func(in *hub.MergeEmployersInput)) hub.MergeEmployersInput {
		in := b.toMerge(keep.ID, other.ID)
		edit(&in)
		return in
	}
	b.refused("into itself", hub.ErrBadInput, "otherEmployerId", tries(ctx, with(func(in *hub.MergeEmployersInput) { in.OtherEmployerID = keep.ID })))
	b.refused("without a reason", hub.ErrBadInput, "reason", tries(ctx, with(func(in *hub.MergeEmployersInput) { in.Reason = " " })))
	b.refused("a stale version of the one that stays", hub.ErrConflict, "", tries(ctx, with(func(in *hub.MergeEmployersInput) { in.KeepVersion-- })))
	b.refused("a stale version of the other", hub.ErrConflict, "", tries(ctx, with(func(in *hub.MergeEmployersInput) { in.OtherVersion-- })))
	b.refused("one that is not there", hub.ErrNotFound, "", tries(ctx, with(func(in *hub.MergeEmployersInput) { in.OtherEmployerID = hub.NewEmployerID() })))
	b.refused("a choice that is not there", hub.ErrBadInput, "choices", tries(ctx, with(func(in *hub.MergeEmployersInput) {
		in.Choices = []hub.MergeChoice{{Field: "colour", Side: hub.MergeOther}}
	})))
	b.refused("one choice twice", hub.ErrBadInput, "choices", tries(ctx, with(func(in *hub.MergeEmployersInput) {
		in.Choices = []hub.MergeChoice{{Field: "name", Side: hub.MergeOther}, {Field: "name", Side: hub.MergeKeep}}
	})))
	b.refused("without the right", hub.ErrForbidden, "", tries(b.as(b.partner("Chamber", hub.RoleEngagement)), b.toMerge(keep.ID, other.ID)))

	first := b.merge(keep.ID, other.ID)
	b.refused("one that was merged", hub.ErrConflict, "", tries(ctx, b.toMerge(third.ID, other.ID)))
	b.refused("into one that was merged", hub.ErrConflict, "", tries(ctx, b.toMerge(other.ID, third.ID)))
	b.refused("the preview of one that was merged", hub.ErrConflict, "", func() error {
		_, err := b.app.MergePreview(ctx, third.ID, other.ID, nil)
		return err
	})

	second := b.merge(third.ID, keep.ID)
	if got := b.read(other.ID).ID; got != third.ID {
		t.Errorf("the first of a chain leads to %s", got)
	}
	b.refused("undoing the first of a chain", hub.ErrConflict, "", func() error {
		_, err := b.app.UndoMerge(ctx, hub.UndoMergeInput{ID: first.ID})
		return err
	})
	b.undo(second)
	if got := b.read(other.ID).ID; got != keep.ID {
		t.Errorf("after undoing the second merge, the first of the chain leads to %s", got)
	}
	b.undo(first)
}

func TestANumberThatAMergeLeftBehindIsExplained(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	keep := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy", CompanyNumber: new(hub.CompanyNumber("07654321"))})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck", CompanyNumber: new(hub.CompanyNumber("01234567"))})
	preview, err := b.app.MergePreview(ctx, keep.ID, other.ID, nil)
	if err != nil || len(preview.Conflicts) != 1 || preview.Conflicts[0].Kind != hub.ConflictIdentifier {
		t.Errorf("got %+v, %v", preview.Conflicts, err)
	}
	b.merge(keep.ID, other.ID)
	take := func(by hub.EmployerID) error {
		_, err := b.app.UpdateEmployer(ctx, hub.UpdateEmployerInput{ID: by, Version: b.read(by).Version, CompanyNumber: hub.Set(hub.CompanyNumber("01234567"))})
		return err
	}
	b.refused("the record that stays", hub.ErrConflict, "companyNumber", func() error { return take(keep.ID) })
	if err := take(keep.ID); err == nil || !strings.Contains(err.Error(), "undo that merge") {
		t.Errorf("got %v", err)
	}
	third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Cole"})
	b.refused("another one", hub.ErrConflict, "companyNumber", func() error { return take(third.ID) })
}

func TestOnlyOneOfTwoMergesAtOnceIsMade(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first, second := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck"})
	ways := []hub.MergeEmployersInput{b.toMerge(first.ID, second.ID), b.toMerge(second.ID, first.ID), b.toMerge(first.ID, second.ID)}
	errs := make([]error, len(ways))
	var running sync.WaitGroup
	for i, in := range ways {
		running.Go(func() { _, _, errs[i] = b.app.MergeEmployers(b.as(b.manager), in) })
	}
	running.Wait()
	made := 0
	for _, err := range errs {
		if err == nil {
			made++
		} else if hub.CodeOf(err) != hub.ErrConflict {
			t.Errorf("got %v", err)
		}
	}
	if made != 1 {
		t.Errorf("%d merges were made: %v", made, errs)
	}
}

func TestWhatIsAddedWhileSomebodyMergesIsNotLost(t *testing.T) {
	t.Parallel()
	b := setup(t)
	keep, other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck"})
	const writers, each = 4, 15
	begun := make(chan struct{}, writers)
	var running sync.WaitGroup
	for range writers {
		running.Go(func() {
			for i := range each {
				if _, err := b.app.CreateTask(b.as(b.manager), hub.CreateTaskInput{EmployerID: &other.ID, Title: "Call", DueOn: hub.NewDate(2026, 12, 1)}); err != nil {
					t.Error(err)
				}
				if i == 0 {
					begun <- struct{}{}
				}
			}
		})
	}
	for range writers {
		<-begun
	}
	m := b.merge(keep.ID, other.ID)
	running.Wait()
	b.wants("tasks of the old record", `SELECT count(*)::text FROM task WHERE employer_id = '`+other.ID.UUID.String()+`'`, "0")
	b.wants("tasks of the one that stays", `SELECT count(*)::text FROM task WHERE employer_id = '`+keep.ID.UUID.String()+`'`, strconv.Itoa(writers*each))
	b.undo(m)
	b.wants("tasks that went back", `SELECT (count(*) >= 4)::text FROM task WHERE employer_id = '`+other.ID.UUID.String()+`'`, "true")
}

func TestUndoingAMergeTellsWhatItWouldOverwrite(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	keep := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy", Headcount: new(40)})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck", Headcount: new(60), CompanyNumber: new(hub.CompanyNumber("01234567"))})
	m := b.merge(keep.ID, other.ID, hub.MergeChoice{Field: "name", Side: hub.MergeOther}, hub.MergeChoice{Field: "headcount", Side: hub.MergeOther})
	b.clock.set(moment("2026-12-01 10:00"))
	if _, err := b.app.UpdateEmployer(ctx, hub.UpdateEmployerInput{ID: keep.ID, Version: b.read(keep.ID).Version, Name: hub.Set("Beck & Sons"), Headcount: hub.Set(70), Website: hub.Set("beck.example")}); err != nil {
		t.Fatal(err)
	}
	site, err := b.app.AddSite(ctx, hub.AddSiteInput{EmployerID: other.ID, Name: "New works"})
	if err != nil {
		t.Fatal(err)
	}

	var told hub.UndoneMerge
	b.refused("undoing what was changed since", hub.ErrConflict, "overwrite", func() (err error) {
		told, err = b.app.UndoMerge(ctx, hub.UndoMergeInput{ID: m.ID})
		return err
	})
	if len(told.WouldOverwrite) != 2 || told.WouldOverwrite[0].Label != "Name" || *told.WouldOverwrite[0].Now != "Beck & Sons" || *told.WouldOverwrite[0].Back != "Abdy" ||
		*told.WouldOverwrite[1].Now != "70" || *told.WouldOverwrite[1].Back != "40" {
		t.Errorf("got %+v", told.WouldOverwrite)
	}

	if _, err := b.app.UndoMerge(ctx, hub.UndoMergeInput{ID: m.ID, Overwrite: new(true)}); err != nil {
		t.Fatal(err)
	}
	first, second := b.read(keep.ID), b.read(other.ID)
	if first.Name != "Abdy" || *first.Headcount != 40 || *first.Website != "https://beck.example" || second.Name != "Beck" || *second.Headcount != 60 || *second.CompanyNumber != "01234567" {
		t.Errorf("got %+v\n%+v", first, second)
	}
	b.wants("present legal names", `SELECT string_agg(name, ', ' ORDER BY name) FROM employer_name WHERE kind = 'LEGAL' AND valid_until IS NULL`, "Abdy, Beck")
	b.wants("whose number", `SELECT employer_id::text FROM employer_identifier WHERE removed_at IS NULL`, other.ID.UUID.String())
	b.wants("what was added since stays", `SELECT employer_id::text FROM site WHERE id = '`+site.ID.UUID.String()+`'`, keep.ID.UUID.String())
}

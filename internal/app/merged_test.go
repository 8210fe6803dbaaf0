package app_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestAMergedRecordLeadsToTheOneItLivesOnIn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := b.as(b.manager)
	old := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineers", CompanyNumber: new(hub.CompanyNumber("01234567"))})
	kept := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering Ltd"})
	dana := b.person(b.manager, kept.ID, "dana@abdy.example")
	b.exec(`UPDATE employer SET merged_into = $2, merged_at = now() WHERE id = $1`, old.ID, kept.ID)

	t.Run("by its ID", func(t *testing.T) {
		found, err := b.app.EmployersByID(ctx, []hub.EmployerID{old.ID, kept.ID, hub.NewEmployerID()})
		if err != nil || len(found) != 2 || found[0].ID != kept.ID || found[1].ID != kept.ID || found[0].Asked == found[1].Asked {
			t.Errorf("got %+v, %v", found, err)
		}
		nodes, err := b.app.Nodes(ctx, []string{old.ID.String()})
		if e, ok := nodes[0].(hub.Employer); err != nil || !ok || e.ID != kept.ID {
			t.Errorf("got %+v, %v", nodes, err)
		}
	})
	t.Run("in lists, counts, searches and audiences", func(t *testing.T) {
		for name, filter := range map[string]hub.EmployerFilter{
			"all": {}, "search": {Search: new("abdy")}, "status": {StatusIn: []hub.EmployerStatus{hub.EmployerProspect}}, "ids": {IDIn: []hub.EmployerID{old.ID}},
			"both ids": {IDIn: []hub.EmployerID{old.ID, kept.ID}},
		} {
			for _, order := range []hub.EmployerOrder{hub.OrderByName, hub.OrderByLastContact, hub.OrderByLastContactDesc} {
				list, err := b.app.Employers(ctx, filter, order, hub.Page{First: 10})
				if err != nil || len(list.Nodes) != 1 || list.Nodes[0].ID != kept.ID {
					t.Errorf("%s by %s: got %+v, %v", name, order, list.Nodes, err)
				}
			}
			if n, err := b.app.CountEmployers(ctx, filter); err != nil || n != 1 {
				t.Errorf("%s: counted %d, %v", name, n, err)
			}
		}
		preview, err := b.app.DiagnosticPreview(ctx, hub.SendDiagnosticInput{QuestionnaireVersionID: b.pulse, Audience: hub.EmployerFilter{IDIn: []hub.EmployerID{old.ID}}, Kind: hub.CampaignService, KindReason: new("asked for"), Functions: []hub.PersonFunction{hub.FunctionHRDirector}})
		if err != nil || len(preview.Recipients)+len(preview.LeftOut) != 1 || slices.ContainsFunc(preview.LeftOut, func(l hub.LeftOut) bool { return l.EmployerID == old.ID }) {
			t.Errorf("got %+v, %v", preview, err)
		}
	})
	t.Run("what is added goes to the living record", func(t *testing.T) {
		site, err := b.app.AddSite(ctx, hub.AddSiteInput{EmployerID: old.ID, Name: "Works"})
		if err != nil || site.EmployerID != kept.ID {
			t.Errorf("got %+v, %v", site, err)
		}
		role, err := b.app.AddPerson(ctx, hub.AddPersonInput{EmployerID: old.ID, Name: "Ali Khan", Function: hub.FunctionOwner})
		if err != nil || role.EmployerID != kept.ID {
			t.Errorf("got %+v, %v", role, err)
		}
		task, err := b.app.CreateTask(ctx, hub.CreateTaskInput{EmployerID: &old.ID, Title: "Call", DueOn: hub.NewDate(2026, 12, 1)})
		if err != nil || *task.EmployerID != kept.ID {
			t.Errorf("got %+v, %v", task, err)
		}
		met, err := b.app.RecordInteraction(ctx, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{old.ID, kept.ID}, Channel: hub.ChannelCall, Summary: "Talked", Visibility: hub.VisibilityShared, PersonIds: []hub.PersonID{dana.Person.ID}})
		if err != nil {
			t.Fatal(err)
		}
		with, err := b.app.EmployersIn(ctx, []hub.InteractionID{met.ID})
		if err != nil || len(with) != 1 || with[0].Of != kept.ID {
			t.Errorf("got %+v, %v", with, err)
		}
		tasks, err := b.app.Tasks(ctx, hub.TaskFilter{EmployerID: &old.ID}, hub.Page{First: 10})
		if err != nil || len(tasks.Nodes) != 1 {
			t.Errorf("got %+v, %v", tasks.Nodes, err)
		}
		// What comes past the use cases follows too.
		b.exec(`INSERT INTO site (id, employer_id, name) VALUES ($1, $2, 'Yard')`, hub.NewSiteID(), old.ID)
		b.wants("sites of the old record", `SELECT count(*)::text FROM site WHERE employer_id = '`+old.ID.UUID.String()+`'`, "0")
	})
	t.Run("it cannot be changed", func(t *testing.T) {
		b.refused("updateEmployer", hub.ErrConflict, "", func() error {
			_, err := b.app.UpdateEmployer(ctx, hub.UpdateEmployerInput{ID: old.ID, Version: old.Version, KeyAccount: hub.Set(true)})
			return err
		})
	})
}

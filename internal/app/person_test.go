package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestPeople(t *testing.T) {
	t.Parallel()

	t.Run("are added with a role, and seen by who entered them", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		r := b.person(b.manager, e.ID, "dana@abdy.example")
		if r.Person.ContactAccess != hub.ContactFull || *r.Person.Name != "Dana Wells" || *r.Person.EmailState != hub.EmailUnknown || len(r.Person.Objections) != 0 {
			t.Errorf("got %+v", r)
		}
		b.wants("audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_kind IN ('person', 'role')`, "person.add role.add")
		b.refused("the same address at the same employer", hub.ErrConflict, "email", func() error {
			_, err := b.app.AddPerson(b.as(b.partner("Chamber", hub.RoleEngagement)), hub.AddPersonInput{EmployerID: e.ID, Name: "D Wells", Email: new(hub.EmailAddress("Dana@abdy.example"))})
			return err
		})
		b.refused("a telephone number without digits", hub.ErrBadInput, "phone", func() error {
			_, err := b.app.AddPerson(b.as(b.manager), hub.AddPersonInput{EmployerID: e.ID, Name: "x", Phone: new("ask reception")})
			return err
		})
	})

	t.Run("a new address starts unknown", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		r := b.person(b.manager, b.employer(b.manager, hub.CreateEmployerInput{}).ID, "dana@abdy.example")
		b.exec(`UPDATE person SET email_state = 'HARD_BOUNCED'`)
		got, err := b.app.UpdatePerson(b.as(b.manager), hub.UpdatePersonInput{ID: r.Person.ID, Version: 1, Phone: hub.Set("01709 382121")})
		if err != nil || *got.EmailState != hub.EmailHardBounced || got.Version != 2 {
			t.Fatalf("got %+v, %v", got, err)
		}
		got, err = b.app.UpdatePerson(b.as(b.manager), hub.UpdatePersonInput{ID: r.Person.ID, Version: 2, Email: hub.Set(hub.EmailAddress("d.wells@abdy.example"))})
		if err != nil || *got.EmailState != hub.EmailUnknown || *got.Email != "d.wells@abdy.example" {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.refused("a stale version", hub.ErrConflict, "", func() error {
			now, err := b.app.UpdatePerson(b.as(b.manager), hub.UpdatePersonInput{ID: r.Person.ID, Version: 1, Name: hub.Set("x")})
			if now.Version != 3 {
				t.Errorf("got %+v, want the person as they stand", now)
			}
			return err
		})
	})

	t.Run("are not there for who may not see all of them", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		r := b.person(b.manager, b.employer(b.manager, hub.CreateEmployerInput{}).ID, "dana@abdy.example")
		ctx := b.as(b.partner("Chamber", hub.RoleEngagement))
		for name, do := range map[string]func() error{
			"updatePerson": func() error {
				_, err := b.app.UpdatePerson(ctx, hub.UpdatePersonInput{ID: r.Person.ID, Version: 1, Name: hub.Set("x")})
				return err
			},
			"updatePersonRole": func() error {
				_, err := b.app.UpdatePersonRole(ctx, hub.UpdatePersonRoleInput{ID: r.ID, Version: 1})
				return err
			},
			"recordObjection": func() error {
				_, err := b.app.RecordObjection(ctx, hub.RecordObjectionInput{PersonID: r.Person.ID, Topic: hub.TopicAll, How: "by phone"})
				return err
			},
		} {
			b.refused(name, hub.ErrNotFound, "", do)
		}
	})

	t.Run("a role ends, and not before it begins", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		r := b.person(b.manager, b.employer(b.manager, hub.CreateEmployerInput{}).ID, "dana@abdy.example")
		got, err := b.app.UpdatePersonRole(b.as(b.manager), hub.UpdatePersonRoleInput{ID: r.ID, Version: 1, Since: hub.Set(hub.NewDate(2026, 1, 1)), Until: hub.Set(hub.NewDate(2026, 11, 30)), JobTitle: hub.Set("Head of people")})
		if err != nil || got.Until.String() != "2026-11-30" || *got.JobTitle != "Head of people" || got.Version != 2 {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.refused("an end before the beginning", hub.ErrBadInput, "until", func() error {
			_, err := b.app.UpdatePersonRole(b.as(b.manager), hub.UpdatePersonRoleInput{ID: r.ID, Version: 2, Until: hub.Set(hub.NewDate(2025, 1, 1))})
			return err
		})
	})

	t.Run("an objection stops open invitations, and stays the first", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(2)...)
		var person hub.PersonID
		if err := b.pool.QueryRow(t.Context(), `SELECT id FROM person WHERE name = 'Person 01'`).Scan(&person); err != nil {
			t.Fatal(err)
		}
		b.exec(`UPDATE person SET organisation_id = $1`, b.manager.OrganisationID)
		for _, how := range []string{"by phone", "by letter"} {
			got, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: person, Topic: hub.TopicDiagnostics, How: how})
			if err != nil || len(got.Objections) != 1 || got.Objections[0].How != "by phone" {
				t.Fatalf("got %+v, %v", got, err)
			}
		}
		b.wants("invitations", `SELECT string_agg(state, ' ' ORDER BY state) FROM invitation`, "OBJECTED OPEN")
		b.refused("no word of how", hub.ErrBadInput, "how", func() error {
			_, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: person, Topic: hub.TopicAll, How: " "})
			return err
		})
	})
}

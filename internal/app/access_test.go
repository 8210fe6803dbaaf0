package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// admin is an administrator of the council.
func (b testBundle) admin() context.Context {
	return hub.WithActor(b.Context(), hub.Actor{
		Kind: hub.ActorUser, OrganisationID: b.manager.OrganisationID, UserID: hub.NewUserID(), Name: "Ada Admin",
		Roles: []hub.Role{hub.RoleAdmin}, SharesPersonalData: true,
	})
}

// user adds a member of staff of the council.
func (b testBundle) user(email hub.EmailAddress, roles ...hub.Role) hub.UserID {
	b.Helper()
	id, err := b.app.AddUser(b.admin(), hub.AddUserInput{OrganisationID: b.manager.OrganisationID, Name: "Asha Rahman", Email: email, Roles: roles})
	if err != nil {
		b.Fatal(err)
	}
	return id
}

// people are those with a role at an employer.
func (b testBundle) people(at hub.EmployerID) []hub.PersonID {
	b.Helper()
	rows, err := b.pool.Query(b.Context(), `SELECT person_id FROM person_role WHERE employer_id = $1`, at)
	if err != nil {
		b.Fatal(err)
	}
	people, err := pgx.CollectRows(rows, pgx.RowTo[hub.PersonID])
	if err != nil {
		b.Fatal(err)
	}
	return people
}

func TestUpdateUser(t *testing.T) {
	t.Parallel()

	t.Run("the last administrator stays one, whoever else has the role from a group", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		first := b.user("first@rotherham.example", hub.RoleAdmin)
		b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles, group_roles) VALUES ($1, $2, 'G', 'g', 'g@rotherham.example', '{ADMIN}', '{ADMIN}')`,
			hub.NewUserID(), b.manager.OrganisationID)
		for name, in := range map[string]hub.UpdateUserInput{
			"no role": {ID: first, Roles: []hub.Role{hub.RoleManager}}, "no access": {ID: first, Disabled: new(true)},
		} {
			if _, err := b.app.UpdateUser(b.admin(), in); hub.CodeOf(err) != hub.ErrConflict {
				t.Errorf("%s: got %v, want CONFLICT", name, err)
			}
		}
		b.user("second@rotherham.example", hub.RoleAdmin)
		account, err := b.app.UpdateUser(b.admin(), hub.UpdateUserInput{ID: first, Disabled: new(true)})
		if err != nil || account.DisabledAt == nil {
			t.Errorf("got %+v, %v with another administrator", account, err)
		}
	})

	t.Run("what was decided is in the log, and what stays the same is not", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		id := b.user("asha@rotherham.example", hub.RoleEngagement)
		account, err := b.app.UpdateUser(b.admin(), hub.UpdateUserInput{ID: id, Name: new(" Asha Khan "), Roles: []hub.Role{hub.RoleManager, hub.RoleEngagement, hub.RoleManager}})
		if err != nil || account.User.Name != "Asha Khan" || !slices.Equal(account.User.Roles, []hub.Role{hub.RoleEngagement, hub.RoleManager}) {
			t.Fatalf("got %+v, %v", account, err)
		}
		entries, err := b.app.AuditLog(b.admin(), hub.AuditFilter{RecordID: new(id.String()), Action: new("user.update")}, hub.Page{First: 10})
		if err != nil || len(entries.Nodes) != 1 || len(entries.Nodes[0].Fields) != 2 {
			t.Errorf("got %+v, %v, want one entry with name and roles", entries.Nodes, err)
		}
	})

	t.Run("an address has one user, and a new one lets another account in", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		id := b.user("asha@rotherham.example", hub.RoleEngagement)
		if _, err := b.app.UpdateUser(b.admin(), hub.UpdateUserInput{ID: id, Email: new(hub.EmailAddress("MO@rotherham.example"))}); hub.FieldOf(err) != "email" {
			t.Errorf("got %v, want a conflict of the address", err)
		}
		who := hub.Identity{Subject: "issuer old", Email: "asha@rotherham.example"}
		if _, err := b.app.UserOf(b.Context(), who); err != nil {
			t.Fatal(err)
		}
		if _, err := b.app.UpdateUser(b.admin(), hub.UpdateUserInput{ID: id, Email: new(hub.EmailAddress("khan@rotherham.example"))}); err != nil {
			t.Fatal(err)
		}
		if got, err := b.app.UserOf(b.Context(), hub.Identity{Subject: "issuer new", Email: "khan@rotherham.example"}); err != nil || got != id {
			t.Errorf("got %v, %v for the new account", got, err)
		}
		if _, err := b.app.UserOf(b.Context(), who); !errors.Is(err, hub.ErrSignInUnknown) {
			t.Errorf("got %v for the old account", err)
		}
	})
}

func TestDataSharingAgreement(t *testing.T) {
	t.Parallel()
	b := setup(t)
	admin := b.admin()
	college, err := b.app.AddOrganisation(admin, hub.AddOrganisationInput{Name: "Rother College", Kind: hub.OrganisationCollege})
	if err != nil {
		t.Fatal(err)
	}
	user, err := b.app.AddUser(admin, hub.AddUserInput{OrganisationID: college.ID, Name: "Dan Frost", Email: "dan@college.example", Roles: []hub.Role{hub.RoleEngagement}})
	if err != nil {
		t.Fatal(err)
	}
	employer := b.employers(1)[0]
	b.exec(`UPDATE employer SET lead_organisation_id = $1`, college.ID)
	seen := func() bool {
		t.Helper()
		secret, err := b.app.SignIn(t.Context(), app.NewSession{User: user})
		if err != nil {
			t.Fatal(err)
		}
		by, err := b.app.BySession(t.Context(), secret)
		if err != nil {
			t.Fatal(err)
		}
		people, err := b.app.PeopleByID(hub.WithActor(t.Context(), by), b.people(employer))
		if err != nil || len(people) != 1 {
			t.Fatalf("got %+v, %v", people, err)
		}
		return people[0].Name != nil
	}

	if seen() {
		t.Error("a partner without an agreement sees a person's name")
	}
	if _, err := b.app.AddAgreement(admin, hub.AddAgreementInput{OrganisationID: college.ID, Reference: "DSA 7", From: hub.NewDate(2026, 11, 24), Until: hub.NewDate(2026, 11, 23)}); hub.FieldOf(err) != "until" {
		t.Errorf("got %v for an agreement that ends before it begins", err)
	}
	partner, err := b.app.AddAgreement(admin, hub.AddAgreementInput{OrganisationID: college.ID, Reference: "DSA 7", From: hub.NewDate(2026, 11, 1), Until: hub.NewDate(2027, 11, 1)})
	if err != nil || partner.SharesUntil == nil || *partner.SharesUntil != hub.NewDate(2027, 11, 1) {
		t.Fatalf("got %+v, %v", partner, err)
	}
	if !seen() {
		t.Error("the lead does not see a person's name, with an agreement")
	}
	if _, err := b.app.EndAgreement(admin, partner.Agreements[0].ID, hub.NewDate(2028, 1, 1)); hub.FieldOf(err) != "until" {
		t.Errorf("got %v for a day after the agreement", err)
	}
	if partner, err = b.app.EndAgreement(admin, partner.Agreements[0].ID, hub.NewDate(2026, 11, 23)); err != nil || partner.SharesUntil != nil {
		t.Errorf("got %+v, %v", partner, err)
	}
	if seen() {
		t.Error("a partner sees a person's name after the agreement has ended")
	}
}

func TestAuditLog(t *testing.T) {
	t.Parallel()
	b := setup(t)
	manager := hub.WithActor(t.Context(), b.manager)
	b.exec(`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES (gen_random_uuid(), $1, 'A', '2026-01-01', '2028-01-01')`, b.manager.OrganisationID)
	employer, err := b.app.CreateEmployer(manager, hub.CreateEmployerInput{Name: "Steel Ltd", LegalForm: new(hub.LegalFormPrivateLimited)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.AddPerson(manager, hub.AddPersonInput{EmployerID: employer.ID, Name: "Priya Patel", Function: hub.FunctionHRDirector}); err != nil {
		t.Fatal(err)
	}
	log := func(f hub.AuditFilter, first int, after string) hub.List[hub.AuditEntry] {
		t.Helper()
		list, err := b.app.AuditLog(b.admin(), f, hub.Page{First: first, After: after})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}

	all := log(hub.AuditFilter{By: new(b.manager.UserID.String())}, 50, "")
	for _, e := range all.Nodes {
		personal := e.Action == "person.add" || e.Action == "person.create"
		if personal != (e.Fields == nil) || e.Who != "Mo Manager" {
			t.Errorf("%s by %s shows %v to an administrator", e.Action, e.Who, e.Fields)
		}
	}
	if len(all.Nodes) < 2 {
		t.Fatalf("got %+v, want the employer and the person", all.Nodes)
	}
	var paged []string
	for after, more := "", true; more; {
		page := log(hub.AuditFilter{By: new(b.manager.UserID.String())}, 1, after)
		paged = append(paged, page.Nodes[0].ID)
		after, more = page.Cursors[0], page.HasNext
	}
	if len(paged) != len(all.Nodes) || paged[0] != all.Nodes[0].ID {
		t.Errorf("got %v page by page", paged)
	}
	for name, tc := range map[string]struct {
		filter hub.AuditFilter
		want   bool
	}{
		"the record":     {hub.AuditFilter{RecordID: new(employer.ID.String())}, true},
		"another record": {hub.AuditFilter{RecordID: new(hub.NewEmployerID().String())}, false},
		"the action":     {hub.AuditFilter{Action: new("employer.create")}, true},
		"another action": {hub.AuditFilter{Action: new("employer.crea")}, false},
		"another user":   {hub.AuditFilter{By: new(hub.NewUserID().String())}, false},
		"long ago":       {hub.AuditFilter{Until: new(hub.NewDate(2001, 1, 1))}, false},
		"since long ago": {hub.AuditFilter{From: new(hub.NewDate(2001, 1, 1))}, true},
	} {
		found := slices.ContainsFunc(log(tc.filter, 50, "").Nodes, func(e hub.AuditEntry) bool { return e.RecordID == employer.ID.String() })
		if found != tc.want {
			t.Errorf("by %s: found %v, want %v", name, found, tc.want)
		}
	}
	if _, err := b.app.AuditLog(b.admin(), hub.AuditFilter{RecordID: new("12345")}, hub.Page{First: 1}); hub.FieldOf(err) != "recordId" {
		t.Errorf("got %v for what is no ID", err)
	}
	actions, err := b.app.AuditActions(b.admin())
	if err != nil || !slices.IsSorted(actions) || !slices.Contains(actions, "employer.create") {
		t.Errorf("got %v, %v", actions, err)
	}
}

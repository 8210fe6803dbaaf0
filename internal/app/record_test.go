package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"employerhub/internal/hub"
)

// partner is a new user of a new organisation, with a data-sharing agreement.
func (b testBundle) partner(name string, roles ...hub.Role) hub.Actor {
	b.Helper()
	by := hub.Actor{Kind: hub.ActorUser, OrganisationID: hub.NewOrganisationID(), UserID: hub.NewUserID(), Name: "Pat of " + name, Roles: roles, SharesPersonalData: true}
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'OTHER')`, by.OrganisationID, name)
	b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, $3, lower($3), $4, '{ENGAGEMENT}')`,
		by.UserID, by.OrganisationID, by.Name, by.UserID.String())
	return by
}

func (b testBundle) as(by hub.Actor) context.Context { return hub.WithActor(b.Context(), by) }

// employer is one that by has added.
func (b testBundle) employer(by hub.Actor, in hub.CreateEmployerInput) hub.Employer {
	b.Helper()
	if in.Name == "" {
		in.Name = "Abdy Engineering Ltd"
	}
	e, err := b.app.CreateEmployer(b.as(by), in)
	if err != nil {
		b.Fatal(err)
	}
	return e
}

func (b testBundle) person(by hub.Actor, at hub.EmployerID, email hub.EmailAddress) hub.PersonRole {
	b.Helper()
	r, err := b.app.AddPerson(b.as(by), hub.AddPersonInput{EmployerID: at, Name: "Dana Wells", Email: &email, Function: hub.FunctionHRDirector})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// refused checks that do fails with code and blames field, and that nothing was written.
func (b testBundle) refused(what string, code hub.ErrorCode, field string, do func() error) {
	b.Helper()
	before := b.value(`SELECT count(*)::text FROM audit`)
	err := do()
	e, ok := errors.AsType[*hub.Error](err)
	if !ok || e.Code != code || field != "" && !slices.Contains(e.Field, field) {
		b.Errorf("%s: got %v %v, want %s for %q", what, err, e, code, field)
	}
	if after := b.value(`SELECT count(*)::text FROM audit`); after != before {
		b.Errorf("%s: something was left behind", what)
	}
}

func TestEveryChangeOfTheRecordNeedsTheRight(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	for _, role := range []hub.Role{hub.RoleAnalyst, hub.RoleAdmin, hub.RolePlacements} {
		ctx := b.as(b.partner("Partner "+string(role), role))
		for name, do := range map[string]func() error{
			"createEmployer": func() error { _, err := b.app.CreateEmployer(ctx, hub.CreateEmployerInput{Name: "x"}); return err },
			"updateEmployer": func() error {
				_, err := b.app.UpdateEmployer(ctx, hub.UpdateEmployerInput{ID: e.ID, Version: 1})
				return err
			},
			"addSite":    func() error { _, err := b.app.AddSite(ctx, hub.AddSiteInput{EmployerID: e.ID, Name: "x"}); return err },
			"updateSite": func() error { _, err := b.app.UpdateSite(ctx, hub.UpdateSiteInput{}); return err },
			"addPerson": func() error {
				_, err := b.app.AddPerson(ctx, hub.AddPersonInput{EmployerID: e.ID, Name: "x"})
				return err
			},
			"updatePerson":     func() error { _, err := b.app.UpdatePerson(ctx, hub.UpdatePersonInput{}); return err },
			"updatePersonRole": func() error { _, err := b.app.UpdatePersonRole(ctx, hub.UpdatePersonRoleInput{}); return err },
			"recordObjection":  func() error { _, err := b.app.RecordObjection(ctx, hub.RecordObjectionInput{}); return err },
		} {
			b.refused(string(role)+" "+name, hub.ErrForbidden, "", do)
		}
	}
}

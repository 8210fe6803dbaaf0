package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// RolesOf finds the roles at these employers, with as much of the people as the caller may see. Permission: READ_EMPLOYERS.
func (a *App) RolesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.PersonRole, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.RolesOf(ctx, a.pool, v, ids)
}

// RolesByID finds those of ids that exist, with as much of the people as the caller may see. Permission: READ_EMPLOYERS.
func (a *App) RolesByID(ctx context.Context, ids []hub.RoleID) ([]hub.PersonRole, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.RolesByID(ctx, a.pool, v, ids)
}

// RolesOfPeople finds the roles of these people at all employers, for callers who see the people in full. Permission: READ_EMPLOYERS.
func (a *App) RolesOfPeople(ctx context.Context, people []hub.PersonID) ([]hub.PersonRole, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.RolesOfPeople(ctx, a.pool, v, people)
}

// ContactRulesOf works out what the law lets the caller's organisation send to the people in these roles, as far as the caller sees
// the people in full. Permission: READ_EMPLOYERS.
func (a *App) ContactRulesOf(ctx context.Context, ids []hub.RoleID) ([]hub.ContactRule, error) {
	roles, err := a.RolesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	organisation, err := a.OwnOrganisation(ctx)
	if err != nil {
		return nil, err
	}
	at := make([]hub.EmployerID, len(roles))
	for i, r := range roles {
		at[i] = r.EmployerID
	}
	employers, err := a.EmployersByID(ctx, at)
	if err != nil {
		return nil, err
	}
	forms := map[hub.EmployerID]hub.LegalForm{}
	for _, e := range employers {
		forms[e.Asked] = e.LegalForm
	}
	var rules []hub.ContactRule
	for _, r := range roles {
		if form, ok := forms[r.EmployerID]; ok && r.Person.ContactAccess == hub.ContactFull {
			rules = append(rules, hub.NewContactRule(r, form, organisation.Kind))
		}
	}
	return rules, nil
}

// AddPersonRole gives somebody whom the hub knows a role at an employer. Permission: WRITE_ENGAGEMENT, and full access to the person.
// Errors: NOT_FOUND; BAD_INPUT where the person has that function there at that time already; CONFLICT where somebody else there has
// the person's address.
func (a *App) AddPersonRole(ctx context.Context, in hub.AddPersonRoleInput) (added hub.PersonRole, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.PersonRole{}, err
	}
	err = a.change(ctx, func(c change) error {
		at, err := c.livingEmployer(ctx, in.EmployerID)
		if err != nil {
			return err
		}
		if _, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), at); err != nil { // so that nobody adds the same person beside
			return err
		}
		p, err := postgres.PersonForUpdate(ctx, c, c.viewer(), in.PersonID)
		if err != nil {
			return err
		}
		in.EmployerID = at
		r, err := hub.NewRole(in, p)
		if err != nil {
			return err
		}
		if err := c.besideOthers(ctx, r); err != nil {
			return err
		}
		if err := c.addressIsFree(ctx, p, at); err != nil {
			return err
		}
		if err := postgres.InsertRole(ctx, c, r); err != nil {
			return err
		}
		if err := c.audit(ctx, "role.add", ofRole(r), nil, roleDetails(r)); err != nil {
			return err
		}
		added = r
		return nil
	})
	return added, err
}

// besideOthers refuses a role that the person has at the employer already. Errors: BAD_INPUT.
func (c change) besideOthers(ctx context.Context, r hub.PersonRole) error {
	others, err := postgres.RolesOfPeople(ctx, c, c.viewer(), []hub.PersonID{r.Person.ID})
	if err != nil {
		return err
	}
	return r.Beside(others)
}

// UpdatePersonRole changes a role or ends it. On an error it returns the role as it stands. Permission: WRITE_ENGAGEMENT, and
// full access to the person. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdatePersonRole(ctx context.Context, in hub.UpdatePersonRoleInput) (hub.PersonRole, error) {
	return update(ctx, a,
		func(c change) (hub.PersonRole, error) { return postgres.RoleForUpdate(ctx, c, c.viewer(), in.ID) },
		func(c change, r *hub.PersonRole) error {
			if err := r.Update(in); err != nil {
				return err
			}
			if !in.Function.IsSet() && !in.Since.IsSet() && !in.Until.IsSet() {
				return nil
			}
			return c.besideOthers(ctx, *r)
		},
		func(c change, before hub.PersonRole, r *hub.PersonRole) error {
			r.Version++
			if err := postgres.SetRole(ctx, c, *r); err != nil {
				return err
			}
			return c.audit(ctx, "role.update", ofRole(*r), roleDetails(before), roleDetails(*r))
		})
}

// held is what history keeps of a role: not the person's details, which fewer may see.
type held struct {
	JobTitle *string
	Function hub.PersonFunction
	Since    *hub.Date
	Until    *hub.Date
}

func roleDetails(r hub.PersonRole) held { return held{r.JobTitle, r.Function, r.Since, r.Until} }

func ofRole(r hub.PersonRole) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "role", ID: r.ID.UUID, Employer: r.EmployerID}
}

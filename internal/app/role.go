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

// UpdatePersonRole changes a role or ends it. On an error it returns the role as it stands. Permission: WRITE_ENGAGEMENT, and
// full access to the person. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdatePersonRole(ctx context.Context, in hub.UpdatePersonRoleInput) (hub.PersonRole, error) {
	return update(ctx, a,
		func(c change) (hub.PersonRole, error) { return postgres.RoleForUpdate(ctx, c, c.viewer(), in.ID) },
		func(_ change, r *hub.PersonRole) error { return r.Update(in) },
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

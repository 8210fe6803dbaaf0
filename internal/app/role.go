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

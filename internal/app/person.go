package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PeopleByID finds those of ids that exist, as far as the caller may see them. Permission: READ_EMPLOYERS.
func (a *App) PeopleByID(ctx context.Context, ids []hub.PersonID) ([]hub.Person, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PeopleByID(ctx, a.pool, v, ids)
}

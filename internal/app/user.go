package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Users lists users by name. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Users(ctx context.Context, filter hub.UserFilter, page hub.Page) (hub.List[hub.User], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.User]{}, err
	}
	return postgres.Users(ctx, a.pool, filter, page)
}

// CountUsers counts those that filter finds. Permission: READ_EMPLOYERS.
func (a *App) CountUsers(ctx context.Context, filter hub.UserFilter) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	return postgres.CountUsers(ctx, a.pool, filter)
}

// UsersByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) UsersByID(ctx context.Context, ids []hub.UserID) ([]hub.User, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.UsersByID(ctx, a.pool, ids)
}

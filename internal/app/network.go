package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Networks lists all networks by name. Permission: READ_EMPLOYERS.
func (a *App) Networks(ctx context.Context) ([]hub.Network, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.Networks(ctx, a.pool)
}

// NetworksByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) NetworksByID(ctx context.Context, ids []hub.NetworkID) ([]hub.Network, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.NetworksByID(ctx, a.pool, ids)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// SitesOf finds the sites of these employers. Permission: READ_EMPLOYERS.
func (a *App) SitesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.Site, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SitesOf(ctx, a.pool, ids)
}

// SitesByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) SitesByID(ctx context.Context, ids []hub.SiteID) ([]hub.Site, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SitesByID(ctx, a.pool, ids)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// viewer is who reads, if they hold permission p, and on which day. Errors: UNAUTHENTICATED, FORBIDDEN.
func (a *App) viewer(ctx context.Context, p hub.Permission) (postgres.Viewer, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, p); err != nil {
		return postgres.Viewer{}, err
	}
	today, err := a.Today(ctx)
	return postgres.Viewer{Actor: by, Today: today}, err
}

// viewer is who makes the change, as a reader of the rows that it starts from.
func (c change) viewer() postgres.Viewer { return postgres.Viewer{Actor: c.by, Today: c.today()} }

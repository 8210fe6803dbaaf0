package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Timeline lists what happened with an employer, the latest first, as far as the caller may see it. Permission:
// READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Timeline(ctx context.Context, id hub.EmployerID, page hub.Page) (hub.List[hub.TimelineEntry], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.TimelineEntry]{}, err
	}
	return postgres.Timeline(ctx, a.pool, v, id, page)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// History lists the changes of an employer and of what belongs to it, the latest first, as far as the caller sees those
// records. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) History(ctx context.Context, employer hub.EmployerID, page hub.Page) (hub.List[hub.Change], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Change]{}, err
	}
	return postgres.History(ctx, a.pool, v, employer, page)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Employers lists those that filter finds. Permission: PermReadEmployers. Errors: BAD_INPUT for a filter or cursor that
// cannot be read.
func (a *App) Employers(ctx context.Context, filter hub.EmployerFilter, order hub.EmployerOrder, page hub.Page) (hub.List[hub.Employer], error) {
	today, err := a.readEmployers(ctx, filter)
	if err != nil {
		return hub.List[hub.Employer]{}, err
	}
	return postgres.Employers(ctx, a.pool, postgres.EmployerQuery{Filter: filter, Order: order, Page: page, Today: today})
}

// CountEmployers counts those that filter finds. Permission: PermReadEmployers. Errors: BAD_INPUT for the filter.
func (a *App) CountEmployers(ctx context.Context, filter hub.EmployerFilter) (int, error) {
	today, err := a.readEmployers(ctx, filter)
	if err != nil {
		return 0, err
	}
	return postgres.CountEmployers(ctx, a.pool, filter, today)
}

func (a *App) readEmployers(ctx context.Context, filter hub.EmployerFilter) (hub.Date, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return hub.Date{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.Date{}, err
	}
	return a.Today(ctx)
}

// EmployersByID finds those of ids that exist. Permission: PermReadEmployers.
func (a *App) EmployersByID(ctx context.Context, ids []hub.EmployerID) ([]hub.Employer, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.EmployersByID(ctx, a.pool, ids)
}

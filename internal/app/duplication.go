package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Duplication measures a period. Permission: READ_FIGURES. Errors: BAD_INPUT for the period.
func (a *App) Duplication(ctx context.Context, p hub.DuplicationPeriod) (hub.Duplication, error) {
	v, err := a.viewer(ctx, hub.PermReadFigures)
	if err != nil {
		return hub.Duplication{}, err
	}
	if err := p.Check(v.Today); err != nil {
		return hub.Duplication{}, err
	}
	return postgres.Duplication(ctx, a.pool, v, p)
}

// DuplicatedEmployers lists the employers behind the measure, by name; visibility decides about their contacts. Permission:
// READ_FIGURES. Errors: BAD_INPUT for the period or the cursor.
func (a *App) DuplicatedEmployers(ctx context.Context, p hub.DuplicationPeriod, page hub.Page) (hub.List[hub.DuplicatedEmployer], error) {
	v, err := a.viewer(ctx, hub.PermReadFigures)
	if err != nil {
		return hub.List[hub.DuplicatedEmployer]{}, err
	}
	if err := p.Check(v.Today); err != nil {
		return hub.List[hub.DuplicatedEmployer]{}, err
	}
	return postgres.DuplicatedEmployers(ctx, a.pool, v, p, page)
}

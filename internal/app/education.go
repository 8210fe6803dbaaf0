package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// EducationFigures counts what employers did with schools and providers in a period. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for a period
// that ends before it begins.
func (a *App) EducationFigures(ctx context.Context, from, until hub.Date) (hub.EducationFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.EducationFigures{}, err
	}
	if err := (hub.SchoolEncounterFilter{From: &from, Until: &until}).Check(); err != nil {
		return hub.EducationFigures{}, err
	}
	figures, err := postgres.EducationFigures(ctx, a.pool, v, from, until)
	if err != nil {
		return figures, err
	}
	return figures.ToldTo(v.Actor), nil
}

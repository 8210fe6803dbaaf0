package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// OutcomeFigures counts what placements led to in a financial year, by programme, kind and quarter; few people are suppressed for whoever only reads
// figures. Permission: READ_FIGURES or MANAGE_PARTICIPANTS. Errors: BAD_INPUT for the year or the filter.
func (a *App) OutcomeFigures(ctx context.Context, year int, f hub.OutcomeFigureFilter) ([]hub.OutcomeFigure, error) {
	by := hub.ActorFrom(ctx)
	if !by.May(hub.PermManageParticipants) {
		if err := hub.Authorise(by, hub.PermReadFigures); err != nil {
			return nil, err
		}
	}
	quarters, err := hub.QuartersFrom(year)
	if err != nil {
		return nil, err
	}
	if err := f.Check(); err != nil {
		return nil, err
	}
	counted, err := postgres.CountOutcomes(ctx, a.pool, quarters, f)
	if err != nil {
		return nil, err
	}
	figures := make([]hub.OutcomeFigure, len(counted))
	for i, c := range counted {
		figures[i] = c.Figure(by)
	}
	return figures, nil
}

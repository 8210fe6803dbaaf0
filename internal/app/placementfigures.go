package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PlacementFigures counts what employers that the caller sees offered for placements, who started, and the employers themselves. Counts of few
// people are suppressed for who only reads figures. Permission: READ_EMPLOYERS. Errors: those of hub.PlacementFiguresInput.Check.
func (a *App) PlacementFigures(ctx context.Context, in hub.PlacementFiguresInput) (hub.PlacementFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.PlacementFigures{}, err
	}
	if err := in.Check(v.Today); err != nil {
		return hub.PlacementFigures{}, err
	}
	counts, err := postgres.PlacementCounts(ctx, a.pool, v, in)
	if err != nil {
		return hub.PlacementFigures{}, err
	}
	return in.Figures(v.Actor, counts), nil
}

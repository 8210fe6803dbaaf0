package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) PlacementFigures(ctx context.Context, input hub.PlacementFiguresInput) (*hub.PlacementFigures, error) {
	figures, err := r.app.PlacementFigures(ctx, input)
	return &figures, err
}

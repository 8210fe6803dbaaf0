package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) OutcomeFigures(ctx context.Context, year int, filter *hub.OutcomeFigureFilter) ([]hub.OutcomeFigure, error) {
	var f hub.OutcomeFigureFilter
	if filter != nil {
		f = *filter
	}
	return r.app.OutcomeFigures(ctx, year, f)
}

package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) Wards(ctx context.Context) ([]hub.Ward, error) { return r.app.Wards(ctx) }

func (r query) InvestmentAreas(ctx context.Context) ([]hub.InvestmentArea, error) {
	return r.app.InvestmentAreas(ctx)
}

func (r query) SicSections(ctx context.Context) ([]hub.SICSection, error) {
	return r.app.SICSections(ctx)
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// GroupPartsOf finds the employers of the groups of these employers that the caller sees, each with how many people it has. Permission: READ_EMPLOYERS.
func (a *App) GroupPartsOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.GroupPart], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.GroupPartsOf(ctx, a.pool, v, ids)
}

// groupHeadcount is how many people the group of an employer has, as far as the hub knows.
func (c change) groupHeadcount(ctx context.Context, of hub.EmployerID) (g hub.GroupHeadcount, err error) {
	parts, err := postgres.GroupPartsOf(ctx, c, c.viewer(), []hub.EmployerID{of})
	for _, p := range parts {
		g.Parts = append(g.Parts, p.Of)
	}
	return g, err
}

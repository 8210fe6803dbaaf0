package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Duplication(ctx context.Context, from, until hub.Date, asAt *hub.Date) (*hub.Duplication, error) {
	today, err := r.app.Today(ctx)
	if err != nil {
		return nil, err
	}
	period := hub.DuplicationPeriod{From: from, Until: until, AsAt: today}
	if asAt != nil {
		period.AsAt = *asAt
	}
	measured, err := r.app.Duplication(ctx, period)
	return &measured, err
}

func (r duplication) Employers(ctx context.Context, d *hub.Duplication, first int, after *string) (*generated.DuplicatedEmployerConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.DuplicatedEmployers(ctx, d.DuplicationPeriod, page)
	if err != nil {
		return nil, err
	}
	return &generated.DuplicatedEmployerConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.DuplicatedEmployer) generated.DuplicatedEmployerEdge {
		return generated.DuplicatedEmployerEdge{Cursor: cursor, Node: e}
	})}, nil
}

func (r duplicatedEmployer) Employer(ctx context.Context, d *hub.DuplicatedEmployer) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, d.EmployerID)
}

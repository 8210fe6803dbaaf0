package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) AreaPlans(ctx context.Context, filter *hub.AreaPlanFilter, first int, after *string) (*generated.AreaPlanConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.AreaPlans, r.app.CountAreaPlans)
	if err != nil {
		return nil, err
	}
	return &generated.AreaPlanConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, p *hub.AreaPlan) generated.AreaPlanEdge {
		return generated.AreaPlanEdge{Cursor: cursor, Node: p}
	})}, nil
}

func (r areaPlan) Area(ctx context.Context, p *hub.AreaPlan) (*hub.InvestmentArea, error) {
	return area(ctx, p.Area)
}

func (r areaPlan) Owner(ctx context.Context, p *hub.AreaPlan) (*hub.Organisation, error) {
	return load(ctx).organisation.Load(ctx, p.OwnerID)
}

func (r mutation) RecordAreaPlan(ctx context.Context, input hub.AreaPlanInput) (*generated.AreaPlanPayload, error) {
	return areaPlanPayload(r.app.RecordAreaPlan(ctx, input))
}

func (r mutation) UpdateAreaPlan(ctx context.Context, input generated.UpdateAreaPlanInput) (*generated.AreaPlanPayload, error) {
	id, err := hub.ParseID[hub.AreaPlanID](input.ID)
	if err != nil {
		return nil, err
	}
	return areaPlanPayload(r.app.UpdateAreaPlan(ctx, id, input.Version, *input.AreaPlan))
}

func (r mutation) RemoveAreaPlan(ctx context.Context, input generated.RemoveRecordInput) (*generated.AreaPlanPayload, error) {
	id, err := hub.ParseID[hub.AreaPlanID](input.ID)
	if err != nil {
		return nil, err
	}
	return areaPlanPayload(hub.AreaPlan{}, r.app.RemoveAreaPlan(ctx, id, input.Version))
}

func areaPlanPayload(p hub.AreaPlan, err error) (*generated.AreaPlanPayload, error) {
	problems, err := userErrors(err)
	return &generated.AreaPlanPayload{AreaPlan: some(p, p.ID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) WaitingSubsidies(ctx context.Context, filter *hub.WaitingSubsidyFilter, first int, after *string) (*generated.WaitingSubsidyConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.WaitingSubsidyFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.WaitingSubsidies(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.WaitingSubsidyConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, w *hub.WaitingSubsidy) generated.WaitingSubsidyEdge {
		return generated.WaitingSubsidyEdge{Cursor: cursor, Node: w}
	})}
	if selects(ctx, "totalCount") {
		totals, err := r.app.SubsidyTotals(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, t := range totals {
			out.TotalCount += t.Count
		}
	}
	return out, nil
}

func (r query) SubsidyTotals(ctx context.Context, filter *hub.WaitingSubsidyFilter) ([]hub.SubsidyTotal, error) {
	var f hub.WaitingSubsidyFilter
	if filter != nil {
		f = *filter
	}
	return r.app.SubsidyTotals(ctx, f)
}

func (r waitingSubsidy) Placement(ctx context.Context, w *hub.WaitingSubsidy) (*hub.Placement, error) {
	return load(ctx).placement.Load(ctx, w.PlacementID)
}

func (r waitingSubsidy) Claim(ctx context.Context, w *hub.WaitingSubsidy) (*hub.SubsidyClaim, error) {
	if w.ClaimID == nil {
		return nil, nil
	}
	s, err := load(ctx).subsidy.Load(ctx, w.PlacementID)
	if err != nil || s == nil {
		return nil, err
	}
	for i := range s.Claims {
		if s.Claims[i].ID == *w.ClaimID {
			return &s.Claims[i], nil
		}
	}
	return nil, nil
}

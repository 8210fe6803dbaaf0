package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PlacementOutcomes(ctx context.Context, filter *hub.OutcomeFilter, first int, after *string) (*generated.PlacementOutcomeConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.OutcomeFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.PlacementOutcomes(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.PlacementOutcomeConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, o *hub.PlacementOutcome) generated.PlacementOutcomeEdge {
		return generated.PlacementOutcomeEdge{Cursor: cursor, Node: o}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountPlacementOutcomes(ctx, f)
	}
	return out, err
}

func (r query) PlacementsDue(ctx context.Context, filter *hub.PlacementDueFilter, first int, after *string) (*generated.PlacementDueConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.PlacementDueFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.PlacementsDue(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.PlacementDueConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, d *hub.PlacementDue) generated.PlacementDueEdge {
		return generated.PlacementDueEdge{Cursor: cursor, Node: d}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountPlacementsDue(ctx, f)
	}
	return out, err
}

func (r placementDue) Placement(ctx context.Context, d *hub.PlacementDue) (*hub.Placement, error) {
	return load(ctx).placement.Load(ctx, d.PlacementID)
}

func (r placement) Reviews(ctx context.Context, p *hub.Placement) ([]hub.PlacementReview, error) {
	return load(ctx).reviews.Load(ctx, p.ID)
}

func (r placement) Ending(ctx context.Context, p *hub.Placement) (*hub.PlacementEnding, error) {
	return load(ctx).ending.Load(ctx, p.ID)
}

func (r placement) Outcomes(ctx context.Context, p *hub.Placement) ([]hub.PlacementOutcome, error) {
	return load(ctx).outcomes.Load(ctx, p.ID)
}

func (r placement) OutcomeWeeks(ctx context.Context, p *hub.Placement) ([]int, error) {
	return load(ctx).outcomeWeeks.Load(ctx, p.ID)
}

func (r placementOutcome) Placement(ctx context.Context, o *hub.PlacementOutcome) (*hub.Placement, error) {
	return load(ctx).placement.Load(ctx, o.PlacementID)
}

func (r placementOutcome) Employer(ctx context.Context, o *hub.PlacementOutcome) (*hub.Employer, error) {
	if o.EmployerID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *o.EmployerID)
}

func (r placementOutcome) AllowedTransitions(ctx context.Context, o *hub.PlacementOutcome) ([]hub.OutcomeState, error) {
	return o.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r placementOutcome) Moves(ctx context.Context, o *hub.PlacementOutcome) ([]hub.OutcomeMove, error) {
	return load(ctx).outcomeMoves.Load(ctx, o.ID)
}

func (r mutation) ClaimPlacementOutcome(ctx context.Context, input hub.ClaimOutcomeInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.ClaimPlacementOutcome(ctx, input))
}

func (r mutation) MovePlacementOutcome(ctx context.Context, input hub.MoveOutcomeInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.MovePlacementOutcome(ctx, input))
}

func (r mutation) RecordPlacementReview(ctx context.Context, input hub.RecordReviewInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.RecordPlacementReview(ctx, input))
}

func (r mutation) RecordPlacementEnding(ctx context.Context, input hub.RecordEndingInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.RecordPlacementEnding(ctx, input))
}

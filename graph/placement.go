package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Placements(ctx context.Context, filter *hub.PlacementFilter, first int, after *string) (*generated.PlacementConnection, error) {
	var f hub.PlacementFilter
	if filter != nil {
		f = *filter
	}
	return r.placements(ctx, f, first, after)
}

func (r *Resolver) placements(ctx context.Context, f hub.PlacementFilter, first int, after *string) (*generated.PlacementConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Placements(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.PlacementConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, p *hub.Placement) generated.PlacementEdge {
		return generated.PlacementEdge{Cursor: cursor, Node: p}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountPlacements(ctx, f)
	}
	return out, err
}

func (r query) YoungWorkerRules(ctx context.Context) ([]hub.YoungWorkerRule, error) {
	return r.app.YoungWorkerRules(ctx)
}

func (r subscription) PlacementBoard(ctx context.Context) (<-chan []hub.PlacementCount, error) {
	return r.app.PlacementBoard(ctx)
}

func (r opportunity) PlacesLeft(ctx context.Context, o *hub.Opportunity) (*int, error) {
	left, err := load(ctx).placesLeft.Load(ctx, o.ID)
	if err != nil || left == nil {
		return nil, err
	}
	return &left.Left, nil
}

func (r placement) Participant(ctx context.Context, p *hub.Placement) (*hub.Participant, error) {
	return load(ctx).participant.Load(ctx, p.ParticipantID)
}

func (r placement) Opportunity(ctx context.Context, p *hub.Placement) (*hub.Opportunity, error) {
	return load(ctx).opportunity.Load(ctx, p.OpportunityID)
}

func (r placement) Employer(ctx context.Context, p *hub.Placement) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.EmployerID)
}

func (r placement) AllowedTransitions(ctx context.Context, p *hub.Placement) ([]hub.PlacementState, error) {
	return p.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r placement) MissingChecks(ctx context.Context, p *hub.Placement) ([]hub.MissingCheck, error) {
	return load(ctx).placementChecks.Load(ctx, p.ID)
}

func (r placement) Moves(ctx context.Context, p *hub.Placement) ([]hub.PlacementMove, error) {
	return load(ctx).placementMoves.Load(ctx, p.ID)
}

func (r notPlaced) Participant(ctx context.Context, n *hub.NotPlaced) (*hub.Participant, error) {
	return load(ctx).participant.Load(ctx, n.ParticipantID)
}

func (r notPlaced) Placement(ctx context.Context, n *hub.NotPlaced) (*hub.Placement, error) {
	if n.PlacementID == nil {
		return nil, nil
	}
	return load(ctx).placement.Load(ctx, *n.PlacementID)
}

func (r mutation) ProposePlacements(ctx context.Context, input hub.ProposePlacementsInput) (*generated.PlacementsPayload, error) {
	return placementsPayload(r.app.ProposePlacements(ctx, input))
}

func (r mutation) TransitionPlacements(ctx context.Context, input hub.TransitionPlacementsInput) (*generated.PlacementsPayload, error) {
	return placementsPayload(r.app.TransitionPlacements(ctx, input))
}

func placementsPayload(done []hub.Placement, refused []hub.NotPlaced, err error) (*generated.PlacementsPayload, error) {
	problems, err := userErrors(err)
	return &generated.PlacementsPayload{Placements: done, Refused: refused, UserErrors: problems}, err
}

func (r mutation) UpdatePlacement(ctx context.Context, input hub.UpdatePlacementInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.UpdatePlacement(ctx, input))
}

func (r mutation) TransitionPlacement(ctx context.Context, input hub.TransitionPlacementInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.TransitionPlacement(ctx, input))
}

func placementPayload(p hub.Placement, err error) (*generated.PlacementPayload, error) {
	problems, err := userErrors(err)
	return &generated.PlacementPayload{Placement: some(p, p.ID), UserErrors: problems}, err
}

func (r mutation) SetYoungWorkerRule(ctx context.Context, input hub.SetYoungWorkerRuleInput) (*generated.YoungWorkerRulesPayload, error) {
	rules, err := r.app.SetYoungWorkerRule(ctx, input)
	problems, err := userErrors(err)
	return &generated.YoungWorkerRulesPayload{YoungWorkerRules: rules, UserErrors: problems}, err
}

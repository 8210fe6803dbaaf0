package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Duplicates(ctx context.Context, filter *hub.DuplicateFilter, orderBy hub.DuplicateOrder, first int, after *string) (*generated.DuplicatePairConnection, error) {
	if filter == nil {
		filter = &hub.DuplicateFilter{StateIn: []hub.DuplicateState{hub.DuplicateOpen}}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Duplicates(ctx, *filter, orderBy, page)
	if err != nil {
		return nil, err
	}
	out := &generated.DuplicatePairConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, p *hub.DuplicatePair) generated.DuplicatePairEdge {
		return generated.DuplicatePairEdge{Cursor: cursor, Node: p}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountDuplicates(ctx, *filter)
	}
	return out, err
}

func (r duplicatePair) First(ctx context.Context, p *hub.DuplicatePair) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.FirstID)
}

func (r duplicatePair) Second(ctx context.Context, p *hub.DuplicatePair) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.SecondID)
}

func (r employer) PossibleDuplicates(ctx context.Context, e *hub.Employer) ([]hub.PossibleDuplicate, error) {
	return load(ctx).possibleDuplicates.Load(ctx, e.ID)
}

func (r possibleDuplicate) Employer(ctx context.Context, p *hub.PossibleDuplicate) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.EmployerID)
}

func (r mutation) RejectDuplicate(ctx context.Context, input hub.RejectDuplicateInput) (*generated.RejectDuplicatePayload, error) {
	pair, err := r.app.RejectDuplicate(ctx, input)
	problems, err := userErrors(err)
	return &generated.RejectDuplicatePayload{Pair: some(pair, pair.ID), UserErrors: problems}, err
}

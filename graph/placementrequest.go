package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PlacementRequests(ctx context.Context, filter *hub.PlacementRequestFilter, first int, after *string) (*generated.PlacementRequestConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.PlacementRequests, r.app.CountPlacementRequests)
	if err != nil {
		return nil, err
	}
	return &generated.PlacementRequestConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, q *hub.AskedRequest) generated.PlacementRequestEdge {
		return generated.PlacementRequestEdge{Cursor: cursor, Node: q}
	})}, nil
}

func (r placementRequest) Employer(ctx context.Context, q *hub.AskedRequest) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, q.EmployerID)
}

func (r placementRequest) Person(ctx context.Context, q *hub.AskedRequest) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, q.PersonID)
}

func (r placementRequest) Organisation(ctx context.Context, q *hub.AskedRequest) (*hub.Organisation, error) {
	return load(ctx).organisation.Load(ctx, q.OrganisationID)
}

func (r placementRequest) Site(ctx context.Context, q *hub.AskedRequest) (*hub.Site, error) {
	if q.SiteID == nil {
		return nil, nil
	}
	return load(ctx).site.Load(ctx, *q.SiteID)
}

func (r placementRequest) State(ctx context.Context, q *hub.AskedRequest) (hub.PlacementRequestState, error) {
	today, err := r.app.Today(ctx)
	return q.State(today), err
}

func (r placementRequest) MayWithdraw(ctx context.Context, q *hub.AskedRequest) (bool, error) {
	today, err := r.app.Today(ctx)
	return q.MayWithdraw(hub.ActorFrom(ctx), today), err
}

func (r mutation) WithdrawPlacementRequest(ctx context.Context, input hub.WithdrawPlacementRequestInput) (*generated.PlacementRequestPayload, error) {
	q, err := r.app.WithdrawPlacementRequest(ctx, input)
	problems, err := userErrors(err)
	return &generated.PlacementRequestPayload{PlacementRequest: some(q, q.ID), UserErrors: problems}, err
}

func (r notAsked) Employer(ctx context.Context, n *hub.NotAsked) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, n.EmployerID)
}

func (r mutation) AskHostingInterest(ctx context.Context, input hub.AskHostingInterestInput) (*generated.AskHostingInterestPayload, error) {
	asked, refused, err := r.app.AskHostingInterest(ctx, input)
	problems, err := userErrors(err)
	return &generated.AskHostingInterestPayload{Requests: asked, Refused: refused, UserErrors: problems}, err
}

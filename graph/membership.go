package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r network) Candidates(ctx context.Context, n *hub.Network, first int, after *string) (*generated.NetworkCandidateConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.NetworkCandidates(ctx, *n, page)
	if err != nil {
		return nil, err
	}
	out := &generated.NetworkCandidateConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, c *hub.NetworkCandidate) generated.NetworkCandidateEdge {
		return generated.NetworkCandidateEdge{Cursor: cursor, Node: c}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountNetworkCandidates(ctx, *n)
	}
	return out, err
}

func (r network) Figures(ctx context.Context, n *hub.Network, asAt *hub.Date) (*hub.NetworkFigures, error) {
	figures, err := r.app.NetworkFigures(ctx, n.ID, asAt)
	return &figures, err
}

func (r networkCandidate) Employer(ctx context.Context, c *hub.NetworkCandidate) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r notAdded) Employer(ctx context.Context, n *hub.NotAdded) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, n.EmployerID)
}

func (r mutation) AddToNetwork(ctx context.Context, input hub.AddToNetworkInput) (*generated.AddToNetworkPayload, error) {
	added, refused, err := r.app.AddToNetwork(ctx, input)
	problems, err := userErrors(err)
	return &generated.AddToNetworkPayload{Added: append([]hub.Membership{}, added...), NotAdded: append([]hub.NotAdded{}, refused...), UserErrors: problems}, err
}

func (r mutation) TransitionMembership(ctx context.Context, input hub.TransitionMembershipInput) (*generated.MembershipPayload, error) {
	return membershipPayload(r.app.TransitionMembership(ctx, input))
}

func (r mutation) UpdateMembership(ctx context.Context, input hub.UpdateMembershipInput) (*generated.MembershipPayload, error) {
	return membershipPayload(r.app.UpdateMembership(ctx, input))
}

func (r mutation) SetRepresentation(ctx context.Context, input hub.SetRepresentationInput) (*generated.MembershipPayload, error) {
	return membershipPayload(r.app.SetRepresentation(ctx, input))
}

func (r mutation) EndRepresentation(ctx context.Context, input hub.EndRepresentationInput) (*generated.MembershipPayload, error) {
	return membershipPayload(r.app.EndRepresentation(ctx, input))
}

func membershipPayload(m hub.Membership, err error) (*generated.MembershipPayload, error) {
	problems, err := userErrors(err)
	return &generated.MembershipPayload{Membership: some(m, m.ID), UserErrors: problems}, err
}

func (r mutation) CreateNetwork(ctx context.Context, input hub.CreateNetworkInput) (*generated.NetworkPayload, error) {
	return networkPayload(r.app.CreateNetwork(ctx, input))
}

func (r mutation) UpdateNetwork(ctx context.Context, input hub.UpdateNetworkInput) (*generated.NetworkPayload, error) {
	return networkPayload(r.app.UpdateNetwork(ctx, input))
}

func (r mutation) SetNetworkRule(ctx context.Context, input hub.SetNetworkRuleInput) (*generated.NetworkPayload, error) {
	return networkPayload(r.app.SetNetworkRule(ctx, input))
}

func networkPayload(n hub.Network, err error) (*generated.NetworkPayload, error) {
	problems, err := userErrors(err)
	return &generated.NetworkPayload{Network: some(n, n.ID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Networks(ctx context.Context) ([]hub.Network, error) { return r.app.Networks(ctx) }

func (r network) Rule(ctx context.Context, n *hub.Network) (*hub.NetworkRule, error) {
	today, err := r.app.Today(ctx)
	if rule, ok := n.RuleOn(today); err == nil && ok {
		return &rule, nil
	}
	return nil, err
}

func (r network) Memberships(ctx context.Context, n *hub.Network, filter *hub.MembershipFilter, first int, after *string) (*generated.MembershipConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.MembershipFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.Memberships(ctx, n.ID, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.MembershipConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, m *hub.Membership) generated.MembershipEdge {
		return generated.MembershipEdge{Cursor: cursor, Node: m}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountMemberships(ctx, n.ID, f)
	}
	return out, err
}

func (r employer) Memberships(ctx context.Context, e *hub.Employer) ([]hub.Membership, error) {
	return load(ctx).memberships.Load(ctx, e.ID)
}

func (r membership) Network(ctx context.Context, m *hub.Membership) (*hub.Network, error) {
	return load(ctx).network.Load(ctx, m.NetworkID)
}

func (r membership) Employer(ctx context.Context, m *hub.Membership) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, m.EmployerID)
}

func (r membership) AllowedTransitions(ctx context.Context, m *hub.Membership) ([]hub.MembershipState, error) {
	return m.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r membership) Moves(ctx context.Context, m *hub.Membership) ([]hub.MembershipMove, error) {
	return load(ctx).membershipMoves.Load(ctx, m.ID)
}

func (r membership) Representations(ctx context.Context, m *hub.Membership) ([]hub.Representation, error) {
	return load(ctx).representations.Load(ctx, m.ID)
}

func (r membership) Representative(ctx context.Context, m *hub.Membership) (*hub.Representation, error) {
	seated, err := r.seatedToday(ctx, m, hub.SeatRepresentative)
	if err != nil || len(seated) == 0 {
		return nil, err
	}
	return &seated[0], nil
}

func (r membership) Deputies(ctx context.Context, m *hub.Membership) ([]hub.Representation, error) {
	return r.seatedToday(ctx, m, hub.SeatDeputy)
}

func (r membership) seatedToday(ctx context.Context, m *hub.Membership, seat hub.Seat) ([]hub.Representation, error) {
	today, err := r.app.Today(ctx)
	if err != nil {
		return nil, err
	}
	of, err := load(ctx).representations.Load(ctx, m.ID)
	seated := []hub.Representation{}
	for _, one := range of {
		if one.Seat == seat && one.HoldsOn(today) {
			seated = append(seated, one)
		}
	}
	return seated, err
}

func (r representation) Person(ctx context.Context, of *hub.Representation) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, of.PersonID)
}

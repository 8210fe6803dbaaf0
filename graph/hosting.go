package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r employer) HostingInterests(ctx context.Context, obj *hub.Employer) ([]hub.HostingInterest, error) {
	said, err := load(ctx).wordsOf.Load(ctx, obj.ID)
	if err != nil || said == nil {
		return nil, err
	}
	return append([]hub.HostingInterest{}, said.Hosting...), nil // none is an empty list; null is for those who may not know
}

func (r employer) DisabilityConfidentWord(ctx context.Context, obj *hub.Employer) (*hub.DisabilityConfidentWord, error) {
	said, err := load(ctx).wordsOf.Load(ctx, obj.ID)
	if err != nil || said == nil {
		return nil, err
	}
	return said.DisabilityConfident, nil
}

func (r query) HostingInterests(ctx context.Context, filter *hub.HostingInterestFilter, first int, after *string) (*generated.HostingInterestConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.HostingInterests, r.app.CountHostingInterests)
	if err != nil {
		return nil, err
	}
	return &generated.HostingInterestConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, i *hub.HostingInterest) generated.HostingInterestEdge {
		return generated.HostingInterestEdge{Cursor: cursor, Node: i}
	})}, nil
}

func (r hostingInterest) Employer(ctx context.Context, i *hub.HostingInterest) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, i.EmployerID)
}

func (r mutation) RecordHostingInterest(ctx context.Context, input hub.RecordHostingInterestInput) (*generated.HostingInterestPayload, error) {
	i, err := r.app.RecordHostingInterest(ctx, input)
	problems, err := userErrors(err)
	return &generated.HostingInterestPayload{HostingInterest: some(i, i.EmployerID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) GoodPractices(ctx context.Context, filter *hub.GoodPracticeFilter, first int, after *string) (*generated.GoodPracticeConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.GoodPracticeFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.GoodPractices(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.GoodPracticeConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, g *hub.GoodPractice) generated.GoodPracticeEdge {
		return generated.GoodPracticeEdge{Cursor: cursor, Node: g}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountGoodPractices(ctx, f)
	}
	return out, err
}

func (r goodPractice) Employer(ctx context.Context, g *hub.GoodPractice) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, g.EmployerID)
}

func (r goodPractice) ConsentBy(ctx context.Context, g *hub.GoodPractice) (*hub.Person, error) {
	if g.ConsentBy == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *g.ConsentBy)
}

func (r goodPractice) ConsentHow(ctx context.Context, g *hub.GoodPractice) (*string, error) {
	return forPersonalData(ctx, g.ConsentHow), nil
}

func (r goodPractice) WithdrawnHow(ctx context.Context, g *hub.GoodPractice) (*string, error) {
	return forPersonalData(ctx, g.WithdrawnHow), nil
}

// forPersonalData is words about people, for callers who see any.
func forPersonalData(ctx context.Context, words *string) *string {
	if !hub.ActorFrom(ctx).SeesPersonalData() {
		return nil
	}
	return words
}

func (r mutation) AddGoodPractice(ctx context.Context, input hub.AddGoodPracticeInput) (*generated.GoodPracticePayload, error) {
	return goodPracticePayload(r.app.AddGoodPractice(ctx, input))
}

func (r mutation) UpdateGoodPractice(ctx context.Context, input hub.UpdateGoodPracticeInput) (*generated.GoodPracticePayload, error) {
	return goodPracticePayload(r.app.UpdateGoodPractice(ctx, input))
}

func (r mutation) ConsentToPublish(ctx context.Context, input hub.ConsentToPublishInput) (*generated.GoodPracticePayload, error) {
	return goodPracticePayload(r.app.ConsentToPublish(ctx, input))
}

func (r mutation) WithdrawPublishing(ctx context.Context, input hub.WithdrawPublishingInput) (*generated.GoodPracticePayload, error) {
	return goodPracticePayload(r.app.WithdrawPublishing(ctx, input))
}

func (r mutation) RemoveGoodPractice(ctx context.Context, input generated.RemoveGoodPracticeInput) (*generated.GoodPracticePayload, error) {
	id, err := hub.ParseID[hub.GoodPracticeID](input.ID)
	if err != nil {
		return nil, err
	}
	return goodPracticePayload(hub.GoodPractice{}, r.app.RemoveGoodPractice(ctx, id, input.Version))
}

func goodPracticePayload(g hub.GoodPractice, err error) (*generated.GoodPracticePayload, error) {
	problems, err := userErrors(err)
	return &generated.GoodPracticePayload{GoodPractice: some(g, g.ID), UserErrors: problems}, err
}

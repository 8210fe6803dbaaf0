package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r campaign) LeftOut(_ context.Context, obj *hub.Campaign) ([]hub.LeftOutCount, error) {
	return hub.LeftOutCounts(obj.LeftOut), nil
}

func (r campaign) LeftOutEmployers(ctx context.Context, obj *hub.Campaign, reasonIn []hub.LeftOutReason, first int, after *string) (*generated.LeftOutConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.LeftOutOfCampaign(ctx, obj.ID, reasonIn, page)
	if err != nil {
		return nil, err
	}
	out := &generated.LeftOutConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, l *hub.LeftOut) generated.LeftOutEdge {
		return generated.LeftOutEdge{Cursor: cursor, Node: l}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountLeftOutOfCampaign(ctx, obj.ID, reasonIn)
	}
	return out, err
}

func (r leftOut) Employer(ctx context.Context, obj *hub.LeftOut) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

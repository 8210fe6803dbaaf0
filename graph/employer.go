package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Employers(ctx context.Context, filter *hub.EmployerFilter, orderBy hub.EmployerOrder, first int, after *string) (*generated.EmployerConnection, error) {
	if filter == nil {
		filter = &hub.EmployerFilter{}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Employers(ctx, *filter, orderBy, page)
	if err != nil {
		return nil, err
	}
	out := &generated.EmployerConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.Employer) generated.EmployerEdge {
		return generated.EmployerEdge{Cursor: cursor, Node: e}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountEmployers(ctx, *filter)
	}
	return out, err
}

func (r query) Employer(ctx context.Context, id string) (*hub.Employer, error) {
	employerID, err := hub.ParseID[hub.EmployerID](id)
	if err != nil {
		return nil, err
	}
	return load(ctx).employer.Load(ctx, employerID)
}

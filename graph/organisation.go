package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Organisations(ctx context.Context, search *string, first int, after *string) (*generated.OrganisationConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Organisations(ctx, search, page)
	if err != nil {
		return nil, err
	}
	out := &generated.OrganisationConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, o *hub.Organisation) generated.OrganisationEdge {
		return generated.OrganisationEdge{Cursor: cursor, Node: o}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountOrganisations(ctx, search)
	}
	return out, err
}

func (r query) Users(ctx context.Context, search *string, organisationID *string, first int, after *string) (*generated.UserConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	filter, err := userFilter(search, organisationID)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Users(ctx, filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.UserConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, u *hub.User) generated.UserEdge {
		return generated.UserEdge{Cursor: cursor, Node: u}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountUsers(ctx, filter)
	}
	return out, err
}

// userFilter reads what users are to be listed. Errors: BAD_INPUT.
func userFilter(search, organisationID *string) (hub.UserFilter, error) {
	filter := hub.UserFilter{Search: search}
	if organisationID != nil {
		id, err := hub.ParseID[hub.OrganisationID](*organisationID)
		if err != nil {
			return filter, err
		}
		filter.OrganisationID = &id
	}
	return filter, nil
}

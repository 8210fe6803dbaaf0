package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) CreateAPIToken(ctx context.Context, input hub.CreateAPITokenInput) (*generated.CreateAPITokenPayload, error) {
	token, secret, err := r.app.CreateAPIToken(ctx, input)
	problems, err := userErrors(err)
	if err != nil || len(problems) > 0 {
		return &generated.CreateAPITokenPayload{UserErrors: problems}, err
	}
	shown := string(secret)
	return &generated.CreateAPITokenPayload{APIToken: &token, Secret: &shown, UserErrors: problems}, nil
}

func (r mutation) RevokeAPIToken(ctx context.Context, input generated.RevokeAPITokenInput) (*generated.RevokeAPITokenPayload, error) {
	id, err := hub.ParseID[hub.TokenID](input.ID)
	if err != nil {
		return nil, err
	}
	token, err := r.app.RevokeAPIToken(ctx, id)
	problems, err := userErrors(err)
	return &generated.RevokeAPITokenPayload{APIToken: &token, UserErrors: problems}, err
}

func (r query) APITokens(ctx context.Context, first int, after *string) (*generated.APITokenConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.APITokens(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.APITokenConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, t *hub.APIToken) generated.APITokenEdge {
		return generated.APITokenEdge{Cursor: cursor, Node: t}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountAPITokens(ctx)
	}
	return out, err
}

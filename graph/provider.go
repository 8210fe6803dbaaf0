package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Providers(ctx context.Context, search *string, first int, after *string) (*generated.ProviderConnection, error) {
	begins := ""
	if search != nil {
		begins = *search
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Providers(ctx, begins, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ProviderConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, p *hub.Provider) generated.ProviderEdge {
		return generated.ProviderEdge{Cursor: cursor, Node: p}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountProviders(ctx, begins)
	}
	return out, err
}

func (r mutation) AddProvider(ctx context.Context, input hub.AddProviderInput) (*generated.ProviderPayload, error) {
	return providerPayload(r.app.AddProvider(ctx, input))
}

func (r mutation) UpdateProvider(ctx context.Context, input hub.UpdateProviderInput) (*generated.ProviderPayload, error) {
	return providerPayload(r.app.UpdateProvider(ctx, input))
}

func providerPayload(p hub.Provider, err error) (*generated.ProviderPayload, error) {
	problems, err := userErrors(err)
	return &generated.ProviderPayload{Provider: some(p, p.ID), UserErrors: problems}, err
}

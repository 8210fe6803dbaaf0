package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Offers(ctx context.Context, filter *hub.OfferFilter, first int, after *string) (*generated.OfferConnection, error) {
	if filter == nil {
		filter = &hub.OfferFilter{}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Offers(ctx, *filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.OfferConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, o *hub.Offer) generated.OfferEdge {
		return generated.OfferEdge{Cursor: cursor, Node: o}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountOffers(ctx, *filter)
	}
	return out, err
}

func (r offer) Provider(ctx context.Context, o *hub.Offer) (*hub.Provider, error) {
	return load(ctx).provider.Load(ctx, o.ProviderID)
}

func (r skillsNeed) MatchedOffers(ctx context.Context, n *hub.SkillsNeed) ([]hub.Offer, error) {
	return load(ctx).matchedOffers.Load(ctx, n.ID)
}

func (r skillsNeed) SuggestedOffers(ctx context.Context, n *hub.SkillsNeed) ([]hub.SuggestedOffer, error) {
	found, err := load(ctx).suggestedOffers.Load(ctx, n.ID)
	if err != nil || found == nil {
		return []hub.SuggestedOffer{}, err
	}
	return found.Offers, nil
}

func (r mutation) AddOffer(ctx context.Context, input hub.AddOfferInput) (*generated.OfferPayload, error) {
	return offerPayload(r.app.AddOffer(ctx, input))
}

func (r mutation) UpdateOffer(ctx context.Context, input hub.UpdateOfferInput) (*generated.OfferPayload, error) {
	return offerPayload(r.app.UpdateOffer(ctx, input))
}

func offerPayload(o hub.Offer, err error) (*generated.OfferPayload, error) {
	problems, err := userErrors(err)
	return &generated.OfferPayload{Offer: some(o, o.ID), UserErrors: problems}, err
}

func (r mutation) MatchOffer(ctx context.Context, input hub.MatchOfferInput) (*generated.SkillsNeedPayload, error) {
	n, err := r.app.MatchOffer(ctx, input)
	problems, err := userErrors(err)
	return &generated.SkillsNeedPayload{SkillsNeed: some(n, n.ID), UserErrors: problems}, err
}

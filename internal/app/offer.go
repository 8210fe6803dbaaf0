package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Offers lists the directory of provision by title. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the
// cursor.
func (a *App) Offers(ctx context.Context, filter hub.OfferFilter, page hub.Page) (hub.List[hub.Offer], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Offer]{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.List[hub.Offer]{}, err
	}
	return postgres.Offers(ctx, a.pool, filter, v.Today, page)
}

// CountOffers counts what Offers lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountOffers(ctx context.Context, filter hub.OfferFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := filter.Check(); err != nil {
		return 0, err
	}
	return postgres.CountOffers(ctx, a.pool, filter, v.Today)
}

// OffersByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) OffersByID(ctx context.Context, ids []hub.OfferID) ([]hub.Offer, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.OffersByID(ctx, a.pool, ids)
}

// AddOffer adds one to the directory. Permission: WRITE_ENGAGEMENT. Errors: BAD_INPUT; CONFLICT where the reference is taken.
func (a *App) AddOffer(ctx context.Context, in hub.AddOfferInput) (added hub.Offer, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Offer{}, err
	}
	err = a.change(ctx, func(c change) error {
		o, err := hub.NewOffer(in, c.today())
		if err != nil {
			return err
		}
		added = o
		return c.addOffer(ctx, o)
	})
	if err != nil {
		return hub.Offer{}, err
	}
	return added, nil
}

func (c change) addOffer(ctx context.Context, o hub.Offer) error {
	words, err := c.offerWords(ctx, o)
	if err != nil {
		return err
	}
	if err := postgres.InsertOffer(ctx, c, o, words); err != nil {
		return err
	}
	return c.audit(ctx, "offer.add", ofOffer(o), nil, o)
}

// offerWords are what o is found by. Errors: BAD_INPUT for a provider that is not there.
func (c change) offerWords(ctx context.Context, o hub.Offer) (string, error) {
	providers, err := postgres.ProvidersByID(ctx, c, []hub.ProviderID{o.ProviderID})
	if err != nil {
		return "", err
	}
	if len(providers) == 0 {
		return "", hub.BadInput("there is no such provider; choose one from the list, or add it first", "providerId")
	}
	return o.SearchWords(providers[0].Name), nil
}

// UpdateOffer writes what an offer says now, and that it was checked today. On an error it returns the offer as it stands.
// Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version and for a reference that is taken.
func (a *App) UpdateOffer(ctx context.Context, in hub.UpdateOfferInput) (hub.Offer, error) {
	return update(ctx, a,
		func(c change) (hub.Offer, error) { return postgres.OfferForUpdate(ctx, c, in.ID) },
		func(c change, o *hub.Offer) error { return o.Update(in, c.today()) },
		func(c change, before hub.Offer, o *hub.Offer) error { return c.setOffer(ctx, before, o) })
}

func (c change) setOffer(ctx context.Context, before hub.Offer, o *hub.Offer) error {
	o.Version++
	words, err := c.offerWords(ctx, *o)
	if err != nil {
		return err
	}
	if err := postgres.SetOffer(ctx, c, *o, words); err != nil {
		return err
	}
	return c.audit(ctx, "offer.update", ofOffer(*o), before, *o)
}

func ofOffer(o hub.Offer) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "offer", ID: o.ID.UUID}
}

// Suggestions are the offers that may meet one need.
type Suggestions struct {
	NeedID hub.SkillsNeedID
	Offers []hub.SuggestedOffer
}

// SuggestedOffers finds offers that may meet these needs, of those needs that the caller sees: at most five each, the likeliest
// first, none that was put to the need already. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) SuggestedOffers(ctx context.Context, ids []hub.SkillsNeedID) ([]Suggestions, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	needs, err := postgres.SkillsNeedsByID(ctx, a.pool, v, ids)
	if err != nil || len(needs) == 0 {
		return nil, err
	}
	candidates, err := postgres.OfferCandidates(ctx, a.pool, needs, v.Today)
	if err != nil {
		return nil, err
	}
	offers := map[hub.SkillsNeedID][]hub.Offer{}
	for _, candidate := range candidates {
		offers[candidate.NeedID] = append(offers[candidate.NeedID], candidate.Offer)
	}
	employers := make([]hub.EmployerID, len(needs))
	for i, n := range needs {
		employers[i] = n.EmployerID
	}
	seen, err := a.EmployersByID(ctx, employers)
	if err != nil {
		return nil, err
	}
	sectors := map[hub.EmployerID]*string{}
	for _, e := range seen {
		sectors[e.ID] = e.SICSection
	}
	out := make([]Suggestions, len(needs))
	for i, n := range needs {
		out[i] = Suggestions{n.ID, hub.SuggestOffers(n, sectors[n.EmployerID], offers[n.ID])}
	}
	return out, nil
}

// OffersMatched finds what was put to these needs, of those that the caller sees. Permission: READ_EMPLOYERS; visibility
// decides.
func (a *App) OffersMatched(ctx context.Context, needs []hub.SkillsNeedID) ([]hub.MatchedOffer, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.OffersMatched(ctx, a.pool, v, needs)
}

// MatchOffer puts an offer to a need, or takes it back. The need is matched while an offer is put to it. Permission:
// WRITE_ENGAGEMENT; visibility of the need. Errors: NOT_FOUND; BAD_INPUT for a need that is met or withdrawn, and for an offer that is past.
func (a *App) MatchOffer(ctx context.Context, in hub.MatchOfferInput) (hub.SkillsNeed, error) {
	return update(ctx, a,
		func(c change) (hub.SkillsNeed, error) {
			return postgres.SkillsNeedForUpdate(ctx, c, c.viewer(), in.SkillsNeedID)
		},
		func(c change, n *hub.SkillsNeed) error {
			offer, err := postgres.OfferForUpdate(ctx, c, in.OfferID)
			if err != nil {
				return err
			}
			others := true
			if in.TakeBack {
				others, err = postgres.UnmatchOffer(ctx, c, n.ID, offer.ID)
			} else {
				err = postgres.MatchOffer(ctx, c, *n, offer.ID)
			}
			if err != nil {
				return err
			}
			if err := n.Match(offer, in.TakeBack, others, c.today()); err != nil {
				return err
			}
			return c.audit(ctx, "skillsneed.match", ofNeed(*n), nil, in)
		},
		func(c change, before hub.SkillsNeed, n *hub.SkillsNeed) error {
			n.Version++
			if err := postgres.SetSkillsNeedStatus(ctx, c, *n, c.today()); err != nil {
				return err
			}
			return c.audit(ctx, "skillsneed.move", ofNeed(*n), before, *n)
		})
}

func ofNeed(n hub.SkillsNeed) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "skillsneed", ID: n.ID.UUID, Employer: n.EmployerID}
}

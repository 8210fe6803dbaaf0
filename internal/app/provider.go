package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Providers lists those whose name begins with search. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Providers(ctx context.Context, search string, page hub.Page) (hub.List[hub.Provider], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.Provider]{}, err
	}
	return postgres.Providers(ctx, a.pool, search, page)
}

// CountProviders counts what Providers lists. Permission: READ_EMPLOYERS.
func (a *App) CountProviders(ctx context.Context, search string) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	return postgres.CountProviders(ctx, a.pool, search)
}

// ProvidersByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) ProvidersByID(ctx context.Context, ids []hub.ProviderID) ([]hub.Provider, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.ProvidersByID(ctx, a.pool, ids)
}

// AddProvider adds one to the directory. Permission: WRITE_ENGAGEMENT. Errors: BAD_INPUT; CONFLICT where the name or the
// number is taken.
func (a *App) AddProvider(ctx context.Context, in hub.AddProviderInput) (added hub.Provider, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Provider{}, err
	}
	err = a.change(ctx, func(c change) error {
		p, err := hub.NewProvider(in)
		if err != nil {
			return err
		}
		added = p
		return c.addProvider(ctx, p)
	})
	if err != nil {
		return hub.Provider{}, err
	}
	return added, nil
}

func (c change) addProvider(ctx context.Context, p hub.Provider) error {
	if err := postgres.InsertProvider(ctx, c, p); err != nil {
		return err
	}
	return c.audit(ctx, "provider.add", ofProvider(p), nil, p)
}

// UpdateProvider changes one; its offers are found by its new name. On an error it returns the provider as it stands.
// Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version and for a name or number that is
// taken.
func (a *App) UpdateProvider(ctx context.Context, in hub.UpdateProviderInput) (hub.Provider, error) {
	return update(ctx, a,
		func(c change) (hub.Provider, error) { return postgres.ProviderForUpdate(ctx, c, in.ID) },
		func(_ change, p *hub.Provider) error { return p.Update(in) },
		func(c change, before hub.Provider, p *hub.Provider) error {
			p.Version++
			if err := postgres.SetProvider(ctx, c, *p); err != nil {
				return err
			}
			if p.Name != before.Name {
				offers, err := postgres.OffersOf(ctx, c, p.ID)
				if err != nil {
					return err
				}
				for _, o := range offers {
					if err := postgres.SetOffer(ctx, c, o, o.SearchWords(p.Name)); err != nil {
						return err
					}
				}
			}
			return c.audit(ctx, "provider.update", ofProvider(*p), before, *p)
		})
}

func ofProvider(p hub.Provider) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "provider", ID: p.ID.UUID}
}

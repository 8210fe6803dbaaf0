package app

import (
	"context"
	"io"
	"reflect"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"
)

// OffersImported says what came of a file of offers.
type OffersImported struct {
	Created, Updated, Unchanged int
	Rejected                    []RejectedOffer
}

// RejectedOffer is a line that was not taken in, and why.
type RejectedOffer struct {
	Line   int
	Reason string
}

// ImportOffers takes in an export of the regional skills platform, all in one transaction but for the lines that it rejects.
// Offers are told by their reference; each counts as checked today, and a provider that is not there yet is added. Offers that
// the file does not name stay as they are. Permission: the hub itself, and IMPORT. Errors: BAD_INPUT for the file.
func (a *App) ImportOffers(ctx context.Context, file io.Reader) (done OffersImported, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return done, err
	}
	err = a.change(ctx, func(c change) error {
		done = OffersImported{}
		reject := func(line int, why string) { done.Rejected = append(done.Rejected, RejectedOffer{line, why}) }
		lines := map[string]bool{}
		return importer.ReadOffers(file, func(row importer.OfferRow) error {
			reference := *row.Offer.Reference
			if lines[reference] {
				reject(row.Line, "an earlier line of the file has the reference "+reference+" already")
				return nil
			}
			lines[reference] = true
			err := c.importOffer(ctx, row, &done)
			if hub.CodeOf(err) == hub.ErrBadInput {
				reject(row.Line, err.Error())
				return nil
			}
			return err
		}, reject)
	})
	return done, err
}

// importOffer checks everything before it writes, so that a line that is refused leaves nothing behind.
func (c change) importOffer(ctx context.Context, row importer.OfferRow, done *OffersImported) error {
	provider, err := postgres.ProviderNamed(ctx, c, row.Provider)
	unknown := hub.CodeOf(err) == hub.ErrNotFound
	switch {
	case unknown:
		if provider, err = hub.NewProvider(hub.AddProviderInput{Name: row.Provider}); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	row.Offer.ProviderID = provider.ID
	fresh, err := hub.NewOffer(row.Offer, c.today())
	if err != nil {
		return err
	}
	if unknown {
		if err := c.addProvider(ctx, provider); err != nil {
			return err
		}
	}
	before, err := postgres.OfferReferred(ctx, c, *row.Offer.Reference)
	if hub.CodeOf(err) == hub.ErrNotFound {
		done.Created++
		return c.addOffer(ctx, fresh)
	}
	if err != nil {
		return err
	}
	fresh.ID, fresh.Version = before.ID, before.Version
	if reflect.DeepEqual(before, fresh) {
		done.Unchanged++
		return nil
	}
	checked := before
	checked.CheckedOn = fresh.CheckedOn
	if reflect.DeepEqual(checked, fresh) { // as it was, and looked at again
		done.Unchanged++
	} else {
		done.Updated++
	}
	return c.setOffer(ctx, before, &fresh)
}

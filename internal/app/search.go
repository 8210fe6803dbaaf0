package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

const (
	mostFound = 20
	// fewFound is how many employers have to be found as typed, for the typing to count as right.
	fewFound = 5
)

// Search finds employers, and people and offers where they are asked for, at most First of each. Permission: READ_EMPLOYERS; people as
// contactAccess says. Errors: BAD_INPUT for a text that is too long and for First.
func (a *App) Search(ctx context.Context, ask hub.SearchQuery) (found hub.SearchResults, err error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return found, err
	}
	filter := hub.EmployerFilter{Search: &ask.Text}
	if err := filter.Check(); err != nil {
		return found, hub.BadInput("search for fewer letters", "text")
	}
	if ask.First < 1 || ask.First > mostFound {
		return found, hub.BadInput(fmt.Sprintf("ask for 1 to %d", mostFound), "first")
	}
	terms := hub.SearchTerms(ask.Text)
	if len(terms) == 0 {
		return found, nil
	}
	if found.Employers, err = a.employersFound(ctx, v, filter, ask.First); err != nil {
		return found, err
	}
	if len(found.Employers) < min(fewFound, ask.First) {
		if err := a.employersMeant(ctx, v, terms, ask.First, &found); err != nil {
			return found, err
		}
	}
	if ask.People && (v.SeesPersonalData() || v.Kind == hub.ActorSystem) {
		if found.People, err = postgres.PeopleFound(ctx, a.pool, v, terms, ask.First); err != nil {
			return found, err
		}
	}
	if ask.Offers {
		offers, err := postgres.Offers(ctx, a.pool, hub.OfferFilter{Search: &ask.Text}, v.Today, hub.Page{First: ask.First})
		if err != nil {
			return found, err
		}
		found.Offers = offers.Nodes
	}
	return found, nil
}

// employersFound are those that begin as the text does, then those in touch last, then the rest by name.
func (a *App) employersFound(ctx context.Context, v postgres.Viewer, filter hub.EmployerFilter, first int) ([]hub.Employer, error) {
	found, err := postgres.EmployersNamed(ctx, a.pool, v, hub.NameKey(*filter.Search), first)
	if err != nil || len(found) >= first {
		return found, err
	}
	rare, err := postgres.Rare(ctx, a.pool, hub.SearchTerms(*filter.Search))
	if err != nil {
		return nil, err
	}
	if rare {
		named := make([]hub.EmployerID, len(found))
		for i, e := range found {
			named[i] = e.ID
		}
		more, err := postgres.EmployersWith(ctx, a.pool, v, *filter.Search, named, first-len(found))
		if !errors.Is(err, postgres.ErrCommon) {
			return append(found, more...), err
		}
	}
	for _, order := range []hub.EmployerOrder{hub.OrderByLastContactDesc, hub.OrderByName} {
		if len(found) >= first {
			break
		}
		list, err := postgres.Employers(ctx, a.pool, v, postgres.EmployerQuery{Filter: filter, Order: order, Page: hub.Page{First: first}})
		if err != nil {
			return nil, err
		}
		for _, e := range list.Nodes {
			known := e.LastContactOn != nil || order == hub.OrderByName
			if known && !slices.ContainsFunc(found, func(f hub.Employer) bool { return f.ID == e.ID }) {
				found = append(found, e)
			}
		}
	}
	return found[:min(first, len(found))], nil
}

// employersMeant adds to found those that have words like terms.
func (a *App) employersMeant(ctx context.Context, v postgres.Viewer, terms []string, first int, found *hub.SearchResults) error {
	meant, err := postgres.Correct(ctx, a.pool, terms)
	if err != nil || len(meant) == 0 {
		return err
	}
	sets := make([][]string, len(terms))
	for i, term := range terms {
		if sets[i] = meant[term]; sets[i] == nil {
			sets[i] = []string{term}
		}
	}
	more, err := postgres.EmployersMeaning(ctx, a.pool, v, sets, first)
	if err != nil {
		return err
	}
	found.Corrected = len(found.Employers) == 0 && len(more) > 0
	for _, e := range more {
		if len(found.Employers) < first && !slices.ContainsFunc(found.Employers, func(f hub.Employer) bool { return f.ID == e.ID }) {
			found.Employers = append(found.Employers, e)
		}
	}
	return nil
}

// LearnWords notes which words the names of employers have, for searches that are mistyped. Permission: the hub itself.
func (a *App) LearnWords(ctx context.Context) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.LearnWords(ctx, tx) })
}

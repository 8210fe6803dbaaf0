package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const providerSelect = `SELECT id, name, ukprn, website, version FROM provider `

type providerInList struct {
	hub.Provider
	Key string
}

// Providers lists them by name, those with a name that begins with search. Errors: BAD_INPUT for a cursor of another list.
func Providers(ctx context.Context, q Querier, search string, page hub.Page) (hub.List[hub.Provider], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1, "search": hub.NameKey(search)}
	after, err := afterCursor("providers", page, `(name_key, id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Provider]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT id, name, ukprn, website, version, name_key AS key FROM provider
		WHERE starts_with(name_key, @search) AND `+after+`
		ORDER BY name_key, id LIMIT @limit`, args)
	return listOf(rows, err, page, "providers", func(p providerInList) (hub.Provider, hub.Cursor) {
		return p.Provider, hub.Cursor{List: "providers", Key: p.Key, ID: p.ID.UUID}
	})
}

// CountProviders counts what Providers lists.
func CountProviders(ctx context.Context, q Querier, search string) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM provider WHERE starts_with(name_key, @search)`, pgx.StrictNamedArgs{"search": hub.NameKey(search)})
	return one[int](rows, err, "cannot count providers")
}

// ProvidersByID reads those of ids that exist, in no order.
func ProvidersByID(ctx context.Context, q Querier, ids []hub.ProviderID) ([]hub.Provider, error) {
	rows, err := q.Query(ctx, providerSelect+`WHERE id = ANY (@ids) ORDER BY id`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Provider](rows, err, "cannot read providers")
}

// ProviderNamed finds the provider that is called so, however it is written. Errors: NOT_FOUND.
func ProviderNamed(ctx context.Context, q Querier, name string) (hub.Provider, error) {
	rows, err := q.Query(ctx, providerSelect+`WHERE name_key = @key`, pgx.StrictNamedArgs{"key": hub.NameKey(name)})
	return exactlyOne[hub.Provider](rows, err, "provider")
}

// ProviderForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func ProviderForUpdate(ctx context.Context, tx pgx.Tx, id hub.ProviderID) (hub.Provider, error) {
	rows, err := tx.Query(ctx, providerSelect+`WHERE id = @id FOR UPDATE`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Provider](rows, err, "provider")
}

// InsertProvider adds one. Errors: CONFLICT where the name or the number is taken.
func InsertProvider(ctx context.Context, tx pgx.Tx, p hub.Provider) error {
	_, err := tx.Exec(ctx, `INSERT INTO provider (id, name, name_key, ukprn, website, version) VALUES (@id, @name, @key, @ukprn, @website, @version)`, providerArgs(p))
	if err != nil {
		return explain(err, "cannot add a provider")
	}
	return nil
}

// SetProvider writes everything of a provider. Errors: CONFLICT where the name or the number is taken.
func SetProvider(ctx context.Context, tx pgx.Tx, p hub.Provider) error {
	_, err := tx.Exec(ctx, `UPDATE provider SET name = @name, name_key = @key, ukprn = @ukprn, website = @website, version = @version WHERE id = @id`, providerArgs(p))
	if err != nil {
		return explain(err, "cannot change a provider")
	}
	return nil
}

func providerArgs(p hub.Provider) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{"id": p.ID, "name": p.Name, "key": hub.NameKey(p.Name), "ukprn": p.UKPRN, "website": p.Website, "version": p.Version}
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const networkSelect = `
	SELECT n.id, n.name, n.about, n.version,
		(SELECT coalesce(json_agg(json_build_object('StartsOn', r.starts_on, 'MinHeadcount', r.min_headcount, 'InRotherham', r.in_rotherham, 'Scheme', r.scheme)
			ORDER BY r.starts_on DESC), '[]') FROM network_rule r WHERE r.network_id = n.id) AS rules
	FROM network n `

// Networks reads all of them in the order in which they were made.
func Networks(ctx context.Context, q Querier) ([]hub.Network, error) {
	rows, err := q.Query(ctx, networkSelect+`ORDER BY n.position`)
	return all[hub.Network](rows, err, "cannot read networks")
}

// NetworksByID reads those of ids that exist, in no order.
func NetworksByID(ctx context.Context, q Querier, ids []hub.NetworkID) ([]hub.Network, error) {
	rows, err := q.Query(ctx, networkSelect+`WHERE n.id = ANY (@ids)`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Network](rows, err, "cannot read networks")
}

// NetworkForUpdate reads one and keeps others from changing it, or whom it has, until tx ends. Errors: NOT_FOUND.
func NetworkForUpdate(ctx context.Context, tx pgx.Tx, id hub.NetworkID) (hub.Network, error) {
	rows, err := tx.Query(ctx, networkSelect+`WHERE n.id = @id FOR UPDATE OF n`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Network](rows, err, "network")
}

// InsertNetwork adds one without rules. Errors: CONFLICT for a name that another has.
func InsertNetwork(ctx context.Context, tx pgx.Tx, n hub.Network) error {
	_, err := tx.Exec(ctx, `INSERT INTO network (id, name, about, version) VALUES (@id, @name, @about, @version)`,
		pgx.StrictNamedArgs{"id": n.ID, "name": n.Name, "about": n.About, "version": n.Version})
	if err != nil {
		return explain(err, "cannot add a network")
	}
	return nil
}

// SetNetwork writes what one is called and what it is for. Errors: CONFLICT for a name that another has.
func SetNetwork(ctx context.Context, tx pgx.Tx, n hub.Network) error {
	_, err := tx.Exec(ctx, `UPDATE network SET name = @name, about = @about, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": n.ID, "name": n.Name, "about": n.About, "version": n.Version})
	if err != nil {
		return explain(err, "cannot change a network")
	}
	return nil
}

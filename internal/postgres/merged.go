package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// living says that employer e is not a tombstone, which is what stays of a record that was merged into another.
const living = `e.merged_into IS NULL`

// livesOnIn is the employer that a record given by its ID lives on in: itself, or the one that it was merged into.
func livesOnIn(id string) string {
	return `(SELECT coalesce(le.merged_into, le.id) FROM employer le WHERE le.id = ` + id + `)`
}

// withMerged are @employer and the records that were merged into it, as an array.
const withMerged = `ARRAY (SELECT fe.id FROM employer fe WHERE fe.merged_into = @employer UNION ALL SELECT @employer)`

// Survivors tells in which employers these live on: each in itself, or in the one that it was merged into. The order stays, and
// each comes once. IDs without a record stay as they are.
func Survivors(ctx context.Context, q Querier, ids []hub.EmployerID) ([]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `
		SELECT coalesce(e.merged_into, asked.id) AS id
		FROM unnest(@ids::uuid[]) WITH ORDINALITY AS asked (id, place) LEFT JOIN employer e ON e.id = asked.id
		GROUP BY 1 ORDER BY min(asked.place)`,
		pgx.StrictNamedArgs{"ids": ids})
	return column[hub.EmployerID](rows, err, "cannot look for merged employers")
}

// notMerged refuses a tombstone. Errors: CONFLICT that says into what it was merged.
func notMerged(ctx context.Context, tx pgx.Tx, id hub.EmployerID) error {
	rows, err := tx.Query(ctx, `SELECT kept.name FROM employer e JOIN employer kept ON kept.id = e.merged_into WHERE e.id = @id`,
		pgx.StrictNamedArgs{"id": id})
	kept, err := column[string](rows, err, "cannot look for a merged employer")
	if err == nil && len(kept) > 0 {
		err = hub.Conflict("this record was merged into " + kept[0] + "; open that one")
	}
	return err
}

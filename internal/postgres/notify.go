package postgres

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Channel is where all processes hear what has changed. A payload is a topic, a colon and the bare UUID of the record, such
// as import:0190f0f0-…; never content, since who hears it may not see the record.
const Channel = "hub"

// TopicImport is told at most once a second while an import goes on, and when it ends.
const TopicImport = "import"

// Notify tells all processes that a record has changed, when tx commits.
func Notify(ctx context.Context, tx pgx.Tx, topic string, record uuid.UUID) error {
	_, err := tx.Exec(ctx, `SELECT pg_notify(@channel, @payload)`,
		pgx.StrictNamedArgs{"channel": Channel, "payload": topic + ":" + record.String()})
	if err != nil {
		return explain(err, "cannot tell of a change")
	}
	return nil
}

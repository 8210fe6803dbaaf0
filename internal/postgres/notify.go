package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Channel is where all processes hear what has changed. A payload is a topic, a colon and the bare UUID of the record, such
// as import:0190f0f0-…; never content, since who hears it may not see the record.
const Channel = "hub"

const (
	// TopicImport is told at most once a second while an import goes on, and when it ends.
	TopicImport = "import"
	// TopicEmployer is told of every change of an employer's record and of what happens there.
	TopicEmployer = "employer"
	// TopicCampaign is told when a campaign moves and when its messages and answers do.
	TopicCampaign = "campaign"
	// TopicMeeting is told when a meeting changes, and when its messages and replies do.
	TopicMeeting = "meeting"
	// TopicPlacements is told when any placement moves; its record is none in particular.
	TopicPlacements = "placements"
	// TopicCaller is told when a user signs out or a token is revoked. The record is the user or the token.
	TopicCaller = "caller"
)

// Notify tells all processes that records have changed, when tx commits.
func Notify(ctx context.Context, tx pgx.Tx, topic string, records ...uuid.UUID) error {
	_, err := tx.Exec(ctx, `SELECT pg_notify(@channel, @topic || ':' || record) FROM unnest(@records::uuid[]) record`,
		pgx.StrictNamedArgs{"channel": Channel, "topic": topic, "records": records})
	if err != nil {
		return explain(err, "cannot tell of a change")
	}
	return nil
}

// Listen calls hear with each change that a process tells of, and listening once it will miss none from then on, until ctx or
// the connection ends. pool reaches the database without a transaction pooler between.
func Listen(ctx context.Context, pool *pgxpool.Pool, listening func(), hear func(topic string, record uuid.UUID)) error {
	held, err := pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("cannot listen for changes: %w", err)
	}
	connection := held.Hijack() // it listens, so it is of no use to others afterwards
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	if _, err := connection.Exec(ctx, "LISTEN "+Channel); err != nil {
		return fmt.Errorf("cannot listen for changes: %w", err)
	}
	listening()
	for {
		n, err := connection.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("cannot listen for changes: %w", err)
		}
		topic, text, _ := strings.Cut(n.Payload, ":")
		if record, err := uuid.Parse(text); err == nil {
			hear(topic, record)
		}
	}
}

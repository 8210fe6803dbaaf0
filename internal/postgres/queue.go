package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Queue is how many jobs of one queue are in one state, and for how many seconds the first of them has been due.
type Queue struct {
	Queue, State string
	Jobs         int64
	AgeSeconds   float64
}

// Queues counts the jobs that are not finished.
func Queues(ctx context.Context, q Querier) ([]Queue, error) {
	rows, err := q.Query(ctx, `
		SELECT queue, state::text, count(*) AS jobs,
			greatest(0, extract(epoch FROM now() - min(scheduled_at)))::float8 AS age_seconds
		FROM river_job
		WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled')
		GROUP BY queue, state
		ORDER BY queue, state`)
	if err != nil {
		return nil, fmt.Errorf("cannot count jobs: %w", err)
	}
	queues, err := pgx.CollectRows(rows, pgx.RowToStructByName[Queue])
	if err != nil {
		return nil, fmt.Errorf("cannot count jobs: %w", err)
	}
	return queues, nil
}

// MessageCount is how many messages are in one state.
type MessageCount struct {
	State    string
	Messages int64
}

// OpenMessages counts the messages that wait for the hub or for a person. The rest, which grows for ever, is not counted.
func OpenMessages(ctx context.Context, q Querier) ([]MessageCount, error) {
	rows, err := q.Query(ctx, `
		SELECT 'DUE' AS state, count(*) AS messages FROM message WHERE state = 'DUE'
		UNION ALL SELECT state, count(*) FROM message WHERE state IN ('CLAIMED', 'HANDED_OVER') GROUP BY state
		UNION ALL SELECT 'UNCERTAIN', count(*) FROM message WHERE state = 'UNCERTAIN'
		ORDER BY state`)
	if err != nil {
		return nil, fmt.Errorf("cannot count messages: %w", err)
	}
	counts, err := pgx.CollectRows(rows, pgx.RowToStructByName[MessageCount])
	if err != nil {
		return nil, fmt.Errorf("cannot count messages: %w", err)
	}
	return counts, nil
}

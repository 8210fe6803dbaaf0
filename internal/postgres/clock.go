package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// ClockAhead reads how far the business clock of a development hub is ahead of the real one.
func ClockAhead(ctx context.Context, q Querier) (time.Duration, error) {
	rows, err := q.Query(ctx, `SELECT extract(epoch FROM ahead)::float8 FROM business_clock`)
	if err != nil {
		return 0, explain(err, "cannot read the business clock")
	}
	seconds, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[float64])
	if err != nil {
		return 0, explain(err, "cannot read the business clock")
	}
	return time.Duration(seconds * float64(time.Second)), nil
}

// SetClockAhead moves the business clock of a development hub.
func SetClockAhead(ctx context.Context, tx pgx.Tx, ahead time.Duration) error {
	_, err := tx.Exec(ctx, `UPDATE business_clock SET ahead = make_interval(secs => @seconds)`,
		pgx.StrictNamedArgs{"seconds": ahead.Seconds()})
	if err != nil {
		return explain(err, "cannot move the business clock")
	}
	return nil
}

package app

import (
	"context"
	"time"

	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Clock tells business time: it decides days, due dates and sending windows. Leases, sessions and limits use the database's
// own clock instead.
type Clock func(ctx context.Context) (time.Time, error)

// SystemClock is the machine's.
func SystemClock(context.Context) (time.Time, error) { return time.Now(), nil }

// DevelopmentClock is the machine's, moved ahead as the database says. For a development hub only.
func DevelopmentClock(pool *pgxpool.Pool) Clock {
	return func(ctx context.Context) (time.Time, error) {
		ahead, err := postgres.ClockAhead(ctx, pool)
		return time.Now().Add(ahead), err
	}
}

package app

import (
	"context"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
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

// Now is business time. Permission: anyone.
func (a *App) Now(ctx context.Context) (time.Time, error) { return a.clock(ctx) }

// MoveClock sets the business clock of a development hub, forward or back; it goes on from there. Permission: whoever reaches a
// development hub.
func (a *App) MoveClock(ctx context.Context, to time.Time) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.SetClockAhead(ctx, tx, time.Until(to)) })
}

// mostComing is how many of the next reminders are listed.
const mostComing = 50

// ComingReminders lists what is to be sent next, with when its window opens. Permission: whoever reaches a development hub.
func (a *App) ComingReminders(ctx context.Context) ([]hub.ComingReminder, error) {
	now, err := a.clock(ctx)
	if err != nil {
		return nil, err
	}
	calendar, err := postgres.Calendar(ctx, a.pool)
	if err != nil {
		return nil, err
	}
	coming, err := postgres.ComingReminders(ctx, a.pool, mostComing)
	for i := range coming {
		c := &coming[i]
		if c.Due.Before(now) {
			c.Due = now
		}
		c.Due = c.Window.Next(calendar, c.Due)
	}
	return coming, err
}

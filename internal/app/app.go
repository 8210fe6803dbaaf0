// Package app holds the use cases: each authorises, validates, and makes one transaction of the change, its audit row and
// its jobs.
package app

import (
	"context"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// App carries what the use cases need.
type App struct {
	pool  *pgxpool.Pool
	jobs  *river.Client[pgx.Tx]
	clock Clock
	// loggingAt is what logging addresses are made of; empty where the hub takes no e-mail.
	loggingAt hub.EmailAddress
	// loggingMaxBytes is the largest e-mail that is taken there.
	loggingMaxBytes int
	// caseLink is the address of a participant's case, with {reference} in it; empty where the case system has none.
	caseLink string
	// changes tells whoever waits for one that a record has changed.
	changes *changes
	// reads is when somebody last read a person's details, or a participant.
	reads *lru.Cache[read, time.Time]
	// stopping ends when this process is about to, for work that would go on for longer than it may take to end.
	stopping context.Context
	stop     context.CancelFunc
}

// New returns an App that stores in pool, enqueues with jobs and takes its days from clock.
func New(pool *pgxpool.Pool, jobs *river.Client[pgx.Tx], clock Clock) *App {
	stopping, stop := context.WithCancel(context.Background())
	reads, err := lru.New[read, time.Time](mostReads)
	if err != nil {
		panic(err) // the number is a constant
	}
	return &App{pool: pool, jobs: jobs, clock: clock, changes: newChanges(), reads: reads, stopping: stopping, stop: stop}
}

// TakeEmailAt makes logging addresses of base, such as log@hub.example.org. Permission: whoever sets the process up, before it serves.
func (a *App) TakeEmailAt(base hub.EmailAddress, maxBytes int) {
	a.loggingAt, a.loggingMaxBytes = base, maxBytes
}

// Stop lets long work of this process end where it stands, so that another one goes on with it. Permission: anyone in this
// process.
func (a *App) Stop() { a.stop() }

// Today is the day by the business clock. Permission: anyone.
func (a *App) Today(ctx context.Context) (hub.Date, error) {
	now, err := a.clock(ctx)
	return hub.DateOf(now), err
}

// change is the one transaction of a use case: who makes it, when by the business clock, and where it is written.
type change struct {
	pgx.Tx
	by  hub.Actor
	now time.Time
	// touched are the employers of whom something was changed that may tell whether two records are one, each with what found a pair
	// of it; nil where that is looked at later.
	touched map[hub.EmployerID]hub.DuplicateSource
}

// change runs do in one transaction, so that what do writes, its audit rows and its jobs commit together or not at all.
// A mutation with an idempotency key makes exactly one. Errors: those of do, and hub.ErrRepeated.
func (a *App) change(ctx context.Context, do func(c change) error) error {
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	by := hub.ActorFrom(ctx)
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		if by.Idempotency != nil {
			if err := postgres.TakeIdempotencyKey(ctx, tx, by); err != nil {
				return err
			}
		}
		c := change{tx, by, now, map[hub.EmployerID]hub.DuplicateSource{}}
		if err := do(c); err != nil {
			return err
		}
		return c.compareTouched(ctx)
	})
}

// today is the day of the change.
func (c change) today() hub.Date { return hub.DateOf(c.now) }

// audit records what was done, in the transaction of the change, and tells whoever watches the employer.
func (c change) audit(ctx context.Context, action string, of postgres.AuditSubject, before, after any) error {
	if err := postgres.Audit(ctx, c, postgres.AuditEntry{At: c.now, By: c.by, Action: action, Subject: of, Before: before, After: after}); err != nil {
		return err
	}
	c.touch(action, of)
	if of.Employer.IsZero() {
		return nil
	}
	return postgres.Notify(ctx, c, postgres.TopicEmployer, of.Employer.UUID)
}

package app

import (
	"context"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// waitForAnswer is how long a repeated mutation waits for the answer of the first, once that has committed.
const waitForAnswer = 5 * time.Second

// Answer reads the answer of the mutation that committed under the caller's idempotency key. Errors: NOT_FOUND where none
// has, CONFLICT where it was another request, or where its answer was lost with the process that made it.
func (a *App) Answer(ctx context.Context) ([]byte, error) {
	by := hub.ActorFrom(ctx)
	soon, cancel := context.WithTimeout(ctx, waitForAnswer)
	defer cancel()
	for {
		sealed, err := postgres.KeptAnswer(ctx, a.pool, by)
		if err != nil {
			return nil, err
		}
		if sealed != nil {
			return by.Idempotency.Open(sealed)
		}
		select {
		case <-soon.Done():
			return nil, hub.Conflict("this was carried out under the same Idempotency-Key, but its answer is lost; read the record to see it")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// KeepAnswer stores the answer of the caller's mutation for who sends it again, unless the mutation changed nothing.
func (a *App) KeepAnswer(ctx context.Context, answer []byte) error {
	by := hub.ActorFrom(ctx)
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		return postgres.KeepAnswer(ctx, tx, by, by.Idempotency.Seal(answer))
	})
}

package app

import (
	"context"

	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// sealBatch is how many audit rows one seal covers at most.
const sealBatch = 10_000

// SealAudit chains the audit rows that were committed since the last time, so that none can be changed or taken away
// unnoticed. Permission: the hub itself.
func (a *App) SealAudit(ctx context.Context) error {
	for {
		sealed := 0
		err := pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) (err error) {
			sealed, err = postgres.SealAudit(ctx, tx, sealBatch)
			return err
		})
		if err != nil || sealed < sealBatch {
			return err
		}
	}
}

// CheckAudit makes the chain of seals again. Its error names the first row or seal that is not what was recorded. Permission:
// the hub itself.
func (a *App) CheckAudit(ctx context.Context) error { return postgres.CheckAudit(ctx, a.pool) }

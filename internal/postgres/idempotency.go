package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// TakeIdempotencyKey writes by's key in the transaction of the mutation. A second transaction with the same key waits for
// the first. Errors: hub.ErrRepeated where the first committed.
func TakeIdempotencyKey(ctx context.Context, tx pgx.Tx, by hub.Actor) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO idempotency_key (caller, key, request_hash) VALUES (@caller, @key, @hash)
		ON CONFLICT DO NOTHING`,
		pgx.StrictNamedArgs{"caller": by.Caller(), "key": by.Idempotency.Key, "hash": by.Idempotency.RequestHash})
	if err != nil {
		return explain(err, "cannot take idempotency key")
	}
	if tag.RowsAffected() == 0 {
		return hub.ErrRepeated
	}
	return nil
}

// ForgetIdempotencyKeys deletes keys and answers after 24 hours.
func ForgetIdempotencyKeys(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'`); err != nil {
		return explain(err, "cannot forget idempotency keys")
	}
	return nil
}

package postgres

import (
	"bytes"
	"context"
	"errors"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// TakeIdempotencyKey writes by's key in the transaction of the mutation. A second transaction with the same key waits for
// the first. Errors: hub.ErrRepeated where the first committed.
func TakeIdempotencyKey(ctx context.Context, tx pgx.Tx, by hub.Actor) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO idempotency_key (caller, key, request_hash) VALUES (@caller, @key, @hash)
		ON CONFLICT DO NOTHING`,
		pgx.StrictNamedArgs{"caller": by.Caller(), "key": by.Idempotency.Name(), "hash": by.Idempotency.RequestHash})
	if err != nil {
		return explain(err, "cannot take idempotency key")
	}
	if tag.RowsAffected() == 0 {
		return hub.ErrRepeated
	}
	return nil
}

// KeepAnswer stores the sealed answer of by's mutation, if it took its key.
func KeepAnswer(ctx context.Context, tx pgx.Tx, by hub.Actor, answer []byte) error {
	_, err := tx.Exec(ctx, `
		UPDATE idempotency_key SET answer = @answer
		WHERE caller = @caller AND key = @key AND request_hash = @hash AND answer IS NULL`,
		pgx.StrictNamedArgs{"answer": answer, "caller": by.Caller(), "key": by.Idempotency.Name(), "hash": by.Idempotency.RequestHash})
	if err != nil {
		return explain(err, "cannot keep the answer of a mutation")
	}
	return nil
}

// KeptAnswer reads the sealed answer of the mutation that took by's key: nil where it is not there yet. Errors: NOT_FOUND
// where none took it, CONFLICT where another request did.
func KeptAnswer(ctx context.Context, q Querier, by hub.Actor) ([]byte, error) {
	rows, err := q.Query(ctx, `SELECT request_hash, answer FROM idempotency_key WHERE caller = @caller AND key = @key`,
		pgx.StrictNamedArgs{"caller": by.Caller(), "key": by.Idempotency.Name()})
	if err != nil {
		return nil, explain(err, "cannot read the answer of a mutation")
	}
	kept, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[struct{ RequestHash, Answer []byte }])
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, hub.NotFound("answer")
	case err != nil:
		return nil, explain(err, "cannot read the answer of a mutation")
	case !bytes.Equal(kept.RequestHash, by.Idempotency.RequestHash):
		return nil, hub.Conflict("this Idempotency-Key was used for another request; take a new one")
	}
	return kept.Answer, nil
}

// ForgetIdempotencyKeys deletes keys and answers after 24 hours.
func ForgetIdempotencyKeys(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'`); err != nil {
		return explain(err, "cannot forget idempotency keys")
	}
	return nil
}

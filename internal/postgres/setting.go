package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// QuietDaysOf reads after how many days employers that a user leads have gone quiet.
func QuietDaysOf(ctx context.Context, q Querier, id hub.UserID) (hub.QuietDays, error) {
	rows, err := q.Query(ctx, `SELECT quiet_days_key_account AS key_accounts, quiet_days AS others FROM user_setting WHERE user_id = @id`,
		pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.QuietDays](rows, err, "user")
}

// RefuseDigests sends a user no digests any more, because the mail server refused their address.
func RefuseDigests(ctx context.Context, tx pgx.Tx, id hub.UserID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE user_setting SET digest = 'NONE', digest_next_at = NULL, digest_refused_at = @at, version = version + 1 WHERE user_id = @id`,
		pgx.StrictNamedArgs{"id": id, "at": at})
	if err != nil {
		return explain(err, "cannot stop a user's digests")
	}
	return nil
}

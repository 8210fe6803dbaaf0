package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const userSettings = `
	SELECT s.user_id, s.digest, s.digest_day, s.digest_next_at AS next_digest_at, s.digest_refused_at,
		s.quiet_days_key_account AS quiet_days_key_accounts, s.quiet_days, s.version,
		(SELECT ROW (m.state, m.sent_at, m.reason) FROM message m WHERE m.user_id = s.user_id ORDER BY m.id DESC LIMIT 1) AS last_digest
	FROM user_setting s WHERE s.user_id = @id`

// UserSettings reads what a user chose. Errors: NOT_FOUND.
func UserSettings(ctx context.Context, q Querier, id hub.UserID) (hub.UserSettings, error) {
	rows, err := q.Query(ctx, userSettings, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.UserSettings](rows, err, "user")
}

// UserSettingsForUpdate reads the same, and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func UserSettingsForUpdate(ctx context.Context, tx pgx.Tx, id hub.UserID) (hub.UserSettings, error) {
	rows, err := tx.Query(ctx, userSettings+` FOR NO KEY UPDATE OF s`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.UserSettings](rows, err, "user")
}

// SetUserSettings writes what a user chose.
func SetUserSettings(ctx context.Context, tx pgx.Tx, s hub.UserSettings) error {
	_, err := tx.Exec(ctx, `
		UPDATE user_setting SET digest = @digest, digest_day = @day, digest_next_at = @next, digest_refused_at = @refused,
			quiet_days_key_account = @quiet_key, quiet_days = @quiet, version = @version
		WHERE user_id = @id`,
		pgx.StrictNamedArgs{
			"id": s.UserID, "digest": s.Digest, "day": s.DigestDay, "next": s.NextDigestAt, "refused": s.DigestRefusedAt,
			"quiet_key": s.QuietDaysKeyAccounts, "quiet": s.QuietDays, "version": s.Version,
		})
	if err != nil {
		return explain(err, "cannot change settings")
	}
	return nil
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

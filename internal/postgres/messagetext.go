package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// MessageTexts reads those that managers changed.
func MessageTexts(ctx context.Context, q Querier) ([]hub.MessageText, error) {
	rows, err := q.Query(ctx, `SELECT key, subject, body, true AS custom, version FROM message_text ORDER BY key`)
	return all[hub.MessageText](rows, err, "cannot read message texts")
}

// LockMessageTexts keeps others from changing texts until tx ends.
func LockMessageTexts(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('message texts'))`); err != nil {
		return explain(err, "cannot wait for another change")
	}
	return nil
}

// SetMessageText writes one, by user at now by the business clock.
func SetMessageText(ctx context.Context, tx pgx.Tx, t hub.MessageText, user *hub.UserID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO message_text (key, subject, body, version, changed_at, user_id) VALUES (@key, @subject, @body, @version, @now, @user)
		ON CONFLICT (key) DO UPDATE SET subject = @subject, body = @body, version = @version, changed_at = @now, user_id = @user`,
		pgx.StrictNamedArgs{"key": t.Key, "subject": t.Subject, "body": t.Body, "version": t.Version, "now": now, "user": user})
	if err != nil {
		return explain(err, "cannot change a message text")
	}
	return nil
}

// RemoveMessageText brings the hub's own words back.
func RemoveMessageText(ctx context.Context, tx pgx.Tx, key hub.MessageTextKey) error {
	if _, err := tx.Exec(ctx, `DELETE FROM message_text WHERE key = @key`, pgx.StrictNamedArgs{"key": key}); err != nil {
		return explain(err, "cannot remove a message text")
	}
	return nil
}

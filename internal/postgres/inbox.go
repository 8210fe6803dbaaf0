package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const inboxColumns = `id, message_id, received_at, address, subject, headers, text, html, calendar`

// InsertInboxMessage keeps a message that the development transport was given.
func InsertInboxMessage(ctx context.Context, tx pgx.Tx, m hub.InboxMessage) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO development_inbox (message_id, received_at, address, subject, headers, text, html, calendar)
		VALUES (@message, @received, @address, @subject, @headers, @text, @html, @calendar)`,
		pgx.StrictNamedArgs{
			"message": m.MessageID, "received": m.ReceivedAt, "address": m.Address, "subject": m.Subject, "headers": m.Headers,
			"text": m.Text, "html": m.HTML, "calendar": m.Calendar,
		})
	if err != nil {
		return explain(err, "cannot keep a message")
	}
	return nil
}

// InboxMessages lists up to most messages whose address holds part, the latest first.
func InboxMessages(ctx context.Context, q Querier, part string, most int) ([]hub.InboxMessage, error) {
	rows, err := q.Query(ctx, `
		SELECT `+inboxColumns+` FROM development_inbox
		WHERE position(lower(@part) IN lower(address)) > 0 OR @part = ''
		ORDER BY id DESC LIMIT @most`,
		pgx.StrictNamedArgs{"part": part, "most": most})
	return all[hub.InboxMessage](rows, err, "cannot read the inbox")
}

// InboxMessage reads one. Errors: NOT_FOUND.
func InboxMessage(ctx context.Context, q Querier, id int64) (hub.InboxMessage, error) {
	rows, err := q.Query(ctx, `SELECT `+inboxColumns+` FROM development_inbox WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.InboxMessage](rows, err, "message")
}

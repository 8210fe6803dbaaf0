package app

import (
	"context"
	"errors"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// DevelopmentInbox is the transport of a development hub: it keeps messages in the database, and nothing leaves the machine.
type DevelopmentInbox struct{ app *App }

// NewDevelopmentInbox returns the inbox of a. It refuses where dev does not say that this is a development hub: there, mail
// would be kept where nobody looks for it.
func NewDevelopmentInbox(a *App, dev bool) (*DevelopmentInbox, error) {
	if !dev {
		return nil, errors.New("the development inbox is for development hubs only: HUB_DEV is not set")
	}
	return &DevelopmentInbox{a}, nil
}

// Send keeps m.
func (d *DevelopmentInbox) Send(ctx context.Context, m mail.Message) mail.Outcome {
	now, err := d.app.clock(ctx)
	if err != nil {
		return mail.Outcome{Result: mail.RefusedForNow, Reason: err.Error()}
	}
	kept := hub.InboxMessage{
		MessageID: m.ID, ReceivedAt: now, Address: m.To.Address, Subject: m.Subject, Text: m.Text, HTML: m.HTML,
	}
	if m.Calendar != nil {
		kept.Calendar = new(string(m.Calendar))
	}
	for _, h := range m.Headers() {
		kept.Headers = append(kept.Headers, hub.InboxHeader(h))
	}
	err = pgx.BeginFunc(ctx, d.app.pool, func(tx pgx.Tx) error { return postgres.InsertInboxMessage(ctx, tx, kept) })
	if err != nil {
		return mail.Outcome{Result: mail.Unknown, Reason: err.Error()} // it may have been committed
	}
	return mail.Outcome{Result: mail.Accepted, ProviderID: m.MessageID()}
}

// mostInbox is how many messages the inbox lists.
const mostInbox = 200

// InboxMessages lists what a development hub kept for addresses that hold part, the latest first. Permission: whoever reaches
// a development hub.
func (a *App) InboxMessages(ctx context.Context, part string) ([]hub.InboxMessage, error) {
	return postgres.InboxMessages(ctx, a.pool, part, mostInbox)
}

// InboxMessage finds one that a development hub kept. Permission: whoever reaches a development hub. Errors: NOT_FOUND.
func (a *App) InboxMessage(ctx context.Context, id int64) (hub.InboxMessage, error) {
	return postgres.InboxMessage(ctx, a.pool, id)
}

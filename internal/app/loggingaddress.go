package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// LoggingAddress is where the caller sends copies of e-mails; empty on a hub that takes none, and for callers who are no users or
// may not record interactions. Permission: a signed-in caller.
func (a *App) LoggingAddress(ctx context.Context) (hub.EmailAddress, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return "", err
	}
	if !a.logs(by) {
		return "", nil
	}
	key, err := postgres.LoggingKeyOf(ctx, a.pool, by.UserID)
	return hub.LoggingAddress(a.loggingAt, key), err
}

// LoggingMaxBytes is the largest e-mail that is taken there; 0 where LoggingAddress is empty. Permission: a signed-in caller.
func (a *App) LoggingMaxBytes(ctx context.Context) (int, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil || !a.logs(by) {
		return 0, err
	}
	return a.loggingMaxBytes, nil
}

// RenewLoggingAddress gives the caller another address; the old one takes nothing any more. Permission: WRITE_ENGAGEMENT, as a user.
// Errors: CONFLICT on a hub that takes no e-mail.
func (a *App) RenewLoggingAddress(ctx context.Context) (hub.EmailAddress, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.Authorise(by, hub.PermWriteEngagement); err != nil {
		return "", err
	}
	if !a.logs(by) {
		return "", hub.Conflict("this hub takes no e-mail, or you are no user of it")
	}
	key := hub.NewLoggingKey()
	return hub.LoggingAddress(a.loggingAt, key), a.change(ctx, func(c change) error {
		if err := postgres.SetLoggingKey(ctx, c, by.UserID, key); err != nil {
			return err
		}
		return c.audit(ctx, "user.renew_logging_address", ofUser(by.UserID), nil, nil)
	})
}

// logs says that by can log by e-mail on this hub.
func (a *App) logs(by hub.Actor) bool {
	return a.loggingAt != "" && by.Kind == hub.ActorUser && by.May(hub.PermWriteEngagement)
}

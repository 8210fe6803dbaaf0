package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// SignIn starts a browser session of a user who has proven to a sign-in provider who they are. It returns the secret for
// the browser, which nothing else has. Errors: NOT_FOUND where the user's access has ended.
func (a *App) SignIn(ctx context.Context, id hub.UserID) (hub.Secret, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return "", err
	}
	user, err := postgres.UserActor(ctx, a.pool, id, today)
	if err != nil {
		return "", err
	}
	secret := hub.NewSessionSecret()
	return secret, a.change(hub.WithActor(ctx, user), func(c change) error {
		if err := postgres.AddSession(ctx, c, secret.Hash(), id); err != nil {
			return err
		}
		return c.audit(ctx, "user.sign_in", postgres.AuditSubject{Kind: "user", ID: id.UUID}, nil, nil)
	})
}

// SignOut ends the caller's session at once, in every window. Permission: anyone; without a session it does nothing.
func (a *App) SignOut(ctx context.Context) error {
	by := hub.ActorFrom(ctx)
	if len(by.Session) == 0 {
		return nil
	}
	return a.change(ctx, func(c change) error {
		ended, err := postgres.EndSession(ctx, c, by.Session)
		if err != nil || !ended {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCaller, by.UserID.UUID); err != nil {
			return err
		}
		return c.audit(ctx, "user.sign_out", postgres.AuditSubject{Kind: "user", ID: by.UserID.UUID}, nil, nil)
	})
}

// BySession finds who a browser acts for, and keeps the session alive. Errors: NOT_FOUND for a session that has ended.
func (a *App) BySession(ctx context.Context, secret hub.Secret) (hub.Actor, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Actor{}, err
	}
	session, err := postgres.SessionActor(ctx, a.pool, secret.Hash(), today)
	if err != nil || !session.Stale {
		return session.Actor, err
	}
	return session.Actor, pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.UseSession(ctx, tx, session.Session) })
}

// ByToken finds who a machine client acts for. Errors: NOT_FOUND for a token that was revoked, has expired or never was.
func (a *App) ByToken(ctx context.Context, secret hub.Secret) (hub.Actor, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Actor{}, err
	}
	token, err := postgres.TokenActor(ctx, a.pool, secret.Hash(), today)
	if err != nil || !token.Stale {
		return token.Actor, err
	}
	return token.Actor, pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.UseToken(ctx, tx, token.TokenID) })
}

// StillSignedIn reads again who the caller is, for what lasts longer than a request. It does not keep a session alive.
// Errors: UNAUTHENTICATED where the session or the token has ended since.
func (a *App) StillSignedIn(ctx context.Context) (hub.Actor, error) {
	by := hub.ActorFrom(ctx)
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Actor{}, err
	}
	switch by.Kind {
	case hub.ActorUser:
		var session postgres.Session
		session, err = postgres.SessionActor(ctx, a.pool, by.Session, today)
		by = session.Actor
	case hub.ActorToken:
		var token postgres.Token
		token, err = postgres.TokenActorByID(ctx, a.pool, by.TokenID, today)
		by = token.Actor
	}
	if hub.CodeOf(err) == hub.ErrNotFound {
		return hub.Actor{}, hub.Unauthenticated("your sign-in has ended; sign in again")
	}
	return by, err
}

// SignInUsers lists whom development sign-in offers. Permission: anyone, so only a development hub may call it.
func (a *App) SignInUsers(ctx context.Context) ([]hub.User, error) {
	return postgres.SignInUsers(ctx, a.pool)
}

// Forget deletes what callers left behind and nobody needs any more: sessions that have expired, and the answers of
// mutations with an idempotency key, after 24 hours. The worker calls it now and then.
func (a *App) Forget(ctx context.Context) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		if err := postgres.ForgetSessions(ctx, tx); err != nil {
			return err
		}
		return postgres.ForgetIdempotencyKeys(ctx, tx)
	})
}

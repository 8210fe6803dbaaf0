package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// NewSession is a browser whose user has proven to a sign-in provider who they are.
type NewSession struct {
	User hub.UserID
	// Replaces is the secret that the browser had before; its session ends.
	Replaces hub.Secret
	// Browser is what it calls itself.
	Browser string
	// IDToken is what the provider wants to see when the session is ended there too; empty where it does not.
	IDToken string
}

// SignIn starts a browser session. It returns the secret for the browser, which nothing else has. Errors: NOT_FOUND where the
// user's access has ended.
func (a *App) SignIn(ctx context.Context, s NewSession) (hub.Secret, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return "", err
	}
	user, err := postgres.UserActor(ctx, a.pool, s.User, today)
	if err != nil {
		return "", err
	}
	secret := hub.NewSessionSecret()
	in := postgres.NewSession{User: s.User, Hash: secret.Hash(), Browser: hub.BrowserName(s.Browser)}
	if s.IDToken != "" {
		in.IDToken = &s.IDToken
	}
	return secret, a.change(hub.WithActor(ctx, user), func(c change) error {
		replaced, err := postgres.EndSession(ctx, c, s.Replaces.Hash())
		if err != nil {
			return err
		}
		if replaced != nil {
			if err := postgres.Notify(ctx, c, postgres.TopicCaller, replaced.UserID.UUID); err != nil {
				return err
			}
		}
		if err := postgres.AddSession(ctx, c, in); err != nil {
			return err
		}
		return c.audit(ctx, "user.sign_in", ofUser(s.User), nil, nil)
	})
}

// SignOut ends the caller's session at once, in every window, and returns the proof that the sign-in provider wants where it
// is to be told. Permission: anyone; without a session it does nothing.
func (a *App) SignOut(ctx context.Context) (idToken string, err error) {
	by := hub.ActorFrom(ctx)
	if len(by.Session) == 0 {
		return "", nil
	}
	err = a.change(ctx, func(c change) error {
		ended, err := postgres.EndSession(ctx, c, by.Session)
		if err != nil || ended == nil {
			return err
		}
		if ended.IDToken != nil {
			idToken = *ended.IDToken
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCaller, by.UserID.UUID); err != nil {
			return err
		}
		return c.audit(ctx, "user.sign_out", ofUser(by.UserID), nil, nil)
	})
	return idToken, err
}

// Sessions lists the browsers in which the caller is signed in. Permission: a signed-in user.
func (a *App) Sessions(ctx context.Context) ([]hub.UserSession, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return nil, err
	}
	return postgres.SessionsOf(ctx, a.pool, by.UserID, by.Session)
}

// EndSession signs the caller out of one browser. Permission: a signed-in user, for own sessions. Errors: NOT_FOUND.
func (a *App) EndSession(ctx context.Context, id hub.SessionID) error {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		if err := postgres.EndSessionOf(ctx, c, by.UserID, id); err != nil {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCaller, by.UserID.UUID); err != nil {
			return err
		}
		return c.audit(ctx, "user.sign_out", ofUser(by.UserID), nil, nil)
	})
}

// RevokeSessions signs a user out everywhere, at once and in open windows, and says how many browsers that were. Permission:
// ADMINISTER_ACCESS. Errors: NOT_FOUND.
func (a *App) RevokeSessions(ctx context.Context, id hub.UserID) (ended int, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return 0, err
	}
	err = a.change(ctx, func(c change) error {
		if _, err := postgres.Account(ctx, c, id); err != nil {
			return err
		}
		ended, err = c.signOutEverywhere(ctx, id)
		if err != nil {
			return err
		}
		return c.audit(ctx, "user.revoke_sessions", ofUser(id), nil, map[string]int{"Sessions": ended})
	})
	return ended, err
}

// signOutEverywhere ends all sessions of a user and tells the open ones.
func (c change) signOutEverywhere(ctx context.Context, id hub.UserID) (int, error) {
	ended, err := postgres.EndSessionsOf(ctx, c, id)
	if err != nil {
		return 0, err
	}
	return ended, postgres.Notify(ctx, c, postgres.TopicCaller, id.UUID)
}

func ofUser(id hub.UserID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "user", ID: id.UUID}
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

// Forget deletes what callers left behind and nobody needs any more: sessions that have expired, the answers of mutations with an
// idempotency key, after 24 hours, and e-mails that nobody has filed in 90 days. The worker calls it now and then.
func (a *App) Forget(ctx context.Context) error {
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		if err := postgres.ForgetSessions(ctx, tx); err != nil {
			return err
		}
		if err := postgres.DiscardReceivedEmailsBefore(ctx, tx, now.Add(-hub.EmailsKept)); err != nil {
			return err
		}
		return postgres.ForgetIdempotencyKeys(ctx, tx)
	})
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// userActor is the user u as an actor.
var userActor = `'USER' AS kind, u.id AS user_id, u.organisation_id, u.name, u.roles,
	` + sharesPersonalData("u.organisation_id") + ` AS shares_personal_data`

// sharesPersonalData is whether an organisation has a data-sharing agreement on @today, the day by the business clock.
func sharesPersonalData(organisation string) string {
	return `EXISTS (SELECT FROM data_sharing_agreement d
		WHERE d.organisation_id = ` + organisation + ` AND @today BETWEEN d.valid_from AND d.valid_until)`
}

// UserActor reads a user who is about to sign in. Errors: NOT_FOUND, also for a user whose access has ended.
func UserActor(ctx context.Context, q Querier, id hub.UserID, today hub.Date) (hub.Actor, error) {
	rows, err := q.Query(ctx, `SELECT `+userActor+` FROM hub_user u WHERE u.id = @id AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"id": id, "today": today})
	return exactlyOne[hub.Actor](rows, err, "user")
}

// Session is who a browser acts for.
type Session struct {
	hub.Actor
	// Stale says that the session was not used for a minute or more, so that its end has to be moved.
	Stale bool
}

// SessionActor reads the session of that hash. Errors: NOT_FOUND for one that was ended, has expired or never was.
func SessionActor(ctx context.Context, q Querier, hash []byte, today hub.Date) (Session, error) {
	rows, err := q.Query(ctx, `
		SELECT `+userActor+`, s.token_hash AS session, s.used_at < now() - interval '1 minute' AS stale
		FROM session s JOIN hub_user u ON u.id = s.user_id
		WHERE s.token_hash = @hash AND s.expires_at > now() AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"hash": hash, "today": today})
	return exactlyOne[Session](rows, err, "session")
}

// NewSession is what is known of a browser that signs in.
type NewSession struct {
	User    hub.UserID
	Hash    []byte
	Browser string
	// IDToken is nil where the sign-in provider need not hear of the end of the session.
	IDToken *string
}

// AddSession starts a session, and notes when the user was last here.
func AddSession(ctx context.Context, tx pgx.Tx, s NewSession) error {
	_, err := tx.Exec(ctx, `
		WITH seen AS (UPDATE hub_user SET last_signed_in_at = now() WHERE id = @user)
		INSERT INTO session (token_hash, user_id, browser, id_token, expires_at) VALUES (@hash, @user, @browser, @id_token, now() + @idle)`,
		pgx.StrictNamedArgs{"hash": s.Hash, "user": s.User, "browser": s.Browser, "id_token": s.IDToken, "idle": hub.SessionIdle})
	if err != nil {
		return explain(err, "cannot start session")
	}
	return nil
}

// UseSession moves the end of a session, by the database's clock.
func UseSession(ctx context.Context, tx pgx.Tx, hash []byte) error {
	_, err := tx.Exec(ctx, `
		UPDATE session SET used_at = now(), expires_at = least(now() + @idle, created_at + @most)
		WHERE token_hash = @hash`,
		pgx.StrictNamedArgs{"hash": hash, "idle": hub.SessionIdle, "most": hub.SessionMost})
	if err != nil {
		return explain(err, "cannot keep session")
	}
	return nil
}

// EndedSession is one that is no more.
type EndedSession struct {
	UserID  hub.UserID
	IDToken *string
}

// EndSession ends the session of that hash. It returns nil where there was none.
func EndSession(ctx context.Context, tx pgx.Tx, hash []byte) (*EndedSession, error) {
	rows, err := tx.Query(ctx, `DELETE FROM session WHERE token_hash = @hash RETURNING user_id, id_token`, pgx.StrictNamedArgs{"hash": hash})
	ended, err := all[EndedSession](rows, err, "cannot end session")
	if err != nil || len(ended) == 0 {
		return nil, err
	}
	return &ended[0], nil
}

// EndSessionOf ends one session of a user. Errors: NOT_FOUND for one that is not theirs or has ended.
func EndSessionOf(ctx context.Context, tx pgx.Tx, user hub.UserID, id hub.SessionID) error {
	tag, err := tx.Exec(ctx, `DELETE FROM session WHERE id = @id AND user_id = @user`, pgx.StrictNamedArgs{"id": id, "user": user})
	if err != nil {
		return explain(err, "cannot end session")
	}
	if tag.RowsAffected() == 0 {
		return hub.NotFound("session")
	}
	return nil
}

// EndSessionsOf ends all sessions of a user and says how many there were.
func EndSessionsOf(ctx context.Context, tx pgx.Tx, user hub.UserID) (int, error) {
	tag, err := tx.Exec(ctx, `DELETE FROM session WHERE user_id = @user`, pgx.StrictNamedArgs{"user": user})
	if err != nil {
		return 0, explain(err, "cannot end sessions")
	}
	return int(tag.RowsAffected()), nil
}

// SessionsOf lists the sessions of a user that have not ended, the one used last first. current is the hash of the one that asks.
func SessionsOf(ctx context.Context, q Querier, user hub.UserID, current []byte) ([]hub.UserSession, error) {
	rows, err := q.Query(ctx, `
		SELECT id, browser, token_hash = @current AS current, created_at AS signed_in_at, used_at AS last_used, expires_at
		FROM session WHERE user_id = @user AND expires_at > now() ORDER BY used_at DESC, id LIMIT 100`,
		pgx.StrictNamedArgs{"user": user, "current": current})
	return all[hub.UserSession](rows, err, "cannot read sessions")
}

// ForgetSessions deletes sessions that have expired.
func ForgetSessions(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `DELETE FROM session WHERE expires_at < now()`); err != nil {
		return explain(err, "cannot forget sessions")
	}
	return nil
}

// SignInUsers lists whoever can sign in, by organisation and name, at most 100.
func SignInUsers(ctx context.Context, q Querier) ([]hub.User, error) {
	rows, err := q.Query(ctx, `
		SELECT u.id, u.name, u.roles, o.id, o.name, o.kind
		FROM hub_user u JOIN organisation o ON o.id = u.organisation_id
		WHERE u.disabled_at IS NULL
		ORDER BY o.name, u.name_key, u.id
		LIMIT 100`)
	if err != nil {
		return nil, explain(err, "cannot read users")
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (u hub.User, err error) {
		err = row.Scan(&u.ID, &u.Name, &u.Roles, &u.Organisation.ID, &u.Organisation.Name, &u.Organisation.Kind)
		return u, err
	})
}

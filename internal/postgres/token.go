package postgres

import (
	"context"
	"errors"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const tokenColumns = `t.id, t.name, t.roles, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, o.id, o.name, o.kind`

// Token is who a machine client acts for.
type Token struct {
	hub.Actor
	// Stale says that the minute of its last use is not written down yet.
	Stale bool
}

// TokenActor reads the API token whose secret has that hash. Errors: NOT_FOUND for one that was revoked, has expired or
// never was.
func TokenActor(ctx context.Context, q Querier, hash []byte, today hub.Date) (Token, error) {
	return tokenActor(ctx, q, `t.token_hash = @which`, hash, today)
}

// TokenActorByID reads the same by the token's ID, for who has shown the secret before.
func TokenActorByID(ctx context.Context, q Querier, id hub.TokenID, today hub.Date) (Token, error) {
	return tokenActor(ctx, q, `t.id = @which`, id, today)
}

func tokenActor(ctx context.Context, q Querier, which string, value any, today hub.Date) (Token, error) {
	rows, err := q.Query(ctx, `
		SELECT 'TOKEN' AS kind, t.id AS token_id, t.organisation_id, t.name, t.roles,
			`+sharesPersonalData("t.organisation_id")+` AS shares_personal_data,
			t.last_used_at IS NULL OR t.last_used_at < date_trunc('minute', now()) AS stale
		FROM api_token t
		WHERE `+which+` AND t.expires_at > now() AND t.revoked_at IS NULL`,
		pgx.StrictNamedArgs{"which": value, "today": today})
	return exactlyOne[Token](rows, err, "API token")
}

// UseToken writes down the minute of a token's last use.
func UseToken(ctx context.Context, tx pgx.Tx, id hub.TokenID) error {
	_, err := tx.Exec(ctx, `UPDATE api_token SET last_used_at = date_trunc('minute', now()) WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot note the use of an API token")
	}
	return nil
}

// AddToken writes a new token that works for days, and returns it as it stands.
func AddToken(ctx context.Context, tx pgx.Tx, id hub.TokenID, hash []byte, in hub.CreateAPITokenInput) (hub.APIToken, error) {
	_, err := tx.Exec(ctx, `
		INSERT INTO api_token (id, organisation_id, name, roles, token_hash, expires_at)
		VALUES (@id, @organisation, @name, @roles, @hash, now() + make_interval(days => @days))`,
		pgx.StrictNamedArgs{"id": id, "organisation": in.OrganisationID, "name": in.Name, "roles": in.Roles, "hash": hash, "days": in.Days})
	if err != nil {
		return hub.APIToken{}, explain(err, "cannot add API token")
	}
	return APIToken(ctx, tx, id)
}

// RevokeToken stops a token; one that was revoked before stays as it is.
func RevokeToken(ctx context.Context, tx pgx.Tx, id hub.TokenID) error {
	_, err := tx.Exec(ctx, `UPDATE api_token SET revoked_at = now() WHERE id = @id AND revoked_at IS NULL`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot revoke API token")
	}
	return nil
}

// APIToken reads one token. Errors: NOT_FOUND.
func APIToken(ctx context.Context, q Querier, id hub.TokenID) (hub.APIToken, error) {
	rows, err := q.Query(ctx, `
		SELECT `+tokenColumns+`
		FROM api_token t JOIN organisation o ON o.id = t.organisation_id
		WHERE t.id = @id`,
		pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return hub.APIToken{}, explain(err, "cannot read API token")
	}
	token, err := pgx.CollectExactlyOneRow(rows, scanToken)
	if errors.Is(err, pgx.ErrNoRows) {
		return hub.APIToken{}, hub.NotFound("API token")
	}
	return token, err
}

// APITokens lists tokens, the latest first: as many as limit after the one with the ID after, or from the start where after
// is the zero ID.
func APITokens(ctx context.Context, q Querier, after hub.TokenID, limit int) ([]hub.APIToken, error) {
	rows, err := q.Query(ctx, `
		SELECT `+tokenColumns+`
		FROM api_token t JOIN organisation o ON o.id = t.organisation_id
		WHERE @first OR t.id < @after
		ORDER BY t.id DESC
		LIMIT @limit`,
		pgx.StrictNamedArgs{"first": after.IsZero(), "after": after, "limit": limit})
	if err != nil {
		return nil, explain(err, "cannot read API tokens")
	}
	return pgx.CollectRows(rows, scanToken)
}

// CountAPITokens counts all of them.
func CountAPITokens(ctx context.Context, q Querier) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM api_token`)
	if err != nil {
		return 0, explain(err, "cannot count API tokens")
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
}

func scanToken(row pgx.CollectableRow) (t hub.APIToken, err error) {
	err = row.Scan(&t.ID, &t.Name, &t.Roles, &t.CreatedAt, &t.ExpiresAt, &t.LastUsedAt, &t.RevokedAt,
		&t.Organisation.ID, &t.Organisation.Name, &t.Organisation.Kind)
	return t, err
}

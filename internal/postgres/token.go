package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// tokenRow is an API token with its organisation beside it.
type tokenRow struct {
	ID                    hub.TokenID
	Name                  string
	Roles                 []hub.Role
	CreatedAt, ExpiresAt  time.Time
	LastUsedAt, RevokedAt *time.Time
	OrganisationID        hub.OrganisationID
	OrganisationName      string
	OrganisationKind      hub.OrganisationKind
}

const selectTokens = `
	SELECT t.id, t.name, t.roles, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
		o.id AS organisation_id, o.name AS organisation_name, o.kind AS organisation_kind
	FROM api_token t JOIN organisation o ON o.id = t.organisation_id`

func (r tokenRow) token() hub.APIToken {
	return hub.APIToken{
		ID: r.ID, Name: r.Name, Organisation: hub.Organisation{ID: r.OrganisationID, Name: r.OrganisationName, Kind: r.OrganisationKind}, Roles: r.Roles,
		CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt, LastUsedAt: r.LastUsedAt, RevokedAt: r.RevokedAt,
	}
}

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
	rows, err := q.Query(ctx, selectTokens+` WHERE t.id = @id`, pgx.StrictNamedArgs{"id": id})
	row, err := exactlyOne[tokenRow](rows, err, "API token")
	return row.token(), err
}

// APITokens lists tokens, the latest first. Errors: BAD_INPUT for a cursor of another list.
func APITokens(ctx context.Context, q Querier, page hub.Page) (hub.List[hub.APIToken], error) {
	const list = "api tokens"
	after := hub.Cursor{}
	if page.After != "" {
		var err error
		if after, err = hub.ParseCursor(list, page.After); err != nil {
			return hub.List[hub.APIToken]{}, err
		}
	}
	rows, err := q.Query(ctx, selectTokens+`
		WHERE @first OR t.id < @after
		ORDER BY t.id DESC
		LIMIT @limit`,
		pgx.StrictNamedArgs{"first": page.After == "", "after": after.ID, "limit": page.First + 1})
	return listOf(rows, err, page, "API tokens", func(r tokenRow) (hub.APIToken, hub.Cursor) {
		return r.token(), hub.Cursor{List: list, ID: r.ID.UUID}
	})
}

// CountAPITokens counts all of them.
func CountAPITokens(ctx context.Context, q Querier) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM api_token`)
	return one[int](rows, err, "cannot count API tokens")
}

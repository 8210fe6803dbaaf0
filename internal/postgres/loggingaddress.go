package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// LoggingKeyOf reads the key of a user's logging address. Errors: NOT_FOUND.
func LoggingKeyOf(ctx context.Context, q Querier, user hub.UserID) (hub.LoggingKey, error) {
	rows, err := q.Query(ctx, `SELECT logging_key AS key FROM hub_user WHERE id = @user`, pgx.StrictNamedArgs{"user": user})
	read, err := exactlyOne[struct{ Key hub.LoggingKey }](rows, err, "user")
	return read.Key, err
}

// SetLoggingKey gives a user another key; the address with the old one ends.
func SetLoggingKey(ctx context.Context, tx pgx.Tx, user hub.UserID, key hub.LoggingKey) error {
	_, err := tx.Exec(ctx, `UPDATE hub_user SET logging_key = @key WHERE id = @user`, pgx.StrictNamedArgs{"user": user, "key": key})
	if err != nil {
		return explain(err, "cannot renew a logging address")
	}
	return nil
}

// OwnerOfLoggingKey reads to whose organisation a logging address belongs. Errors: NOT_FOUND, also where the user's access has ended.
func OwnerOfLoggingKey(ctx context.Context, q Querier, key hub.LoggingKey) (hub.OrganisationID, error) {
	rows, err := q.Query(ctx, `SELECT organisation_id AS id FROM hub_user WHERE logging_key = @key AND disabled_at IS NULL`,
		pgx.StrictNamedArgs{"key": key})
	read, err := exactlyOne[struct{ ID hub.OrganisationID }](rows, err, "logging address")
	return read.ID, err
}

// UserActorByEmail reads the user of an organisation who has that e-mail address. Errors: NOT_FOUND, also where the user's access
// has ended.
func UserActorByEmail(ctx context.Context, q Querier, of hub.OrganisationID, email hub.EmailAddress, today hub.Date) (hub.Actor, error) {
	rows, err := q.Query(ctx, `
		SELECT `+userActor+` FROM hub_user u WHERE lower(u.email) = lower(@email) AND u.organisation_id = @of AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"email": email, "of": of, "today": today})
	return exactlyOne[hub.Actor](rows, err, "user")
}

// StaffAmong reads which of these addresses, in lower case, belong to users of the hub.
func StaffAmong(ctx context.Context, q Querier, addresses []hub.EmailAddress) ([]hub.EmailAddress, error) {
	rows, err := q.Query(ctx, `SELECT lower(email) FROM hub_user WHERE lower(email) = ANY (@addresses) ORDER BY 1`,
		pgx.StrictNamedArgs{"addresses": addresses})
	return column[hub.EmailAddress](rows, err, "cannot look for staff")
}

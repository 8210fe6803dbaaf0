package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// AddUser writes a new member of staff. Errors: BAD_INPUT for an organisation that is not there, CONFLICT where the e-mail
// address is taken.
func AddUser(ctx context.Context, tx pgx.Tx, id hub.UserID, in hub.AddUserInput) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles)
		VALUES (@id, @organisation, @name, @key, @email, @roles)`,
		pgx.StrictNamedArgs{
			"id": id, "organisation": in.OrganisationID, "name": in.Name, "key": hub.NameKey(in.Name), "email": in.Email, "roles": in.Roles,
		})
	if err != nil {
		return explain(err, "cannot add user")
	}
	return nil
}

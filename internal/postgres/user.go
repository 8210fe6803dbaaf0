package postgres

import (
	"context"
	"strings"

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

const userColumns = `u.id, u.name, ROW (o.id, o.name, o.kind) AS organisation, u.roles`

// userRecord is hub.User in one column, in the order of its fields; o is the user's organisation.
func userRecord(u, o string) string {
	return `CASE WHEN ` + u + `.id IS NOT NULL THEN ROW (` + u + `.id, ` + u + `.name, ROW (` + o + `.id, ` + o + `.name, ` + o + `.kind), ` + u + `.roles) END`
}

func userWhere(f hub.UserFilter, args pgx.StrictNamedArgs) string {
	where := `true`
	if f.Search != nil {
		where += ` AND NOT EXISTS (SELECT FROM unnest(@words::text[]) word WHERE NOT starts_with(u.name_key, word) AND strpos(u.name_key, ' ' || word) = 0)`
		args["words"] = strings.Fields(hub.NameKey(*f.Search))
	}
	if f.OrganisationID != nil {
		where += ` AND u.organisation_id = @organisation`
		args["organisation"] = *f.OrganisationID
	}
	return where
}

type userInList struct {
	hub.User
	Key string
}

// Users lists those whose access has not ended, by name. Errors: BAD_INPUT for a cursor of another list.
func Users(ctx context.Context, q Querier, filter hub.UserFilter, page hub.Page) (hub.List[hub.User], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("users", page, `(u.name_key, u.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.User]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT `+userColumns+`, u.name_key AS key FROM hub_user u JOIN organisation o ON o.id = u.organisation_id
		WHERE `+after+` AND u.disabled_at IS NULL AND `+userWhere(filter, args)+`
		ORDER BY u.name_key, u.id LIMIT @limit`, args)
	return listOf(rows, err, page, "users", func(u userInList) (hub.User, hub.Cursor) {
		return u.User, hub.Cursor{List: "users", Key: u.Key, ID: u.ID.UUID}
	})
}

// CountUsers counts all that filter finds.
func CountUsers(ctx context.Context, q Querier, filter hub.UserFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM hub_user u WHERE u.disabled_at IS NULL AND `+userWhere(filter, args), args)
	return one[int](rows, err, "cannot count users")
}

// UsersByID reads those of ids that exist, in no order, also those whose access has ended: they stand in old records.
func UsersByID(ctx context.Context, q Querier, ids []hub.UserID) ([]hub.User, error) {
	rows, err := q.Query(ctx, `
		SELECT `+userColumns+` FROM hub_user u JOIN organisation o ON o.id = u.organisation_id
		WHERE u.id = ANY (@ids) ORDER BY u.id`,
		pgx.StrictNamedArgs{"ids": ids})
	return all[hub.User](rows, err, "cannot read users")
}

// ActiveUser reads one whose access has not ended. Errors: NOT_FOUND.
func ActiveUser(ctx context.Context, q Querier, id hub.UserID) (hub.User, error) {
	rows, err := q.Query(ctx, `
		SELECT `+userColumns+` FROM hub_user u JOIN organisation o ON o.id = u.organisation_id WHERE u.id = @id AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.User](rows, err, "user")
}

// Colleague reads a user of one organisation whose access has not ended. Errors: NOT_FOUND.
func Colleague(ctx context.Context, q Querier, of hub.OrganisationID, id hub.UserID) (hub.User, error) {
	rows, err := q.Query(ctx, `
		SELECT `+userColumns+` FROM hub_user u JOIN organisation o ON o.id = u.organisation_id
		WHERE u.id = @id AND u.organisation_id = @of AND u.disabled_at IS NULL`,
		pgx.StrictNamedArgs{"id": id, "of": of})
	return exactlyOne[hub.User](rows, err, "user")
}

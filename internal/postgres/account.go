package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const selectAccounts = `
	SELECT ROW (u.id, u.name, ROW (o.id, o.name, o.kind), u.roles) AS user, u.email, u.name_key AS key,
		ARRAY (SELECT r FROM unnest(u.roles) r WHERE NOT r = ANY (u.group_roles)) AS own_roles, u.group_roles,
		u.created_at, u.last_signed_in_at, u.disabled_at,
		(SELECT count(*) FROM session s WHERE s.user_id = u.id AND s.expires_at > now()) AS sessions
	FROM hub_user u JOIN organisation o ON o.id = u.organisation_id`

type accountRow struct {
	hub.Account
	Key string
}

// Account reads a user as administrators see one. Errors: NOT_FOUND.
func Account(ctx context.Context, q Querier, id hub.UserID) (hub.Account, error) {
	rows, err := q.Query(ctx, selectAccounts+` WHERE u.id = @id`, pgx.StrictNamedArgs{"id": id})
	row, err := exactlyOne[accountRow](rows, err, "user")
	return row.Account, err
}

func accountWhere(f hub.AccountFilter, args pgx.StrictNamedArgs) string {
	ended := `NULL`
	if f.Disabled {
		ended = `NOT NULL`
	}
	return `u.disabled_at IS ` + ended + ` AND ` + userWhere(f.UserFilter, args)
}

// Accounts lists users by name. Errors: BAD_INPUT for a cursor of another list.
func Accounts(ctx context.Context, q Querier, filter hub.AccountFilter, page hub.Page) (hub.List[hub.Account], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("accounts", page, `(u.name_key, u.id) > (@key, @id)`, args)
	if err != nil {
		return hub.List[hub.Account]{}, err
	}
	rows, err := q.Query(ctx, selectAccounts+` WHERE `+after+` AND `+accountWhere(filter, args)+` ORDER BY u.name_key, u.id LIMIT @limit`, args)
	return listOf(rows, err, page, "accounts", func(r accountRow) (hub.Account, hub.Cursor) {
		return r.Account, hub.Cursor{List: "accounts", Key: r.Key, ID: r.User.ID.UUID}
	})
}

// CountAccounts counts all that filter finds.
func CountAccounts(ctx context.Context, q Querier, filter hub.AccountFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM hub_user u WHERE `+accountWhere(filter, args), args)
	return one[int](rows, err, "cannot count accounts")
}

// Administrators keeps all who can always manage access from being changed, and lists them.
func Administrators(ctx context.Context, tx pgx.Tx) ([]hub.UserID, error) {
	rows, err := tx.Query(ctx, `
		SELECT id FROM hub_user
		WHERE 'ADMIN' = ANY (roles) AND disabled_at IS NULL AND NOT 'ADMIN' = ANY (group_roles) ORDER BY id FOR UPDATE`)
	return column[hub.UserID](rows, err, "cannot read administrators")
}

// UpdateAccount writes a user as a has it. A new address lets another account of the provider in. Errors: CONFLICT where the
// address is taken.
func UpdateAccount(ctx context.Context, tx pgx.Tx, a hub.Account) error {
	_, err := tx.Exec(ctx, `
		UPDATE hub_user SET name = @name, name_key = @key, email = @email, roles = @roles, group_roles = @group_roles, disabled_at = @disabled,
			sign_in_subject = CASE WHEN lower(email) = lower(@email) THEN sign_in_subject END
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": a.User.ID, "name": a.User.Name, "key": hub.NameKey(a.User.Name), "email": a.Email, "roles": a.User.Roles, "group_roles": a.GroupRoles,
			"disabled": a.DisabledAt,
		})
	if err != nil {
		return explain(err, "cannot change a user")
	}
	return nil
}

// KnownAccount is a user whom a sign-in provider may have proven to be there.
type KnownAccount struct {
	ID hub.UserID
	// Subject is nil before the first sign-in.
	Subject  *string
	Disabled bool
}

// AccountOf finds the user of an account of a sign-in provider, or else of its e-mail address, and keeps it from being changed.
// It returns nil where there is none.
func AccountOf(ctx context.Context, tx pgx.Tx, who hub.Identity) (*KnownAccount, error) {
	rows, err := tx.Query(ctx, `
		SELECT id, sign_in_subject AS subject, disabled_at IS NOT NULL AS disabled FROM hub_user
		WHERE sign_in_subject = @subject OR lower(email) = lower(@email)
		ORDER BY sign_in_subject IS NOT DISTINCT FROM @subject DESC, id LIMIT 1 FOR UPDATE`,
		pgx.StrictNamedArgs{"subject": who.Subject, "email": who.Email})
	found, err := all[KnownAccount](rows, err, "cannot find the user of an account")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// BindSubject says by which account of the sign-in provider a user is known from now on.
func BindSubject(ctx context.Context, tx pgx.Tx, id hub.UserID, subject string) error {
	_, err := tx.Exec(ctx, `UPDATE hub_user SET sign_in_subject = @subject WHERE id = @id`, pgx.StrictNamedArgs{"id": id, "subject": subject})
	if err != nil {
		return explain(err, "cannot bind an account")
	}
	return nil
}

const selectSignInGroups = `SELECT g.name, ` + `CASE WHEN o.id IS NOT NULL THEN ROW (o.id, o.name, o.kind) END AS organisation, g.roles
	FROM sign_in_group g LEFT JOIN organisation o ON o.id = g.organisation_id`

// SignInGroups lists all groups by name.
func SignInGroups(ctx context.Context, q Querier) ([]hub.SignInGroup, error) {
	rows, err := q.Query(ctx, selectSignInGroups+` ORDER BY g.name`)
	return all[hub.SignInGroup](rows, err, "cannot read groups")
}

// SignInGroupsNamed reads those of names that the hub knows.
func SignInGroupsNamed(ctx context.Context, q Querier, names []string) ([]hub.SignInGroup, error) {
	rows, err := q.Query(ctx, selectSignInGroups+` WHERE g.name = ANY (@names) ORDER BY g.name`, pgx.StrictNamedArgs{"names": names})
	return all[hub.SignInGroup](rows, err, "cannot read groups")
}

// SetSignInGroup adds or changes a group. Errors: BAD_INPUT for an organisation that is not there.
func SetSignInGroup(ctx context.Context, tx pgx.Tx, name string, of *hub.OrganisationID, roles []hub.Role) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO sign_in_group (name, organisation_id, roles) VALUES (@name, @of, @roles)
		ON CONFLICT (name) DO UPDATE SET organisation_id = EXCLUDED.organisation_id, roles = EXCLUDED.roles`,
		pgx.StrictNamedArgs{"name": name, "of": of, "roles": roles})
	if err != nil {
		return explain(err, "cannot set a group")
	}
	return nil
}

// RemoveSignInGroup forgets a group.
func RemoveSignInGroup(ctx context.Context, tx pgx.Tx, name string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_group WHERE name = @name`, pgx.StrictNamedArgs{"name": name}); err != nil {
		return explain(err, "cannot remove a group")
	}
	return nil
}

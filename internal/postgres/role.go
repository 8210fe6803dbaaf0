package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

func (s sight) roleSelect() string {
	return `
		SELECT r.id, ROW (` + personFields + `) AS person, r.employer_id, r.job_title, r.function, r.since, r.until, r.version
		FROM person_role r JOIN person p ON p.id = r.person_id` + s.personAccess()
}

// RolesOf reads the roles at each of these employers, present ones first, with as much of the people as viewer sees.
func RolesOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.PersonRole, error) {
	args := pgx.StrictNamedArgs{"employers": employers}
	rows, err := queryKept(ctx, q, viewer.sight(args).roleSelect()+`
		WHERE r.employer_id = `+among("employers")+`
		ORDER BY r.until IS NOT NULL, r.until DESC, CASE WHEN access.full THEN p.name END, r.id`, args)
	return all[hub.PersonRole](rows, err, "cannot read roles")
}

// RolesOfPeople reads the roles of each of these people that viewer sees in full, present ones first.
func RolesOfPeople(ctx context.Context, q Querier, viewer Viewer, people []hub.PersonID) ([]hub.PersonRole, error) {
	args := pgx.StrictNamedArgs{"people": people}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, see.roleSelect()+`
		WHERE r.person_id = ANY (@people) AND access.full AND `+see.employerOf(`r.employer_id`)+`
		ORDER BY r.until IS NOT NULL, r.until DESC, r.since DESC NULLS LAST, r.id`, args)
	return all[hub.PersonRole](rows, err, "cannot read roles")
}

// RolesByID reads those of ids whose employer viewer sees, with as much of the people as viewer sees, in no order.
func RolesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.RoleID) ([]hub.PersonRole, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, see.roleSelect()+`WHERE r.id = ANY (@ids) AND `+see.employerOf(`r.employer_id`)+` ORDER BY r.id`, args)
	return all[hub.PersonRole](rows, err, "cannot read roles")
}

// RoleForUpdate reads one whose person viewer sees in full, and keeps others from changing it until tx ends. Errors:
// NOT_FOUND.
func RoleForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.RoleID) (hub.PersonRole, error) {
	args := pgx.StrictNamedArgs{"id": id}
	see := viewer.sight(args)
	rows, err := tx.Query(ctx, see.roleSelect()+`WHERE r.id = @id AND access.full AND `+see.employerOf(`r.employer_id`)+` FOR UPDATE OF r`, args)
	return exactlyOne[hub.PersonRole](rows, err, "role")
}

// InsertRole adds a role.
func InsertRole(ctx context.Context, tx pgx.Tx, r hub.PersonRole) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO person_role (id, person_id, employer_id, job_title, function, since, until, version)
		VALUES (@id, @person, @employer, @title, @function, @since, @until, @version)`,
		pgx.StrictNamedArgs{
			"id": r.ID, "person": r.Person.ID, "employer": r.EmployerID, "title": r.JobTitle, "function": r.Function,
			"since": r.Since, "until": r.Until, "version": r.Version,
		})
	if err != nil {
		return explain(err, "cannot add a role")
	}
	return nil
}

// SetRole writes everything of a role but whose it is and where.
func SetRole(ctx context.Context, tx pgx.Tx, r hub.PersonRole) error {
	_, err := tx.Exec(ctx, `
		UPDATE person_role SET job_title = @title, function = @function, since = @since, until = @until, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": r.ID, "title": r.JobTitle, "function": r.Function, "since": r.Since, "until": r.Until, "version": r.Version})
	if err != nil {
		return explain(err, "cannot change a role")
	}
	return nil
}

// EndRoles ends whatever a person still does at an employer, with day as the last, and returns the roles.
func EndRoles(ctx context.Context, tx pgx.Tx, person hub.PersonID, at hub.EmployerID, day hub.Date) ([]hub.RoleID, error) {
	rows, err := tx.Query(ctx, `
		UPDATE person_role SET until = greatest(@day, since), version = version + 1
		WHERE person_id = @person AND employer_id = @at AND (until IS NULL OR until > @day)
		RETURNING id`,
		pgx.StrictNamedArgs{"person": person, "at": at, "day": day})
	if err != nil {
		return nil, explain(err, "cannot end a role")
	}
	ended, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (id hub.RoleID, err error) { return id, row.Scan(&id.UUID) })
	if err != nil {
		return nil, explain(err, "cannot end a role")
	}
	return ended, nil
}

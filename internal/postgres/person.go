package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertObjection records that a person does not want to hear about a topic, and says false where that is known already.
func InsertObjection(ctx context.Context, tx pgx.Tx, person hub.PersonID, o hub.Objection) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO objection (person_id, topic, received_at, how) VALUES (@person, @topic, @received, @how)
		ON CONFLICT (person_id, topic) DO NOTHING`,
		pgx.StrictNamedArgs{"person": person, "topic": o.Topic, "received": o.ReceivedAt, "how": o.How})
	if err != nil {
		return false, explain(err, "cannot record an objection")
	}
	return tag.RowsAffected() == 1, nil
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

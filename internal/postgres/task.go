package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertTaskOnce adds a task that the hub itself makes, and says false where the same source made one before.
func InsertTaskOnce(ctx context.Context, tx pgx.Tx, t hub.Task, assignee *hub.UserID, source string) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO task (id, title, employer_id, assignee_id, organisation_id, due_on, state, source, version)
		VALUES (@id, left(@title, 300), @employer, @assignee, @organisation, @due, @state, @source, @version)
		ON CONFLICT ON CONSTRAINT task_source_once DO NOTHING`,
		pgx.StrictNamedArgs{
			"id": t.ID, "title": t.Title, "employer": t.EmployerID, "assignee": assignee, "organisation": t.OrganisationID,
			"due": t.DueOn, "state": t.State, "source": source, "version": t.Version,
		})
	if err != nil {
		return false, explain(err, "cannot add a task")
	}
	return tag.RowsAffected() == 1, nil
}

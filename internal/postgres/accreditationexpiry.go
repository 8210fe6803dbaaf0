package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// ExpiryTask is the source of the task that asks until when an award holds.
func ExpiryTask(award hub.AccreditationID) string { return award.String() + ":expiry" }

// AccountLead is who leads an employer, by itself or through its group.
type AccountLead struct {
	EmployerID     hub.EmployerID
	EmployerName   string
	OrganisationID hub.OrganisationID
	UserID         hub.UserID
}

// AccountLeadsOf reads who leads those of these employers that have an account lead and may be contacted on a day.
func AccountLeadsOf(ctx context.Context, q Querier, employers []hub.EmployerID, day hub.Date) ([]AccountLead, error) {
	rows, err := q.Query(ctx, `
		SELECT e.id AS employer_id, e.name AS employer_name, e.led_by_organisation_id AS organisation_id, e.led_by_user_id AS user_id
		FROM employer e JOIN hub_user u ON u.id = e.led_by_user_id AND u.disabled_at IS NULL
		WHERE e.id = ANY (@employers) AND e.led_by_organisation_id IS NOT NULL AND e.status <> 'CLOSED' AND (e.hold_until > @day) IS NOT TRUE`,
		pgx.StrictNamedArgs{"employers": employers, "day": day})
	return all[AccountLead](rows, err, "cannot read who leads employers")
}

// ClosedTask is a task that was closed.
type ClosedTask struct {
	ID         hub.TaskID
	EmployerID hub.EmployerID
}

// CloseExpiryTasks closes the open tasks that ask until when these awards hold, and says which they were.
func CloseExpiryTasks(ctx context.Context, tx pgx.Tx, awards []hub.AccreditationID, to hub.TaskState, now time.Time) ([]ClosedTask, error) {
	sources := make([]string, len(awards))
	for i, id := range awards {
		sources[i] = ExpiryTask(id)
	}
	rows, err := tx.Query(ctx, `
		UPDATE task SET state = @to, closed_at = @now, version = version + 1 WHERE source = ANY (@sources) AND state = 'OPEN' RETURNING id, employer_id`,
		pgx.StrictNamedArgs{"sources": sources, "to": to, "now": now})
	return all[ClosedTask](rows, err, "cannot close tasks about awards")
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// SetInvitationState moves one invitation. No reminder is due any more; of an open one the sweep works out the next.
func SetInvitationState(ctx context.Context, tx pgx.Tx, id hub.InvitationID, to hub.InvitationState) error {
	_, err := tx.Exec(ctx, `UPDATE invitation SET state = @to, next_reminder_at = NULL WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "to": to})
	if err != nil {
		return explain(err, "cannot change an invitation")
	}
	return nil
}

// StopInvitations moves every open invitation of a person, at one employer or at all where that is nil, and returns them.
func StopInvitations(ctx context.Context, tx pgx.Tx, person hub.PersonID, at *hub.EmployerID, to hub.InvitationState) ([]hub.Invitation, error) {
	rows, err := tx.Query(ctx, `
		UPDATE invitation SET state = @to, next_reminder_at = NULL
		WHERE person_id = @person AND state = 'OPEN' AND (@at::uuid IS NULL OR employer_id = @at)
		RETURNING id, campaign_id, employer_id, person_id, state, next_reminder_at`,
		pgx.StrictNamedArgs{"person": person, "at": at, "to": to})
	if err != nil {
		return nil, explain(err, "cannot stop invitations")
	}
	stopped, err := pgx.CollectRows(rows, pgx.RowToStructByName[hub.Invitation])
	if err != nil {
		return nil, explain(err, "cannot stop invitations")
	}
	return stopped, nil
}

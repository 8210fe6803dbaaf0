package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Refusals are how many messages of a campaign the mail server refused in a row, after it had taken one or without that.
type Refusals struct {
	Campaign hub.CampaignID
	Taken    bool
	InRow    int
}

// CountRefusals adds refusals to those before, and returns how many in a row there are now.
func CountRefusals(ctx context.Context, tx pgx.Tx, r Refusals) (int, error) {
	rows, err := tx.Query(ctx, `
		WITH counted AS (
			UPDATE campaign SET refusals_in_row = CASE WHEN @taken THEN 0 ELSE refusals_in_row END + @refused
			WHERE id = @id AND (@refused > 0 OR refusals_in_row > 0)
			RETURNING refusals_in_row)
		SELECT coalesce(max(refusals_in_row), 0) FROM counted`,
		pgx.StrictNamedArgs{"id": r.Campaign, "taken": r.Taken, "refused": r.InRow})
	return one[int](rows, err, "cannot count refusals")
}

// PauseRefused pauses a running campaign of which messages to more than one person were refused, and makes those that were
// refused for another reason than their address due again. It says whether it did.
func PauseRefused(ctx context.Context, tx pgx.Tx, id hub.CampaignID, why string) (bool, error) {
	rows, err := tx.Query(ctx, `
		WITH paused AS (
			UPDATE campaign SET state = 'PAUSED', paused_reason = @why, version = version + 1
			WHERE id = @id AND state = 'RUNNING' AND (
				SELECT count(DISTINCT person_id) > 1 FROM message
				WHERE campaign_id = @id AND (refused_by_policy OR state = 'DUE' AND attempts > 0 AND reason IS NOT NULL))
			RETURNING id
		), again AS (
			UPDATE message SET state = 'DUE', refused_by_policy = false, sent_at = NULL
			WHERE campaign_id IN (SELECT id FROM paused) AND state = 'REJECTED' AND refused_by_policy
			RETURNING id
		), unplanned AS (
			UPDATE invitation SET next_reminder_at = NULL
			WHERE state = 'OPEN' AND id IN (SELECT invitation_id FROM reminder WHERE message_id IN (SELECT id FROM again))
		)
		SELECT EXISTS (SELECT FROM paused)`,
		pgx.StrictNamedArgs{"id": id, "why": why})
	return one[bool](rows, err, "cannot pause a campaign")
}

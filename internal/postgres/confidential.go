package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// SetConfidentiality writes whether an employer is a confidential enquiry of the organisation that leads it. The records that were
// merged into it are too, and the words that only its name has are forgotten.
func SetConfidentiality(ctx context.Context, tx pgx.Tx, e hub.Employer) error {
	c, to := hub.Confidentiality{}, (*hub.OrganisationID)(nil)
	if e.Confidential != nil {
		c, to = *e.Confidential, &e.LeadOrganisation.ID
	}
	_, err := tx.Exec(ctx, `
		UPDATE employer SET confidential_to = @to, confidential_reason = CASE WHEN @to::uuid IS NOT NULL THEN @reason END,
			confidential_since = CASE WHEN @to::uuid IS NOT NULL THEN @since::timestamptz END, confidential_by = CASE WHEN @to::uuid IS NOT NULL THEN @by END,
			version = CASE WHEN id = @id THEN @version ELSE version END
		WHERE id = @id OR merged_into = @id`,
		pgx.StrictNamedArgs{"id": e.ID, "to": to, "reason": c.Reason, "since": c.Since, "by": c.By, "version": e.Version})
	if err == nil && to != nil {
		_, err = tx.Exec(ctx, `
			DELETE FROM search_word w USING employer e
			WHERE e.id = @id AND w.employers <= 1 AND w.word = ANY (tsvector_to_array(e.search))`, pgx.StrictNamedArgs{"id": e.ID})
	}
	if err != nil {
		return explain(err, "cannot change who may know of an employer")
	}
	return nil
}

// StopOthers ends the open invitations of a confidential enquiry that other organisations than the one that leads it sent, at the time
// of the enquiry, and cancels their messages that wait.
func StopOthers(ctx context.Context, tx pgx.Tx, e hub.Employer) error {
	for _, sql := range []string{
		`UPDATE invitation i SET state = 'CLOSED', settled_at = @now, next_reminder_at = NULL
		FROM campaign c WHERE c.id = i.campaign_id AND i.employer_id = @id AND i.state = 'OPEN' AND c.organisation_id <> @lead`,
		`UPDATE message m SET state = 'CANCELLED', reason = 'a confidential enquiry of another organisation'
		FROM campaign c WHERE c.id = m.campaign_id AND m.employer_id = @id AND m.state = 'DUE' AND c.organisation_id <> @lead`,
	} {
		args := pgx.NamedArgs{"id": e.ID, "lead": e.LeadOrganisation.ID, "now": e.Confidential.Since}
		if _, err := tx.Exec(ctx, sql, args); err != nil {
			return explain(err, "cannot stop what others sent")
		}
	}
	return nil
}

// SetHold writes until when nobody is prompted to contact an employer, and why.
func SetHold(ctx context.Context, tx pgx.Tx, e hub.Employer) error {
	args := pgx.StrictNamedArgs{"id": e.ID, "version": e.Version, "until": nil, "reason": nil, "note": nil, "since": nil, "by": nil}
	if h := e.Hold; h != nil {
		args["until"], args["reason"], args["note"], args["since"], args["by"] = h.Until, h.Reason, h.Note, h.Since, h.By
	}
	_, err := tx.Exec(ctx, `
		UPDATE employer SET hold_until = @until, hold_reason = @reason, hold_note = @note, hold_since = @since, hold_by = @by, version = @version
		WHERE id = @id`, args)
	if err != nil {
		return explain(err, "cannot put an employer on hold")
	}
	return nil
}

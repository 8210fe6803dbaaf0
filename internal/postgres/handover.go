package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// PersonWithEmail finds who at employer has an address, those with a role today first; nil where nobody has.
func PersonWithEmail(ctx context.Context, tx pgx.Tx, employer hub.EmployerID, email hub.EmailAddress, today hub.Date) (*hub.Known, error) {
	rows, err := tx.Query(ctx, `
		SELECT p.id, p.name, p.email_state,
			EXISTS (SELECT FROM objection o WHERE o.person_id = p.id AND o.topic IN ('ALL', 'DIAGNOSTICS')) AS objected,
			r.until IS NULL OR r.until >= @today AS has_role
		FROM person p JOIN person_role r ON r.person_id = p.id
		WHERE lower(p.email) = lower(@email) AND r.employer_id = @employer
		ORDER BY has_role DESC, p.id
		LIMIT 1`,
		pgx.StrictNamedArgs{"email": email, "employer": employer, "today": today})
	found, err := all[hub.Known](rows, err, "cannot look for a colleague")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// HandOvers counts how often an invitation changed hands.
func HandOvers(ctx context.Context, q Querier, id hub.InvitationID) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM invitation_handover WHERE invitation_id = @id`, pgx.StrictNamedArgs{"id": id})
	return one[int](rows, err, "cannot count hand-overs")
}

// HandOverInvitation gives an invitation to another person at now. What waits for the one before is cancelled; that one's links
// tell who has it.
func HandOverInvitation(ctx context.Context, tx pgx.Tx, id hub.InvitationID, from, to hub.PersonID, now time.Time) error {
	for _, sql := range []string{
		`UPDATE invitation SET person_id = @to, state = 'OPEN', settled_at = NULL, ` + noMessageDue + ` WHERE id = @id`,
		`INSERT INTO invitation_handover (invitation_id, from_person, to_person, handed_at) VALUES (@id, @from, @to, @now)`,
		`UPDATE message m SET state = 'CANCELLED', reason = 'handed over to a colleague'
		FROM reminder r WHERE r.message_id = m.id AND r.invitation_id = @id AND m.person_id = @from AND m.state = 'DUE'`,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.NamedArgs{"id": id, "from": from, "to": to, "now": now}); err != nil {
			return explain(err, "cannot hand a questionnaire over")
		}
	}
	return nil
}

// HandedOverTo says to whom a person gave an invitation last. Errors: NOT_FOUND.
func HandedOverTo(ctx context.Context, q Querier, id hub.InvitationID, from hub.PersonID) (hub.HandedOver, error) {
	rows, err := q.Query(ctx, `
		SELECT p.name AS to, h.handed_at AS at FROM invitation_handover h JOIN person p ON p.id = h.to_person
		WHERE h.invitation_id = @id AND h.from_person = @from ORDER BY h.id DESC LIMIT 1`,
		pgx.StrictNamedArgs{"id": id, "from": from})
	return exactlyOne[hub.HandedOver](rows, err, "hand-over")
}

// Preferences reads what a person refused and agreed to, as on a day. Errors: NOT_FOUND.
func Preferences(ctx context.Context, q Querier, id hub.PersonID, today hub.Date) (hub.Preferences, error) {
	rows, err := q.Query(ctx, `
		SELECT p.id AS person_id, p.name, ARRAY (SELECT o.topic FROM objection o WHERE o.person_id = p.id ORDER BY o.topic) AS refused,
			ARRAY (SELECT k.topic FROM consent k WHERE k.person_id = p.id AND k.withdrawn_on IS NULL ORDER BY k.topic) AS agreed,
			ARRAY (
				SELECT DISTINCT e.legal_form FROM person_role r JOIN employer e ON e.id = r.employer_id
				WHERE r.person_id = p.id AND (r.until IS NULL OR r.until >= @today) ORDER BY 1) AS legal_forms
		FROM person p WHERE p.id = @id`, pgx.StrictNamedArgs{"id": id, "today": today})
	return exactlyOne[hub.Preferences](rows, err, "person")
}

// DeleteObjection takes a person's objection back, and says false where there is none.
func DeleteObjection(ctx context.Context, tx pgx.Tx, person hub.PersonID, topic hub.Topic) (bool, error) {
	tag, err := tx.Exec(ctx, `DELETE FROM objection WHERE person_id = @person AND topic = @topic`,
		pgx.StrictNamedArgs{"person": person, "topic": topic})
	if err != nil {
		return false, explain(err, "cannot take an objection back")
	}
	return tag.RowsAffected() == 1, release(ctx, tx, person, topic)
}

package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InvitationMove is the state that invitations get, and when by the business clock.
type InvitationMove struct {
	To hub.InvitationState
	At time.Time
}

// settledAt is what a move writes into the column of that name.
const settledAt = `CASE WHEN @to <> 'OPEN' THEN @at::timestamptz END`

// noMessageDue is what every move writes: no reminder is due any more, and no first message where none was made.
const noMessageDue = `next_reminder_at = NULL, next_step = greatest(next_step, 1)`

// SetInvitationState moves one invitation. No message is due any more; of an open one the sweep works out the next reminder.
func SetInvitationState(ctx context.Context, tx pgx.Tx, id hub.InvitationID, move InvitationMove) error {
	_, err := tx.Exec(ctx, `UPDATE invitation SET state = @to, settled_at = `+settledAt+`, `+noMessageDue+` WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "to": move.To, "at": move.At})
	if err != nil {
		return explain(err, "cannot change an invitation")
	}
	return nil
}

// StopInvitations moves every open invitation of a person, at one employer or at all where that is nil, and returns them.
func StopInvitations(ctx context.Context, tx pgx.Tx, person hub.PersonID, employer *hub.EmployerID, move InvitationMove) ([]hub.Invitation, error) {
	rows, err := tx.Query(ctx, `
		UPDATE invitation SET state = @to, settled_at = `+settledAt+`, `+noMessageDue+`
		WHERE person_id = @person AND state = 'OPEN' AND (@employer::uuid IS NULL OR employer_id = @employer)
		RETURNING id, campaign_id, employer_id, person_id, state, next_reminder_at`,
		pgx.StrictNamedArgs{"person": person, "employer": employer, "to": move.To, "at": move.At})
	if err != nil {
		return nil, explain(err, "cannot stop invitations")
	}
	stopped, err := pgx.CollectRows(rows, pgx.RowToStructByName[hub.Invitation])
	if err != nil {
		return nil, explain(err, "cannot stop invitations")
	}
	return stopped, nil
}

// sameAsked says that two campaigns of one organisation ask the same questionnaire, in whichever version.
func sameAsked(a, b string) string {
	of := func(c string) string {
		return `(SELECT questionnaire_id FROM questionnaire_version WHERE id = ` + c + `.questionnaire_version_id)`
	}
	return a + `.organisation_id = ` + b + `.organisation_id AND ` + of(a) + ` = ` + of(b)
}

// EndOtherInvitations moves the open invitations of an employer to what was asked by another invitation of it, and returns them. It
// leaves out those that another transaction is at: what sends their messages looks again.
func EndOtherInvitations(ctx context.Context, tx pgx.Tx, id hub.InvitationID, move InvitationMove) ([]hub.Invitation, error) {
	rows, err := tx.Query(ctx, `
		WITH other AS (
			SELECT o.id FROM invitation i
			JOIN campaign c ON c.id = i.campaign_id
			JOIN invitation o ON o.employer_id = i.employer_id
			JOIN campaign oc ON oc.id = o.campaign_id
			WHERE i.id = @id AND o.id <> i.id AND o.state = 'OPEN' AND `+sameAsked("oc", "c")+`
			ORDER BY o.id
			FOR NO KEY UPDATE OF o SKIP LOCKED)
		UPDATE invitation i SET state = @to, settled_at = `+settledAt+`, `+noMessageDue+` FROM other WHERE i.id = other.id
		RETURNING i.id, i.campaign_id, i.employer_id, i.person_id, i.state, i.next_reminder_at`,
		pgx.StrictNamedArgs{"id": id, "to": move.To, "at": move.At})
	return all[hub.Invitation](rows, err, "cannot end invitations")
}

// MarketingInvitation is an open one to marketing.
type MarketingInvitation struct {
	ID         hub.InvitationID
	EmployerID hub.EmployerID
	LegalForm  hub.LegalForm
}

// MarketingInvitations reads those of a person, and keeps others from changing them until tx ends.
func MarketingInvitations(ctx context.Context, tx pgx.Tx, person hub.PersonID) ([]MarketingInvitation, error) {
	rows, err := tx.Query(ctx, `
		SELECT i.id, i.employer_id, e.legal_form
		FROM invitation i JOIN campaign c ON c.id = i.campaign_id JOIN employer e ON e.id = i.employer_id
		WHERE i.person_id = @person AND i.state = 'OPEN' AND c.kind = 'MARKETING'
		ORDER BY i.id
		FOR NO KEY UPDATE OF i`, pgx.StrictNamedArgs{"person": person})
	return all[MarketingInvitation](rows, err, "cannot read invitations to marketing")
}

// invitations reads those whose campaign viewer may see.
const invitations = `
	SELECT i.id, i.campaign_id, i.employer_id, i.person_id, i.state, CASE WHEN i.next_step > 0 THEN i.next_reminder_at END AS next_reminder_at
	FROM invitation i JOIN campaign c ON c.id = i.campaign_id
	WHERE ` + campaignVisible

// InvitationQuery asks for a page of the invitations of one campaign or, where Campaign is nil, of one employer.
type InvitationQuery struct {
	Campaign *hub.CampaignID
	Employer *hub.EmployerID
	// StateIn is empty for any.
	StateIn []hub.InvitationState
	Page    hub.Page
}

func (ask InvitationQuery) where(viewer hub.Actor) (where string, args pgx.StrictNamedArgs) {
	args = pgx.StrictNamedArgs{"viewer": viewer.OrganisationID}
	if ask.Campaign != nil {
		args["of"] = *ask.Campaign
		where = ` AND i.campaign_id = @of`
	} else {
		args["of"] = *ask.Employer
		where = ` AND i.employer_id = @of`
	}
	if len(ask.StateIn) > 0 {
		args["states"] = ask.StateIn
		where += ` AND i.state = ANY (@states)`
	}
	return where + ` AND ` + Viewer{Actor: viewer}.sight(args).employerOf(`i.employer_id`), args
}

// Invitations reads a page of those that viewer may see, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Invitations(ctx context.Context, q Querier, viewer hub.Actor, ask InvitationQuery) (hub.List[hub.Invitation], error) {
	const name = "invitations"
	where, args := ask.where(viewer)
	args["limit"] = ask.Page.First + 1
	after, err := latestAfter(name, "i.id", ask.Page, args)
	if err != nil {
		return hub.List[hub.Invitation]{}, err
	}
	rows, err := q.Query(ctx, invitations+where+after+` ORDER BY i.id DESC LIMIT @limit`, args)
	return listOf(rows, err, ask.Page, name, func(i hub.Invitation) (hub.Invitation, hub.Cursor) {
		return i, hub.Cursor{List: name, ID: i.ID.UUID}
	})
}

// CountInvitations counts those that viewer may see.
func CountInvitations(ctx context.Context, q Querier, viewer hub.Actor, ask InvitationQuery) (int, error) {
	where, args := ask.where(viewer)
	rows, err := q.Query(ctx, `SELECT count(*) FROM invitation i JOIN campaign c ON c.id = i.campaign_id WHERE `+campaignVisible+where, args)
	return one[int](rows, err, "cannot count invitations")
}

// InvitationsByID reads those of ids that viewer may see.
func InvitationsByID(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.InvitationID) ([]hub.Invitation, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "ids": ids}
	rows, err := q.Query(ctx, invitations+` AND i.id = ANY (@ids) AND `+Viewer{Actor: viewer}.sight(args).employerOf(`i.employer_id`)+` ORDER BY i.id`, args)
	return all[hub.Invitation](rows, err, "cannot read invitations")
}

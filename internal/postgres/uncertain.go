package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

func messageWhere(viewer hub.Actor, f hub.MessageFilter) (where string, args pgx.StrictNamedArgs) {
	args = pgx.StrictNamedArgs{"viewer": viewer.OrganisationID}
	if f.CampaignID != nil {
		where, args["campaign"] = where+` AND m.campaign_id = @campaign`, *f.CampaignID
	}
	if len(f.StateIn) > 0 {
		where, args["states"] = where+` AND m.state = ANY (@states)`, f.StateIn
	}
	if f.Unsettled {
		where += ` AND m.settled_at IS NULL`
	}
	return where + ` AND ` + Viewer{Actor: viewer}.sight(args).employerOf(`m.employer_id`), args
}

// Messages reads a page of those that viewer may see, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Messages(ctx context.Context, q Querier, viewer hub.Actor, f hub.MessageFilter, page hub.Page) (hub.List[hub.Message], error) {
	const name = "messages"
	where, args := messageWhere(viewer, f)
	args["limit"], args["personal"] = page.First+1, viewer.SeesPersonalData()
	after, err := latestAfter(name, "m.id", page, args)
	if err != nil {
		return hub.List[hub.Message]{}, err
	}
	rows, err := q.Query(ctx, messages+where+after+` ORDER BY m.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(m hub.Message) (hub.Message, hub.Cursor) {
		return m, hub.Cursor{List: name, ID: m.ID.UUID}
	})
}

// CountMessages counts those that viewer may see.
func CountMessages(ctx context.Context, q Querier, viewer hub.Actor, f hub.MessageFilter) (int, error) {
	where, args := messageWhere(viewer, f)
	rows, err := q.Query(ctx, `SELECT count(*) FROM `+messageAbout+` WHERE `+messageVisible+where, args)
	return one[int](rows, err, "cannot count messages")
}

// Unsettled is a message that somebody decides about, with what an answer to it would need.
type Unsettled struct {
	ID              hub.MessageID
	State           hub.MessageState
	SettledAt       *time.Time
	Step            int
	InvitationID    hub.InvitationID
	InvitationState hub.InvitationState
	EmployerID      hub.EmployerID
	PersonID        hub.PersonID
	CampaignID      hub.CampaignID
	CampaignState   hub.CampaignState
	SendWindow      hub.SendWindow
	ClosesOn        hub.Date
}

// LockMessage reads one that viewer may see, and keeps others from changing it and its invitation until tx ends. Errors:
// NOT_FOUND.
func LockMessage(ctx context.Context, tx pgx.Tx, viewer hub.Actor, id hub.MessageID) (Unsettled, error) {
	args := pgx.StrictNamedArgs{"id": id, "viewer": viewer.OrganisationID}
	rows, err := tx.Query(ctx, `
		SELECT m.id, m.state, m.settled_at, r.step, i.id AS invitation_id, i.state AS invitation_state, i.employer_id, m.person_id,
			c.id AS campaign_id, c.state AS campaign_state, c.send_window, c.closes_on
		FROM message m
		JOIN reminder r ON r.message_id = m.id
		JOIN invitation i ON i.id = r.invitation_id
		JOIN campaign c ON c.id = i.campaign_id
		WHERE m.id = @id AND `+campaignVisible+` AND `+Viewer{Actor: viewer}.sight(args).employerOf(`i.employer_id`)+`
		FOR NO KEY UPDATE OF m, i`, args)
	return exactlyOne[Unsettled](rows, err, "message")
}

// UnsettledService is a message about a meeting, an award or requests that somebody decides about.
type UnsettledService struct {
	ID         hub.MessageID
	State      hub.MessageState
	SettledAt  *time.Time
	EmployerID hub.EmployerID
	// Meeting says that it is about a meeting, Requests that it tells of requests; else it is about an award.
	Meeting, Requests bool
}

// LockServiceMessage reads one that viewer may see, and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func LockServiceMessage(ctx context.Context, tx pgx.Tx, viewer hub.Actor, id hub.MessageID) (UnsettledService, error) {
	args := pgx.StrictNamedArgs{"id": id, "viewer": viewer.OrganisationID}
	rows, err := tx.Query(ctx, `
		SELECT m.id, m.state, m.settled_at, m.employer_id, g.id IS NOT NULL AS meeting, q.id IS NOT NULL AS requests FROM `+messageAbout+`
		WHERE m.id = @id AND c.id IS NULL AND `+messageVisible+` AND `+Viewer{Actor: viewer}.sight(args).employerOf(`m.employer_id`)+`
		FOR NO KEY UPDATE OF m`, args)
	return exactlyOne[UnsettledService](rows, err, "message")
}

// ServiceMessageObstacle says what would keep a message about a meeting, an award or requests from being said again at now; empty where nothing does.
func ServiceMessageObstacle(ctx context.Context, tx pgx.Tx, m UnsettledService, now time.Time) (string, error) {
	args := pgx.StrictNamedArgs{"id": m.ID, "today": hub.DateOf(now)}
	if m.Meeting {
		rows, err := tx.Query(ctx, outgoingMeetings+` WHERE m.id = @id`, args)
		o, err := exactlyOne[hub.OutgoingMeeting](rows, err, "message")
		why, _ := o.Obstacle(now)
		return why, err
	}
	if m.Requests {
		rows, err := tx.Query(ctx, outgoingRequests+` AND m.id = @id`, args)
		o, err := exactlyOne[hub.OutgoingRequests](rows, err, "message")
		if err == nil {
			err = readOpenRequests(ctx, tx, &o, hub.DateOf(now))
		}
		why, _ := o.Obstacle(hub.DateOf(now))
		return why, err
	}
	args["rule"] = hub.RuleAccreditationExpiry
	rows, err := tx.Query(ctx, outgoingAwards+` WHERE m.id = @id`, args)
	o, err := exactlyOne[hub.OutgoingAward](rows, err, "message")
	why, _ := o.Obstacle(now)
	return why, err
}

// InsertServiceResend adds a message that says again, from due on, what another about a meeting, an award or requests said. Its reminders name that
// other, so there is one at most.
func InsertServiceResend(ctx context.Context, tx pgx.Tx, of, id hub.MessageID, due time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO message (id, person_id, employer_id, send_window, due_at, not_after, resend_of)
		SELECT @message, person_id, employer_id, send_window, @due, not_after, id FROM message WHERE id = @of`,
		pgx.StrictNamedArgs{"of": of, "message": id, "due": due})
	if err != nil {
		return explain(err, "cannot add a message")
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO reminder (id, rule, subject_id, occurrence, step, person_id, message_id, meeting_invitee_id, again_of)
		SELECT gen_random_uuid(), rule, subject_id, occurrence, step, person_id, @message, meeting_invitee_id, message_id FROM reminder WHERE message_id = @of`,
		pgx.StrictNamedArgs{"of": of, "message": id})
	if err != nil {
		return explain(err, "cannot add a reminder")
	}
	return nil
}

// SettleUncertain notes that a message that tx has locked was decided about at now, and by whom; nil for a token.
func SettleUncertain(ctx context.Context, tx pgx.Tx, id hub.MessageID, by *hub.UserID, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE message SET settled_at = @now, settled_by = @by WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "by": by, "now": now})
	if err != nil {
		return explain(err, "cannot settle a message")
	}
	return nil
}

// InsertResend adds a message that says again what another said. Its reminder's occurrence is that other, so there is one at most.
func InsertResend(ctx context.Context, tx pgx.Tx, r hub.Reminder, of hub.MessageID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO message (id, person_id, employer_id, campaign_id, send_window, due_at, not_after, resend_of)
		VALUES (@message, @person, @employer, @campaign, @window, @due, @not_after, @of)`,
		pgx.StrictNamedArgs{
			"message": r.MessageID, "person": r.PersonID, "employer": r.EmployerID, "campaign": r.CampaignID, "window": r.Window,
			"due": r.Due, "not_after": r.NotAfter, "of": of,
		})
	if err != nil {
		return explain(err, "cannot add a message")
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO reminder (id, rule, subject_id, invitation_id, occurrence, step, person_id, message_id)
		VALUES (@id, @rule, @subject, @invitation, @occurrence, @step, @person, @message)`,
		pgx.StrictNamedArgs{
			"id": r.ID, "rule": r.Rule, "subject": r.EmployerID, "invitation": r.InvitationID, "occurrence": of.String(), "step": r.Step,
			"person": r.PersonID, "message": r.MessageID,
		})
	if err != nil {
		return explain(err, "cannot add a reminder")
	}
	return nil
}

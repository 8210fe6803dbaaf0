package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// MeetingsToRemindOf finds meetings that begin between now and until and for which somebody may have to be reminded.
func MeetingsToRemindOf(ctx context.Context, q Querier, now, until time.Time) ([]hub.MeetingID, error) {
	rows, err := q.Query(ctx, `SELECT id FROM meeting WHERE cancelled_at IS NULL AND starts_at > @now AND starts_at <= @until ORDER BY starts_at, id`,
		pgx.StrictNamedArgs{"now": now, "until": until})
	return column[hub.MeetingID](rows, err, "cannot find meetings to remind of")
}

// ToRemind is an invitee of whom it is to be seen whether a reminder is due.
type ToRemind struct {
	InviteeID  hub.InviteeID
	EmployerID hub.EmployerID
	PersonID   hub.PersonID
	Reply      *hub.MeetingReply
	ToldAt     time.Time
}

// InviteesToRemind reads those of a meeting who have not replied or who come.
func InviteesToRemind(ctx context.Context, tx pgx.Tx, meeting hub.MeetingID) ([]ToRemind, error) {
	rows, err := tx.Query(ctx, `
		SELECT id AS invitee_id, employer_id, person_id, reply, told_at FROM meeting_invitee
		WHERE meeting_id = @meeting AND withdrawn_at IS NULL AND (reply IS NULL OR reply = 'YES') ORDER BY id`,
		pgx.StrictNamedArgs{"meeting": meeting})
	return all[ToRemind](rows, err, "cannot read whom to remind of a meeting")
}

// InviteesToTell reads those of a meeting whom a change or a cancellation concerns; each message looks again whether they were told of it.
func InviteesToTell(ctx context.Context, tx pgx.Tx, meeting hub.MeetingID, attended bool) ([]ToRemind, error) {
	rows, err := tx.Query(ctx, `
		SELECT id AS invitee_id, employer_id, person_id, reply, told_at FROM meeting_invitee
		WHERE meeting_id = @meeting AND withdrawn_at IS NULL AND (attended OR NOT @attended) ORDER BY id`,
		pgx.StrictNamedArgs{"meeting": meeting, "attended": attended})
	return all[ToRemind](rows, err, "cannot read whom to tell of a meeting")
}

// InsertAboutMeetings adds what invitees should hear, each with the message that carries it, and says how many there are that were not there
// before.
func InsertAboutMeetings(ctx context.Context, tx pgx.Tx, about []hub.AboutMeeting) (int, error) {
	added := 0
	for _, a := range about {
		tag, err := tx.Exec(ctx, `
			WITH message AS (
				INSERT INTO message (id, person_id, employer_id, send_window, due_at, not_after)
				SELECT @message, @person, @employer, @window, @due, @not_after
				WHERE NOT EXISTS (
					SELECT FROM reminder WHERE rule = @rule AND subject_id = @invitee AND occurrence = @occurrence AND step = @step AND person_id = @person AND user_id IS NULL)
				RETURNING id)
			INSERT INTO reminder (id, rule, subject_id, occurrence, step, person_id, message_id, meeting_invitee_id)
			SELECT @id, @rule, @invitee, @occurrence, @step, @person, message.id, @invitee FROM message`,
			pgx.StrictNamedArgs{
				"id": hub.NewReminderID(), "message": hub.NewMessageID(), "person": a.PersonID, "employer": a.EmployerID, "window": a.Window, "due": a.Due,
				"not_after": a.NotAfter, "rule": a.Rule, "invitee": a.InviteeID, "occurrence": a.Occurrence, "step": a.Step,
			})
		if err != nil {
			return added, explain(err, "cannot add a message about a meeting")
		}
		added += int(tag.RowsAffected())
	}
	return added, nil
}

// outgoingMeetings reads what decides about messages about meetings, and what they say.
var outgoingMeetings = `
	SELECT m.id, m.not_after, m.attempts, r.rule, r.step, r.occurrence, p.id AS person_id, p.name AS person_name, p.email, p.email_state,
		EXISTS (SELECT FROM objection o WHERE o.person_id = p.id AND o.topic IN ('ALL', 'NETWORK')) AS objected,
		` + suppressedFor("p", hub.TopicNetwork) + ` AS suppressed,
		EXISTS (
			SELECT FROM person_role pr
			WHERE pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)) AS has_role,
		e.id AS employer_id, e.name AS employer_name, e.status AS employer_status, CASE WHEN e.hold_until > @today THEN e.hold_until END AS held_until,
		i.id AS invitee_id, i.reply, i.withdrawn_at IS NOT NULL AS withdrawn, i.attended,
		(SELECT sp.name FROM meeting_invitee si JOIN person sp ON sp.id = si.person_id WHERE si.id = i.stands_in_for) AS stands_in_for,
		EXISTS (
			SELECT FROM reminder tr JOIN message tm ON tm.id = tr.message_id
			WHERE tr.meeting_invitee_id = i.id AND tm.id <> m.id AND tm.state NOT IN ('DUE', 'CLAIMED', 'CANCELLED', 'REJECTED')) AS told,
		g.id AS meeting_id, g.title, g.agenda, g.place, g.link, g.starts_at, g.ends_at, g.cancel_reason, g.sequence, g.timed_as, g.follow_up,
		n.name AS network_name, o.name AS organisation_name, u.name AS organiser_name, u.email AS organiser_email, u.phone AS organiser_phone
	FROM message m
	JOIN reminder r ON r.message_id = m.id
	JOIN meeting_invitee i ON i.id = r.meeting_invitee_id
	JOIN meeting g ON g.id = i.meeting_id
	JOIN network n ON n.id = g.network_id
	JOIN employer e ON e.id = i.employer_id
	JOIN person p ON p.id = m.person_id
	JOIN organisation o ON o.id = g.organisation_id
	LEFT JOIN hub_user u ON u.id = g.user_id`

// ClaimedMeetings reads those of some messages that are about meetings and still claimed under lease, and keeps others from changing them and their
// meetings until tx ends. Who changes an invitee has the meeting.
func ClaimedMeetings(ctx context.Context, tx pgx.Tx, lease uuid.UUID, of []hub.MessageID, today hub.Date) ([]hub.OutgoingMeeting, error) {
	rows, err := tx.Query(ctx, outgoingMeetings+`
		WHERE m.id = ANY(@of) AND m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now()
		ORDER BY m.id
		FOR NO KEY UPDATE OF m FOR SHARE OF g`,
		pgx.StrictNamedArgs{"lease": lease, "of": of, "today": today})
	return all[hub.OutgoingMeeting](rows, err, "cannot read claimed messages about meetings")
}

// NeedlessAboutMeetings reads up to most messages about meetings that wait though they are out of date at now or their meeting was called
// off, and keeps others from changing them until tx ends.
func NeedlessAboutMeetings(ctx context.Context, tx pgx.Tx, now time.Time, most int) ([]hub.OutgoingMeeting, error) {
	rows, err := tx.Query(ctx, outgoingMeetings+`
		WHERE m.state = 'DUE' AND (m.not_after <= @now OR g.cancelled_at IS NOT NULL AND r.rule <> 'meeting.cancellation')
		ORDER BY m.id
		LIMIT @most
		FOR NO KEY UPDATE OF m SKIP LOCKED`,
		pgx.StrictNamedArgs{"now": now, "most": most, "today": hub.DateOf(now)})
	return all[hub.OutgoingMeeting](rows, err, "cannot read messages about meetings that are not needed")
}

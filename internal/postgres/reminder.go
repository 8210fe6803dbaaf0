package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertReminders adds reminders, each with the message that carries it.
func InsertReminders(ctx context.Context, tx pgx.Tx, reminders []hub.Reminder) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"message"},
		[]string{"id", "person_id", "employer_id", "campaign_id", "send_window", "due_at", "not_after"},
		pgx.CopyFromSlice(len(reminders), func(n int) ([]any, error) {
			r := reminders[n]
			return []any{r.MessageID.UUID, r.PersonID.UUID, r.EmployerID.UUID, r.CampaignID.UUID, r.Window, r.Due, r.NotAfter}, nil
		}))
	if err != nil {
		return explain(err, "cannot add messages")
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"reminder"},
		[]string{"id", "rule", "subject_id", "invitation_id", "occurrence", "step", "person_id", "message_id"},
		pgx.CopyFromSlice(len(reminders), func(n int) ([]any, error) {
			r := reminders[n]
			return []any{
				r.ID.UUID, r.Rule, r.EmployerID.UUID, r.InvitationID.UUID, r.InvitationID.String(), r.Step, r.PersonID.UUID, r.MessageID.UUID,
			}, nil
		}))
	if err != nil {
		return explain(err, "cannot add reminders")
	}
	return nil
}

// ReminderSubject is an open invitation that wants a message, with what decides when.
type ReminderSubject struct {
	hub.Invitation
	// NextStep is 0 where the first message is still to be made.
	NextStep     int
	ClosesOn     hub.Date
	SendWindow   hub.SendWindow
	ReminderPlan hub.ReminderPlan
	// LastSentAt is when the latest message about it went out; nil where none did, and for one that is due.
	LastSentAt *time.Time
	// WaitsUntil is when a message about it that has not gone out is due; nil where there is none, and for one that is due.
	WaitsUntil *time.Time
	// LookAt is written only: from when a sweep looks whether a reminder can be planned that is not; nil is never.
	LookAt *time.Time
	// Heard says that the next step's message is there already; false for one that is not due.
	Heard bool
}

// UnplannedInvitations finds up to most open invitations that wait for a next reminder without knowing when: those among some, or
// where of is nil those that are to be looked at by now. They stay locked until tx ends; those that are locked are left out.
func UnplannedInvitations(ctx context.Context, tx pgx.Tx, of []hub.InvitationID, now time.Time, most int) ([]ReminderSubject, error) {
	args, among := pgx.StrictNamedArgs{"most": most}, "i.id = ANY(@of)"
	if of != nil {
		args["of"] = of
	} else {
		args["now"], among = now, "i.plan_at <= @now"
	}
	rows, err := tx.Query(ctx, `
		SELECT i.id, i.campaign_id, i.employer_id, i.person_id, i.state, i.next_reminder_at, i.next_step,
			c.closes_on, c.send_window, c.reminder_plan, said.last_sent_at, said.waits_until, NULL::timestamptz AS look_at, false AS heard
		FROM (
			SELECT * FROM invitation i
			WHERE i.state = 'OPEN' AND i.next_reminder_at IS NULL AND i.next_step > 0 AND `+among+`
			ORDER BY i.plan_at, i.id
			LIMIT @most
			FOR NO KEY UPDATE SKIP LOCKED) i
		JOIN campaign c ON c.id = i.campaign_id
		CROSS JOIN LATERAL (
			SELECT max(m.sent_at) FILTER (WHERE m.state NOT IN ('DUE', 'CLAIMED', 'HANDED_OVER')) AS last_sent_at,
				max(m.due_at) FILTER (WHERE m.state IN ('DUE', 'CLAIMED', 'HANDED_OVER')) AS waits_until
			FROM reminder r JOIN message m ON m.id = r.message_id
			WHERE r.invitation_id = i.id) said
		ORDER BY i.plan_at, i.id`,
		args)
	return all[ReminderSubject](rows, err, "cannot find invitations to plan for")
}

// DueInvitations finds up to most invitations whose next message, the first or a reminder, is to be made at now. They stay locked
// until tx ends; those that are locked are left out.
func DueInvitations(ctx context.Context, tx pgx.Tx, now time.Time, most int) ([]ReminderSubject, error) {
	// They are chosen before anything is looked up about them: a large campaign has very many.
	rows, err := tx.Query(ctx, `
		SELECT i.id, i.campaign_id, i.employer_id, i.person_id, i.state, i.next_reminder_at, i.next_step,
			c.closes_on, c.send_window, c.reminder_plan, NULL::timestamptz AS last_sent_at, NULL::timestamptz AS waits_until, NULL::timestamptz AS look_at,
			-- OFFSET 0 keeps PostgreSQL from looking among all reminders of that step.
			CASE WHEN i.next_step > 0 THEN EXISTS (
				SELECT FROM (SELECT r.rule, r.step, r.person_id FROM reminder r WHERE r.invitation_id = i.id OFFSET 0) r
				WHERE r.rule = 'diagnostic.reminder' AND r.step = i.next_step AND r.person_id = i.person_id) ELSE false END AS heard
		FROM (
			SELECT * FROM invitation i
			WHERE i.state = 'OPEN' AND i.next_reminder_at <= @now
				AND (SELECT c.state = 'RUNNING' FROM campaign c WHERE c.id = i.campaign_id)
			ORDER BY i.next_reminder_at, i.id
			LIMIT @most
			FOR NO KEY UPDATE SKIP LOCKED) i
		JOIN campaign c ON c.id = i.campaign_id
		ORDER BY i.next_reminder_at, i.id`,
		pgx.StrictNamedArgs{"now": now, "most": most})
	return all[ReminderSubject](rows, err, "cannot find reminders that are due")
}

// SetNextReminders writes when the next reminder of each invitation is due, and which step it is, or else when it is looked at again.
func SetNextReminders(ctx context.Context, tx pgx.Tx, planned []ReminderSubject) error {
	var of []hub.InvitationID
	var steps []int
	var due, look []*time.Time
	for _, p := range planned {
		of = append(of, p.ID)
		steps = append(steps, p.NextStep)
		due = append(due, p.NextReminderAt)
		look = append(look, p.LookAt)
	}
	_, err := tx.Exec(ctx, `
		UPDATE invitation i SET next_step = p.step, next_reminder_at = p.due, plan_at = coalesce(p.look, 'infinity')
		FROM unnest(@of::uuid[], @steps::int[], @due::timestamptz[], @look::timestamptz[]) AS p (id, step, due, look)
		WHERE i.id = p.id`,
		pgx.StrictNamedArgs{"of": of, "steps": steps, "due": due, "look": look})
	if err != nil {
		return explain(err, "cannot plan reminders")
	}
	return nil
}

// ComingReminders lists what is to be sent next by when it is due, at most most.
func ComingReminders(ctx context.Context, q Querier, most int) ([]hub.ComingReminder, error) {
	rows, err := q.Query(ctx, `
		SELECT e.name AS employer_name, p.name AS person_name, next.due, next.send_window AS window, next.waiting
		FROM (
			SELECT i.id, i.employer_id, i.person_id, i.next_reminder_at AS due, c.send_window, false AS waiting
			FROM invitation i JOIN campaign c ON c.id = i.campaign_id
			WHERE i.state = 'OPEN' AND i.next_reminder_at IS NOT NULL
			UNION ALL
			SELECT m.id, m.employer_id, m.person_id, m.due_at, m.send_window, true FROM message m WHERE m.state = 'DUE') next
		JOIN employer e ON e.id = next.employer_id
		JOIN person p ON p.id = next.person_id
		ORDER BY next.due, next.id
		LIMIT @most`,
		pgx.StrictNamedArgs{"most": most})
	return all[hub.ComingReminder](rows, err, "cannot read what is to be sent next")
}

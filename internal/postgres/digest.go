package postgres

import (
	"context"
	"slices"
	"strconv"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const digestReader = `u.id AS user_id, u.name, u.email, u.disabled_at IS NOT NULL AS ended, s.digest AS rhythm, s.digest_day AS day, s.digest_next_at AS next_at`

// digestDue says that a digest of settings s is to be looked at: its time has come, or it was never planned. One that is planned
// for a day far off was planned before a development hub's clock was moved back.
const digestDue = `s.digest <> 'NONE' AND (s.digest_next_at IS NULL OR s.digest_next_at <= @now OR s.digest_next_at > @now::timestamptz + interval '21 days')`

// DueDigests lists whose digests are to be looked at now.
func DueDigests(ctx context.Context, q Querier, now time.Time) ([]hub.UserID, error) {
	rows, err := q.Query(ctx, `
		SELECT s.user_id FROM user_setting s JOIN hub_user u ON u.id = s.user_id
		WHERE `+digestDue+` AND u.disabled_at IS NULL
		ORDER BY s.digest_next_at, s.user_id`, pgx.StrictNamedArgs{"now": now})
	return column[hub.UserID](rows, err, "cannot find digests that are due")
}

// DueDigest reads who wants the digest of a user, and keeps others from planning it until tx ends; nil where it is not to be looked at
// any more, or somebody else is at it.
func DueDigest(ctx context.Context, tx pgx.Tx, id hub.UserID, now time.Time) (*hub.DigestReader, error) {
	rows, err := tx.Query(ctx, `
		SELECT `+digestReader+` FROM user_setting s JOIN hub_user u ON u.id = s.user_id
		WHERE s.user_id = @id AND `+digestDue+` AND u.disabled_at IS NULL
		FOR NO KEY UPDATE OF s SKIP LOCKED`, pgx.StrictNamedArgs{"id": id, "now": now})
	found, err := all[hub.DigestReader](rows, err, "cannot read whose digest is due")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// SetNextDigest writes when the digest of a user is due next.
func SetNextDigest(ctx context.Context, tx pgx.Tx, id hub.UserID, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE user_setting SET digest_next_at = @at WHERE user_id = @id`, pgx.StrictNamedArgs{"id": id, "at": at})
	if err != nil {
		return explain(err, "cannot plan a digest")
	}
	return nil
}

// InsertDigest adds the message of a user's digest.
func InsertDigest(ctx context.Context, tx pgx.Tx, id hub.MessageID, to hub.UserID, due, notAfter time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO message (id, user_id, send_window, due_at, not_after) VALUES (@id, @to, @window, @due, @not_after)`,
		pgx.StrictNamedArgs{"id": id, "to": to, "window": hub.WindowOperational, "due": due, "not_after": notAfter})
	if err != nil {
		return explain(err, "cannot add a digest")
	}
	return nil
}

// unsent are the states of messages that nobody got and nobody will get: what they told of may be told again.
const unsent = `('CANCELLED', 'REJECTED')`

// unheard says that no message but @message has told or may have told user @me of something; subject, occurrence and step
// are expressions.
func unheard(rule hub.ReminderRule, subject, occurrence, step string) string {
	return `NOT EXISTS (
		SELECT FROM reminder h JOIN message hm ON hm.id = h.message_id
		WHERE h.rule = '` + string(rule) + `' AND h.subject_id = ` + subject + ` AND h.occurrence = (` + occurrence + `)::text AND h.step = ` + step + `
			AND h.person_id IS NULL AND h.user_id = @me AND hm.id <> @message AND hm.state NOT IN ` + unsent + `)`
}

// DigestHeard says that a user has had the digest of a day, or may have.
func DigestHeard(ctx context.Context, q Querier, to hub.UserID, day hub.Date) (bool, error) {
	rows, err := q.Query(ctx, `SELECT NOT `+unheard(hub.RuleDigest, `@me`, `@day::date`, `0`),
		pgx.StrictNamedArgs{"me": to, "day": day, "message": hub.MessageID{}})
	return one[bool](rows, err, "cannot look for a digest")
}

// SetDigestReminders makes a digest carry these reminders and no others. What another message carries that was sent, or may have
// been, stays with that one.
func SetDigestReminders(ctx context.Context, tx pgx.Tx, message hub.MessageID, to hub.UserID, reminders []hub.UserReminder) error {
	var ids, subjects []uuid.UUID
	var rules, occurrences []string
	var steps []int
	for _, r := range reminders {
		ids = append(ids, r.ID.UUID)
		rules = append(rules, string(r.Rule))
		subjects = append(subjects, r.SubjectID)
		occurrences = append(occurrences, r.Occurrence)
		steps = append(steps, r.Step)
	}
	_, err := tx.Exec(ctx, `
		WITH wanted AS (
			SELECT * FROM unnest(@ids::uuid[], @rules::text[], @subjects::uuid[], @occurrences::text[], @steps::int[]) AS w (id, rule, subject_id, occurrence, step)
		), gone AS (
			DELETE FROM reminder r
			WHERE r.message_id = @message AND NOT EXISTS (
				SELECT FROM wanted w WHERE (w.rule, w.subject_id, w.occurrence, w.step) = (r.rule, r.subject_id, r.occurrence, r.step))
		)
		INSERT INTO reminder (id, rule, subject_id, occurrence, step, user_id, message_id)
		SELECT w.id, w.rule, w.subject_id, w.occurrence, w.step, @to, @message FROM wanted w
		ON CONFLICT ON CONSTRAINT reminder_once DO UPDATE SET message_id = EXCLUDED.message_id
		WHERE (SELECT m.state FROM message m WHERE m.id = reminder.message_id) IN `+unsent,
		pgx.StrictNamedArgs{
			"message": message, "to": to, "ids": ids, "rules": rules, "subjects": subjects, "occurrences": occurrences, "steps": steps,
		})
	if err != nil {
		return explain(err, "cannot write what a digest tells")
	}
	return nil
}

const outgoingDigests = `
	SELECT m.id, m.not_after, m.attempts,
		ROW (u.id, u.name, u.email, u.disabled_at IS NOT NULL, s.digest, s.digest_day, s.digest_next_at) AS reader
	FROM message m JOIN hub_user u ON u.id = m.user_id JOIN user_setting s ON s.user_id = u.id`

// ClaimedDigests reads those of some messages that are digests and still claimed under lease, and keeps others from changing them
// until tx ends.
func ClaimedDigests(ctx context.Context, tx pgx.Tx, lease uuid.UUID, of []hub.MessageID) ([]hub.OutgoingDigest, error) {
	rows, err := tx.Query(ctx, outgoingDigests+`
		WHERE m.id = ANY(@of) AND m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now()
		ORDER BY m.id
		FOR NO KEY UPDATE OF m`,
		pgx.StrictNamedArgs{"lease": lease, "of": of})
	return all[hub.OutgoingDigest](rows, err, "cannot read claimed digests")
}

// CancelOldDigests ends those, and messages about awards, that wait though they are out of date at now, and says how many.
func CancelOldDigests(ctx context.Context, tx pgx.Tx, now time.Time) (int, error) {
	tag, err := tx.Exec(ctx, `
		UPDATE message SET state = 'CANCELLED', reason = 'out of date'
		WHERE id IN (
			SELECT m.id FROM message m
			WHERE m.state = 'DUE' AND m.due_at <= @now AND m.campaign_id IS NULL AND m.not_after <= @now
			ORDER BY m.id FOR NO KEY UPDATE SKIP LOCKED)`,
		pgx.StrictNamedArgs{"now": now})
	if err != nil {
		return 0, explain(err, "cannot cancel digests")
	}
	return int(tag.RowsAffected()), nil
}

// LastDigestSent is when a user's digest before message went out, or may have; nil where there was none.
func LastDigestSent(ctx context.Context, q Querier, to hub.UserID, message hub.MessageID) (*time.Time, error) {
	rows, err := q.Query(ctx, `
		SELECT max(m.sent_at) FROM message m WHERE m.user_id = @me AND m.id <> @message AND m.state NOT IN `+unsent,
		pgx.StrictNamedArgs{"me": to, "message": message})
	return one[*time.Time](rows, err, "cannot look for the last digest")
}

// DigestTasks reads a user's open tasks that are due by a day, by day, at most most.
func DigestTasks(ctx context.Context, q Querier, viewer Viewer, by hub.Date, most int) ([]hub.DigestTask, error) {
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "by": by, "most": most}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT t.id, CASE WHEN `+see.taskTitle("t")+` THEN t.title END AS title, t.due_on, e.id AS employer_id, e.name AS employer_name
		FROM task t LEFT JOIN employer e ON e.id = t.employer_id
		WHERE `+see.task("t")+` AND t.assignee_id = @me AND t.state = 'OPEN' AND t.due_on <= @by
		ORDER BY t.due_on, t.id LIMIT @most`, args)
	return all[hub.DigestTask](rows, err, "cannot read the tasks of a digest")
}

// WaitingReferrals reads those that are a viewer's to deal with and wait for an answer, or that are overdue, by day, at most most.
// One that nobody deals with, or somebody whose access has ended, is everybody's. While the employer is on hold they wait unheard.
func WaitingReferrals(ctx context.Context, q Querier, viewer Viewer, most int) ([]hub.DigestReferral, error) {
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "own": viewer.OrganisationID, "day": viewer.Today, "most": most}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT r.id, r.kind, e.id AS employer_id, e.name AS employer_name, o.name AS partner, r.due_on
		FROM referral r JOIN employer e ON e.id = r.employer_id JOIN organisation o ON o.id = r.from_organisation_id
		LEFT JOIN hub_user h ON h.id = r.to_user_id
		WHERE `+see.referral("r")+` AND NOT `+see.onHold("e")+` AND r.to_organisation_id = @own AND (r.to_user_id = @me OR h.id IS NULL OR h.disabled_at IS NOT NULL)
			AND (r.state = 'OPEN' OR r.state = 'ACCEPTED' AND r.due_on < @day)
		ORDER BY r.due_on, r.id LIMIT @most`, args)
	return all[hub.DigestReferral](rows, err, "cannot read the referrals of a digest")
}

// UnansweredReferrals reads those that a viewer sent, that are overdue though the receiver was reminded, and of which message, or no
// other one that was sent, tells the viewer: by day, at most most. Of what a program sent, or somebody whose access has ended,
// managers hear. While the employer is on hold they wait unheard.
func UnansweredReferrals(ctx context.Context, q Querier, viewer Viewer, tells hub.MessageID, most int) ([]hub.DigestReferral, error) {
	args := pgx.StrictNamedArgs{
		"me": viewer.UserID, "own": viewer.OrganisationID, "day": viewer.Today, "message": tells, "most": most,
		"manager": slices.Contains(viewer.Roles, hub.RoleManager),
	}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT r.id, r.kind, e.id AS employer_id, e.name AS employer_name, o.name AS partner, r.due_on
		FROM referral r JOIN employer e ON e.id = r.employer_id JOIN organisation o ON o.id = r.to_organisation_id
		LEFT JOIN hub_user f ON f.id = r.from_user_id
		WHERE `+see.referral("r")+` AND NOT `+see.onHold("e")+` AND r.from_organisation_id = @own
			AND (r.from_user_id = @me OR @manager AND (f.id IS NULL OR f.disabled_at IS NOT NULL))
			AND r.state IN ('OPEN', 'ACCEPTED') AND r.due_on < @day AND r.overdue_step = `+strconv.Itoa(hub.SenderTold)+`
			AND `+unheard(hub.RuleReferralOverdue, `r.id`, `r.due_on`, strconv.Itoa(hub.SenderTold))+`
		ORDER BY r.due_on, r.id LIMIT @most`, args)
	return all[hub.DigestReferral](rows, err, "cannot read the referrals of a digest")
}

// Between is a time after From, up to Until.
type Between struct{ From, Until time.Time }

// DigestAnswers reads the diagnostics that were answered in a time, by employers that the viewer leads or after the viewer asked,
// the latest first, at most most.
func DigestAnswers(ctx context.Context, q Querier, viewer Viewer, when Between, most int) ([]hub.DigestAnswer, error) {
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "from": when.From, "until": when.Until, "most": most}
	rows, err := q.Query(ctx, `
		SELECT r.id AS response_id, e.id AS employer_id, e.name AS employer_name, qn.name AS questionnaire, r.submitted_at
		FROM response r
		JOIN employer e ON e.id = r.employer_id
		JOIN invitation i ON i.id = r.invitation_id
		JOIN campaign c ON c.id = i.campaign_id
		JOIN questionnaire_version v ON v.id = r.questionnaire_version_id
		JOIN questionnaire qn ON qn.id = v.questionnaire_id
		WHERE r.state = 'SUBMITTED' AND r.submitted_at > @from AND r.submitted_at <= @until
			AND (e.led_by_user_id = @me OR c.user_id = @me) AND `+viewer.sight(args).response("r")+`
		ORDER BY r.submitted_at DESC, r.id DESC LIMIT @most`, args)
	return all[hub.DigestAnswer](rows, err, "cannot read the answers of a digest")
}

// DigestReplies reads what partners made of a viewer's referrals in a time, the latest first, at most most.
func DigestReplies(ctx context.Context, q Querier, viewer Viewer, when Between, most int) ([]hub.DigestReply, error) {
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "own": viewer.OrganisationID, "from": when.From, "until": when.Until, "most": most}
	rows, err := q.Query(ctx, `
		SELECT r.id AS referral_id, r.kind, m.state, e.id AS employer_id, e.name AS employer_name, o.name AS partner, m.at
		FROM referral_move m
		JOIN referral r ON r.id = m.referral_id
		JOIN employer e ON e.id = r.employer_id
		JOIN organisation o ON o.id = r.to_organisation_id
		WHERE m.at > @from AND m.at <= @until AND m.organisation_id <> @own AND r.from_user_id = @me AND `+viewer.sight(args).referral("r")+`
		ORDER BY m.at DESC, m.id DESC LIMIT @most`, args)
	return all[hub.DigestReply](rows, err, "cannot read the replies of a digest")
}

// OverdueReferrals finds up to most referrals that are overdue on a day and whose reminders may go on. They stay locked until tx
// ends; those that are locked are left out, and those of employers on hold, whose steps go on afterwards.
func OverdueReferrals(ctx context.Context, tx pgx.Tx, today hub.Date, after hub.ReferralID, most int) ([]hub.OverdueReferral, error) {
	rows, err := tx.Query(ctx, `
		SELECT r.id, r.employer_id, r.overdue_step AS step, CASE WHEN r.overdue_step > 0 THEN r.overdue_since END AS since
		FROM referral r JOIN employer e ON e.id = r.employer_id AND (e.hold_until > @today) IS NOT TRUE
		WHERE r.state IN ('OPEN', 'ACCEPTED') AND r.due_on < @today AND r.overdue_step < `+strconv.Itoa(hub.SenderTold)+` AND r.id > @after
		ORDER BY r.id LIMIT @most
		FOR NO KEY UPDATE OF r SKIP LOCKED`, pgx.StrictNamedArgs{"today": today, "after": after, "most": most})
	return all[hub.OverdueReferral](rows, err, "cannot find overdue referrals")
}

// SetOverdueStep writes how far the reminders of an overdue referral are since today.
func SetOverdueStep(ctx context.Context, tx pgx.Tx, id hub.ReferralID, step int, today hub.Date) error {
	_, err := tx.Exec(ctx, `UPDATE referral SET overdue_step = @step, overdue_since = @today WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "step": step, "today": today})
	if err != nil {
		return explain(err, "cannot say how far the reminders of a referral are")
	}
	return nil
}

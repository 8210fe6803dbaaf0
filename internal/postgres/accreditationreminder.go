package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// awardTitle is what award a is called, as hub.Scheme.Title says it.
const awardTitle = `(
	SELECT s.name || CASE WHEN (SELECT count(*) FROM scheme_level n WHERE n.scheme = s.code) > 1 THEN ' level ' || l.level || ', ' || l.name ELSE '' END
	FROM scheme s JOIN scheme_level l ON l.scheme = s.code WHERE s.code = a.scheme AND l.level = a.level)`

// movesUp says that award a cannot be renewed by the rules of @today, and that there is a level above.
const movesUp = `(NOT coalesce((
		SELECT u.renewable FROM scheme_rule u WHERE u.scheme = a.scheme AND u.level = a.level AND u.starts_on <= @today ORDER BY u.starts_on DESC LIMIT 1), true)
	AND EXISTS (SELECT FROM scheme_level l WHERE l.scheme = a.scheme AND l.level > a.level))`

// stepBegins and stepEnds are the first day of step x of the reminders of award a, and the first day after it.
var (
	stepBegins = stepDay(`x.from_months`)
	stepEnds   = stepDay(`x.until_months`)
)

func stepDay(months string) string {
	return `((a.expires_on + make_interval(months => ` + months + `))::date + (` + months + ` >= 0)::int)`
}

// runsOut joins to employer e its award a that it got last and step x of the reminders that its last day is at on @today, and what else
// joins names. Who is on hold or closed is left in peace.
func (s sight) runsOut(e string, joins string) string {
	s.args["today"] = s.Today
	return ` JOIN accreditation a ON a.employer_id = ` + e + `.id
		JOIN accreditation_reminder x ON ` + stepBegins + ` <= @today AND ` + stepEnds + ` > @today` + joins + `
		WHERE ` + lastAward + ` AND (a.ended_on IS NULL OR a.ended_on > @today)
			AND ` + e + `.merged_into IS NULL AND ` + e + `.status <> 'CLOSED' AND NOT ` + s.onHold(e)
}

// AwardsRunningOut reads those of employers that a user leads that run out or have run out, as far as the step is told to leads and no
// message but the named one has told it: the next to run out first, at most most.
func AwardsRunningOut(ctx context.Context, q Querier, leads Viewer, tells hub.MessageID, most int) ([]hub.DigestAward, error) {
	args := pgx.StrictNamedArgs{"me": leads.UserID, "message": tells, "most": most}
	see := leads.sight(args)
	rows, err := q.Query(ctx, `
		SELECT a.id, e.id AS employer_id, e.name AS employer_name, `+awardTitle+` AS title, a.expires_on, `+movesUp+` AS moves_up, x.step
		FROM employer e`+see.runsOut("e", ``)+` AND x.tells_lead AND e.led_by_user_id = @me AND `+see.employer("e")+`
			AND `+unheard(hub.RuleAccreditationExpiry, `a.id`, `a.expires_on`, `x.step`)+`
		ORDER BY a.expires_on, a.id LIMIT @most`, args)
	return all[hub.DigestAward](rows, err, "cannot read accreditations that run out")
}

// awardsUnwanted says that person p does not want to hear about accreditations, or at all.
const awardsUnwanted = `EXISTS (SELECT FROM objection o WHERE o.person_id = p.id AND o.topic IN ('ALL', 'ACCREDITATIONS'))`

// awardsSuppressed says that nothing about accreditations is sent to the address of person p.
var awardsSuppressed = `EXISTS (SELECT FROM suppression z WHERE z.address_hash = ` + hashOf("p") + ` AND z.topic IN ('ALL', 'ACCREDITATIONS'))`

// AwardsToTell finds up to most awards that run out and whose step is told to the employer's contact and has not been: who heads the people
// side, else works there, else owns it. The awards stay locked until tx ends; those that are locked are left out.
func AwardsToTell(ctx context.Context, tx pgx.Tx, today hub.Date, most int) ([]hub.AwardReminder, error) {
	args := pgx.StrictNamedArgs{"most": most, "rule": hub.RuleAccreditationExpiry}
	const about = `h.rule = @rule AND h.subject_id = a.id AND h.occurrence = a.expires_on::text AND h.step = x.step`
	rows, err := tx.Query(ctx, `
		SELECT a.id AS award_id, a.expires_on, x.step, e.id AS employer_id, contact.id AS person_id, `+stepEnds+` AS ends_on
		FROM employer e`+Viewer{Actor: hub.System, Today: today}.sight(args).runsOut("e", `
		JOIN LATERAL (
			SELECT p.id FROM person_role pr JOIN person p ON p.id = pr.person_id
			WHERE pr.employer_id = e.id AND pr.function IN ('HR_DIRECTOR', 'HR', 'OWNER') AND (pr.since IS NULL OR pr.since <= @today) AND (pr.until IS NULL OR pr.until >= @today)
				AND p.email IS NOT NULL AND p.email_state NOT IN ('HARD_BOUNCED', 'COMPLAINED') AND NOT `+awardsUnwanted+` AND NOT `+awardsSuppressed+`
				AND NOT EXISTS (SELECT FROM reminder h WHERE `+about+` AND h.person_id = p.id)
			ORDER BY array_position(ARRAY['HR_DIRECTOR', 'HR', 'OWNER'], pr.function), pr.id LIMIT 1) contact ON true`)+`
			AND x.tells_contact AND e.led_by_organisation_id IS NOT NULL
			AND NOT EXISTS (SELECT FROM reminder h JOIN message hm ON hm.id = h.message_id WHERE `+about+` AND h.person_id IS NOT NULL AND hm.state NOT IN `+unsent+`)
		ORDER BY a.id LIMIT @most FOR NO KEY UPDATE OF a SKIP LOCKED`, args)
	return all[hub.AwardReminder](rows, err, "cannot find accreditations that run out")
}

// InsertAwardReminders adds what contacts should hear, each with the message that carries it.
func InsertAwardReminders(ctx context.Context, tx pgx.Tx, reminders []hub.AwardReminder, due time.Time) error {
	batch := &pgx.Batch{}
	for _, r := range reminders {
		message := hub.NewMessageID()
		batch.Queue(`INSERT INTO message (id, person_id, employer_id, send_window, due_at, not_after) VALUES (@id, @person, @employer, @window, @due, @not_after)`, pgx.StrictNamedArgs{
			"id": message, "person": r.PersonID, "employer": r.EmployerID, "window": hub.WindowOperational, "due": due, "not_after": r.EndsOn.At(0, 0)})
		batch.Queue(`
			INSERT INTO reminder (id, rule, subject_id, occurrence, step, person_id, message_id) VALUES (@id, @rule, @subject, @occurrence, @step, @person, @message)`, pgx.StrictNamedArgs{
			"id": hub.NewReminderID(), "rule": hub.RuleAccreditationExpiry, "subject": r.AwardID, "occurrence": r.ExpiresOn.String(), "step": r.Step, "person": r.PersonID, "message": message})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot add reminders of accreditations")
	}
	return nil
}

// outgoingAwards reads what decides about messages about awards, as they stand on @today, and what they say.
var outgoingAwards = `
	SELECT m.id, m.not_after, m.attempts,
		coalesce(a.expires_on::text = r.occurrence AND (a.ended_on IS NULL OR a.ended_on > @today) AND ` + lastAward + `, false) AS stands,
		coalesce(` + awardTitle + `, '') AS title, coalesce((SELECT s.name FROM scheme s WHERE s.code = a.scheme), '') AS scheme, r.occurrence::date AS expires_on, ` + movesUp + ` AS moves_up,
		p.id AS person_id, p.name AS person_name, p.email, p.email_state, ` + awardsUnwanted + ` AS objected, ` + awardsSuppressed + ` AS suppressed,
		EXISTS (SELECT FROM person_role pr WHERE pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)) AS has_role,
		e.id AS employer_id, e.name AS employer_name, e.status AS employer_status, CASE WHEN e.hold_until > @today THEN e.hold_until END AS held_until,
		o.name AS organisation_name, u.name AS officer_name, u.email AS officer_email, u.phone AS officer_phone
	FROM message m
	JOIN reminder r ON r.message_id = m.id AND r.rule = @rule
	JOIN employer e ON e.id = m.employer_id
	JOIN person p ON p.id = m.person_id
	LEFT JOIN accreditation a ON a.id = r.subject_id
	LEFT JOIN organisation o ON o.id = e.led_by_organisation_id
	LEFT JOIN hub_user u ON u.id = e.led_by_user_id`

// ClaimedAwards reads those of some messages that are about an award and still claimed under lease, as they stand on a day, and keeps
// others from changing them until tx ends.
func ClaimedAwards(ctx context.Context, tx pgx.Tx, lease uuid.UUID, of []hub.MessageID, today hub.Date) ([]hub.OutgoingAward, error) {
	rows, err := tx.Query(ctx, outgoingAwards+`
		WHERE m.id = ANY (@of) AND m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now()
		ORDER BY m.id
		FOR NO KEY UPDATE OF m`,
		pgx.StrictNamedArgs{"lease": lease, "of": of, "today": today, "rule": hub.RuleAccreditationExpiry})
	return all[hub.OutgoingAward](rows, err, "cannot read claimed messages about accreditations")
}

// Contacted reads whom a link in a message about an award or about placements was sent to. Errors: NOT_FOUND.
func Contacted(ctx context.Context, q Querier, link hub.LinkID) (hub.Contacted, error) {
	rows, err := q.Query(ctx, `
		SELECT p.name AS person_name, e.id AS employer_id, e.name AS employer_name, e.led_by_organisation_id, e.led_by_user_id
		FROM personal_link l JOIN message m ON m.id = l.message_id JOIN employer e ON e.id = m.employer_id JOIN person p ON p.id = l.person_id
		WHERE l.id = @link`, pgx.StrictNamedArgs{"link": link})
	return exactlyOne[hub.Contacted](rows, err, "link")
}

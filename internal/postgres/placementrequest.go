package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// PlacementRequestRules reads how long the hub waits for answers to requests.
func PlacementRequestRules(ctx context.Context, q Querier) (rules hub.PlacementRequestRules, err error) {
	rows, err := q.Query(ctx, `SELECT kind, remind_after, due_after, open_for FROM placement_request_rule ORDER BY kind`)
	if rules.Of, err = all[hub.PlacementRequestRule](rows, err, "cannot read the rules of requests"); err != nil {
		return rules, err
	}
	rules.Calendar, err = Calendar(ctx, q)
	return rules, err
}

// requestColumns are those of request q.
const requestColumns = `q.id, q.kind, q.employer_id, q.person_id, q.organisation_id, q.user_id, q.occurrence, q.programme, q.year, q.site_id, q.check_kind, q.placement_id, q.outcome_id, q.weeks,
	q.asked_on, q.from_on, q.due_on, q.ends_on, q.step, q.tell_on, q.answered_at, q.withdrawn_at, q.withdrawn_reason, q.unreached, q.stopped`

// askedRequests reads requests q with what their pages and messages say; what follows is the condition.
var askedRequests = `
	SELECT ` + requestColumns + `, e.name AS employer_name, o.name AS organisation_name, pp.name AS programme_name, coalesce(nullif(s.name, ''), s.postcode, 'the site') AS site_name,
		` + followUpColumns + `,
		u.name AS officer_name, u.email AS officer_email, u.phone AS officer_phone, ` + userRecord("b", "bo") + ` AS by
	FROM placement_request q
	JOIN employer e ON e.id = q.employer_id
	JOIN organisation o ON o.id = q.organisation_id
	LEFT JOIN placement_programme pp ON pp.code = q.programme
	LEFT JOIN site s ON s.id = q.site_id` + followUpJoins + `
	LEFT JOIN hub_user u ON u.id = coalesce(q.user_id, e.led_by_user_id) AND u.organisation_id = q.organisation_id AND u.disabled_at IS NULL
	LEFT JOIN hub_user b ON b.id = q.user_id
	LEFT JOIN organisation bo ON bo.id = b.organisation_id`

// requestEnded says that request q takes no answer any more on @today.
const requestEnded = `(q.answered_at IS NOT NULL OR q.withdrawn_at IS NOT NULL OR q.ends_on < @today)`

// requestState is hub.PlacementRequest.State of request q on @today.
const requestState = `CASE WHEN q.answered_at IS NOT NULL THEN 'ANSWERED' WHEN q.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN q.ends_on < @today THEN 'OVER'
	WHEN q.from_on > @today THEN 'PUT_OFF' ELSE 'OPEN' END`

// requestUnneeded says that what request q asks is known by now, or that nothing depends on it any more.
var requestUnneeded = `CASE q.kind
	WHEN 'HOSTING_INTEREST' THEN EXISTS (
		SELECT FROM hosting_interest x WHERE (x.employer_id, x.programme, x.year) = (q.employer_id, q.programme, q.year) AND x.said_on >= q.from_on)
	WHEN 'SITE_CHECK' THEN q.occurrence <> ` + checkOccurrence("q.site_id", "q.check_kind") + ` OR NOT EXISTS (
		SELECT FROM ` + checksAsked + ` AND o.site_id = q.site_id AND asks.kind = q.check_kind)
	` + followUpUnneeded + `
	ELSE false END`

// reach are the columns of hub.Reach: whether person p may be written to about placements at employer e on @today.
var reach = `p.name AS person_name, p.email, p.email_state,
		` + placementsUnwanted("p") + ` AS objected,
		` + suppressedFor("p", hub.TopicPlacements) + ` AS suppressed,
		EXISTS (SELECT FROM person_role pr WHERE pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)) AS has_role,
		e.status AS employer_status, e.merged_into IS NOT NULL AS merged`

// InsertPlacementRequest adds one, unless the employer was asked it before.
func InsertPlacementRequest(ctx context.Context, tx pgx.Tx, r hub.PlacementRequest) (added bool, err error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO placement_request (id, kind, employer_id, person_id, organisation_id, user_id, occurrence, programme, year, site_id, check_kind, placement_id, outcome_id, weeks, asked_on, from_on, due_on, ends_on, tell_on)
		VALUES (@id, @kind, @employer, @person, @organisation, @user, @occurrence, @programme, @year, @site, @check, @placement, @outcome, @weeks, @asked, @from, @due, @ends, @tell)
		ON CONFLICT (kind, employer_id, occurrence) WHERE withdrawn_at IS NULL DO NOTHING`,
		pgx.StrictNamedArgs{
			"id": r.ID, "kind": r.Kind, "employer": r.EmployerID, "person": r.PersonID, "organisation": r.OrganisationID, "user": r.UserID, "occurrence": r.Occurrence,
			"programme": r.Programme, "year": r.Year, "site": r.SiteID, "check": r.CheckKind, "placement": r.PlacementID, "outcome": r.OutcomeID, "weeks": r.Weeks,
			"asked": r.AskedOn, "from": r.FromOn, "due": r.DueOn, "ends": r.EndsOn, "tell": r.TellOn,
		})
	if err != nil {
		return false, explain(err, "cannot add a request")
	}
	return tag.RowsAffected() > 0, nil
}

// SetPlacementRequest stores what a request that tx has locked has become.
func SetPlacementRequest(ctx context.Context, tx pgx.Tx, r hub.PlacementRequest) error {
	_, err := tx.Exec(ctx, `
		UPDATE placement_request SET from_on = @from, due_on = @due, ends_on = @ends, step = @step, tell_on = @tell,
			answered_at = @answered, withdrawn_at = @withdrawn, withdrawn_reason = @reason, unreached = @unreached, stopped = @stopped
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": r.ID, "from": r.FromOn, "due": r.DueOn, "ends": r.EndsOn, "step": r.Step, "tell": r.TellOn,
			"answered": r.AnsweredAt, "withdrawn": r.WithdrawnAt, "reason": r.WithdrawnReason, "unreached": r.Unreached, "stopped": r.Stopped,
		})
	if err != nil {
		return explain(err, "cannot change a request")
	}
	return nil
}

// PlacementRequestForUpdate reads one of a person, and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func PlacementRequestForUpdate(ctx context.Context, tx pgx.Tx, of hub.PersonID, id hub.PlacementRequestID) (hub.AskedRequest, error) {
	rows, err := tx.Query(ctx, askedRequests+` WHERE q.id = @id AND q.person_id = @person FOR NO KEY UPDATE OF q`, pgx.StrictNamedArgs{"id": id, "person": of})
	return exactlyOne[hub.AskedRequest](rows, err, "request")
}

// PlacementRequestOfPerson reads one of a person, in whatever state. Errors: NOT_FOUND.
func PlacementRequestOfPerson(ctx context.Context, q Querier, of hub.PersonID, id hub.PlacementRequestID) (hub.AskedRequest, error) {
	rows, err := q.Query(ctx, askedRequests+` WHERE q.id = @id AND q.person_id = @person`, pgx.StrictNamedArgs{"id": id, "person": of})
	return exactlyOne[hub.AskedRequest](rows, err, "request")
}

// PlacementRequestsOfPerson reads those that a person can answer on a day, also what was put off, by the day until which that is so.
func PlacementRequestsOfPerson(ctx context.Context, q Querier, of hub.PersonID, today hub.Date) ([]hub.AskedRequest, error) {
	rows, err := q.Query(ctx, askedRequests+` WHERE q.person_id = @person AND NOT `+requestEnded+` ORDER BY q.due_on, q.id`, pgx.StrictNamedArgs{"person": of, "today": today})
	return all[hub.AskedRequest](rows, err, "cannot read what a person is asked")
}

// requestWhere are the conditions of a filter on request q of employer e.
func (s sight) requestWhere(f hub.PlacementRequestFilter) string {
	where := living + ` AND ` + s.employer("e") + ` AND ` + s.request("q")
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.EmployerID != nil {
		add(`q.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.KindIn) > 0 {
		add(`q.kind = ANY (@kinds)`, "kinds", f.KindIn)
	}
	if len(f.StateIn) > 0 {
		s.args["today"] = s.Today
		add(requestState+` = ANY (@states)`, "states", f.StateIn)
	}
	return where
}

// PlacementRequests reads a page of those whose employers viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func PlacementRequests(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementRequestFilter, page hub.Page) (hub.List[hub.AskedRequest], error) {
	const name = "placement requests"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	where := viewer.sight(args).requestWhere(f)
	after, err := latestAfter(name, "q.id", page, args)
	if err != nil {
		return hub.List[hub.AskedRequest]{}, err
	}
	rows, err := q.Query(ctx, askedRequests+` WHERE `+where+after+` ORDER BY q.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(r hub.AskedRequest) (hub.AskedRequest, hub.Cursor) {
		return r, hub.Cursor{List: name, ID: r.ID.UUID}
	})
}

// CountPlacementRequests counts what PlacementRequests lists.
func CountPlacementRequests(ctx context.Context, q Querier, viewer Viewer, f hub.PlacementRequestFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM placement_request q JOIN employer e ON e.id = q.employer_id WHERE `+viewer.sight(args).requestWhere(f), args)
	return one[int](rows, err, "cannot count requests")
}

// PlacementRequestsByID reads those of ids that viewer sees, in no order.
func PlacementRequestsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.PlacementRequestID) ([]hub.AskedRequest, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, askedRequests+` WHERE q.id = ANY (@ids) AND `+see.employerOf(`q.employer_id`)+` AND `+see.request("q")+` ORDER BY q.id`, args)
	return all[hub.AskedRequest](rows, err, "cannot read requests")
}

// PlacementRequestToWithdraw reads one that viewer sees, and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func PlacementRequestToWithdraw(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.PlacementRequestID) (hub.AskedRequest, error) {
	args := pgx.StrictNamedArgs{"id": id}
	see := viewer.sight(args)
	rows, err := tx.Query(ctx, askedRequests+` WHERE q.id = @id AND `+see.employerOf(`q.employer_id`)+` AND `+see.request("q")+` FOR NO KEY UPDATE OF q`, args)
	return exactlyOne[hub.AskedRequest](rows, err, "request")
}

// DigestRequests reads requests that nobody answered by their day, or of which nobody could be asked, as far as no message but the named one has told the
// viewer: those that the viewer asked, and of a rule, a program or somebody whose access has ended those of the viewer's organisation. What is older than two
// months is left, and an employer on hold is left in peace.
func DigestRequests(ctx context.Context, q Querier, viewer Viewer, tells hub.MessageID, most int) ([]hub.AskedRequest, error) {
	const on = `coalesce((q.withdrawn_at AT TIME ZONE 'Europe/London')::date, q.due_on)`
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "own": viewer.OrganisationID, "message": tells, "today": viewer.Today, "most": most}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, askedRequests+`
		WHERE (q.unreached OR NOT `+requestEnded+` AND q.step > 0 AND q.due_on < @today) AND `+on+` BETWEEN @today::date - 60 AND @today
			AND (q.user_id = @me OR q.organisation_id = @own AND (b.id IS NULL OR b.disabled_at IS NOT NULL))
			AND `+living+` AND `+see.employer("e")+` AND `+see.request("q")+` AND NOT `+see.onHold("e")+` AND `+unheard(hub.RuleRequestUnanswered, `q.id`, on, `0`)+`
		ORDER BY `+on+`, q.id LIMIT @most`, args)
	return all[hub.AskedRequest](rows, err, "cannot read the requests of a digest")
}

// StaleRequests reads up to most requests that take an answer though they cannot be asked, or need not, and keeps others from changing them until tx
// ends.
func StaleRequests(ctx context.Context, tx pgx.Tx, today hub.Date, most int) ([]hub.StaleRequest, error) {
	rows, err := tx.Query(ctx, `
		SELECT `+requestColumns+`, `+reach+`, `+requestUnneeded+` AS unneeded
		FROM placement_request q JOIN employer e ON e.id = q.employer_id JOIN person p ON p.id = q.person_id
		WHERE NOT `+requestEnded+` AND (`+requestUnneeded+`
			OR NOT EXISTS (SELECT FROM person_role pr WHERE pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today))
			OR e.status = 'CLOSED' OR e.merged_into IS NOT NULL OR NOT `+writable("p")+`)
		ORDER BY q.id LIMIT @most FOR NO KEY UPDATE OF q SKIP LOCKED`, pgx.StrictNamedArgs{"today": today, "most": most})
	return all[hub.StaleRequest](rows, err, "cannot read requests that need not be asked")
}

// PersonToTell is somebody to whom a message is due, and of which employer it tells.
type PersonToTell struct {
	PersonID   hub.PersonID
	EmployerID hub.EmployerID
	// Requests are those that the message carries.
	Requests []hub.PlacementRequestID
}

// lockRequests is what a sweep locks while it makes messages, so that two do not make two for one person.
const lockRequests = 4034

// PeopleToTell finds up to most people who should hear of a request by now and have no message about requests that is due, or went out today. Of each
// it names the employer whose request waits longest. No other transaction looks until tx ends.
func PeopleToTell(ctx context.Context, tx pgx.Tx, now time.Time, most int) ([]PersonToTell, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(@lock)`, pgx.StrictNamedArgs{"lock": lockRequests}); err != nil {
		return nil, explain(err, "cannot look for requests")
	}
	today := hub.DateOf(now)
	args := pgx.StrictNamedArgs{"now": now, "today": today, "midnight": today.At(0, 0), "most": most}
	rows, err := tx.Query(ctx, `
		WITH due AS (
			SELECT q.* FROM placement_request q JOIN employer e ON e.id = q.employer_id
			WHERE NOT `+requestEnded+` AND q.tell_on <= @today AND NOT `+Viewer{Actor: hub.System, Today: today}.sight(args).onHold("e")+`
				AND NOT EXISTS (
					SELECT FROM message m JOIN reminder r ON r.message_id = m.id AND r.rule = 'placement.request'
					WHERE m.person_id = q.person_id AND (m.state IN ('DUE', 'CLAIMED', 'HANDED_OVER') AND m.due_at <= @now OR m.sent_at >= @midnight)))
		SELECT f.person_id, f.employer_id, array_agg(d.id ORDER BY d.id) AS requests
		FROM (SELECT DISTINCT ON (person_id) person_id, employer_id FROM due ORDER BY person_id, tell_on, id) f
		JOIN due d ON d.person_id = f.person_id AND d.employer_id = f.employer_id
		GROUP BY f.person_id, f.employer_id ORDER BY f.person_id LIMIT @most`, args)
	return all[PersonToTell](rows, err, "cannot find people to tell of requests")
}

// InsertRequestMessage adds a message to a person, due at now, that carries what is due.
func InsertRequestMessage(ctx context.Context, tx pgx.Tx, to PersonToTell, now time.Time) error {
	message := hub.NewMessageID()
	_, err := tx.Exec(ctx, `INSERT INTO message (id, person_id, employer_id, send_window, due_at) VALUES (@id, @person, @employer, @window, @now)`,
		pgx.StrictNamedArgs{"id": message, "person": to.PersonID, "employer": to.EmployerID, "window": hub.WindowOperational, "now": now})
	if err != nil {
		return explain(err, "cannot add a message")
	}
	return CarryRequests(ctx, tx, message, to.Requests)
}

// CarryRequests makes a message the one that tells of these requests for the first time, or reminds of them. What another message carries that was
// sent, or may have been, stays with that one.
func CarryRequests(ctx context.Context, tx pgx.Tx, message hub.MessageID, requests []hub.PlacementRequestID) error {
	ids := make([]hub.ReminderID, len(requests))
	for i := range ids {
		ids[i] = hub.NewReminderID()
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO reminder (id, rule, subject_id, occurrence, step, person_id, message_id)
		SELECT w.id, @rule, q.id, q.from_on::text, q.step, q.person_id, @message
		FROM unnest(@ids::uuid[], @requests::uuid[]) AS w (id, request) JOIN placement_request q ON q.id = w.request
		ON CONFLICT ON CONSTRAINT reminder_once DO UPDATE SET message_id = EXCLUDED.message_id
		WHERE (SELECT m.state FROM message m WHERE m.id = reminder.message_id) IN `+unsent,
		pgx.StrictNamedArgs{"ids": ids, "requests": requests, "message": message, "rule": hub.RulePlacementRequest})
	if err != nil {
		return explain(err, "cannot add reminders of requests")
	}
	return nil
}

// outgoingRequests reads what decides about messages that tell of requests, as they stand on @today.
var outgoingRequests = `
	SELECT m.id, m.attempts, ` + reach + `, p.id AS person_id, e.id AS employer_id, CASE WHEN e.hold_until > @today THEN e.hold_until END AS held_until,
		ARRAY (SELECT r.subject_id FROM reminder r WHERE r.message_id = m.id) AS carries
	FROM message m
	JOIN employer e ON e.id = m.employer_id
	JOIN person p ON p.id = m.person_id
	WHERE EXISTS (SELECT FROM reminder r WHERE r.message_id = m.id AND r.rule = 'placement.request')`

// ClaimedRequests reads those of some messages that tell of requests and are still claimed under lease, as they stand on a day, with what is open then. It
// keeps others from changing them and the requests until tx ends.
func ClaimedRequests(ctx context.Context, tx pgx.Tx, lease uuid.UUID, of []hub.MessageID, today hub.Date) ([]hub.OutgoingRequests, error) {
	rows, err := tx.Query(ctx, outgoingRequests+` AND m.id = ANY (@of) AND m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now()
		ORDER BY m.id
		FOR NO KEY UPDATE OF m`, pgx.StrictNamedArgs{"lease": lease, "of": of, "today": today})
	messages, err := all[hub.OutgoingRequests](rows, err, "cannot read claimed messages about requests")
	if err != nil {
		return nil, err
	}
	for i := range messages {
		if err := readOpenRequests(ctx, tx, &messages[i], today); err != nil {
			return nil, err
		}
	}
	return messages, nil
}

// readOpenRequests reads what a message lists on a day.
func readOpenRequests(ctx context.Context, tx pgx.Tx, m *hub.OutgoingRequests, today hub.Date) (err error) {
	rows, err := tx.Query(ctx, askedRequests+`
		WHERE q.person_id = @person AND q.employer_id = @employer AND q.from_on <= @today AND NOT `+requestEnded+` AND NOT `+requestUnneeded+`
		ORDER BY q.due_on, q.id
		FOR NO KEY UPDATE OF q`, pgx.StrictNamedArgs{"person": m.PersonID, "employer": m.EmployerID, "today": today})
	m.Open, err = all[hub.AskedRequest](rows, err, "cannot read what is asked")
	return err
}

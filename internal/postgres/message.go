package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Claim asks for messages to send.
type Claim struct {
	// Lease names the claim: what is written about its messages later must name it too.
	Lease uuid.UUID
	// For is how long, by the database's clock, nobody else takes them.
	For time.Duration
	// Now is business time, and Open the windows that are open then.
	Now  time.Time
	Open []hub.SendWindow
	Most int
	// Campaign takes only messages of that campaign; nil takes those of all that have no rate of their own.
	Campaign *hub.CampaignID
}

// ClaimMessages takes messages that are due, so that no other worker does. Those of a paused campaign wait.
func ClaimMessages(ctx context.Context, tx pgx.Tx, c Claim) ([]hub.MessageID, error) {
	rows, err := tx.Query(ctx, `
		UPDATE message SET state = 'CLAIMED', lease = @lease, lease_until = now() + @for, attempts = attempts + 1
		WHERE id IN (
			SELECT m.id FROM message m
			WHERE m.state = 'DUE' AND m.due_at <= @now AND m.next_try_at <= now() AND m.send_window = ANY(@open)
				AND (m.campaign_id = @campaign OR @campaign::uuid IS NULL)
				AND NOT EXISTS (
					SELECT FROM campaign c
					WHERE c.id = m.campaign_id
						AND (c.state = 'PAUSED' OR @campaign::uuid IS NULL AND c.rate_per_minute IS NOT NULL AND c.state = 'RUNNING'))
			ORDER BY m.due_at, m.id
			LIMIT @most
			FOR UPDATE SKIP LOCKED)
		RETURNING id`,
		pgx.StrictNamedArgs{"lease": c.Lease, "for": c.For, "now": c.Now, "open": c.Open, "most": c.Most, "campaign": c.Campaign})
	return column[hub.MessageID](rows, err, "cannot claim messages")
}

// lockRates is what a claim locks while it counts, so that two do not count the same room.
const lockRates = 4033

// InLastMinute counts the messages that a worker has or that were handed over in the last minute, by the database's clock. No
// other transaction counts until tx ends.
func InLastMinute(ctx context.Context, tx pgx.Tx) (int, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(@lock)`, pgx.StrictNamedArgs{"lock": lockRates}); err != nil {
		return 0, explain(err, "cannot count messages")
	}
	rows, err := tx.Query(ctx, `
		SELECT (SELECT count(*) FROM message WHERE state = 'CLAIMED')
			+ (SELECT count(*) FROM message WHERE transport_called_at > now() - interval '1 minute' AND state <> 'CLAIMED')`)
	return one[int](rows, err, "cannot count messages")
}

// CampaignRoom is how many messages of a campaign with a rate of its own may still go out in this minute.
type CampaignRoom struct {
	ID   hub.CampaignID
	Room int
}

// CampaignRooms lists running campaigns with a rate of their own that have messages due at now and room for some. No other
// transaction counts until tx ends, where there is any such campaign.
func CampaignRooms(ctx context.Context, tx pgx.Tx, now time.Time) ([]CampaignRoom, error) {
	rows, err := tx.Query(ctx, `SELECT EXISTS (SELECT FROM campaign WHERE state = 'RUNNING' AND rate_per_minute IS NOT NULL)`)
	if found, err := one[bool](rows, err, "cannot look for rates"); err != nil || !found {
		return nil, err
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(@lock)`, pgx.StrictNamedArgs{"lock": lockRates}); err != nil {
		return nil, explain(err, "cannot count messages")
	}
	rows, err = tx.Query(ctx, `
		SELECT id, room::int FROM (
			SELECT c.id, c.rate_per_minute - (
				SELECT count(*) FROM message m
				WHERE m.campaign_id = c.id
					AND (m.state = 'CLAIMED' OR m.transport_called_at > now() - interval '1 minute')) AS room
			FROM campaign c
			WHERE c.state = 'RUNNING' AND c.rate_per_minute IS NOT NULL
				AND EXISTS (SELECT FROM message d WHERE d.campaign_id = c.id AND d.state = 'DUE' AND d.due_at <= @now)) rated
		WHERE room > 0
		ORDER BY id`,
		pgx.StrictNamedArgs{"now": now})
	return all[CampaignRoom](rows, err, "cannot count the messages of campaigns")
}

// asRead names the versions of the rows that decide most about a message; see hub.Outgoing.
const asRead = `concat_ws(' ', i.xmin, c.xmin, e.xmin, p.xmin)`

// outgoing reads what decides about messages and what they say. Where no other worker may change them meanwhile, the
// message and the invitation are locked, so that an answer comes either before or after the decision.
var outgoing = `
	SELECT m.id, ` + asRead + ` AS as_read, m.not_after, m.attempts, r.rule, r.step, m.person_id <> i.person_id AS moved_on,
		(
			SELECT hp.name FROM invitation_handover h JOIN person hp ON hp.id = h.from_person
			WHERE h.invitation_id = i.id AND h.to_person = m.person_id ORDER BY h.id DESC LIMIT 1) AS handed_over_by,
		p.id AS person_id, p.name AS person_name, p.email, p.email_state,
		EXISTS (SELECT FROM objection o WHERE o.person_id = p.id AND o.topic IN ('ALL', 'DIAGNOSTICS')) AS objected,
		` + suppressed("p") + ` AS suppressed, ` + consented("p") + ` AS consented,
		EXISTS (
			SELECT FROM person_role pr
			WHERE pr.person_id = p.id AND pr.employer_id = e.id AND (pr.until IS NULL OR pr.until >= @today)) AS has_role,
		e.id AS employer_id, e.name AS employer_name, e.status AS employer_status,
		CASE WHEN e.hold_until > @today THEN e.hold_until END AS held_until, e.legal_form,
		i.id AS invitation_id, i.state AS invitation_state, c.id AS campaign_id,
		EXISTS (
			SELECT FROM invitation x JOIN campaign xc ON xc.id = x.campaign_id
			WHERE x.employer_id = i.employer_id AND x.id <> i.id AND x.state = 'SUBMITTED' AND x.settled_at >= i.created_at AND ` + sameAsked("xc", "c") + `) AS answered,
		CASE WHEN r.step > 0 AND r.rule <> 'diagnostic.handover' THEN (
			SELECT min(fm.sent_at) FROM reminder fr JOIN message fm ON fm.id = fr.message_id
			WHERE fr.invitation_id = i.id AND fm.id <> m.id) END AS invited_at,
		c.state AS campaign_state, c.kind AS campaign_kind, c.closes_on, o.name AS organisation_name,
		u.name AS officer_name, u.email AS officer_email, u.phone AS officer_phone,
		c.texts, c.questionnaire_version_id, '{}'::jsonb AS definition, c.refusals_in_row, s.answers AS given
	FROM message m
	JOIN reminder r ON r.message_id = m.id
	JOIN invitation i ON i.id = r.invitation_id
	JOIN campaign c ON c.id = i.campaign_id
	JOIN organisation o ON o.id = c.organisation_id
	JOIN employer e ON e.id = i.employer_id
	JOIN person p ON p.id = m.person_id
	LEFT JOIN hub_user u ON u.id = coalesce(e.led_by_user_id, c.user_id)
	LEFT JOIN response s ON s.invitation_id = i.id`

// ReadAhead reads those of messages that are claimed under a lease, without keeping others from changing anything.
func ReadAhead(ctx context.Context, tx pgx.Tx, lease uuid.UUID, messages []hub.MessageID, today hub.Date) (read []hub.Outgoing, err error) {
	batch := &pgx.Batch{}
	batch.Queue(planOnce)
	batch.Queue(outgoing+claimedOf, pgx.StrictNamedArgs{"lease": lease, "of": messages, "today": today}).Query(func(rows pgx.Rows) error {
		read, err = all[hub.Outgoing](rows, nil, "cannot read claimed messages")
		return err
	})
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return nil, explain(err, "cannot read claimed messages")
	}
	return read, nil
}

const claimedOf = `
		WHERE m.id = ANY(@of) AND m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now()
		ORDER BY m.id`

// Round is what a lane does at once: it writes what became of the messages Before, hands over those that it read and wrote Ahead, and
// looks at the others of the Next ones that it claimed. All of them are under Lease.
type Round struct {
	Lease  uuid.UUID
	Before []MessageOutcome
	Ahead  []HandedOver
	Next   []hub.MessageID
	// Now is business time, and For how long the lease of what is handed over lasts.
	Now time.Time
	For time.Duration
}

// RoundTaken is what came of a round.
type RoundTaken struct {
	// Settled are those of Before that were written, as SettleMessages does.
	Settled []hub.MessageID
	// HandedOver are those of Ahead whose rows are as they were read, and which are handed over, as HandOver does.
	HandedOver []hub.MessageID
	// Claimed are the others of Next that are still claimed under the lease. Nobody can change them or their invitations until the
	// transaction ends.
	Claimed []hub.Outgoing
}

// TakeRound makes a round, in one turn to the database where all of Next are ready. The statements of tx that follow are planned once and for all.
func TakeRound(ctx context.Context, tx pgx.Tx, r Round) (taken RoundTaken, err error) {
	batch := &pgx.Batch{}
	batch.Queue(planOnce) // a lane makes the same few with other ids, see PlanAnew
	if len(r.Before) > 0 {
		batch.Queue(settle, settling(r.Lease, r.Before)).Query(func(rows pgx.Rows) error {
			taken.Settled, err = column[hub.MessageID](rows, nil, "cannot write what became of messages")
			return err
		})
	}
	if len(r.Ahead) > 0 {
		args := handing(r.Ahead, r.Now, r.For)
		args["lease"] = r.Lease
		batch.Queue(handOverAhead, args).Query(func(rows pgx.Rows) error {
			taken.HandedOver, err = column[hub.MessageID](rows, nil, "cannot hand messages over")
			return err
		})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return RoundTaken{}, explain(err, "cannot take the next messages")
	}
	if len(taken.HandedOver) == len(r.Next) {
		return taken, nil
	}
	rows, err := tx.Query(ctx, outgoing+claimedOf+` FOR NO KEY UPDATE OF m, i`,
		pgx.StrictNamedArgs{"lease": r.Lease, "of": r.Next, "today": hub.DateOf(r.Now)})
	taken.Claimed, err = all[hub.Outgoing](rows, err, "cannot read claimed messages")
	return taken, err
}

// PlanAnew lets the statements of tx be planned for their arguments again, after TakeRound.
func PlanAnew(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `SET LOCAL plan_cache_mode = auto`); err != nil {
		return explain(err, "cannot plan statements anew")
	}
	return nil
}

// NeedlessMessages reads up to most messages that wait though they are out of date at now or their invitation is settled,
// and keeps others from changing them until tx ends. Those that another process is at are left out.
func NeedlessMessages(ctx context.Context, tx pgx.Tx, now time.Time, most int) ([]hub.Outgoing, error) {
	rows, err := tx.Query(ctx, outgoing+`
		WHERE m.state = 'DUE' AND (m.not_after <= @now OR i.state <> 'OPEN')
		ORDER BY m.id
		LIMIT @most
		FOR NO KEY UPDATE OF m, i SKIP LOCKED`,
		pgx.StrictNamedArgs{"now": now, "most": most, "today": hub.DateOf(now)})
	return all[hub.Outgoing](rows, err, "cannot read messages that are not needed")
}

// CancelMessage ends one that tx has locked, with the reason.
func CancelMessage(ctx context.Context, tx pgx.Tx, id hub.MessageID, reason string) error {
	_, err := tx.Exec(ctx, `
		UPDATE message SET state = 'CANCELLED', reason = @reason, lease = NULL, lease_until = NULL WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "reason": reason})
	if err != nil {
		return explain(err, "cannot cancel a message")
	}
	return nil
}

// PutOff makes messages of a claim that tx has locked due at another time; it does not count as an attempt.
func PutOff(ctx context.Context, tx pgx.Tx, id hub.MessageID, until time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE message SET state = 'DUE', due_at = @until, attempts = greatest(attempts - 1, 0), lease = NULL, lease_until = NULL WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "until": until})
	if err != nil {
		return explain(err, "cannot put a message off")
	}
	return nil
}

// BringForward makes the messages to an employer that were put off until a time due at now.
func BringForward(ctx context.Context, tx pgx.Tx, to hub.EmployerID, from, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE message SET due_at = @now WHERE employer_id = @to AND state = 'DUE' AND due_at = @from`,
		pgx.StrictNamedArgs{"to": to, "from": from, "now": now})
	if err != nil {
		return explain(err, "cannot bring messages forward")
	}
	return nil
}

// HandedOver is a message that is given to the transport, what its subject says, and the link that goes into it, if one does.
type HandedOver struct {
	ID hub.MessageID
	// AsRead names the versions of what decided about it, where it was read ahead.
	AsRead  string
	Subject string
	Link    hub.Link
	Token   hub.LinkToken
}

// handOver marks the messages that fit as given to the transport, prolongs their lease, and adds their links.
const handOver = `,
	given AS (
		SELECT h.* FROM fit JOIN unnest(
			@of::uuid[], @subjects::text[], @links::uuid[], @hashes::bytea[], @purposes::text[], @people::uuid[], @invitations::uuid[], @about::uuid[], @invitees::uuid[], @expire::timestamptz[])
			AS h (id, subject, link, hash, purpose, person, invitation, message, invitee, expires) USING (id)),
	linked AS (
		INSERT INTO personal_link (id, token_hash, purpose, person_id, invitation_id, message_id, meeting_invitee_id, expires_at)
		SELECT link, hash, purpose, person, invitation, message, invitee, expires
		FROM given WHERE link IS NOT NULL)
	UPDATE message m
	SET state = 'HANDED_OVER', subject = given.subject, sent_at = @now, transport_called_at = now(), lease_until = now() + @for
	FROM given WHERE m.id = given.id
	RETURNING m.id`

// handOverAhead does so with those that were read before tx, if what they were read from has not changed since.
const handOverAhead = `
	WITH fit AS (
		SELECT m.id
		FROM unnest(@of::uuid[], @read::text[]) AS h (id, as_read)
		JOIN message m ON m.id = h.id
		JOIN reminder r ON r.message_id = m.id
		JOIN invitation i ON i.id = r.invitation_id
		JOIN campaign c ON c.id = i.campaign_id
		JOIN employer e ON e.id = i.employer_id
		JOIN person p ON p.id = m.person_id
		WHERE m.state = 'CLAIMED' AND m.lease = @lease AND m.lease_until > now() AND h.as_read = ` + asRead + `
		ORDER BY m.id
		FOR NO KEY UPDATE OF m, i)` + handOver

// HandOver marks messages that tx has locked as given to the transport at now by the business clock, prolongs their lease, and adds
// their links. The tokens themselves are not kept.
func HandOver(ctx context.Context, tx pgx.Tx, messages []HandedOver, now time.Time, lease time.Duration) error {
	args := handing(messages, now, lease)
	delete(args, "read")
	if _, err := tx.Exec(ctx, `WITH fit AS (SELECT unnest(@of::uuid[]) AS id)`+handOver, args); err != nil {
		return explain(err, "cannot hand messages over")
	}
	return nil
}

func handing(messages []HandedOver, now time.Time, lease time.Duration) pgx.StrictNamedArgs {
	var of []hub.MessageID
	var read, subjects []string
	var purposes []string
	var links []*hub.LinkID
	var hashes [][]byte
	var people []*hub.PersonID
	var invitations []*hub.InvitationID
	var about []*hub.MessageID
	var invitees []*hub.InviteeID
	var expire []time.Time
	for _, m := range messages {
		of, read, subjects = append(of, m.ID), append(read, m.AsRead), append(subjects, m.Subject)
		links, hashes, expire = append(links, unlessZero(m.Link.ID)), append(hashes, m.Token.Hash()), append(expire, m.Link.ExpiresAt)
		people, invitations = append(people, unlessZero(m.Link.PersonID)), append(invitations, unlessZero(m.Link.InvitationID))
		about, invitees, purposes = append(about, unlessZero(m.Link.MessageID)), append(invitees, m.Link.InviteeID), append(purposes, m.Link.Purpose())
	}
	return pgx.StrictNamedArgs{
		"of": of, "read": read, "subjects": subjects, "now": now, "for": lease,
		"links": links, "hashes": hashes, "purposes": purposes, "people": people, "invitations": invitations, "about": about, "invitees": invitees, "expire": expire,
	}
}

// unlessZero is where id leads; nil where it leads nowhere.
func unlessZero[T interface{ IsZero() bool }](id T) *T {
	if id.IsZero() {
		return nil
	}
	return &id
}

// MessageOutcome is what became of a message that was handed over: ACCEPTED, REJECTED, UNCERTAIN, or DUE again.
type MessageOutcome struct {
	ID         hub.MessageID
	State      hub.MessageState
	ProviderID string
	Reason     string
	// ByPolicy says that the mail server rejected the message for a reason that is not the address.
	ByPolicy bool
	// Wait is how long a message that is due again is left alone.
	Wait time.Duration
}

const settle = `
	UPDATE message m
	SET state = o.state, provider_id = nullif(o.provider, ''), reason = nullif(o.reason, ''), lease = NULL, lease_until = NULL,
		sent_at = CASE WHEN o.state <> 'DUE' THEN m.sent_at END,
		refused_by_policy = o.policy,
		next_try_at = CASE WHEN o.state = 'DUE' THEN now() + o.wait ELSE m.next_try_at END
	FROM unnest(@of::uuid[], @states::text[], @providers::text[], @reasons::text[], @waits::interval[], @policies::boolean[])
		AS o (id, state, provider, reason, wait, policy)
	WHERE m.id = o.id AND m.lease = @lease AND m.state = 'HANDED_OVER'
	RETURNING m.id`

func settling(lease uuid.UUID, outcomes []MessageOutcome) pgx.StrictNamedArgs {
	var of []hub.MessageID
	var states, providers, reasons []string
	var waits []time.Duration
	var policies []bool
	for _, o := range outcomes {
		of = append(of, o.ID)
		states = append(states, string(o.State))
		providers = append(providers, o.ProviderID)
		reasons = append(reasons, o.Reason)
		waits = append(waits, o.Wait)
		policies = append(policies, o.ByPolicy)
	}
	return pgx.StrictNamedArgs{
		"lease": lease, "of": of, "states": states, "providers": providers, "reasons": reasons, "waits": waits, "policies": policies,
	}
}

// SettleMessages writes what became of messages that were handed over under lease. It returns those that it wrote: one that
// was taken away from the caller meanwhile stays as it is.
func SettleMessages(ctx context.Context, tx pgx.Tx, lease uuid.UUID, outcomes []MessageOutcome) ([]hub.MessageID, error) {
	rows, err := tx.Query(ctx, settle, settling(lease, outcomes))
	return column[hub.MessageID](rows, err, "cannot write what became of messages")
}

// ExpireLeases gives back what workers took and never finished: claimed messages are due again, and whether those handed over
// arrived is uncertain from now on. It returns how many of each.
func ExpireLeases(ctx context.Context, tx pgx.Tx) (due, uncertain int, err error) {
	rows, err := tx.Query(ctx, `
		UPDATE message
		SET state = CASE state WHEN 'CLAIMED' THEN 'DUE' ELSE 'UNCERTAIN' END, lease = NULL, lease_until = NULL,
			reason = CASE state WHEN 'CLAIMED' THEN reason ELSE 'the process that sent it stopped before the mail server answered' END
		WHERE state IN ('CLAIMED', 'HANDED_OVER') AND lease_until < now()
		RETURNING state`)
	states, err := column[hub.MessageState](rows, err, "cannot end leases")
	if err != nil {
		return 0, 0, err
	}
	for _, s := range states {
		if s == hub.MessageUncertain {
			uncertain++
		} else {
			due++
		}
	}
	return due, uncertain, nil
}

// somethingDue says that there are messages that a claim would take now.
const somethingDue = `EXISTS (
	SELECT FROM message WHERE state = 'DUE' AND due_at <= @now AND next_try_at <= now() AND send_window = ANY(@open))`

// SomethingDue says that there are messages that a claim would take now.
func SomethingDue(ctx context.Context, q Querier, now time.Time, open []hub.SendWindow) (bool, error) {
	rows, err := q.Query(ctx, `SELECT `+somethingDue, pgx.StrictNamedArgs{"now": now, "open": open})
	return one[bool](rows, err, "cannot look for messages")
}

// Sending says that there are messages that a claim would take now, that a lane has, or that a sweep would make.
func Sending(ctx context.Context, q Querier, now time.Time, open []hub.SendWindow) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT `+somethingDue+`
			OR EXISTS (SELECT FROM message WHERE state IN ('CLAIMED', 'HANDED_OVER'))
			OR EXISTS (
				SELECT FROM invitation i JOIN campaign c ON c.id = i.campaign_id
				WHERE i.state = 'OPEN' AND i.next_reminder_at <= @now AND c.state = 'RUNNING')
			OR EXISTS (
				SELECT FROM user_setting s JOIN hub_user u ON u.id = s.user_id WHERE s.digest <> 'NONE' AND s.digest_next_at <= @now AND u.disabled_at IS NULL)`,
		pgx.StrictNamedArgs{"now": now, "open": open})
	return one[bool](rows, err, "cannot look for messages")
}

const messages = `
	SELECT m.id, CASE WHEN @personal THEN m.subject END AS subject, m.state, m.reason, m.person_id, m.sent_at,
		r.rule = 'meeting.soon' OR r.step > 0 AND r.rule NOT IN ('diagnostic.handover', 'accreditation.expiry') AS reminder, r.invitation_id,
		coalesce(i.employer_id, m.employer_id) AS employer_id, i.campaign_id, g.id AS meeting_id, a.id AS accreditation_id, m.attempts, m.settled_at, m.resend_of,
		CASE WHEN u.id IS NOT NULL THEN ROW (u.id, u.name, ROW (uo.id, uo.name, uo.kind), u.roles) END AS settled_by
	FROM ` + messageAbout + `
	LEFT JOIN hub_user u ON u.id = m.settled_by
	LEFT JOIN organisation uo ON uo.id = u.organisation_id
	WHERE ` + messageVisible

// messageAbout is message m to a person at an employer, with the campaign c, the meeting g, the award a or the first request q that it is about.
const messageAbout = `message m
	JOIN reminder r ON r.message_id = m.id AND r.user_id IS NULL
		AND (r.rule <> 'placement.request' OR NOT EXISTS (SELECT FROM reminder f WHERE f.message_id = r.message_id AND f.id < r.id))
	LEFT JOIN invitation i ON i.id = r.invitation_id
	LEFT JOIN campaign c ON c.id = i.campaign_id
	LEFT JOIN meeting_invitee gi ON gi.id = r.meeting_invitee_id
	LEFT JOIN meeting g ON g.id = gi.meeting_id
	LEFT JOIN accreditation a ON r.rule = 'accreditation.expiry' AND a.id = r.subject_id
	LEFT JOIN employer ae ON ae.id = a.employer_id
	LEFT JOIN placement_request q ON r.rule = 'placement.request' AND q.id = r.subject_id`

// messageVisible is who sees it: the organisation that asks, that called the meeting, or that leads the employer which holds the award.
const messageVisible = `(` + campaignVisible + ` OR g.organisation_id = @viewer OR ae.led_by_organisation_id = @viewer OR q.organisation_id = @viewer)`

// MessagesOfInvitations reads the messages about those of ids that viewer may see, the latest first.
func MessagesOfInvitations(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.InvitationID) ([]hub.Message, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "personal": viewer.SeesPersonalData(), "ids": ids}
	rows, err := q.Query(ctx, messages+` AND i.id = ANY (@ids) AND `+Viewer{Actor: viewer}.sight(args).employerOf(`i.employer_id`)+` ORDER BY m.id DESC`, args)
	return all[hub.Message](rows, err, "cannot read messages")
}

// MessagesByID reads those of ids that viewer may see.
func MessagesByID(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.MessageID) ([]hub.Message, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "personal": viewer.SeesPersonalData(), "ids": ids}
	rows, err := q.Query(ctx, messages+` AND m.id = ANY (@ids) AND `+Viewer{Actor: viewer}.sight(args).employerOf(`m.employer_id`)+` ORDER BY m.id`, args)
	return all[hub.Message](rows, err, "cannot read messages")
}

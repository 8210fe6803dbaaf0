package postgres

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// timelineRow is an entry before it is put into words. Event and Of are what its kind makes of them.
type timelineRow struct {
	Kind  hub.TimelineKind
	At    time.Time
	ID    uuid.UUID
	Event string  // a channel, whether it is a reminder, a state of an invitation or a referral, a wish, where a record came from
	Of    *string // a partner, the person who was written to, a questionnaire, the kind of a referral, a topic
	// From and To are the partners of a referral, or the level of an award and its name.
	From, To   *string
	ReferralID *hub.ReferralID
	Text       *string
	Who        *string
	// Shown says that the viewer may open what stands behind the entry.
	Shown bool
}

// Timeline reads a page of what happened with an employer, the latest first. Every arm reads a page from its own index, so a
// long history costs no more than a short one. Of an employer that viewer does not see there is none. Errors: BAD_INPUT for a cursor of another list.
func Timeline(ctx context.Context, q Querier, viewer Viewer, employer hub.EmployerID, page hub.Page) (hub.List[hub.TimelineEntry], error) {
	const name = "timeline"
	args := pgx.StrictNamedArgs{"employer": employer}
	after := func(at, id string) string { return `true` }
	if page.After != "" {
		cursor, err := hub.ParseCursor(name, page.After)
		if err != nil {
			return hub.List[hub.TimelineEntry]{}, err
		}
		args["at"], args["id"] = cursor.Key, cursor.ID
		after = func(at, id string) string { return `(` + at + `, ` + id + `) < (@at::timestamptz, @id)` }
	}
	see := viewer.sight(args)
	has, err := timelineOf(ctx, q, employer)
	if err != nil {
		return hub.List[hub.TimelineEntry]{}, err
	}
	arms := []string{recordArm(after)}
	for i, n := range timelineNouns() {
		if has[i] {
			arms = append(arms, n.timeline(see, after))
		}
	}
	sql := `
		SELECT * FROM (` + strings.Join(arms, ` UNION ALL `) + `) entry (kind, at, id, event, of, text, who, shown, "from", "to", referral_id)
		WHERE ` + see.employerOf(`@employer`) + `
		ORDER BY at DESC, id DESC LIMIT @limit`
	// The limit stands in the words: of one that it does not know, PostgreSQL thinks that it is a tenth of all rows, and plans again each time.
	rows, err := queryKept(ctx, q, strings.ReplaceAll(sql, `@limit`, strconv.Itoa(page.First+1)), args)
	return listOf(rows, err, page, name, func(r timelineRow) (hub.TimelineEntry, hub.Cursor) {
		return r.entry(), hub.Cursor{List: name, Key: r.At.Format(time.RFC3339Nano), ID: r.ID}
	})
}

// timelineNouns are those that have an arm of the timeline.
func timelineNouns() []noun {
	return slices.DeleteFunc(slices.Clone(nouns), func(n noun) bool { return n.timeline == nil })
}

// timelineOf says of each of timelineNouns whether the employer has any, seen or not: most have few kinds, and arms that find nothing take
// longest.
func timelineOf(ctx context.Context, q Querier, employer hub.EmployerID) ([]bool, error) {
	var each []string
	for _, n := range timelineNouns() {
		each = append(each, `EXISTS (SELECT FROM `+n.table+` x WHERE x.`+n.employerColumn()+` = @employer)`)
	}
	rows, err := q.Query(ctx, `SELECT ARRAY[`+strings.Join(each, `, `)+`]`, pgx.StrictNamedArgs{"employer": employer})
	return one[[]bool](rows, err, "cannot read what an employer has")
}

// continues is the condition that an entry with this time and ID comes after the page before.
type continues func(at, id string) string

const startOfDay = `(x.happened_on::timestamp AT TIME ZONE 'Europe/London')`

func (s sight) contactsArm(after continues) string {
	since := after(startOfDay, `x.interaction_id`)
	if since != `true` { // the day alone is what the index can look for
		since += ` AND x.happened_on <= (@at::timestamptz AT TIME ZONE 'Europe/London')::date`
	}
	return `(
		SELECT 'INTERACTION', ` + startOfDay + `, x.interaction_id, i.channel, o.name, CASE WHEN notes.seen THEN i.summary END, CASE WHEN notes.seen THEN u.name END, true,
			NULL, NULL, NULL
		FROM (
			SELECT x.interaction_id, x.happened_on FROM interaction_employer x
			WHERE x.employer_id = @employer AND ` + since + ` AND ` + s.contact("x") + `
			ORDER BY x.happened_on DESC, x.interaction_id DESC LIMIT @limit
		) x
		JOIN interaction i ON i.id = x.interaction_id
		` + s.joinNotes() + `
		JOIN organisation o ON o.id = i.organisation_id
		LEFT JOIN hub_user u ON u.id = i.user_id)`
}

// messagesArm has those that were handed over. That there was one is told to whoever sees contacts; to whom and about what
// follows the contact access of the person.
func (s sight) messagesArm(after continues) string {
	return `(
		SELECT 'MESSAGE', m.sent_at, m.id, CASE WHEN r.step > 0 OR r.rule = 'meeting.soon' THEN 'REMINDER' ELSE 'FIRST' END, CASE WHEN access.full THEN p.name END,
			CASE WHEN access.full THEN m.subject END, NULL, coalesce(` + s.campaign("c") + `, false), NULL, NULL, NULL
		FROM (
			SELECT m.id, m.sent_at, m.subject, m.person_id FROM message m
			WHERE m.employer_id = @employer AND m.sent_at IS NOT NULL AND ` + after(`m.sent_at`, `m.id`) + ` AND ` + s.contactsAtAll() + `
			ORDER BY m.sent_at DESC, m.id DESC LIMIT @limit
		) m
		JOIN person p ON p.id = m.person_id` + s.personAccess() + `
		LEFT JOIN LATERAL (SELECT r.step, r.rule, r.invitation_id FROM reminder r WHERE r.message_id = m.id ORDER BY r.id LIMIT 1) r ON true
		LEFT JOIN invitation i ON i.id = r.invitation_id
		LEFT JOIN campaign c ON c.id = i.campaign_id)`
}

func (s sight) responsesArm(after continues) string {
	return `(
		SELECT 'RESPONSE', r.submitted_at, r.id, 'SUBMITTED', qn.name, CASE WHEN answers.seen THEN r.reference END,
			CASE WHEN access.full THEN p.name END, answers.seen, NULL, NULL, NULL
		FROM (
			SELECT r.id, r.submitted_at, r.reference, r.employer_id, r.invitation_id, r.questionnaire_version_id, r.shared_with FROM response r
			WHERE r.employer_id = @employer AND r.submitted_at IS NOT NULL AND ` + after(`r.submitted_at`, `r.id`) + ` AND ` + s.contactsAtAll() + `
			ORDER BY r.submitted_at DESC, r.id DESC LIMIT @limit
		) r
		CROSS JOIN LATERAL (SELECT ` + s.response("r") + ` AS seen OFFSET 0) answers
		JOIN invitation i ON i.id = r.invitation_id
		JOIN person p ON p.id = i.person_id` + s.personAccess() + `
		JOIN questionnaire_version v ON v.id = r.questionnaire_version_id
		JOIN questionnaire qn ON qn.id = v.questionnaire_id)`
}

func (s sight) refusalsArm(after continues) string {
	return `(
		SELECT 'RESPONSE', i.settled_at, i.id, i.state, qn.name, NULL, CASE WHEN access.full THEN p.name END, false, NULL, NULL, NULL
		FROM (
			SELECT i.id, i.settled_at, i.state, i.person_id, i.campaign_id FROM invitation i
			WHERE i.employer_id = @employer AND i.state IN ('DECLINED', 'OBJECTED') AND ` + after(`i.settled_at`, `i.id`) + ` AND ` + s.contactsAtAll() + `
			ORDER BY i.settled_at DESC, i.id DESC LIMIT @limit
		) i
		JOIN person p ON p.id = i.person_id` + s.personAccess() + `
		JOIN campaign c ON c.id = i.campaign_id
		JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
		JOIN questionnaire qn ON qn.id = v.questionnaire_id)`
}

// referralsArm has every step of the employer's referrals. That there was one is told to whoever sees contacts, who and the words
// to the two organisations.
func (s sight) referralsArm(after continues) string {
	return `(
		SELECT 'REFERRAL', m.at, m.id, m.state, r.kind,
			CASE WHEN m.state = 'OPEN' THEN CASE WHEN ` + s.referralWords("r", "from_organisation_id") + ` THEN r.about END
				WHEN ` + s.referralWords("r", "to_organisation_id") + ` THEN m.reason END,
			CASE WHEN ` + s.referral("r") + ` THEN u.name END, ` + s.referral("r") + `, f.name, t.name, r.id
		FROM referral r
		JOIN referral_move m ON m.referral_id = r.id
		JOIN organisation f ON f.id = r.from_organisation_id
		JOIN organisation t ON t.id = r.to_organisation_id
		LEFT JOIN hub_user u ON u.id = m.user_id
		WHERE r.employer_id = @employer AND ` + s.contactsAtAll() + ` AND ` + after(`m.at`, `m.id`) + `
		ORDER BY m.at DESC, m.id DESC LIMIT @limit)`
}

// wishesArm has what people who worked there on the day agreed to, withdrew and objected to. That it was so is told to whoever sees contacts;
// who it was and how follow the contact access of the person.
func (s sight) wishesArm(after continues) string {
	const start = ` AT TIME ZONE 'Europe/London'`
	return `(
		SELECT 'CONSENT', w.at, w.id, w.event, w.topic, CASE WHEN access.full THEN w.how END, CASE WHEN access.full THEN p.name END, false, NULL, NULL, NULL
		FROM (
			SELECT w.* FROM (
				SELECT k.person_id, k.given_on::timestamp` + start + ` AS at, k.given_on AS day, md5('agreed' || k.id)::uuid AS id, 'AGREED' AS event, k.topic, k.how
				FROM person_role r JOIN consent k ON k.person_id = r.person_id WHERE r.employer_id = @employer
				UNION
				SELECT k.person_id, k.withdrawn_on::timestamp` + start + `, k.withdrawn_on, md5('withdrew' || k.id)::uuid, 'WITHDREW', k.topic, k.withdrawn_how
				FROM person_role r JOIN consent k ON k.person_id = r.person_id WHERE r.employer_id = @employer AND k.withdrawn_on IS NOT NULL
				UNION
				SELECT o.person_id, o.received_at, (o.received_at` + start + `)::date, md5('objected' || o.person_id || o.topic)::uuid, 'OBJECTED', o.topic, o.how
				FROM person_role r JOIN objection o ON o.person_id = r.person_id WHERE r.employer_id = @employer
			) w
			WHERE ` + s.contactsAtAll() + ` AND ` + after(`w.at`, `w.id`) + ` AND EXISTS (
				SELECT FROM person_role r
				WHERE r.person_id = w.person_id AND r.employer_id = @employer AND (r.since IS NULL OR r.since <= w.day) AND (r.until IS NULL OR r.until >= w.day))
			ORDER BY w.at DESC, w.id DESC LIMIT @limit
		) w
		JOIN person p ON p.id = w.person_id` + s.personAccess() + `)`
}

// networksArm has every step of the employer's memberships. Why, and who entered it, is told to whoever sees contacts.
func (s sight) networksArm(after continues) string {
	const at = `(v.on_day::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'NETWORK', ` + at + `, v.id, v.state, n.name, CASE WHEN ` + s.contactsAtAll() + ` THEN v.reason END, CASE WHEN ` + s.contactsAtAll() + ` THEN u.name END,
			true, NULL, NULL, NULL
		FROM network_membership m
		JOIN network_membership_move v ON v.membership_id = m.id
		JOIN network n ON n.id = m.network_id
		LEFT JOIN hub_user u ON u.id = v.user_id
		WHERE m.employer_id = @employer AND ` + after(at, `v.id`) + `
		ORDER BY ` + at + ` DESC, v.id DESC LIMIT @limit)`
}

// meetingsArm has the meetings at which somebody of the employer was, or was missed. That it was so is told to whoever sees contacts; who follows
// the contact access of the person.
func (s sight) meetingsArm(after continues) string {
	return `(
		SELECT 'MEETING', i.starts_at, i.id, CASE WHEN i.attended THEN 'ATTENDED' ELSE 'MISSED' END, i.network, i.title, CASE WHEN access.full THEN p.name END, false, NULL, NULL, NULL
		FROM (
			SELECT i.id, g.starts_at, i.attended, i.person_id, g.title, n.name AS network
			FROM meeting_invitee i JOIN meeting g ON g.id = i.meeting_id JOIN network n ON n.id = g.network_id
			WHERE i.employer_id = @employer AND i.attended IS NOT NULL AND i.withdrawn_at IS NULL AND ` + after(`g.starts_at`, `i.id`) + ` AND ` + s.contactsAtAll() + `
			ORDER BY g.starts_at DESC, i.id DESC LIMIT @limit
		) i
		JOIN person p ON p.id = i.person_id` + s.personAccess() + `)`
}

// awardsArm has what the employer was awarded, what it renewed, and what ran out or ended.
func (s sight) awardsArm(after continues) string {
	const at = `(w.day::timestamp AT TIME ZONE 'Europe/London')`
	s.args["today"] = s.Today
	return `(
		SELECT 'ACCREDITATION', ` + at + `, w.id, w.event, c.name, w.text, NULL, false, CASE WHEN c.levels > 1 THEN w.level::text END, l.name, NULL
		FROM (
			SELECT a.awarded_on AS day, md5('award' || a.id)::uuid AS id, a.scheme, a.level, a.reference AS text,
				CASE WHEN p.level = a.level THEN 'RENEWED' WHEN p.level < a.level THEN 'MOVED_UP' ELSE 'AWARDED' END AS event
			FROM accreditation a
			LEFT JOIN LATERAL (
				SELECT p.level FROM accreditation p
				WHERE p.employer_id = a.employer_id AND p.scheme = a.scheme AND (p.awarded_on, p.level, p.id) < (a.awarded_on, a.level, a.id)
					AND (p.expires_on IS NULL OR p.expires_on >= a.awarded_on - 1) AND (p.ended_on IS NULL OR p.ended_on > a.awarded_on)
				ORDER BY p.awarded_on DESC, p.level DESC, p.id DESC LIMIT 1
			) p ON true
			WHERE a.employer_id = @employer
			UNION ALL
			SELECT a.expires_on + 1, md5('lapse' || a.id)::uuid, a.scheme, a.level, NULL, 'LAPSED'
			FROM accreditation a
			WHERE a.employer_id = @employer AND a.expires_on < @today AND (a.ended_on IS NULL OR a.ended_on > a.expires_on) AND NOT EXISTS (
				SELECT FROM accreditation n
				WHERE n.employer_id = a.employer_id AND n.scheme = a.scheme AND (n.awarded_on, n.level, n.id) > (a.awarded_on, a.level, a.id) AND n.awarded_on <= a.expires_on + 1)
			UNION ALL
			SELECT a.ended_on, md5('end' || a.id)::uuid, a.scheme, a.level, a.end_reason, 'ENDED'
			FROM accreditation a WHERE a.employer_id = @employer AND a.ended_on IS NOT NULL AND (a.expires_on IS NULL OR a.ended_on <= a.expires_on)
		) w
		JOIN (SELECT c.code, c.name, (SELECT count(*) FROM scheme_level l WHERE l.scheme = c.code) AS levels FROM scheme c) c ON c.code = w.scheme
		JOIN scheme_level l ON l.scheme = w.scheme AND l.level = w.level
		WHERE ` + after(at, `w.id`) + `
		ORDER BY ` + at + ` DESC, w.id DESC LIMIT @limit)`
}

// stagesArm has the steps of the employer's way to a scheme.
func (s sight) stagesArm(after continues) string {
	const at = `(t.since::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'ACCREDITATION', ` + at + `, t.id, t.stage, c.name, NULL, NULL, false, NULL, NULL, NULL
		FROM accreditation_stage t JOIN scheme c ON c.code = t.scheme
		WHERE t.employer_id = @employer AND ` + after(at, `t.id`) + `
		ORDER BY ` + at + ` DESC, t.id DESC LIMIT @limit)`
}

// practicesArm has what was discussed, started and confirmed of good work.
func (s sight) practicesArm(after continues) string {
	const at = `(w.day::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'PRACTICE', ` + at + `, md5(w.event || p.id)::uuid, w.event, t.name, w.text, NULL, false, NULL, NULL, NULL
		FROM practice p JOIN practice_topic t ON t.code = p.topic
		CROSS JOIN LATERAL (VALUES (p.discussed_on, 'DISCUSSED', NULL), (p.started_on, 'STARTED', p.evidence), (p.confirmed_on, 'CONFIRMED', p.confirmation)) w (day, event, text)
		WHERE p.employer_id = @employer AND w.day IS NOT NULL AND ` + after(at, `md5(w.event || p.id)::uuid`) + `
		ORDER BY ` + at + ` DESC, md5(w.event || p.id)::uuid DESC LIMIT @limit)`
}

// issuesArm has every step of the issues that the employer raised in networks. The words of a step, and who took it, are told to whoever sees
// contacts.
func (s sight) issuesArm(after continues) string {
	const at = `(v.on_day::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'ISSUE', ` + at + `, v.id, v.state, i.title, CASE WHEN ` + s.contactsAtAll() + ` THEN v.text END, CASE WHEN ` + s.contactsAtAll() + ` THEN u.name END,
			false, NULL, NULL, NULL
		FROM network_issue i
		JOIN network_issue_move v ON v.issue_id = i.id
		LEFT JOIN hub_user u ON u.id = v.user_id
		WHERE i.employer_id = @employer AND ` + after(at, `v.id`) + `
		ORDER BY ` + at + ` DESC, v.id DESC LIMIT @limit)`
}

// goodPracticesArm has when something that the employer does well was written up, when it agreed to publish it, and when it took that back.
func (s sight) goodPracticesArm(after continues) string {
	return `(
		SELECT 'PRACTICE', w.at, md5(w.event || g.id)::uuid, w.event, g.title, CASE WHEN ` + s.contactsAtAll() + ` THEN w.text END, NULL, false, NULL, NULL, NULL
		FROM good_practice g
		CROSS JOIN LATERAL (VALUES
			(g.recorded_at, 'WRITTEN', NULL),
			(g.consent_on::timestamp AT TIME ZONE 'Europe/London', 'AGREED', g.consent_how),
			(g.withdrawn_on::timestamp AT TIME ZONE 'Europe/London', 'WITHDREW', g.withdrawn_how)) w (at, event, text)
		WHERE g.employer_id = @employer AND w.at IS NOT NULL AND ` + after(`w.at`, `md5(w.event || g.id)::uuid`) + `
		ORDER BY w.at DESC, md5(w.event || g.id)::uuid DESC LIMIT @limit)`
}

// opportunitiesArm has every step of the employer's opportunities but that somebody thought of one. Why, and who entered it, is told to whoever
// sees contacts.
func (s sight) opportunitiesArm(after continues) string {
	return `(
		SELECT 'OPPORTUNITY', v.recorded_at, v.id, v.state, o.role, CASE WHEN ` + s.contactsAtAll() + ` THEN v.reason END, CASE WHEN ` + s.contactsAtAll() + ` THEN u.name END,
			true, NULL, NULL, NULL
		FROM opportunity o
		JOIN opportunity_move v ON v.opportunity_id = o.id
		LEFT JOIN hub_user u ON u.id = v.user_id
		WHERE o.employer_id = @employer AND v.state <> 'DRAFT' AND ` + after(`v.recorded_at`, `v.id`) + `
		ORDER BY v.recorded_at DESC, v.id DESC LIMIT @limit)`
}

// educationArm has what an employer did with schools and providers, from the day on which it was; id, day, event, of and text are expressions.
func (s sight) educationArm(after continues, table, id, day, event, of, text string) string {
	s.args["today"] = s.Today
	at := `(` + day + `::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'EDUCATION', ` + at + `, ` + id + `, ` + event + `, ` + of + `, ` + text + `, NULL, true, NULL, NULL, NULL
		FROM ` + table + `
		WHERE x.employer_id = @employer AND ` + day + ` <= @today::date AND ` + after(at, id) + `
		ORDER BY ` + at + ` DESC, ` + id + ` DESC LIMIT @limit)`
}

func (s sight) encountersArm(after continues) string {
	return s.educationArm(after, `school_encounter x`, `x.id`, `x.happens_on`, `CASE WHEN x.cancelled_on IS NULL THEN x.kind ELSE 'CANCELLED' END`, `x.school`,
		`coalesce(x.cancel_reason, x.pupil_places || ' pupil places' || CASE WHEN x.confirmed_on IS NULL THEN ', not confirmed by the school' ELSE '' END)`)
}

func (s sight) collaborationsArm(after continues) string {
	return s.educationArm(after, `collaboration x JOIN provider p ON p.id = x.provider_id`, `x.id`, `x.starts_on`, `x.kind`, `x.course || ', ' || p.name`, `x.evidence`)
}

func (s sight) apprenticeshipsArm(after continues) string {
	return s.educationArm(after, `apprenticeship x`, `x.id`, `x.on_day`, `x.stage`, s.peopleTold(`x.stage = 'STARTED'`, `x.places || ' at level '`, `'Level '`)+` || x.level || ', ' || x.standard`, `x.evidence`)
}

func (s sight) coursesArm(after continues) string {
	return s.educationArm(after, `course_employer x JOIN course k ON k.id = x.course_id JOIN provider p ON p.id = k.provider_id`, `k.id`, `k.starts_on`, `'COURSE'`,
		`k.title || ', ' || p.name`, `NULL`)
}

// hostsArm has what the employer said of placements that it hosts, and outcomesArm what placements led to with it: to placement staff alone, and nobody
// who takes part is named.
func (s sight) hostsArm(after continues) string {
	return `(
		SELECT 'PLACEMENT', w.recorded_at, w.id, w.event, o.role, NULL, NULL, true, NULL, NULL, NULL
		FROM placement l JOIN opportunity o ON o.id = l.opportunity_id
		JOIN LATERAL (
			SELECT r.recorded_at, r.id, r.stage AS event FROM placement_review r WHERE r.placement_id = l.id AND r.by_host
			UNION ALL SELECT g.recorded_at, g.id, g.ending FROM placement_ending g WHERE g.placement_id = l.id) w ON true
		WHERE l.employer_id = @employer AND ` + s.participants() + ` AND ` + after(`w.recorded_at`, `w.id`) + `
		ORDER BY w.recorded_at DESC, w.id DESC LIMIT @limit)`
}

func (s sight) outcomesArm(after continues) string {
	const at = `(x.on_day::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'PLACEMENT', ` + at + `, x.id, x.kind, o.role, CASE x.state WHEN 'CLAIMED' THEN 'to be confirmed' WHEN 'CONFIRMED' THEN 'confirmed' END || coalesce(', ' || x.weeks || ' weeks', ''),
			NULL, true, NULL, NULL, NULL
		FROM placement_outcome x JOIN placement l ON l.id = x.placement_id JOIN opportunity o ON o.id = l.opportunity_id
		WHERE x.employer_id = @employer AND x.state IN ('CLAIMED', 'CONFIRMED') AND ` + s.placement("l") + ` AND ` + after(at, `x.id`) + `
		ORDER BY ` + at + ` DESC, x.id DESC LIMIT @limit)`
}

// commitmentsArm has that a commitment was made.
func (s sight) commitmentsArm(after continues) string {
	const at = `(x.made_on::timestamp AT TIME ZONE 'Europe/London')`
	return `(
		SELECT 'COMMITMENT', ` + at + `, x.id, 'MADE', x.about, x.note, NULL, true, NULL, NULL, NULL
		FROM commitment x
		WHERE x.employer_id = @employer AND ` + after(at, `x.id`) + `
		ORDER BY ` + at + ` DESC, x.id DESC LIMIT @limit)`
}

// recordArm has the making of the record, which every employer has. It is the first and says of which types the columns are.
func recordArm(after continues) string {
	return `(
		SELECT 'RECORD', e.created_at, e.id, CASE WHEN ch.import_id IS NOT NULL THEN 'IMPORT' ELSE 'HAND' END, NULL::text, NULL::text, a.actor_name, false,
			NULL::text, NULL::text, NULL::uuid
		FROM employer e
		LEFT JOIN import_change ch ON ch.employer_id = e.id AND ch.created
		LEFT JOIN LATERAL (
			SELECT a.actor_name FROM audit a WHERE a.record_id = e.id AND a.action = 'employer.create' ORDER BY a.id LIMIT 1
		) a ON true
		WHERE e.id = @employer AND ` + after(`e.created_at`, `e.id`) + `)`
}

// contactsAtAll says that the viewer may know who was written to and what came back, as far as each row shows it.
func (s sight) contactsAtAll() string {
	if s.May(hub.PermReadPersonal) {
		return `true`
	}
	return `false`
}

// entry puts a row into words.
func (r timelineRow) entry() hub.TimelineEntry {
	e := hub.TimelineEntry{Kind: r.Kind, At: r.At, Text: r.Text, Who: r.Who}
	switch r.Kind {
	case hub.TimelineInteraction:
		id := hub.InteractionID{}
		id.UUID = r.ID
		e.ID, e.InteractionID, e.Title = id.String(), &id, hub.Channel(r.Event).TitleWith(*r.Of)
	case hub.TimelineMessage:
		id := hub.MessageID{}
		id.UUID = r.ID
		e.ID, e.Title = id.String(), hub.MessageTitle(r.Event == "REMINDER", r.Of)
		if r.Shown {
			e.MessageID = &id
		}
	case hub.TimelineResponse:
		answered, refused := hub.ResponseID{}, hub.InvitationID{}
		answered.UUID, refused.UUID = r.ID, r.ID
		e.ID, e.Title = refused.String(), hub.InvitationState(r.Event).TitleOf(*r.Of)
		if r.Event == string(hub.InvitationSubmitted) {
			e.ID = answered.String()
		}
		if r.Shown {
			e.ResponseID = &answered
		}
	case hub.TimelineReferral:
		if r.Shown {
			e.ReferralID = r.ReferralID
		}
		e.ID, e.Title = "referralmove_"+r.ID.String(), hub.ReferralKind(*r.Of).Title(hub.ReferralState(r.Event), *r.From, *r.To)
	case hub.TimelineNetwork:
		e.ID, e.Title = "membershipmove_"+r.ID.String(), hub.MembershipState(r.Event).TitleIn(*r.Of)
	case hub.TimelineOpportunity:
		e.ID, e.Title = "opportunitymove_"+r.ID.String(), hub.OpportunityState(r.Event).TitleOf(*r.Of)
	case hub.TimelineIssue:
		e.ID, e.Title = "issuemove_"+r.ID.String(), hub.IssueState(r.Event).TitleOf(*r.Of)
	case hub.TimelineConsent:
		e.ID, e.Title = "wish_"+r.ID.String(), hub.Wish(r.Event).Title(hub.Topic(*r.Of))
	case hub.TimelineMeeting:
		id := hub.InviteeID{}
		id.UUID = r.ID
		e.ID, e.Title = id.String(), hub.MeetingTitle(r.Event == "ATTENDED", *r.Of)
	case hub.TimelineAccreditation:
		e.ID, e.Title = "award_"+r.ID.String(), r.accreditation()
	case hub.TimelinePractice:
		e.ID, e.Title = "practised_"+r.ID.String(), hub.PracticeEvent(r.Event).Title(*r.Of)
	case hub.TimelineEducation:
		e.ID, e.Title = "education_"+r.ID.String(), hub.EducationTitle(hub.EducationEvent(r.Event), *r.Of)
	case hub.TimelinePlacement:
		e.ID, e.Title = "placed_"+r.ID.String(), hub.PlacementTitle(r.Event, *r.Of)
	case hub.TimelineCommitment:
		id := hub.CommitmentID{}
		id.UUID = r.ID
		e.ID, e.Title = id.String(), "Committed itself to: "+*r.Of
	case hub.TimelineRecord:
		id := hub.EmployerID{}
		id.UUID = r.ID
		e.ID, e.Title = id.String(), "Record created"
		if r.Event == "IMPORT" {
			e.Title = "Imported from Companies House"
		}
	}
	return e
}

// accreditation says what happened with an award, or which stage the employer came to on its way to one. From is the level where the
// scheme has more than one, To its name.
func (r timelineRow) accreditation() string {
	if r.To == nil {
		return hub.AccreditationStage(r.Event).TitleOf(*r.Of)
	}
	var level *int
	if r.From != nil {
		if n, err := strconv.Atoi(*r.From); err == nil {
			level = &n
		}
	}
	return hub.AwardEvent(r.Event).Title(*r.Of, level, *r.To)
}

package postgres

import (
	"context"
	"strconv"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// campaignVisible is who sees campaign c, its invitations and their messages: the organisation that asks.
const campaignVisible = `c.organisation_id = @viewer`

func (s sight) campaigns() string {
	return `
	SELECT c.id, c.name, c.questionnaire_version_id, qn.name AS questionnaire_name, c.kind, c.state, c.closes_on, c.launched_at,
		ROW (o.id, o.name, o.kind) AS organisation,
		CASE WHEN u.id IS NOT NULL THEN ROW (u.id, u.name, ROW (uo.id, uo.name, uo.kind), u.roles) END AS launched_by,
		c.send_window, c.reminder_plan, c.kind_reason, c.functions, c.rate_per_minute, c.paused_reason, c.texts, ` + s.leftOutBy("c") + ` AS left_out, ` + s.filter("c.audience") + ` AS audience,
		c.contacted_within_days, c.version
	FROM campaign c
	JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
	JOIN questionnaire qn ON qn.id = v.questionnaire_id
	JOIN organisation o ON o.id = c.organisation_id
	LEFT JOIN hub_user u ON u.id = c.user_id
	LEFT JOIN organisation uo ON uo.id = u.organisation_id
	WHERE ` + campaignVisible
}

// filter is a filter of employers in a column, without the IDs of those that the viewer does not see.
func (s sight) filter(column string) string {
	if s.isSystem() {
		return column
	}
	of := column
	for _, ids := range []string{"IDIn", "ParentIn"} {
		of = `CASE WHEN jsonb_typeof(` + column + ` -> '` + ids + `') = 'array' THEN jsonb_set(` + of + `, '{` + ids + `}', (
			SELECT coalesce(jsonb_agg(n.id ORDER BY n.place), '[]') FROM jsonb_array_elements_text(` + column + ` -> '` + ids + `') WITH ORDINALITY n (id, place)
			WHERE NOT EXISTS (SELECT FROM employer ho WHERE 'employer_' || ho.id = n.id AND ` + s.hidden("ho") + `))) ELSE ` + of + ` END`
	}
	return of
}

// leftOutBy counts whom campaign c left out by reason, but for employers that the viewer does not see.
func (s sight) leftOutBy(c string) string {
	if s.isSystem() {
		return c + `.left_out`
	}
	return `CASE WHEN EXISTS (SELECT FROM employer ho JOIN left_out hl ON hl.employer_id = ho.id WHERE hl.campaign_id = ` + c + `.id AND ` + s.hidden("ho") + `)
		THEN (SELECT coalesce(jsonb_object_agg(n.reason, n.employers), '{}') FROM (
			SELECT hl.reason, count(*) AS employers FROM left_out hl WHERE hl.campaign_id = ` + c + `.id AND ` + s.employerOf(`hl.employer_id`) + ` GROUP BY hl.reason) n)
		ELSE ` + c + `.left_out END`
}

// campaignWhere chooses campaigns c of questionnaire qn, without those that only took answers by telephone.
func campaignWhere(viewer hub.Actor, f hub.CampaignFilter, args pgx.StrictNamedArgs) string {
	where := " AND NOT c.by_phone"
	narrow := func(asked bool, sql, name string, value any) {
		if asked {
			where += " AND " + sql
			args[name] = value
		}
	}
	if f.Search != nil {
		for n, word := range hub.SearchTerms(*f.Search) {
			name := "word" + strconv.Itoa(n)
			narrow(true, `strpos(lower(c.name), @`+name+`) > 0`, name, word)
		}
	}
	narrow(f.Mine != nil && *f.Mine, `c.user_id = @me`, "me", viewer.UserID)
	narrow(len(f.StateIn) > 0, `c.state = ANY (@states)`, "states", f.StateIn)
	narrow(len(f.KindIn) > 0, `c.kind = ANY (@kinds)`, "kinds", f.KindIn)
	narrow(f.QuestionnaireKey != nil, `qn.key = @key`, "key", f.QuestionnaireKey)
	return where
}

// Campaigns reads a page of those that filter finds and viewer may see, the latest first. Errors: BAD_INPUT for a cursor of another
// list.
func Campaigns(ctx context.Context, q Querier, viewer hub.Actor, filter hub.CampaignFilter, page hub.Page) (hub.List[hub.Campaign], error) {
	const name = "campaigns"
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "limit": page.First + 1}
	after, err := latestAfter(name, "c.id", page, args)
	if err != nil {
		return hub.List[hub.Campaign]{}, err
	}
	rows, err := q.Query(ctx, Viewer{Actor: viewer}.sight(args).campaigns()+campaignWhere(viewer, filter, args)+after+` ORDER BY c.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(c hub.Campaign) (hub.Campaign, hub.Cursor) {
		return c, hub.Cursor{List: name, ID: c.ID.UUID}
	})
}

// latestAfter is the condition that continues a list with the latest ID first behind page.After, with its value in args.
// Errors: BAD_INPUT for a cursor of another list.
func latestAfter(list, id string, page hub.Page, args pgx.StrictNamedArgs) (string, error) {
	if page.After == "" {
		return "", nil
	}
	cursor, err := hub.ParseCursor(list, page.After)
	args["after"] = cursor.ID
	return " AND " + id + " < @after", err
}

// CountCampaigns counts those that filter finds and viewer may see.
func CountCampaigns(ctx context.Context, q Querier, viewer hub.Actor, filter hub.CampaignFilter) (int, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID}
	rows, err := q.Query(ctx, `
		SELECT count(*) FROM campaign c
		JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
		JOIN questionnaire qn ON qn.id = v.questionnaire_id
		WHERE `+campaignVisible+campaignWhere(viewer, filter, args), args)
	return one[int](rows, err, "cannot count campaigns")
}

// CampaignsByID reads those of ids that viewer may see.
func CampaignsByID(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.CampaignID) ([]hub.Campaign, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "ids": ids}
	rows, err := q.Query(ctx, Viewer{Actor: viewer}.sight(args).campaigns()+` AND c.id = ANY (@ids) ORDER BY c.id`, args)
	return all[hub.Campaign](rows, err, "cannot read campaigns")
}

// FiguresOfCampaigns counts whom each of ids that viewer may see has asked: employers that were merged count once.
func FiguresOfCampaigns(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.CampaignID) ([]hub.CampaignFigures, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "ids": ids}
	see := Viewer{Actor: viewer}.sight(args)
	rows, err := q.Query(ctx, `
		SELECT c.id AS campaign_id, asked.invited, asked.started, asked.submitted, asked.declined, asked.stopped,
			mail.sent, mail.due + asked.not_yet_made AS due, mail.accepted, mail.bounced, mail.uncertain, found.skills_needs
		FROM campaign c
		CROSS JOIN LATERAL (
			SELECT count(DISTINCT i.employer_id) AS invited,
				count(DISTINCT i.employer_id) FILTER (WHERE s.state IN ('IN_PROGRESS', 'REOPENED')) AS started,
				count(DISTINCT i.employer_id) FILTER (WHERE i.state = 'SUBMITTED') AS submitted,
				count(DISTINCT i.employer_id) FILTER (WHERE i.state = 'DECLINED') AS declined,
				count(DISTINCT i.employer_id) FILTER (WHERE i.state IN ('OBJECTED', 'LEFT', 'BOUNCED', 'NO_CONSENT', 'ANSWERED')) AS stopped,
				count(*) FILTER (WHERE i.state = 'OPEN' AND i.next_step = 0) AS not_yet_made
			FROM invitation i LEFT JOIN response s ON s.invitation_id = i.id
			WHERE i.campaign_id = c.id AND `+see.employerOf(`i.employer_id`)+`) asked
		CROSS JOIN LATERAL (
			SELECT count(DISTINCT r.invitation_id) FILTER (WHERE r.step = 0 AND m.state IN ('ACCEPTED', 'DELIVERED', 'BOUNCED', 'COMPLAINED')) AS sent,
				count(*) FILTER (WHERE m.state IN ('DUE', 'CLAIMED', 'HANDED_OVER')) AS due,
				count(*) FILTER (WHERE m.state IN ('ACCEPTED', 'DELIVERED')) AS accepted,
				count(*) FILTER (WHERE m.state IN ('REJECTED', 'BOUNCED', 'COMPLAINED')) AS bounced,
				count(*) FILTER (WHERE m.state = 'UNCERTAIN' AND m.settled_at IS NULL) AS uncertain
			FROM message m JOIN reminder r ON r.message_id = m.id
			WHERE m.campaign_id = c.id AND `+see.employerOf(`m.employer_id`)+`) mail
		CROSS JOIN LATERAL (
			SELECT count(*) AS skills_needs
			FROM invitation i JOIN response s ON s.invitation_id = i.id JOIN skills_need n ON n.response_id = s.id
			WHERE i.campaign_id = c.id AND `+see.employerOf(`i.employer_id`)+`) found
		WHERE c.id = ANY (@ids) AND `+campaignVisible+`
		ORDER BY c.id`, args)
	return all[hub.CampaignFigures](rows, err, "cannot count invitations")
}

// manyInvitations are so many that they change how the table is best read.
const manyInvitations = 10_000

// campaignValues are what a campaign says when it is added, and when a draft is saved or launched.
func campaignValues(c hub.Campaign) pgx.StrictNamedArgs {
	var user *hub.UserID
	if c.LaunchedBy != nil {
		user = &c.LaunchedBy.ID
	}
	return pgx.StrictNamedArgs{
		"id": c.ID, "questionnaire": c.QuestionnaireVersionID, "user": user, "name": c.Name, "kind": c.Kind, "state": c.State, "window": c.SendWindow,
		"plan": c.ReminderPlan, "closes": c.ClosesOn, "launched": c.LaunchedAt, "reason": c.KindReason, "functions": c.Functions, "rate": c.RatePerMinute,
		"texts": c.Texts, "left_out": c.LeftOut, "audience": c.Audience, "contacted": c.ContactedWithinDays, "version": c.Version,
	}
}

// InsertCampaign adds a campaign. It asks nobody yet.
func InsertCampaign(ctx context.Context, tx pgx.Tx, c hub.Campaign) error {
	args := campaignValues(c)
	args["organisation"] = c.Organisation.ID
	_, err := tx.Exec(ctx, `
		INSERT INTO campaign (id, questionnaire_version_id, organisation_id, user_id, name, kind, state, send_window, reminder_plan, closes_on, launched_at,
			kind_reason, functions, rate_per_minute, texts, left_out, audience, contacted_within_days, version)
		VALUES (@id, @questionnaire, @organisation, @user, @name, @kind, @state, @window, @plan, @closes, @launched,
			@reason, @functions, @rate, @texts, @left_out, @audience, @contacted, @version)`, args)
	if err != nil {
		return explain(err, "cannot add a campaign")
	}
	return nil
}

// SetDraft writes all that a draft says, or what it says once it is launched.
func SetDraft(ctx context.Context, tx pgx.Tx, c hub.Campaign) error {
	_, err := tx.Exec(ctx, `
		UPDATE campaign SET questionnaire_version_id = @questionnaire, user_id = @user, name = @name, kind = @kind, state = @state,
			send_window = @window, reminder_plan = @plan, closes_on = @closes, launched_at = @launched, kind_reason = @reason, functions = @functions,
			rate_per_minute = @rate, texts = @texts, left_out = @left_out, audience = @audience, contacted_within_days = @contacted, version = @version
		WHERE id = @id AND state = 'DRAFT'`, campaignValues(c))
	if err != nil {
		return explain(err, "cannot save a draft")
	}
	return nil
}

// DeleteDraft drops a campaign that was not launched.
func DeleteDraft(ctx context.Context, tx pgx.Tx, id hub.CampaignID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM campaign WHERE id = @id AND state = 'DRAFT'`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot drop a draft")
	}
	return nil
}

// InsertInvitations asks the employers of a campaign that is launched. From its NextReminderAt on, where it has one, an invitation waits
// for its first message.
func InsertInvitations(ctx context.Context, tx pgx.Tx, c hub.Campaign, invitations []hub.Invitation) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"invitation"}, []string{"id", "campaign_id", "employer_id", "person_id", "created_at", "next_step", "next_reminder_at"},
		pgx.CopyFromSlice(len(invitations), func(n int) ([]any, error) {
			i, step := invitations[n], 1
			if i.NextReminderAt != nil {
				step = 0
			}
			return []any{i.ID.UUID, i.CampaignID.UUID, i.EmployerID.UUID, i.PersonID.UUID, c.LaunchedAt, step, i.NextReminderAt}, nil
		}))
	if err != nil {
		return explain(err, "cannot add invitations")
	}
	if len(invitations) >= manyInvitations {
		// Until PostgreSQL looks by itself, in a minute or so, it would plan as if they were not there.
		if _, err := tx.Exec(ctx, `ANALYZE invitation`); err != nil {
			return explain(err, "cannot count invitations")
		}
	}
	return nil
}

// LockLaunches makes launches wait for each other until tx ends, so that none misses the invitations of another.
func LockLaunches(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('campaign launch'))`); err != nil {
		return explain(err, "cannot wait for another launch")
	}
	return nil
}

// CandidateQuery asks for employers that a diagnostic could go to.
type CandidateQuery struct {
	Filter                 hub.EmployerFilter
	QuestionnaireVersionID hub.QuestionnaireVersionID
	Budget                 hub.ContactBudget
	// ContactedSince and By ask whether another organisation than By was in touch with an employer since; nil asks nothing.
	ContactedSince *hub.Date
	By             hub.OrganisationID
	Most           int
}

// Candidates reads up to Most of the employers that the filter finds and viewer sees, by name, with what decides whether they are asked.
func Candidates(ctx context.Context, q Querier, viewer Viewer, ask CandidateQuery) ([]hub.Candidate, error) {
	args := pgx.StrictNamedArgs{
		"version": ask.QuestionnaireVersionID, "since": viewer.Today.AddDays(-ask.Budget.Days).At(0, 0), "on": viewer.Today, "most": ask.Most,
		"contacted": ask.ContactedSince, "by": ask.By,
	}
	see := viewer.sight(args)
	where := see.employerWhere(ask.Filter)
	rows, err := q.Query(ctx, `
		SELECT e.id AS employer_id, e.status, e.legal_form, `+see.onHold("e")+` AS on_hold,
			(
				SELECT count(DISTINCT c.id) FROM invitation i JOIN campaign c ON c.id = i.campaign_id
				WHERE i.employer_id = e.id AND i.created_at >= @since AND c.state <> 'CANCELLED' AND NOT c.by_phone) AS recent_campaigns,
			EXISTS (
				SELECT FROM invitation i
				JOIN campaign c ON c.id = i.campaign_id
				JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
				WHERE i.employer_id = e.id AND i.state = 'OPEN'
					AND v.questionnaire_id = (SELECT questionnaire_id FROM questionnaire_version WHERE id = @version)) AS invited,
			EXISTS (
				SELECT FROM interaction_employer x JOIN interaction n ON n.id = x.interaction_id
				WHERE x.employer_id = e.id AND x.state = 'COMPLETE' AND x.happened_on >= @contacted::date AND x.organisation_id <> @by
					AND NOT n.asked_for) AS contacted_by_partner,
			coalesce((
				SELECT array_agg(
					ROW (p.id, r.function, p.email, p.email_state,
						EXISTS (SELECT FROM objection b WHERE b.person_id = p.id AND b.topic IN ('ALL', 'DIAGNOSTICS')), `+suppressed("p")+`, `+consented("p")+`)
					ORDER BY p.id, r.id)
				FROM person_role r JOIN person p ON p.id = r.person_id
				WHERE r.employer_id = e.id AND p.email IS NOT NULL
					AND (r.since IS NULL OR r.since <= @on) AND (r.until IS NULL OR r.until >= @on)), '{}') AS people
		FROM employer e
		WHERE `+where+`
		ORDER BY e.name_key, e.id
		LIMIT @most`, args)
	return all[hub.Candidate](rows, err, "cannot read an audience")
}

// PublishedQuestionnaire is the name of the questionnaire of a version that may be sent. Errors: NOT_FOUND for a draft, one
// that was retired, and one that is not there.
func PublishedQuestionnaire(ctx context.Context, q Querier, version hub.QuestionnaireVersionID) (hub.Questionnaire, error) {
	rows, err := q.Query(ctx, `
		SELECT n.id, n.key, n.name FROM questionnaire_version v JOIN questionnaire n ON n.id = v.questionnaire_id
		WHERE v.id = @version AND v.state = 'PUBLISHED'`,
		pgx.StrictNamedArgs{"version": version})
	return exactlyOne[hub.Questionnaire](rows, err, "questionnaire version")
}

// CampaignForUpdate reads one that viewer may see, and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func CampaignForUpdate(ctx context.Context, tx pgx.Tx, viewer hub.Actor, id hub.CampaignID) (hub.Campaign, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "id": id}
	rows, err := tx.Query(ctx, Viewer{Actor: viewer}.sight(args).campaigns()+` AND c.id = @id FOR UPDATE OF c`, args)
	return exactlyOne[hub.Campaign](rows, err, "campaign")
}

// SetCampaign writes what may change about a campaign. Refusals count anew.
func SetCampaign(ctx context.Context, tx pgx.Tx, c hub.Campaign) error {
	_, err := tx.Exec(ctx, `
		UPDATE campaign SET name = @name, state = @state, closes_on = @closes, rate_per_minute = @rate, paused_reason = @paused,
			refusals_in_row = 0, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": c.ID, "name": c.Name, "state": c.State, "closes": c.ClosesOn, "rate": c.RatePerMinute, "paused": c.PausedReason, "version": c.Version,
		})
	if err != nil {
		return explain(err, "cannot change a campaign")
	}
	return nil
}

// EndInvitations closes the open invitations of a campaign at now and cancels its messages that wait, for that reason.
func EndInvitations(ctx context.Context, tx pgx.Tx, id hub.CampaignID, now time.Time, reason string) error {
	_, err := tx.Exec(ctx, `
		WITH open AS (
			SELECT id FROM invitation WHERE campaign_id = @id AND state = 'OPEN' ORDER BY id FOR UPDATE
		)
		UPDATE invitation i SET state = 'CLOSED', settled_at = @now, next_reminder_at = NULL FROM open WHERE i.id = open.id`,
		pgx.StrictNamedArgs{"id": id, "now": now})
	if err != nil {
		return explain(err, "cannot close invitations")
	}
	_, err = tx.Exec(ctx, `UPDATE message SET state = 'CANCELLED', reason = @reason WHERE campaign_id = @id AND state = 'DUE'`,
		pgx.StrictNamedArgs{"id": id, "reason": reason})
	if err != nil {
		return explain(err, "cannot cancel messages")
	}
	return nil
}

// MoveClosingDay lets links, waiting messages and reminders of a campaign follow its closing day, which is closes now.
func MoveClosingDay(ctx context.Context, tx pgx.Tx, id hub.CampaignID, closes hub.Date, linkUntil time.Time) error {
	for _, sql := range []string{
		`UPDATE personal_link l SET expires_at = @until FROM invitation i WHERE i.id = l.invitation_id AND i.campaign_id = @id AND l.revoked_at IS NULL`,
		`UPDATE message SET not_after = @end WHERE campaign_id = @id AND state IN ('DUE', 'CLAIMED') AND not_after IS NOT NULL`,
		`UPDATE invitation SET next_reminder_at = NULL WHERE campaign_id = @id AND state = 'OPEN' AND next_step > 0`,
	} {
		args := pgx.NamedArgs{"id": id, "until": linkUntil, "end": closes.End()}
		if _, err := tx.Exec(ctx, sql, args); err != nil {
			return explain(err, "cannot move a closing day")
		}
	}
	return nil
}

// SubmittedByDay counts the answers to a campaign that viewer may see by the day on which they were sent.
func SubmittedByDay(ctx context.Context, q Querier, viewer hub.Actor, id hub.CampaignID) ([]hub.DayCount, error) {
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "id": id}
	see := Viewer{Actor: viewer}.sight(args)
	rows, err := q.Query(ctx, `
		SELECT (s.submitted_at AT TIME ZONE 'Europe/London')::date AS day, count(*) AS n
		FROM campaign c JOIN invitation i ON i.campaign_id = c.id JOIN response s ON s.invitation_id = i.id
		WHERE c.id = @id AND s.submitted_at IS NOT NULL AND `+see.employerOf(`i.employer_id`)+` AND `+campaignVisible+`
		GROUP BY day ORDER BY day`, args)
	return all[hub.DayCount](rows, err, "cannot count answers")
}

// ClosedCampaign is one that was closed, with the state that it had before.
type ClosedCampaign struct {
	ID    hub.CampaignID
	State hub.CampaignState
}

// CloseCampaigns ends those whose closing day is over now, and their open invitations.
func CloseCampaigns(ctx context.Context, tx pgx.Tx, now time.Time) ([]ClosedCampaign, error) {
	rows, err := tx.Query(ctx, `
		WITH over AS (
			SELECT id, state FROM campaign WHERE state IN ('RUNNING', 'PAUSED') AND closes_on < @today
			ORDER BY id
			FOR UPDATE SKIP LOCKED
		), closed AS (
			UPDATE campaign SET state = 'CLOSED', version = version + 1 WHERE id IN (SELECT id FROM over)
		), stopped AS (
			UPDATE invitation SET state = 'CLOSED', settled_at = @now, next_reminder_at = NULL
			WHERE campaign_id IN (SELECT id FROM over) AND state = 'OPEN'
		)
		SELECT id, state FROM over ORDER BY id`,
		pgx.StrictNamedArgs{"today": hub.DateOf(now), "now": now})
	return all[ClosedCampaign](rows, err, "cannot close campaigns")
}

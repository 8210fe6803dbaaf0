package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// campaignVisible is who sees campaign c, its invitations and their messages: the organisation that asks.
const campaignVisible = `c.organisation_id = @viewer`

const campaigns = `
	SELECT c.id, c.name, c.questionnaire_version_id, qn.name AS questionnaire_name, c.kind, c.state, c.closes_on, c.launched_at,
		ROW (o.id, o.name, o.kind) AS organisation,
		CASE WHEN u.id IS NOT NULL THEN ROW (u.id, u.name, ROW (uo.id, uo.name, uo.kind), u.roles) END AS launched_by,
		c.send_window, c.reminder_plan
	FROM campaign c
	JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
	JOIN questionnaire qn ON qn.id = v.questionnaire_id
	JOIN organisation o ON o.id = c.organisation_id
	LEFT JOIN hub_user u ON u.id = c.user_id
	LEFT JOIN organisation uo ON uo.id = u.organisation_id
	WHERE ` + campaignVisible

// Campaigns reads a page of those that viewer may see, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Campaigns(ctx context.Context, q Querier, viewer hub.Actor, page hub.Page) (hub.List[hub.Campaign], error) {
	const name = "campaigns"
	args := pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "limit": page.First + 1}
	after, err := latestAfter(name, "c.id", page, args)
	if err != nil {
		return hub.List[hub.Campaign]{}, err
	}
	rows, err := q.Query(ctx, campaigns+after+` ORDER BY c.id DESC LIMIT @limit`, args)
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

// CountCampaigns counts those that viewer may see.
func CountCampaigns(ctx context.Context, q Querier, viewer hub.Actor) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM campaign c WHERE `+campaignVisible, pgx.StrictNamedArgs{"viewer": viewer.OrganisationID})
	return one[int](rows, err, "cannot count campaigns")
}

// CampaignsByID reads those of ids that viewer may see.
func CampaignsByID(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.CampaignID) ([]hub.Campaign, error) {
	rows, err := q.Query(ctx, campaigns+` AND c.id = ANY (@ids) ORDER BY c.id`,
		pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "ids": ids})
	return all[hub.Campaign](rows, err, "cannot read campaigns")
}

// FiguresOfCampaigns counts the invitations of each of ids that viewer may see.
func FiguresOfCampaigns(ctx context.Context, q Querier, viewer hub.Actor, ids []hub.CampaignID) ([]hub.CampaignFigures, error) {
	rows, err := q.Query(ctx, `
		SELECT c.id AS campaign_id, count(i.id) AS invited,
			count(i.id) FILTER (WHERE EXISTS (
				SELECT FROM reminder r JOIN message m ON m.id = r.message_id
				WHERE r.invitation_id = i.id AND r.step = 0 AND m.state IN ('ACCEPTED', 'DELIVERED', 'BOUNCED', 'COMPLAINED'))) AS sent,
			count(i.id) FILTER (WHERE s.state IN ('IN_PROGRESS', 'REOPENED')) AS started,
			count(i.id) FILTER (WHERE i.state = 'SUBMITTED') AS submitted,
			count(i.id) FILTER (WHERE i.state = 'DECLINED') AS declined,
			count(i.id) FILTER (WHERE i.state IN ('OBJECTED', 'LEFT', 'BOUNCED')) AS stopped
		FROM campaign c
		LEFT JOIN invitation i ON i.campaign_id = c.id
		LEFT JOIN response s ON s.invitation_id = i.id
		WHERE c.id = ANY (@ids) AND `+campaignVisible+`
		GROUP BY c.id
		ORDER BY c.id`,
		pgx.StrictNamedArgs{"viewer": viewer.OrganisationID, "ids": ids})
	return all[hub.CampaignFigures](rows, err, "cannot count invitations")
}

// InsertCampaign adds a campaign with its invitations and the first message of each.
func InsertCampaign(ctx context.Context, tx pgx.Tx, c hub.Campaign, invitations []hub.Invitation, first []hub.Reminder) error {
	var user *hub.UserID
	if c.LaunchedBy != nil {
		user = &c.LaunchedBy.ID
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO campaign (id, questionnaire_version_id, organisation_id, user_id, name, kind, state, send_window, reminder_plan, closes_on, launched_at)
		VALUES (@id, @version, @organisation, @user, @name, @kind, @state, @window, @plan, @closes, @launched)`,
		pgx.StrictNamedArgs{
			"id": c.ID, "version": c.QuestionnaireVersionID, "organisation": c.Organisation.ID, "user": user, "name": c.Name, "kind": c.Kind,
			"state": c.State, "window": c.SendWindow, "plan": c.ReminderPlan, "closes": c.ClosesOn, "launched": c.LaunchedAt,
		})
	if err != nil {
		return explain(err, "cannot add a campaign")
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"invitation"}, []string{"id", "campaign_id", "employer_id", "person_id", "created_at"},
		pgx.CopyFromSlice(len(invitations), func(n int) ([]any, error) {
			i := invitations[n]
			return []any{i.ID.UUID, i.CampaignID.UUID, i.EmployerID.UUID, i.PersonID.UUID, c.LaunchedAt}, nil
		}))
	if err != nil {
		return explain(err, "cannot add invitations")
	}
	return InsertReminders(ctx, tx, first)
}

// LockLaunches makes launches wait for each other until tx ends, so that none misses the invitations of another.
func LockLaunches(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('campaign launch'))`); err != nil {
		return explain(err, "cannot wait for another launch")
	}
	return nil
}

// ContactBudget reads what holds on a day.
func ContactBudget(ctx context.Context, q Querier, on hub.Date) (hub.ContactBudget, error) {
	rows, err := q.Query(ctx, `SELECT campaigns, days FROM contact_budget WHERE valid_from <= @on ORDER BY valid_from DESC LIMIT 1`,
		pgx.StrictNamedArgs{"on": on})
	return exactlyOne[hub.ContactBudget](rows, err, "contact budget")
}

// CandidateQuery asks for employers that a diagnostic could go to.
type CandidateQuery struct {
	Filter                 hub.EmployerFilter
	QuestionnaireVersionID hub.QuestionnaireVersionID
	Budget                 hub.ContactBudget
	Today                  hub.Date
	Most                   int
}

// Candidates reads up to Most of the employers that the filter finds, by name, with what decides whether they are asked.
func Candidates(ctx context.Context, q Querier, ask CandidateQuery) ([]hub.Candidate, error) {
	args := pgx.StrictNamedArgs{
		"version": ask.QuestionnaireVersionID, "since": ask.Today.AddDays(-ask.Budget.Days).At(0, 0), "on": ask.Today, "most": ask.Most,
	}
	where := employerWhere(ask.Filter, ask.Today, args)
	rows, err := q.Query(ctx, `
		SELECT e.id AS employer_id, e.status, e.legal_form,
			(
				SELECT count(*) FROM invitation i JOIN campaign c ON c.id = i.campaign_id
				WHERE i.employer_id = e.id AND i.created_at >= @since AND c.state <> 'CANCELLED') AS recent_campaigns,
			EXISTS (
				SELECT FROM invitation i
				JOIN campaign c ON c.id = i.campaign_id
				JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
				WHERE i.employer_id = e.id AND i.state = 'OPEN'
					AND v.questionnaire_id = (SELECT questionnaire_id FROM questionnaire_version WHERE id = @version)) AS invited,
			coalesce((
				SELECT array_agg(
					ROW (p.id, r.function, p.email_state,
						EXISTS (SELECT FROM objection b WHERE b.person_id = p.id AND b.topic IN ('ALL', 'DIAGNOSTICS')))
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

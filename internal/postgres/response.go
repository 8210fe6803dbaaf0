package postgres

import (
	"context"
	"errors"
	"fmt"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const responseColumns = responseHead + `, r.answers AS given`

// staffResponseColumns leave answers out until the employer has sent them.
const staffResponseColumns = responseHead + `, CASE WHEN r.state = 'SUBMITTED' THEN r.answers ELSE '{}' END AS given`

const responseHead = `r.id, r.invitation_id, r.employer_id, r.questionnaire_version_id,
	(SELECT q.name FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id WHERE v.id = r.questionnaire_version_id)
		AS questionnaire_name,
	r.reference, r.state, r.started_at, r.submitted_at, r.version, r.facts, r.scores, r.help, r.providers_may_ask, r.shared_with,
	(SELECT ROW (u.id, u.name, ROW (uo.id, uo.name, uo.kind), u.roles) FROM hub_user u JOIN organisation uo ON uo.id = u.organisation_id
		WHERE u.id = r.entered_by) AS entered_by`

// InsertResponse begins a response.
func InsertResponse(ctx context.Context, tx pgx.Tx, r hub.Response) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, answers, facts, version, started_at, entered_by)
		VALUES (@id, @invitation, @employer, @questionnaire, @state, @answers, @facts, @version, @started, @by)`,
		pgx.StrictNamedArgs{
			"id": r.ID, "invitation": r.InvitationID, "employer": r.EmployerID, "questionnaire": r.QuestionnaireVersionID,
			"state": r.State, "answers": r.Given, "facts": r.Facts, "version": r.Version, "started": r.StartedAt, "by": enteredBy(r),
		})
	if err != nil {
		return explain(err, "cannot begin a response")
	}
	return nil
}

func enteredBy(r hub.Response) *hub.UserID {
	if r.EnteredBy == nil {
		return nil
	}
	return &r.EnteredBy.ID
}

// SetResponse writes answers and state, and what the answers came to.
func SetResponse(ctx context.Context, tx pgx.Tx, r hub.Response) error {
	_, err := tx.Exec(ctx, `
		UPDATE response SET state = @state, answers = @answers, reference = @reference, submitted_at = @submitted, version = @version,
			scores = coalesce(@scores::jsonb, '{}'), help = coalesce(@help::text[], '{}'), providers_may_ask = @providers, shared_with = coalesce(@shared::uuid[], '{}'),
			entered_by = @by
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": r.ID, "state": r.State, "answers": r.Given, "reference": r.Reference, "submitted": r.SubmittedAt, "version": r.Version,
			"scores": r.Scores, "help": r.Help, "providers": r.ProvidersMayAsk, "shared": r.SharedWith,
			"by": enteredBy(r),
		})
	if err != nil {
		return explain(err, "cannot change a response")
	}
	return nil
}

// Asked reads what the person viewer was asked with that invitation, as it stands today. Errors: NOT_FOUND.
func Asked(ctx context.Context, q Querier, viewer hub.Actor, id hub.InvitationID, today hub.Date) (hub.Asked, error) {
	return asked(ctx, q, viewer, id, today, "")
}

// AskedForUpdate reads the same, and keeps others from answering until tx ends. Errors: NOT_FOUND.
func AskedForUpdate(ctx context.Context, tx pgx.Tx, viewer hub.Actor, id hub.InvitationID, today hub.Date) (hub.Asked, error) {
	return asked(ctx, tx, viewer, id, today, " FOR UPDATE OF i")
}

func asked(ctx context.Context, q Querier, viewer hub.Actor, id hub.InvitationID, today hub.Date, lock string) (hub.Asked, error) {
	rows, err := q.Query(ctx, `
		SELECT i.id AS invitation_id, i.state, i.employer_id, e.name AS employer_name, i.person_id, p.name AS person_name,
			EXISTS (SELECT FROM objection b WHERE b.person_id = p.id AND b.topic IN ('ALL', 'DIAGNOSTICS')) AS objected,
			EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id AND r.employer_id = e.id AND (r.until IS NULL OR r.until >= @today)) AS has_role,
			c.id AS campaign_id, c.state AS campaign_state, c.closes_on, c.organisation_id, o.name AS organisation_name,
			v.id AS questionnaire_version_id, v.definition,
			u.name AS officer_name, u.email AS officer_email, u.phone AS officer_phone,
			CASE WHEN e.led_by_user_id IS NULL THEN c.organisation_id ELSE e.led_by_organisation_id END AS task_organisation_id,
			coalesce(e.led_by_user_id, c.user_id) AS task_assignee_id, e.headcount
		FROM invitation i
		JOIN campaign c ON c.id = i.campaign_id
		JOIN organisation o ON o.id = c.organisation_id
		JOIN employer e ON e.id = i.employer_id
		JOIN person p ON p.id = i.person_id
		JOIN questionnaire_version v ON v.id = c.questionnaire_version_id
		LEFT JOIN hub_user u ON u.id = coalesce(e.led_by_user_id, c.user_id)
		WHERE i.id = @id AND i.person_id = @viewer`+lock,
		pgx.StrictNamedArgs{"id": id, "viewer": viewer.PersonID, "today": today})
	if err != nil {
		return hub.Asked{}, fmt.Errorf("cannot read an invitation: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[struct {
		hub.Asked
		Headcount *int
	}])
	if errors.Is(err, pgx.ErrNoRows) {
		return hub.Asked{}, hub.NotFound("invitation")
	}
	if err != nil {
		return hub.Asked{}, fmt.Errorf("cannot read an invitation: %w", err)
	}
	a := row.Asked
	// Read after the row above is locked, so that it is the response that the lock protects.
	rows, err = q.Query(ctx, `SELECT `+responseColumns+` FROM response r WHERE r.invitation_id = @id`, pgx.StrictNamedArgs{"id": id})
	r, err := exactlyOne[hub.Response](rows, err, "response")
	switch {
	case err == nil:
		a.Response = &r
	case hub.CodeOf(err) != hub.ErrNotFound:
		return hub.Asked{}, err
	}
	if a.Known, err = knownFacts(ctx, q, a, row.Headcount, today); err != nil {
		return hub.Asked{}, err
	}
	a.Definition = a.Definition.For(a.Facts())
	return a, nil
}

// mostSites is how many sites an employer is asked to choose from.
const mostSites = 30

// knownFacts reads what is known about an employer that is asked: its open sites in Rotherham, by name, and the partners that do
// not see the answers in any case.
func knownFacts(ctx context.Context, q Querier, a hub.Asked, headcount *int, today hub.Date) (hub.Facts, error) {
	facts := hub.Facts{Employer: a.EmployerName, Headcount: headcount}
	rows, err := q.Query(ctx, `
		SELECT s.id, concat_ws(', ', s.name, s.postcode) AS name
		FROM site s JOIN postcode_directory d ON d.postcode = s.postcode AND d.ward_code IS NOT NULL
		WHERE s.employer_id = @employer AND (s.closed_on IS NULL OR s.closed_on >= @today)
		ORDER BY s.name, s.id LIMIT @most`,
		pgx.StrictNamedArgs{"employer": a.EmployerID, "today": today, "most": mostSites})
	sites, err := all[struct {
		ID   hub.SiteID
		Name string
	}](rows, err, "cannot read an employer's sites")
	if err != nil {
		return facts, err
	}
	for _, s := range sites {
		facts.Sites = append(facts.Sites, hub.SiteOption(s.ID, s.Name))
	}
	rows, err = q.Query(ctx, `
		SELECT o.id, o.name, o.kind FROM organisation o
		WHERE o.kind <> 'PROVIDER' AND o.id <> @asking AND o.id IS DISTINCT FROM (SELECT led_by_organisation_id FROM employer WHERE id = @employer)
		ORDER BY o.name, o.id`,
		pgx.StrictNamedArgs{"asking": a.OrganisationID, "employer": a.EmployerID})
	partners, err := all[hub.Organisation](rows, err, "cannot read the partners")
	for _, o := range partners {
		facts.Partners = append(facts.Partners, hub.PartnerOption(o))
	}
	return facts, err
}

// ResponsesByID reads those of ids that viewer sees, in no order.
func ResponsesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.ResponseID) ([]hub.Response, error) {
	return responses(ctx, q, viewer, `r.id = ANY (@ids)`, ids)
}

// ResponsesByInvitation reads those to these invitations that viewer sees, in no order.
func ResponsesByInvitation(ctx context.Context, q Querier, viewer Viewer, ids []hub.InvitationID) ([]hub.Response, error) {
	return responses(ctx, q, viewer, `r.invitation_id = ANY (@ids)`, ids)
}

func responses(ctx context.Context, q Querier, viewer Viewer, which string, ids any) ([]hub.Response, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, `
		SELECT `+staffResponseColumns+` FROM response r
		WHERE `+which+` AND `+viewer.sight(args).response("r")+` ORDER BY r.id`, args)
	return all[hub.Response](rows, err, "cannot read responses")
}

// ResponseQuery asks for a page of responses.
type ResponseQuery struct {
	Filter hub.ResponseFilter
	Page   hub.Page
}

func (ask ResponseQuery) where(s sight) string {
	where := s.response("r")
	f := ask.Filter
	if f.CampaignID != nil {
		s.args["campaign"] = *f.CampaignID
		where += ` AND EXISTS (SELECT FROM invitation fi WHERE fi.id = r.invitation_id AND fi.campaign_id = @campaign)`
	}
	if len(f.StateIn) > 0 {
		s.args["states"] = f.StateIn
		where += ` AND r.state = ANY (@states)`
	}
	if f.SubmittedFrom != nil {
		s.args["from"] = f.SubmittedFrom.At(0, 0)
		where += ` AND r.submitted_at >= @from`
	}
	if f.QuestionnaireKey != nil {
		s.args["key"] = *f.QuestionnaireKey
		where += ` AND r.questionnaire_version_id IN (
			SELECT fv.id FROM questionnaire_version fv JOIN questionnaire fq ON fq.id = fv.questionnaire_id WHERE fq.key = @key)`
	}
	return where
}

// Responses reads a page of those that viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Responses(ctx context.Context, q Querier, viewer Viewer, ask ResponseQuery) (hub.List[hub.Response], error) {
	const name = "responses"
	args := pgx.StrictNamedArgs{"limit": ask.Page.First + 1}
	where := ask.where(viewer.sight(args))
	after, err := latestAfter(name, "r.id", ask.Page, args)
	if err != nil {
		return hub.List[hub.Response]{}, err
	}
	rows, err := q.Query(ctx, `SELECT `+staffResponseColumns+` FROM response r WHERE `+where+after+` ORDER BY r.id DESC LIMIT @limit`, args)
	return listOf(rows, err, ask.Page, name, func(r hub.Response) (hub.Response, hub.Cursor) {
		return r, hub.Cursor{List: name, ID: r.ID.UUID}
	})
}

// CountResponses counts those that Responses lists.
func CountResponses(ctx context.Context, q Querier, viewer Viewer, ask ResponseQuery) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM response r WHERE `+ask.where(viewer.sight(args)), args)
	return one[int](rows, err, "cannot count responses")
}

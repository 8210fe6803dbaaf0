package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertSkillsNeed adds a need, whose status holds from the day on which it was made.
func InsertSkillsNeed(ctx context.Context, tx pgx.Tx, n hub.SkillsNeed) error {
	_, err := tx.Exec(ctx, `
		WITH need AS (
			INSERT INTO skills_need (id, employer_id, site_id, response_id, question_id, kind, status, occupation, skill, skills, causes, headcount, horizon, version, created_at)
			VALUES (@id, @employer, @site, @response, @question, @kind, @status, @occupation, @skill, coalesce(@skills::text[], '{}'), coalesce(@causes::text[], '{}'), @headcount, @horizon, @version, @created)
			RETURNING id
		)
		INSERT INTO skills_need_status (skills_need_id, status, valid_from) SELECT id, @status, @day FROM need`,
		pgx.StrictNamedArgs{
			"id": n.ID, "employer": n.EmployerID, "site": n.SiteID, "response": n.ResponseID, "question": n.QuestionID, "kind": n.Kind,
			"status": n.Status, "occupation": n.Occupation, "skill": n.Skill, "skills": n.Skills, "causes": n.Causes, "headcount": n.Headcount, "horizon": n.Horizon,
			"version": n.Version, "created": n.CreatedAt, "day": hub.DateOf(n.CreatedAt),
		})
	if err != nil {
		return explain(err, "cannot add a skills need")
	}
	return nil
}

// needColumns read need n; the response it came from is null for a viewer who does not see it.
func needColumns(s sight) string {
	return `n.id, n.employer_id, n.site_id,
		CASE WHEN EXISTS (SELECT FROM response nr WHERE nr.id = n.response_id AND ` + s.response("nr") + `) THEN n.response_id END AS response_id,
		n.question_id, n.kind, n.status, n.occupation, n.skill, n.skills, n.causes, n.headcount, n.horizon, n.created_at, n.version`
}

// SkillsNeedsByID reads those of ids that viewer sees, in no order.
func SkillsNeedsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.SkillsNeedID) ([]hub.SkillsNeed, error) {
	return skillsNeeds(ctx, q, viewer, ids, func(sight) string { return `n.id = ANY (@ids)` })
}

// SkillsNeedsOf reads the needs of these employers that viewer sees: those still to be met first, then the latest first.
func SkillsNeedsOf(ctx context.Context, q Querier, viewer Viewer, of []hub.EmployerID) ([]hub.SkillsNeed, error) {
	return skillsNeeds(ctx, q, viewer, of, func(sight) string { return `n.employer_id = ANY (@ids)` })
}

// SkillsNeedsFrom reads what these responses created, of those that viewer sees.
func SkillsNeedsFrom(ctx context.Context, q Querier, viewer Viewer, responses []hub.ResponseID) ([]hub.SkillsNeed, error) {
	return skillsNeeds(ctx, q, viewer, responses, func(s sight) string {
		return `EXISTS (SELECT FROM response nf WHERE nf.id = n.response_id AND nf.id = ANY (@ids) AND ` + s.response("nf") + `)`
	})
}

func skillsNeeds(ctx context.Context, q Querier, viewer Viewer, ids any, which func(sight) string) ([]hub.SkillsNeed, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	s := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT `+needColumns(s)+` FROM skills_need n
		WHERE `+which(s)+` AND `+s.need("n")+`
		ORDER BY n.status IN ('MET', 'WITHDRAWN'), n.id DESC`, args)
	return all[hub.SkillsNeed](rows, err, "cannot read skills needs")
}

// EmployersWithNeedsSeen says of which of these employers viewer may see the skills needs, be there any or none.
func EmployersWithNeedsSeen(ctx context.Context, q Querier, viewer Viewer, of []hub.EmployerID) ([]hub.EmployerID, error) {
	args := pgx.StrictNamedArgs{"ids": of}
	rows, err := q.Query(ctx, `SELECT e.id FROM employer e WHERE e.id = ANY (@ids) AND `+viewer.sight(args).needsOf("e")+` ORDER BY e.id`, args)
	if err != nil {
		return nil, explain(err, "cannot tell whose needs are seen")
	}
	return pgx.CollectRows(rows, pgx.RowTo[hub.EmployerID])
}

// SkillsNeedForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer
// does not see.
func SkillsNeedForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.SkillsNeedID) (hub.SkillsNeed, error) {
	args := pgx.StrictNamedArgs{"id": id}
	s := viewer.sight(args)
	rows, err := tx.Query(ctx, `SELECT `+needColumns(s)+` FROM skills_need n WHERE n.id = @id AND `+s.need("n")+` FOR UPDATE OF n`, args)
	return exactlyOne[hub.SkillsNeed](rows, err, "skills need")
}

// SetSkillsNeedStatus writes where a need stands from day on; what held before stays in its history.
func SetSkillsNeedStatus(ctx context.Context, tx pgx.Tx, n hub.SkillsNeed, day hub.Date) error {
	for _, statement := range []string{
		`DELETE FROM skills_need_status WHERE skills_need_id = @id AND valid_until IS NULL AND valid_from >= @day`,
		`UPDATE skills_need_status SET valid_until = @day WHERE skills_need_id = @id AND valid_until IS NULL`,
	} {
		if _, err := tx.Exec(ctx, statement, pgx.StrictNamedArgs{"id": n.ID, "day": day}); err != nil {
			return explain(err, "cannot end where a skills need stood")
		}
	}
	_, err := tx.Exec(ctx, `
		WITH need AS (UPDATE skills_need SET status = @status, version = @version WHERE id = @id RETURNING id)
		INSERT INTO skills_need_status (skills_need_id, status, valid_from) SELECT id, @status, @day FROM need`,
		pgx.StrictNamedArgs{"id": n.ID, "status": n.Status, "version": n.Version, "day": day})
	if err != nil {
		return explain(err, "cannot change a skills need")
	}
	return nil
}

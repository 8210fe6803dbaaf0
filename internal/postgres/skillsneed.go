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
			INSERT INTO skills_need (id, employer_id, site_id, response_id, question_id, kind, status, occupation, skill, headcount, horizon, version, created_at)
			VALUES (@id, @employer, @site, @response, @question, @kind, @status, @occupation, @skill, @headcount, @horizon, @version, @created)
			RETURNING id
		)
		INSERT INTO skills_need_status (skills_need_id, status, valid_from) SELECT id, @status, @day FROM need`,
		pgx.StrictNamedArgs{
			"id": n.ID, "employer": n.EmployerID, "site": n.SiteID, "response": n.ResponseID, "question": n.QuestionID, "kind": n.Kind,
			"status": n.Status, "occupation": n.Occupation, "skill": n.Skill, "headcount": n.Headcount, "horizon": n.Horizon,
			"version": n.Version, "created": n.CreatedAt, "day": hub.DateOf(n.CreatedAt),
		})
	if err != nil {
		return explain(err, "cannot add a skills need")
	}
	return nil
}

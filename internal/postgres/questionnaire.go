package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// InsertQuestionnaire adds a questionnaire, and says false where its key is taken already.
func InsertQuestionnaire(ctx context.Context, tx pgx.Tx, q hub.Questionnaire) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO questionnaire (id, key, name) VALUES (@id, @key, @name) ON CONFLICT (key) DO NOTHING`,
		pgx.StrictNamedArgs{"id": q.ID, "key": q.Key, "name": q.Name})
	if err != nil {
		return false, explain(err, "cannot add a questionnaire")
	}
	return tag.RowsAffected() == 1, nil
}

// InsertQuestionnaireVersion adds a version.
func InsertQuestionnaireVersion(ctx context.Context, tx pgx.Tx, v hub.QuestionnaireVersion) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO questionnaire_version (id, questionnaire_id, number, state, definition, published_at)
		VALUES (@id, @questionnaire, @number, @state, @definition, @published)`,
		pgx.StrictNamedArgs{
			"id": v.ID, "questionnaire": v.QuestionnaireID, "number": v.Number, "state": v.State, "definition": v.Definition,
			"published": v.PublishedAt,
		})
	if err != nil {
		return explain(err, "cannot add a questionnaire version")
	}
	return nil
}

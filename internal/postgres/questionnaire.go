package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// QuestionnaireForUpdate finds the questionnaire with the key of q, or adds q, and keeps others from it until tx ends.
func QuestionnaireForUpdate(ctx context.Context, tx pgx.Tx, q hub.Questionnaire) (hub.Questionnaire, error) {
	rows, err := tx.Query(ctx, `
		INSERT INTO questionnaire (id, key, name) VALUES (@id, @key, @name)
		ON CONFLICT (key) DO UPDATE SET name = excluded.name
		RETURNING id, key, name`,
		pgx.StrictNamedArgs{"id": q.ID, "key": q.Key, "name": q.Name})
	return exactlyOne[hub.Questionnaire](rows, err, "questionnaire")
}

// RetireQuestionnaireVersion keeps a published version from being sent any more.
func RetireQuestionnaireVersion(ctx context.Context, tx pgx.Tx, id hub.QuestionnaireVersionID) error {
	_, err := tx.Exec(ctx, `UPDATE questionnaire_version SET state = 'RETIRED' WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot retire a questionnaire version")
	}
	return nil
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

// Questionnaires lists all, by name. There are a handful.
func Questionnaires(ctx context.Context, q Querier) ([]hub.Questionnaire, error) {
	rows, err := q.Query(ctx, `SELECT id, key, name FROM questionnaire ORDER BY name, id`)
	return all[hub.Questionnaire](rows, err, "cannot list questionnaires")
}

const questionnaireVersionColumns = `id, questionnaire_id, number, state, definition, published_at`

// QuestionnaireVersionsOf lists the versions of each of these questionnaires, the latest first.
func QuestionnaireVersionsOf(ctx context.Context, q Querier, of []hub.QuestionnaireID) ([]hub.QuestionnaireVersion, error) {
	rows, err := q.Query(ctx, `
		SELECT `+questionnaireVersionColumns+` FROM questionnaire_version
		WHERE questionnaire_id = ANY (@of) ORDER BY questionnaire_id, number DESC`,
		pgx.StrictNamedArgs{"of": of})
	return all[hub.QuestionnaireVersion](rows, err, "cannot list questionnaire versions")
}

// QuestionnaireVersionsByID reads those of ids that exist, in no order.
func QuestionnaireVersionsByID(ctx context.Context, q Querier, ids []hub.QuestionnaireVersionID) ([]hub.QuestionnaireVersion, error) {
	rows, err := q.Query(ctx, `
		SELECT `+questionnaireVersionColumns+` FROM questionnaire_version WHERE id = ANY (@ids) ORDER BY id`,
		pgx.StrictNamedArgs{"ids": ids})
	return all[hub.QuestionnaireVersion](rows, err, "cannot read questionnaire versions")
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// PracticeTopics reads the topics of good work, in the order in which people name them.
func PracticeTopics(ctx context.Context, q Querier) ([]hub.PracticeTopic, error) {
	rows, err := q.Query(ctx, `SELECT code, name FROM practice_topic ORDER BY position`)
	return all[hub.PracticeTopic](rows, err, "cannot read the topics of good work")
}

const practiceSelect = `
	SELECT p.id, p.employer_id, ROW (t.code, t.name) AS topic, p.discussed_on, p.started_on, p.evidence, p.confirmed_on, p.confirmation, p.recorded_at, p.version
	FROM practice p JOIN practice_topic t ON t.code = p.topic
	WHERE `

// PracticesOf reads the practices of these employers, in the order of the topics.
func PracticesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.Practice, error) {
	rows, err := q.Query(ctx, practiceSelect+`p.employer_id = ANY (@employers) ORDER BY t.position, p.recorded_at, p.id`, pgx.StrictNamedArgs{"employers": employers})
	return all[hub.Practice](rows, err, "cannot read practices")
}

// PracticesByID reads those of ids whose employer viewer sees, in no order.
func PracticesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.PracticeID) ([]hub.Practice, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, practiceSelect+viewer.sight(args).employerOf(`p.employer_id`)+` AND p.id = ANY (@ids) ORDER BY p.id`, args)
	return all[hub.Practice](rows, err, "cannot read practices")
}

// PracticeForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the
// employer.
func PracticeForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.PracticeID) (hub.Practice, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, practiceSelect+viewer.sight(args).employerOf(`p.employer_id`)+` AND p.id = @id FOR UPDATE OF p`, args)
	return exactlyOne[hub.Practice](rows, err, "practice")
}

// InsertPractice adds one.
func InsertPractice(ctx context.Context, tx pgx.Tx, p hub.Practice) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO practice (id, employer_id, topic, discussed_on, started_on, evidence, confirmed_on, confirmation, recorded_at, version)
		VALUES (@id, @employer, @topic, @discussed, @started, @evidence, @confirmed, @confirmation, @recorded, @version)`,
		pgx.StrictNamedArgs{
			"id": p.ID, "employer": p.EmployerID, "topic": p.Topic.Code, "discussed": p.DiscussedOn, "started": p.StartedOn, "evidence": p.Evidence,
			"confirmed": p.ConfirmedOn, "confirmation": p.Confirmation, "recorded": p.RecordedAt, "version": p.Version,
		})
	if err != nil {
		return explain(err, "cannot record a practice")
	}
	return nil
}

// SetPractice writes what may change about one.
func SetPractice(ctx context.Context, tx pgx.Tx, p hub.Practice) error {
	_, err := tx.Exec(ctx, `
		UPDATE practice SET discussed_on = @discussed, started_on = @started, evidence = @evidence, confirmed_on = @confirmed, confirmation = @confirmation, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": p.ID, "discussed": p.DiscussedOn, "started": p.StartedOn, "evidence": p.Evidence, "confirmed": p.ConfirmedOn, "confirmation": p.Confirmation,
			"version": p.Version,
		})
	if err != nil {
		return explain(err, "cannot change a practice")
	}
	return nil
}

// DeletePractice removes one that was entered by mistake; its audit row keeps it.
func DeletePractice(ctx context.Context, tx pgx.Tx, id hub.PracticeID) error {
	_, err := tx.Exec(ctx, `DELETE FROM practice WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot remove a practice")
	}
	return nil
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const goodPracticeSelect = `
	SELECT g.id, g.employer_id, g.title, g.story, CASE WHEN t.code IS NOT NULL THEN ROW (t.code, t.name) END AS topic, g.link, g.consent_by, g.consent_on, g.consent_how,
		g.withdrawn_on, g.withdrawn_how, g.recorded_at, g.version
	FROM good_practice g JOIN employer e ON e.id = g.employer_id LEFT JOIN practice_topic t ON t.code = g.topic
	WHERE `

// goodPracticeWhere are the conditions of a filter on good practice g of employer e.
func (s sight) goodPracticeWhere(f hub.GoodPracticeFilter) string {
	where := living + ` AND ` + s.employer("e")
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.EmployerID != nil {
		add(`g.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.SectorIn) > 0 {
		add(`e.sic_section = ANY (@sectors)`, "sectors", f.SectorIn)
	}
	if len(f.TopicIn) > 0 {
		add(`g.topic = ANY (@topics)`, "topics", f.TopicIn)
	}
	if len(f.StateIn) > 0 {
		add(`CASE WHEN g.consent_on IS NULL THEN 'WRITTEN' WHEN g.withdrawn_on IS NOT NULL THEN 'WITHDRAWN' ELSE 'PUBLISHABLE' END = ANY (@states)`, "states", f.StateIn)
	}
	return where
}

// GoodPractices reads a page of those of employers that viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func GoodPractices(ctx context.Context, q Querier, viewer Viewer, f hub.GoodPracticeFilter, page hub.Page) (hub.List[hub.GoodPractice], error) {
	const name = "good practices"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := latestAfter(name, "g.id", page, args)
	if err != nil {
		return hub.List[hub.GoodPractice]{}, err
	}
	rows, err := q.Query(ctx, goodPracticeSelect+viewer.sight(args).goodPracticeWhere(f)+after+` ORDER BY g.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(g hub.GoodPractice) (hub.GoodPractice, hub.Cursor) {
		return g, hub.Cursor{List: name, ID: g.ID.UUID}
	})
}

// CountGoodPractices counts what GoodPractices lists.
func CountGoodPractices(ctx context.Context, q Querier, viewer Viewer, f hub.GoodPracticeFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM good_practice g JOIN employer e ON e.id = g.employer_id WHERE `+viewer.sight(args).goodPracticeWhere(f), args)
	return one[int](rows, err, "cannot count good practices")
}

// GoodPracticesByID reads those of ids whose employer viewer sees, in no order.
func GoodPracticesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.GoodPracticeID) ([]hub.GoodPractice, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, goodPracticeSelect+`g.id = ANY (@ids) AND `+viewer.sight(args).employerOf(`g.employer_id`)+` ORDER BY g.id`, args)
	return all[hub.GoodPractice](rows, err, "cannot read good practices")
}

// GoodPracticeForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the employer.
func GoodPracticeForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.GoodPracticeID) (hub.GoodPractice, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, goodPracticeSelect+`g.id = @id AND `+viewer.sight(args).employerOf(`g.employer_id`)+` FOR UPDATE OF g`, args)
	return exactlyOne[hub.GoodPractice](rows, err, "good practice")
}

// InsertGoodPractice adds one.
func InsertGoodPractice(ctx context.Context, tx pgx.Tx, g hub.GoodPractice) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO good_practice (id, employer_id, title, story, topic, link, recorded_at, version)
		VALUES (@id, @employer, @title, @story, @topic, @link, @recorded, @version)`,
		pgx.StrictNamedArgs{
			"id": g.ID, "employer": g.EmployerID, "title": g.Title, "story": g.Story, "topic": topicCode(g.Topic), "link": g.Link, "recorded": g.RecordedAt, "version": g.Version,
		})
	if err != nil {
		return explain(err, "cannot add a good practice")
	}
	return nil
}

// SetGoodPractice writes what may change about one.
func SetGoodPractice(ctx context.Context, tx pgx.Tx, g hub.GoodPractice) error {
	_, err := tx.Exec(ctx, `
		UPDATE good_practice SET title = @title, story = @story, topic = @topic, link = @link, consent_by = @by, consent_on = @on, consent_how = @how,
			withdrawn_on = @withdrawn, withdrawn_how = @withdrawn_how, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": g.ID, "title": g.Title, "story": g.Story, "topic": topicCode(g.Topic), "link": g.Link, "by": g.ConsentBy, "on": g.ConsentOn, "how": g.ConsentHow,
			"withdrawn": g.WithdrawnOn, "withdrawn_how": g.WithdrawnHow, "version": g.Version,
		})
	if err != nil {
		return explain(err, "cannot change a good practice")
	}
	return nil
}

func topicCode(t *hub.PracticeTopic) *string {
	if t == nil {
		return nil
	}
	return &t.Code
}

// DeleteGoodPractice removes one that was entered by mistake; its audit row keeps it.
func DeleteGoodPractice(ctx context.Context, tx pgx.Tx, id hub.GoodPracticeID) error {
	_, err := tx.Exec(ctx, `DELETE FROM good_practice WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot remove a good practice")
	}
	return nil
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// taskSelect reads task t with its assignee, and its title where the viewer may know it.
func (s sight) taskSelect() string {
	return `
		SELECT t.id, CASE WHEN ` + s.taskTitle("t") + ` THEN t.title END AS title, t.employer_id, t.interaction_id,
			` + userRecord("u", "uo") + ` AS assignee, t.due_on, t.state, t.work, t.closed_at, t.version, t.organisation_id
		FROM task t
		LEFT JOIN hub_user u ON u.id = t.assignee_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE ` + s.task("t") + ` AND `
}

// taskWhere are the conditions of a filter. They are put together, since one that may be null keeps PostgreSQL from an index.
func taskWhere(f hub.TaskFilter, me hub.UserID, args pgx.StrictNamedArgs) string {
	where := `true`
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		args[name] = value
	}
	if f.Mine != nil && *f.Mine {
		add(`t.assignee_id = @me`, "me", me)
	}
	if f.Unassigned != nil && *f.Unassigned {
		where += ` AND t.assignee_id IS NULL`
	}
	if f.AssigneeIn != nil {
		add(`t.assignee_id = ANY (@assignees)`, "assignees", f.AssigneeIn)
	}
	if f.StateIn != nil {
		add(`t.state = ANY (@states)`, "states", f.StateIn)
	}
	if f.DueBy != nil {
		add(`t.due_on <= @due_by`, "due_by", *f.DueBy)
	}
	if f.EmployerID != nil {
		add(`t.employer_id = `+livesOnIn(`@employer`), "employer", *f.EmployerID)
	}
	return where
}

// Tasks reads a page of those that viewer sees, by due date. Errors: BAD_INPUT for a cursor of another list.
func Tasks(ctx context.Context, q Querier, viewer Viewer, filter hub.TaskFilter, page hub.Page) (hub.List[hub.Task], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("tasks", page, `(t.due_on, t.id) > (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.Task]{}, err
	}
	rows, err := q.Query(ctx, viewer.sight(args).taskSelect()+after+` AND `+taskWhere(filter, viewer.UserID, args)+`
		ORDER BY t.due_on, t.id LIMIT @limit`, args)
	return listOf(rows, err, page, "tasks", func(t hub.Task) (hub.Task, hub.Cursor) {
		return t, hub.Cursor{List: "tasks", Key: t.DueOn.String(), ID: t.ID.UUID}
	})
}

// CountTasks counts those that filter finds and viewer sees.
func CountTasks(ctx context.Context, q Querier, viewer Viewer, filter hub.TaskFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM task t WHERE `+viewer.sight(args).task("t")+` AND `+taskWhere(filter, viewer.UserID, args), args)
	return one[int](rows, err, "cannot count tasks")
}

// TasksByID reads those of ids that viewer sees, in no order.
func TasksByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.TaskID) ([]hub.Task, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).taskSelect()+`t.id = ANY (@ids) ORDER BY t.id`, args)
	return all[hub.Task](rows, err, "cannot read tasks")
}

// TasksFrom reads the tasks that follow from these interactions and that viewer sees, by due date.
func TasksFrom(ctx context.Context, q Querier, viewer Viewer, interactions []hub.InteractionID) ([]hub.Task, error) {
	args := pgx.StrictNamedArgs{"interactions": interactions}
	rows, err := q.Query(ctx, viewer.sight(args).taskSelect()+`t.interaction_id = ANY (@interactions) ORDER BY t.due_on, t.id`, args)
	return all[hub.Task](rows, err, "cannot read tasks")
}

// TaskForUpdate reads one, and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer does
// not see.
func TaskForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.TaskID) (hub.Task, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, viewer.sight(args).taskSelect()+`t.id = @id FOR UPDATE OF t`, args)
	return exactlyOne[hub.Task](rows, err, "task")
}

// InsertTask adds a task. Source says what made it where the hub itself did: the same source makes a task once, and after
// that it says false. Errors: NOT_FOUND for the employer.
func InsertTask(ctx context.Context, tx pgx.Tx, t hub.Task, assignee *hub.UserID, source *string) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO task (id, title, employer_id, interaction_id, assignee_id, organisation_id, due_on, state, work, source, version)
		VALUES (@id, left(@title, 300), @employer, @interaction, @assignee, @organisation, @due, @state, @work, @source, @version)
		ON CONFLICT ON CONSTRAINT task_source_once DO NOTHING`,
		pgx.StrictNamedArgs{
			"id": t.ID, "title": t.Title, "employer": t.EmployerID, "interaction": t.InteractionID, "assignee": assignee,
			"organisation": t.OrganisationID, "due": t.DueOn, "state": t.State, "work": t.Work, "source": source, "version": t.Version,
		})
	if err != nil {
		return false, explain(err, "cannot add a task")
	}
	return tag.RowsAffected() == 1, nil
}

// SetTask writes what may change about a task; a title that the viewer did not see stays.
func SetTask(ctx context.Context, tx pgx.Tx, t hub.Task) error {
	var assignee *hub.UserID
	if t.Assignee != nil {
		assignee = &t.Assignee.ID
	}
	_, err := tx.Exec(ctx, `
		UPDATE task SET title = coalesce(@title, title), due_on = @due, assignee_id = @assignee, state = @state, closed_at = @closed,
			version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": t.ID, "title": t.Title, "due": t.DueOn, "assignee": assignee, "state": t.State, "closed": t.ClosedAt, "version": t.Version,
		})
	if err != nil {
		return explain(err, "cannot change a task")
	}
	return nil
}

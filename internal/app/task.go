package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// taskViewer is who reads tasks. Errors: UNAUTHENTICATED, FORBIDDEN.
func (a *App) taskViewer(ctx context.Context) (postgres.Viewer, error) {
	if err := hub.AuthoriseTasks(hub.ActorFrom(ctx)); err != nil {
		return postgres.Viewer{}, err
	}
	return a.viewer(ctx, hub.PermReadEmployers)
}

// Tasks lists the own organisation's tasks by due date: those of engagement for WRITE_ENGAGEMENT, those of placements for WRITE_PLACEMENTS.
// Permission: one of the two. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) Tasks(ctx context.Context, filter hub.TaskFilter, page hub.Page) (hub.List[hub.Task], error) {
	v, err := a.taskViewer(ctx)
	if err != nil {
		return hub.List[hub.Task]{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.List[hub.Task]{}, err
	}
	return postgres.Tasks(ctx, a.pool, v, filter, page)
}

// CountTasks counts what Tasks lists. Permission: as for Tasks. Errors: BAD_INPUT for the filter.
func (a *App) CountTasks(ctx context.Context, filter hub.TaskFilter) (int, error) {
	v, err := a.taskViewer(ctx)
	if err != nil {
		return 0, err
	}
	if err := filter.Check(); err != nil {
		return 0, err
	}
	return postgres.CountTasks(ctx, a.pool, v, filter)
}

// TasksOf lists the tasks about one employer by due date, in one state or in any where that is nil. Permission:
// READ_EMPLOYERS; who may not see tasks gets none. Errors: BAD_INPUT for the cursor.
func (a *App) TasksOf(ctx context.Context, id hub.EmployerID, state *hub.TaskState, page hub.Page) (hub.List[hub.Task], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Task]{}, err
	}
	return postgres.Tasks(ctx, a.pool, v, tasksOf(id, state), page)
}

// CountTasksOf counts what TasksOf lists. Permission: READ_EMPLOYERS.
func (a *App) CountTasksOf(ctx context.Context, id hub.EmployerID, state *hub.TaskState) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountTasks(ctx, a.pool, v, tasksOf(id, state))
}

func tasksOf(id hub.EmployerID, state *hub.TaskState) hub.TaskFilter {
	filter := hub.TaskFilter{EmployerID: &id}
	if state != nil {
		filter.StateIn = []hub.TaskState{*state}
	}
	return filter
}

// TasksByID finds those of ids that the caller may see. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) TasksByID(ctx context.Context, ids []hub.TaskID) ([]hub.Task, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.TasksByID(ctx, a.pool, v, ids)
}

// TasksFrom finds the tasks that follow from these interactions and that the caller may see. Permission: READ_EMPLOYERS;
// visibility decides.
func (a *App) TasksFrom(ctx context.Context, interactions []hub.InteractionID) ([]hub.Task, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.TasksFrom(ctx, a.pool, v, interactions)
}

// CreateTask adds a task of the caller's organisation. Permission: that of the task's work. Errors: NOT_FOUND for the employer and
// for an assignee who is not a colleague, and those of hub.NewTask and hub.Task.GiveTo.
func (a *App) CreateTask(ctx context.Context, in hub.CreateTaskInput) (t hub.Task, err error) {
	if err := hub.AuthoriseTasks(hub.ActorFrom(ctx)); err != nil {
		return hub.Task{}, err
	}
	err = a.change(ctx, func(c change) error {
		t, err = c.createTask(ctx, in)
		return err
	})
	return t, err
}

// createTask adds a task of the organisation that makes the change. Errors: as for CreateTask.
func (c change) createTask(ctx context.Context, in hub.CreateTaskInput) (hub.Task, error) {
	added, err := hub.NewTask(in, c.by, c.today())
	if err != nil {
		return hub.Task{}, err
	}
	if in.EmployerID != nil {
		living, err := c.livingEmployer(ctx, *in.EmployerID)
		if err != nil {
			return hub.Task{}, err
		}
		added.EmployerID = &living
	}
	return added, c.addTask(ctx, &added, in.AssigneeID)
}

// addTask writes a new task for assignee, or for whoever makes the change where that is nil.
func (c change) addTask(ctx context.Context, t *hub.Task, assignee *hub.UserID) error {
	if assignee == nil {
		assignee = c.userID()
	}
	if assignee != nil {
		colleague, err := postgres.Colleague(ctx, c, c.by.OrganisationID, *assignee)
		if err != nil {
			return err
		}
		if err := t.GiveTo(colleague); err != nil {
			return err
		}
	}
	if _, err := postgres.InsertTask(ctx, c, *t, assignee, nil); err != nil {
		return err
	}
	return c.audit(ctx, "task.create", ofTask(*t), nil, *t)
}

// UpdateTask changes what is to be done, by whom or when. On an error it returns the task as it stands. Permission: that of the task's
// work, in its organisation. Errors: NOT_FOUND, also for an assignee who is not a colleague, and those of hub.Task.Update and GiveTo.
func (a *App) UpdateTask(ctx context.Context, in hub.UpdateTaskInput) (hub.Task, error) {
	return a.changeTask(ctx, "task.update", in.ID, func(c change, t *hub.Task) error {
		if err := t.Update(in, c.today()); err != nil || !in.AssigneeID.IsSet() {
			return err
		}
		colleague, err := postgres.Colleague(ctx, c, t.OrganisationID, *in.AssigneeID.Value())
		if err != nil {
			return err
		}
		return t.GiveTo(colleague)
	})
}

// TransitionTask marks a task done or dropped, or opens it again. On an error it returns the task as it stands. Permission: that of the
// task's work, in its organisation. Errors: NOT_FOUND and those of hub.Task.Move.
func (a *App) TransitionTask(ctx context.Context, in hub.TransitionTaskInput) (hub.Task, error) {
	return a.changeTask(ctx, "task.move", in.ID, func(c change, t *hub.Task) error { return t.Move(in, c.by, c.now) })
}

func (a *App) changeTask(ctx context.Context, action string, id hub.TaskID, edit func(c change, t *hub.Task) error) (hub.Task, error) {
	if err := hub.AuthoriseTasks(hub.ActorFrom(ctx)); err != nil {
		return hub.Task{}, err
	}
	return updateAs(ctx, a, hub.PermReadEmployers,
		func(c change) (hub.Task, error) { return postgres.TaskForUpdate(ctx, c, c.viewer(), id) },
		edit,
		func(c change, before hub.Task, t *hub.Task) error {
			t.Version++
			if err := postgres.SetTask(ctx, c, *t); err != nil {
				return err
			}
			return c.audit(ctx, action, ofTask(*t), before, *t)
		})
}

func ofTask(t hub.Task) postgres.AuditSubject {
	subject := postgres.AuditSubject{Kind: "task", ID: t.ID.UUID}
	if t.EmployerID != nil {
		subject.Employer = *t.EmployerID
	}
	return subject
}

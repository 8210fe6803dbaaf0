package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Tasks(ctx context.Context, filter *hub.TaskFilter, first int, after *string) (*generated.TaskConnection, error) {
	if filter == nil {
		filter = &hub.TaskFilter{}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Tasks(ctx, *filter, page)
	if err != nil {
		return nil, err
	}
	out := tasks(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountTasks(ctx, *filter)
	}
	return out, err
}

func (r employer) Tasks(ctx context.Context, e *hub.Employer, state *hub.TaskState, first int, after *string) (*generated.TaskConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.TasksOf(ctx, e.ID, state, page)
	if err != nil {
		return nil, err
	}
	out := tasks(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountTasksOf(ctx, e.ID, state)
	}
	return out, err
}

func tasks(list hub.List[hub.Task]) *generated.TaskConnection {
	return &generated.TaskConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, t *hub.Task) generated.TaskEdge {
		return generated.TaskEdge{Cursor: cursor, Node: t}
	})}
}

func (r task) Employer(ctx context.Context, t *hub.Task) (*hub.Employer, error) {
	if t.EmployerID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *t.EmployerID)
}

func (r task) Interaction(ctx context.Context, t *hub.Task) (*hub.Interaction, error) {
	if t.InteractionID == nil {
		return nil, nil
	}
	return load(ctx).interaction.Load(ctx, *t.InteractionID)
}

func (r task) AllowedTransitions(ctx context.Context, t *hub.Task) ([]hub.TaskState, error) {
	return t.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r mutation) CreateTask(ctx context.Context, input hub.CreateTaskInput) (*generated.TaskPayload, error) {
	return taskPayload(r.app.CreateTask(ctx, input))
}

func (r mutation) UpdateTask(ctx context.Context, input hub.UpdateTaskInput) (*generated.TaskPayload, error) {
	return taskPayload(r.app.UpdateTask(ctx, input))
}

func (r mutation) TransitionTask(ctx context.Context, input hub.TransitionTaskInput) (*generated.TaskPayload, error) {
	return taskPayload(r.app.TransitionTask(ctx, input))
}

func taskPayload(t hub.Task, err error) (*generated.TaskPayload, error) {
	problems, err := userErrors(err)
	return &generated.TaskPayload{Task: some(t, t.ID), UserErrors: problems}, err
}

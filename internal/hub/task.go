package hub

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Task is something to be done by somebody by a day.
type Task struct {
	ID            TaskID
	Title         *string
	EmployerID    *EmployerID
	InteractionID *InteractionID
	Assignee      *User
	DueOn         Date
	State         TaskState
	Work          TaskWork
	ClosedAt      *time.Time
	Version       int
	// OrganisationID is whose task it is.
	OrganisationID OrganisationID
}

// TaskWork is whose work a task is, which decides who sees and does it.
type TaskWork string

const (
	// TaskOfEngagement is the work of those who talk with employers.
	TaskOfEngagement TaskWork = "ENGAGEMENT"
	// TaskOfPlacements is the work of placement staff: what they ask of themselves, and what the rules of placements make.
	TaskOfPlacements TaskWork = "PLACEMENTS"
)

// TaskState is where a task stands.
type TaskState string

const (
	// TaskOpen is to be done.
	TaskOpen TaskState = "OPEN"
	// TaskDone is done.
	TaskDone TaskState = "DONE"
	// TaskDropped is not needed any more.
	TaskDropped TaskState = "DROPPED"
)

// taskMoves is the whole life of a task. What is not here cannot happen.
var taskMoves = map[TaskState][]TaskState{
	TaskOpen:    {TaskDone, TaskDropped},
	TaskDone:    {TaskOpen},
	TaskDropped: {TaskOpen},
}

// AllowedTransitions lists what by may make of the task now.
func (t Task) AllowedTransitions(by Actor) []TaskState {
	if !by.MayDo(t.Work) || by.Kind != ActorSystem && by.OrganisationID != t.OrganisationID {
		return nil
	}
	return taskMoves[t.State]
}

// TaskFilter narrows a list of tasks; nil and empty fields do not.
type TaskFilter struct {
	Mine *bool
	// Unassigned is true where nobody's are asked for.
	Unassigned *bool
	AssigneeIn []UserID
	StateIn    []TaskState
	DueBy      *Date
	// EmployerID is set where an employer's own tasks are asked for.
	EmployerID *EmployerID
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f TaskFilter) Check() error {
	for field, chosen := range map[string]int{"assigneeIn": len(f.AssigneeIn), "stateIn": len(f.StateIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

// CreateTaskInput describes a task; the caller is the assignee where none is named, and Work the first that the caller does where it is nil.
type CreateTaskInput struct {
	Work       *TaskWork
	Title      string
	DueOn      Date
	EmployerID *EmployerID
	AssigneeID *UserID
}

// UpdateTaskInput changes the fields that are set.
type UpdateTaskInput struct {
	ID         TaskID
	Version    int
	Title      Optional[string]
	DueOn      Optional[Date]
	AssigneeID OptionalUserID
}

const maxTaskTitle = 300 // characters

// NewTask is the open task that in describes, of by's organisation and without its assignee. Errors: FORBIDDEN for a work that by
// does not do; BAD_INPUT for the title, and for a day before today.
func NewTask(in CreateTaskInput, by Actor, today Date) (Task, error) {
	works := by.TaskWorks()
	if in.Work != nil {
		works = []TaskWork{*in.Work}
	}
	if len(works) == 0 || !by.MayDo(works[0]) {
		return Task{}, Forbidden("the tasks of this work are added by those who do it")
	}
	t := Task{ID: NewTaskID(), EmployerID: in.EmployerID, State: TaskOpen, Work: works[0], Version: 1, OrganisationID: by.OrganisationID}
	if err := t.setTitle(in.Title); err != nil {
		return Task{}, err
	}
	if err := t.setDueOn(in.DueOn, today); err != nil {
		return Task{}, err
	}
	return t, nil
}

// Update makes the changes that in asks for, but for the assignee. Errors: CONFLICT where t is not the version that the caller
// read; BAD_INPUT for the title, and for a new day before today.
func (t *Task) Update(in UpdateTaskInput, today Date) error {
	if in.Version != t.Version {
		return changedSince("task")
	}
	for _, refused := range []error{notCleared(in.Title, "title"), notCleared(in.DueOn, "dueOn"), notCleared(in.AssigneeID.Optional, "assigneeId")} {
		if refused != nil {
			return refused
		}
	}
	if in.Title.IsSet() {
		if err := t.setTitle(*in.Title.Value()); err != nil {
			return err
		}
	}
	if in.DueOn.IsSet() && *in.DueOn.Value() != t.DueOn {
		return t.setDueOn(*in.DueOn.Value(), today)
	}
	return nil
}

// GiveTo names who does the task. Errors: BAD_INPUT for somebody who may not.
func (t *Task) GiveTo(u User) error {
	if !(Actor{Kind: ActorUser, Roles: u.Roles}).MayDo(t.Work) {
		return BadInput("choose somebody who works with "+map[TaskWork]string{TaskOfEngagement: "employers", TaskOfPlacements: "placements"}[t.Work], "assigneeId")
	}
	t.Assignee = &u
	return nil
}

// Move takes the step that in asks for. Errors: CONFLICT where t is not the version that the caller read, BAD_INPUT where by
// may not take the step.
func (t *Task) Move(in TransitionTaskInput, by Actor, now time.Time) error {
	if in.Version != t.Version {
		return changedSince("task")
	}
	if !slices.Contains(t.AllowedTransitions(by), in.To) {
		return BadInput("the task is "+strings.ToLower(string(t.State))+" already; only an open one can be done or dropped", "to")
	}
	t.State, t.ClosedAt = in.To, nil
	if in.To != TaskOpen {
		t.ClosedAt = &now
	}
	return nil
}

func (t *Task) setTitle(typed string) error {
	title, err := requiredLine(typed, maxTaskTitle, "say what is to be done", "title")
	t.Title = &title
	return err
}

func (t *Task) setDueOn(day, today Date) error {
	if day.Before(today) {
		return BadInput("choose today or a later day", "dueOn")
	}
	t.DueOn = day
	return nil
}

// TransitionTaskInput asks for one step of a task's life.
type TransitionTaskInput struct {
	ID      TaskID
	Version int
	To      TaskState
}

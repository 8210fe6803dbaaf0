package hub

import "time"

// Task is something to be done by somebody by a day.
type Task struct {
	ID            TaskID
	Title         *string
	EmployerID    *EmployerID
	InteractionID *InteractionID
	Assignee      *User
	DueOn         Date
	State         TaskState
	ClosedAt      *time.Time
	Version       int
	// OrganisationID is whose task it is.
	OrganisationID OrganisationID
}

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
	if !by.May(PermWriteEngagement) || by.Kind != ActorSystem && by.OrganisationID != t.OrganisationID {
		return nil
	}
	return taskMoves[t.State]
}

// TaskFilter narrows a list of tasks; nil and empty fields do not.
type TaskFilter struct {
	Mine       *bool
	AssigneeIn []UserID
	StateIn    []TaskState
	DueBy      *Date
}

// CreateTaskInput describes a task; the caller is the assignee where none is named.
type CreateTaskInput struct {
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

// TransitionTaskInput asks for one step of a task's life.
type TransitionTaskInput struct {
	ID      TaskID
	Version int
	To      TaskState
}

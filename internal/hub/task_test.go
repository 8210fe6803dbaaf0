package hub_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
)

var monday = hub.NewDate(2026, time.November, 23)

func TestNewTask(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		in   hub.CreateTaskInput
		want string // the title; empty where the input is refused
	}{
		"blanks around the title go":       {hub.CreateTaskInput{Title: "  Send the prospectus\n", DueOn: monday}, "Send the prospectus"},
		"300 letters are a title":          {hub.CreateTaskInput{Title: strings.Repeat("é", 300), DueOn: monday.AddDays(1)}, strings.Repeat("é", 300)},
		"301 are too many":                 {hub.CreateTaskInput{Title: strings.Repeat("e", 301), DueOn: monday}, ""},
		"blanks are not a title":           {hub.CreateTaskInput{Title: " \t ", DueOn: monday}, ""},
		"characters that nobody sees go":   {hub.CreateTaskInput{Title: "a\x00b", DueOn: monday}, "a b"},
		"a day that has passed is not due": {hub.CreateTaskInput{Title: "Call", DueOn: monday.AddDays(-1)}, ""},
		"no day at all is not due":         {hub.CreateTaskInput{Title: "Call"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := hub.NewTask(tc.in, officer, monday)
			if tc.want == "" {
				if hub.CodeOf(err) != hub.ErrBadInput || err == nil {
					t.Fatalf("got %+v, %v; want BAD_INPUT", got, err)
				}
				return
			}
			if err != nil || *got.Title != tc.want || got.State != hub.TaskOpen || got.OrganisationID != officer.OrganisationID {
				t.Fatalf("got %+v, %v", got, err)
			}
		})
	}
}

func TestATaskIsOfAWorkThatWhoAddsItDoes(t *testing.T) {
	t.Parallel()
	as := func(roles ...hub.Role) hub.Actor { return hub.Actor{Kind: hub.ActorUser, Roles: roles} }
	engagement, placements := new(hub.TaskOfEngagement), new(hub.TaskOfPlacements)
	for name, tc := range map[string]struct {
		by    hub.Actor
		asked *hub.TaskWork
		want  hub.TaskWork // empty: FORBIDDEN
	}{
		"engagement staff's own":             {as(hub.RoleEngagement), nil, hub.TaskOfEngagement},
		"placement staff's own":              {as(hub.RolePlacements), nil, hub.TaskOfPlacements},
		"who does both means engagement":     {as(hub.RoleEngagement, hub.RolePlacements), nil, hub.TaskOfEngagement},
		"who does both may say placements":   {as(hub.RoleEngagement, hub.RolePlacements), placements, hub.TaskOfPlacements},
		"placement staff say so":             {as(hub.RolePlacements), placements, hub.TaskOfPlacements},
		"engagement staff add no placements": {as(hub.RoleEngagement), placements, ""},
		"placement staff add no engagement":  {as(hub.RolePlacements), engagement, ""},
		"an analyst adds none":               {as(hub.RoleAnalyst), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := hub.NewTask(hub.CreateTaskInput{Title: "Ring the college", DueOn: monday, Work: tc.asked}, tc.by, monday)
			switch {
			case tc.want == "" && hub.CodeOf(err) != hub.ErrForbidden:
				t.Errorf("got %+v, %v; want FORBIDDEN", got, err)
			case tc.want != "" && (err != nil || got.Work != tc.want):
				t.Errorf("got %+v, %v; want %s", got, err, tc.want)
			}
		})
	}
}

func TestTaskUpdate(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		in   hub.UpdateTaskInput
		want hub.ErrorCode // empty: the update is made
	}{
		"what is absent stays":                     {hub.UpdateTaskInput{Version: 3}, ""},
		"an overdue task may keep its day":         {hub.UpdateTaskInput{Version: 3, DueOn: hub.Set(monday.AddDays(-9))}, ""},
		"a new day must not have passed":           {hub.UpdateTaskInput{Version: 3, DueOn: hub.Set(monday.AddDays(-1))}, hub.ErrBadInput},
		"a day cannot be taken away":               {hub.UpdateTaskInput{Version: 3, DueOn: hub.Clear[hub.Date]()}, hub.ErrBadInput},
		"nor a title":                              {hub.UpdateTaskInput{Version: 3, Title: hub.Clear[string]()}, hub.ErrBadInput},
		"nor whose it is":                          {hub.UpdateTaskInput{Version: 3, AssigneeID: hub.OptionalUserID{Optional: hub.Clear[hub.UserID]()}}, hub.ErrBadInput},
		"who has not seen the last change is told": {hub.UpdateTaskInput{Version: 2, Title: hub.Set("Call")}, hub.ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			title := "Send the prospectus"
			was := hub.Task{ID: hub.NewTaskID(), Title: &title, DueOn: monday.AddDays(-9), State: hub.TaskOpen, Version: 3}

			got := was
			err := got.Update(tc.in, monday)

			switch {
			case tc.want == "" && (err != nil || got != was):
				t.Errorf("got %+v, %v", got, err)
			case tc.want != "" && (err == nil || hub.CodeOf(err) != tc.want):
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}

func TestTaskMove(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	stranger := officer
	stranger.OrganisationID = hub.NewOrganisationID()

	for name, tc := range map[string]struct {
		from hub.TaskState
		in   hub.TransitionTaskInput
		by   hub.Actor
		want hub.ErrorCode // empty: the step is taken
	}{
		"done":                                {hub.TaskOpen, hub.TransitionTaskInput{To: hub.TaskDone, Version: 1}, officer, ""},
		"not needed":                          {hub.TaskOpen, hub.TransitionTaskInput{To: hub.TaskDropped, Version: 1}, officer, ""},
		"opened again":                        {hub.TaskDone, hub.TransitionTaskInput{To: hub.TaskOpen, Version: 1}, officer, ""},
		"taken up again":                      {hub.TaskDropped, hub.TransitionTaskInput{To: hub.TaskOpen, Version: 1}, officer, ""},
		"what is done cannot be dropped":      {hub.TaskDone, hub.TransitionTaskInput{To: hub.TaskDropped, Version: 1}, officer, hub.ErrBadInput},
		"what is done cannot be done":         {hub.TaskDone, hub.TransitionTaskInput{To: hub.TaskDone, Version: 1}, officer, hub.ErrBadInput},
		"what is open cannot be opened":       {hub.TaskOpen, hub.TransitionTaskInput{To: hub.TaskOpen, Version: 1}, officer, hub.ErrBadInput},
		"another partner may not":             {hub.TaskOpen, hub.TransitionTaskInput{To: hub.TaskDone, Version: 1}, stranger, hub.ErrBadInput},
		"who has not seen the change is told": {hub.TaskOpen, hub.TransitionTaskInput{To: hub.TaskDone, Version: 0}, officer, hub.ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			was := hub.Task{State: tc.from, Work: hub.TaskOfEngagement, OrganisationID: officer.OrganisationID, Version: 1}

			got := was
			err := got.Move(tc.in, tc.by, now)

			switch {
			case tc.want == "" && (err != nil || got.State != tc.in.To || (got.ClosedAt == nil) != (got.State == hub.TaskOpen)):
				t.Errorf("got %+v, %v", got, err)
			case tc.want != "" && (err == nil || hub.CodeOf(err) != tc.want || got != was):
				t.Errorf("got %+v, %v; want it as it was, and %s", got, err, tc.want)
			}
		})
	}
	if got := (hub.Task{State: hub.TaskOpen, Work: hub.TaskOfEngagement, OrganisationID: officer.OrganisationID}).AllowedTransitions(officer); !slices.Equal(got, []hub.TaskState{hub.TaskDone, hub.TaskDropped}) {
		t.Errorf("an open task may become %v", got)
	}
	if got := (hub.Task{State: hub.TaskOpen, Work: hub.TaskOfPlacements, OrganisationID: officer.OrganisationID}).AllowedTransitions(officer); len(got) > 0 {
		t.Errorf("engagement staff may make %v of a task of placements", got)
	}
}

var officer = hub.Actor{Kind: hub.ActorUser, UserID: hub.NewUserID(), OrganisationID: hub.NewOrganisationID(), Roles: []hub.Role{hub.RoleEngagement}, Name: "Priya Nair"}

package app_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestTasks(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	today := hub.NewDate(2026, 11, 24)
	task := func(in hub.CreateTaskInput) hub.Task {
		t.Helper()
		created, err := b.app.CreateTask(b.as(b.manager), in)
		if err != nil {
			t.Fatal(err)
		}
		return created
	}

	call := task(hub.CreateTaskInput{Title: " Call  back ", DueOn: today.AddDays(3), EmployerID: &e.ID})
	visit := task(hub.CreateTaskInput{Title: "Plan a visit", DueOn: today})

	t.Run("belongs to whoever adds it", func(t *testing.T) {
		if call.Assignee == nil || call.Assignee.Name != "Mo Manager" || *call.Title != "Call back" || *call.EmployerID != e.ID || call.State != hub.TaskOpen {
			t.Errorf("got %+v", call)
		}
		b.wants("history of the employer", `SELECT count(*)::text FROM audit WHERE action = 'task.create' AND employer_id IS NOT NULL`, "1")
	})
	t.Run("is listed by due date, page by page", func(t *testing.T) {
		first, err := b.app.Tasks(b.as(b.manager), hub.TaskFilter{Mine: new(true)}, hub.Page{First: 1})
		if err != nil || len(first.Nodes) != 1 || first.Nodes[0].ID != visit.ID || !first.HasNext {
			t.Fatalf("got %+v, %v", first, err)
		}
		second, err := b.app.Tasks(b.as(b.manager), hub.TaskFilter{Mine: new(true)}, hub.Page{First: 1, After: first.Cursors[0]})
		if err != nil || len(second.Nodes) != 1 || second.Nodes[0].ID != call.ID || second.HasNext {
			t.Fatalf("got %+v, %v", second, err)
		}
	})
	t.Run("is found by every filter", func(t *testing.T) {
		for name, tc := range map[string]struct {
			filter hub.TaskFilter
			want   []hub.TaskID
		}{
			"all":               {hub.TaskFilter{}, []hub.TaskID{visit.ID, call.ID}},
			"mine":              {hub.TaskFilter{Mine: new(true)}, []hub.TaskID{visit.ID, call.ID}},
			"a colleague's":     {hub.TaskFilter{AssigneeIn: []hub.UserID{chamber.UserID}}, nil},
			"done":              {hub.TaskFilter{StateIn: []hub.TaskState{hub.TaskDone}}, nil},
			"due by today":      {hub.TaskFilter{DueBy: &today}, []hub.TaskID{visit.ID}},
			"about an employer": {hub.TaskFilter{EmployerID: &e.ID}, []hub.TaskID{call.ID}},
		} {
			list, err := b.app.Tasks(b.as(b.manager), tc.filter, hub.Page{First: 10})
			n, counting := b.app.CountTasks(b.as(b.manager), tc.filter)
			if got := taskIDs(list.Nodes); err != nil || counting != nil || !slices.Equal(got, tc.want) || n != len(tc.want) {
				t.Errorf("%s: got %v, counted %d, %v, %v; want %v", name, got, n, err, counting, tc.want)
			}
		}
	})
	t.Run("is the own organisation's business", func(t *testing.T) {
		for who, ctx := range map[string]hub.Actor{"another partner": chamber, "an analyst": b.colleague(hub.RoleAnalyst)} {
			list, err := b.app.TasksOf(b.as(ctx), e.ID, nil, hub.Page{First: 10})
			byID, alsoErr := b.app.TasksByID(b.as(ctx), []hub.TaskID{call.ID})
			if err != nil || alsoErr != nil || len(list.Nodes)+len(byID) != 0 {
				t.Errorf("%s sees %v and %v, %v, %v", who, list.Nodes, byID, err, alsoErr)
			}
		}
		b.refused("another partner's step", hub.ErrNotFound, "", func() error {
			_, err := b.app.TransitionTask(b.as(chamber), hub.TransitionTaskInput{ID: call.ID, Version: 1, To: hub.TaskDone})
			return err
		})
	})
	placements := b.colleague(hub.RolePlacements)
	t.Run("what is wrong is told, and leaves nothing behind", func(t *testing.T) {
		for name, tc := range map[string]struct {
			in    hub.CreateTaskInput
			code  hub.ErrorCode
			field string
		}{
			"an assignee who works elsewhere": {hub.CreateTaskInput{Title: "x", DueOn: today, AssigneeID: &chamber.UserID}, hub.ErrNotFound, ""},
			"an assignee who may not do it":   {hub.CreateTaskInput{Title: "x", DueOn: today, AssigneeID: &placements.UserID}, hub.ErrBadInput, "assigneeId"},
			"an assignee who is not there":    {hub.CreateTaskInput{Title: "x", DueOn: today, AssigneeID: new(hub.NewUserID())}, hub.ErrNotFound, ""},
			"an employer who is not there":    {hub.CreateTaskInput{Title: "x", DueOn: today, EmployerID: new(hub.NewEmployerID())}, hub.ErrNotFound, ""},
			"a day that has passed":           {hub.CreateTaskInput{Title: "x", DueOn: today.AddDays(-1)}, hub.ErrBadInput, "dueOn"},
			"no title":                        {hub.CreateTaskInput{Title: " ", DueOn: today}, hub.ErrBadInput, "title"},
		} {
			b.refused(name, tc.code, tc.field, func() error { _, err := b.app.CreateTask(b.as(b.manager), tc.in); return err })
		}
		b.wants("tasks", `SELECT count(*)::text FROM task`, "2")
		for _, role := range []hub.Role{hub.RoleAnalyst, hub.RoleAdmin} {
			b.refused(string(role), hub.ErrForbidden, "", func() error {
				_, err := b.app.CreateTask(b.as(b.colleague(role)), hub.CreateTaskInput{Title: "x", DueOn: today})
				return err
			})
		}
	})
	t.Run("is given to a colleague, done and opened again", func(t *testing.T) {
		colleague := b.colleague(hub.RoleEngagement)
		got, err := b.app.UpdateTask(b.as(b.manager), hub.UpdateTaskInput{
			ID: call.ID, Version: 1, Title: hub.Set("Call Dana"), AssigneeID: hub.OptionalUserID{Optional: hub.Set(colleague.UserID)},
		})
		if err != nil || got.Version != 2 || *got.Title != "Call Dana" || got.Assignee.ID != colleague.UserID || got.DueOn != call.DueOn {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.refused("who has not seen that is told, with the task as it is", hub.ErrConflict, "", func() error {
			now, err := b.app.TransitionTask(b.as(b.manager), hub.TransitionTaskInput{ID: call.ID, Version: 1, To: hub.TaskDone})
			if now.Version != 2 || *now.Title != "Call Dana" {
				t.Errorf("got %+v with the conflict", now)
			}
			return err
		})
		done, err := b.app.TransitionTask(b.as(colleague), hub.TransitionTaskInput{ID: call.ID, Version: 2, To: hub.TaskDone})
		if err != nil || done.State != hub.TaskDone || done.ClosedAt == nil || !done.ClosedAt.Equal(moment(tuesday)) {
			t.Fatalf("got %+v, %v", done, err)
		}
		again, err := b.app.TransitionTask(b.as(colleague), hub.TransitionTaskInput{ID: call.ID, Version: 3, To: hub.TaskOpen})
		if err != nil || again.State != hub.TaskOpen || again.ClosedAt != nil {
			t.Fatalf("got %+v, %v", again, err)
		}
		b.wants("history", `SELECT string_agg(concat_ws(' to ', before->>'State', after->>'State'), ', ' ORDER BY id) FROM audit JOIN audit_content ON audit_id = id WHERE action = 'task.move'`,
			"OPEN to DONE, DONE to OPEN")
	})
}

func TestTasksOfPlacementsAreDoneByPlacementStaff(t *testing.T) {
	t.Parallel()
	b, o := wanting(t) // the insurance holds until the placement's first day
	first := b.manager // recorded the check, and took each step with the opportunity
	placements, engagement := b.colleague(hub.RolePlacements), b.colleague(hub.RoleEngagement)
	elsewhere := b.partner("Chamber", hub.RolePlacements)
	b.placed(b.accepted(o, "PW-1"), hub.PlacementConfirmed)
	b.at("2027-02-01 09:00")

	sees := func(by hub.Actor) []hub.Task {
		t.Helper()
		list, err := b.app.TasksOf(b.as(by), o.EmployerID, nil, hub.Page{First: 10})
		if err != nil {
			t.Fatal(err)
		}
		return list.Nodes
	}
	for who, tc := range map[string]struct {
		by   hub.Actor
		want int
	}{
		"placement staff": {placements, 1}, "a manager": {b.colleague(hub.RoleManager), 1}, "engagement staff": {engagement, 0}, "an analyst": {b.colleague(hub.RoleAnalyst), 0},
		"an administrator": {b.colleague(hub.RoleAdmin), 0}, "placement staff of another partner": {elsewhere, 0},
	} {
		if got := sees(tc.by); len(got) != tc.want {
			t.Errorf("%s: got %+v", who, got)
		}
	}
	task := sees(placements)[0]
	if task.Work != hub.TaskOfPlacements || task.Assignee == nil || task.Assignee.ID != first.UserID {
		t.Errorf("got %+v", task)
	}
	give := func(to hub.Actor) (hub.Task, error) {
		return b.app.UpdateTask(b.as(placements), hub.UpdateTaskInput{ID: task.ID, Version: task.Version, AssigneeID: hub.OptionalUserID{Optional: hub.Set(to.UserID)}})
	}
	b.refused("to engagement staff", hub.ErrBadInput, "assigneeId", func() error { _, err := give(engagement); return err })
	task, err := give(placements)
	if err != nil || task.Assignee.ID != placements.UserID {
		t.Fatalf("got %+v, %v", task, err)
	}
	mine, err := b.app.Tasks(b.as(placements), hub.TaskFilter{Mine: new(true)}, hub.Page{First: 10})
	n, counting := b.app.CountTasks(b.as(placements), hub.TaskFilter{Mine: new(true)})
	if err != nil || counting != nil || len(mine.Nodes) != 1 || n != 1 {
		t.Errorf("got %+v and %d, %v, %v", mine.Nodes, n, err, counting)
	}
	done := func(by hub.Actor) error {
		_, err := b.app.TransitionTask(b.as(by), hub.TransitionTaskInput{ID: task.ID, Version: task.Version, To: hub.TaskDone})
		return err
	}
	b.refused("engagement staff", hub.ErrNotFound, "", func() error { return done(engagement) })
	b.refused("an analyst", hub.ErrForbidden, "", func() error { return done(b.colleague(hub.RoleAnalyst)) })
	if err := done(placements); err != nil {
		t.Error(err)
	}
}

func TestPlacementStaffAddTasksAndTakeThoseThatAreNobodys(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	first, second, engagement := b.colleague(hub.RolePlacements), b.colleague(hub.RolePlacements), b.colleague(hub.RoleEngagement)
	today := hub.NewDate(2026, 11, 24)
	add := func(by hub.Actor, in hub.CreateTaskInput) (hub.Task, error) {
		in.Title, in.DueOn, in.EmployerID = "Ring the college", today, &e.ID
		return b.app.CreateTask(b.as(by), in)
	}
	added, err := add(first, hub.CreateTaskInput{})
	if err != nil || added.Work != hub.TaskOfPlacements || added.Assignee == nil || added.Assignee.ID != first.UserID {
		t.Fatalf("got %+v, %v", added, err)
	}
	b.refused("the work of others", hub.ErrForbidden, "", func() error {
		_, err := add(first, hub.CreateTaskInput{Work: new(hub.TaskOfEngagement)})
		return err
	})
	b.refused("to who does not do it", hub.ErrBadInput, "assigneeId", func() error {
		_, err := add(first, hub.CreateTaskInput{AssigneeID: &engagement.UserID})
		return err
	})
	if _, err := add(engagement, hub.CreateTaskInput{}); err != nil {
		t.Fatal(err)
	}
	b.wants("tasks", `SELECT string_agg(work, ' ' ORDER BY work) FROM task`, "ENGAGEMENT PLACEMENTS")

	nobodys := func(by hub.Actor) []hub.TaskID {
		t.Helper()
		filter := hub.TaskFilter{Unassigned: new(true), StateIn: []hub.TaskState{hub.TaskOpen}}
		list, err := b.app.Tasks(b.as(by), filter, hub.Page{First: 10})
		n, counting := b.app.CountTasks(b.as(by), filter)
		if err != nil || counting != nil || n != len(list.Nodes) {
			t.Fatalf("got %+v, counted %d, %v, %v", list, n, err, counting)
		}
		return taskIDs(list.Nodes)
	}
	if got := nobodys(second); len(got) > 0 {
		t.Errorf("got %v before it was nobody's", got)
	}
	b.exec(`UPDATE task SET assignee_id = NULL`) // as for the insurance of a site whose check was sent in by the host
	if got := nobodys(second); !slices.Equal(got, []hub.TaskID{added.ID}) {
		t.Errorf("got %v, want %v", got, added.ID)
	}
	taken, err := b.app.UpdateTask(b.as(second), hub.UpdateTaskInput{ID: added.ID, Version: added.Version, AssigneeID: hub.OptionalUserID{Optional: hub.Set(second.UserID)}})
	if err != nil || taken.Assignee == nil || taken.Assignee.ID != second.UserID || len(nobodys(first)) > 0 {
		t.Errorf("got %+v, %v; nobody's are %v", taken, err, nobodys(first))
	}
	b.refused("who was slower", hub.ErrConflict, "", func() error {
		_, err := b.app.UpdateTask(b.as(first), hub.UpdateTaskInput{ID: added.ID, Version: added.Version, AssigneeID: hub.OptionalUserID{Optional: hub.Set(first.UserID)}})
		return err
	})
}

func TestATaskThatFollowsNotesHidesItsTitle(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	recorded := b.interaction(b.manager, hub.RecordInteractionInput{
		EmployerIds: []hub.EmployerID{e.ID}, FollowUp: &hub.FollowUpInput{Title: "Dana is ill: call Sam", DueOn: hub.NewDate(2026, 12, 1)},
	})

	follows, err := b.app.TasksFrom(b.as(b.manager), []hub.InteractionID{recorded.ID})
	if err != nil || len(follows) != 1 || *follows[0].Title != "Dana is ill: call Sam" || *follows[0].InteractionID != recorded.ID || *follows[0].EmployerID != e.ID {
		t.Fatalf("got %+v, %v", follows, err)
	}
	noAgreement := b.manager
	noAgreement.SharesPersonalData = false
	hidden, err := b.app.TasksFrom(b.as(noAgreement), []hub.InteractionID{recorded.ID})
	if err != nil || len(hidden) != 1 || hidden[0].Title != nil {
		t.Errorf("without an agreement: got %+v, %v", hidden, err)
	}
}

// colleague is another user of the council.
func (b testBundle) colleague(roles ...hub.Role) hub.Actor {
	b.Helper()
	by := hub.Actor{Kind: hub.ActorUser, OrganisationID: b.manager.OrganisationID, UserID: hub.NewUserID(), Name: "Col League", Roles: roles, SharesPersonalData: true}
	b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, 'Col League', 'col league', $3, $4)`,
		by.UserID, by.OrganisationID, by.UserID.String(), roles)
	return by
}

func taskIDs(tasks []hub.Task) (ids []hub.TaskID) {
	for _, t := range tasks {
		ids = append(ids, t.ID)
	}
	return ids
}

package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestAnIssueIsRaisedOwnedAnsweredAndTakenUpAgain(t *testing.T) {
	t.Parallel()
	b := setup(t)
	network := b.network()
	member, stranger := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Steel Ltd", LeadIt: new(true)}), b.inRotherham("Stranger Ltd", 900)
	joins := hub.AddToNetworkInput{NetworkID: network.ID, EmployerIds: []hub.EmployerID{member.ID}, State: hub.MemberActive, Exception: new("Opens a plant here next year")}
	if added, _, err := b.app.AddToNetwork(b.as(b.manager), joins); err != nil || len(added) != 1 {
		t.Fatalf("got %+v, %v", added, err)
	}
	in := hub.RaiseIssueInput{
		NetworkID: network.ID, EmployerID: &member.ID, Title: " No  welders ", Details: new("Three vacancies since spring"), Theme: hub.ThemeSkills, Sector: new("C"),
		RaisedOn: new(hub.NewDate(2026, 11, 10)), OwnerID: &b.manager.UserID, AnswerBy: new(hub.NewDate(2026, 12, 4)),
	}
	raising := func(change func(*hub.RaiseIssueInput)) func() error {
		return func() error {
			in := in
			change(&in)
			_, err := b.app.RaiseIssue(b.as(b.manager), in)
			return err
		}
	}
	analyst, reader := b.partner("Board", hub.RoleAnalyst), b.user("reader@partner.example", hub.RoleAnalyst)
	b.refused("no words", hub.ErrBadInput, "title", raising(func(in *hub.RaiseIssueInput) { in.Title = " " }))
	b.refused("no section", hub.ErrBadInput, "sector", raising(func(in *hub.RaiseIssueInput) { in.Sector = new("Z") }))
	b.refused("a day to come", hub.ErrBadInput, "raisedOn", raising(func(in *hub.RaiseIssueInput) { in.RaisedOn = new(hub.NewDate(2027, 1, 1)) }))
	b.refused("an answer by yesterday", hub.ErrBadInput, "answerBy", raising(func(in *hub.RaiseIssueInput) { in.AnswerBy = new(hub.NewDate(2026, 11, 1)) }))
	b.refused("no member", hub.ErrBadInput, "employerId", raising(func(in *hub.RaiseIssueInput) { in.EmployerID = &stranger.ID }))
	b.refused("an owner who only reads", hub.ErrBadInput, "ownerId", raising(func(in *hub.RaiseIssueInput) { in.OwnerID = &reader }))
	b.refused("no network", hub.ErrNotFound, "", raising(func(in *hub.RaiseIssueInput) { in.NetworkID = hub.NewNetworkID() }))
	b.refused("no meeting", hub.ErrNotFound, "", raising(func(in *hub.RaiseIssueInput) { in.MeetingID = new(hub.NewMeetingID()) }))
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.RaiseIssue(b.as(analyst), in)
		return err
	})
	issue, err := b.app.RaiseIssue(b.as(b.manager), in)
	if err != nil || issue.Title != "No welders" || issue.State != hub.IssueOpen || issue.Owner == nil || issue.Owner.Name != "Mo Manager" {
		t.Fatalf("got %+v, %v", issue, err)
	}
	whole, err := b.app.RaiseIssue(b.as(b.manager), hub.RaiseIssueInput{NetworkID: network.ID, Title: "Buses on early shifts", Theme: hub.ThemeOther})
	if err != nil || whole.EmployerID != nil {
		t.Fatalf("got %+v, %v", whole, err)
	}

	move := func(version int, to hub.IssueState, on hub.Date, text string) (hub.NetworkIssue, error) {
		in := hub.TransitionIssueInput{ID: issue.ID, Version: version, State: to, OnDay: &on}
		if text != "" {
			in.Text = &text
		}
		return b.app.TransitionIssue(b.as(b.manager), in)
	}
	for name, refused := range map[string]struct {
		version int
		to      hub.IssueState
		on      hub.Date
		text    string
		code    hub.ErrorCode
		field   string
	}{
		"no answer":             {1, hub.IssueAnswered, hub.NewDate(2026, 11, 20), "", hub.ErrBadInput, "text"},
		"dropped and no reason": {1, hub.IssueDropped, hub.NewDate(2026, 11, 20), "", hub.ErrBadInput, "text"},
		"before it was raised":  {1, hub.IssueInHand, hub.NewDate(2026, 11, 9), "", hub.ErrBadInput, "onDay"},
		"a day to come":         {1, hub.IssueInHand, hub.NewDate(2027, 1, 1), "", hub.ErrBadInput, "onDay"},
		"no such step":          {1, hub.IssueOpen, hub.NewDate(2026, 11, 20), "", hub.ErrBadInput, "state"},
		"a stale version":       {7, hub.IssueInHand, hub.NewDate(2026, 11, 20), "", hub.ErrConflict, ""},
	} {
		b.refused(name, refused.code, refused.field, func() error {
			_, err := move(refused.version, refused.to, refused.on, refused.text)
			return err
		})
	}
	for i, step := range []struct {
		to   hub.IssueState
		on   hub.Date
		text string
	}{
		{hub.IssueInHand, hub.NewDate(2026, 11, 12), "The college looks at it"}, {hub.IssueAnswered, hub.NewDate(2026, 11, 18), "A bootcamp starts in January"},
		{hub.IssueInHand, hub.NewDate(2026, 11, 20), "The bootcamp is full"},
	} {
		if issue, err = move(i+1, step.to, step.on, step.text); err != nil {
			t.Fatal(err)
		}
	}
	if issue.Answer == nil || *issue.Answer != "A bootcamp starts in January" {
		t.Errorf("the answer is lost: %+v", issue)
	}
	figures := func(day hub.Date) string {
		f, err := b.app.NetworkFigures(b.as(b.manager), network.ID, &day)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Repeat("raised ", f.IssuesRaised) + strings.Repeat("answered ", f.IssuesAnswered)
	}
	for day, want := range map[hub.Date]string{
		hub.NewDate(2026, 11, 9): "", hub.NewDate(2026, 11, 17): "raised ", hub.NewDate(2026, 11, 18): "raised answered ", hub.NewDate(2026, 11, 19): "raised answered ",
		hub.NewDate(2026, 11, 20): "raised ", hub.NewDate(2026, 11, 24): "raised raised ",
	} {
		if got := figures(day); got != want {
			t.Errorf("on %s: got %q, want %q", day, got, want)
		}
	}
	moves, err := b.app.IssueMoves(b.as(b.manager), []hub.NetworkIssueID{issue.ID})
	if err != nil || len(moves) != 4 || moves[0].State != hub.IssueInHand || moves[3].State != hub.IssueOpen || moves[0].By == nil {
		t.Errorf("got %+v, %v", moves, err)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE network_issue_move SET text = 'x'`); err == nil {
		t.Error("a step was changed")
	}
	if got := b.titles(b.manager, member.ID, hub.TimelineIssue); got != "Its issue is in hand: No welders (The bootcamp is full), Its issue was answered: No welders (A bootcamp starts in January), Its issue is in hand: No welders (The college looks at it), Raised in a network: No welders" {
		t.Errorf("the timeline says %s", got)
	}
	if got := b.titles(analyst, member.ID, hub.TimelineIssue); strings.Contains(got, "bootcamp") || !strings.Contains(got, "Raised in a network") {
		t.Errorf("the analyst's timeline says %s", got)
	}

	// Nobody but who sees the employer sees what it raised.
	mine := true
	count := func(by hub.Actor, f hub.NetworkIssueFilter) int {
		list, err := b.app.NetworkIssues(b.as(by), f, hub.Page{First: 10})
		n, err2 := b.app.CountNetworkIssues(b.as(by), f)
		if err != nil || err2 != nil || n != len(list.Nodes) {
			t.Fatalf("%d are counted and %d listed, %v, %v", n, len(list.Nodes), err, err2)
		}
		return n
	}
	for name, f := range map[string]hub.NetworkIssueFilter{
		"mine": {Mine: &mine}, "of the employer": {EmployerID: &member.ID}, "of a sector": {SectorIn: []string{"C"}}, "about skills": {ThemeIn: []hub.Theme{hub.ThemeSkills}},
		"in hand": {NetworkID: &network.ID, StateIn: []hub.IssueState{hub.IssueInHand}},
	} {
		if n := count(b.manager, f); n != 1 {
			t.Errorf("%s: %d issues, want 1", name, n)
		}
	}
	b.hide(b.manager, b.read(member.ID))
	partner := b.partner("Growth Hub", hub.RoleEngagement)
	if ours, theirs := count(b.manager, hub.NetworkIssueFilter{}), count(partner, hub.NetworkIssueFilter{}); ours != 2 || theirs != 1 {
		t.Errorf("the lead sees %d issues and another partner %d, want 2 and 1", ours, theirs)
	}
}

func TestAnIssueRaisedAtAMeetingHasItsDay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	meeting := hub.NewMeetingID()
	b.exec(`INSERT INTO meeting (id, network_id, title, place, starts_at, ends_at, organisation_id) VALUES ($1, $2, 'Skills', 'Town Hall', '2026-11-12 10:00Z', '2026-11-12 12:00Z', $3)`,
		meeting, b.network().ID, b.manager.OrganisationID)
	in := hub.RaiseIssueInput{NetworkID: b.network().ID, MeetingID: &meeting, Title: "No welders", Theme: hub.ThemeSkills}
	if issue, err := b.app.RaiseIssue(b.as(b.manager), in); err != nil || issue.RaisedOn != hub.NewDate(2026, 11, 12) {
		t.Errorf("got %+v, %v", issue, err)
	}
	for name, change := range map[string]string{
		"a meeting to come":         `UPDATE meeting SET starts_at = '2026-12-12 10:00Z', ends_at = '2026-12-12 12:00Z'`,
		"a meeting that was no one": `UPDATE meeting SET starts_at = '2026-11-12 10:00Z', ends_at = '2026-11-12 12:00Z', cancelled_at = now(), cancel_reason = 'Snow'`,
	} {
		b.exec(change)
		b.refused(name, hub.ErrBadInput, "meetingId", func() error {
			_, err := b.app.RaiseIssue(b.as(b.manager), in)
			return err
		})
	}
}

func TestWhoOwesAnAnswerHearsOfItInTheDigest(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	mo := b.reads(b.manager)
	issue, err := b.app.RaiseIssue(b.as(b.manager), hub.RaiseIssueInput{
		NetworkID: b.network().ID, Title: "No welders", Theme: hub.ThemeSkills, OwnerID: &b.manager.UserID, AnswerBy: new(hub.NewDate(2026, 11, 26)),
	})
	if err != nil {
		t.Fatal(err)
	}
	b.at("2026-11-25 08:00")
	b.hears("the day before", mo())
	b.at("2026-11-26 08:00")
	b.hears("the day", mo(), "1 issue to answer\nHello Mo Manager,\n\nIssues of networks to answer\n\n- No welders (HR Director Network, to be answered by 26 November 2026)\n  https://hub.rotherham.example/network/issues?network="+issue.NetworkID.String()+"\n")
	b.at("2026-11-30 11:00") // late, and twice
	b.at("2026-11-30 11:01")
	b.hears("overdue, after days without the sweep", mo(), "1 issue overdue")
	b.wants("what was said", `SELECT string_agg(rule || ' ' || occurrence, ', ' ORDER BY rule, occurrence) FROM reminder WHERE rule <> 'digest'`, "issue.overdue 2026-11-26")
	if _, err := b.app.TransitionIssue(b.as(b.manager), hub.TransitionIssueInput{ID: issue.ID, Version: issue.Version, State: hub.IssueAnswered, Text: new("A bootcamp")}); err != nil {
		t.Fatal(err)
	}
	b.at("2026-12-01 08:00")
	b.hears("answered", mo())
}

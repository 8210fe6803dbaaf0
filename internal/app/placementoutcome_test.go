package app_test

import (
	"context"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// begun is a T Level placement at a host that started on 1 March 2027 and ends on 30 June; the clock stands on the day of its start. The rule of its
// programme counts a job as sustained after 13 and 26 weeks.
func (b testBundle) begun(reference string) hub.Placement {
	b.Helper()
	o := b.hosted(5)
	p := b.placed(b.accepted(o, reference), hub.PlacementConfirmed)
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2029, 12, 31))})
	b.exec(`UPDATE placement_programme_rule SET outcome_weeks = '{13,26}' WHERE programme = 'T_LEVEL'`)
	b.clock.set(moment("2027-03-01 12:00"))
	return b.placed(p, hub.PlacementStarted)
}

// second is another member of the placement staff.
func (b testBundle) second() context.Context {
	b.Helper()
	by := b.manager
	by.UserID, by.Roles = hub.NewUserID(), []hub.Role{hub.RolePlacements}
	b.exec(`INSERT INTO hub_user (id, organisation_id, name, name_key, email, phone, roles)
		VALUES ($1, $2, 'Sal Second', 'sal second', 'sal@rotherham.example', '01709 382122', '{PLACEMENTS}')`, by.UserID, by.OrganisationID)
	return b.as(by)
}

func (b testBundle) outcomes(of hub.PlacementID) []hub.PlacementOutcome {
	b.Helper()
	found, err := b.app.OutcomesOf(b.coordinator(), []hub.PlacementID{of})
	if err != nil {
		b.Fatal(err)
	}
	return found
}

// due is what a coordinator has to see to, in short.
func (b testBundle) due() (all string) {
	b.Helper()
	list, err := b.app.PlacementsDue(b.coordinator(), hub.PlacementDueFilter{}, hub.Page{First: 20})
	if err != nil {
		b.Fatal(err)
	}
	var said []string
	for _, d := range list.Nodes {
		said = append(said, string(d.What)+" "+d.DueOn.String())
	}
	return strings.Join(said, ", ")
}

func TestAJobIsClaimedAndConfirmedByAnother(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	other := b.employers(1)[0]
	first, second := b.coordinator(), b.second()
	claim := func(in hub.ClaimOutcomeInput) error {
		in.PlacementID, in.Evidence = p.ID, "Payslip"
		_, err := b.app.ClaimPlacementOutcome(first, in)
		return err
	}
	b.clock.set(moment("2027-07-01 12:00"))
	started := hub.NewDate(2027, 4, 5)
	for field, in := range map[string]hub.ClaimOutcomeInput{
		"onDay":      {Kind: hub.OutcomeJobStart, OnDay: hub.NewDate(2027, 7, 2)},
		"kind":       {Kind: hub.OutcomeSustained, Weeks: new(13), OnDay: hub.NewDate(2027, 7, 1)},
		"weeks":      {Kind: hub.OutcomeSustained, OnDay: hub.NewDate(2027, 7, 1)},
		"hoursAWeek": {Kind: hub.OutcomeJobStart, OnDay: started, HoursAWeek: new(101)},
		"employerId": {Kind: hub.OutcomeJobStart, OnDay: started, EmployerID: &other, Elsewhere: true},
		"notReached": {Kind: hub.OutcomeJobStart, OnDay: started, NotReached: true},
	} {
		if err := claim(in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if err := claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeInterview, OnDay: hub.NewDate(2027, 2, 28)}); hub.FieldOf(err) != "onDay" {
		t.Errorf("before the placement: got %v", err)
	}
	if err := claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeJobStart, OnDay: started, EmployerID: new(hub.NewEmployerID())}); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("at nobody's: got %v", err)
	}
	if err := claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeJobStart, OnDay: started, EmployerID: &other, HoursAWeek: new(30)}); err != nil {
		t.Fatal(err)
	}
	if err := claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeJobStart, OnDay: started}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("twice: got %v", err)
	}

	// 13 weeks are over on 5 July, which is when somebody has to ask.
	sustained := hub.ClaimOutcomeInput{Kind: hub.OutcomeSustained, Weeks: new(13), OnDay: hub.NewDate(2027, 7, 1)}
	if err := claim(sustained); hub.FieldOf(err) != "onDay" || !strings.Contains(err.Error(), "13 weeks are over on 5 July 2027") {
		t.Errorf("too soon: got %v", err)
	}
	b.clock.set(moment("2027-07-04 12:00"))
	if due := b.due(); strings.Contains(due, "OUTCOME_CHECK") {
		t.Errorf("a day too soon: got %s", due)
	}
	b.clock.set(moment("2027-09-20 12:00")) // late
	if due := b.due(); !strings.Contains(due, "OUTCOME_CHECK 2027-07-05") || strings.Contains(due, "2027-10-04") {
		t.Errorf("got %s", due)
	}
	sustained.OnDay = hub.NewDate(2027, 7, 5)
	if err := claim(sustained); err != nil {
		t.Fatal(err)
	}
	if due := b.due(); strings.Contains(due, "OUTCOME_CHECK") {
		t.Errorf("asked for again: got %s", due)
	}
	sustained.Weeks = new(20)
	if err := claim(sustained); hub.FieldOf(err) != "weeks" || !strings.Contains(err.Error(), "after 13 or 26 weeks") {
		t.Errorf("weeks that no rule counts: got %v", err)
	}

	job := b.outcomes(p.ID)[0]
	if job.Kind != hub.OutcomeJobStart || *job.EmployerID != other || *b.outcomes(p.ID)[1].EmployerID != other || job.State != hub.OutcomeClaimed {
		t.Errorf("got %+v", b.outcomes(p.ID))
	}
	move := func(by context.Context, to hub.OutcomeState, why string) error {
		_, err := b.app.MovePlacementOutcome(by, hub.MoveOutcomeInput{OutcomeID: job.ID, State: to, Why: why})
		return err
	}
	if err := move(first, hub.OutcomeConfirmed, "The payslip of May"); hub.FieldOf(err) != "state" {
		t.Errorf("by who claimed: got %v", err)
	}
	if err := move(second, hub.OutcomeConfirmed, " "); hub.FieldOf(err) != "why" {
		t.Errorf("without evidence: got %v", err)
	}
	if err := move(second, hub.OutcomeWithdrawn, "Mistaken"); hub.FieldOf(err) != "state" {
		t.Errorf("withdrawn while it lasts: got %v", err)
	}
	if err := move(second, hub.OutcomeConfirmed, "The payslip of May"); err != nil {
		t.Fatal(err)
	}
	if err := move(first, hub.OutcomeRefused, "They say so"); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("refused once confirmed: got %v", err)
	}
	job = b.outcomes(p.ID)[0]
	if job.State != hub.OutcomeConfirmed || job.ConfirmedBy == nil || job.ConfirmedBy.Name != "Sal Second" {
		t.Errorf("got %+v", job)
	}
	if moves, err := b.app.OutcomeMoves(first, []hub.OutcomeID{job.ID}); err != nil || len(moves) != 1 || *moves[0].Why != "The payslip of May" {
		t.Errorf("got %+v, %v", moves, err)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE placement_outcome_move SET why = 'x'`); err == nil {
		t.Error("a step was changed")
	}
	if _, err := b.app.PlacementOutcomes(b.as(b.manager), hub.OutcomeFilter{}, hub.Page{First: 5}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("read by a manager: got %v", err)
	}
	list, err := b.app.PlacementOutcomes(second, hub.OutcomeFilter{KindIn: []hub.OutcomeKind{hub.OutcomeSustained}, StateIn: []hub.OutcomeState{hub.OutcomeClaimed}, From: &started}, hub.Page{First: 5})
	if err != nil || len(list.Nodes) != 1 || *list.Nodes[0].Weeks != 13 {
		t.Errorf("got %+v, %v", list.Nodes, err)
	}
	b.wants("reading is recorded", `SELECT (count(*) > 0)::text FROM audit WHERE action = 'participant.read'`, "true")
}

func TestAJobThatDidNotLastIsNotAskedAfterAgain(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-10-04 12:00"))
	for _, in := range []hub.ClaimOutcomeInput{
		{Kind: hub.OutcomeJobStart, OnDay: hub.NewDate(2027, 4, 5), Elsewhere: true},
		{Kind: hub.OutcomeSustained, Weeks: new(13), OnDay: hub.NewDate(2027, 5, 20), NotReached: true},
	} {
		in.PlacementID, in.Evidence = p.ID, "A call"
		if due := b.due(); in.NotReached && !strings.Contains(due, "OUTCOME_CHECK 2027-07-05") {
			t.Errorf("got %s", due)
		}
		if _, err := b.app.ClaimPlacementOutcome(b.coordinator(), in); err != nil {
			t.Fatal(err)
		}
	}
	if due := b.due(); strings.Contains(due, "OUTCOME_CHECK") {
		t.Errorf("26 weeks are asked after: got %s", due)
	}
	if o := b.outcomes(p.ID); o[0].EmployerID != nil || o[1].EmployerID != nil || o[1].State != hub.OutcomeNotReached {
		t.Errorf("got %+v", o)
	}
	b.clock.set(moment("2028-10-04 12:00")) // more than a year later
	if due := b.due(); due != "" {
		t.Errorf("got %s", due)
	}
}

func TestReviewsAndEndsAreDueUntilTheyAreKnown(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-04-29 12:00"))
	if due := b.due(); due != "" {
		t.Errorf("before the middle: got %s", due)
	}
	b.clock.set(moment("2027-05-04 12:00"))
	if due := b.due(); due != "MIDWAY_REVIEW 2027-04-30" {
		t.Errorf("got %s", due)
	}
	review := func(in hub.RecordReviewInput) error {
		in.PlacementID = p.ID
		_, err := b.app.RecordPlacementReview(b.coordinator(), in)
		return err
	}
	host := hub.RecordReviewInput{Stage: hub.ReviewMidway, ByHost: true, Going: hub.GoesWell, Again: hub.AgainYes, Attendance: new(hub.AttendsEveryDay), Help: []hub.ReviewHelp{hub.HelpVisit}, Note: new("Good with the lathe")}
	participant := hub.RecordReviewInput{Stage: hub.ReviewMidway, Going: hub.GoesMixed, Again: hub.AgainMaybe}
	for field, in := range map[string]hub.RecordReviewInput{
		"attendance": {Stage: hub.ReviewMidway, ByHost: true, Going: hub.GoesWell, Again: hub.AgainYes},
		"stage":      {Stage: hub.ReviewEnd, ByHost: true, Going: hub.GoesWell, Again: hub.AgainYes, Attendance: new(hub.AttendsEveryDay)},
		"going":      {Stage: hub.ReviewMidway, Going: hub.GoesWell, Again: hub.AgainYes, Note: new("Tired")},
		"saidOn":     {Stage: hub.ReviewMidway, Going: hub.GoesWell, Again: hub.AgainYes, SaidOn: new(hub.NewDate(2027, 5, 5))},
	} {
		if err := review(in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if err := review(participant); err != nil {
		t.Fatal(err)
	}
	if due := b.due(); due != "MIDWAY_REVIEW 2027-04-30" {
		t.Errorf("what the participant says is not the host's word: got %s", due)
	}
	if err := review(host); err != nil {
		t.Fatal(err)
	}
	if due := b.due(); due != "" {
		t.Errorf("got %s", due)
	}
	reviews, err := b.app.PlacementReviews(b.coordinator(), []hub.PlacementID{p.ID})
	if err != nil || len(reviews) != 2 || !reviews[0].ByHost || *reviews[0].Note != "Good with the lathe" || reviews[0].By == nil || reviews[1].Attendance != nil {
		t.Errorf("got %+v, %v", reviews, err)
	}

	end := func(in hub.RecordEndingInput) error {
		in.PlacementID = p.ID
		_, err := b.app.RecordPlacementEnding(b.coordinator(), in)
		return err
	}
	for field, in := range map[string]hub.RecordEndingInput{
		"ending":  {Ending: hub.EndingAsPlanned},
		"reason":  {Ending: hub.EndingEarly, LastDay: new(hub.NewDate(2027, 4, 30))},
		"lastDay": {Ending: hub.EndingExtended, LastDay: new(hub.NewDate(2027, 6, 30))},
	} {
		if err := end(in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if err := end(hub.RecordEndingInput{Ending: hub.EndingEarly, LastDay: new(hub.NewDate(2027, 5, 3)), Reason: new(hub.ReasonFoundWork)}); err != nil {
		t.Fatal(err)
	}
	b.wants("the placement", `SELECT state FROM placement`, "STARTED")
	if due := b.due(); due != "COMPLETION 2027-05-04" {
		t.Errorf("got %s", due)
	}
	if err := end(hub.RecordEndingInput{Ending: hub.EndingExtended, LastDay: new(hub.NewDate(2027, 7, 9))}); err != nil {
		t.Fatal(err)
	}
	b.exec(`UPDATE placement SET ends_on = '2027-07-09'`)
	if due := b.due(); due != "" {
		t.Errorf("the last day is as the host says: got %s", due)
	}
	b.clock.set(moment("2027-07-09 12:00"))
	if due := b.due(); due != "COMPLETION 2027-07-09, END_REVIEW 2027-07-09" {
		t.Errorf("got %s", due)
	}
	var now hub.Placement
	found, err := b.app.PlacementsByID(b.coordinator(), []hub.PlacementID{p.ID})
	if err != nil {
		t.Fatal(err)
	}
	now = b.placed(found[0], hub.PlacementCompleted)
	if due := b.due(); due != "END_REVIEW 2027-07-09" || now.State != hub.PlacementCompleted {
		t.Errorf("got %s", due)
	}
	if err := end(hub.RecordEndingInput{Ending: hub.EndingAsPlanned}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("of one that is over: got %v", err)
	}
	host.Stage = hub.ReviewEnd
	if err := review(host); err != nil {
		t.Fatal(err)
	}
	if due := b.due(); due != "" {
		t.Errorf("got %s", due)
	}
	timeline, err := b.app.Timeline(b.coordinator(), p.EmployerID, hub.Page{First: 50})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, entry := range timeline.Nodes {
		if entry.Kind == hub.TimelinePlacement {
			said = append(said, entry.Title)
		}
	}
	if got := strings.Join(said, ", "); got != "Reviewed at its end: Technician, Said that it goes on: Technician, Said that it ended early: Technician, Reviewed half-way: Technician" {
		t.Errorf("got %s", got)
	}
	if timeline, err = b.app.Timeline(b.as(b.manager), p.EmployerID, hub.Page{First: 50}); err != nil {
		t.Fatal(err)
	}
	for _, entry := range timeline.Nodes {
		if entry.Kind == hub.TimelinePlacement {
			t.Errorf("a manager reads %s", entry.Title)
		}
	}
}

func TestACoordinatorHearsOfWhatIsDueOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-09-20 12:00"))
	if _, err := b.app.ClaimPlacementOutcome(b.coordinator(), hub.ClaimOutcomeInput{PlacementID: p.ID, Kind: hub.OutcomeJobStart, OnDay: hub.NewDate(2027, 4, 5), Evidence: "A call"}); err != nil {
		t.Fatal(err)
	}
	v := postgres.Viewer{Actor: hub.ActorFrom(b.coordinator()), Today: hub.NewDate(2027, 9, 20)}
	by := postgres.Horizons{hub.RulePlacementOutcome: v.Today, hub.RulePlacementEnding: v.Today, hub.RulePlacementEndReview: v.Today}
	lines, err := postgres.DigestPlacements(t.Context(), b.pool, v, by, hub.MessageID{}, 10)
	if err != nil || len(lines) != 1 || lines[0].Rule != hub.RulePlacementOutcome || lines[0].OnDay != hub.NewDate(2027, 7, 5) || lines[0].People != 1 {
		t.Errorf("got %+v, %v", lines, err)
	}
}

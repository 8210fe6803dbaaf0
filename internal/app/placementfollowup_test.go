package app_test

import (
	"context"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// host is whoever is asked about placements at the host, behind a link.
func (b testBundle) host() context.Context {
	b.Helper()
	var id hub.PersonID
	if err := b.pool.QueryRow(b.Context(), `SELECT id FROM person WHERE email = $1`, address(1)).Scan(&id.UUID); err != nil {
		b.Fatal(err)
	}
	return hub.WithActor(b.Context(), hub.Actor{Kind: hub.ActorPerson, PersonID: id, Name: "the employer"})
}

// reload is a placement as it stands.
func (b testBundle) reload(p hub.Placement) hub.Placement {
	b.Helper()
	found, err := b.app.PlacementsByID(b.coordinator(), []hub.PlacementID{p.ID})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0]
}

// isAsked are the titles of what the host is asked.
func (b testBundle) isAsked() string {
	b.Helper()
	requests, err := b.app.RequestsOfPerson(b.host())
	if err != nil {
		b.Fatal(err)
	}
	var all []string
	for _, r := range requests {
		all = append(all, r.Title())
	}
	return strings.Join(all, "; ")
}

// answer answers the only open request of a kind by the last link.
func (b testBundle) answer(kind hub.PlacementRequestKind, form hub.Form) error {
	b.Helper()
	by := b.host()
	requests, err := b.app.RequestsOfPerson(by)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range requests {
		if r.Kind == kind {
			return b.app.AnswerRequest(by, r.ID, form)
		}
	}
	b.Fatalf("nobody is asked %s", kind)
	return nil
}

var (
	hostsReview = hub.Form{"going": {"WELL"}, "attendance": {"MOST_DAYS"}, "again": {"YES"}, "help": {"VISIT"}, "note": {"Good with the lathe"}}
	hr          = map[string]int{address(1): 1}
)

func TestAHostReviewsAndEndsAPlacementByLink(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.begun("PW-1") // until 30 June 2027, half-way on 30 April
	for _, step := range []struct {
		at   string
		want map[string]int
	}{{"2027-04-29 10:00", nil}, {"2027-04-30 10:00", hr}, {"2027-04-30 15:00", nil}, {"2027-05-07 09:00", nil}, {"2027-05-10 09:00", hr}, {"2027-06-01 09:00", nil}} {
		b.at(step.at)
		b.at(step.at)
		for _, m := range b.server.took {
			if strings.Contains(m.Text, "PW-1") || !strings.Contains(m.Text, "How does the placement go? Technician") {
				t.Errorf("got %s", m.Text)
			}
		}
		b.got(step.at, step.want)
	}
	if got := b.isAsked(); got != "How does the placement go? Technician, from 1 March 2027" {
		t.Errorf("got %s", got)
	}
	for name, who := range map[string]struct {
		by   context.Context
		sees int
	}{"a coordinator": {b.coordinator(), 1}, "a manager": {b.as(b.manager), 0}, "an analyst": {b.as(b.partner("Board", hub.RoleAnalyst)), 0}} {
		list, err := b.app.PlacementRequests(who.by, hub.PlacementRequestFilter{KindIn: []hub.PlacementRequestKind{hub.RequestMidwayReview}}, hub.Page{First: 5})
		if err != nil || len(list.Nodes) != who.sees {
			t.Errorf("%s sees %d of what follows up a placement, %v", name, len(list.Nodes), err)
		}
	}
	if err := b.answer(hub.RequestMidwayReview, hub.Form{"going": {"WELL"}, "again": {"YES"}}); hub.FieldOf(err) != "attendance" {
		t.Errorf("half an answer: got %v", err)
	}
	if err := b.answer(hub.RequestMidwayReview, hostsReview); err != nil {
		t.Fatal(err)
	}
	b.wants("the review", `SELECT concat_ws(' ', stage, going, attendance, again, help::text, note, user_id, person_id IS NOT NULL) FROM placement_review`, "MIDWAY WELL MOST_DAYS YES {VISIT} Good with the lathe t")

	// On the last day both are asked in one message; what the host says moves nothing.
	b.at("2027-06-30 10:00")
	b.got("on the last day", hr)
	if got := b.isAsked(); got != "How was the placement? Technician, from 1 March 2027; Did the placement end on 30 June 2027? Technician, from 1 March 2027" {
		t.Errorf("got %s", got)
	}
	if err := b.answer(hub.RequestCompletion, hub.Form{"ending": {"EXTENDED"}}); hub.FieldOf(err) != "lastDay" {
		t.Errorf("extended until when: got %v", err)
	}
	if err := b.answer(hub.RequestCompletion, hub.Form{"ending": {"EXTENDED"}, "lastDay.day": {"9"}, "lastDay.month": {"7"}, "lastDay.year": {"2027"}}); err != nil {
		t.Fatal(err)
	}
	b.wants("the placement", `SELECT state || ' ' || ends_on FROM placement`, "STARTED 2027-06-30")
	if due := b.due(); !strings.Contains(due, "COMPLETION 2027-06-30") {
		t.Errorf("got %s", due)
	}
	b.exec(`UPDATE placement SET ends_on = '2027-07-09'`)
	b.at("2027-07-01 10:00")
	b.got("once it goes on", nil)
	b.wants("the review of the end", `SELECT withdrawn_reason FROM placement_request WHERE kind = 'END_REVIEW'`, "it is known by now, or the placement has changed")
	b.at("2027-07-09 10:00")
	b.got("on the new last day", hr)
	if err := b.answer(hub.RequestEndReview, hostsReview); err != nil {
		t.Fatal(err)
	}
	if err := b.answer(hub.RequestCompletion, hub.Form{"ending": {"AS_PLANNED"}}); err != nil {
		t.Fatal(err)
	}
	if got := b.isAsked(); got != "" {
		t.Errorf("asked though it is answered: %s", got)
	}
	b.at("2027-07-20 10:00")
	b.got("after all of it", nil)
}

func TestWhatStaffKnowIsNotAsked(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-04-30 07:00"))
	b.sweep() // it is asked, and waits for the hours of operational mail
	if _, err := b.app.RecordPlacementReview(b.coordinator(), hub.RecordReviewInput{PlacementID: p.ID, Stage: hub.ReviewMidway, ByHost: true, Going: hub.GoesWell, Again: hub.AgainYes, Attendance: new(hub.AttendsEveryDay)}); err != nil {
		t.Fatal(err)
	}
	b.at("2027-04-30 09:00")
	b.got("staff were faster", nil)
	b.wants("the request", `SELECT withdrawn_reason FROM placement_request`, "it is known by now, or the placement has changed")
	b.exec(`UPDATE employer SET hold_until = '2027-07-05', hold_reason = 'OTHER', hold_since = '2027-06-01', hold_by = (SELECT id FROM hub_user LIMIT 1)`)
	b.at("2027-06-30 09:00")
	b.got("on hold", nil)
	b.at("2027-07-06 09:00")
	b.got("afterwards", hr)
	b.placed(b.reload(p), hub.PlacementCompleted)
	if err := b.answer(hub.RequestCompletion, hub.Form{"ending": {"AS_PLANNED"}}); err != nil {
		t.Fatal(err)
	}
	b.wants("staff were faster than the answer", `SELECT count(*)::text FROM placement_ending`, "0")
	b.wants("and the page says so", `SELECT (withdrawn_at IS NOT NULL)::text FROM placement_request WHERE kind = 'COMPLETION'`, "true")
}

func TestAnEmployerConfirmsAJobAndThatItLastsByLink(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.exec(`UPDATE placement SET state = 'COMPLETED', place = NULL, ends_on = '2027-03-31'`)
	b.exec(`INSERT INTO placement_review (id, placement_id, stage, by_host, going, again, attendance, help, said_on, recorded_at) SELECT gen_random_uuid(), id, 'END', true, 'WELL', 'YES', 'EVERY_DAY', '{}', ends_on, now() FROM placement`)
	b.clock.set(moment("2027-04-06 10:00"))
	claim := func(in hub.ClaimOutcomeInput) {
		in.PlacementID, in.Evidence = p.ID, "A call"
		if _, err := b.app.ClaimPlacementOutcome(b.coordinator(), in); err != nil {
			t.Fatal(err)
		}
	}
	claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeInterview, OnDay: hub.NewDate(2027, 4, 1), Elsewhere: true})
	b.at("2027-04-06 10:01")
	b.got("of another employer", nil)
	claim(hub.ClaimOutcomeInput{Kind: hub.OutcomeJobStart, OnDay: hub.NewDate(2027, 4, 5)})
	b.at("2027-04-06 10:02")
	b.at("2027-04-06 10:02")
	b.got("of its own job", hr)
	if got := b.isAsked(); got != "Did they start a job with you on 5 April 2027? After the placement: Technician, from 1 March 2027" {
		t.Errorf("got %s", got)
	}
	if err := b.answer(hub.RequestOutcome, hub.Form{"answer": {"YES"}}); err != nil {
		t.Fatal(err)
	}
	job := b.outcomes(p.ID)[1]
	if job.State != hub.OutcomeConfirmed || job.ConfirmedBy != nil || job.ConfirmedAt == nil {
		t.Errorf("got %+v", job)
	}

	// 13 weeks are over on Monday 5 July; the hub comes to it two days late.
	b.at("2027-07-04 10:00")
	b.got("too soon", nil)
	b.at("2027-07-07 10:00")
	b.at("2027-07-07 10:01")
	b.got("late, once", hr)
	if got := b.isAsked(); got != "Do they still work for you, 13 weeks on? After the placement: Technician, from 1 March 2027" {
		t.Errorf("got %s", got)
	}
	if err := b.answer(hub.RequestJobLasts, hub.Form{"answer": {"YES"}}); err != nil {
		t.Fatal(err)
	}
	lasts := b.outcomes(p.ID)[2]
	if lasts.Kind != hub.OutcomeSustained || *lasts.Weeks != 13 || lasts.State != hub.OutcomeClaimed || lasts.ClaimedBy != nil {
		t.Errorf("got %+v", lasts)
	}
	b.at("2027-07-08 10:00")
	b.got("what the employer said is not asked of it", nil)
	if _, err := b.app.MovePlacementOutcome(b.coordinator(), hub.MoveOutcomeInput{OutcomeID: lasts.ID, State: hub.OutcomeConfirmed, Why: "Payslip of June"}); err != nil {
		t.Errorf("a member of staff confirms: got %v", err)
	}

	// After 26 weeks the employer says no, which ends the asking.
	b.at("2027-10-04 10:00")
	b.got("after 26 weeks", hr)
	if err := b.answer(hub.RequestJobLasts, hub.Form{"answer": {"NO"}}); err != nil {
		t.Fatal(err)
	}
	if lasts := b.outcomes(p.ID)[3]; lasts.State != hub.OutcomeNotReached || *lasts.Weeks != 26 || b.due() != "" {
		t.Errorf("got %+v, due %s", lasts, b.due())
	}
}

func TestAnEmployerRefusesAJobAndAnOutcomeThatIsWithdrawnIsNotAsked(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-04-06 10:00"))
	claim := func(kind hub.OutcomeKind) hub.OutcomeID {
		if _, err := b.app.ClaimPlacementOutcome(b.coordinator(), hub.ClaimOutcomeInput{PlacementID: p.ID, Kind: kind, OnDay: hub.NewDate(2027, 4, 5), Evidence: "A call"}); err != nil {
			t.Fatal(err)
		}
		all := b.outcomes(p.ID)
		return all[len(all)-1].ID
	}
	offer := claim(hub.OutcomeOffer)
	b.sweep()
	if _, err := b.app.MovePlacementOutcome(b.coordinator(), hub.MoveOutcomeInput{OutcomeID: offer, State: hub.OutcomeWithdrawn, Why: "Mistaken"}); err != nil {
		t.Fatal(err)
	}
	b.at("2027-04-06 10:05")
	b.got("withdrawn before it went", nil)
	claim(hub.OutcomeJobStart)
	b.at("2027-04-06 10:10")
	b.got("the job", hr)
	if err := b.answer(hub.RequestOutcome, hub.Form{"answer": {"NO"}}); err != nil {
		t.Fatal(err)
	}
	b.wants("the job", `SELECT state FROM placement_outcome WHERE kind = 'JOB_START'`, "REFUSED")
	b.at("2027-07-07 10:00")
	b.wants("a refused job is not asked after", `SELECT count(*)::text FROM placement_request WHERE kind = 'JOB_LASTS'`, "0")
}

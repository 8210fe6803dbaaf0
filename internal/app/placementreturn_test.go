package app_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// sendSteps sends a return of placements.
func (b testBundle) sendSteps(by context.Context, name, file string) hub.PlacementReturn {
	b.Helper()
	sent, err := b.app.UploadPlacementReturn(by, app.ReturnUpload{FileName: name, File: strings.NewReader(file), MaxBytes: 1 << 20})
	if err != nil {
		b.Fatal(err)
	}
	found, err := b.app.PlacementReturnsByID(by, []hub.PlacementReturnID{sent.ID})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0]
}

// cameOfSteps is what each row of a return came to.
func (b testBundle) cameOfSteps(by context.Context, id hub.PlacementReturnID) string {
	b.Helper()
	rows, err := b.app.PlacementReturnRows(by, id, nil, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var all []string
	for _, r := range rows.Nodes {
		all = append(all, strings.TrimSpace(string(r.Outcome)+" "+r.Reason))
	}
	return strings.Join(all, "\n")
}

func (b testBundle) takeInSteps(by context.Context, id hub.PlacementReturnID) hub.PlacementReturn {
	b.Helper()
	taken, err := b.app.TakeInPlacementReturn(by, id)
	if err != nil {
		b.Fatal(err)
	}
	return taken
}

const stepHeading = "Case reference,Full name,Host,Role,Status,Effective date,Reason,Withdrawn by\n"

func TestStepsComeWithAFileAsIfTheyWereTakenByHand(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.coordinator()
	o := b.hosted(2)
	b.exec(`UPDATE employer SET name = 'Abdy Ltd', name_key = 'abdy ltd' WHERE id = $1`, o.EmployerID)
	one, two := b.participant("PW-1"), b.participant("PW-2")
	b.participant("PW-3")
	b.acceptedOf(o, two.ID)
	if _, err := b.app.RecordSharing(by, hub.RecordSharingInput{ParticipantIds: []hub.ParticipantID{one.ID}, EmployerID: o.EmployerID, Items: []hub.SharedItem{hub.SharedName}}); err != nil {
		t.Fatal(err)
	}
	file := stepHeading +
		"PW-1,Ann Other,Abdy Limited,technician,Matched,24/11/2026,,\n" +
		"pw-1,Ann Other,Abdy,Technician,ACCEPTED,2026-11-24,,\n" +
		"PW-1,Ann Other,,,Confirmed,24/11/2026,,\n" +
		"PW-1,Ann Other,Abdy Ltd,Technician,Proposed,23/11/2026,,\n" + // the first step, further down
		"PW-9,,Abdy Ltd,,Matched,24/11/2026,,\n" +
		"PW-2,,Abdy Ltd,,Started,24/11/2026,,\n" +
		"PW-2,,Abdy Ltd,,Confirmed,20/11/2026,,\n" +
		"PW-2,,Abdy Ltd,,Withdrawn,24/11/2026,illness,participant\n" +
		"PW-2,,Abdy Ltd,,Withdrawn,24/11/2026,,participant\n" +
		"PW-2,,Abdy Ltd,,Withdrawn,24/11/2026,travel,Participant\n" +
		"PW-3,,Abdy Ltd,,Matched,24/11/2026,,\n" +
		"PW-3,,,,Proposed,24/11/2026,,\n" +
		"PW-3,,Nobody plc,,Proposed,24/11/2026,,\n" +
		"PW-3,,Abdy Ltd,Welder,Proposed,24/11/2026,,\n" +
		"PW-3,,Abdy Ltd,,Proposed,25/11/2026,,\n" +
		"PW-3,,Abdy Ltd,,Proposed,yesterday,,\n" +
		"PW-3,,Abdy Ltd,,Begun,24/11/2026,,\n" +
		"Ann Other,,Abdy Ltd,,Matched,24/11/2026,,\n" +
		"PW-3,a,b,c,Matched,24/11/2026,,,,Ann is ill\n"
	want := strings.Join([]string{
		"UPDATED from proposed to matched",
		"UPDATED from matched to accepted",
		"UPDATED from accepted to confirmed",
		"CREATED",
		`REJECTED no participant has the reference "PW-9"; correct it, or add the participant first`,
		"REJECTED this placement is accepted and cannot become started",
		"REJECTED it is accepted since 24 November 2026; choose that day or a later one",
		`REJECTED the reason "illness" is not known; write caring responsibilities, checks not met, employer changed plans, employer declined, found work, no contact, not eligible, not suited, other placement, personal circumstances, recorded by mistake, started learning, travel`,
		"REJECTED choose the reason",
		"UPDATED from accepted to withdrawn",
		"REJECTED the participant has no such placement; correct the employer, the role or the opportunity, or propose the participant first",
		"REJECTED the row does not say where; put the employer and the role into the row, or the opportunity",
		`REJECTED no employer is called "Nobody plc"; add it, or put its company number into the row`,
		"REJECTED there is no such opportunity that is not closed; correct the employer, the role or the opportunity, or add it first",
		"REJECTED the step is of a day to come; put today or an earlier day into the row",
		`REJECTED the date "yesterday" is not a day; write it like 24/11/2026`,
		`REJECTED the step "Begun" is not known; write accepted, completed, confirmed, ended early, matched, not started, proposed, started, withdrawn`,
		"REJECTED the row has no participant's reference; put the reference of the case system there, not a name: letters, digits and . / _ - without spaces",
		"REJECTED the line cannot be read: it has more columns than the heading, or a quotation mark or a separator too many; correct it and send it again",
	}, "\n")
	before := b.value(`SELECT count(*) || ' ' || (SELECT count(*) FROM audit WHERE record_kind = 'placement') FROM placement_move`)
	sent := b.sendSteps(by, "C:\\steps.csv", file)
	if got := b.cameOfSteps(by, sent.ID); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if sent.FileName != "steps.csv" || sent.Kind != hub.ReturnOfSteps || sent.Created != 1 || sent.Updated != 4 || sent.Rejected != 14 {
		t.Errorf("got %+v", sent)
	}
	b.wants("after trying out", `SELECT count(*) || ' ' || (SELECT count(*) FROM audit WHERE record_kind = 'placement') FROM placement_move`, before)
	b.wants("names that are kept", `SELECT count(*)::text FROM placement_return r JOIN placement_return_row w ON w.return_id = r.id WHERE concat(r.columns::text, w.cells::text, w.reason, w.unreadable) ~ '(Ann|Full name)'`, "0")

	taken := b.takeInSteps(by, sent.ID)
	if got := b.cameOfSteps(by, sent.ID); got != want || taken.TakenAt == nil {
		t.Errorf("taken in:\n%s", got)
	}
	placements, err := b.app.Placements(by, hub.PlacementFilter{}, hub.Page{First: 10})
	if err != nil || len(placements.Nodes) != 2 {
		t.Fatalf("got %+v, %v", placements.Nodes, err)
	}
	for _, p := range placements.Nodes {
		if wants := map[hub.ParticipantID]hub.PlacementState{one.ID: hub.PlacementConfirmed, two.ID: hub.PlacementWithdrawn}[p.ParticipantID]; p.State != wants {
			t.Errorf("got %+v, want %s", p, wants)
		}
		if p.ParticipantID != one.ID {
			continue
		}
		steps, err := b.app.PlacementMoves(by, []hub.PlacementID{p.ID})
		if err != nil || len(steps) != 4 || steps[3].OnDay != hub.NewDate(2026, 11, 23) || *steps[0].FileName != "steps.csv" || steps[0].By == nil {
			t.Errorf("got %+v, %v", steps, err)
		}
	}
	b.wants("the log", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_kind IN ('placement', 'placementreturn') AND id > (SELECT min(id) FROM audit WHERE record_kind = 'placementreturn')`,
		"placement.propose placement.transition placement.transition placement.transition placement.transition placementreturn.apply")
	b.refused("taking it in twice", hub.ErrConflict, "id", func() error { _, err := b.app.TakeInPlacementReturn(by, sent.ID); return err })
	b.refused("dropping what was taken in", hub.ErrConflict, "id", func() error { return b.app.DiscardPlacementReturn(by, sent.ID) })

	again := b.sendSteps(by, "steps.csv", file)
	if again.Created != 0 || again.Updated != 0 || again.Unchanged != 6 {
		t.Errorf("the same file again: %+v\n%s", again, b.cameOfSteps(by, again.ID))
	}
	if err := b.app.DiscardPlacementReturn(by, again.ID); err != nil {
		t.Fatal(err)
	}
	b.wants("what is left of one that was dropped", `SELECT count(*)::text FROM placement_return`, "1")

	b.clock.set(moment("2027-04-06 09:00"))
	late := b.sendSteps(by, "late.csv", stepHeading+
		"PW-1,,Abdy Ltd,,Started,01/02/2027,,\nPW-1,,Abdy Ltd,,Started,08/03/2027,,\nPW-1,,Abdy Ltd,,Started,08/03/2027,,\nPW-2,,Abdy Ltd,,Withdrawn,24/11/2026,found work,Participant\nPW-2,,,,Confirmed,02/03/2027,,\n")
	if got := b.cameOfSteps(by, late.ID); got != strings.Join([]string{
		"REJECTED the opportunity begins on 1 March 2027; choose that day or a later one",
		"UPDATED from confirmed to started",
		"UNCHANGED",
		"REJECTED this step of 24 November 2026 is recorded with another reason; steps are never changed",
		"REJECTED this placement is withdrawn and cannot become confirmed",
	}, "\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestOnlyPlacementStaffWhoSentAReturnSeeItAndReadingItIsRecorded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.participant("PW-1")
	college := b.placements()
	sent := b.sendSteps(b.as(college), "steps.csv", "Participant,Step,Date\nPW-1,Matched,24/11/2026\nPW-8,Matched,24/11/2026\n")
	b.wants("reads before the rows are read", `SELECT count(*)::text FROM audit WHERE action = 'participant.read'`, "0")
	var rejected bytes.Buffer
	if err := b.app.RejectedPlacementRows(b.as(college), sent.ID, &rejected); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(rejected.String(), "\r\n"); len(lines) != 4 || !strings.HasPrefix(lines[1], "2,\"the participant has no such placement") || !strings.HasSuffix(lines[1], ",PW-1,Matched,24/11/2026") {
		t.Errorf("rejected rows: %q", lines)
	}
	b.wants("reads after", `SELECT string_agg(actor_name, ' ') FROM audit WHERE action = 'participant.read'`, college.Name)

	apart := college
	apart.SharesPersonalData = false
	for name, other := range map[string]context.Context{"placement staff elsewhere": b.coordinator(), "without an agreement": b.as(apart)} {
		b.refused(name, hub.ErrNotFound, "", func() error { return b.app.RejectedPlacementRows(other, sent.ID, &rejected) })
		b.refused(name, hub.ErrNotFound, "", func() error {
			_, err := b.app.PlacementReturnRows(other, sent.ID, nil, hub.Page{First: 10})
			return err
		})
		list, err := b.app.PlacementReturns(other, hub.Page{First: 10})
		if n, countErr := b.app.CountPlacementReturns(other); err != nil || countErr != nil || len(list.Nodes) != 0 || n != 0 {
			t.Errorf("%s: got %+v, %d, %v, %v", name, list.Nodes, n, err, countErr)
		}
	}
	if list, err := b.app.PlacementReturns(b.as(college), hub.Page{First: 10}); err != nil || len(list.Nodes) != 1 {
		t.Errorf("got %+v, %v", list.Nodes, err)
	}
	for _, role := range []hub.Role{hub.RoleManager, hub.RoleEngagement, hub.RoleAnalyst, hub.RoleAdmin} {
		other := college
		other.Roles = []hub.Role{role}
		b.refused(string(role), hub.ErrForbidden, "", func() error { _, err := b.app.TakeInPlacementReturn(b.as(other), sent.ID); return err })
		b.refused(string(role), hub.ErrForbidden, "", func() error { return b.app.DiscardPlacementReturn(b.as(other), sent.ID) })
		b.refused(string(role), hub.ErrForbidden, "", func() error {
			_, err := b.app.UploadPlacementReturn(b.as(other), app.ReturnUpload{FileName: "x.csv", File: strings.NewReader(stepHeading), MaxBytes: 1 << 20})
			return err
		})
		if nodes, err := b.app.Nodes(b.as(other), []string{sent.ID.String()}); err != nil || nodes[0] != nil {
			t.Errorf("%s: got %v, %v", role, nodes, err)
		}
	}
	for name, file := range map[string]string{
		"no file": "", "a heading alone": stepHeading, "other columns": "a,b\n1,2\n", "no day": "Participant,Step\nPW-1,Matched\n", "a register": "Participant,Course,Date,Attended\nPW-1,Welding,24/11/2026,yes\n",
	} {
		b.refused(name, hub.ErrBadInput, "file", func() error {
			_, err := b.app.UploadPlacementReturn(b.as(college), app.ReturnUpload{FileName: "x.csv", File: strings.NewReader(file), MaxBytes: 1 << 20})
			return err
		})
	}
}

func TestAttendanceComesWithAFile(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.coordinator()
	for _, name := range []string{"The college", "Another college"} {
		provider, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		for _, title := range map[string][]string{"The college": {"Welding", "Coding"}, "Another college": {"Coding"}}[name] {
			course, err := b.app.RecordCourse(by, hub.CourseInput{ProviderID: provider.ID, Title: title, StartsOn: hub.NewDate(2026, 11, 2), EndsOn: hub.NewDate(2026, 12, 18), Places: 12})
			if err != nil {
				t.Fatal(err)
			}
			if title == "Welding" {
				if _, err := b.app.RecordCourseAttendance(by, course.ID, hub.NewDate(2026, 11, 3), new(9)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	file := "Course,Training provider,Session,Present,Learners\n" +
		"welding,,02/11/2026,11,Ann\nWelding,,03/11/2026,10,Ann\nCoding,,03/11/2026,8,\nCoding,The College,03/11/2026,8,\nWelding,,01/11/2026,8,\nWelding,,25/11/2026,8,\nWelding,,04/11/2026,13,\nWelding,,04/11/2026,all,\n"
	sent := b.sendSteps(by, "register.csv", file)
	want := strings.Join([]string{
		"CREATED",
		"UPDATED attended from 9 to 10",
		`REJECTED 2 courses are called "Coding" on 3 November 2026; put the provider into the row`,
		"CREATED",
		`REJECTED no course "Welding" is under way on 1 November 2026; correct the title, the provider or the day, or record the course first`,
		"REJECTED choose today or an earlier day",
		"REJECTED enter a number from 0 to its 12 places",
		`REJECTED the number attended "all" is no whole number; write how many were there`,
	}, "\n")
	if got := b.cameOfSteps(by, sent.ID); got != want || sent.Kind != hub.ReturnOfAttendance {
		t.Errorf("got\n%s", got)
	}
	b.wants("counted before it is taken in", `SELECT string_agg(attended::text, ' ') FROM course_attendance`, "9")
	b.takeInSteps(by, sent.ID)
	b.wants("counted", `SELECT string_agg(attended::text, ' ' ORDER BY attended) FROM course_attendance`, "8 10 11")
	b.wants("names that are kept", `SELECT count(*)::text FROM placement_return_row WHERE cells::text ~ 'Ann'`, "0")
	if again := b.sendSteps(by, "register.csv", file); again.Unchanged != 3 || again.Created+again.Updated != 0 {
		t.Errorf("the same file again: %+v", again)
	}
}

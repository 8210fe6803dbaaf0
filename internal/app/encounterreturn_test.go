package app_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// sendReturn sends a return of school encounters.
func (b testBundle) sendReturn(by hub.Actor, name, file string) hub.EncounterReturn {
	b.Helper()
	sent, err := b.app.UploadEncounterReturn(b.as(by), app.ReturnUpload{FileName: name, File: strings.NewReader(file), MaxBytes: 1 << 20})
	if err != nil {
		b.Fatal(err)
	}
	return b.returned(by, sent.ID)
}

func (b testBundle) returned(by hub.Actor, id hub.EncounterReturnID) hub.EncounterReturn {
	b.Helper()
	found, err := b.app.EncounterReturnsByID(b.as(by), []hub.EncounterReturnID{id})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0]
}

// cameOf is what each row of a return came to.
func (b testBundle) cameOf(by hub.Actor, id hub.EncounterReturnID) string {
	b.Helper()
	rows, err := b.app.EncounterReturnRows(b.as(by), id, nil, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var all []string
	for _, r := range rows.Nodes {
		all = append(all, strings.TrimSpace(string(r.Outcome)+" "+r.Reason))
	}
	return strings.Join(all, "\n")
}

const heading = "Employer name,Company number,School or college,Type of activity,Date,Days,Year groups,Number of pupils,Confirmed,Feedback,Cancelled\n"

func TestAReturnOfSchoolEncountersIsTriedOutThenTakenInOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	beck := b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck Engineering", CompanyNumber: new(hub.CompanyNumber("01234567"))})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Twin"})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Twin Limited"})
	known, err := b.app.RecordSchoolEncounter(b.as(b.manager), beck.ID, talk(func(in *hub.SchoolEncounterInput) { in.Feedback = new("They were keen") }))
	if err != nil {
		t.Fatal(err)
	}
	file := heading +
		"Abdy Limited,,Winterhill School,Workplace experience,12/10/2026,1,Y10-Y11,24,yes,,\n" +
		"x,1234567,Wath Academy,Encounter,2026-10-06,0.3,,130,Y,,\n" +
		"Nobody plc,,Wath Academy,Encounter,06/10/2026,1,9,30,,,\n" +
		"Twin,,Wath Academy,Encounter,06/10/2026,1,9,30,,,\n" +
		"Abdy Ltd,,winterhill school,experiences of workplaces,12/10/2026,1,10,24,,,\n" +
		"Abdy Ltd,,Wath Academy,Lunch,06/10/2026,1,9,30,,,\n" +
		"Abdy Ltd,,Wath Academy,Encounter,6th October,1,9,30,,,\n" +
		"Abdy Ltd,,Wath Academy,Encounter,06/10/2026,,9,30,,,\n" +
		"Abdy Ltd,,Wath Academy,Encounter,06/10/2026,1,nine,30,,,\n" +
		"Abdy Ltd,,Wath Academy,Encounter,06/10/2027,1,9,30,yes,,\n" +
		"Abdy Ltd,,Wath Academy,Encounter,07/10/2026,1,9,0,,,\n"
	sent := b.sendReturn(b.manager, "autumn.csv", file)
	if sent.Created != 1 || sent.Updated != 1 || sent.Rejected != 9 {
		t.Errorf("got %+v", sent)
	}
	want := strings.Join([]string{
		"CREATED",
		"UPDATED pupil places from 120 to 130, confirmed by the school",
		`REJECTED no employer is called "Nobody plc"; add it, or put its company number into the row`,
		`REJECTED 2 employers are called "Twin"; put the company number into the row`,
		"REJECTED line 2 is about the same encounter already; only one can be taken in",
		`REJECTED the kind "Lunch" is not known; write encounter or workplace experience`,
		`REJECTED the date "6th October" is not a day; write it like 24/11/2026`,
		`REJECTED the days "" are no number; write how many days each pupil has of it, such as 1 or 0.5`,
		`REJECTED the year groups "nine" cannot be read; write them like 9, 10 or 7-9`,
		"REJECTED the school can confirm the pupil places once it has taken place",
		"REJECTED enter a number of pupil places from 1 to 10000",
	}, "\n")
	if got := b.cameOf(b.manager, sent.ID); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	count := func() int {
		n, err := b.app.CountSchoolEncounters(b.as(b.manager), hub.SchoolEncounterFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if count() != 1 {
		t.Error("trying it out took something in")
	}
	taken, err := b.app.TakeInEncounterReturn(b.as(b.manager), sent.ID)
	if err != nil || taken.State != hub.ReturnTakenIn || taken.Created != 1 || count() != 2 {
		t.Fatalf("got %+v, %v, %d encounters", taken, err, count())
	}
	b.refused("taking it in twice", hub.ErrConflict, "id", func() error { _, err := b.app.TakeInEncounterReturn(b.as(b.manager), sent.ID); return err })
	changed, err := b.app.SchoolEncountersByID(b.as(b.manager), []hub.SchoolEncounterID{known.ID})
	if err != nil || changed[0].PupilPlaces != 130 || *changed[0].Confirmation != "Return autumn.csv" || *changed[0].Feedback != "They were keen" || len(changed[0].YearGroups) != 2 {
		t.Errorf("got %+v, %v: what the return does not say stays", changed, err)
	}
	if got := b.changes(b.manager, beck.ID, "schoolencounter."); got != "schoolencounter.update schoolencounter.record" {
		t.Errorf("the history says %s", got)
	}

	b.clock.set(moment("2026-12-01 09:00"))
	again := b.sendReturn(b.manager, "autumn (2).csv", file)
	if again.Created != 0 || again.Updated != 0 || again.Unchanged != 2 {
		t.Errorf("the same file again: %+v\n%s", again, b.cameOf(b.manager, again.ID))
	}
	if _, err := b.app.DiscardEncounterReturn(b.as(b.manager), again.ID); err != nil {
		t.Fatal(err)
	}
	var rejected bytes.Buffer
	if err := b.app.RejectedReturnRows(b.as(b.manager), sent.ID, &rejected); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(rejected.String(), "\r\n"); len(lines) != 11 || !strings.HasPrefix(lines[1], `4,"no employer is called`) {
		t.Errorf("rejected rows: %q", lines)
	}
	called := b.sendReturn(b.manager, "off.csv", heading+"Abdy,,Winterhill School,Workplace experience,12/10/2026,1,,24,,,yes\nBeck Engineering,,Oakwood,Encounter,1 Dec 2026,1,,10,,,yes\n")
	if got := b.cameOf(b.manager, called.ID); got != "REJECTED it was called off; take the school's confirmation away\nCREATED" {
		t.Errorf("got %s", got)
	}
}

func TestAReturnIsSeenByThoseWhoSentIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	careers := b.partner("Careers Hub", hub.RoleManager)
	sent := b.sendReturn(careers, "term.csv", heading+"Abdy Ltd,,Wath Academy,Encounter,06/10/2026,1,9,30,,,\n")
	b.refused("another organisation", hub.ErrNotFound, "", func() error { _, err := b.app.TakeInEncounterReturn(b.as(b.manager), sent.ID); return err })
	b.refused("its rows", hub.ErrNotFound, "", func() error {
		_, err := b.app.EncounterReturnRows(b.as(b.manager), sent.ID, nil, hub.Page{First: 10})
		return err
	})
	b.refused("placement staff", hub.ErrForbidden, "", func() error {
		_, err := b.app.EncounterReturns(b.as(b.placements()), hub.Page{First: 10})
		return err
	})
	for by, want := range map[*hub.Actor]int{&careers: 1, &b.manager: 0} {
		list, err := b.app.EncounterReturns(b.as(*by), hub.Page{First: 10})
		if n, countErr := b.app.CountEncounterReturns(b.as(*by)); err != nil || countErr != nil || len(list.Nodes) != want || n != want {
			t.Errorf("%s: got %+v, %d, %v, %v", by.Name, list.Nodes, n, err, countErr)
		}
	}
	for name, file := range map[string]string{"no file": "", "a heading alone": heading, "other columns": "Company,School\nAbdy,Wath\n"} {
		b.refused(name, hub.ErrBadInput, "file", func() error {
			_, err := b.app.UploadEncounterReturn(b.as(careers), app.ReturnUpload{FileName: "x.csv", File: strings.NewReader(file), MaxBytes: 1 << 20})
			return err
		})
	}
}

func TestAReturnIsUndoneAsAWholeButForWhatChangedSince(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(b.manager)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	record := func(school string) hub.SchoolEncounter {
		t.Helper()
		e, err := b.app.RecordSchoolEncounter(by, abdy.ID, talk(func(in *hub.SchoolEncounterInput) { in.School = school }))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	restored, changed, gone := record("Oakwood"), record("Wales High"), record("Swinton Academy")
	row := func(school string) string { return "Abdy Ltd,," + school + ",Encounter,06/10/2026,1,9,30,yes,,\n" }
	sent := b.sendReturn(b.manager, "autumn.csv", heading+row("Oakwood")+row("Wales High")+row("Swinton Academy")+row("Wath Academy")+row("Maltby Academy"))
	undo := func() string {
		t.Helper()
		u, err := b.app.EncounterReturnUndo(by, sent.ID)
		if err != nil {
			t.Fatal(err)
		}
		if u == nil {
			return "nothing"
		}
		return fmt.Sprintf("%d go, %d as before, %v stay", u.Removed, u.Restored, u.Kept)
	}
	if got := undo(); got != "nothing" {
		t.Errorf("before it is taken in: %s", got)
	}
	b.refused("before it is taken in", hub.ErrConflict, "id", func() error { _, err := b.app.UndoEncounterReturn(by, sent.ID); return err })
	if _, err := b.app.TakeInEncounterReturn(by, sent.ID); err != nil {
		t.Fatal(err)
	}
	if got := undo(); got != "2 go, 3 as before, [] stay" {
		t.Errorf("at once: %s", got)
	}

	// One is changed by hand, one taken away, one that the return made too; one moves in a merge, which is no change of it.
	all, err := b.app.SchoolEncounters(by, hub.SchoolEncounterFilter{EmployerID: &abdy.ID}, hub.Page{First: 10})
	if err != nil || len(all.Nodes) != 5 {
		t.Fatalf("got %+v, %v", all.Nodes, err)
	}
	var made hub.SchoolEncounter
	for _, e := range all.Nodes {
		in := talk(func(in *hub.SchoolEncounterInput) { in.School, in.PupilPlaces = e.School, 31 })
		switch {
		case e.ID == changed.ID || e.School == "Maltby Academy":
			_, err = b.app.UpdateSchoolEncounter(by, e.ID, e.Version, in)
		case e.ID == gone.ID:
			err = b.app.RemoveSchoolEncounter(by, e.ID, e.Version)
		case e.School == "Wath Academy":
			made = e
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	kept := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering"})
	b.exec(`UPDATE school_encounter SET employer_id = $1 WHERE id = $2`, kept.ID, restored.ID)
	want := "1 go, 1 as before, [{3 it was changed since; change it by hand} {4 it was taken away since} {6 it was changed since; change it by hand}] stay"
	if got := undo(); got != want {
		t.Errorf("afterwards: %s", got)
	}
	b.refused("another organisation", hub.ErrNotFound, "", func() error {
		_, err := b.app.UndoEncounterReturn(b.as(b.partner("Careers Hub", hub.RoleManager)), sent.ID)
		return err
	})
	undone, err := b.app.UndoEncounterReturn(by, sent.ID)
	if err != nil || undone.State != hub.ReturnUndone || undone.UndoneAt == nil {
		t.Fatalf("got %+v, %v", undone, err)
	}
	if got := undo(); got != want {
		t.Errorf("once it is undone: %s", got)
	}
	now, err := b.app.SchoolEncountersByID(by, []hub.SchoolEncounterID{restored.ID, made.ID})
	if err != nil || len(now) != 1 || now[0].PupilPlaces != restored.PupilPlaces || now[0].Days != restored.Days || now[0].ConfirmedOn != nil || now[0].EmployerID != kept.ID || now[0].Version != 3 {
		t.Errorf("got %+v, %v", now, err)
	}
	b.wants("the log", `SELECT string_agg(action || ' ' || coalesce(x.before ->> 'School', x.after ->> 'State', ''), ', ' ORDER BY a.id) FROM audit a JOIN audit_content x ON x.audit_id = a.id
		WHERE a.id > (SELECT max(id) FROM audit WHERE action = 'employer.create')`, "schoolencounter.update , schoolencounter.remove Wath Academy, encounterreturn.undo UNDONE")
	b.refused("undoing it twice", hub.ErrConflict, "id", func() error { _, err := b.app.UndoEncounterReturn(by, sent.ID); return err })
}

package app_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

const listHeading = "Business Name,Town or City,Postcode,Sector,Disability Confident Level,Region\n"

func (b testBundle) upload(on hub.Date, file string) (hub.PublishedList, error) {
	return b.app.UploadPublishedList(b.as(b.manager), app.PublishedListUpload{
		Scheme: hub.DisabilityConfident, ListedOn: on, FileName: "list.csv", File: strings.NewReader(file), MaxBytes: 64 << 20,
	})
}

// list uploads a list and has it compared.
func (b testBundle) list(on hub.Date, rows string) hub.PublishedList {
	b.Helper()
	l, err := b.upload(on, listHeading+rows)
	if err != nil {
		b.Fatal(err)
	}
	return b.runList(l.ID, hub.ListPreviewed)
}

// runList takes the step that a list waits for.
func (b testBundle) runList(id hub.PublishedListID, want hub.PublishedListState) hub.PublishedList {
	b.Helper()
	if err := b.app.RunPublishedList(hub.WithActor(b.Context(), hub.System), id); err != nil {
		b.Fatal(err)
	}
	lists, err := b.app.PublishedListsByID(b.as(b.manager), []hub.PublishedListID{id})
	if err != nil || len(lists) != 1 || lists[0].State != want {
		b.Fatalf("got %+v, %v, want it %s", lists, err, want)
	}
	return lists[0]
}

func (b testBundle) applyList(l hub.PublishedList) hub.PublishedList {
	b.Helper()
	if _, err := b.app.ApplyPublishedList(b.as(b.manager), l.ID); err != nil {
		b.Fatal(err)
	}
	return b.runList(l.ID, hub.ListApplied)
}

func (b testBundle) undoList(l hub.PublishedList, overwrite bool) hub.PublishedList {
	b.Helper()
	if _, err := b.app.UndoPublishedList(b.as(b.manager), l.ID, overwrite); err != nil {
		b.Fatal(err)
	}
	return b.runList(l.ID, hub.ListUndone)
}

// listed is what became of each row of a list.
func (b testBundle) listed(l hub.PublishedList) string {
	b.Helper()
	rows, err := b.app.ListedRows(b.as(b.manager), l.ID, hub.ListedFilter{}, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var said []string
	for _, r := range rows.Nodes {
		said = append(said, strings.TrimSpace(fmt.Sprintf("%s %s", r.Outcome, orNothing(r.Effect))))
	}
	return strings.Join(said, ", ")
}

func orNothing[T ~string](p *T) string {
	if p == nil {
		return ""
	}
	return string(*p)
}

func (b testBundle) gone(l hub.PublishedList, mine bool) string {
	b.Helper()
	rows, err := b.app.ListedGone(b.as(b.manager), l, mine, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var names []string
	for _, r := range rows.Nodes {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// awards are all awards, as they are stored but for the count of changes.
const allAwards = `SELECT coalesce(string_agg((to_jsonb(a) - 'version')::text, E'\n' ORDER BY a.id), '') FROM accreditation a`

var october, november = hub.NewDate(2026, 10, 1), hub.NewDate(2026, 11, 1)

func TestAPublishedListIsMatchedAppliedComparedAndUndone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB")), LeadIt: new(true)})
	brook := b.employer(b.manager, hub.CreateEmployerInput{Name: "Brookhill Castings", Postcode: new(hub.Postcode("S61 2CD"))})
	crane := b.employer(b.manager, hub.CreateEmployerInput{Name: "Cranworth Haulage Limited", TradingNames: []string{"Quickhaul"}, Postcode: new(hub.Postcode("S65 3EF"))})
	dale := b.employer(b.manager, hub.CreateEmployerInput{Name: "Dalebrook Bakery", Postcode: new(hub.Postcode("S62 4GH"))})
	b.awarded(brook.ID, 1, hub.NewDate(2025, 3, 1), func(in *hub.RecordAccreditationInput) { in.Source = hub.AwardToldByEmployer })
	b.awarded(dale.ID, 3, hub.NewDate(2025, 4, 1), nil)
	before := b.value(allAwards)

	first := b.list(october, strings.Join([]string{
		`Abdy Fabrications,Rotherham,S60 1AB,Manufacturing,Disability Confident Committed,Yorkshire and Lincolnshire`, // without Ltd
		`BROOKHILL CASTINGS LTD,Rotherham,s612cd,Manufacturing,Level 1,Yorkshire and Lincolnshire`,                    // said so before
		`Speedy Vans Ltd T/A Quickhaul,Rotherham,S65 3EF,Transport,2,Yorkshire and Lincolnshire`,                      // by a trading name
		`Dalebrook Bakery,Rotherham,S62 4GH,Food,Employer,Yorkshire and Lincolnshire`,                                 // lower than on record
		`Abdy Fabrications,London,EC1A 1BB,Manufacturing,Leader,London`,                                               // another place
		`Zebra Crossing Paints,Exeter,EX1 1AA,Retail,Committed,South West`,
		`Abdy Fabrications,Rotherham,S60 1AB,Manufacturing,Committed,Yorkshire and Lincolnshire`,
		`Nobody Knows,Rotherham,S60 9ZZ,Retail,Platinum,Yorkshire and Lincolnshire`,
	}, "\n"))
	if got, want := b.listed(first), "MATCHED MADE, MATCHED CONFIRMED, MATCHED MADE, UNSURE, UNSURE, UNMATCHED, REPEATED, REJECTED"; got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
	b.wants("nothing before it is applied", allAwards, before)
	first = b.applyList(first)
	if s := b.standing(abdy.ID); len(s.Awards) != 1 || s.Awards[0].Level != 1 || s.Awards[0].Source != hub.AwardOnList || *s.Awards[0].ListedOn != october || s.Awards[0].VerifiedOn == nil || s.Awards[0].ExpiresOn != nil {
		t.Errorf("got %+v, want a verified award with the day of the list", s.Awards)
	}
	if s := b.standing(brook.ID); len(s.Awards) != 1 || s.Awards[0].Source != hub.AwardOnList || s.Awards[0].AwardedOn != hub.NewDate(2025, 3, 1) || *s.Awards[0].ListedOn != october {
		t.Errorf("got %+v, want what the employer said confirmed", s.Awards)
	}
	if s := b.standing(crane.ID); len(s.Awards) != 1 || s.Awards[0].Level != 2 || len(s.Listings) != 1 || s.Listings[0].Level != 2 {
		t.Errorf("got %+v", s)
	}
	if s := b.standing(dale.ID); len(s.Awards) != 1 || s.Awards[0].Level != 3 {
		t.Errorf("got %+v, want nothing lowered without a person", s.Awards)
	}

	// The next list: one moved up, one is gone, one is new.
	second := b.list(november, strings.Join([]string{
		`"ABDY FABRICATIONS, LTD.",Rotherham,S60 1AB,Manufacturing,Employer,Yorkshire and Lincolnshire`,
		`Speedy Vans Ltd T/A Quickhaul,Rotherham,S65 3EF,Transport,2,Yorkshire and Lincolnshire`,
		`Yonder Hill Farm,Rotherham,S66 5JK,Farming,1,Yorkshire and Lincolnshire`,
	}, "\n"))
	counts, err := b.app.PublishedListCounts(b.as(b.manager), second)
	if err != nil || counts.MovedUp != 1 || counts.New != 1 || counts.Gone != 1 || counts.Made != 1 || counts.Confirmed != 1 || *second.PreviousID != first.ID {
		t.Errorf("got %+v, %v", counts, err)
	}
	if got := b.gone(second, false); got != "BROOKHILL CASTINGS LTD" {
		t.Errorf("gone: %s", got)
	}
	if got := b.gone(second, true); got != "" {
		t.Errorf("gone of mine: %s", got)
	}
	afterFirst := b.value(allAwards)
	second = b.applyList(second)
	if s := b.standing(abdy.ID); len(s.Awards) != 2 || s.Awards[0].Level != 2 || len(s.Listings) != 2 {
		t.Errorf("got %+v", s)
	}
	if s := b.standing(brook.ID); s.Awards[0].EndedOn != nil || s.Awards[0].ExpiresOn != nil {
		t.Errorf("got %+v, want that nothing lapses by itself", s.Awards)
	}

	b.refused("the first while the second is in", hub.ErrConflict, "", func() error {
		_, err := b.app.UndoPublishedList(b.as(b.manager), first.ID, false)
		return err
	})
	if undone := b.undoList(second, false); undone.Undone != 2 || undone.Kept != 0 {
		t.Errorf("got %+v", undone)
	}
	b.wants("as after the first", allAwards, afterFirst)
	b.undoList(first, false)
	b.wants("exactly as before", allAwards, before)
	b.wants("audit", `SELECT string_agg(action || ' ' || n, ', ' ORDER BY action) FROM (
			SELECT action, count(*) AS n FROM audit WHERE action LIKE 'published_list.%' OR action LIKE 'accreditation.list%' GROUP BY action) a`,
		"accreditation.list 5, accreditation.list_undo 5, published_list.apply 2, published_list.create 2, published_list.undo 2")
}

func TestUndoingAListSaysWhatItWouldOverwrite(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB"))})
	brook := b.employer(b.manager, hub.CreateEmployerInput{Name: "Brookhill Castings", Postcode: new(hub.Postcode("S61 2CD"))})
	b.awarded(brook.ID, 1, hub.NewDate(2025, 3, 1), nil)
	before := b.value(allAwards)
	rows := "Abdy Fabrications,Rotherham,S60 1AB,,1,\nBrookhill Castings,Rotherham,S61 2CD,,1,\n"
	l := b.applyList(b.list(october, rows))
	made, confirmed := b.standing(abdy.ID).Awards[0], b.standing(brook.ID).Awards[0]
	edit := hub.UpdateAccreditationInput{ID: made.ID, Version: made.Version, ExpiresOn: hub.Set(hub.NewDate(2028, 1, 1))}
	if _, _, err := b.app.UpdateAccreditation(b.as(b.manager), edit); err != nil {
		t.Fatal(err)
	}
	if err := b.app.RemoveAccreditation(b.as(b.manager), confirmed.ID, confirmed.Version); err != nil {
		t.Fatal(err)
	}
	edits, err := b.app.PublishedListEdits(b.as(b.manager), l.ID, hub.Page{First: 10})
	if err != nil || len(edits.Nodes) != 2 {
		t.Fatalf("got %+v, %v", edits, err)
	}
	said := map[hub.EmployerID]string{}
	for _, e := range edits.Nodes {
		said[e.EmployerID] = strconv.FormatBool(e.Award != nil)
		for _, f := range e.Fields {
			said[e.EmployerID] += " " + f.Field + " " + *f.After
		}
	}
	if said[abdy.ID] != "true expiresOn 2028-01-01" || said[brook.ID] != "false" {
		t.Errorf("got %v", said)
	}
	if undone := b.undoList(l, false); undone.Undone != 0 || undone.Kept != 2 || len(b.standing(abdy.ID).Awards) != 1 {
		t.Errorf("got %+v, want that edits stay", undone)
	}

	// The same list again may come in now; and what was edited goes where somebody says so.
	b.exec(`DELETE FROM accreditation WHERE id = $1`, made.ID.UUID)
	b.exec(`INSERT INTO accreditation SELECT (jsonb_populate_record(NULL::accreditation, $1::jsonb || '{"version": 1}')).*`, before)
	l = b.applyList(b.list(october, rows))
	made, confirmed = b.standing(abdy.ID).Awards[0], b.standing(brook.ID).Awards[0]
	edit.ID, edit.Version = made.ID, made.Version
	if _, _, err := b.app.UpdateAccreditation(b.as(b.manager), edit); err != nil {
		t.Fatal(err)
	}
	if err := b.app.RemoveAccreditation(b.as(b.manager), confirmed.ID, confirmed.Version); err != nil {
		t.Fatal(err)
	}
	if undone := b.undoList(l, true); undone.Undone != 2 || undone.Kept != 0 {
		t.Errorf("got %+v", undone)
	}
	b.wants("exactly as before", allAwards, before)
}

func TestWhatIsUnsureIsDecidedOnceAndRemembered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB"))})
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Something Else"})
	rows := "Abdy Fabrications,London,EC1A 1BB,,Leader,\nQuaint Tearoom,Rotherham,S60 7TT,,1,\nVague Vistas,Rotherham,S60 8UU,,1,\nAbdy Fabrication Group,Rotherham,S60 4XX,,2,\n"
	l := b.list(october, rows)
	if got := b.listed(l); got != "UNSURE, UNMATCHED, UNMATCHED, UNSURE" {
		t.Fatalf("got %s", got)
	}
	unsure, err := b.app.ListedRows(b.as(b.manager), l.ID, hub.ListedFilter{OutcomeIn: []hub.ListedOutcome{hub.ListedUnsure}}, hub.Page{First: 10})
	if err != nil || len(unsure.Nodes) != 2 || unsure.Nodes[0].Candidates[0].EmployerID != abdy.ID || len(unsure.Nodes[0].Candidates[0].Reasons) == 0 {
		t.Fatalf("got %+v, %v", unsure, err)
	}
	decide := func(l hub.PublishedList, line int, what hub.ListedDecision, e *hub.EmployerID) (hub.ListedRow, error) {
		return b.app.DecideListedRow(b.as(b.manager), hub.DecideListedRowInput{PublishedListID: l.ID, Line: line, Decision: what, EmployerID: e})
	}
	for line, is := range map[int]hub.ListedDecision{2: hub.ListedIsEmployer, 4: hub.ListedIsNobody} {
		if r, err := decide(l, line, is, &abdy.ID); err != nil || r.DecidedBy == nil {
			t.Fatalf("line %d: %+v, %v", line, r, err)
		}
	}
	if len(b.standing(abdy.ID).Awards) != 0 {
		t.Error("recorded before the list was applied")
	}
	l = b.applyList(l)
	if s := b.standing(abdy.ID); len(s.Awards) != 1 || s.Awards[0].Level != 3 {
		t.Errorf("got %+v", s.Awards)
	}
	// Of a list that is in, a decision counts at once.
	created, err := decide(l, 3, hub.ListedIsNew, nil)
	if err != nil || len(b.standing(*created.EmployerID).Awards) != 1 {
		t.Fatalf("got %+v, %v", created, err)
	}
	if _, err := decide(l, 5, hub.ListedIsEmployer, &other.ID); err != nil || len(b.standing(other.ID).Awards) != 1 {
		t.Errorf("another employer: %v", err)
	}
	b.refused("a row that was applied", hub.ErrConflict, "", func() error { _, err := decide(l, 2, hub.ListedIsNobody, nil); return err })
	b.refused("no employer", hub.ErrBadInput, "employerId", func() error { _, err := decide(l, 4, hub.ListedIsEmployer, nil); return err })
	b.refused("no row", hub.ErrNotFound, "", func() error { _, err := decide(l, 99, hub.ListedIsNobody, nil); return err })

	next := b.list(november, rows+"Zebra Crossing Paints,Exeter,EX1 1AA,,1,\n")
	if got := b.listed(next); got != "MATCHED CONFIRMED, MATCHED CONFIRMED, IGNORED, MATCHED CONFIRMED, UNMATCHED" {
		t.Errorf("the next list: %s", got)
	}
}

func TestPublishedListsThatCannotBeTakenInAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	one := listHeading + "Abdy Fabrications,Rotherham,S60 1AB,,1,\n"
	for name, tt := range map[string]struct {
		file, field string
		on          hub.Date
	}{
		"empty":            {"", "file", october},
		"a heading alone":  {listHeading, "file", october},
		"another layout":   {"Title,Price\nTea,2\n", "file", october},
		"no level":         {"Business name,Town\nAbdy,Rotherham\n", "file", october},
		"levels of others": {"Business name,Town,Level\nAbdy,Rotherham,Platinum\n", "file", october},
		"a web page":       {"<html><body>not found</body></html>", "file", october},
		"the future":       {one, "listedOn", hub.NewDate(2026, 12, 1)},
	} {
		b.refused(name, hub.ErrBadInput, tt.field, func() error { _, err := b.upload(tt.on, tt.file); return err })
	}
	b.refused("too many bytes", hub.ErrBadInput, "file", func() error { _, err := b.upload(october, one+strings.Repeat("x", 33<<20)); return err })
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.UploadPublishedList(b.as(b.partner("Board", hub.RoleAnalyst)), app.PublishedListUpload{Scheme: hub.DisabilityConfident})
		return err
	})
	b.wants("nothing is left", `SELECT (count(*) + (SELECT count(*) FROM published_list_row))::text FROM published_list`, "0")

	waiting := b.list(october, "Abdy Fabrications,Rotherham,S60 1AB,,1,\n")
	b.refused("a second while one waits", hub.ErrConflict, "", func() error { _, err := b.upload(november, one+"B,Leeds,,,1,\n"); return err })
	b.applyList(waiting)
	awards := b.value(allAwards)
	b.refused("the same again", hub.ErrConflict, "file", func() error { _, err := b.upload(november, one); return err })
	b.refused("an older one", hub.ErrConflict, "listedOn", func() error {
		_, err := b.upload(hub.NewDate(2026, 9, 1), one+"B,Leeds,,,1,\n")
		return err
	})
	b.wants("nothing happened", allAwards, awards)
	// In another order, with other columns and spellings, it says what the list before said.
	b.refused("the same in another order", hub.ErrConflict, "file", func() error {
		_, err := b.upload(november, "LEVEL;Post Code;Employer;Town/City\nCommitted;s601ab;ABDY FABRICATIONS;Rotherham\n")
		return err
	})
}

func TestAListTellsNothingOfAConfidentialEnquiry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.partner("Growth Company", hub.RoleManager)
	e := b.employer(by, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB")), LeadIt: new(true)})
	open := b.employer(by, hub.CreateEmployerInput{Name: "Brookhill Castings", Postcode: new(hub.Postcode("S61 2CD")), LeadIt: new(true)})
	b.hide(by, e)
	l := b.list(october, "Abdy Fabrications,Rotherham,S60 1AB,,1,\nBrookhill Castings,Rotherham,S61 2CD,,1,\n")
	if got := b.listed(l); got != "UNMATCHED, MATCHED MADE" {
		t.Errorf("got %s", got)
	}
	b.applyList(l)
	b.hide(by, b.read(open.ID))
	if got := b.listed(l); got != "UNMATCHED" {
		t.Errorf("got %s, want nothing of who became one since", got)
	}
}

func TestAListThatBreaksOffGoesOnWhereItEnded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const firms = 450
	b.exec(`INSERT INTO employer (id, name, name_key, status, legal_form, search_words)
		SELECT gen_random_uuid(), 'Firm ' || n, 'firm ' || n, 'PROSPECT', 'UNKNOWN', '' FROM generate_series(1, $1::int) n`, firms)
	var rows strings.Builder
	for n := range firms {
		fmt.Fprintf(&rows, "Somebody %d,Exeter,,,1,\n", n)
	}
	breaksOff := func(l hub.PublishedList) {
		t.Helper()
		if err := b.app.RunPublishedList(hub.WithActor(t.Context(), hub.System), l.ID); err == nil {
			t.Fatal("it did not break off")
		}
		b.exec(`DROP TRIGGER breaks ON published_list_award`)
		b.exec(`UPDATE published_list SET worked_at = now() - interval '3 minutes'`)
		if err := b.app.SweepPublishedLists(hub.WithActor(t.Context(), hub.System)); err != nil {
			t.Fatal(err)
		}
		b.wants("queued again once", `SELECT count(*)::text FROM river_job WHERE kind = 'run_published_list' AND state = 'available' AND id > (SELECT min(id) FROM river_job WHERE kind = 'run_published_list')`, "1")
		b.exec(`DELETE FROM river_job WHERE kind = 'run_published_list' AND id > (SELECT min(id) FROM river_job WHERE kind = 'run_published_list')`)
	}
	b.exec(`CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF (SELECT count(*) FROM published_list_award WHERE NOT undone) = (CASE TG_OP WHEN 'INSERT' THEN 300 ELSE 150 END) THEN RAISE 'broken off'; END IF; RETURN NEW; END $$`)

	l := b.list(october, rows.String())
	b.exec(`UPDATE published_list_row r SET outcome = 'MATCHED', employer_id = e.id
		FROM (SELECT id, row_number() OVER (ORDER BY id) + 1 AS line FROM employer) e WHERE e.line = r.line`)
	if _, err := b.app.ApplyPublishedList(b.as(b.manager), l.ID); err != nil {
		t.Fatal(err)
	}
	b.exec(`DELETE FROM river_job WHERE kind = 'run_published_list' AND id > (SELECT min(id) FROM river_job WHERE kind = 'run_published_list')`)
	b.exec(`CREATE TRIGGER breaks BEFORE INSERT ON published_list_award FOR EACH ROW EXECUTE FUNCTION breaks()`)
	breaksOff(l)
	b.wants("what was committed", `SELECT (count(*))::text FROM accreditation`, "200")
	l = b.runList(l.ID, hub.ListApplied)
	b.wants("each once", `SELECT count(*) || ' of ' || count(DISTINCT employer_id) FROM accreditation`, "450 of 450")

	if _, err := b.app.UndoPublishedList(b.as(b.manager), l.ID, false); err != nil {
		t.Fatal(err)
	}
	b.exec(`DELETE FROM river_job WHERE kind = 'run_published_list' AND id > (SELECT min(id) FROM river_job WHERE kind = 'run_published_list')`)
	b.exec(`CREATE TRIGGER breaks BEFORE UPDATE ON published_list_award FOR EACH ROW EXECUTE FUNCTION breaks()`)
	breaksOff(l)
	b.wants("what was undone", `SELECT count(*)::text FROM accreditation`, "250")
	if l = b.runList(l.ID, hub.ListUndone); l.Undone != firms || l.Kept != 0 {
		t.Errorf("got %+v", l)
	}
	b.wants("none is left", `SELECT count(*)::text FROM accreditation`, "0")
}

func TestAListAsksAccountLeadsUntilWhenItsAwardsHold(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Fabrications Ltd", Postcode: new(hub.Postcode("S60 1AB")), LeadIt: new(true)})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Brookhill Castings", Postcode: new(hub.Postcode("S61 2CD"))}) // nobody leads it
	held := b.employer(b.manager, hub.CreateEmployerInput{Name: "Cranworth Haulage", Postcode: new(hub.Postcode("S65 3EF")), LeadIt: new(true)})
	b.exec(`UPDATE employer SET hold_until = '2027-06-01', hold_since = '2026-11-01', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1) WHERE id = $1`, held.ID)
	const tasks = `SELECT coalesce(string_agg(title || ' ' || state || ' ' || due_on, ', ' ORDER BY created_at, id), '') FROM task`
	row := func(level string) string {
		return "Abdy Fabrications,Rotherham,S60 1AB,Manufacturing," + level + ",Yorkshire\nBrookhill Castings,Rotherham,S61 2CD,Manufacturing,1,Yorkshire\nCranworth Haulage,Rotherham,S65 3EF,Transport,1,Yorkshire"
	}
	first := b.applyList(b.list(october, row("1")))
	b.wants("after the first list", tasks, "Ask Abdy Fabrications Ltd until when it holds Disability Confident level 1, Committed OPEN 2026-12-22")
	second := b.applyList(b.list(november, row("2")))
	b.wants("moved up: one is dropped, the next asked", tasks,
		"Ask Abdy Fabrications Ltd until when it holds Disability Confident level 1, Committed DROPPED 2026-12-22, Ask Abdy Fabrications Ltd until when it holds Disability Confident level 2, Employer OPEN 2026-12-22")
	b.undoList(second, false)
	b.wants("undone", `SELECT count(*)::text FROM task WHERE state = 'OPEN'`, "0")
	b.undoList(first, false)
	b.applyList(b.list(november, row("1")))
	award := b.standing(abdy.ID).Awards[0]
	if _, _, err := b.app.UpdateAccreditation(b.as(b.manager), hub.UpdateAccreditationInput{ID: award.ID, Version: award.Version, ExpiresOn: hub.Set(hub.NewDate(2027, 5, 1))}); err != nil {
		t.Fatal(err)
	}
	b.wants("known", `SELECT state || ' ' || (closed_at IS NOT NULL) FROM task ORDER BY created_at DESC, id DESC LIMIT 1`, "DONE true")
}

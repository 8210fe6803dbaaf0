package app_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/xuri/excelize/v2"
)

// sheet sends a spreadsheet in.
func (b testBundle) sheet(by hub.Actor, name, file string) hub.Import {
	b.Helper()
	i, err := b.app.UploadImport(b.as(by), app.ImportUpload{Source: hub.ImportSpreadsheet, FileName: name, File: strings.NewReader(file), MaxBytes: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	return i
}

// preview tries a spreadsheet out as its columns are suggested.
func (b testBundle) preview(by hub.Actor, i hub.Import, overwrite bool) hub.Import {
	b.Helper()
	columns, err := b.app.ImportColumns(b.as(by), i.ID)
	if err != nil {
		b.Fatal(err)
	}
	in := hub.PreviewImportInput{ImportID: i.ID, Overwrite: overwrite}
	for _, c := range columns {
		in.Columns = append(in.Columns, hub.ImportColumnInput{Name: c.Name, Field: c.Field})
	}
	if _, err := b.app.PreviewImport(b.as(by), in); err != nil {
		b.Fatal(err)
	}
	return b.work(i.ID)
}

func (b testBundle) take(by hub.Actor, i hub.Import) hub.Import {
	b.Helper()
	if _, err := b.app.ApplyImport(b.as(by), i.ID); err != nil {
		b.Fatal(err)
	}
	return b.work(i.ID)
}

// work does what the queue would.
func (b testBundle) work(id hub.ImportID) hub.Import {
	b.Helper()
	if err := b.app.RunImport(b.as(hub.System), id); err != nil {
		b.Fatal(err)
	}
	i, err := b.app.Import(b.as(hub.System), id)
	if err != nil {
		b.Fatal(err)
	}
	if i.Failure != nil {
		b.Fatal(*i.Failure)
	}
	return i
}

// came is what the rows came to: line, outcome and reason.
func (b testBundle) came(id hub.ImportID) string {
	b.Helper()
	list, err := b.app.ImportRows(b.as(hub.System), id, nil, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var out strings.Builder
	for _, r := range list.Nodes {
		out.WriteString(strings.TrimSpace(strings.Join([]string{string(rune('0' + r.Line)), string(r.Outcome), r.Reason}, " ")) + "\n")
	}
	return out.String()
}

// tables are all that importing a spreadsheet writes.
const tables = `SELECT coalesce(md5(string_agg(row, E'\n' ORDER BY row)), '') FROM (
	SELECT e.id::text || e.name || e.version || coalesce(e.website, '') || coalesce(e.headcount, 0) || coalesce(e.postcode, '') || e.search_words AS row FROM employer e
	UNION ALL SELECT i::text FROM employer_identifier i
	UNION ALL SELECT n::text FROM employer_name n
	UNION ALL SELECT s::text FROM site s
	UNION ALL SELECT p::text FROM person p
	UNION ALL SELECT r::text FROM person_role r
	UNION ALL SELECT v::text FROM employer_provenance v
	UNION ALL SELECT c::text FROM import_source_row c
) AS rows`

const partnersList = "Company;Company number;Postcode;Website;Employees;Contact name;Email;Job title;Address\n" +
	"Abdy Engineering Ltd;7654321;S60 1AA;abdy.example.com;40;Dana Wells;dana@abdy.example;HR Director;1 Forge Lane\n" +
	"Maltby Bakery;;S66 8AA;;about ten;;;;\n" +
	"Abdy Engineering Limited;07654321;S60 1AA;;;;;;\n" +
	";;;;;Nobody;;;\n" +
	"Wath Tools;not one;S63 7AA;;;;;;\n"

func TestASpreadsheetIsTriedOutThenTakenIn(t *testing.T) {
	t.Parallel()
	b := setup(t)

	i := b.sheet(b.manager, "partners.csv", partnersList)
	if i.State != hub.ImportMapping || i.Remembered || len(i.Notes) != 1 || !strings.Contains(i.Notes[0], "semicolons") {
		t.Errorf("uploaded: %+v", i)
	}
	nothing := b.value(tables)
	i = b.preview(b.manager, i, false)
	const want = "2 CREATED\n3 CREATED headcount \"about ten\" not understood: left out\n4 REJECTED line 2 is about the same employer already; only the first row is taken in\n" +
		"5 REJECTED the row has neither a name nor a number; say which employer it is about\n6 REJECTED \"not one\" is not a company number; they look like 01234567 or SC123456\n"
	if got := b.came(i.ID); got != want || i.State != hub.ImportPreviewed || i.Created != 2 || i.Rejected != 3 || i.Warnings != 1 {
		t.Errorf("previewed:\n%s%+v", got, i)
	}
	if b.value(tables) != nothing {
		t.Error("the preview changed something")
	}
	const following = `SELECT coalesce(string_agg(kind, ' ' ORDER BY kind), '') FROM river_job WHERE kind IN ('find_duplicates', 'learn_words')`
	b.wants("what follows a preview", following, "")
	i = b.take(b.manager, i)
	b.wants("what follows an import", following, "find_duplicates learn_words")
	if got := b.came(i.ID); got != want || i.State != hub.ImportFinished || i.Created != 2 {
		t.Errorf("taken in:\n%s%+v", got, i)
	}
	b.wants("employers", `SELECT string_agg(concat_ws(' ', name, company_number, postcode, website, headcount), ', ' ORDER BY name) FROM employer`,
		"Abdy Engineering Ltd 07654321 S60 1AA https://abdy.example.com 40, Maltby Bakery S66 8AA")
	b.wants("people", `SELECT concat_ws(' ', p.name, p.email, r.job_title, r.function) FROM person p JOIN person_role r ON r.person_id = p.id`, "Dana Wells dana@abdy.example HR Director HR_DIRECTOR")
	b.wants("sites", `SELECT concat_ws(' ', name, address::text, postcode) FROM site`, `1 Forge Lane {"1 Forge Lane"} S60 1AA`)
	b.wants("provenance", `SELECT string_agg(field || ' ' || value, ', ' ORDER BY field) FROM employer_provenance WHERE line = 2`,
		"Headcount 40, Name Abdy Engineering Ltd, Postcode S60 1AA, Website https://abdy.example.com")
	b.wants("audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_kind = 'import'`, "import.create import.apply")

	var rejected bytes.Buffer
	if err := b.app.RejectedRows(b.as(b.manager), i.ID, &rejected); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(rejected.String(), "\r\n"); len(lines) != 5 || !strings.HasPrefix(lines[0], "\ufeffline;reason;Company;") ||
		!strings.HasPrefix(lines[1], "4;line 2 is about the same employer already; only") && !strings.HasPrefix(lines[1], `4;"line 2`) {
		t.Errorf("rejected rows: %q", lines)
	}

	contents := b.value(tables)
	again := b.sheet(b.manager, "partners (2).csv", partnersList)
	if !again.Remembered {
		t.Error("the mapping was not remembered")
	}
	again = b.take(b.manager, b.preview(b.manager, again, false))
	if again.Created != 0 || again.Updated != 0 || again.Unchanged != 2 || b.value(tables) != contents {
		t.Errorf("again: %+v\n%s", again, b.came(again.ID))
	}
}

func TestWhatAFileChangesOfAnEmployer(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering", CompanyNumber: new(hub.CompanyNumber("07654321")), Headcount: new(30)})
	const head = "Company name,Company number,Headcount,Website,UKPRN\n"

	i := b.preview(b.manager, b.sheet(b.manager, "a.csv", head+"Abdy Engineering,7654321,40,abdy.example.com,10005534\n"), false)
	if got := b.came(i.ID); got != "2 UPDATED website: empty → https://abdy.example.com; a number is added; headcount stays 30\n" {
		t.Errorf("the first word: %s", got)
	}
	b.take(b.manager, i)
	b.wants("employer", `SELECT concat_ws(' ', headcount, website, version) FROM employer`, "30 https://abdy.example.com 2")
	i = b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "a.csv", head+"Abdy Engineering,7654321,45,abdy.example.com,10005534\n"), false))
	if got := b.came(i.ID); got != "2 UPDATED headcount: 30 → 45\n" {
		t.Errorf("another word: %s", got)
	}
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: 3, Headcount: hub.Set(47)}); err != nil {
		t.Fatal(err)
	}
	i = b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "a.csv", head+"Abdy Engineering,7654321,45,abdy.example.com,10005534\n"), true))
	if got := b.came(i.ID); got != "2 UNCHANGED\n" {
		t.Errorf("what staff corrected: %s", got)
	}
	i = b.preview(b.manager, b.sheet(b.manager, "b.csv", "Employer,Company no,Staff\nAbdy Engineering,7654321,50\nX,07654322,1\n"), true)
	if got := b.came(i.ID); got != "2 UPDATED headcount: 47 → 50\n3 CREATED\n" {
		t.Errorf("another source that counts: %s", got)
	}
	i = b.preview(b.manager, b.sheet(b.manager, "c.csv", "Employer,UKPRN,Company number\nAbdy,10005534,07654399\n"), true)
	if got := b.came(i.ID); !strings.HasPrefix(got, "2 REJECTED the hub has the number 07654321 of this register for Abdy Engineering") {
		t.Errorf("another number: %s", got)
	}
}

func TestPossibleDuplicatesWaitForADecision(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering Ltd", Postcode: new(hub.Postcode("S60 1AA"))})
	const file = "Name,Postcode,Website\nABDY ENGINEERING LIMITED,s601aa,abdy.example.com\nAbdy Engineering,M1 8AA,\n"

	i := b.preview(b.manager, b.sheet(b.manager, "a.csv", file), false)
	if got := b.came(i.ID); got != "2 POSSIBLE_DUPLICATE may be Abdy Engineering Ltd, 99% likely: same name, same postcode, S60 1AA\n3 CREATED\n" || i.PossibleDuplicates != 1 {
		t.Errorf("previewed: %s", got)
	}
	if _, err := b.app.DecideImportRow(b.as(b.manager), hub.DecideImportRowInput{ImportID: i.ID, Line: new(2), Decision: hub.DecideUpdate}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.DecideImportRow(b.as(b.manager), hub.DecideImportRowInput{ImportID: i.ID, Line: new(3), Decision: hub.DecideUpdate}); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("a row that is none: %v", err)
	}
	i = b.take(b.manager, i)
	if i.Updated != 1 || i.Created != 1 || i.PossibleDuplicates != 0 {
		t.Errorf("taken in: %s", b.came(i.ID))
	}
	b.wants("employer", `SELECT website FROM employer WHERE postcode = 'S60 1AA'`, "https://abdy.example.com")
	again := b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "a.csv", file), false))
	if again.Unchanged != 2 {
		t.Errorf("what was decided is asked again: %s", b.came(again.ID))
	}
}

// A row is judged as adding the same employer by hand, and as a search, would judge it: the same pairs, scores and reasons.
func TestARowIsComparedAsARecordIs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	held := b.employer(b.manager, hub.CreateEmployerInput{Name: "Habershon Fabrications Ltd", Website: new("habershon.co.uk"), Postcode: new(hub.Postcode("S60 1AA"))})
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Rose Bakery", CompanyNumber: new(hub.CompanyNumber("07654321"))})
	b.findAll()
	const head = "Employer,Website,Postcode,Company no,Trading as,Telephone,Contact,Address\n"
	i := b.preview(b.manager, b.sheet(b.manager, "firms.csv", head+
		"The Habershn Fabrication Co,www.habershon.co.uk/contact,,,,,,\n"+ // a slip in the name, the website the same
		"Quern Holdings,,,,Habershon Fabrications,,,\n"+ // known by what it trades as
		"Habershon Properties Ltd,,S60 1AA,,,,,\n"+ // a company of the same group at the same place
		"Wath Tool Hire,,S63 7AA,,,,,\n"), false)
	var got []string
	list, err := b.app.ImportRows(b.as(b.manager), i.ID, nil, hub.Page{First: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range list.Nodes {
		got = append(got, string(row.Outcome)+" "+row.Reason)
	}
	want := []string{
		"POSSIBLE_DUPLICATE may be Habershon Fabrications Ltd, 99% likely: names much alike, same website, habershon.co.uk",
		"POSSIBLE_DUPLICATE may be Habershon Fabrications Ltd, 82% likely: same name",
		"CREATED ", "CREATED ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// By hand it comes to the same.
	second := b.employer(b.manager, hub.CreateEmployerInput{Name: "Quern Holdings", TradingNames: []string{"Habershon Fabrications"}})
	pairs := b.duplicates(hub.DuplicateFilter{EmployerID: &second.ID})
	if len(pairs) != 1 || pairs[0].FirstID != held.ID || math.Round(pairs[0].Score*100) != 82 || pairs[0].Reasons[0].Text != "Same name" {
		t.Errorf("by hand: %+v", pairs)
	}
}

// What one file made is there for the next one at once, not for its own later rows.
func TestTheNextFileIsComparedWithTheLast(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var file strings.Builder
	file.WriteString("Name,Postcode\nHabershon Fabrications Ltd,S60 1AA\n")
	for n := range 250 { // so that the last row is dealt with after the first is stored
		fmt.Fprintf(&file, "Works %c%c%d,\n", 'a'+n%26, 'k'+n%7, n)
	}
	file.WriteString("Habershon Fabrications,S60 1AB\n")
	tried := b.preview(b.manager, b.sheet(b.manager, "a.csv", file.String()), false)
	taken := b.take(b.manager, tried)
	if tried.Created != taken.Created || tried.PossibleDuplicates != 0 || taken.PossibleDuplicates != 0 {
		t.Errorf("tried out %+v\ntaken in %+v", tried, taken)
	}
	next := b.preview(b.manager, b.sheet(b.manager, "b.csv", "Employer name,Post code\nHabershon Fabrication,S60 1AA\n"), false)
	if got := b.came(next.ID); !strings.HasPrefix(got, "2 POSSIBLE_DUPLICATE may be Habershon Fabrications Ltd, 99% likely: ") {
		t.Errorf("the next file: %s", got)
	}
	b.find()
	if got := b.duplicates(hub.DuplicateFilter{}); len(got) != 1 {
		t.Errorf("got %d pairs, want the two of one file, found after it", len(got))
	}
	if _, err := b.app.UndoImport(b.as(b.manager), taken.ID); err != nil {
		t.Fatal(err)
	}
	if got := b.work(taken.ID); got.Kept != 0 || got.Undone != taken.Created {
		t.Errorf("undone after it was searched: %+v", got)
	}
	b.wants("records of employers that went", `SELECT (SELECT count(*) FROM duplicate_record) || ' ' || (SELECT count(*) FROM duplicate_key) || ' ' || (SELECT count(*) FROM duplicate_pair)`, "0 0 0")
}

func TestAWorkbookIsTakenInBySheet(t *testing.T) {
	t.Parallel()
	b := setup(t)
	f := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "Notes", "A2": "not this one"} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet("Firms"); err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{"A1": "Firm", "B1": "Company no", "A2": "Abdy Engineering Ltd", "B2": 7654321, "A3": "=bad", "B3": "x"} {
		if err := f.SetCellValue("Firms", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	i := b.sheet(b.manager, "firms.xlsx", file.String())
	if i.Sheet != "Sheet1" || strings.Join(i.Sheets, " ") != "Sheet1 Firms" {
		t.Errorf("uploaded: %+v", i)
	}
	i, err := b.app.PreviewImport(b.as(b.manager), hub.PreviewImportInput{ImportID: i.ID, Sheet: new("Firms")})
	if err != nil || i.State != hub.ImportMapping || i.Sheet != "Firms" {
		t.Fatalf("another sheet: %+v, %v", i, err)
	}
	i = b.take(b.manager, b.preview(b.manager, i, false))
	if i.Created != 1 || i.Rejected != 1 {
		t.Errorf("taken in: %s", b.came(i.ID))
	}
	b.wants("number", `SELECT company_number FROM employer`, "07654321")
	var rejected bytes.Buffer
	if err := b.app.RejectedRows(b.as(b.manager), i.ID, &rejected); err != nil {
		t.Fatal(err)
	}
	back, err := excelize.OpenReader(&rejected)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := back.GetRows("Rejected rows"); err != nil || len(rows) != 2 || rows[0][1] != "reason" || rows[1][2] != "'=bad" {
		t.Errorf("rejected rows: %v, %v", rows, err)
	}
}

func TestSpreadsheetsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for name, tc := range map[string]struct{ file, want string }{
		"empty":        {"", "empty"},
		"header alone": {"Company,Number\n", "no rows"},
		"old Excel":    {"\xd0\xcf\x11\xe0rest", ".xls"},
		"zip":          {"PK\x03\x04nonsense", "damaged"},
		"web page":     {"<html>", "web page"},
	} {
		_, err := b.app.UploadImport(b.as(b.manager), app.ImportUpload{Source: hub.ImportSpreadsheet, FileName: "x", File: strings.NewReader(tc.file), MaxBytes: 1 << 20})
		if hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.wants("left behind", `SELECT count(*) FROM import_chunk`, "0")
	i := b.sheet(b.manager, "x.csv", "Company,Town\nAbdy,Rotherham\n")
	for name, tc := range map[string]struct {
		columns []hub.ImportColumnInput
		want    string
	}{
		"nothing mapped": {nil, "name or its number"},
		"twice":          {[]hub.ImportColumnInput{{Name: "Company", Field: new(hub.FieldName)}, {Name: "Town", Field: new(hub.FieldName)}}, "two columns"},
		"no such column": {[]hub.ImportColumnInput{{Name: "Firm", Field: new(hub.FieldName)}}, "no column Firm"},
	} {
		if _, err := b.app.PreviewImport(b.as(b.manager), hub.PreviewImportInput{ImportID: i.ID, Columns: tc.columns}); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := b.app.ApplyImport(b.as(b.manager), i.ID); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("not tried out: %v", err)
	}
	if _, err := b.app.DiscardImport(b.as(b.partner("Chamber", hub.RoleEngagement)), i.ID); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("without the role: %v", err)
	}
	if i, err := b.app.DiscardImport(b.as(b.manager), i.ID); err != nil || i.State != hub.ImportDiscarded {
		t.Errorf("discarded: %+v, %v", i, err)
	}
	b.wants("left behind", `SELECT count(*) FROM import_chunk`, "0")
}

func TestAnImportIsUndoneAsAWhole(t *testing.T) {
	t.Parallel()
	b := setup(t)
	kept := b.employer(b.manager, hub.CreateEmployerInput{Name: "Wath Tools", CompanyNumber: new(hub.CompanyNumber("07654322")), Headcount: new(30)})
	before := b.value(undoable)
	const file = "Name,Company number,Headcount,Website,Trading name,UKPRN,Contact,Address,Postcode\n" +
		"Abdy Engineering Ltd,7654321,40,,,,Dana Wells,1 Forge Lane,S60 1AA\n" +
		"Maltby Bakery,7654323,,,,,,,\n" +
		"Wath Tools,7654322,40,wath.example.com,Wathy,10005534,Sam Hill,2 Forge Lane,S60 1AB\n"

	i := b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "a.csv", file), true))
	if i.Created != 2 || i.Updated != 1 {
		t.Fatalf("taken in: %s", b.came(i.ID))
	}
	undo := func() hub.Import {
		if _, err := b.app.UndoImport(b.as(b.manager), i.ID); err != nil {
			t.Fatal(err)
		}
		return b.work(i.ID)
	}
	if got := undo(); got.State != hub.ImportUndone || got.Undone != 3 || got.Kept != 0 {
		t.Errorf("undone: %+v", got)
	}
	if b.value(undoable) != before {
		t.Error("undoing left something")
	}
	if _, err := b.app.UndoImport(b.as(b.manager), i.ID); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("undone twice: %v", err)
	}

	i = b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "a.csv", file), true))
	if i.Created != 2 || i.Updated != 1 {
		t.Fatalf("taken in again: %s", b.came(i.ID))
	}
	abdy := hub.EmployerID{}
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM employer WHERE name = 'Abdy Engineering Ltd'`).Scan(&abdy.UUID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: abdy, Name: "Yard"}); err != nil {
		t.Fatal(err)
	}
	now, err := b.app.EmployersByID(b.as(b.manager), []hub.EmployerID{kept.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: kept.ID, Version: now[0].Version, Headcount: hub.Set(41)}); err != nil {
		t.Fatal(err)
	}
	if got := undo(); got.Undone != 1 || got.Kept != 2 {
		t.Errorf("undone: %+v", got)
	}
	list, err := b.app.ImportKept(b.as(b.manager), i.ID, hub.Page{First: 10})
	if err != nil || len(list.Nodes) != 2 {
		t.Fatalf("kept: %+v, %v", list, err)
	}
	why := map[string]string{}
	for _, k := range list.Nodes {
		why[k.Name] = k.Reason
	}
	if why["Wath Tools"] != "the headcount was changed since" || why["Abdy Engineering Ltd"] != "it has sites since" {
		t.Errorf("kept: %v", why)
	}
	b.wants("the rest is set back", `SELECT concat_ws(' ', headcount, website) FROM employer WHERE name = 'Wath Tools'`, "41")
}

// undoable are the tables that undoing a spreadsheet sets back. Versions count on.
const undoable = `SELECT coalesce(md5(string_agg(row, E'\n' ORDER BY row)), '') FROM (
	SELECT e.id::text || e.name || coalesce(e.website, '') || coalesce(e.headcount, 0) || coalesce(e.postcode, '') || e.search_words AS row FROM employer e
	UNION ALL SELECT i::text FROM employer_identifier i
	UNION ALL SELECT n::text FROM employer_name n
	UNION ALL SELECT s::text FROM employer_size s
	UNION ALL SELECT s::text FROM site s
	UNION ALL SELECT p::text FROM person p
	UNION ALL SELECT r::text FROM person_role r
	UNION ALL SELECT v::text FROM employer_provenance v
	UNION ALL SELECT c::text FROM import_source_row c
) AS rows`

func TestAFieldSaysFromWhichFileItIs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.take(b.manager, b.preview(b.manager, b.sheet(b.manager, "firms.csv", "Name,Headcount,Website\nAbdy Engineering Ltd,40,abdy.example.com\n"), false))
	var id hub.EmployerID
	if err := b.pool.QueryRow(t.Context(), `SELECT id FROM employer`).Scan(&id.UUID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: id, Version: 1, Headcount: hub.Set(41)}); err != nil {
		t.Fatal(err)
	}
	found, err := b.app.ProvenanceOf(b.as(b.manager), []hub.EmployerID{id})
	if err != nil || len(found) != 3 {
		t.Fatalf("got %+v, %v", found, err)
	}
	for i, want := range []hub.FieldProvenance{
		{Field: "headcount", Said: "40"}, // which somebody has overruled
		{Field: "name", Said: "Abdy Engineering Ltd", Holds: true},
		{Field: "website", Said: "https://abdy.example.com", Holds: true},
	} {
		if p := found[i].Of; p.Field != want.Field || p.Said != want.Said || p.Holds != want.Holds || p.FileName != "firms.csv" || *p.Line != 2 || p.Source != hub.ImportSpreadsheet {
			t.Errorf("got %+v, want %+v", p, want)
		}
	}
}

package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"employerhub/internal/app"
	"employerhub/internal/demo"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// importedTables are all that an import of companies writes, each row as text, without the IDs that are new every time.
const importedTables = `
	SELECT md5(string_agg(row, E'\n' ORDER BY row)) FROM (
		SELECT e.id || e.name || e.name_key || e.status || e.search_words || e.version || coalesce(e.postcode, '') || e.registered_address::text AS row FROM employer e
		UNION ALL SELECT i::text FROM employer_identifier i
		UNION ALL SELECT n::text FROM employer_name n
		UNION ALL SELECT s::text FROM employer_sic s
		UNION ALL SELECT r::text FROM register_entry r
		UNION ALL SELECT c::text FROM import_change c
	) AS rows`

func TestImportingAFileTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	file := demoFile(t, 3_000)

	first := b.run(t, file)
	contents := text(t, b.pool, importedTables)
	second := b.run(t, file)

	if first.State != hub.ImportFinished || first.RowsRead != 3_000 || *first.RowsTotal != 3_000 || first.Updated != 0 || first.Unchanged != 0 {
		t.Errorf("first: got %+v", first)
	}
	if first.Created < 2_900 || first.Rejected < 20 || first.Warnings < 10 || first.Created+first.Rejected != 3_000 {
		t.Errorf("first: %d created, %d rejected, %d warnings", first.Created, first.Rejected, first.Warnings)
	}
	if second.Created != 0 || second.Updated != 0 || second.Unchanged != first.Created || second.Rejected != first.Rejected || second.Warnings != first.Warnings {
		t.Errorf("second: got %+v after %+v", second, first)
	}
	if again := text(t, b.pool, importedTables); again != contents {
		t.Error("the second import changed rows")
	}
	if n := number(t, b.pool, `SELECT (SELECT count(*) FROM import_chunk) + (SELECT count(*) FROM import_repeat) + (SELECT count(*) FROM import_part)`); n != 0 {
		t.Errorf("%d rows of staging left", n)
	}
	if n := number(t, b.pool, `SELECT count(*) FROM audit WHERE action = 'import.create'`); n != 2 {
		t.Errorf("%d audit rows, want one for each import", n)
	}
}

func TestImportMakesAnEmployerOfACompany(t *testing.T) {
	t.Parallel()
	b := newImports(t)

	got := b.run(t, companies(company{previous: "ABDY FITTINGS LIMITED"}))

	if got.Created != 1 {
		t.Fatalf("got %+v", got)
	}
	want := "ABDY LTD|PROSPECT|PRIVATE_LIMITED|01234567|{\"1 HIGH STREET\",ROTHERHAM}|S60 1AE|C|abdy fittings 01234567 1234567 s60 1ae s601ae|1"
	if is := text(t, b.pool, `SELECT concat_ws('|', name, status, legal_form, company_number, registered_address, postcode, sic_section, search_words, version) FROM employer`); is != want {
		t.Errorf("got  %s\nwant %s", is, want)
	}
	if is := text(t, b.pool, `SELECT string_agg(concat_ws(' ', kind, name, valid_until), ', ' ORDER BY id) FROM employer_name`); is != "LEGAL ABDY LTD, PREVIOUS ABDY FITTINGS LIMITED 2011-07-15" {
		t.Errorf("names: %s", is)
	}
	if is := text(t, b.pool, `SELECT string_agg(concat_ws(' ', version, code, rank), ', ') FROM employer_sic`); is != "2007 25620 1" {
		t.Errorf("codes: %s", is)
	}
	if is := text(t, b.pool, `SELECT string_agg(concat_ws(' ', scheme, value), ', ') FROM employer_identifier`); is != "COMPANIES_HOUSE 01234567" {
		t.Errorf("identifiers: %s", is)
	}
}

func TestStaffEditsStayUntilTheRegisterSaysOtherwise(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	b.run(t, companies(company{}))
	b.exec(t, `UPDATE employer SET name = 'Abdy Engineering', registered_address = '{"by staff"}', status = 'ENGAGED', version = 2`)

	if got := b.run(t, companies(company{})); got.Unchanged != 1 {
		t.Errorf("the same row again: got %+v, want it unchanged", got)
	}
	if got := b.run(t, companies(company{postcode: "S60 2AA"})); got.Updated != 1 {
		t.Errorf("a moved office: got %+v, want it updated", got)
	}
	const facts = `SELECT concat_ws('|', name, status, postcode, registered_address, version) FROM employer`
	if is, want := text(t, b.pool, facts), `Abdy Engineering|ENGAGED|S60 2AA|{"1 HIGH STREET",ROTHERHAM}|3`; is != want {
		t.Errorf("after a moved office: got %s, want %s", is, want)
	}
	if is := text(t, b.pool, `SELECT concat_ws(' ', before->'Postcode', after->'Postcode', before ? 'Name') FROM import_change WHERE NOT created`); is != `"S60 1AE" "S60 2AA" f` {
		t.Errorf("change row: %s", is)
	}

	b.run(t, companies(company{name: "ABDY GROUP PLC", postcode: "S60 2AA"}))
	if is, want := text(t, b.pool, facts), `ABDY GROUP PLC|ENGAGED|S60 2AA|{"1 HIGH STREET",ROTHERHAM}|4`; is != want {
		t.Errorf("after a new name: got %s, want %s", is, want)
	}
	if is := text(t, b.pool, `SELECT string_agg(concat_ws(' ', kind, name, valid_until IS NULL), ', ' ORDER BY id) FROM employer_name`); is != "PREVIOUS ABDY LTD f, LEGAL ABDY GROUP PLC t" {
		t.Errorf("names: %s", is)
	}
	if is := text(t, b.pool, `SELECT search_words FROM employer`); !strings.Contains(is, "abdy group") {
		t.Errorf("found by: %s", is)
	}
}

func TestTheRegistersFirstWordFillsWhatStaffLeftOpen(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	id := hub.NewEmployerID()
	b.exec(t, `INSERT INTO employer (id, name, name_key, search_words, status) VALUES ($1, 'Abdy', 'abdy', 'abdy', 'ENGAGED')`, id)
	b.exec(t, `INSERT INTO employer_identifier (employer_id, scheme, value) VALUES ($1, 'COMPANIES_HOUSE', '01234567')`, id)

	got := b.run(t, companies(company{}))

	if got.Updated != 1 || got.Created != 0 {
		t.Errorf("got %+v, want it updated", got)
	}
	if is, want := text(t, b.pool, `SELECT concat_ws('|', name, legal_form, status, postcode, sic_section) FROM employer`), "Abdy|PRIVATE_LIMITED|ENGAGED|S60 1AE|C"; is != want {
		t.Errorf("got %s, want %s", is, want)
	}
}

func TestARegisterKnowsAMergedRecordByItsNumber(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	b.run(t, companies(company{}))
	byHand, err := b.app.CreateEmployer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering"})
	if err != nil {
		t.Fatal(err)
	}
	var imported hub.EmployerID
	scan(t, b.pool, `SELECT id FROM employer WHERE company_number IS NOT NULL`, &imported.UUID)
	if _, _, err := b.app.MergeEmployers(b.manager, hub.MergeEmployersInput{KeepEmployerID: byHand.ID, KeepVersion: 1, OtherEmployerID: imported, OtherVersion: 1, Reason: "the same"}); err != nil {
		t.Fatal(err)
	}

	same, moved := b.run(t, companies(company{})), b.run(t, companies(company{postcode: "S65 1AA"}))

	if same.Unchanged != 1 || moved.Updated != 1 || same.Created+moved.Created != 0 {
		t.Errorf("got %+v and %+v", same, moved)
	}
	if is := text(t, b.pool, `SELECT string_agg(name || ' ' || company_number || ' ' || postcode, ', ') FROM employer WHERE merged_into IS NULL`); is != "Abdy Engineering 01234567 S65 1AA" {
		t.Errorf("got %s", is)
	}
}

func TestUndoingTheRegister(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	first := b.run(t, demoFile(t, 500))
	contents := text(t, b.pool, factsOfCompanies)
	revised := strings.NewReplacer("LIMITED", "LTD", "S60 ", "S61 ").Replace(demoFile(t, 520))
	later := b.run(t, revised)
	if later.Updated == 0 || later.Created == 0 {
		t.Fatalf("later: %+v", later)
	}
	changed := text(t, b.pool, factsOfCompanies)

	undo := func(id hub.ImportID) hub.Import {
		if _, err := b.app.UndoImport(b.manager, id); err != nil {
			t.Fatal(err)
		}
		if err := b.app.RunImport(b.system, id); err != nil {
			t.Fatal(err)
		}
		return b.read(t, id)
	}
	if i := undo(later.ID); i.State != hub.ImportUndone || i.Kept != 0 || i.Undone != later.Updated+later.Created {
		t.Errorf("undone: %+v after %+v", i, later)
	}
	if text(t, b.pool, factsOfCompanies) != contents {
		t.Error("undoing left something")
	}
	again := b.run(t, revised)
	if again.Updated != later.Updated || again.Created != later.Created || text(t, b.pool, factsOfCompanies) != changed {
		t.Errorf("again: %+v after %+v", again, later)
	}
	if i := undo(first.ID); i.Kept == 0 || i.Undone == 0 || i.Kept+i.Undone != first.Created {
		t.Errorf("the first one: %+v", i)
	}
}

// factsOfCompanies are what stands of each employer after an import of companies.
const factsOfCompanies = `
	SELECT md5(string_agg(row, E'\n' ORDER BY row)) FROM (
		SELECT e.company_number || e.name || e.name_key || e.status || coalesce(e.postcode, '') || e.registered_address::text || coalesce(e.sic_section, '') AS row FROM employer e
		UNION ALL SELECT i.value FROM employer_identifier i
	) AS rows`

func TestClosedCompanies(t *testing.T) {
	t.Parallel()
	b := newImports(t)

	got := b.run(t, companies(company{status: "Dissolved"}))
	if reason := b.reason(t, got.ID); got.Rejected != 1 || !strings.Contains(reason, "dissolved or closed") {
		t.Errorf("a new one: got %+v, %q", got, reason)
	}
	b.run(t, companies(company{}))
	if got := b.run(t, companies(company{status: "Dissolved"})); got.Updated != 1 || text(t, b.pool, `SELECT status FROM employer`) != "CLOSED" {
		t.Errorf("one we hold: got %+v", got)
	}
	if got := b.run(t, companies(company{})); got.Updated != 1 || text(t, b.pool, `SELECT status FROM employer`) != "PROSPECT" {
		t.Errorf("one restored to the register: got %+v", got)
	}
}

func TestTheSecondRowOfANumberIsRejectedNamingTheFirst(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	file := companies(company{}, company{number: "07654321"}, company{name: "ANOTHER LTD"})

	for _, run := range []string{"first", "again"} {
		got := b.run(t, file)
		if reason := b.reason(t, got.ID); got.Rejected != 1 || !strings.Contains(reason, "01234567 is on line 2 already") {
			t.Errorf("%s: got %+v, %q", run, got, reason)
		}
	}
	if n := number(t, b.pool, `SELECT count(*) FROM employer WHERE name = 'ANOTHER LTD'`); n != 0 {
		t.Error("the second row was taken in")
	}
}

func TestUploadsThatAreRefusedLeaveNothing(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	good := companies(company{})
	for name, tc := range map[string]struct {
		upload app.ImportUpload
		want   string
	}{
		"empty":         {app.ImportUpload{File: strings.NewReader(""), MaxBytes: 1 << 20}, "empty"},
		"wrong columns": {app.ImportUpload{File: strings.NewReader("a,b\n1,2\n"), MaxBytes: 1 << 20}, "wrong columns"},
		"no rows":       {app.ImportUpload{File: strings.NewReader(strings.SplitAfter(good, "\n")[0]), MaxBytes: 1 << 20}, "a header and no rows"},
		"too large":     {app.ImportUpload{File: strings.NewReader(good), MaxBytes: 100}, "larger than 100 bytes"},
		"too large later": {app.ImportUpload{
			File:     io.MultiReader(strings.NewReader(good), bytes.NewReader(make([]byte, 3<<20))),
			MaxBytes: 2 << 20,
		}, "larger than"},
		"broken off": {app.ImportUpload{
			File:     io.MultiReader(strings.NewReader(good), bytes.NewReader(make([]byte, 2<<20)), iotest.ErrReader(errors.New("reset"))),
			MaxBytes: 1 << 30,
		}, "reset"},
	} {
		t.Run(name, func(t *testing.T) {
			tc.upload.Source = hub.ImportCompaniesHouse
			_, err := b.app.UploadImport(b.manager, tc.upload)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
			if n := number(t, b.pool, `SELECT (SELECT count(*) FROM import) + (SELECT count(*) FROM import_chunk) + (SELECT count(*) FROM river_job)`); n != 0 {
				t.Errorf("%d rows left behind", n)
			}
		})
	}
}

func TestImportsAreForManagers(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	done := b.run(t, companies(company{}))
	for _, role := range []hub.Role{hub.RoleEngagement, hub.RolePlacements, hub.RoleAnalyst, hub.RoleAdmin} {
		ctx := hub.WithActor(t.Context(), hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{role}})
		_, uploaded := b.app.UploadImport(ctx, app.ImportUpload{File: strings.NewReader(companies(company{})), MaxBytes: 1 << 20})
		_, read := b.app.Import(ctx, done.ID)
		_, listed := b.app.Imports(ctx, hub.Page{First: 1})
		for what, err := range map[string]error{"upload": uploaded, "read": read, "list": listed, "rejected": b.app.RejectedRows(ctx, done.ID, io.Discard)} {
			if hub.CodeOf(err) != hub.ErrForbidden {
				t.Errorf("%s may %s: %v", role, what, err)
			}
		}
	}
}

func TestRejectedRowsCanBeCorrectedAndSentAgain(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	got := b.run(t, companies(company{}, company{name: "=cmd|' /C calc'!A0", number: "BAD"}))
	var out strings.Builder
	if err := b.app.RejectedRows(hub.WithActor(t.Context(), hub.System), got.ID, &out); err != nil {
		t.Fatal(err)
	}

	lines := strings.Split(out.String(), "\r\n")
	if !strings.HasPrefix(lines[0], "\ufeffline,reason,CompanyName,CompanyNumber,") || !strings.HasPrefix(lines[1], `3,"""BAD"" is not a company number`) {
		t.Fatalf("got %q", lines)
	}
	if !strings.Contains(lines[1], `,'=cmd|`) {
		t.Errorf("a formula is not neutralised: %s", lines[1])
	}
	if again := b.run(t, strings.Replace(out.String(), ",BAD,", ",07654321,", 1)); again.Created != 1 {
		t.Fatalf("got %+v, want the corrected row taken in", again)
	}
	if name := text(t, b.pool, `SELECT name FROM employer WHERE company_number = '07654321'`); name != "=cmd|' /C calc'!A0" {
		t.Errorf("taken in as %q", name)
	}
}

func TestOneImportAtATime(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	first, second := b.upload(t, companies(company{})), b.upload(t, companies(company{}))
	b.exec(t, `UPDATE import SET state = 'RUNNING', lease = gen_random_uuid(), lease_until = now() + interval '1 hour' WHERE id = $1`, first.ID)

	if err := b.app.RunImport(b.system, second.ID); !errors.Is(err, app.ErrImportBusy) {
		t.Errorf("the second beside the first: got %v, want that it is busy", err)
	}
	if err := b.app.RunImport(b.system, first.ID); err != nil || b.read(t, first.ID).State != hub.ImportRunning {
		t.Errorf("another worker's import: got %v, want it left alone", err)
	}
	b.exec(t, `UPDATE import SET lease_until = now() - interval '1 second' WHERE id = $1`, first.ID)
	for _, id := range []hub.ImportID{first.ID, second.ID} {
		if err := b.app.RunImport(b.system, id); err != nil || b.read(t, id).State != hub.ImportFinished {
			t.Errorf("one after the other: got %v", err)
		}
	}
}

func TestAnImportThatFailsTooOftenSaysWhatToDo(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	i := b.upload(t, companies(company{}))

	if err := b.app.GiveUpImport(b.system, i.ID); err != nil {
		t.Fatal(err)
	}

	if got := b.read(t, i.ID); got.State != hub.ImportFailed || got.Failure == nil || !strings.Contains(*got.Failure, "Send the file again") {
		t.Errorf("got %+v", got)
	}
	if n := number(t, b.pool, `SELECT count(*) FROM import_chunk`); n != 0 {
		t.Errorf("%d pieces of the upload left", n)
	}
}

func TestSweepFindsWhatADeadWorkerLeftAndUploadsThatCameToNothing(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	dead := b.upload(t, companies(company{}))
	b.exec(t, `UPDATE import SET state = 'RUNNING', lease = gen_random_uuid(), lease_until = now() - interval '1 second' WHERE id = $1`, dead.ID)
	b.exec(t, `INSERT INTO import_chunk (import_id, number, bytes, created_at) VALUES (gen_random_uuid(), 0, '', now() - interval '2 hours')`)
	b.exec(t, `INSERT INTO import_chunk (import_id, number, bytes) VALUES (gen_random_uuid(), 0, '')`)
	b.exec(t, `DELETE FROM river_job`)

	if err := b.app.SweepImports(b.system); err != nil {
		t.Fatal(err)
	}

	if n := number(t, b.pool, `SELECT count(*) FROM river_job WHERE kind = 'run_import'`); n != 1 {
		t.Errorf("%d jobs, want one for the dead worker's import", n)
	}
	if n := number(t, b.pool, `SELECT count(DISTINCT import_id) FROM import_chunk`); n != 2 {
		t.Errorf("pieces of %d uploads, want those of the import and of the upload that may still go on", n)
	}
}

type imports struct {
	app             *app.App
	pool            *pgxpool.Pool
	manager, system context.Context
}

func newImports(t *testing.T) imports {
	t.Helper()
	pool, client := pgtest.New(t)
	return imports{
		app: app.New(pool, client, app.SystemClock), pool: pool,
		manager: hub.WithActor(t.Context(), hub.Actor{Kind: hub.ActorToken, Name: "tests", Roles: []hub.Role{hub.RoleManager}}),
		system:  hub.WithActor(t.Context(), hub.System),
	}
}

func (b imports) upload(t *testing.T, file string) hub.Import {
	t.Helper()
	i, err := b.app.UploadImport(b.manager, app.ImportUpload{
		Source: hub.ImportCompaniesHouse, FileName: `C:\Downloads\companies.csv`, File: strings.NewReader(file), MaxBytes: 1 << 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func (b imports) run(t *testing.T, file string) hub.Import {
	t.Helper()
	i := b.upload(t, file)
	if err := b.app.RunImport(b.system, i.ID); err != nil {
		t.Fatal(err)
	}
	return b.read(t, i.ID)
}

func (b imports) read(t *testing.T, id hub.ImportID) hub.Import {
	t.Helper()
	i, err := b.app.Import(b.manager, id)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// reason is that of the import's first rejected row.
func (b imports) reason(t *testing.T, id hub.ImportID) string {
	t.Helper()
	rejected := hub.FindingRejected
	findings, err := b.app.ImportFindings(b.manager, id, &rejected, hub.Page{First: 1})
	if err != nil || len(findings.Nodes) == 0 {
		t.Fatalf("no rejected row, %v", err)
	}
	return findings.Nodes[0].Reason
}

func (b imports) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := b.pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// company is a row of a file; what is empty is as in a good one.
type company struct{ name, number, status, postcode, previous string }

func companies(rows ...company) string {
	var file strings.Builder
	file.WriteString("CompanyName,CompanyNumber,RegAddress.AddressLine1,RegAddress.PostTown,RegAddress.PostCode,CompanyCategory,CompanyStatus," +
		"IncorporationDate,SICCode.SicText_1,PreviousName_1.CONDATE,PreviousName_1.CompanyName\n")
	or := func(s, otherwise string) string {
		if s == "" {
			return otherwise
		}
		return s
	}
	for _, r := range rows {
		until := ""
		if r.previous != "" {
			until = "15/07/2011"
		}
		fmt.Fprintf(&file, "\"%s\",\"%s\",1 HIGH STREET,ROTHERHAM,%s,Private Limited Company,%s,26/06/2006,25620 - Machining,%s,%s\n",
			or(r.name, "ABDY LTD"), or(r.number, "01234567"), or(r.postcode, "S60 1AE"), or(r.status, "Active"), until, r.previous)
	}
	return file.String()
}

func demoFile(t *testing.T, rows int) string {
	t.Helper()
	var file strings.Builder
	if err := demo.WriteCompaniesHouse(&file, rows, 1); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func text(t *testing.T, pool *pgxpool.Pool, sql string) (s string) {
	t.Helper()
	scan(t, pool, sql, &s)
	return s
}

func number(t *testing.T, pool *pgxpool.Pool, sql string) (n int) {
	t.Helper()
	scan(t, pool, sql, &n)
	return n
}

func scan(t *testing.T, pool *pgxpool.Pool, sql string, into any) {
	t.Helper()
	err := pool.QueryRow(t.Context(), sql).Scan(into)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Fatal(err)
	}
}

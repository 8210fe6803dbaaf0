package postgres_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const whatToDo = "add a line to nouns in internal/postgres/nouns.go that says how merge, timeline, visibility, search and export meet it"

// aManager sees what staff may see.
var aManager = postgres.Viewer{Actor: hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleManager}, SharesPersonalData: true}, Today: today}

func TestEveryTableThatRefersToEmployersIsDeclared(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	declared := map[string]postgres.DeclaredNoun{}
	for _, n := range postgres.DeclaredNouns(aManager) {
		declared[n.Table+"."+n.Column] = n
		for _, what := range n.Undeclared {
			t.Errorf("the line of %s in nouns does not say what %s is", n.Table, what)
		}
		if n.Timeline != "" && !regexp.MustCompile(`\b(FROM|JOIN) `+n.Table+`\b`).MatchString(n.Timeline) {
			t.Errorf("the timeline of %s does not read it", n.Table)
		}
	}
	found := map[string]bool{}
	for _, column := range texts(t, pool, `
		SELECT c.conrelid::regclass || '.' || a.attname
		FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND c.confrelid = 'employer'::regclass
		UNION
		SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND a.attname ~ '^(\w+_)?employer(_id|_ids)$' AND NOT a.attisdropped`) {
		found[column] = true
		if _, ok := declared[column]; !ok {
			t.Errorf("%s refers to employers: %s", column, whatToDo)
		}
	}
	for column := range declared {
		if !found[column] {
			t.Errorf("%s is declared in nouns, but there is no such column that refers to employers", column)
		}
	}
	following := texts(t, pool, `SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'follow_merge'`)
	for column, n := range declared {
		if n.Moves && n.Column == "employer_id" && !slices.Contains(following, n.Table) {
			t.Errorf("%s moves in a merge, but what is added while somebody merges would be lost: give it the trigger follow_merge, as migration 0055 does", column)
		}
		if n.Moves {
			checkUnique(t, pool, n)
		}
	}
}

// checkUnique finds the constraints that let an employer have something once, which a merge would break.
func checkUnique(t *testing.T, pool *pgxpool.Pool, n postgres.DeclaredNoun) {
	t.Helper()
	for _, columns := range texts(t, pool, `
		SELECT (SELECT coalesce(string_agg(a.attname, ', ' ORDER BY a.attname), '') FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND a.attname <> '`+n.Column+`')
		FROM pg_index i JOIN pg_attribute e ON e.attrelid = i.indrelid AND e.attname = '`+n.Column+`' AND e.attnum = ANY (i.indkey)
		WHERE i.indisunique AND i.indrelid = '`+n.Table+`'::regclass`) {
		once := slices.Sorted(slices.Values(n.Once))
		if strings.Join(once, ", ") != columns {
			t.Errorf("an employer may have one row of %s for each %s: say .unless(\"\", those columns) in its line of nouns, so that a merge leaves a second one with the tombstone; or give the table a column merge_id, put it into the constraint, and say .beside", n.Table, columns)
		}
	}
}

func TestEveryColumnOfAnEmployerIsMergedOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	known := postgres.MergeColumns()
	columns := texts(t, pool, `SELECT attname FROM pg_attribute WHERE attrelid = 'employer'::regclass AND attnum > 0 AND NOT attisdropped`)
	for _, c := range columns {
		if !known[c] {
			t.Errorf("employer.%s: add a line to mergeFields in internal/postgres/nouns.go, so that a merge asks whose word stands, or to unmerged with the reason", c)
		}
	}
	for c := range known {
		if !slices.Contains(columns, c) {
			t.Errorf("mergeFields or unmerged name %s, which employer does not have", c)
		}
	}
}

func TestAMergeMovesWhateverThereIsAndUndoingItBringsItBack(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	f := filler{T: t, pool: pool}
	keep, other, third := f.row("employer", nil), f.row("employer", nil), f.row("employer", nil)
	run(t, pool, `UPDATE employer SET name = 'Beck', name_key = 'beck', website = 'beck.example', company_number = '01234567', headcount = 12, size_band = 'SMALL' WHERE id = $1`, other)
	run(t, pool, `UPDATE employer SET name = 'Abdy', name_key = 'abdy', company_number = '07654321' WHERE id = $1`, keep)
	nouns := postgres.DeclaredNouns(aManager)
	for _, n := range nouns {
		switch n.Table {
		case "employer":
			if n.Column == "parent_id" {
				run(t, pool, `UPDATE employer SET parent_id = $1 WHERE id = ANY ($2)`, other, []string{keep, f.row("employer", nil)})
				break
			}
			run(t, pool, `UPDATE employer SET merged_into = $1, merged_at = now() WHERE id = $2`, other, third)
		case "employer_merge": // the merge itself
		default:
			f.row(n.Table, map[string]any{n.Column: other})
			if len(n.Once) > 0 { // and what both have alike
				values := map[string]any{n.Column: other}
				for _, c := range n.Once {
					if c != "merge_id" { // that is what the merge writes
						values[c] = anything
					}
				}
				row := f.row(n.Table, values)
				f.alike(n, row, keep)
			}
		}
	}
	for _, sql := range []string{
		`UPDATE employer_identifier SET scheme = 'COMPANIES_HOUSE', value = '01234567' WHERE employer_id = '` + other + `'`,
		`INSERT INTO employer_identifier (employer_id, scheme, value) VALUES ('` + keep + `', 'COMPANIES_HOUSE', '07654321'), ('` + other + `', 'UKPRN', '10000001')`,
		`INSERT INTO employer_name (employer_id, kind, name) VALUES ('` + keep + `', 'LEGAL', 'Abdy'), ('` + other + `', 'LEGAL', 'Beck'), ('` + other + `', 'TRADING', 'abdy')`,
		`INSERT INTO employer_size (employer_id, headcount, size_band, valid_from) VALUES ('` + keep + `', 8, 'MICRO', '2024-01-01')`,
	} {
		run(t, pool, sql)
	}
	before := f.everything(nouns)

	m := hub.EmployerMerge{ID: hub.NewMergeID(), KeptID: employerID(keep), OtherID: employerID(other), KeptName: "Abdy", OtherName: "Beck", Reason: "same", MergedAt: time.Now(), MergedBy: "Mo"}
	counts, err := postgres.MergeCounts(t.Context(), pool, m.KeptID, m.OtherID)
	if err != nil {
		t.Fatal(err)
	}
	f.inTx(func(tx pgx.Tx) error {
		fields, err := postgres.MergeFields(t.Context(), tx, aManager, m.KeptID, m.OtherID)
		if err != nil {
			return err
		}
		var choices []hub.MergeChoice
		for _, field := range fields {
			choices = append(choices, hub.MergeChoice{Field: field.Key, Side: hub.MergeOther})
		}
		if err := hub.Choose(fields, choices); err != nil {
			return err
		}
		if err := postgres.InsertMerge(t.Context(), tx, m); err != nil {
			return err
		}
		return postgres.Merge(t.Context(), tx, m, fields, today)
	})
	for _, n := range nouns {
		if !n.Moves {
			continue
		}
		left := f.count(n, other)
		want := 0
		if n.Leaves {
			want = 1
		}
		if left != want || f.count(n, keep) == 0 {
			t.Errorf("%s: %d rows are left with the tombstone, want %d, and %d are with the record that stays", n.Table, left, want, f.count(n, keep))
		}
		at := slices.IndexFunc(counts, func(c hub.MergeCount) bool { return c.Noun == n.Table })
		if at < 0 || counts[at].Stays != want || counts[at].Moves == 0 {
			t.Errorf("the preview tells of %s: %+v, want %d to stay", n.Table, counts, want)
		}
	}
	if got := texts(t, pool, `SELECT concat_ws(' ', name, website, company_number, headcount) FROM employer WHERE id = '`+keep+`'`); got[0] != "Beck beck.example 01234567 12" {
		t.Errorf("the record that stays says %s", got)
	}
	if got := texts(t, pool, `SELECT kind || ' ' || name FROM employer_name WHERE employer_id = '`+keep+`' AND kind IN ('LEGAL', 'PREVIOUS') ORDER BY 1`); !slices.Contains(got, "LEGAL Beck") || !slices.Contains(got, "PREVIOUS Abdy") {
		t.Errorf("the names are %v", got)
	}

	f.inTx(func(tx pgx.Tx) error {
		if lost, err := postgres.WouldOverwrite(t.Context(), tx, m); err != nil || len(lost) > 0 {
			t.Errorf("got %v, %v", lost, err)
		}
		now, by := time.Now(), "Mo"
		m.UndoneAt, m.UndoneBy = &now, &by
		return postgres.UndoMerge(t.Context(), tx, m, today)
	})
	for table, rows := range f.everything(nouns) {
		if rows != before[table] {
			t.Errorf("%s did not come back as it was:\n%s\n%s", table, before[table], rows)
		}
	}
}

func employerID(text string) hub.EmployerID {
	id := hub.EmployerID{}
	id.UUID = uuid.MustParse(text)
	return id
}

// filler makes rows of whatever table, with those that they refer to.
type filler struct {
	*testing.T
	pool *pgxpool.Pool
}

// special are values that no constraint of one column tells.
var special = map[string]any{
	"import_change.created": true, "accreditation.scheme": "DISABILITY_CONFIDENT", "accreditation.level": 1, "apprenticeship.level": 3, "interaction_employer.state": "DRAFT", "employer_name.kind": "TRADING", "placement_request.kind": "COMPLETION",
	"meeting.ends_at": time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC),
}

// either are columns that may be null and are filled all the same, since one of some must be.
var either = map[string]string{"message": "person_id", "reminder": "person_id", "meeting": "place", "practice": "discussed_on", "placement_outcome": "claimed_by", "placement_request": "placement_id"}

// anything is a value that the column takes.
const anything = "anything"

type fillColumn struct {
	Name, Type, Refers string
	Words              *string // of a constraint that lists what is allowed
}

// row adds one and returns its ID, where it has one.
func (f filler) row(table string, values map[string]any) string {
	f.Helper()
	if column, ok := either[table]; ok {
		values = maps.Clone(values)
		if values == nil {
			values = map[string]any{}
		}
		values[column] = anything
	}
	rows, err := f.pool.Query(f.Context(), `
		SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
			coalesce((SELECT c.confrelid::regclass::text || '.' || (SELECT attname FROM pg_attribute WHERE attrelid = c.confrelid AND attnum = c.confkey[1])
				FROM pg_constraint c WHERE c.conrelid = a.attrelid AND c.contype = 'f' AND c.conkey = ARRAY [a.attnum] LIMIT 1), '') AS refers,
			(SELECT substring(pg_get_constraintdef(c.oid) FROM '''([A-Z0-9_]+)''') FROM pg_constraint c
				WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND c.conkey = ARRAY [a.attnum] LIMIT 1) AS words
		FROM pg_attribute a
		WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
			AND (a.attnotnull AND NOT a.atthasdef OR a.attname = ANY ($2))
		ORDER BY a.attnum`, table, keys(values))
	if err != nil {
		f.Fatal(err)
	}
	columns, err := pgx.CollectRows(rows, pgx.RowToStructByName[fillColumn])
	if err != nil {
		f.Fatal(err)
	}
	var names, places []string
	var args []any
	id := ""
	for _, c := range columns {
		value, given := values[c.Name]
		if fixed, ok := special[table+"."+c.Name]; ok && (!given || value == anything) {
			value, given = fixed, true
		}
		if !given || value == anything {
			value = f.value(c)
		}
		if c.Name == "id" {
			id = fmt.Sprint(value)
		}
		names, args = append(names, c.Name), append(args, value)
		places = append(places, fmt.Sprintf("$%d", len(args)))
	}
	if _, err := f.pool.Exec(f.Context(), `INSERT INTO `+table+` (`+strings.Join(names, ", ")+`) VALUES (`+strings.Join(places, ", ")+`)`, args...); err != nil {
		f.Fatalf("cannot fill %s, say in special what it needs: %v", table, err)
	}
	return id
}

func keys(values map[string]any) []string {
	all := []string{}
	for k := range values {
		all = append(all, k)
	}
	return all
}

func (f filler) value(c fillColumn) any {
	if table, column, ok := strings.Cut(c.Refers, "."); ok {
		if column == "id" && c.Type == "uuid" {
			return f.row(table, nil)
		}
		return texts(f.T, f.pool, `SELECT `+column+`::text FROM `+table+` LIMIT 1`)[0]
	}
	switch c.Type {
	case "uuid":
		return uuid.Must(uuid.NewV7()).String()
	case "text", "character varying", "citext":
		if c.Words != nil {
			return *c.Words
		}
		return "x" + uuid.NewString()
	case "date", "timestamp with time zone":
		return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	case "integer", "smallint", "bigint", "numeric", "double precision":
		return 1
	case "boolean":
		return false
	case "bytea":
		id := uuid.New()
		return id[:]
	case "json", "jsonb":
		return "{}"
	default:
		return "{}" // of an array
	}
}

// alike gives keep a row like the one that other got last, as far as there may be one.
func (f filler) alike(n postgres.DeclaredNoun, row, keep string) {
	f.Helper()
	columns := texts(f.T, f.pool, `SELECT attname FROM pg_attribute WHERE attrelid = '`+n.Table+`'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = '' AND attname NOT IN ('id', '`+n.Column+`')`)
	list := strings.Join(columns, ", ")
	last := `ctid = (SELECT max(ctid) FROM ` + n.Table + `)`
	if row != "" {
		last = `id = '` + row + `'`
		run(f.T, f.pool, `INSERT INTO `+n.Table+` (id, `+n.Column+`, `+list+`) SELECT gen_random_uuid(), $1, `+list+` FROM `+n.Table+` WHERE `+last, keep)
		return
	}
	run(f.T, f.pool, `INSERT INTO `+n.Table+` (`+n.Column+`, `+list+`) SELECT $1, `+list+` FROM `+n.Table+` WHERE `+last, keep)
}

func (f filler) count(n postgres.DeclaredNoun, employer string) int {
	f.Helper()
	var count int
	if err := f.pool.QueryRow(f.Context(), `SELECT count(*) FROM `+n.Table+` WHERE `+n.Column+` = $1`, employer).Scan(&count); err != nil {
		f.Fatal(err)
	}
	return count
}

// everything is what stands in the tables of the nouns and in employer, but for versions.
func (f filler) everything(nouns []postgres.DeclaredNoun) map[string]string {
	f.Helper()
	all := map[string]string{}
	for _, n := range nouns {
		if n.Table != "employer_merge" {
			all[n.Table] = texts(f.T, f.pool, `SELECT coalesce(jsonb_agg(to_jsonb(t) - 'version' ORDER BY to_jsonb(t)::text), '[]')::text FROM `+n.Table+` t`)[0]
		}
	}
	return all
}

func (f filler) inTx(do func(tx pgx.Tx) error) {
	f.Helper()
	if err := pgx.BeginFunc(f.Context(), f.pool, do); err != nil {
		f.Fatal(err)
	}
}

// texts reads a column of text.
func texts(t *testing.T, pool *pgxpool.Pool, sql string) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return all
}

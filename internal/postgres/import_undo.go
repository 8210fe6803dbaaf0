package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// ChangeToUndo is what an import did to an employer.
type ChangeToUndo struct {
	EmployerID    hub.EmployerID
	Created       bool
	Merged        bool // the employer lives on in another record since
	CompanyNumber *hub.CompanyNumber
	Before, After map[string]json.RawMessage
}

// ChangesToUndo reads the next changes of an import behind an employer that are neither undone nor kept, and keeps others from
// changing the employers until tx ends.
func ChangesToUndo(ctx context.Context, tx pgx.Tx, id hub.ImportID, after hub.EmployerID, most int) ([]ChangeToUndo, error) {
	rows, err := tx.Query(ctx, `
		SELECT c.employer_id, c.created, e.merged_into IS NOT NULL AS merged, e.company_number, c.before, c.after
		FROM import_change c JOIN employer e ON e.id = c.employer_id
		WHERE c.import_id = @id AND c.employer_id > @after AND c.undone_at IS NULL AND c.kept IS NULL
		ORDER BY c.employer_id LIMIT @most
		FOR UPDATE OF e`, pgx.StrictNamedArgs{"id": id, "after": after, "most": most})
	return all[ChangeToUndo](rows, err, "cannot read what an import did")
}

// belongsToIt are the tables whose rows go with an employer that an import made, in the order in which they go.
var belongsToIt = []string{
	"register_entry", "employer_identifier", "employer_name", "employer_sic", "employer_growth_sector", "employer_size", "employer_lead", "import_row", "import_source_row",
	"import_made", "employer_provenance", "duplicate_pair", "duplicate_key", "duplicate_record",
}

// hangs says of employer e, which an import made, what keeps it from being removed: an expression that is null where nothing does.
func hangs(referrers map[string][]referrer) string {
	made := func(kind string) string {
		return `(SELECT m.record::uuid FROM import_made m WHERE m.import_id = @import AND m.employer_id = e.id AND m.kind = '` + kind + `')`
	}
	cases := []string{`WHEN e.merged_into IS NOT NULL THEN 'it was merged into another record since'`}
	for _, n := range nouns {
		except := ``
		switch {
		case slices.Contains(belongsToIt, n.table):
			continue
		case n.table == "site":
			except = ` AND t.id NOT IN ` + made("SITE")
		case n.table == "person_role":
			except = ` AND t.person_id NOT IN ` + made("PERSON")
		case n.table == "import_change":
			except = ` AND t.import_id <> @import`
		}
		cases = append(cases, fmt.Sprintf(`WHEN EXISTS (SELECT FROM %s t WHERE t.%s = e.id%s) THEN 'it has %s since'`, n.table, n.employerColumn(), except, n.label))
	}
	cases = append(cases, `WHEN EXISTS (SELECT FROM person_role t WHERE t.person_id IN `+made("PERSON")+` AND t.employer_id <> e.id) THEN 'a person whom it brought works elsewhere too'`)
	for kind, tables := range referrers {
		for _, r := range tables {
			cases = append(cases, fmt.Sprintf(`WHEN EXISTS (SELECT FROM %s t WHERE t.%s IN %s) THEN 'a %s that it brought is in use'`, r.Table, r.Column, made(kind), strings.ToLower(kind)))
		}
	}
	return `CASE ` + strings.Join(cases, ` `) + ` END`
}

// referrer is a column that refers to a table.
type referrer struct {
	Table  string
	Column string
}

// referrersOf finds the columns that refer to a table, by the database's own word, so that a new one cannot be forgotten.
func referrersOf(ctx context.Context, q Querier, table string, except ...string) ([]referrer, error) {
	rows, err := q.Query(ctx, `
		SELECT k.conrelid::regclass::text AS "table", a.attname::text AS "column"
		FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
		WHERE k.contype = 'f' AND k.confrelid = @table::text::regclass AND k.conparentid = 0 AND k.conrelid::regclass::text <> ALL (@except::text[])
		ORDER BY 1, 2`, pgx.StrictNamedArgs{"table": table, "except": append([]string{}, except...)})
	return all[referrer](rows, err, "cannot find what refers to "+table)
}

// bringersOf are what refers to people and sites, of which an import may have made some.
func bringersOf(ctx context.Context, q Querier) (map[string][]referrer, error) {
	people, err := referrersOf(ctx, q, "person", "person_role")
	if err != nil {
		return nil, err
	}
	sites, err := referrersOf(ctx, q, "site")
	return map[string][]referrer{"PERSON": people, "SITE": sites}, err
}

// RemoveImported removes employers that an import made, with what it added to them. It answers why others stay.
func RemoveImported(ctx context.Context, tx pgx.Tx, id hub.ImportID, employers []hub.EmployerID) (kept map[hub.EmployerID]string, err error) {
	referrers, err := bringersOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `SELECT id, why FROM (SELECT e.id, `+hangs(referrers)+` AS why FROM employer e WHERE e.id = ANY (@ids)) e WHERE why IS NOT NULL ORDER BY id`,
		pgx.StrictNamedArgs{"ids": employers, "import": id})
	found, err := all[struct {
		ID  hub.EmployerID
		Why string
	}](rows, err, "cannot find what hangs on employers")
	if err != nil {
		return nil, err
	}
	kept = map[hub.EmployerID]string{}
	for _, f := range found {
		kept[f.ID] = f.Why
	}
	gone := slices.DeleteFunc(slices.Clone(employers), func(e hub.EmployerID) bool { return kept[e] != "" })
	const made = `(SELECT record::uuid FROM import_made WHERE import_id = @import AND employer_id = ANY (@gone) AND kind = `
	for _, sql := range []string{
		`WITH r AS (DELETE FROM person_role WHERE person_id IN ` + made + `'PERSON') RETURNING person_id) SELECT count(*) FROM r`,
		`DELETE FROM person WHERE id IN ` + made + `'PERSON')`, `DELETE FROM site WHERE id IN ` + made + `'SITE')`,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"gone": gone, "import": id}); err != nil {
			return nil, explain(err, "cannot remove what an import brought")
		}
	}
	for _, sql := range append([]string{`DELETE FROM duplicate_pair WHERE first_id = ANY (@gone) OR second_id = ANY (@gone)`}, forgetRecords...) {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"gone": gone}); err != nil {
			return nil, explain(err, "cannot forget what an import brought")
		}
	}
	for _, table := range append(slices.Clone(belongsToIt), "employer") {
		column := "employer_id"
		if table == "employer" {
			column = "id"
		}
		where, args := column+` = ANY (@gone)`, pgx.StrictNamedArgs{"gone": gone}
		switch table {
		case "import_row":
			continue // says what the file did; it leads nowhere from now on
		case "duplicate_pair", "duplicate_key", "duplicate_record":
			continue // gone already
		case "import_made": // found by the import
			where += ` AND import_id = @import`
			args["import"] = id
		case "register_entry": // found by the number
			where += ` AND number IN (SELECT value FROM employer_identifier WHERE employer_id = ANY (@gone))`
		}
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE `+where, args); err != nil {
			return nil, explain(err, "cannot remove an employer that an import made")
		}
	}
	return kept, nil
}

// RemoveAdded takes away what an import added to an employer that it did not make, and answers what stays because it is in use.
func RemoveAdded(ctx context.Context, tx pgx.Tx, id hub.ImportID, employer hub.EmployerID) (kept []string, err error) {
	rows, err := tx.Query(ctx, `SELECT kind, record FROM import_made WHERE import_id = @import AND employer_id = @employer ORDER BY kind, record`,
		pgx.StrictNamedArgs{"import": id, "employer": employer})
	added, err := all[Made](rows, err, "cannot read what an import added")
	if err != nil || len(added) == 0 {
		return nil, err
	}
	referrers, err := bringersOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, made := range added {
		args := pgx.StrictNamedArgs{"employer": employer, "record": made.Record}
		var statements []string
		switch made.Kind {
		case "IDENTIFIER":
			statements = []string{`DELETE FROM employer_identifier WHERE employer_id = @employer AND scheme || ' ' || value = @record`}
		case "NAME":
			statements = []string{`DELETE FROM employer_name WHERE employer_id = @employer AND kind = 'TRADING' AND name = @record`}
		default:
			used, err := inUse(ctx, tx, made, employer, referrers[made.Kind])
			if err != nil {
				return nil, err
			}
			if used {
				kept = append(kept, "a "+strings.ToLower(made.Kind)+" that it brought is in use")
				continue
			}
			delete(args, "employer")
			statements = []string{`DELETE FROM site WHERE id = @record::text::uuid`}
			if made.Kind == "PERSON" {
				statements = []string{`DELETE FROM person_role WHERE person_id = @record::text::uuid`, `DELETE FROM person WHERE id = @record::text::uuid`}
			}
		}
		for _, sql := range statements {
			if _, err := tx.Exec(ctx, sql, args); err != nil {
				return nil, explain(err, "cannot take away what an import added")
			}
		}
	}
	return kept, nil
}

// inUse says whether something refers to a person or a site, or it was changed since it came.
func inUse(ctx context.Context, tx pgx.Tx, made Made, employer hub.EmployerID, referrers []referrer) (bool, error) {
	conditions := []string{`EXISTS (SELECT FROM audit a WHERE a.record_id = @record::text::uuid AND a.employer_id = @employer)`}
	if made.Kind == "PERSON" {
		conditions = append(conditions, `(SELECT count(*) > 1 FROM person_role r WHERE r.person_id = @record::text::uuid)`)
	}
	for _, r := range referrers {
		conditions = append(conditions, `EXISTS (SELECT FROM `+r.Table+` t WHERE t.`+r.Column+` = @record::text::uuid)`)
	}
	rows, err := tx.Query(ctx, `SELECT `+strings.Join(conditions, ` OR `), pgx.StrictNamedArgs{"record": made.Record, "employer": employer})
	return one[bool](rows, err, "cannot find what is in use")
}

// ForgetSource forgets what an import's source said about an employer, so that its next word is the first again.
func ForgetSource(ctx context.Context, tx pgx.Tx, id hub.ImportID, employer hub.EmployerID) error {
	for _, sql := range []string{
		`DELETE FROM import_source_row WHERE import_id = @import AND employer_id = @employer`,
		`DELETE FROM employer_provenance WHERE import_id = @import AND employer_id = @employer`,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"import": id, "employer": employer}); err != nil {
			return explain(err, "cannot forget what a source said")
		}
	}
	return nil
}

// RestoreFacts sets back the facts about a company that an import changed, and what the register is held to have said last, so that
// its next word counts again.
func RestoreFacts(ctx context.Context, tx pgx.Tx, today hub.Date, c ImportedCompany, said map[string]any) error {
	if c.Facts.Name != c.Before.Facts.Name {
		if err := SetLegalName(ctx, tx, c.EmployerID, c.Facts.Name, today); err != nil {
			return err
		}
	}
	batch := &pgx.Batch{}
	queueFacts(batch, today, c)
	batch.Queue(`
		UPDATE register_entry SET fingerprint = @none, company = (company::jsonb || @said::jsonb)::json WHERE number = @number AND scheme = 'COMPANIES_HOUSE' AND employer_id = @employer`,
		pgx.StrictNamedArgs{"none": uuid.Nil, "said": said, "number": c.Facts.CompanyNumber, "employer": c.EmployerID})
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot set back what an import changed")
	}
	return nil
}

// Undone is what undoing came to for an employer; Kept says why something stays, and is empty where all is set back.
type Undone struct {
	EmployerID hub.EmployerID
	Kept       string
}

// PutUndone notes what undoing a part of an import came to, and renews the lease. Errors: ErrImportLost.
func PutUndone(ctx context.Context, tx pgx.Tx, lease ImportLease, undone []Undone, now time.Time) error {
	ids, kept := make([]hub.EmployerID, len(undone)), make([]string, len(undone))
	count := 0
	for i, u := range undone {
		if ids[i], kept[i] = u.EmployerID, u.Kept; u.Kept != "" {
			count++
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE import_change c SET undone_at = CASE WHEN u.kept = '' THEN @now::timestamptz END, kept = nullif(u.kept, '')
		FROM unnest(@ids::uuid[], @kept::text[]) AS u (id, kept)
		WHERE c.import_id = @import AND c.employer_id = u.id`,
		pgx.StrictNamedArgs{"ids": ids, "kept": kept, "now": now, "import": lease.ImportID})
	if err != nil {
		return explain(err, "cannot note what is undone")
	}
	return lease.held(ctx, tx, `
		UPDATE import SET undone = undone + @undone, kept = kept + @kept, lease_until = now() + interval '1 minute' WHERE id = @id AND lease = @lease`,
		pgx.StrictNamedArgs{"undone": len(undone) - count, "kept": count})
}

// EndUndo ends the undoing of an import, or fails it where failure says why. Errors: ErrImportLost.
func EndUndo(ctx context.Context, tx pgx.Tx, lease ImportLease, failure *string) error {
	if failure != nil {
		return EndImport(ctx, tx, lease, failure)
	}
	err := lease.held(ctx, tx, `
		UPDATE import SET state = 'UNDONE', finished_at = now(), lease = NULL, lease_until = NULL WHERE id = @id AND lease = @lease AND state = 'RUNNING'`, nil)
	if err != nil {
		return err
	}
	return Notify(ctx, tx, TopicImport, lease.ImportID.UUID)
}

// ImportKept reads a page of the employers that viewer sees and that undoing an import left as they are, or in part. Errors: BAD_INPUT for a cursor of
// another list.
func ImportKept(ctx context.Context, q Querier, viewer Viewer, id hub.ImportID, page hub.Page) (hub.List[hub.ImportKept], error) {
	name := "kept of " + id.String()
	args := pgx.StrictNamedArgs{"id": id, "limit": page.First + 1, "after": nil}
	if page.After != "" {
		cursor, err := hub.ParseCursor(name, page.After)
		if err != nil {
			return hub.List[hub.ImportKept]{}, err
		}
		args["after"] = cursor.ID
	}
	rows, err := q.Query(ctx, `
		SELECT c.employer_id, e.name, c.kept AS reason
		FROM import_change c JOIN employer e ON e.id = c.employer_id
		WHERE c.import_id = @id AND c.kept IS NOT NULL AND `+viewer.sight(args).employer("e")+` AND (@after::uuid IS NULL OR c.employer_id > @after)
		ORDER BY c.employer_id LIMIT @limit`, args)
	return listOf(rows, err, page, "what was kept", func(k hub.ImportKept) (hub.ImportKept, hub.Cursor) {
		return k, hub.Cursor{List: name, ID: k.EmployerID.UUID}
	})
}

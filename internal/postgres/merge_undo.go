package postgres

import (
	"context"
	"slices"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// mergeStep is what a merge did alike to some rows of a table: which columns it changed, by which key the rows are found.
type mergeStep struct {
	TableName string
	Columns   []string
	Keys      []string
	Gone      bool
}

// facts says that the step is about all rows of a table of dated facts.
func (s mergeStep) facts() bool { return len(s.Keys) == 0 }

// rows are the step's changes c, with the key as a record k of the table.
func (s mergeStep) rows() string {
	return `employer_merge_change c CROSS JOIN LATERAL jsonb_populate_record(NULL::` + s.TableName + `, c.key) k`
}

func (s mergeStep) where() string {
	return `c.merge_id = @merge AND c.table_name = '` + s.TableName + `' AND c.after IS NOT NULL
		AND ARRAY (SELECT x FROM jsonb_object_keys(c.before) x ORDER BY x) = @columns AND ` + s.found()
}

// found says that row t is the one that the key names, and still belongs to one of the two.
func (s mergeStep) found() string {
	var same []string
	for _, key := range s.Keys {
		same = append(same, `t.`+key+` = k.`+key)
	}
	if s.TableName == "employer" && slices.Equal(s.Columns, []string{"parent_id"}) { // parts that went elsewhere since stay there
		same = append(same, `(t.id = @keep OR t.parent_id = @keep)`)
	}
	if s.TableName != "employer" {
		same = append(same, `t.employer_id IN (@keep, @other)`)
	}
	return strings.Join(same, ` AND `)
}

// steps reads what the merge did, the last first.
func (m merger) steps(ctx context.Context) ([]mergeStep, error) {
	rows, err := m.Query(ctx, `
		SELECT table_name, columns, keys, gone FROM (
			SELECT c.id, c.table_name, c.key IS NOT NULL AND c.after IS NULL AS gone,
				CASE WHEN c.key IS NULL THEN '{}' ELSE ARRAY (SELECT x FROM jsonb_object_keys(c.before) x ORDER BY x) END AS columns,
				CASE WHEN c.key IS NULL THEN '{}' ELSE ARRAY (SELECT x FROM jsonb_object_keys(c.key) x ORDER BY x) END AS keys
			FROM employer_merge_change c WHERE c.merge_id = @merge
		) done
		GROUP BY table_name, columns, keys, gone ORDER BY max(id) DESC`, pgx.StrictNamedArgs{"merge": m.of.ID})
	return all[mergeStep](rows, err, "cannot read what a merge did")
}

// WouldOverwrite finds what was changed since the merge and what undoing it would put back.
func WouldOverwrite(ctx context.Context, tx pgx.Tx, of hub.EmployerMerge) ([]hub.MergeOverwrite, error) {
	m := merger{tx, of}
	steps, err := m.steps(ctx)
	if err != nil {
		return nil, err
	}
	lost := map[string]bool{}
	for _, s := range steps {
		changed, err := m.changedSince(ctx, s)
		if err != nil {
			return nil, err
		}
		for _, column := range changed {
			lost[fieldOf(s.TableName, column)] = true
		}
	}
	overwritten := []hub.MergeOverwrite{}
	for _, f := range mergeFields {
		if !lost[f.key] {
			continue
		}
		rows, err := m.Query(ctx, `
			SELECT '`+f.label+`' AS label, (SELECT `+f.shown+` FROM employer e WHERE e.id = @keep) AS now, (
				SELECT `+f.shown+` FROM employer_merge_change c JOIN employer t ON t.id = @keep, LATERAL jsonb_populate_record(t, c.before) e
				WHERE c.merge_id = @merge AND c.table_name = 'employer' AND c.key = jsonb_build_object('id', @keep::uuid) AND c.before ? '`+f.columns[0]+`'
			) AS back`, pgx.StrictNamedArgs{"merge": of.ID, "keep": of.KeptID})
		one, err := all[hub.MergeOverwrite](rows, err, "cannot compare an employer with what it was")
		if err != nil {
			return nil, err
		}
		overwritten = append(overwritten, one...)
	}
	return overwritten, nil
}

// fieldOf is the field that a column of a table belongs to.
func fieldOf(table, column string) string {
	for _, f := range mergeFields {
		if f.facts == table || table == "employer" && slices.Contains(f.columns, column) {
			return f.key
		}
	}
	for _, n := range nouns {
		if n.table == table {
			return n.merge.field
		}
	}
	return ""
}

// changedSince finds the columns of a step that hold something else by now than the merge left there.
func (m merger) changedSince(ctx context.Context, s mergeStep) ([]string, error) {
	switch {
	case s.Gone:
		return nil, nil
	case s.facts():
		sql := `SELECT 'facts' FROM employer_merge_change c WHERE c.merge_id = @merge AND c.table_name = '` + s.TableName + `' AND c.after <> ` + factsNow(s.TableName)
		rows, err := m.Query(ctx, sql, m.args(sql, nil))
		return column[string](rows, err, "cannot compare dated facts")
	default:
		sql := `
			SELECT DISTINCT a.key FROM ` + s.rows() + ` JOIN ` + s.TableName + ` t ON ` + s.found() + ` CROSS JOIN LATERAL jsonb_each(c.after) a
			WHERE ` + s.where() + ` AND to_jsonb(t) -> a.key IS DISTINCT FROM a.value AND a.key <> 'employer_id' ORDER BY 1`
		rows, err := m.Query(ctx, sql, m.args(sql, pgx.StrictNamedArgs{"columns": s.Columns}))
		return column[string](rows, err, "cannot compare what a merge changed")
	}
}

// UndoMerge puts back what the merge changed and gives the other record its own again, with what came from that since. What
// was added to the record that stayed otherwise remains there. Errors: CONFLICT where a record would be part of itself.
func UndoMerge(ctx context.Context, tx pgx.Tx, of hub.EmployerMerge, today hub.Date) error {
	m := merger{tx, of}
	steps, err := m.steps(ctx)
	if err != nil {
		return err
	}
	// First, so that what is put back does not follow the merge.
	if err := m.do(ctx, `UPDATE employer SET merged_into = NULL, merged_at = NULL, version = version + 1 WHERE id = @other`, nil); err != nil {
		return err
	}
	for _, s := range steps {
		if err := m.putBack(ctx, s); err != nil {
			return err
		}
	}
	for _, n := range nouns {
		if n.merge.origin == "" {
			continue
		}
		err := m.do(ctx, `UPDATE `+n.table+` SET employer_id = @other WHERE employer_id = @keep AND `+n.merge.origin, nil)
		if err != nil {
			return err
		}
	}
	if err := m.tidy(ctx, today); err != nil {
		return err
	}
	rows, err := m.Query(ctx, `SELECT EXISTS (SELECT FROM employer e WHERE e.id IN (@keep, @other) AND e.id IN `+above("e.parent_id")+`)`, m.args("@keep @other", nil))
	if circle, err := one[bool](rows, err, "cannot look up a group"); err != nil || circle {
		if err == nil {
			err = hub.Conflict("one of the two would be part of itself, because its group was changed since; take that apart first")
		}
		return err
	}
	return m.do(ctx, `UPDATE employer_merge SET undone_at = @at, undone_by = @by WHERE id = @merge`, pgx.StrictNamedArgs{"at": of.UndoneAt, "by": of.UndoneBy})
}

func (m merger) putBack(ctx context.Context, s mergeStep) error {
	switch {
	case s.Gone:
		return m.do(ctx, `
			INSERT INTO `+s.TableName+` SELECT was.* FROM employer_merge_change c, jsonb_populate_record(NULL::`+s.TableName+`, c.before) was
			WHERE c.merge_id = @merge AND c.table_name = '`+s.TableName+`' AND c.key IS NOT NULL AND c.after IS NULL`, nil)
	case s.facts():
		if err := m.do(ctx, `DELETE FROM `+s.TableName+` WHERE employer_id IN (@keep, @other)`, nil); err != nil {
			return err
		}
		return m.do(ctx, `
			INSERT INTO `+s.TableName+` SELECT was.* FROM employer_merge_change c, jsonb_populate_recordset(NULL::`+s.TableName+`, c.before) was
			WHERE c.merge_id = @merge AND c.table_name = '`+s.TableName+`'`, nil)
	default:
		list := strings.Join(s.Columns, `, `)
		return m.do(ctx, `
			UPDATE `+s.TableName+` t SET (`+list+`) = (SELECT `+list+` FROM jsonb_populate_record(t, c.before))
			FROM `+s.rows()+` WHERE `+s.where(), pgx.StrictNamedArgs{"columns": s.Columns})
	}
}

// tidy makes agree what is stored twice: a contact's day with the interaction, and the one present name and number of each
// record with the record, where a later one was overwritten.
func (m merger) tidy(ctx context.Context, today hub.Date) error {
	err := m.do(ctx, `
		UPDATE interaction_employer x SET happened_on = i.happened_on, state = i.state FROM interaction i
		WHERE i.id = x.interaction_id AND x.employer_id = @other`, nil)
	if err != nil {
		return err
	}
	err = m.do(ctx, `
		UPDATE employer_name n SET kind = 'PREVIOUS', valid_until = @today FROM employer e
		WHERE e.id = n.employer_id AND e.id IN (@keep, @other) AND n.kind = 'LEGAL' AND n.valid_until IS NULL AND n.name <> e.name`, pgx.StrictNamedArgs{"today": today})
	if err != nil {
		return err
	}
	return m.do(ctx, `
		UPDATE employer_identifier i SET removed_at = now() FROM employer e
		WHERE e.id = i.employer_id AND e.id IN (@keep, @other) AND i.scheme = 'COMPANIES_HOUSE' AND i.removed_at IS NULL AND i.value IS DISTINCT FROM e.company_number`, nil)
}

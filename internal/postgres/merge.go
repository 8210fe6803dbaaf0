package postgres

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// merged selects merges as the API shows them.
const merged = `
	SELECT m.id, m.kept_id, m.other_id, m.kept_name, m.other_name, m.reason, m.merged_at, m.merged_by, m.undone_at, m.undone_by,
		(SELECT count(*) FROM employer_merge_change c WHERE c.merge_id = m.id AND c.key IS NOT NULL AND c.table_name <> 'employer') AS moved
	FROM employer_merge m WHERE `

// MergesOf reads a page of the merges into one employer, the latest first. Errors: BAD_INPUT for a cursor of another list.
func MergesOf(ctx context.Context, q Querier, employer hub.EmployerID, page hub.Page) (hub.List[hub.EmployerMerge], error) {
	args := pgx.StrictNamedArgs{"employer": employer, "limit": page.First + 1}
	where := `m.kept_id = @employer`
	if page.After != "" {
		cursor, err := hub.ParseCursor("merges", page.After)
		if err != nil {
			return hub.List[hub.EmployerMerge]{}, err
		}
		where += ` AND m.id < @id`
		args["id"] = cursor.ID
	}
	rows, err := q.Query(ctx, merged+where+` ORDER BY m.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "merges", func(m hub.EmployerMerge) (hub.EmployerMerge, hub.Cursor) {
		return m, hub.Cursor{List: "merges", ID: m.ID.UUID}
	})
}

// CountMergesOf counts what MergesOf lists.
func CountMergesOf(ctx context.Context, q Querier, employer hub.EmployerID) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM employer_merge WHERE kept_id = @employer`, pgx.StrictNamedArgs{"employer": employer})
	return one[int](rows, err, "cannot count merges")
}

// MergesByID reads those of ids that viewer sees, in no order.
func MergesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.MergeID) ([]hub.EmployerMerge, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, merged+viewer.sight(args).employerOf(`m.kept_id`)+` AND m.id = ANY (@ids) ORDER BY m.id`, args)
	return all[hub.EmployerMerge](rows, err, "cannot read merges")
}

// EmployersToMerge reads two employers, and keeps others from changing them or adding to them until tx ends. Two merges of the
// same record wait for each other, whichever way round. Errors: NOT_FOUND; CONFLICT for one that was merged already.
func EmployersToMerge(ctx context.Context, tx pgx.Tx, viewer Viewer, keep, other hub.EmployerID) (kept, gone hub.Employer, err error) {
	if err := LockGroups(ctx, tx); err != nil {
		return kept, gone, err
	}
	ids := []hub.EmployerID{keep, other}
	slices.SortFunc(ids, func(a, b hub.EmployerID) int { return bytes.Compare(a.UUID[:], b.UUID[:]) })
	for _, id := range ids {
		e, err := EmployerForUpdate(ctx, tx, viewer, id)
		if err != nil {
			return kept, gone, err
		}
		if id == keep {
			kept = e
		} else {
			gone = e
		}
	}
	return kept, gone, nil
}

// MergeFields reads what both records say, and whose word stands where nobody chooses: that of the record that stays, unless it
// says nothing.
func MergeFields(ctx context.Context, q Querier, viewer Viewer, keep, other hub.EmployerID) ([]hub.MergeField, error) {
	var sql strings.Builder
	args := pgx.StrictNamedArgs{"keep": keep, "other": other}
	see := viewer.sight(args)
	for i, f := range mergeFields {
		if f.key == parentField {
			f.shown = `(SELECT p.name FROM employer p WHERE p.id = e.parent_id AND ` + see.employer("p") + `)`
		}
		fmt.Fprintf(&sql, `
			SELECT %d AS place, '%s' AS key, '%s' AS label, '%s' AS weak, (SELECT %s FROM employer e WHERE e.id = @keep) AS keep,
				(SELECT %s FROM employer e WHERE e.id = @other) AS other
			UNION ALL`, i, f.key, f.label, f.weak, f.shown, f.shown)
	}
	rows, err := q.Query(ctx, `
		SELECT key, label, keep, other, keep IS DISTINCT FROM other AS differs,
			CASE WHEN coalesce(keep, '') IN ('', weak) AND coalesce(other, '') NOT IN ('', weak) THEN 'OTHER' ELSE 'KEEP' END AS stands
		FROM (`+sql.String()+`
			SELECT 1000, 'identifier:' || i.scheme, i.scheme, '', max(i.value) FILTER (WHERE i.employer_id = @keep), max(i.value) FILTER (WHERE i.employer_id = @other)
			FROM employer_identifier i
			WHERE i.employer_id IN (@keep, @other) AND i.removed_at IS NULL AND i.scheme <> 'COMPANIES_HOUSE' GROUP BY i.scheme
		) said
		ORDER BY place, key`, args)
	return all[hub.MergeField](rows, err, "cannot compare employers")
}

// MergeCounts counts what hangs on other: what would move to keep, and what would be left with the tombstone.
func MergeCounts(ctx context.Context, q Querier, keep, other hub.EmployerID) ([]hub.MergeCount, error) {
	var counts []string
	for i, n := range nouns {
		if n.merge.key != nil {
			stays := `false`
			if n.merge.leaves() {
				stays = n.heldBy()
			}
			counts = append(counts, fmt.Sprintf(`
				SELECT %d AS place, '%s' AS noun, '%s' AS label, count(*) FILTER (WHERE NOT (%s)) AS moves, count(*) FILTER (WHERE %s) AS stays
				FROM %s t WHERE t.%s = @other`, i, n.table, n.label, stays, stays, n.table, n.employerColumn()))
		}
	}
	rows, err := q.Query(ctx, `SELECT noun, label, moves, stays FROM (`+strings.Join(counts, ` UNION ALL `)+`) counted WHERE moves + stays > 0 ORDER BY place`,
		pgx.StrictNamedArgs{"keep": keep, "other": other})
	return all[hub.MergeCount](rows, err, "cannot count what would move")
}

// heldBy says that @keep has a row already that row t of the noun may not stand beside.
func (n noun) heldBy() string {
	both := []string{`held.` + n.employerColumn() + ` = @keep`}
	for i, column := range n.merge.once {
		same := ` IS NOT DISTINCT FROM `
		if i == 0 {
			same = ` = ` // for which PostgreSQL has a hash and an index
		}
		both = append(both, `held.`+column+same+`t.`+column)
	}
	if n.merge.when != "" {
		for alias, side := range map[string]string{"t": "@other", "held": "@keep"} {
			both = append(both, alias+`.id IN (SELECT id FROM `+n.table+` WHERE `+n.employerColumn()+` = `+side+` AND `+n.merge.when+`)`)
		}
	}
	return `EXISTS (SELECT FROM ` + n.table + ` held WHERE ` + strings.Join(both, ` AND `) + `)`
}

// MergeConflicts finds what a person should look at before merging. Of people it tells what viewer sees.
func MergeConflicts(ctx context.Context, q Querier, viewer Viewer, keep, other hub.EmployerID) ([]hub.MergeConflict, error) {
	args := pgx.StrictNamedArgs{"keep": keep, "other": other}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT 'IDENTIFIER' AS kind, CASE k.scheme WHEN 'COMPANIES_HOUSE' THEN 'Two company numbers' ELSE 'Two numbers of ' || k.scheme END || ': ' || k.value || ' and ' || o.value
			|| '. They may be two employers.' AS text
		FROM employer_identifier k JOIN employer_identifier o ON o.scheme = k.scheme
		WHERE k.employer_id = @keep AND o.employer_id = @other AND k.removed_at IS NULL AND o.removed_at IS NULL
		UNION ALL
		SELECT 'GROUP', CASE WHEN o.id IN `+above("k.id")+` THEN k.name || ' is part of ' || o.name ELSE o.name || ' is part of ' || k.name END || '. They may be two employers of one group.'
		FROM employer k JOIN employer o ON o.id = @other
		WHERE k.id = @keep AND (o.id IN `+above("k.id")+` OR k.id IN `+above("o.id")+`)
		UNION ALL
		SELECT 'LEAD', 'Two leads: ' || concat_ws(', ', ku.name, ko.name) || ' and ' || concat_ws(', ', ou.name, oo.name) || '.'
		FROM employer k JOIN employer o ON o.id = @other
		JOIN organisation ko ON ko.id = k.lead_organisation_id LEFT JOIN hub_user ku ON ku.id = k.account_lead_id
		JOIN organisation oo ON oo.id = o.lead_organisation_id LEFT JOIN hub_user ou ON ou.id = o.account_lead_id
		WHERE k.id = @keep AND (k.lead_organisation_id <> o.lead_organisation_id OR k.account_lead_id <> o.account_lead_id)
		UNION ALL
		SELECT DISTINCT 'PERSON', CASE WHEN `+see.contactAccess("p")+` <> 'FULL' THEN 'Somebody whose details you do not see is recorded at both.'
			WHEN p.id = o.id THEN p.name || ' has a role at both. Both roles stay; end one afterwards.'
			ELSE p.name || ' (' || p.email || ') is recorded at both. Both records stay.' END
		FROM person_role kr JOIN person p ON p.id = kr.person_id
		JOIN person_role other_role ON other_role.employer_id = @other AND other_role.until IS NULL
		JOIN person o ON o.id = other_role.person_id AND (o.id = p.id OR lower(o.email) = lower(p.email))
		WHERE kr.employer_id = @keep AND kr.until IS NULL
		ORDER BY kind, text`, args)
	return all[hub.MergeConflict](rows, err, "cannot look for what two employers have in common")
}

// InsertMerge records that two employers are merged. Its changes are recorded as they are made.
func InsertMerge(ctx context.Context, tx pgx.Tx, m hub.EmployerMerge) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO employer_merge (id, kept_id, other_id, kept_name, other_name, reason, merged_at, merged_by)
		VALUES (@id, @kept, @other, @kept_name, @other_name, @reason, @at, @by)`,
		pgx.StrictNamedArgs{
			"id": m.ID, "kept": m.KeptID, "other": m.OtherID, "kept_name": m.KeptName, "other_name": m.OtherName, "reason": m.Reason,
			"at": m.MergedAt, "by": m.MergedBy,
		})
	if err != nil {
		return explain(err, "cannot record a merge")
	}
	return nil
}

// merger is a merge that is being made or undone. Its statements may name @merge, @keep and @other.
type merger struct {
	pgx.Tx
	of hub.EmployerMerge
}

// args are those of the merge that sql names, and more.
func (m merger) args(sql string, more pgx.StrictNamedArgs) pgx.StrictNamedArgs {
	args := pgx.StrictNamedArgs{}
	for name, value := range map[string]any{"merge": m.of.ID, "keep": m.of.KeptID, "other": m.of.OtherID} {
		if strings.Contains(sql, "@"+name) {
			args[name] = value
		}
	}
	maps.Copy(args, more)
	return args
}

func (m merger) do(ctx context.Context, sql string, more pgx.StrictNamedArgs) error {
	if _, err := m.Exec(ctx, sql, m.args(sql, more)); err != nil {
		return explain(err, "cannot merge employers")
	}
	return nil
}

// Merge takes the fields from the side that stands, moves what hangs on the other record, and makes a tombstone of that, at the
// time of the merge. today is when a name that does not stand becomes a previous one.
func Merge(ctx context.Context, tx pgx.Tx, of hub.EmployerMerge, fields []hub.MergeField, today hub.Date) error {
	m := merger{tx, of}
	for _, n := range nouns {
		if n.merge.key == nil {
			continue
		}
		if err := m.move(ctx, n); err != nil {
			return err
		}
	}
	if err := m.takeNames(ctx, fields, today); err != nil {
		return err
	}
	if err := m.takeFields(ctx, fields); err != nil {
		return err
	}
	if err := m.takeParent(ctx, fields); err != nil {
		return err
	}
	return m.do(ctx, `UPDATE employer SET merged_into = @keep, merged_at = @at, version = version + 1 WHERE id = @other`,
		pgx.StrictNamedArgs{"at": of.MergedAt})
}

// move gives the rows of a noun to the record that stays.
func (m merger) move(ctx context.Context, n noun) error {
	column, key := n.employerColumn(), jsonOf("t", n.merge.key)
	where := `t.` + column + ` = @other`
	if n.merge.folds {
		err := m.do(ctx, `
			WITH gone AS (DELETE FROM `+n.table+` t WHERE `+where+` AND `+n.heldBy()+` RETURNING `+key+` AS key, to_jsonb(t) AS was)
			INSERT INTO employer_merge_change (merge_id, table_name, key, before) SELECT @merge, '`+n.table+`', key, was FROM gone`, nil)
		if err != nil {
			return err
		}
	}
	if n.table == "employer" {
		where += ` AND t.id <> @keep` // which the fields decide about
	}
	returning, set, before, after := key+` AS key`, ``, ``, ``
	switch {
	case n.merge.marks:
		set = `, merge_id = CASE WHEN t.merge_id IS NULL AND ` + n.heldBy() + ` THEN @merge ELSE t.merge_id END`
		before, after = `, 'merge_id', nullif(merge_id, @merge)`, `, 'merge_id', merge_id`
		returning += `, t.merge_id`
	case n.merge.leaves():
		where += ` AND NOT (` + n.heldBy() + `)`
	}
	return m.do(ctx, `
		WITH moved AS (UPDATE `+n.table+` t SET `+column+` = @keep`+set+` WHERE `+where+` RETURNING `+returning+`)
		INSERT INTO employer_merge_change (merge_id, table_name, key, before, after)
		SELECT @merge, '`+n.table+`', key, jsonb_build_object('`+column+`', @other::uuid`+before+`), jsonb_build_object('`+column+`', @keep::uuid`+after+`) FROM moved`, nil)
}

// jsonOf makes an object of some columns of alias.
func jsonOf(alias string, columns []string) string {
	var pairs []string
	for _, c := range columns {
		pairs = append(pairs, `'`+c+`', `+alias+`.`+c)
	}
	return `jsonb_build_object(` + strings.Join(pairs, `, `) + `)`
}

// takeNames gives the names of the other record to the one that stays, each once. The legal name that does not stand becomes a
// previous one.
func (m merger) takeNames(ctx context.Context, fields []hub.MergeField, today hub.Date) error {
	taken := stands(fields, "name") == hub.MergeOther
	return m.do(ctx, `
		WITH was AS (
			SELECT n.id, jsonb_build_object('employer_id', n.employer_id, 'kind', n.kind, 'valid_until', n.valid_until) AS stood,
				jsonb_build_object('employer_id', @keep::uuid) || CASE WHEN n.kind = 'LEGAL' AND n.valid_until IS NULL AND (n.employer_id = @keep) = @taken
					THEN jsonb_build_object('kind', 'PREVIOUS', 'valid_until', @today::date) ELSE jsonb_build_object('kind', n.kind, 'valid_until', n.valid_until) END AS becomes
			FROM employer_name n
			WHERE n.employer_id = @keep AND @taken AND n.kind = 'LEGAL' AND n.valid_until IS NULL
				OR n.employer_id = @other AND (@taken AND n.kind = 'LEGAL' AND n.valid_until IS NULL
					OR NOT EXISTS (SELECT FROM employer_name h WHERE h.employer_id = @keep AND lower(h.name) = lower(n.name)))
		), changed AS (
			UPDATE employer_name n SET (employer_id, kind, valid_until) = (
				SELECT r.employer_id, r.kind, r.valid_until FROM jsonb_populate_record(NULL::employer_name, was.becomes) r)
			FROM was WHERE n.id = was.id
		)
		INSERT INTO employer_merge_change (merge_id, table_name, key, before, after)
		SELECT @merge, 'employer_name', jsonb_build_object('id', id), stood, becomes FROM was`,
		pgx.StrictNamedArgs{"taken": taken, "today": today})
}

func stands(fields []hub.MergeField, key string) hub.MergeSide {
	for _, f := range fields {
		if f.Key == key && f.Differs {
			return f.Stands
		}
	}
	return hub.MergeKeep
}

// takeFields writes what the other record says, where its word stands.
func (m merger) takeFields(ctx context.Context, fields []hub.MergeField) error {
	var columns, schemes []string
	for _, f := range mergeFields {
		if stands(fields, f.key) != hub.MergeOther || f.key == parentField {
			continue
		}
		columns = append(columns, f.columns...)
		if f.facts != "" {
			if err := m.swapFacts(ctx, f.facts); err != nil {
				return err
			}
		}
		if f.key == "companyNumber" {
			schemes = append(schemes, string(hub.SchemeCompaniesHouse))
		}
	}
	for _, f := range fields {
		if scheme, ok := strings.CutPrefix(f.Key, "identifier:"); ok && stands(fields, f.Key) == hub.MergeOther {
			schemes = append(schemes, scheme)
		}
	}
	if len(schemes) > 0 {
		if err := m.swapIdentifiers(ctx, schemes); err != nil {
			return err
		}
	}
	if len(columns) == 0 {
		return nil
	}
	list := strings.Join(columns, `, `)
	err := m.do(ctx, `
		INSERT INTO employer_merge_change (merge_id, table_name, key, before, after)
		SELECT @merge, 'employer', jsonb_build_object('id', k.id), `+jsonOf("k", columns)+`, `+jsonOf("o", columns)+`
		FROM employer k JOIN employer o ON o.id = @other WHERE k.id = @keep`, nil)
	if err != nil {
		return err
	}
	return m.do(ctx, `UPDATE employer SET (`+list+`) = (SELECT `+list+` FROM employer WHERE id = @other) WHERE id = @keep`, nil)
}

// takeParent says of which employer the record that stays is part now. Where it is part of the other, or the other of it, it is
// what remains when the two are one. Errors: BAD_INPUT where that would make it part of itself.
func (m merger) takeParent(ctx context.Context, fields []hub.MergeField) error {
	args := m.args("@keep @other", pgx.StrictNamedArgs{"side": stands(fields, parentField)})
	rows, err := m.Query(ctx, `
		SELECT CASE WHEN chosen.parent_id IN (@keep, @other) THEN (
			SELECT o.parent_id FROM employer o WHERE o.id IN (@keep, @other) AND o.id <> chosen.id AND o.parent_id NOT IN (@keep, @other)) ELSE chosen.parent_id END
		FROM employer chosen WHERE chosen.id = CASE @side WHEN 'OTHER' THEN @other::uuid ELSE @keep::uuid END`, args)
	parent, err := one[*hub.EmployerID](rows, err, "cannot read a group")
	if err != nil {
		return err
	}
	if parent != nil {
		circle, err := IsPartOf(ctx, m, *parent, m.of.KeptID)
		if err != nil {
			return err
		}
		if circle {
			return hub.BadInput("the record that stays would be part of itself; choose the other one's answer to Part of, or take apart the group first", "choices")
		}
	}
	more := pgx.StrictNamedArgs{"parent": parent}
	err = m.do(ctx, `
		INSERT INTO employer_merge_change (merge_id, table_name, key, before, after)
		SELECT @merge, 'employer', jsonb_build_object('id', id), jsonb_build_object('parent_id', parent_id), jsonb_build_object('parent_id', @parent::uuid)
		FROM employer WHERE id = @keep AND parent_id IS DISTINCT FROM @parent::uuid`, more)
	if err != nil {
		return err
	}
	return m.do(ctx, `UPDATE employer SET parent_id = @parent WHERE id = @keep`, more)
}

// swapIdentifiers gives each record the other's numbers of these registers.
func (m merger) swapIdentifiers(ctx context.Context, schemes []string) error {
	return m.do(ctx, `
		WITH was AS (
			SELECT i.ctid, i.scheme, i.value, i.employer_id, CASE i.employer_id WHEN @keep THEN @other::uuid ELSE @keep::uuid END AS becomes
			FROM employer_identifier i
			WHERE i.employer_id IN (@keep, @other) AND i.removed_at IS NULL AND i.scheme = ANY (@schemes)
		), changed AS (
			UPDATE employer_identifier i SET employer_id = was.becomes FROM was WHERE i.ctid = was.ctid
		)
		INSERT INTO employer_merge_change (merge_id, table_name, key, before, after)
		SELECT @merge, 'employer_identifier', jsonb_build_object('scheme', scheme, 'value', value),
			jsonb_build_object('employer_id', employer_id, 'removed_at', NULL), jsonb_build_object('employer_id', becomes, 'removed_at', NULL)
		FROM was`, pgx.StrictNamedArgs{"schemes": schemes})
}

// factsNow are all rows of both employers in a table of dated facts, as a list whose order tells nothing.
func factsNow(table string) string {
	return `(SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]') FROM ` + table + ` t WHERE t.employer_id IN (@keep, @other))`
}

// swapFacts gives each record the other's history in a table of dated facts. Its index allows one present fact an employer, so
// the rows are taken out first.
func (m merger) swapFacts(ctx context.Context, table string) error {
	for _, step := range []string{
		`INSERT INTO employer_merge_change (merge_id, table_name, before) SELECT @merge, '` + table + `', ` + factsNow(table),
		`DELETE FROM ` + table + ` WHERE employer_id IN (@keep, @other)`,
		`INSERT INTO ` + table + ` SELECT r.* FROM employer_merge_change c, jsonb_array_elements(c.before) f,
			jsonb_populate_record(NULL::` + table + `, f || jsonb_build_object('employer_id', CASE f ->> 'employer_id' WHEN @keep::uuid::text THEN @other::uuid ELSE @keep::uuid END)) r
		WHERE c.merge_id = @merge AND c.table_name = '` + table + `'`,
		`UPDATE employer_merge_change SET after = ` + factsNow(table) + ` WHERE merge_id = @merge AND table_name = '` + table + `'`,
	} {
		if err := m.do(ctx, step, nil); err != nil {
			return err
		}
	}
	return nil
}

// RefreshEmployer works out anew what a record holds that comes from others: when it was contacted last.
func RefreshEmployer(ctx context.Context, tx pgx.Tx, viewer Viewer, e hub.Employer) (hub.Employer, error) {
	if _, err := SetEmployerContact(ctx, tx, e.ID, e.Status); err != nil {
		return e, err
	}
	return EmployerForUpdate(ctx, tx, viewer, e.ID)
}

// MergeForUpdate reads a merge that viewer sees, and keeps others from it and from its employers until tx ends. Errors: NOT_FOUND; CONFLICT where
// it was undone, or where the record that stayed was merged itself since.
func MergeForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.MergeID) (hub.EmployerMerge, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, merged+`m.id = @id AND `+viewer.sight(args).employerOf(`m.kept_id`)+` FOR UPDATE OF m`, args)
	m, err := exactlyOne[hub.EmployerMerge](rows, err, "merge")
	if err != nil {
		return m, err
	}
	if m.UndoneAt != nil {
		return m, hub.Conflict("this merge was undone already")
	}
	if err := LockGroups(ctx, tx); err != nil {
		return m, err
	}
	if _, err := tx.Exec(ctx, `SELECT FROM employer WHERE id IN (@keep, @other) ORDER BY id FOR UPDATE`, pgx.StrictNamedArgs{"keep": m.KeptID, "other": m.OtherID}); err != nil {
		return m, explain(err, "cannot lock merged employers")
	}
	if err := notMerged(ctx, tx, m.KeptID); err != nil {
		if hub.CodeOf(err) == hub.ErrConflict {
			err = hub.Conflict("the record that stayed was merged itself since; undo that merge first")
		}
		return m, err
	}
	return m, nil
}

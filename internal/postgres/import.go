package postgres

import (
	"context"
	"fmt"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Imports are read by everyone with the permission IMPORT, so there is no predicate of visibility here.
const importSelect = `
	SELECT i.id, i.source, i.file_name, i.bytes, i.state, i.rows_read, i.rows_total, i.created, i.updated, i.unchanged, i.rejected,
		i.warnings, i.duplicates AS possible_duplicates, i.undone, i.kept, i.step, i.sheet, i.sheets, i.notes, i.overwrite, i.remembered,
		i.failure, i.started_at, i.finished_at,
		CASE WHEN u.id IS NOT NULL THEN ROW (u.id, u.name, ROW (o.id, o.name, o.kind), u.roles) END AS started_by
	FROM import i
	LEFT JOIN hub_user u ON u.id = i.started_by
	LEFT JOIN organisation o ON o.id = u.organisation_id`

// InsertImport adds one whose bytes are all there.
func InsertImport(ctx context.Context, tx pgx.Tx, i hub.Import, header []string, startedBy hub.UserID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO import (id, source, file_name, bytes, header, started_by)
		VALUES (@id, @source, @file_name, @bytes, @header, @started_by)`,
		pgx.StrictNamedArgs{
			"id": i.ID, "source": i.Source, "file_name": i.FileName, "bytes": i.Bytes, "header": header, "started_by": orNull(startedBy.UUID),
		})
	if err != nil {
		return explain(err, "cannot add an import")
	}
	return nil
}

// Import reads one. Errors: NOT_FOUND.
func Import(ctx context.Context, q Querier, id hub.ImportID) (hub.Import, error) {
	rows, err := q.Query(ctx, importSelect+` WHERE i.id = @id`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Import](rows, err, "import")
}

// Imports reads a page, the latest first. Errors: BAD_INPUT for a cursor of another list.
func Imports(ctx context.Context, q Querier, page hub.Page) (hub.List[hub.Import], error) {
	const name = "imports"
	var after hub.Cursor
	if page.After != "" {
		var err error
		if after, err = hub.ParseCursor(name, page.After); err != nil {
			return hub.List[hub.Import]{}, err
		}
	}
	rows, err := q.Query(ctx, importSelect+`
		WHERE @after::uuid IS NULL OR i.id < @after
		ORDER BY i.id DESC
		LIMIT @limit`,
		pgx.StrictNamedArgs{"after": orNull(after.ID), "limit": page.First + 1})
	return listOf(rows, err, page, name, func(i hub.Import) (hub.Import, hub.Cursor) {
		return i, hub.Cursor{List: name, ID: i.ID.UUID}
	})
}

// CountImports counts them all.
func CountImports(ctx context.Context, q Querier) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM import`)
	return one[int](rows, err, "cannot count imports")
}

// ImportFindings reads a page of an import's findings, by line; severity narrows it. Errors: BAD_INPUT for a cursor of
// another list.
func ImportFindings(ctx context.Context, q Querier, id hub.ImportID, severity *hub.FindingSeverity, page hub.Page) (hub.List[hub.ImportFinding], error) {
	name := "findings of " + id.String()
	after, err := lineBefore(name, page)
	if err != nil {
		return hub.List[hub.ImportFinding]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT line, severity, reason, label AS row FROM import_finding
		WHERE import_id = @id AND line > @after AND (@severity::text IS NULL OR severity = @severity)
		ORDER BY line
		LIMIT @limit`,
		pgx.StrictNamedArgs{"id": id, "after": after, "severity": severity, "limit": page.First + 1})
	return listOf(rows, err, page, "findings", func(f hub.ImportFinding) (hub.ImportFinding, hub.Cursor) {
		return f, hub.Cursor{List: name, Key: strconv.Itoa(f.Line)}
	})
}

// CountImportFindings counts an import's findings.
func CountImportFindings(ctx context.Context, q Querier, id hub.ImportID, severity *hub.FindingSeverity) (int, error) {
	rows, err := q.Query(ctx, `SELECT count(*) FROM import_finding WHERE import_id = @id AND (@severity::text IS NULL OR severity = @severity)`,
		pgx.StrictNamedArgs{"id": id, "severity": severity})
	return one[int](rows, err, "cannot count findings")
}

// RejectedRow is one that can be corrected and sent again.
type RejectedRow struct {
	Line   int
	Reason string
	Raw    string
}

// RejectedRows gives the header of an import's file, and calls each with its rejected rows, by line, but for possible duplicates of
// employers that viewer does not see.
func RejectedRows(ctx context.Context, q Querier, viewer Viewer, id hub.ImportID, header func([]string) error, each func(RejectedRow) error) error {
	rows, err := q.Query(ctx, `SELECT header FROM import WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	names, err := one[[]string](rows, err, "cannot read an import")
	if err != nil {
		return err
	}
	if err := header(names); err != nil {
		return err
	}
	args := pgx.StrictNamedArgs{"id": id}
	rows, err = q.Query(ctx, `
		SELECT line, reason, raw FROM import_finding WHERE import_id = @id AND severity = 'REJECTED'
		UNION ALL
		SELECT line, reason, raw FROM import_row r
		WHERE import_id = @id AND outcome IN ('REJECTED', 'POSSIBLE_DUPLICATE') AND `+viewer.sight(args).employerOf(`r.employer_id`)+`
		ORDER BY line`, args)
	if err != nil {
		return fmt.Errorf("cannot list rejected rows: %w", err)
	}
	var r RejectedRow
	if _, err := pgx.ForEachRow(rows, []any{&r.Line, &r.Reason, &r.Raw}, func() error { return each(r) }); err != nil {
		return fmt.Errorf("cannot list rejected rows: %w", err)
	}
	return nil
}

package postgres

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Imports are read by everyone with the permission IMPORT, so there is no predicate of visibility here.
const importSelect = `
	SELECT i.id, i.source, i.file_name, i.bytes, i.state, i.rows_read, i.rows_total, i.created, i.updated, i.unchanged, i.rejected,
		i.warnings, i.failure, i.started_at, i.finished_at, u.id, u.name, u.roles, o.id, o.name, o.kind
	FROM import i
	LEFT JOIN hub_user u ON u.id = i.started_by
	LEFT JOIN organisation o ON o.id = u.organisation_id`

func scanImport(row pgx.CollectableRow) (hub.Import, error) {
	var i hub.Import
	var user, organisation *uuid.UUID
	var name, organisationName *string
	var roles []hub.Role
	var kind *hub.OrganisationKind
	err := row.Scan(&i.ID.UUID, &i.Source, &i.FileName, &i.Bytes, &i.State, &i.RowsRead, &i.RowsTotal, &i.Created, &i.Updated, &i.Unchanged,
		&i.Rejected, &i.Warnings, &i.Failure, &i.StartedAt, &i.FinishedAt, &user, &name, &roles, &organisation, &organisationName, &kind)
	if err == nil && user != nil {
		i.StartedBy = &hub.User{Name: *name, Roles: roles, Organisation: hub.Organisation{Name: *organisationName, Kind: *kind}}
		i.StartedBy.ID.UUID, i.StartedBy.Organisation.ID.UUID = *user, *organisation
	}
	return i, err
}

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
	if err != nil {
		return hub.Import{}, fmt.Errorf("cannot read an import: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanImport)
	switch {
	case err != nil:
		return hub.Import{}, fmt.Errorf("cannot read an import: %w", err)
	case len(found) == 0:
		return hub.Import{}, hub.NotFound("import")
	}
	return found[0], nil
}

// Imports reads a page, the latest first. Errors: BAD_INPUT for a cursor that is not one of this list.
func Imports(ctx context.Context, q Querier, page hub.Page) (hub.List[hub.Import], error) {
	var after *uuid.UUID
	if page.After != "" {
		var id hub.ImportID
		if err := id.UnmarshalText([]byte(page.After)); err != nil {
			return hub.List[hub.Import]{}, errCursor
		}
		after = &id.UUID
	}
	rows, err := q.Query(ctx, importSelect+`
		WHERE @after::uuid IS NULL OR i.id < @after
		ORDER BY i.id DESC
		LIMIT @limit`,
		pgx.StrictNamedArgs{"after": after, "limit": page.First + 1})
	if err != nil {
		return hub.List[hub.Import]{}, fmt.Errorf("cannot list imports: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanImport)
	if err != nil {
		return hub.List[hub.Import]{}, fmt.Errorf("cannot list imports: %w", err)
	}
	return pageOf(found, page, func(i hub.Import) string { return i.ID.String() }), nil
}

// CountImports counts them all.
func CountImports(ctx context.Context, q Querier) (int, error) {
	return count(ctx, q, `SELECT count(*) FROM import`, pgx.StrictNamedArgs{})
}

// ImportFindings reads a page of an import's findings, by line; severity narrows it. Errors: BAD_INPUT for a cursor that is
// not one of this list.
func ImportFindings(ctx context.Context, q Querier, id hub.ImportID, severity *hub.FindingSeverity, page hub.Page) (hub.List[hub.ImportFinding], error) {
	after := 0
	if page.After != "" {
		var err error
		if after, err = strconv.Atoi(page.After); err != nil {
			return hub.List[hub.ImportFinding]{}, errCursor
		}
	}
	rows, err := q.Query(ctx, `
		SELECT line, severity, reason, label AS row FROM import_finding
		WHERE import_id = @id AND line > @after AND (@severity::text IS NULL OR severity = @severity)
		ORDER BY line
		LIMIT @limit`,
		pgx.StrictNamedArgs{"id": id, "after": after, "severity": severity, "limit": page.First + 1})
	if err != nil {
		return hub.List[hub.ImportFinding]{}, fmt.Errorf("cannot list findings: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[hub.ImportFinding])
	if err != nil {
		return hub.List[hub.ImportFinding]{}, fmt.Errorf("cannot list findings: %w", err)
	}
	return pageOf(found, page, func(f hub.ImportFinding) string { return strconv.Itoa(f.Line) }), nil
}

// CountImportFindings counts an import's findings.
func CountImportFindings(ctx context.Context, q Querier, id hub.ImportID, severity *hub.FindingSeverity) (int, error) {
	return count(ctx, q, `SELECT count(*) FROM import_finding WHERE import_id = @id AND (@severity::text IS NULL OR severity = @severity)`,
		pgx.StrictNamedArgs{"id": id, "severity": severity})
}

// RejectedRow is one that can be corrected and sent again.
type RejectedRow struct {
	Line   int
	Reason string
	Raw    string
}

// RejectedRows gives the header of an import's file, and calls each with its rejected rows, by line.
func RejectedRows(ctx context.Context, q Querier, id hub.ImportID, header func([]string) error, each func(RejectedRow) error) error {
	rows, err := q.Query(ctx, `SELECT header FROM import WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return fmt.Errorf("cannot read an import: %w", err)
	}
	names, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[[]string])
	if err != nil {
		return fmt.Errorf("cannot read an import: %w", err)
	}
	if err := header(names); err != nil {
		return err
	}
	rows, err = q.Query(ctx, `
		SELECT line, reason, raw FROM import_finding
		WHERE import_id = @id AND severity = 'REJECTED'
		ORDER BY line`,
		pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return fmt.Errorf("cannot list rejected rows: %w", err)
	}
	var r RejectedRow
	if _, err := pgx.ForEachRow(rows, []any{&r.Line, &r.Reason, &r.Raw}, func() error { return each(r) }); err != nil {
		return fmt.Errorf("cannot list rejected rows: %w", err)
	}
	return nil
}

// ImportChange is what an import did to one employer. Before and After are JSON of the fields that differ; a new employer
// has neither.
type ImportChange struct {
	ImportID hub.ImportID
	FileName string
	Line     int
	Created  bool
	Before   []byte
	After    []byte
	At       time.Time
}

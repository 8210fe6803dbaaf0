package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

var (
	// ErrImportBusy says that another import is being worked on: this one waits.
	ErrImportBusy = errors.New("another import is being worked on")
	// ErrImportLost says that the import has ended, or that another worker has it.
	ErrImportLost = errors.New("the import is not this worker's")
)

// ImportLease is a worker's right to work on an import. It ends a minute after it was last renewed, by the database's clock.
type ImportLease struct {
	ImportID hub.ImportID
	Lease    uuid.UUID
}

func (l ImportLease) args(more pgx.StrictNamedArgs) pgx.StrictNamedArgs {
	args := pgx.StrictNamedArgs{"id": l.ImportID, "lease": l.Lease}
	maps.Copy(args, more)
	return args
}

// held runs a statement that changes the import where the lease is still this worker's. Errors: ErrImportLost.
func (l ImportLease) held(ctx context.Context, tx pgx.Tx, sql string, more pgx.StrictNamedArgs) error {
	tag, err := tx.Exec(ctx, sql, l.args(more))
	if err != nil {
		return explain(err, "cannot go on with an import")
	}
	if tag.RowsAffected() == 0 {
		return ErrImportLost
	}
	return nil
}

// ClaimImport takes an import that no living worker has, and answers whether its rows have been counted. Errors:
// ErrImportBusy, ErrImportLost.
func ClaimImport(ctx context.Context, tx pgx.Tx, lease ImportLease) (counted bool, err error) {
	err = tx.QueryRow(ctx, `
		UPDATE import SET state = 'RUNNING', lease = @lease, lease_until = now() + interval '1 minute'
		WHERE id = @id AND state IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < now())
		RETURNING rows_total IS NOT NULL`, lease.args(nil)).Scan(&counted)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, ErrImportLost
	}
	if err != nil {
		return false, explain(err, "cannot claim an import")
	}
	return counted, nil
}

// ImportPart is the lines of a file from First to Last.
type ImportPart struct{ First, Last int }

// ImportParts are the parts that are dealt with, in their order.
func ImportParts(ctx context.Context, q Querier, id hub.ImportID) ([]ImportPart, error) {
	rows, err := q.Query(ctx, `SELECT first_line AS first, last_line AS last FROM import_part WHERE import_id = @id ORDER BY first_line`,
		pgx.StrictNamedArgs{"id": id})
	return all[ImportPart](rows, err, "cannot read what is done of an import")
}

// KeepImport renews the lease. Errors: ErrImportLost.
func KeepImport(ctx context.Context, tx pgx.Tx, lease ImportLease) error {
	return lease.held(ctx, tx, `UPDATE import SET lease_until = now() + interval '1 minute' WHERE id = @id AND lease = @lease`, nil)
}

// ReleaseImport puts the import back into the queue, after an error that may pass. Errors: ErrImportLost.
func ReleaseImport(ctx context.Context, tx pgx.Tx, lease ImportLease) error {
	return lease.held(ctx, tx, `
		UPDATE import SET state = 'QUEUED', lease = NULL, lease_until = NULL
		WHERE id = @id AND lease = @lease AND state = 'RUNNING'`, nil)
}

// StalledImports are those that wait although nothing is run, and those whose worker has died.
func StalledImports(ctx context.Context, q Querier) ([]hub.ImportID, error) {
	rows, err := q.Query(ctx, `
		SELECT id FROM import
		WHERE state = 'RUNNING' AND lease_until < now()
			OR state = 'QUEUED' AND started_at < now() - interval '1 minute' AND NOT EXISTS (SELECT FROM import WHERE state = 'RUNNING')
		ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("cannot find stalled imports: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (id hub.ImportID, err error) { return id, row.Scan(&id.UUID) })
}

// NumberedLine is a line of a file and a number on it, by which it may repeat an earlier one.
type NumberedLine struct {
	Line   int
	Number string
}

// FindRepeats notes each line whose number stands on an earlier line. next gives the lines, and false after the last.
func FindRepeats(ctx context.Context, tx pgx.Tx, id hub.ImportID, next func() (NumberedLine, bool, error)) error {
	if _, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE import_number (line integer, number text COLLATE "C") ON COMMIT DROP`); err != nil {
		return explain(err, "cannot read an import's numbers")
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"import_number"}, []string{"line", "number"}, pgx.CopyFromFunc(func() ([]any, error) {
		line, more, err := next()
		if err != nil || !more {
			return nil, err
		}
		return []any{int32(line.Line), line.Number}, nil
	}))
	if err != nil {
		return explain(err, "cannot read an import's numbers")
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO import_repeat (import_id, line, first_line)
		SELECT @id, line, min(first_line)
		FROM import_number
		JOIN (SELECT number, min(line) AS first_line FROM import_number GROUP BY number HAVING count(*) > 1) repeated USING (number)
		WHERE line > first_line
		GROUP BY line`,
		pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot find repeated numbers")
	}
	return nil
}

// SetImportTotal says how many rows the file has. Errors: ErrImportLost.
func SetImportTotal(ctx context.Context, tx pgx.Tx, lease ImportLease, rows int) error {
	return lease.held(ctx, tx, `
		UPDATE import SET rows_total = @rows, lease_until = now() + interval '1 minute' WHERE id = @id AND lease = @lease`,
		pgx.StrictNamedArgs{"rows": rows})
}

// Repeats gives for each of the lines first to last that repeats a number the line that had it first.
func Repeats(ctx context.Context, q Querier, id hub.ImportID, first, last int) (map[int]int, error) {
	rows, err := q.Query(ctx, `SELECT line, first_line FROM import_repeat WHERE import_id = @id AND line BETWEEN @first AND @last`,
		pgx.StrictNamedArgs{"id": id, "first": first, "last": last})
	if err != nil {
		return nil, fmt.Errorf("cannot read repeated numbers: %w", err)
	}
	repeats := map[int]int{}
	var line, firstLine int
	_, err = pgx.ForEachRow(rows, []any{&line, &firstLine}, func() error {
		repeats[line] = firstLine
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot read repeated numbers: %w", err)
	}
	return repeats, nil
}

// ImportProgress is what a part of an import came to.
type ImportProgress struct {
	Part                                  ImportPart
	Created, Updated, Unchanged, Rejected int
	Warnings, PossibleDuplicates          int
}

// AdvanceImport adds what a part of the import came to, in the transaction of that part, and renews the lease. Errors:
// ErrImportLost.
func AdvanceImport(ctx context.Context, tx pgx.Tx, lease ImportLease, p ImportProgress) error {
	_, err := tx.Exec(ctx, `INSERT INTO import_part (import_id, first_line, last_line) VALUES (@id, @first, @last)`,
		pgx.StrictNamedArgs{"id": lease.ImportID, "first": p.Part.First, "last": p.Part.Last})
	if err != nil {
		return explain(err, "cannot go on with an import")
	}
	return lease.held(ctx, tx, `
		UPDATE import SET
			rows_read = rows_read + @created + @updated + @unchanged + @rejected + @duplicates, duplicates = duplicates + @duplicates,
			created = created + @created, updated = updated + @updated, unchanged = unchanged + @unchanged,
			rejected = rejected + @rejected, warnings = warnings + @warnings, lease_until = now() + interval '1 minute'
		WHERE id = @id AND lease = @lease`,
		pgx.StrictNamedArgs{
			"created": p.Created, "updated": p.Updated, "unchanged": p.Unchanged, "rejected": p.Rejected,
			"warnings": p.Warnings, "duplicates": p.PossibleDuplicates,
		})
}

// RawFinding is a finding with the row as it stands in the file, where that was rejected.
type RawFinding struct {
	hub.ImportFinding
	Raw *string
}

// AddFindings notes what to know about rows.
func AddFindings(ctx context.Context, tx pgx.Tx, id hub.ImportID, findings []RawFinding) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"import_finding"}, []string{"import_id", "line", "severity", "reason", "label", "raw"},
		pgx.CopyFromSlice(len(findings), func(i int) ([]any, error) {
			f := findings[i]
			return []any{[16]byte(id.UUID), int32(f.Line), string(f.Severity), f.Reason, f.Row, f.Raw}, nil
		}))
	if err != nil {
		return explain(err, "cannot note findings")
	}
	return nil
}

// EndImport finishes the import, or fails it where failure says why, deletes what it was worked off from and tells of it.
// Errors: ErrImportLost.
func EndImport(ctx context.Context, tx pgx.Tx, lease ImportLease, failure *string) error {
	err := lease.held(ctx, tx, `
		UPDATE import SET
			state = CASE WHEN @failure::text IS NULL THEN 'FINISHED' ELSE 'FAILED' END, failure = @failure, finished_at = now(),
			lease = NULL, lease_until = NULL
		WHERE id = @id AND lease = @lease AND state = 'RUNNING'`,
		pgx.StrictNamedArgs{"failure": failure})
	if err != nil {
		return err
	}
	for _, sql := range []string{`DELETE FROM import_repeat WHERE import_id = @id`, `DELETE FROM import_part WHERE import_id = @id`} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": lease.ImportID}); err != nil {
			return explain(err, "cannot end an import")
		}
	}
	if err := DropImportChunks(ctx, tx, lease.ImportID); err != nil {
		return err
	}
	return Notify(ctx, tx, TopicImport, lease.ImportID.UUID)
}

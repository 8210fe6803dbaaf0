package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Spreadsheet is what the hub keeps of a file beside its import. Mapping goes with Columns; an empty field is left out.
type Spreadsheet struct {
	Columns   []string
	Samples   [][]string
	Mapping   []string
	Comma     string
	SourceKey string
	Sheet     string
	Overwrite bool
	// OrganisationID is whose file it is; nil for a machine's.
	OrganisationID *hub.OrganisationID
}

// InsertSpreadsheet adds an import whose columns are to be mapped.
func InsertSpreadsheet(ctx context.Context, tx pgx.Tx, i hub.Import, s Spreadsheet, startedBy hub.UserID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO import (id, source, file_name, bytes, header, started_by, state, step, organisation_id)
		VALUES (@id, 'SPREADSHEET', @file_name, @bytes, @header, @started_by, 'MAPPING', 'PREVIEW', @organisation)`,
		pgx.StrictNamedArgs{
			"id": i.ID, "file_name": i.FileName, "bytes": i.Bytes, "header": s.Columns, "started_by": orNull(startedBy.UUID), "organisation": s.OrganisationID,
		})
	if err != nil {
		return explain(err, "cannot add an import")
	}
	return SetSpreadsheet(ctx, tx, i, s)
}

// SetSpreadsheet writes what was found in the file, and what its columns are taken for.
func SetSpreadsheet(ctx context.Context, tx pgx.Tx, i hub.Import, s Spreadsheet) error {
	_, err := tx.Exec(ctx, `
		UPDATE import SET header = @header, samples = @samples, mapping = @mapping, comma = @comma, source_key = @source_key, sheet = @sheet,
			sheets = @sheets, notes = @notes, remembered = @remembered, overwrite = @overwrite
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": i.ID, "header": s.Columns, "samples": s.Samples, "mapping": s.Mapping, "comma": s.Comma, "source_key": s.SourceKey, "sheet": s.Sheet,
			"sheets": i.Sheets, "notes": i.Notes, "remembered": i.Remembered, "overwrite": s.Overwrite,
		})
	if err != nil {
		return explain(err, "cannot keep what a spreadsheet says")
	}
	return nil
}

// SpreadsheetOf reads what is kept of a file. Errors: NOT_FOUND.
func SpreadsheetOf(ctx context.Context, q Querier, id hub.ImportID) (Spreadsheet, error) {
	rows, err := q.Query(ctx, `
		SELECT header AS columns, samples, mapping, comma, source_key, sheet, overwrite, organisation_id
		FROM import WHERE id = @id AND source = 'SPREADSHEET'`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[Spreadsheet](rows, err, "import")
}

// ImportForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND.
func ImportForUpdate(ctx context.Context, tx pgx.Tx, id hub.ImportID) (hub.Import, error) {
	rows, err := tx.Query(ctx, importSelect+` WHERE i.id = @id FOR UPDATE OF i`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Import](rows, err, "import")
}

// RememberedMapping is how the columns of a source were mapped last, by column, and whether the file counted. ok says that there
// is one.
func RememberedMapping(ctx context.Context, q Querier, sourceKey string) (mapping map[string]string, overwrite, ok bool, err error) {
	rows, err := q.Query(ctx, `SELECT columns, mapping, overwrite FROM import_mapping WHERE source_key = @key`, pgx.StrictNamedArgs{"key": sourceKey})
	found, err := all[struct {
		Columns, Mapping []string
		Overwrite        bool
	}](rows, err, "cannot read a mapping")
	if err != nil || len(found) == 0 {
		return nil, false, false, err
	}
	mapping = map[string]string{}
	for i, column := range found[0].Columns {
		mapping[column] = found[0].Mapping[i]
	}
	return mapping, found[0].Overwrite, true, nil
}

// RememberMapping keeps how the columns of a source are mapped.
func RememberMapping(ctx context.Context, tx pgx.Tx, s Spreadsheet, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO import_mapping (source_key, columns, mapping, overwrite, used_at) VALUES (@key, @columns, @mapping, @overwrite, @now)
		ON CONFLICT (source_key) DO UPDATE SET columns = excluded.columns, mapping = excluded.mapping, overwrite = excluded.overwrite, used_at = excluded.used_at`,
		pgx.StrictNamedArgs{"key": s.SourceKey, "columns": s.Columns, "mapping": s.Mapping, "overwrite": s.Overwrite, "now": now})
	if err != nil {
		return explain(err, "cannot remember a mapping")
	}
	return nil
}

// QueueStep has an import wait for a worker to take a step. What an earlier preview came to goes.
func QueueStep(ctx context.Context, tx pgx.Tx, id hub.ImportID, step hub.ImportStep) error {
	reset := ``
	if step != hub.ImportUndo {
		reset = `, rows_read = 0, created = 0, updated = 0, unchanged = 0, rejected = 0, duplicates = 0, warnings = 0`
	}
	_, err := tx.Exec(ctx, `UPDATE import SET state = 'QUEUED', step = @step, finished_at = NULL, failure = NULL`+reset+` WHERE id = @id`,
		pgx.StrictNamedArgs{"id": id, "step": step})
	if err != nil {
		return explain(err, "cannot queue an import")
	}
	if step == hub.ImportPreview {
		for _, sql := range []string{
			`DELETE FROM import_row WHERE import_id = @id`, `DELETE FROM import_repeat WHERE import_id = @id`, `DELETE FROM import_part WHERE import_id = @id`,
			`UPDATE import SET rows_total = NULL WHERE id = @id`,
		} {
			if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": id}); err != nil {
				return explain(err, "cannot queue an import")
			}
		}
	}
	return Notify(ctx, tx, TopicImport, id.UUID)
}

// EndPreview has the import wait for somebody to have it taken in, or fails it where failure says why. Errors: ErrImportLost.
func EndPreview(ctx context.Context, tx pgx.Tx, lease ImportLease, failure *string) error {
	if failure != nil {
		return EndImport(ctx, tx, lease, failure)
	}
	err := lease.held(ctx, tx, `UPDATE import SET state = 'PREVIEWED', lease = NULL, lease_until = NULL WHERE id = @id AND lease = @lease AND state = 'RUNNING'`, nil)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM import_part WHERE import_id = @id`, pgx.StrictNamedArgs{"id": lease.ImportID}); err != nil {
		return explain(err, "cannot end a preview")
	}
	return Notify(ctx, tx, TopicImport, lease.ImportID.UUID)
}

// DiscardImport drops an import before anything was taken in, with its file.
func DiscardImport(ctx context.Context, tx pgx.Tx, id hub.ImportID) error {
	for _, sql := range []string{
		`UPDATE import SET state = 'DISCARDED', finished_at = now(), samples = '[]' WHERE id = @id`,
		`DELETE FROM import_row WHERE import_id = @id`, `DELETE FROM import_repeat WHERE import_id = @id`, `DELETE FROM import_part WHERE import_id = @id`,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": id}); err != nil {
			return explain(err, "cannot discard an import")
		}
	}
	if err := DropImportChunks(ctx, tx, id); err != nil {
		return err
	}
	return Notify(ctx, tx, TopicImport, id.UUID)
}

// ForgottenImports are those that have waited for somebody for 30 days.
func ForgottenImports(ctx context.Context, q Querier) ([]hub.ImportID, error) {
	rows, err := q.Query(ctx, `SELECT id FROM import WHERE state IN ('MAPPING', 'PREVIEWED') AND started_at < now() - interval '30 days' ORDER BY id`)
	read, err := all[struct{ ID hub.ImportID }](rows, err, "cannot find forgotten imports")
	ids := make([]hub.ImportID, len(read))
	for i, r := range read {
		ids[i] = r.ID
	}
	return ids, err
}

// ImportRows reads a page of what became of the rows of a spreadsheet, by line, but for those about employers that viewer does not
// see; outcome narrows it. Errors: BAD_INPUT for a cursor
// of another list.
func ImportRows(ctx context.Context, q Querier, viewer Viewer, id hub.ImportID, outcome *hub.ImportOutcome, page hub.Page) (hub.List[hub.ImportRow], error) {
	name := "rows of " + id.String()
	after, err := lineBefore(name, page)
	if err != nil {
		return hub.List[hub.ImportRow]{}, err
	}
	args := pgx.StrictNamedArgs{"id": id, "after": after, "limit": page.First + 1}
	narrow := ``
	if outcome != nil {
		narrow, args["outcome"] = ` AND r.outcome = @outcome`, *outcome
	}
	rows, err := q.Query(ctx, `
		SELECT r.line, r.outcome, r.reason, r.label AS row, e.id AS employer_id, r.decision
		FROM import_row r LEFT JOIN employer e ON e.id = r.employer_id
		WHERE r.import_id = @id AND r.line > @after AND `+viewer.sight(args).employerOf(`r.employer_id`)+narrow+`
		ORDER BY r.line LIMIT @limit`, args)
	return listOf(rows, err, page, "rows", func(r hub.ImportRow) (hub.ImportRow, hub.Cursor) {
		return r, hub.Cursor{List: name, Key: strconv.Itoa(r.Line)}
	})
}

// CountImportRows counts what ImportRows lists.
func CountImportRows(ctx context.Context, q Querier, viewer Viewer, id hub.ImportID, outcome *hub.ImportOutcome) (int, error) {
	args := pgx.StrictNamedArgs{"id": id, "outcome": outcome}
	rows, err := q.Query(ctx, `
		SELECT count(*) FROM import_row r
		WHERE r.import_id = @id AND (@outcome::text IS NULL OR r.outcome = @outcome) AND `+viewer.sight(args).employerOf(`r.employer_id`), args)
	return one[int](rows, err, "cannot count rows")
}

// DecideRow keeps what somebody decided about a possible duplicate, or about all that nobody has decided about. Errors: NOT_FOUND.
func DecideRow(ctx context.Context, tx pgx.Tx, in hub.DecideImportRowInput) error {
	args := pgx.StrictNamedArgs{"id": in.ImportID, "decision": in.Decision}
	which := `decision IS NULL`
	if in.Line != nil {
		which, args["line"] = `line = @line`, *in.Line
	}
	tag, err := tx.Exec(ctx, `UPDATE import_row SET decision = @decision WHERE import_id = @id AND outcome = 'POSSIBLE_DUPLICATE' AND `+which, args)
	if err != nil {
		return explain(err, "cannot decide about a row")
	}
	if in.Line != nil && tag.RowsAffected() == 0 {
		return hub.NotFound("possible duplicate on this line")
	}
	return nil
}

// Decided is what was decided about a possible duplicate.
type Decided struct {
	Decision   hub.ImportDecision
	EmployerID hub.EmployerID
}

// Decisions are those about the lines first to last.
func Decisions(ctx context.Context, q Querier, id hub.ImportID, first, last int) (map[int]Decided, error) {
	rows, err := q.Query(ctx, `
		SELECT line, decision, employer_id FROM import_row
		WHERE import_id = @id AND line BETWEEN @first AND @last AND decision IS NOT NULL AND employer_id IS NOT NULL ORDER BY line`,
		pgx.StrictNamedArgs{"id": id, "first": first, "last": last})
	read, err := all[struct {
		Line int
		Decided
	}](rows, err, "cannot read decisions")
	decided := map[int]Decided{}
	for _, r := range read {
		decided[r.Line] = r.Decided
	}
	return decided, err
}

// RowResult is what a row came to, with the row as a line of CSV where it can be sent again.
type RowResult struct {
	hub.ImportRow
	Raw *string
}

// PutRowResults notes what rows came to; what a preview said about them goes.
func PutRowResults(ctx context.Context, tx pgx.Tx, id hub.ImportID, results []RowResult) error {
	batch := &pgx.Batch{}
	for _, r := range results {
		batch.Queue(`
			INSERT INTO import_row (import_id, line, outcome, reason, label, employer_id, raw)
			VALUES (@id, @line, @outcome, @reason, @label, @employer, @raw)
			ON CONFLICT (import_id, line) DO UPDATE
			SET outcome = excluded.outcome, reason = excluded.reason, label = excluded.label, employer_id = excluded.employer_id, raw = excluded.raw`,
			pgx.StrictNamedArgs{"id": id, "line": r.Line, "outcome": r.Outcome, "reason": r.Reason, "label": r.Row, "employer": r.EmployerID, "raw": r.Raw})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot note what rows came to")
	}
	return nil
}

// SourceRow is which employer a row of a source was about, and what the source said.
type SourceRow struct {
	EmployerID hub.EmployerID
	Said       map[string]string
}

// SourceRowOf finds what a source said in the row with that key; nil for the first time, and where viewer does not see the employer.
// That is the one it lives on in.
func SourceRowOf(ctx context.Context, q Querier, viewer Viewer, sourceKey, rowKey string) (*SourceRow, error) {
	args := pgx.StrictNamedArgs{"source": sourceKey, "row": rowKey}
	rows, err := q.Query(ctx, `
		SELECT coalesce(e.merged_into, e.id) AS employer_id, r.said
		FROM import_source_row r JOIN employer e ON e.id = r.employer_id
		WHERE r.source_key = @source AND r.row_key = @row AND `+viewer.sight(args).employer("e"), args)
	found, err := all[SourceRow](rows, err, "cannot read what a source said")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// PutSourceRow keeps what a source says.
func PutSourceRow(ctx context.Context, tx pgx.Tx, sourceKey, rowKey string, id hub.ImportID, r SourceRow) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO import_source_row (source_key, row_key, employer_id, import_id, said) VALUES (@source, @row, @employer, @import, @said)
		ON CONFLICT (source_key, row_key) DO UPDATE SET employer_id = excluded.employer_id, import_id = excluded.import_id, said = excluded.said
		WHERE (import_source_row.employer_id, import_source_row.said) IS DISTINCT FROM (excluded.employer_id, excluded.said)`,
		pgx.StrictNamedArgs{"source": sourceKey, "row": rowKey, "employer": r.EmployerID, "import": id, "said": r.Said})
	if err != nil {
		return explain(err, "cannot keep what a source says")
	}
	return nil
}

// MadeBy finds which of employers an import made.
func MadeBy(ctx context.Context, q Querier, id hub.ImportID, employers []hub.EmployerID) ([]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `SELECT employer_id FROM import_change WHERE import_id = @import AND created AND employer_id = ANY (@employers)`,
		pgx.StrictNamedArgs{"import": id, "employers": employers})
	return someEmployers(rows, err)
}

// PersonAt says whether an employer has a person with this e-mail address or, where none is given, of this name.
func PersonAt(ctx context.Context, q Querier, employer hub.EmployerID, p hub.AddPersonInput) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT EXISTS (SELECT FROM person_role r JOIN person p ON p.id = r.person_id
			WHERE r.employer_id = @employer AND (lower(p.email) = lower(@email) OR lower(p.name) = lower(@name) AND (p.email IS NULL OR @email::text IS NULL)))`,
		pgx.StrictNamedArgs{"employer": employer, "email": p.Email, "name": p.Name})
	return one[bool](rows, err, "cannot look for a person")
}

// SiteAt says whether an employer has a site with this name, or with this postcode where one is given.
func SiteAt(ctx context.Context, q Querier, employer hub.EmployerID, s hub.AddSiteInput) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT EXISTS (SELECT FROM site s WHERE s.employer_id = @employer AND (lower(s.name) = lower(@name) OR s.postcode = @postcode))`,
		pgx.StrictNamedArgs{"employer": employer, "name": s.Name, "postcode": s.Postcode})
	return one[bool](rows, err, "cannot look for a site")
}

// InsertIdentifier gives an employer its number in a register other than that of companies. Errors: CONFLICT where another has it.
func InsertIdentifier(ctx context.Context, tx pgx.Tx, employer hub.EmployerID, i hub.Identifier) error {
	_, err := tx.Exec(ctx, `INSERT INTO employer_identifier (employer_id, scheme, value) VALUES (@employer, @scheme, @value)`,
		pgx.StrictNamedArgs{"employer": employer, "scheme": i.Scheme, "value": i.Value})
	if err != nil {
		return explain(err, "cannot add an identifier")
	}
	return nil
}

// Made is something that an import added to an employer.
type Made struct{ Kind, Record string }

// ImportedChange is what a row of a spreadsheet did to an employer.
type ImportedChange struct {
	EmployerID hub.EmployerID
	Line       int
	Created    bool
	// Before and After hold the fields that differ; both are empty for a new employer.
	Before, After map[string]string
	Made          []Made
	At            time.Time
}

// PutImportedChange keeps what a row did, for the employer's history, for its provenance and for undoing.
func PutImportedChange(ctx context.Context, tx pgx.Tx, id hub.ImportID, c ImportedChange) error {
	var before, after []byte
	if !c.Created {
		var err error
		if before, err = json.Marshal(c.Before); err != nil {
			return fmt.Errorf("cannot keep a change: %w", err)
		}
		if after, err = json.Marshal(c.After); err != nil {
			return fmt.Errorf("cannot keep a change: %w", err)
		}
	}
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO import_change (employer_id, import_id, line, created, before, after) VALUES (@employer, @import, @line, @created, @before, @after)
		ON CONFLICT (employer_id, import_id) DO UPDATE SET
			before = CASE WHEN import_change.created THEN NULL ELSE excluded.before || import_change.before END,
			after = CASE WHEN import_change.created THEN NULL ELSE import_change.after || excluded.after END`,
		pgx.StrictNamedArgs{"employer": c.EmployerID, "import": id, "line": c.Line, "created": c.Created, "before": before, "after": after})
	for field, value := range c.After {
		batch.Queue(`
			INSERT INTO employer_provenance (employer_id, field, value, import_id, line, at) VALUES (@employer, @field, @value, @import, @line, @at)
			ON CONFLICT (employer_id, field) DO UPDATE SET value = excluded.value, import_id = excluded.import_id, line = excluded.line, at = excluded.at`,
			pgx.StrictNamedArgs{"employer": c.EmployerID, "field": field, "value": value, "import": id, "line": c.Line, "at": c.At})
	}
	for _, made := range c.Made {
		batch.Queue(`INSERT INTO import_made (import_id, employer_id, kind, record) VALUES (@import, @employer, @kind, @record) ON CONFLICT DO NOTHING`,
			pgx.StrictNamedArgs{"import": id, "employer": c.EmployerID, "kind": made.Kind, "record": made.Record})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot keep what an import did")
	}
	return nil
}

// ProvenanceOf says of these employers what imports said of their fields last, and which fields still say it.
func ProvenanceOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.FieldProvenance], error) {
	rows, err := q.Query(ctx, `
		SELECT employer_id, ROW (field, source, file_name, line, at, said, holds) AS of FROM (
			SELECT p.employer_id, p.field, i.source, i.file_name, p.line, p.at, p.value AS said, p.value IS NOT DISTINCT FROM CASE p.field
				WHEN 'Name' THEN e.name WHEN 'LegalForm' THEN e.legal_form WHEN 'Website' THEN e.website WHEN 'Postcode' THEN e.postcode
				WHEN 'Headcount' THEN e.headcount::text ELSE e.company_number END AS holds
			FROM employer_provenance p JOIN employer e ON e.id = p.employer_id JOIN import i ON i.id = p.import_id
			WHERE p.employer_id = ANY (@employers) AND p.field IN ('Name', 'LegalForm', 'Website', 'Postcode', 'Headcount', 'CompanyNumber')
			UNION ALL
			SELECT e.id, told.field, i.source, i.file_name, NULL, i.started_at, told.said, told.said IS NOT DISTINCT FROM told.has
			FROM employer e
			JOIN register_entry r ON r.number = e.company_number AND r.scheme = 'COMPANIES_HOUSE' AND r.employer_id = e.id
			JOIN import i ON i.id = r.import_id
			CROSS JOIN LATERAL (VALUES
				('Name', r.company ->> 'Name', e.name), ('LegalForm', nullif(r.company ->> 'LegalForm', 'UNKNOWN'), e.legal_form),
				('Postcode', r.company ->> 'Postcode', e.postcode),
				('RegisteredAddress', (SELECT string_agg(line, ', ' ORDER BY n) FROM jsonb_array_elements_text(CASE jsonb_typeof((r.company -> 'Address')::jsonb) WHEN 'array' THEN (r.company -> 'Address')::jsonb ELSE '[]' END) WITH ORDINALITY AS a (line, n)),
					array_to_string(e.registered_address, ', '))
			) AS told (field, said, has)
			WHERE e.id = ANY (@employers) AND told.said <> ''
		) AS p
		ORDER BY employer_id, field, holds DESC, at DESC, source`, pgx.StrictNamedArgs{"employers": employers})
	return all[hub.OfEmployer[hub.FieldProvenance]](rows, err, "cannot read where fields come from")
}

// ImportFileAt reads any part of an upload, whose pieces but the last have pieceBytes. It keeps a few pieces in memory.
func ImportFileAt(ctx context.Context, q Querier, id hub.ImportID, pieceBytes int) io.ReaderAt {
	return &importFileAt{ctx: ctx, q: q, id: id, pieceBytes: int64(pieceBytes), held: map[int64][]byte{}}
}

type importFileAt struct {
	ctx        context.Context //nolint:containedctx // a reader has nowhere else to keep it
	q          Querier
	id         hub.ImportID
	pieceBytes int64
	held       map[int64][]byte
	order      []int64
}

// heldPieces is how many pieces are kept: the end of a workbook says where its parts are.
const heldPieces = 4

func (f *importFileAt) ReadAt(p []byte, at int64) (int, error) {
	read := 0
	for read < len(p) {
		piece, err := f.piece((at + int64(read)) / f.pieceBytes)
		if err != nil {
			return read, err
		}
		from := (at + int64(read)) % f.pieceBytes
		if from >= int64(len(piece)) {
			return read, io.EOF
		}
		read += copy(p[read:], piece[from:])
	}
	return read, nil
}

func (f *importFileAt) piece(number int64) ([]byte, error) {
	if piece, ok := f.held[number]; ok {
		return piece, nil
	}
	rows, err := f.q.Query(f.ctx, `SELECT bytes FROM import_chunk WHERE import_id = @id AND number = @number`,
		pgx.StrictNamedArgs{"id": f.id, "number": number})
	if err != nil {
		return nil, fmt.Errorf("cannot read an upload: %w", err)
	}
	piece, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[[]byte])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read an upload: %w", err)
	}
	if len(f.order) == heldPieces {
		delete(f.held, f.order[0])
		f.order = f.order[1:]
	}
	f.held[number] = piece
	f.order = append(f.order, number)
	return piece, nil
}

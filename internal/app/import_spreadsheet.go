package app

import (
	"context"
	"errors"
	"io"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// sampleRows is how many rows show what is in a column.
const sampleRows = 3

// uploadSpreadsheet stores a file and finds its columns, which wait for somebody to say what they are.
func (a *App) uploadSpreadsheet(ctx context.Context, imported hub.Import, in ImportUpload) (hub.Import, error) {
	by := hub.ActorFrom(ctx)
	err := a.storeUpload(ctx, &imported, in, func(chunk []byte, _ bool) error { return importer.CheckTable(chunk) })
	if err != nil {
		return hub.Import{}, a.dropUpload(ctx, imported.ID, err)
	}
	s := postgres.Spreadsheet{}
	if by.Kind != hub.ActorSystem {
		s.OrganisationID = &by.OrganisationID
	}
	if err := a.readHeading(ctx, &imported, &s); err != nil {
		return hub.Import{}, a.dropUpload(ctx, imported.ID, err)
	}
	err = a.change(ctx, func(c change) error {
		if err := c.suggest(ctx, &imported, &s); err != nil {
			return err
		}
		if err := postgres.InsertSpreadsheet(ctx, c, imported, s, by.UserID); err != nil {
			return err
		}
		what := map[string]any{"Source": imported.Source, "FileName": imported.FileName, "Bytes": imported.Bytes}
		return c.audit(ctx, "import.create", ofImport(imported.ID), nil, what)
	})
	if err != nil {
		return hub.Import{}, err
	}
	return postgres.Import(ctx, a.pool, imported.ID)
}

// readHeading finds the columns of a stored file, and what stands in its first rows. Errors: BAD_INPUT.
func (a *App) readHeading(ctx context.Context, imported *hub.Import, s *postgres.Spreadsheet) error {
	table, err := importer.OpenTable(postgres.ImportFileAt(ctx, a.pool, imported.ID, chunkSize), int64(imported.Bytes), s.Sheet)
	if err != nil {
		return err
	}
	defer table.Close()
	s.Columns, s.Sheet, s.Samples, s.Comma = table.Columns, table.Sheet, [][]string{}, ""
	if table.Comma != 0 {
		s.Comma = string(table.Comma)
	}
	imported.Sheets, imported.Notes = append([]string{}, table.Sheets...), append([]string{}, table.Notes...)
	rows := 0
	for len(s.Samples) < sampleRows {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		rows++
		if row.Rejected == "" {
			s.Samples = append(s.Samples, row.Cells)
		}
	}
	if rows == 0 {
		return errNoRows
	}
	return nil
}

// suggest maps the columns as those of the same source were mapped last, or by their names.
func (c change) suggest(ctx context.Context, imported *hub.Import, s *postgres.Spreadsheet) error {
	s.SourceKey = hub.ImportSourceKey(value(s.OrganisationID), s.Columns)
	mapping, overwrite, remembered, err := postgres.RememberedMapping(ctx, c, s.SourceKey)
	if err != nil {
		return err
	}
	imported.Remembered, s.Overwrite = remembered, overwrite
	s.Mapping = make([]string, len(s.Columns))
	for i, field := range hub.SuggestMapping(s.Columns) {
		s.Mapping[i] = string(value(field))
		if remembered {
			s.Mapping[i] = mapping[s.Columns[i]]
		}
	}
	return nil
}

// ImportColumns are the columns of a spreadsheet with what they are taken for; none for other files. Permission: IMPORT. Errors:
// NOT_FOUND.
func (a *App) ImportColumns(ctx context.Context, id hub.ImportID) ([]hub.ImportColumn, error) {
	i, err := a.Import(ctx, id)
	if err != nil || i.Source != hub.ImportSpreadsheet {
		return nil, err
	}
	s, err := postgres.SpreadsheetOf(ctx, a.pool, id)
	if err != nil {
		return nil, err
	}
	columns := make([]hub.ImportColumn, len(s.Columns))
	for n, name := range s.Columns {
		columns[n] = hub.ImportColumn{Name: name, Samples: []string{}}
		if field := hub.ImportField(s.Mapping[n]); field != "" {
			columns[n].Field = &field
		}
		for _, cells := range s.Samples {
			if n < len(cells) {
				columns[n].Samples = append(columns[n].Samples, cells[n])
			}
		}
	}
	return columns, nil
}

// ImportRows lists what became of the rows of a spreadsheet, by line; outcome narrows it. Permission: IMPORT.
func (a *App) ImportRows(ctx context.Context, id hub.ImportID, outcome *hub.ImportOutcome, page hub.Page) (hub.List[hub.ImportRow], error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return hub.List[hub.ImportRow]{}, err
	}
	return postgres.ImportRows(ctx, a.pool, v, id, outcome, page)
}

// CountImportRows counts what ImportRows lists. Permission: IMPORT.
func (a *App) CountImportRows(ctx context.Context, id hub.ImportID, outcome *hub.ImportOutcome) (int, error) {
	v, err := a.viewer(ctx, hub.PermImport)
	if err != nil {
		return 0, err
	}
	return postgres.CountImportRows(ctx, a.pool, v, id, outcome)
}

// PreviewImport says what the columns of a spreadsheet are, remembers it for the next file of the source, and has the file tried
// out in the background; nothing is changed. Naming another sheet of a workbook finds its columns first, and waits again.
// Permission: IMPORT. Errors: NOT_FOUND, BAD_INPUT; CONFLICT where the file is being worked on or was taken in.
func (a *App) PreviewImport(ctx context.Context, in hub.PreviewImportInput) (hub.Import, error) {
	return a.changeImport(ctx, in.ImportID, func(c change, i hub.Import) error {
		if i.State != hub.ImportMapping && i.State != hub.ImportPreviewed {
			return hub.Conflict("this file is not waiting for its columns any more; send it again")
		}
		s, err := postgres.SpreadsheetOf(ctx, c, i.ID)
		if err != nil {
			return err
		}
		if in.Sheet != nil && *in.Sheet != s.Sheet {
			s.Sheet = *in.Sheet
			if err := a.readHeading(ctx, &i, &s); err != nil {
				return err
			}
			if err := c.suggest(ctx, &i, &s); err != nil {
				return err
			}
			return postgres.SetSpreadsheet(ctx, c, i, s)
		}
		fields := map[string]*hub.ImportField{}
		for _, column := range in.Columns {
			fields[column.Name] = column.Field
		}
		mapping := make([]*hub.ImportField, len(s.Columns))
		for n, name := range s.Columns {
			mapping[n] = fields[name]
			s.Mapping[n] = string(value(fields[name]))
			delete(fields, name)
		}
		for name := range fields {
			return hub.BadInput("the file has no column "+name, "columns")
		}
		if err := hub.CheckMapping(mapping); err != nil {
			return err
		}
		s.Overwrite = in.Overwrite
		if err := postgres.SetSpreadsheet(ctx, c, i, s); err != nil {
			return err
		}
		if err := postgres.RememberMapping(ctx, c, s, c.now); err != nil {
			return err
		}
		return a.queueStep(ctx, c, i.ID, hub.ImportPreview)
	})
}

// DecideImportRow decides whether a possible duplicate is the employer that it looks like. Permission: IMPORT. Errors: NOT_FOUND;
// CONFLICT where the file is not waiting to be taken in.
func (a *App) DecideImportRow(ctx context.Context, in hub.DecideImportRowInput) (hub.Import, error) {
	return a.changeImport(ctx, in.ImportID, func(c change, i hub.Import) error {
		if i.State != hub.ImportPreviewed {
			return errNotPreviewed
		}
		return postgres.DecideRow(ctx, c, in)
	})
}

// ApplyImport has a spreadsheet taken in that was tried out. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where it was not.
func (a *App) ApplyImport(ctx context.Context, id hub.ImportID) (hub.Import, error) {
	return a.changeImport(ctx, id, func(c change, i hub.Import) error {
		if i.State != hub.ImportPreviewed {
			return errNotPreviewed
		}
		expected := map[string]any{"FileName": i.FileName, "Created": i.Created, "Updated": i.Updated, "Rejected": i.Rejected, "PossibleDuplicates": i.PossibleDuplicates}
		if err := c.audit(ctx, "import.apply", ofImport(id), nil, expected); err != nil {
			return err
		}
		return a.queueStep(ctx, c, id, hub.ImportApply)
	})
}

// DiscardImport drops a spreadsheet of which nothing was taken in. Permission: IMPORT. Errors: NOT_FOUND; CONFLICT where something
// was, or is being read.
func (a *App) DiscardImport(ctx context.Context, id hub.ImportID) (hub.Import, error) {
	return a.changeImport(ctx, id, func(c change, i hub.Import) error {
		if i.State != hub.ImportMapping && i.State != hub.ImportPreviewed {
			return hub.Conflict("this file is being read, or was taken in already")
		}
		if err := c.audit(ctx, "import.discard", ofImport(id), nil, nil); err != nil {
			return err
		}
		return postgres.DiscardImport(ctx, c, id)
	})
}

var errNotPreviewed = hub.Conflict("this file does not wait to be taken in; look at how it stands now")

// changeImport changes an import and answers how it stands, also on an error. Permission: IMPORT. Errors: NOT_FOUND and those of do.
func (a *App) changeImport(ctx context.Context, id hub.ImportID, do func(c change, i hub.Import) error) (now hub.Import, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return hub.Import{}, err
	}
	err = a.change(ctx, func(c change) error {
		if now, err = postgres.ImportForUpdate(ctx, c, id); err != nil {
			return err
		}
		if err := do(c, now); err != nil {
			return err
		}
		now, err = postgres.ImportForUpdate(ctx, c, id)
		return err
	})
	return now, err
}

func (a *App) queueStep(ctx context.Context, tx pgx.Tx, id hub.ImportID, step hub.ImportStep) error {
	if err := postgres.QueueStep(ctx, tx, id, step); err != nil {
		return err
	}
	_, err := a.jobs.InsertTx(ctx, tx, jobs.RunImport{ImportID: id}, nil)
	return err
}

func ofImport(id hub.ImportID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "import", ID: id.UUID}
}

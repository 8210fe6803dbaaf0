package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// spreadsheetRows is how many rows of a spreadsheet one transaction holds.
const spreadsheetRows = 200

// spreadsheetRun is one worker's go at a spreadsheet.
type spreadsheetRun struct {
	*importRun
	postgres.Spreadsheet
	step hub.ImportStep
	batchOf
	like likeness
}

// spreadsheet tries a spreadsheet out, or takes it in.
func (r *importRun) spreadsheet(ctx context.Context, i hub.Import, counted bool) (finishImport, error) {
	finish := postgres.EndImport
	if i.Step == hub.ImportPreview {
		finish = postgres.EndPreview
	}
	s, err := postgres.SpreadsheetOf(ctx, r.app.pool, i.ID)
	if err != nil {
		return finish, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go r.keep(ctx, stop)
	run := &spreadsheetRun{importRun: r, Spreadsheet: s, step: i.Step}
	if !counted {
		err = run.count(ctx, i)
	}
	if err == nil {
		err = run.readRows(ctx, i)
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	return finish, err
}

// keep renews the lease while a worker reads a file, which may take long before there is a first row.
func (r *importRun) keep(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(15 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := r.tx(ctx, func(tx pgx.Tx) error { return postgres.KeepImport(ctx, tx, r.lease) }); err != nil {
				stop(err)
				return
			}
		}
	}
}

func (r *spreadsheetRun) open(ctx context.Context, i hub.Import) (*importer.Table, error) {
	table, err := importer.OpenTable(postgres.ImportFileAt(ctx, r.app.pool, i.ID, chunkSize), int64(i.Bytes), r.Sheet)
	if err == nil && !slices.Equal(table.Columns, r.Columns) {
		err = errors.Join(hub.BadInput("the columns are not those that were mapped; send the file again", "file"), table.Close())
	}
	return table, err
}

// count reads the file once to find how many rows it has and which of them repeat an earlier one.
func (r *spreadsheetRun) count(ctx context.Context, i hub.Import) error {
	table, err := r.open(ctx, i)
	if err != nil {
		return err
	}
	defer table.Close()
	rows := 0
	var waiting []postgres.NumberedLine
	next := func() (postgres.NumberedLine, bool, error) {
		for len(waiting) == 0 {
			row, err := table.Next()
			if errors.Is(err, io.EOF) {
				return postgres.NumberedLine{}, false, nil
			}
			if err != nil {
				return postgres.NumberedLine{}, false, err
			}
			rows++
			if said, err := r.say(row); err == nil {
				for _, key := range said.Keys() {
					waiting = append(waiting, postgres.NumberedLine{Line: row.Line, Number: key})
				}
			}
		}
		line := waiting[0]
		waiting = waiting[1:]
		return line, true, nil
	}
	return r.tx(ctx, func(tx pgx.Tx) error {
		if err := postgres.FindRepeats(ctx, tx, i.ID, next); err != nil {
			return err
		}
		if rows == 0 {
			return errNoRows
		}
		return postgres.SetImportTotal(ctx, tx, r.lease, rows)
	})
}

// say reads what a row says. Errors: BAD_INPUT with the reason why it is rejected.
func (r *spreadsheetRun) say(row importer.TableRow) (hub.SpreadsheetRow, error) {
	if row.Rejected != "" {
		return hub.SpreadsheetRow{}, hub.BadInput(row.Rejected)
	}
	cells := map[hub.ImportField]string{}
	var warnings []string
	for n, mapped := range r.Mapping {
		field := hub.ImportField(mapped)
		if field == "" {
			continue
		}
		if problem := row.Problems[n]; problem != "" {
			switch field {
			case hub.FieldName, hub.FieldCompanyNumber, hub.FieldCharityNumber, hub.FieldUKPRN, hub.FieldURN:
				return hub.SpreadsheetRow{}, hub.BadInput(r.Columns[n] + ": " + problem)
			default:
				warnings = append(warnings, r.Columns[n]+": "+problem)
				continue
			}
		}
		if cells[field] != "" && row.Cells[n] != "" {
			cells[field] += "\n"
		}
		cells[field] += row.Cells[n]
	}
	said, err := hub.NewSpreadsheetRow(cells)
	said.Warnings = append(append(warnings, row.Warnings...), said.Warnings...)
	return said, err
}

// readRows deals with the rows that are not dealt with yet, a batch in a transaction.
func (r *spreadsheetRun) readRows(ctx context.Context, i hub.Import) error {
	table, err := r.open(ctx, i)
	if err != nil {
		return err
	}
	defer table.Close()
	done, err := postgres.ImportParts(ctx, r.app.pool, i.ID)
	if err != nil {
		return err
	}
	var batch []importer.TableRow
	for {
		row, err := table.Next()
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			return err
		}
		for !ended && len(done) > 0 && row.Line > done[0].Last {
			done = done[1:]
		}
		if !ended && (len(done) == 0 || row.Line < done[0].First) {
			batch = append(batch, row)
		}
		if len(batch) == spreadsheetRows || ended && len(batch) > 0 {
			if err := r.tx(ctx, func(tx pgx.Tx) error { return r.batch(ctx, tx, batch) }); err != nil {
				return err
			}
			batch = nil
		}
		if ended {
			return nil
		}
	}
}

// batch deals with rows in one transaction with what they came to, so that after a kill each row counts once.
func (r *spreadsheetRun) batch(ctx context.Context, tx pgx.Tx, rows []importer.TableRow) error {
	now, err := r.app.clock(ctx)
	if err != nil {
		return err
	}
	c := change{Tx: tx, by: hub.ActorFrom(ctx), now: now}
	r.batchOf = batchOf{rows: rows}
	first, last := rows[0].Line, rows[len(rows)-1].Line
	repeats, err := postgres.Repeats(ctx, tx, r.lease.ImportID, first, last)
	if err != nil {
		return err
	}
	decided, err := postgres.Decisions(ctx, tx, r.lease.ImportID, first, last)
	if err != nil {
		return err
	}
	progress := postgres.ImportProgress{Part: postgres.ImportPart{First: first, Last: last}}
	results := make([]postgres.RowResult, len(rows))
	var taken []hub.EmployerID
	for n, row := range rows {
		var decision *postgres.Decided
		if d, ok := decided[row.Line]; ok {
			decision = &d
		}
		j, err := r.judge(ctx, c, row, repeats[row.Line], decision)
		if err != nil {
			return err
		}
		if r.step == hub.ImportApply {
			if err := r.take(ctx, c, &j); err != nil {
				return fmt.Errorf("line %d: %w", row.Line, err)
			}
			if j.outcome == hub.RowCreated || j.outcome == hub.RowUpdated {
				taken = append(taken, j.employer.ID)
			}
		}
		results[n] = j.result()
		j.count(&progress)
	}
	if err := c.storeRows(ctx, taken); err != nil {
		return err
	}
	if err := postgres.PutRowResults(ctx, tx, r.lease.ImportID, results); err != nil {
		return err
	}
	if err := postgres.AdvanceImport(ctx, tx, r.lease, progress); err != nil {
		return err
	}
	return postgres.Notify(ctx, tx, postgres.TopicImport, r.lease.ImportID.UUID)
}

package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

var (
	// ErrImportBusy says that another import is being worked on: try again later.
	ErrImportBusy = postgres.ErrImportBusy
	// ErrStopping says that the process ends before the import does: try again in another one.
	ErrStopping = errors.New("the process is about to end")
)

// RunImport works an import off. It may be killed at any point: who calls it again goes on where the last committed part
// ended. Permission: IMPORT. Errors: ErrImportBusy; ErrStopping and those that may pass, after which the import waits in the
// queue again.
func (a *App) RunImport(ctx context.Context, id hub.ImportID) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer context.AfterFunc(a.stopping, func() { end(ErrStopping) })()
	run := &importRun{app: a, lease: postgres.ImportLease{ImportID: id, Lease: uuid.New()}}
	var counted bool
	err := run.tx(ctx, func(tx pgx.Tx) (err error) {
		counted, err = postgres.ClaimImport(ctx, tx, run.lease)
		return err
	})
	finish := postgres.EndImport
	if err == nil {
		finish, err = run.work(ctx, counted)
	}
	ending := context.WithoutCancel(ctx)
	switch {
	case err == nil:
		return run.tx(ctx, func(tx pgx.Tx) error {
			if err := run.follow(ctx, tx); err != nil {
				return err
			}
			return finish(ctx, tx, run.lease, nil)
		})
	case errors.Is(err, postgres.ErrImportLost):
		return nil // somebody else has it, or has ended it
	case errors.Is(err, ErrImportBusy):
		return err
	case hub.CodeOf(err) == hub.ErrBadInput:
		failure := err.Error()
		return run.tx(ending, func(tx pgx.Tx) error { return postgres.EndImport(ending, tx, run.lease, &failure) })
	default:
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		released := run.tx(ending, func(tx pgx.Tx) error { return postgres.ReleaseImport(ending, tx, run.lease) })
		return errors.Join(err, released)
	}
}

// finishImport ends a step of an import, or fails it.
type finishImport func(ctx context.Context, tx pgx.Tx, lease postgres.ImportLease, failure *string) error

// follow has the hub look at what the import changed when tx is committed: for duplicates, and for words that a search puts right.
// An App without a queue leaves it to the next hour and day.
func (r *importRun) follow(ctx context.Context, tx pgx.Tx) error {
	if r.app.jobs == nil || r.previews {
		return nil
	}
	if _, err := r.app.jobs.InsertTx(ctx, tx, jobs.FindDuplicates{}, nil); err != nil {
		return err
	}
	_, err := r.app.jobs.InsertTx(ctx, tx, jobs.LearnWords{}, nil)
	return err
}

// work takes the step that the import waits for, and answers how it ends.
func (r *importRun) work(ctx context.Context, counted bool) (finishImport, error) {
	imported, err := postgres.Import(ctx, r.app.pool, r.lease.ImportID)
	if err != nil {
		return postgres.EndImport, err
	}
	r.previews = imported.Step == hub.ImportPreview
	if imported.Step == hub.ImportUndo {
		return postgres.EndUndo, r.undo(ctx, imported)
	}
	if imported.Source == hub.ImportSpreadsheet {
		return r.spreadsheet(ctx, imported, counted)
	}
	if !counted {
		if err := r.count(ctx); err != nil {
			return postgres.EndImport, err
		}
	}
	return postgres.EndImport, r.apply(ctx)
}

// GiveUpImport ends an import that failed too often. What was taken in stays. Permission: IMPORT.
func (a *App) GiveUpImport(ctx context.Context, id hub.ImportID) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	run := &importRun{app: a, lease: postgres.ImportLease{ImportID: id, Lease: uuid.New()}}
	failure := "the hub could not finish this import; the rows read so far are in. Send the file again: what is in already is not taken in twice"
	if i, err := a.Import(ctx, id); err == nil && i.Step == hub.ImportPreview {
		failure = "the hub could not try this file out; nothing was taken in. Send it again"
	} else if err == nil && i.Step == hub.ImportUndo {
		failure = "the hub could not undo all of this import; undo it again to go on"
	}
	err := run.tx(ctx, func(tx pgx.Tx) error {
		if _, err := postgres.ClaimImport(ctx, tx, run.lease); err != nil {
			return err
		}
		return postgres.EndImport(ctx, tx, run.lease, &failure)
	})
	if errors.Is(err, postgres.ErrImportLost) {
		return nil
	}
	return err
}

// SweepImports queues again what a dead worker left, and deletes uploads that came to nothing. Permission: IMPORT.
func (a *App) SweepImports(ctx context.Context) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		stalled, err := postgres.StalledImports(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range stalled {
			if _, err := a.jobs.InsertTx(ctx, tx, jobs.RunImport{ImportID: id}, nil); err != nil {
				return err
			}
		}
		forgotten, err := postgres.ForgottenImports(ctx, tx)
		if err != nil {
			return err
		}
		for _, id := range forgotten {
			if err := postgres.DiscardImport(ctx, tx, id); err != nil {
				return err
			}
		}
		return postgres.DropAbandonedUploads(ctx, tx)
	})
}

// importRun is one worker's go at an import.
type importRun struct {
	app   *App
	lease postgres.ImportLease
	told  atomic.Int64 // when the last progress was told, in nanoseconds
	// previews says that the step changes nothing.
	previews bool
}

func (r *importRun) tx(ctx context.Context, do func(tx pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, r.app.pool, do)
}

func (r *importRun) open(ctx context.Context) (*importer.CompaniesHouse, error) {
	return importer.NewCompaniesHouse(postgres.ImportFile(ctx, r.app.pool, r.lease.ImportID))
}

// count reads the file once to find how many rows it has and which numbers it repeats.
func (r *importRun) count(ctx context.Context) error {
	file, err := r.open(ctx)
	if err != nil {
		return err
	}
	rows := 0
	kept := time.Now()
	next := func() (postgres.NumberedLine, bool, error) {
		for {
			row, err := file.Next()
			if errors.Is(err, io.EOF) {
				return postgres.NumberedLine{}, false, nil
			}
			if err != nil {
				return postgres.NumberedLine{}, false, err
			}
			rows++
			if time.Since(kept) > time.Second {
				kept = time.Now()
				if err := r.tx(ctx, func(tx pgx.Tx) error { return postgres.KeepImport(ctx, tx, r.lease) }); err != nil {
					return postgres.NumberedLine{}, false, err
				}
			}
			if row.Rejected == "" {
				return postgres.NumberedLine{Line: row.Line, Number: string(row.Company.Number)}, true, nil
			}
		}
	}
	return r.tx(ctx, func(tx pgx.Tx) error {
		if err := postgres.FindRepeats(ctx, tx, r.lease.ImportID, next); err != nil {
			return err
		}
		if rows == 0 {
			return errNoRows
		}
		return postgres.SetImportTotal(ctx, tx, r.lease, rows)
	})
}

// lanes is how many batches are taken in at a time. The database does most of the work, so each has a connection; no two
// batches hold the same number.
const lanes = 2

// apply takes the rows in that are not dealt with yet, a batch in a transaction. The next batch is read meanwhile.
func (r *importRun) apply(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	batches := make(chan importBatch)
	var work sync.WaitGroup
	work.Go(func() {
		defer close(batches)
		if err := r.read(ctx, batches); err != nil {
			stop(err)
		}
	})
	for range lanes {
		work.Go(func() {
			for batch := range batches {
				if err := r.tx(ctx, func(tx pgx.Tx) error { return r.applyBatch(ctx, tx, batch) }); err != nil {
					stop(err) // the first counts
				}
			}
		})
	}
	work.Wait()
	return context.Cause(ctx)
}

// A batch holds no more rows and no more bytes than these, so that memory does not grow with the file.
const (
	batchRows  = 5_000
	batchBytes = 8 << 20
)

// fileRow is a row with the fingerprint of what it says, made while the database works on the batch before.
type fileRow struct {
	importer.Row
	fingerprint [16]byte
}

// importBatch is consecutive rows of a file.
type importBatch struct {
	rows  []fileRow
	bytes int
}

func (r *importRun) read(ctx context.Context, batches chan<- importBatch) error {
	file, err := r.open(ctx)
	if err != nil {
		return err
	}
	done, err := postgres.ImportParts(ctx, r.app.pool, r.lease.ImportID)
	if err != nil {
		return err
	}
	var batch importBatch
	send := func() error {
		select {
		case batches <- batch:
			batch = importBatch{}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for {
		row, err := file.Next()
		if errors.Is(err, io.EOF) {
			if len(batch.rows) == 0 {
				return nil
			}
			return send()
		}
		if err != nil {
			return err
		}
		for len(done) > 0 && row.Line > done[0].Last {
			done = done[1:]
		}
		if len(done) > 0 && row.Line >= done[0].First {
			continue
		}
		row.Raw = bytes.Clone(row.Raw)
		batch.rows = append(batch.rows, fileRow{row, row.Company.Fingerprint()})
		if batch.bytes += len(row.Raw); len(batch.rows) == batchRows || batch.bytes >= batchBytes {
			if err := send(); err != nil {
				return err
			}
		}
	}
}

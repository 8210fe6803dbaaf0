package worker

import (
	"context"
	"errors"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

// againAfter is how long an import waits before it asks again whether the one before it has ended.
const againAfter = 2 * time.Second

type runImport struct {
	river.WorkerDefaults[jobs.RunImport]
	app *app.App
}

// Timeout is none: a large file takes as long as it takes, and the import's own lease tells whether its worker lives.
func (runImport) Timeout(*river.Job[jobs.RunImport]) time.Duration { return -1 }

// Work runs the import, or lets it wait for the one before it. The last try that fails ends it.
func (w runImport) Work(ctx context.Context, job *river.Job[jobs.RunImport]) error {
	err := w.app.RunImport(ctx, job.Args.ImportID)
	switch {
	case errors.Is(err, app.ErrImportBusy), errors.Is(err, app.ErrStopping):
		return river.JobSnooze(againAfter)
	case err != nil && ctx.Err() == nil && job.Attempt >= job.MaxAttempts:
		return errors.Join(err, w.app.GiveUpImport(ctx, job.Args.ImportID))
	default:
		return err
	}
}

type sweepImports struct {
	river.WorkerDefaults[jobs.SweepImports]
	app *app.App
}

// Work sweeps once.
func (w sweepImports) Work(ctx context.Context, _ *river.Job[jobs.SweepImports]) error {
	return w.app.SweepImports(ctx)
}

package worker

import (
	"context"
	"errors"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

type runPublishedList struct {
	river.WorkerDefaults[jobs.RunPublishedList]
	app *app.App
}

// Timeout is generous: a step of a list of the whole country takes under a minute.
func (runPublishedList) Timeout(*river.Job[jobs.RunPublishedList]) time.Duration {
	return 30 * time.Minute
}

// Work takes the step. The last try that fails ends it.
func (w runPublishedList) Work(ctx context.Context, job *river.Job[jobs.RunPublishedList]) error {
	err := w.app.RunPublishedList(ctx, job.Args.ListID)
	switch {
	case errors.Is(err, app.ErrStopping):
		return river.JobSnooze(againAfter)
	case err != nil && ctx.Err() == nil && job.Attempt >= job.MaxAttempts:
		return errors.Join(err, w.app.GiveUpPublishedList(ctx, job.Args.ListID))
	default:
		return err
	}
}

type sweepPublishedLists struct {
	river.WorkerDefaults[jobs.SweepPublishedLists]
	app *app.App
}

// Work sweeps once.
func (w sweepPublishedLists) Work(ctx context.Context, _ *river.Job[jobs.SweepPublishedLists]) error {
	return w.app.SweepPublishedLists(ctx)
}

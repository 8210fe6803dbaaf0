package worker

import (
	"context"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

type forget struct {
	river.WorkerDefaults[jobs.Forget]
	app *app.App
}

// Work deletes what is out of date.
func (w *forget) Work(ctx context.Context, _ *river.Job[jobs.Forget]) error { return w.app.Forget(ctx) }

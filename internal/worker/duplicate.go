package worker

import (
	"context"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

type findDuplicates struct {
	river.WorkerDefaults[jobs.FindDuplicates]
	app *app.App
}

// Timeout is none: the first search compares all employers.
func (findDuplicates) Timeout(*river.Job[jobs.FindDuplicates]) time.Duration { return -1 }

// Work searches once.
func (w findDuplicates) Work(ctx context.Context, _ *river.Job[jobs.FindDuplicates]) error {
	_, err := w.app.FindChangedDuplicates(ctx)
	return err
}

package worker

import (
	"context"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

type learnWords struct {
	river.WorkerDefaults[jobs.LearnWords]
	app *app.App
}

// Work notes the words of names.
func (w *learnWords) Work(ctx context.Context, _ *river.Job[jobs.LearnWords]) error {
	return w.app.LearnWords(ctx)
}

// Package worker is the hub's background jobs. Each calls one use case, as the hub itself.
package worker

import (
	"context"
	"log/slog"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Register gives every job in the queue its worker. A sender of nil sends nothing: messages stay due.
func Register(workers *river.Workers, a *app.App, sender *app.Sender, log *slog.Logger) {
	river.AddWorker(workers, &findDuplicates{app: a})
	river.AddWorker(workers, &forget{app: a})
	river.AddWorker(workers, &learnWords{app: a})
	river.AddWorker(workers, &runImport{app: a})
	river.AddWorker(workers, &runPublishedList{app: a})
	river.AddWorker(workers, &sealAudit{app: a, log: log})
	river.AddWorker(workers, &send{sender: sender})
	river.AddWorker(workers, &sweep{app: a})
	river.AddWorker(workers, &sweepImports{app: a})
	river.AddWorker(workers, &sweepPublishedLists{app: a})
}

// Queues are worked by every process that works: each with its own number of jobs at a time, so that one kind cannot keep
// another waiting.
func Queues() map[string]river.QueueConfig {
	return map[string]river.QueueConfig{
		river.QueueDefault: {MaxWorkers: 10},
		jobs.QueueImport:   {MaxWorkers: 1},
		jobs.QueueSend:     {MaxWorkers: 1},
		jobs.QueueSweep:    {MaxWorkers: 1},
	}
}

// Periodic are the jobs that nobody asks for. One process at a time enqueues them.
func Periodic() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		every(time.Hour, jobs.FindDuplicates{}),
		every(time.Hour, jobs.Forget{}),
		every(24*time.Hour, jobs.LearnWords{}),
		every(time.Minute, jobs.SealAudit{}),
		every(time.Minute, jobs.Sweep{}),
		every(time.Minute, jobs.SweepImports{}),
		every(time.Minute, jobs.SweepPublishedLists{}),
	}
}

// every enqueues a job once in each interval, whatever became of the one before: one whose process was killed counts as
// running until River gives it up, an hour later.
func every(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(interval), func() (river.JobArgs, *river.InsertOpts) {
		return args, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByPeriod: interval}}
	}, &river.PeriodicJobOpts{RunOnStart: true})
}

// AsHub lets jobs act as the hub itself.
func AsHub() rivertype.Middleware {
	return river.WorkerMiddlewareFunc(func(ctx context.Context, _ *rivertype.JobRow, work func(context.Context) error) error {
		return work(hub.WithActor(ctx, hub.System))
	})
}

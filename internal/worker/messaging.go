package worker

import (
	"context"
	"log/slog"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river"
)

type sweep struct {
	river.WorkerDefaults[jobs.Sweep]
	app *app.App
}

// Work sweeps once.
func (w *sweep) Work(ctx context.Context, _ *river.Job[jobs.Sweep]) error {
	_, err := w.app.Sweep(ctx)
	return err
}

type send struct {
	river.WorkerDefaults[jobs.Send]
	sender *app.Sender
}

// Timeout is none: a lane ends by itself, after its spell and the answers that it waits for.
func (*send) Timeout(*river.Job[jobs.Send]) time.Duration { return -1 }

// Work is one lane. It starts again where there may be more to send.
func (w *send) Work(ctx context.Context, _ *river.Job[jobs.Send]) error {
	if w.sender == nil {
		return nil
	}
	_, more, err := w.sender.Send(ctx)
	if err == nil && more {
		return river.JobSnooze(0)
	}
	return err
}

type sealAudit struct {
	river.WorkerDefaults[jobs.SealAudit]
	app *app.App
	log *slog.Logger
}

// Work seals what is new. The log keeps the seals too, where whoever can change the database may not reach them.
func (w *sealAudit) Work(ctx context.Context, _ *river.Job[jobs.SealAudit]) error {
	seals, err := w.app.SealAudit(ctx)
	for _, seal := range seals {
		w.log.InfoContext(ctx, "audit log sealed", "rows", seal.Rows, "seal", seal.String())
	}
	return err
}

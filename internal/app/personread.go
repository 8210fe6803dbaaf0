package app

import (
	"context"
	"slices"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// readAgain is for how long somebody reads the same again without another row of the log.
const readAgain = time.Hour

// mostReads is how many reads a process remembers; what it has forgotten is recorded once more.
const mostReads = 50_000

// read is somebody's reading of a person's details, or of a participant.
type read struct {
	by, record uuid.UUID
}

// NotePersonReads records that the caller is about to be told how to reach these people: a row of the audit log for each whom the
// caller did not read within the last hour. Who cannot have it recorded must not tell. Permission: anyone.
func (a *App) NotePersonReads(ctx context.Context, people []hub.PersonID) error {
	return noteReads(ctx, a, "person", people, func(id hub.PersonID) uuid.UUID { return id.UUID })
}

// noteReads records that the caller is about to read these records of a kind, as NotePersonReads says.
func noteReads[ID any](ctx context.Context, a *App, kind string, records []ID, bare func(ID) uuid.UUID) error {
	by := hub.ActorFrom(ctx)
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	var fresh []uuid.UUID
	for _, record := range records {
		id := bare(record)
		if last, ok := a.reads.Get(read{by.Caller(), id}); (!ok || now.Sub(last).Abs() >= readAgain) && !slices.Contains(fresh, id) {
			fresh = append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	by.Idempotency = nil // of a mutation, whose own transaction took it
	err = a.change(hub.WithActor(ctx, by), func(c change) error {
		return postgres.AuditReads(ctx, c, postgres.AuditEntry{At: c.now, By: c.by, Action: kind + ".read", Subject: postgres.AuditSubject{Kind: kind}}, fresh)
	})
	if err != nil {
		return err
	}
	for _, id := range fresh {
		a.reads.Add(read{by.Caller(), id}, now)
	}
	return nil
}

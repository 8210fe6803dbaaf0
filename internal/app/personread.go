package app

import (
	"context"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// readAgain is for how long somebody reads a person's details again without another row of the log.
const readAgain = time.Hour

// mostReads is how many reads a process remembers; what it has forgotten is recorded once more.
const mostReads = 50_000

// read is somebody's reading of a person's details.
type read struct {
	by     uuid.UUID
	person hub.PersonID
}

// NotePersonReads records that the caller is about to be told how to reach these people: a row of the audit log for each whom the
// caller did not read within the last hour. Who cannot have it recorded must not tell. Permission: anyone.
func (a *App) NotePersonReads(ctx context.Context, people []hub.PersonID) error {
	by := hub.ActorFrom(ctx)
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	var fresh []hub.PersonID
	for _, person := range people {
		if last, ok := a.reads.Get(read{by.Caller(), person}); !ok || now.Sub(last).Abs() >= readAgain {
			fresh = append(fresh, person)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	by.Idempotency = nil // of a mutation, whose own transaction took it
	err = a.change(hub.WithActor(ctx, by), func(c change) error {
		return postgres.AuditReads(ctx, c, postgres.AuditEntry{At: c.now, By: c.by, Action: "person.read", Subject: postgres.AuditSubject{Kind: "person"}}, fresh)
	})
	if err != nil {
		return err
	}
	for _, person := range fresh {
		a.reads.Add(read{by.Caller(), person}, now)
	}
	return nil
}

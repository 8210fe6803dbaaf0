package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// versioned is a record that knows which version of it was read.
type versioned interface{ IsVersion(version int) error }

// kept is how the records of a noun of postgres.Book are kept: what all such nouns need once. Reading takes READ_EMPLOYERS, writing
// WRITE_PLACEMENTS.
type kept[T versioned, K any, F interface{ Check() error }] struct {
	postgres.Book[T, K, F]
	// kind is what the log calls a record.
	kind string
	// head are what every such record has.
	head func(*T) head
}

type head struct {
	id       uuid.UUID
	employer hub.EmployerID
	version  *int
}

func (k kept[T, K, F]) subject(t T) postgres.AuditSubject {
	h := k.head(&t)
	return postgres.AuditSubject{Kind: k.kind, ID: h.id, Employer: h.employer}
}

// viewer is who lists records by f. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_INPUT for the filter.
func (k kept[T, K, F]) viewer(ctx context.Context, a *App, f F) (postgres.Viewer, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return v, err
	}
	return v, f.Check()
}

// told are records as by is told them.
func told[T interface{ ToldTo(hub.Actor) T }](by postgres.Viewer, records []T, err error) ([]T, error) {
	for i := range records {
		records[i] = records[i].ToldTo(by.Actor)
	}
	return records, err
}

// toldByID finds those of ids in k that the caller sees, as the caller is told them. Permission: READ_EMPLOYERS.
func toldByID[T interface {
	versioned
	ToldTo(hub.Actor) T
}, K any, F interface{ Check() error }](ctx context.Context, a *App, k kept[T, K, F], ids []K) ([]T, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	found, err := k.ByID(ctx, a.pool, v, ids)
	return told(v, found, err)
}

// toldList is a page of records as by is told them.
func toldList[T interface{ ToldTo(hub.Actor) T }](by postgres.Viewer, list hub.List[T], err error) (hub.List[T], error) {
	list.Nodes, err = told(by, list.Nodes, err)
	return list, err
}

func (k kept[T, K, F]) count(ctx context.Context, a *App, f F) (int, error) {
	v, err := k.viewer(ctx, a, f)
	if err != nil {
		return 0, err
	}
	return k.Count(ctx, a.pool, v, f)
}

func (k kept[T, K, F]) byID(ctx context.Context, a *App, ids []K) ([]T, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return k.ByID(ctx, a.pool, v, ids)
}

// add keeps the record of employer that fresh makes.
func (k kept[T, K, F]) add(ctx context.Context, a *App, employer hub.EmployerID, fresh func(c change, employer hub.EmployerID) (T, error)) (added T, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return added, err
	}
	err = a.change(ctx, func(c change) error {
		employer, err := c.livingEmployer(ctx, employer)
		if err != nil {
			return err
		}
		record, err := fresh(c, employer)
		if err != nil {
			return err
		}
		added = record
		return k.put(ctx, c, record)
	})
	return added, err
}

// put stores a new record and notes it in the log.
func (k kept[T, K, F]) put(ctx context.Context, c change, record T) error {
	if err := k.Insert(ctx, c, record); err != nil {
		return err
	}
	return c.audit(ctx, k.kind+".record", k.subject(record), nil, record)
}

// update lets edit change the record whose version the caller read. On an error it returns the record as it stands.
func (k kept[T, K, F]) update(ctx context.Context, a *App, id K, version int, edit func(c change, t *T) error) (T, error) {
	return updateAs(ctx, a, hub.PermWritePlacements,
		func(c change) (T, error) { return k.ForUpdate(ctx, c, c.viewer(), id) },
		func(c change, t *T) error {
			if err := (*t).IsVersion(version); err != nil {
				return err
			}
			return edit(c, t)
		},
		func(c change, before T, t *T) error { return k.set(ctx, c, before, t) })
}

// set stores what a record came to and notes it in the log.
func (k kept[T, K, F]) set(ctx context.Context, c change, before T, t *T) error {
	*k.head(t).version++
	if err := k.Set(ctx, c, *t); err != nil {
		return err
	}
	return c.audit(ctx, k.kind+".update", k.subject(*t), before, *t)
}

// remove takes away a record that was entered by mistake; the history keeps it.
func (k kept[T, K, F]) remove(ctx context.Context, a *App, id K, version int) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		t, err := k.ForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if err := t.IsVersion(version); err != nil {
			return err
		}
		return k.drop(ctx, c, id, t)
	})
}

// drop takes away the record t and notes it in the log.
func (k kept[T, K, F]) drop(ctx context.Context, c change, id K, t T) error {
	if err := k.Delete(ctx, c, id); err != nil {
		return err
	}
	return c.audit(ctx, k.kind+".remove", k.subject(t), t, nil)
}

package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
)

// changes are the subscriptions of this process. A subscriber is woken, not told what: it reads again, as itself.
type changes struct {
	mu      sync.Mutex
	waiting map[changed]map[chan struct{}]bool
}

// changed is a record that somebody waits for.
type changed struct {
	topic  string
	record uuid.UUID
}

func newChanges() *changes { return &changes{waiting: map[changed]map[chan struct{}]bool{}} }

// of gives a channel that has something to read after each change of the record; several may become one. stop ends it.
func (c *changes) of(topic string, record uuid.UUID) (woken <-chan struct{}, stop func()) {
	key, wake := changed{topic, record}, make(chan struct{}, 1)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting[key] == nil {
		c.waiting[key] = map[chan struct{}]bool{}
	}
	c.waiting[key][wake] = true
	return wake, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.waiting[key], wake)
		if len(c.waiting[key]) == 0 {
			delete(c.waiting, key)
		}
	}
}

func (c *changes) wake(topic string, record uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	wakeAll(c.waiting[changed{topic, record}])
}

// wakeEverybody is for a time in which changes may have been missed.
func (c *changes) wakeEverybody() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, subscribers := range c.waiting {
		wakeAll(subscribers)
	}
}

func wakeAll(subscribers map[chan struct{}]bool) {
	for wake := range subscribers {
		select {
		case wake <- struct{}{}:
		default: // it has not looked yet
		}
	}
}

// listenAgainAfter is how long a lost connection is left alone.
const listenAgainAfter = time.Second

// Listen lets the subscriptions of this process hear of changes, whichever process makes them, until ctx ends. direct reaches
// the database without a transaction pooler between.
func (a *App) Listen(ctx context.Context, direct *pgxpool.Pool, log *slog.Logger) {
	for {
		err := postgres.Listen(ctx, direct, a.changes.wakeEverybody, a.changes.wake)
		if ctx.Err() != nil {
			return
		}
		log.WarnContext(ctx, "listening for changes was interrupted", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(listenAgainAfter):
		}
	}
}

// followEvery is how far apart what a subscriber is sent is at least.
const followEvery = time.Second

// follow sends what read gives: now, and again after changes of the record, once a second at most and never without the last,
// until read says that it was that, or that the caller may not see it any more, or ctx ends. Then the channel is closed.
// Errors: those of the first read.
func follow[T any](ctx context.Context, a *App, what changed, read func() (value T, last bool, err error)) (<-chan T, error) {
	woken, stop := a.changes.of(what.topic, what.record)
	value, last, err := read()
	if err != nil {
		stop()
		return nil, err
	}
	values := make(chan T)
	go func() {
		defer stop()
		defer close(values)
		for {
			if err == nil { // else the database was out of reach; the next change, or listening again, asks once more
				select {
				case values <- value:
				case <-ctx.Done():
					return
				}
			}
			if last {
				return
			}
			if !wait(ctx, time.After(followEvery)) || !wait(ctx, woken) {
				return
			}
			if value, last, err = read(); err != nil && hub.CodeOf(err) != hub.ErrInternal {
				return
			}
		}
	}()
	return values, nil
}

// wait says whether something came before ctx ended.
func wait[T any](ctx context.Context, something <-chan T) bool {
	select {
	case <-something:
		return true
	case <-ctx.Done():
		return false
	}
}

// WatchCaller gives a channel that has something to read when it is worth asking StillSignedIn again. stop ends it.
func (a *App) WatchCaller(ctx context.Context) (woken <-chan struct{}, stop func()) {
	return a.changes.of(postgres.TopicCaller, hub.ActorFrom(ctx).Caller())
}

package app

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

func TestFollow(t *testing.T) {
	t.Parallel()

	t.Run("many changes of one record are sent once a second, the last of them too", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			a := New(nil, nil, SystemClock)
			of := changed{postgres.TopicImport, hub.NewImportID().UUID}
			begun := time.Now()
			var rows atomic.Int64
			values, err := follow(t.Context(), a, of, func() (int64, bool, error) { n := rows.Load(); return n, n == 25, nil })
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				for range 25 { // over 2.5 seconds
					time.Sleep(100 * time.Millisecond) // of the test's own clock
					rows.Add(1)
					a.changes.wake(of.topic, of.record)
					a.changes.wake(of.topic, hub.NewImportID().UUID)
				}
			}()

			var got []int64
			for value := range values {
				got = append(got, value)
				synctest.Wait()
			}

			if took := time.Since(begun); len(got) != 4 || got[0] != 0 || got[3] != 25 || took != 3*time.Second {
				t.Errorf("got %v in %s", got, took)
			}
		})
	})

	t.Run("it ends when the caller may not see it any more, and goes on when the database was out of reach", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			a := New(nil, nil, SystemClock)
			of := changed{postgres.TopicImport, hub.NewImportID().UUID}
			errs := []error{nil, errors.New("connection refused"), nil, hub.NotFound("import")}
			values, err := follow(t.Context(), a, of, func() (string, bool, error) {
				next := errs[0]
				errs = errs[1:]
				return "import", false, next
			})
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				for range 3 {
					time.Sleep(2 * time.Second) // of the test's own clock
					a.changes.wake(of.topic, of.record)
				}
			}()

			sent := 0
			for range values {
				sent++
			}

			if sent != 2 || len(a.changes.waiting) != 0 {
				t.Errorf("sent %d, want 2; %d are still waiting", sent, len(a.changes.waiting))
			}
		})
	})
}

func TestListen(t *testing.T) {
	t.Parallel()
	pool, jobs := pgtest.New(t)
	a := New(pool, jobs, SystemClock)
	ctx, cancel := context.WithCancel(t.Context())
	id := hub.NewEmployerID()
	events, stop := a.changes.of(postgres.TopicEmployer, id.UUID)
	defer stop()
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		a.Listen(ctx, pool, slog.New(slog.DiscardHandler))
	}()
	<-events // it listens now

	t.Run("hears of a change when it commits", func(t *testing.T) {
		if err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error { return postgres.Notify(t.Context(), tx, postgres.TopicEmployer, id.UUID) }); err != nil {
			t.Fatal(err)
		}
		<-events
	})
	t.Run("listens again when the connection breaks, and has everybody look for what was missed", func(t *testing.T) {
		if _, err := pool.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN hub' AND datname = current_database()`); err != nil {
			t.Fatal(err)
		}
		<-events
	})
	t.Run("stops", func(t *testing.T) {
		cancel()
		<-stopped
	})
}

package postgres_test

import (
	"slices"
	"testing"

	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestQueues(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	_, err := pool.Exec(t.Context(), `
		INSERT INTO river_job (args, kind, max_attempts, queue, state, scheduled_at, finalized_at) VALUES
			('{}', 'a', 1, 'mail', 'available', now() - interval '90 s', NULL),
			('{}', 'b', 1, 'mail', 'available', now(), NULL),
			('{}', 'c', 1, 'mail', 'completed', now(), now()),
			('{}', 'd', 1, 'import', 'scheduled', now() + interval '1 h', NULL)`)
	if err != nil {
		t.Fatal(err)
	}

	got, err := postgres.Queues(t.Context(), pool)

	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v; want two queues", got, err)
	}
	if q := got[0]; q.Queue != "import" || q.State != "scheduled" || q.Jobs != 1 || q.AgeSeconds != 0 {
		t.Errorf("got %v, want one import that is not due", q)
	}
	if q := got[1]; q.Queue != "mail" || q.State != "available" || q.Jobs != 2 || q.AgeSeconds < 90 {
		t.Errorf("got %v, want two mails, the older due for 90 s", q)
	}
}

func TestOpenMessages(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	_, err := pool.Exec(t.Context(), `
		WITH person AS (INSERT INTO person (id, name) VALUES (gen_random_uuid(), 'Ann') RETURNING id)
		INSERT INTO message (id, person_id, state, send_window, due_at)
		SELECT gen_random_uuid(), person.id, state, 'ANY', now()
		FROM person, unnest(ARRAY['DUE', 'DUE', 'ACCEPTED', 'UNCERTAIN']) AS state`)
	if err != nil {
		t.Fatal(err)
	}

	got, err := postgres.OpenMessages(t.Context(), pool)

	want := []postgres.MessageCount{{State: "DUE", Messages: 2}, {State: "UNCERTAIN", Messages: 1}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

package app_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// importedFacts are what an import writes, without the IDs that are new every time.
const importedFacts = `
	SELECT md5(string_agg(row, E'\n' ORDER BY row)) FROM (
		SELECT concat_ws('|', 'employer', e.company_number, e.name, e.status, e.postcode, e.registered_address, e.search_words, e.version) AS row FROM employer e
		UNION ALL SELECT concat_ws('|', 'identifier', i.scheme, i.value) FROM employer_identifier i
		UNION ALL SELECT concat_ws('|', 'name', e.company_number, n.kind, n.name, n.valid_until) FROM employer_name n JOIN employer e ON e.id = n.employer_id
		UNION ALL SELECT concat_ws('|', 'code', e.company_number, s.code, s.rank) FROM employer_sic s JOIN employer e ON e.id = s.employer_id
		UNION ALL SELECT concat_ws('|', 'entry', r.number, r.fingerprint) FROM register_entry r
		UNION ALL SELECT concat_ws('|', 'change', e.company_number, c.line, c.created) FROM import_change c JOIN employer e ON e.id = c.employer_id
		UNION ALL SELECT concat_ws('|', 'finding', f.line, f.severity, f.reason, f.label) FROM import_finding f
	) AS rows`

func TestAnImportWhoseProcessIsKilledEndsAsIfItHadNotBeen(t *testing.T) {
	t.Parallel()
	const rows = 30_000
	whole, killed := newImports(t), newImports(t)
	want := whole.run(t, demoFile(t, rows))
	i := killed.upload(t, demoFile(t, rows))

	killInAnotherProcess(t, killed.pool, "TestRunImportInAnotherProcess", "HUB_TEST_IMPORT="+i.ID.String())
	if is := killed.read(t, i.ID); is.State != hub.ImportRunning || is.RowsRead == 0 || is.RowsRead == rows {
		t.Fatalf("killed at %d of %d rows, %s", is.RowsRead, rows, is.State)
	}
	// The lease of the dead ends by itself within a minute; the next worker need not wait for it here.
	killed.exec(t, `UPDATE import SET lease_until = now() - interval '1 second' WHERE id = $1`, i.ID)
	if err := killed.app.RunImport(killed.system, i.ID); err != nil {
		t.Fatal(err)
	}

	got := killed.read(t, i.ID)
	if got.State != hub.ImportFinished || got.RowsRead != rows || got.Created != want.Created || got.Rejected != want.Rejected || got.Warnings != want.Warnings {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if text(t, killed.pool, importedFacts) != text(t, whole.pool, importedFacts) {
		t.Error("the tables differ from those of an import that was not killed")
	}
}

// killInAnotherProcess starts this test program again on a database with a test that works there, and kills it once a part is committed.
func killInAnotherProcess(t *testing.T, pool *pgxpool.Pool, test, setting string) {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), pool.Config().ConnString())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.Background())
	if _, err := connection.Exec(t.Context(), `LISTEN `+postgres.Channel); err != nil {
		t.Fatal(err)
	}
	process := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$")
	process.Env = append(os.Environ(), "HUB_TEST_DATABASE="+pool.Config().ConnString(), setting)
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	_, err = connection.WaitForNotification(t.Context())
	if killed := process.Process.Kill(); err != nil || killed != nil {
		t.Fatal(err, killed)
	}
	if err := process.Wait(); err == nil {
		t.Fatal("the process ended before it was killed")
	}
}

// TestRunImportInAnotherProcess is no test: it is what the killed process does.
func TestRunImportInAnotherProcess(t *testing.T) {
	t.Parallel()
	url := os.Getenv("HUB_TEST_DATABASE")
	if url == "" {
		t.Skip("only when it is started to be killed")
	}
	pool, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	id, err := hub.ParseID[hub.ImportID](os.Getenv("HUB_TEST_IMPORT"))
	if err != nil {
		t.Fatal(err)
	}
	if err := app.New(pool, nil, app.SystemClock).RunImport(hub.WithActor(t.Context(), hub.System), id); err != nil {
		t.Fatal(err)
	}
}

func TestAnImportGivesWayToTheEndOfItsProcess(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	i := b.upload(t, demoFile(t, 300))
	b.app.Stop()

	err := b.app.RunImport(b.system, i.ID)

	if is := b.read(t, i.ID); !errors.Is(err, app.ErrStopping) || is.State != hub.ImportQueued {
		t.Fatalf("got %v and %s, want it back in the queue", err, is.State)
	}
	if err := app.New(b.pool, nil, app.SystemClock).RunImport(b.system, i.ID); err != nil || b.read(t, i.ID).State != hub.ImportFinished {
		t.Errorf("in another process: %v", err)
	}
}

func TestImportProgressIsToldUntilTheEnd(t *testing.T) {
	t.Parallel()
	b := newImports(t)
	go b.app.Listen(t.Context(), b.pool, discard)
	i := b.upload(t, companies(company{}))
	progress, err := b.app.ImportProgress(b.manager, i.ID)
	if err != nil {
		t.Fatal(err)
	}
	first := <-progress

	if err := b.app.RunImport(b.system, i.ID); err != nil {
		t.Fatal(err)
	}

	last := first
	for i := range progress { // closed at the end
		last = i
	}
	if first.State != hub.ImportQueued || last.State != hub.ImportFinished || last.Created != 1 {
		t.Errorf("got %+v first and %+v last", first, last)
	}
}

var discard = slog.New(slog.DiscardHandler)

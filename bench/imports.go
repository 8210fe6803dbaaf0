package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/demo"

	"github.com/jackc/pgx/v5"
)

// imports are the times of importing a file, in turns with PostgreSQL's COPY of its rows into one bare table.
type imports struct {
	copies, fresh, again []time.Duration
	// peaks are the most memory that each process held in any turn, in MB.
	serve, work, backend int
	// filled is a database that holds the file's companies.
	filled string
}

const organisation = "Rotherham Council"

func measureImports(ctx context.Context, s settings, server string) (imports, error) {
	var m imports
	path := filepath.Join(s.dir, "companies.csv")
	if err := writeFile(path, s.rows); err != nil {
		return m, err
	}
	for turn := range s.runs {
		m.filled = named(server, "turn_"+strconv.Itoa(turn))
		if err := m.turn(ctx, s, server, path); err != nil {
			return m, err
		}
		fmt.Fprintf(os.Stderr, "import %d of %d: COPY %s, new %s, unchanged %s\n", turn+1, s.runs, m.copies[turn], m.fresh[turn], m.again[turn])
		if turn < s.runs-1 {
			if err := execute(ctx, server, "DROP DATABASE turn_"+strconv.Itoa(turn)); err != nil {
				return m, err
			}
		}
	}
	return m, nil
}

// filledByImport makes a database that holds the companies of a file.
func filledByImport(ctx context.Context, s settings, server, database string) (string, error) {
	path := filepath.Join(s.dir, "companies.csv")
	if err := writeFile(path, s.rows); err != nil {
		return "", err
	}
	filling := imports{filled: named(server, database)}
	return filling.filled, filling.turn(ctx, s, server, path)
}

func writeFile(path string, rows int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := demo.WriteCompaniesHouse(file, rows, 1); err != nil {
		return err
	}
	return file.Close()
}

// turn measures once, in a database of its own.
func (m *imports) turn(ctx context.Context, s settings, server, path string) (err error) {
	if err := execute(ctx, server, "CREATE DATABASE "+filepath.Base(m.filled)); err != nil {
		return err
	}
	if _, err := command(ctx, s, m.filled, "migrate"); err != nil {
		return err
	}
	if err := execute(ctx, m.filled, fmt.Sprintf(`INSERT INTO organisation (id, name, kind) VALUES (gen_random_uuid(), '%s', 'COUNCIL')`, organisation)); err != nil {
		return err
	}
	token, err := command(ctx, s, m.filled, "token", "create", "bench", "--organisation", organisation, "--role", "MANAGER")
	if err != nil {
		return err
	}
	serve, err := start(ctx, s, m.filled, "serve")
	if err != nil {
		return err
	}
	defer func() { err = join(err, serve.stop()) }()
	work, err := start(ctx, s, m.filled, "work")
	if err != nil {
		return err
	}
	defer func() { err = join(err, work.stop()) }()

	copied, err := timed(ctx, server, func() error { return copyRows(ctx, m.filled, path) })
	if err != nil {
		return err
	}
	take := func() error { return m.importFile(ctx, serve.url, token, path) }
	fresh, err := timed(ctx, server, take)
	if err != nil {
		return err
	}
	again, err := timed(ctx, server, take)
	if err != nil {
		return err
	}
	m.copies, m.fresh, m.again = append(m.copies, copied), append(m.fresh, fresh), append(m.again, again)
	m.serve, m.work = max(m.serve, peakMB(serve.cmd.Process.Pid)), max(m.work, peakMB(work.cmd.Process.Pid))
	return nil
}

// timed starts with what was written before on disk, so that it pays for its own writes only.
func timed(ctx context.Context, server string, do func() error) (time.Duration, error) {
	if err := execute(ctx, server, "CHECKPOINT"); err != nil {
		return 0, err
	}
	begun := time.Now()
	err := do()
	return time.Since(begun).Round(time.Millisecond), err
}

// copyRows is the limit: the same bytes into a table of text without an index.
func copyRows(ctx context.Context, database, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	connection, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	const columns = 55
	names := make([]string, columns)
	for i := range names {
		names[i] = fmt.Sprintf("c%d text", i)
	}
	if _, err := connection.Exec(ctx, "DROP TABLE IF EXISTS bare; CREATE TABLE bare ("+strings.Join(names, ", ")+")"); err != nil {
		return err
	}
	_, err = connection.PgConn().CopyFrom(ctx, file, "COPY bare FROM STDIN (FORMAT csv, HEADER, ENCODING 'WIN1252')")
	return err
}

// importFile sends the file to the hub as a browser does, and waits until all its rows are dealt with.
func (m *imports) importFile(ctx context.Context, hub, token, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, hub+"/imports/companies-house", file)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("the upload was answered with %s", response.Status)
	}
	connection, err := pgx.Connect(ctx, m.filled)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	for {
		var state string
		var backends []int
		err := connection.QueryRow(ctx, `
			SELECT (SELECT state FROM import ORDER BY id DESC LIMIT 1), ARRAY (SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend')`).
			Scan(&state, &backends)
		if err != nil {
			return err
		}
		for _, pid := range backends {
			m.backend = max(m.backend, peakMB(pid))
		}
		switch state {
		case "FINISHED":
			return nil
		case "FAILED":
			return errors.New("the import failed")
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func execute(ctx context.Context, database, sql string) error {
	connection, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	_, err = connection.Exec(ctx, sql)
	return err
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

// join keeps the first error.
func join(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

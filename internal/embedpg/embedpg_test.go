package embedpg

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestStart(t *testing.T) {
	t.Parallel()

	t.Run("data and password outlive a restart", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		first := mustStart(t, dir)
		mustExec(t, first, `CREATE TABLE kept AS SELECT 1`)
		stop(t, first)

		second := mustStart(t, dir)

		mustExec(t, second, `INSERT INTO kept VALUES (2)`)
	})

	t.Run("the extensions that the hub needs are there", func(t *testing.T) {
		t.Parallel()
		server := mustStart(t, openFolder(t))

		for _, extension := range []string{"pg_trgm", "citext", "unaccent", "btree_gist", "pg_stat_statements"} {
			mustExec(t, server, `CREATE EXTENSION `+extension)
		}
	})

	t.Run("a closed folder such as root's home works", func(t *testing.T) {
		t.Parallel()
		closed := openFolder(t)
		if err := os.Chmod(closed, 0o700); err != nil {
			t.Fatal(err)
		}
		server := mustStart(t, filepath.Join(closed, "hub"))

		mustExec(t, server, `SELECT 1`)

		stop(t, server)
		if target, err := os.Readlink(filepath.Join(closed, "hub", "data")); err == nil {
			t.Cleanup(func() { os.RemoveAll(target); os.Remove(target + ".password") })
		}
	})

	t.Run("a second start in the same folder says that another hub is running", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		mustStart(t, dir)

		_, err := Start(t.Context(), Config{Dir: dir})

		wantLine(t, err, "another hub is running in "+dir)
	})

	t.Run("data of another major version is refused", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		stop(t, mustStart(t, dir))
		if err := os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte("14\n"), 0o600); err != nil {
			t.Fatal(err)
		}

		_, err := Start(t.Context(), Config{Dir: dir})

		wantLine(t, err, "holds data of PostgreSQL 14 and this is PostgreSQL 18")
	})

	t.Run("a folder that cannot be made is named", func(t *testing.T) {
		t.Parallel()
		file := filepath.Join(openFolder(t), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}

		_, err := Start(t.Context(), Config{Dir: filepath.Join(file, "hub")})

		wantLine(t, err, "cannot make the data folder")
	})

	t.Run("an interrupted first start is begun again", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		half := filepath.Join(dir, "data.new", "base")
		if err := os.MkdirAll(half, 0o700); err != nil {
			t.Fatal(err)
		}

		mustExec(t, mustStart(t, dir), `SELECT 1`)
	})

	t.Run("wrong HUB_PG_BIN is named", func(t *testing.T) {
		t.Parallel()

		_, err := Start(t.Context(), Config{Dir: openFolder(t), Binaries: "/nowhere"})

		wantLine(t, err, "HUB_PG_BIN: no initdb in /nowhere")
	})
}

func TestStartAfterACrash(t *testing.T) {
	t.Parallel()

	t.Run("a process file whose number another program has by now does not matter", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		stop(t, mustStart(t, dir))
		pid := strconv.Itoa(os.Getpid())
		if err := os.WriteFile(filepath.Join(dir, "data", "postmaster.pid"), []byte(pid+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}

		mustExec(t, mustStart(t, dir), `SELECT 1`)
	})

	t.Run("a server that a killed hub left running is stopped first", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		first := mustStart(t, dir)
		mustExec(t, first, `CREATE TABLE kept AS SELECT 1`)
		first.lock.Close() // as the kernel does for a killed process

		second := mustStart(t, dir)

		mustExec(t, second, `SELECT count(*) FROM kept`)
		<-first.Done()
	})

	t.Run("the server ends when the hub is killed", func(t *testing.T) {
		t.Parallel()
		dir := openFolder(t)
		hub := exec.Command(os.Args[0], "-test.run=^TestHub$")
		hub.Env = append(os.Environ(), "EMBEDPG_TEST_DIR="+dir)
		output, err := hub.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := hub.Start(); err != nil {
			t.Fatal(err)
		}
		url := make([]byte, 200)
		n, err := output.Read(url)
		if err != nil {
			t.Fatal(err)
		}

		if err := hub.Process.Kill(); err != nil {
			t.Fatal(err)
		}

		for {
			connection, err := pgx.Connect(t.Context(), string(url[:n]))
			if errors.Is(err, syscall.ECONNREFUSED) {
				return
			}
			if t.Context().Err() != nil {
				t.Fatal("it still answers")
			}
			if err == nil {
				connection.Close(t.Context())
			}
		}
	})
}

// TestHub is the hub that a test above kills.
func TestHub(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("EMBEDPG_TEST_DIR")
	if dir == "" {
		t.Skip("only as another test's process")
	}
	server, err := Start(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString(server.URL())
	select {}
}

// openFolder is a temporary folder that PostgreSQL's user can enter where the tests run as root.
func openFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustStart(t *testing.T, dir string) *Server {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	server, err := Start(ctx, Config{Dir: dir, Settings: []string{"fsync=off"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	return server
}

func stop(t *testing.T, server *Server) {
	t.Helper()
	if err := server.Stop(); err != nil && !errors.Is(err, os.ErrClosed) {
		t.Fatal(err)
	}
}

func mustExec(t *testing.T, server *Server, sql string) {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), server.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.WithoutCancel(t.Context()))
	if _, err := connection.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func wantLine(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v, want one line with %q", err, want)
	}
}

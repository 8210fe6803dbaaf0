package server

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"employerhub/internal/pgtest"

	"github.com/jackc/pgx/v5/pgxpool"
)

func TestDev(t *testing.T) {
	t.Parallel()

	t.Run("one command makes a hub that other commands find, and stopping it leaves no dev.json", func(t *testing.T) {
		t.Parallel()
		env := map[string]string{"HUB_LISTEN": "127.0.0.1:0", "HUB_DATA_DIR": filepath.Join(openFolder(t), "hub"), "HUB_LOG_FORMAT": "json"}
		hub := startHub(t, "dev", env)

		file := readDevFile(t, env["HUB_DATA_DIR"])
		_, options := get(t, file.URL+"/auth/options")
		status, body := get(t, file.URL+"/healthz/ready")
		checked, err := command(t, "check", env)
		stopped := hub.stop()

		if status != http.StatusOK || body != "ok\n" {
			t.Errorf("ready: got %d %q", status, body)
		}
		if len(file.Users) == 0 || !strings.Contains(options, file.Users[0].Name) {
			t.Errorf("sign-in offers %s, want %v", options, file.Users)
		}
		if !strings.Contains(checked, "database: works") || !strings.Contains(checked, "mail server: works") {
			t.Errorf("hub check: got %s, %v", checked, err)
		}
		if stopped != nil {
			t.Errorf("stopping: %v", stopped)
		}
		if _, err := os.Stat(filepath.Join(env["HUB_DATA_DIR"], "dev.json")); !os.IsNotExist(err) {
			t.Errorf("dev.json: got %v, want none", err)
		}
	})

	t.Run("a hub in production that cannot send mail is told so", func(t *testing.T) {
		t.Parallel()

		checked, err := command(t, "check", environment(t))

		if !strings.Contains(checked, "mail server: no message can be sent") || err == nil {
			t.Errorf("hub check: got %s, %v", checked, err)
		}
	})

	t.Run("a seal of the audit log that is not there is told", func(t *testing.T) {
		t.Parallel()
		env := environment(t)

		checked, err := command(t, "check --audit-seal 7:"+strings.Repeat("0a", 32), env)
		mistyped, _ := command(t, "check --audit-seal 7", env)

		if !strings.Contains(checked, "audit log: audit seal 7 was made and is gone") || err == nil {
			t.Errorf("hub check: got %s, %v", checked, err)
		}
		if !strings.Contains(mistyped, `audit log: "7" is not a seal`) {
			t.Errorf("hub check: got %s", mistyped)
		}
	})

	t.Run("dev.json is for its owner only", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		startHub(t, "dev", env)

		info, err := os.Stat(filepath.Join(env["HUB_DATA_DIR"], "dev.json"))

		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("got %v, %v; want 0600", info.Mode(), err)
		}
	})

	t.Run("a development hub is not for other machines", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		env["HUB_LISTEN"] = "0.0.0.0:0"

		_, err := command(t, "dev", env)

		wantError(t, err, "listens on loopback only")
	})

	t.Run("a development hub does not answer through a proxy, nor by the name of another machine", func(t *testing.T) {
		t.Parallel()
		running := startHub(t, "dev", environment(t))
		for name, change := range map[string]func(*http.Request){
			"through a proxy":   func(r *http.Request) { r.Header.Set("X-Forwarded-For", "203.0.113.7") },
			"by a foreign name": func(r *http.Request) { r.Host = "hub.example.org" },
			"by its own":        func(*http.Request) {},
		} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, running.url+"/healthz/live", nil)
			if err != nil {
				t.Fatal(err)
			}
			change(request)
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if got := response.StatusCode == http.StatusOK; got != (name == "by its own") {
				t.Errorf("%s: got %s", name, response.Status)
			}
		}
	})

	t.Run("an address in use is named", func(t *testing.T) {
		t.Parallel()
		taken, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer taken.Close()
		env := environment(t)
		env["HUB_LISTEN"] = taken.Addr().String()

		_, err = command(t, "dev", env)

		wantError(t, err, env["HUB_LISTEN"]+" is in use by another program")
	})
}

func TestServe(t *testing.T) {
	t.Parallel()

	t.Run("health, metrics and headers", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		hub := startHub(t, "serve", env)

		live, _ := get(t, hub.url+"/healthz/live")
		_, metrics := get(t, hub.url+"/metrics")
		response, err := http.Get(hub.url + "/")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()

		if live != http.StatusOK {
			t.Errorf("live: got %d", live)
		}
		for _, want := range []string{
			`hub_http_request_seconds_count{method="GET",route="GET /healthz/live",status="200"}`,
			`hub_database_connections{state="most"}`,
			`hub_messages{state="UNCERTAIN"} 0`,
		} {
			if !strings.Contains(metrics, want) {
				t.Errorf("metrics lack %s", want)
			}
		}
		for header, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'",
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "same-origin",
		} {
			if got := response.Header.Get(header); !strings.HasPrefix(got, want) {
				t.Errorf("%s: got %q, want %q", header, got, want)
			}
		}
	})

	t.Run("another site's form is refused", func(t *testing.T) {
		t.Parallel()
		hub := startHub(t, "serve", environment(t))
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, hub.url+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Origin", "https://elsewhere.example")

		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()

		if response.StatusCode != http.StatusForbidden {
			t.Errorf("got %s, want 403", response.Status)
		}
	})

	t.Run("a database that is behind is refused, and hub migrate brings it up to date", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		pool, _ := pgtest.New(t)
		env["HUB_DATABASE_URL"] = pool.Config().ConnString()
		if _, err := pool.Exec(t.Context(), `DROP SCHEMA public CASCADE; CREATE SCHEMA public`); err != nil {
			t.Fatal(err)
		}

		_, refused := command(t, "serve", env)
		migrated, err := command(t, "migrate", env)

		wantError(t, refused, "run `hub migrate`")
		if err != nil || !strings.Contains(migrated, "up to date") {
			t.Errorf("hub migrate: got %q, %v", migrated, err)
		}
		startHub(t, "serve", env)
	})

	t.Run("without a database it says what to do", func(t *testing.T) {
		t.Parallel()

		_, err := command(t, "serve", map[string]string{"HUB_DATA_DIR": t.TempDir()})

		wantError(t, err, "set HUB_DATABASE_URL, or start `hub dev`")
	})

	t.Run("what a killed development hub left behind is not taken for one that runs", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		gone := devFile{URL: "http://127.0.0.1:1", DatabaseURL: "postgres://u:secret@127.0.0.1:1/d"}
		if err := gone.write(filepath.Join(dir, "dev.json")); err != nil {
			t.Fatal(err)
		}

		_, err := command(t, "serve", map[string]string{"HUB_DATA_DIR": dir})

		wantError(t, err, "is not running any more: start `hub dev` again")
	})

	t.Run("a database out of reach is an error without its password", func(t *testing.T) {
		t.Parallel()

		_, err := command(t, "serve", map[string]string{"HUB_LISTEN": "127.0.0.1:0", "HUB_DATABASE_URL": "postgres://u:secret@127.0.0.1:1/d"})

		wantError(t, err, "cannot reach the database")
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%v shows the password", err)
		}
	})
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

func TestWork(t *testing.T) {
	t.Parallel()

	t.Run("jobs that come by themselves are done", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		startHub(t, "work", env)
		pool, err := pgxpool.New(t.Context(), env["HUB_DATABASE_URL"])
		if err != nil {
			t.Fatal(err)
		}
		defer pool.Close()

		for done := false; !done; {
			if err := pool.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM river_job WHERE kind = 'forget' AND state = 'completed')`).Scan(&done); err != nil {
				t.Fatal(err)
			}
		}
	})

	t.Run("a process that works serves health and nothing else", func(t *testing.T) {
		t.Parallel()
		hub := startHub(t, "work", environment(t))

		ready, _ := get(t, hub.url+"/healthz/ready")
		page, _ := get(t, hub.url+"/auth/options")

		if ready != http.StatusOK || page != http.StatusNotFound {
			t.Errorf("got %d and %d, want 200 and 404", ready, page)
		}
	})
}

// environment has a database, so that no PostgreSQL is started.
func environment(t *testing.T) map[string]string {
	t.Helper()
	pool, _ := pgtest.New(t)
	return map[string]string{
		"HUB_LISTEN": "127.0.0.1:0", "HUB_DATA_DIR": t.TempDir(), "HUB_DATABASE_URL": pool.Config().ConnString(), "HUB_SHUTDOWN_DELAY": "0s",
		"HUB_LOG_FORMAT": "json",
	}
}

// runningHub is a command that runs until it is stopped.
type runningHub struct {
	url  string
	stop func() error
}

// startHub runs a command that serves, and waits until it does.
func startHub(t *testing.T, name string, env map[string]string) runningHub {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	lines, log := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := execute(ctx, []string{name}, lookup(env), io.Discard, log)
		log.CloseWithError(io.EOF)
		ended <- err
	}()
	stop := func() error {
		cancel()
		err := <-ended
		ended <- nil
		return err
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	scanner := bufio.NewScanner(lines)
	for scanner.Scan() {
		var line struct{ Msg, Address string }
		if json.Unmarshal(scanner.Bytes(), &line) == nil && line.Msg == "ready" {
			go io.Copy(io.Discard, lines)
			return runningHub{"http://" + line.Address, stop}
		}
	}
	t.Fatalf("hub %s: %v", name, <-ended)
	return runningHub{}
}

// command runs one that ends by itself.
func command(t *testing.T, name string, env map[string]string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var output strings.Builder
	err := execute(ctx, strings.Fields(name), lookup(env), &output, io.Discard)
	return output.String(), err
}

func lookup(env map[string]string) func(string) string {
	return func(name string) string { return env[name] }
}

func readDevFile(t *testing.T, dir string) devFile {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "dev.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file devFile
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	return file
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

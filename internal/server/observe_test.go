package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"employerhub/internal/pgtest"
)

func TestObserve(t *testing.T) {
	t.Parallel()

	t.Run("a panic is answered with a number that is in the log, and with nothing else", func(t *testing.T) {
		t.Parallel()
		pool, _ := pgtest.New(t)
		var log bytes.Buffer
		mux := http.NewServeMux()
		mux.HandleFunc("GET /a/{token}", func(http.ResponseWriter, *http.Request) { panic("the fault") })
		handler := observe(slog.New(slog.NewJSONHandler(&log, nil)), newMetrics(pool), mux)
		answer := httptest.NewRecorder()

		handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/a/secret", nil))

		id := answer.Header().Get("X-Request-ID")
		if answer.Code != http.StatusInternalServerError || !strings.Contains(answer.Body.String(), id) || strings.Contains(answer.Body.String(), "fault") {
			t.Errorf("got %d %q, want 500 with %s", answer.Code, answer.Body, id)
		}
		if !strings.Contains(log.String(), "the fault") || !strings.Contains(log.String(), id) {
			t.Errorf("the log lacks the fault or its number: %s", &log)
		}
		if strings.Contains(log.String(), "/a/secret") {
			t.Errorf("the log holds the personal link: %s", &log)
		}
	})
}

func TestEndWith(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		accept string
		want   error
	}{
		"a stream ends when the process stops": {"text/event-stream", context.Canceled},
		"any other request goes on":            {"application/json", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			untilStop, end := context.WithCancel(t.Context())
			var got error
			handler := (&streams{Context: untilStop}).endWith(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				end()
				if tt.want != nil {
					<-r.Context().Done()
				}
				got = r.Context().Err()
			}))
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			request.Header.Set("Accept", tt.accept)

			handler.ServeHTTP(httptest.NewRecorder(), request)

			if !errors.Is(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestStopping(t *testing.T) {
	t.Parallel()

	t.Run("a process says that it is not ready while it still answers", func(t *testing.T) {
		t.Parallel()
		env := environment(t)
		env["HUB_SHUTDOWN_DELAY"] = "1s"
		hub := startHub(t, "serve", env)
		stopped := make(chan error)

		go func() { stopped <- hub.stop() }()

		for {
			response, err := http.Get(hub.url + "/healthz/ready")
			if err != nil {
				t.Fatalf("it stopped answering first: %v", err)
			}
			body, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode == http.StatusServiceUnavailable && string(body) == "stopping\n" {
				break
			}
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

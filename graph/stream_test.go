package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"employerhub/graph"
	"employerhub/internal/app"
	"employerhub/internal/auth"
	"employerhub/internal/hub"

	"github.com/coder/websocket"
)

const watchImport = `subscription($id: ID!) { importProgress(id: $id) { state rowsRead } }`

func TestSocket(t *testing.T) {
	t.Parallel()

	t.Run("an import is watched from its state now to its end", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t, hub.RoleManager)
		s := b.connect(t)
		s.open(t, `{}`)

		s.send(t, `{"id": "1", "type": "subscribe", "payload": {"query": `+quoted(watchImport)+`, "variables": {"id": "`+b.imported.String()+`"}}}`)
		s.want(t, `{"id":"1","type":"next","payload":{"data":{"importProgress":{"state":"RUNNING","rowsRead":0}}}}`)
		b.exec(t, `UPDATE import SET rows_read = 5, created = 5`)
		b.exec(t, `SELECT pg_notify('hub', $1)`, "import:"+b.imported.UUID.String())
		s.want(t, `{"id":"1","type":"next","payload":{"data":{"importProgress":{"state":"RUNNING","rowsRead":5}}}}`)
		b.exec(t, `UPDATE import SET state = 'FINISHED', finished_at = now()`)
		b.exec(t, `SELECT pg_notify('hub', $1)`, "import:"+b.imported.UUID.String())
		s.want(t, `{"id":"1","type":"next","payload":{"data":{"importProgress":{"state":"FINISHED","rowsRead":5}}}}`)
		s.want(t, `{"id":"1","type":"complete"}`)
	})

	t.Run("queries work too, and say what is wrong", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		s := b.connect(t)
		s.open(t, ``)

		s.send(t, `{"id": "1", "type": "subscribe", "payload": {"query": "{ today }"}}`)
		s.want(t, `{"id":"1","type":"next","payload":{"data":{"today":"2026-11-23"}}}`)
		s.want(t, `{"id":"1","type":"complete"}`)
		s.send(t, `{"id": "2", "type": "subscribe", "payload": {"query": "{ nothing }"}}`)
		if got := s.read(t); got.Type != "error" || got.ID != "2" || !strings.Contains(string(got.Payload), `"BAD_INPUT"`) {
			t.Errorf("got %s %s", got.Type, got.Payload)
		}
		s.send(t, `{"id": "3", "type": "subscribe", "payload": {"query": `+quoted(watchImport)+`, "variables": {"id": "`+b.imported.String()+`"}}}`)
		if got := s.read(t); got.Type != "error" || !strings.Contains(string(got.Payload), `"FORBIDDEN"`) {
			t.Errorf("got %s %s for an import that the caller may not see", got.Type, got.Payload)
		}
	})

	t.Run("either end asks whether the other is there", func(t *testing.T) {
		t.Parallel()
		s := setupStreams(t).connect(t)
		s.send(t, `{"type": "ping"}`)
		s.want(t, `{"type":"pong"}`)
	})

	for name, tc := range map[string]struct {
		says []string
		code websocket.StatusCode
	}{
		"what is no message":                   {[]string{`hello`}, 4400},
		"a message of no known type":           {[]string{`{"type": "start"}`}, 4400},
		"an operation without an id":           {[]string{`{"type": "connection_init"}`, `{"type": "subscribe", "payload": {"query": "{ today }"}}`}, 4400},
		"an operation without a query":         {[]string{`{"type": "connection_init"}`, `{"id": "1", "type": "subscribe", "payload": {}}`}, 4400},
		"an operation before the beginning":    {[]string{`{"id": "1", "type": "subscribe", "payload": {"query": "{ today }"}}`}, 4401},
		"a second beginning":                   {[]string{`{"type": "connection_init"}`, `{"type": "connection_init"}`}, 4429},
		"a token that does not work":           {[]string{`{"type": "connection_init", "payload": {"authorization": "Bearer hub_x"}}`}, 4403},
		"the same id twice":                    {[]string{`{"type": "connection_init"}`, `{"id": "1", "type": "subscribe", "payload": {"query": "subscription { importProgress(id: \"IMPORT\") { id } }"}}`, `{"id": "1", "type": "subscribe", "payload": {"query": "subscription { importProgress(id: \"IMPORT\") { id } }"}}`}, 4409},
		"a message that is longer than it may": {[]string{`{"type": "` + strings.Repeat("x", 1<<18) + `"}`}, websocket.StatusMessageTooBig},
	} {
		t.Run("closes on "+name, func(t *testing.T) {
			t.Parallel()
			b := setupStreams(t, hub.RoleManager)
			s := b.connect(t)
			for _, text := range tc.says {
				s.send(t, strings.ReplaceAll(text, "IMPORT", b.imported.String()))
			}
			if got := s.closed(t); got != tc.code {
				t.Errorf("got %d, want %d", got, tc.code)
			}
		})
	}

	t.Run("a stranger is turned away, a program signs in with its token", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		b.cookie = ""
		stranger := b.connect(t)
		stranger.send(t, `{"type": "connection_init"}`)
		if got := stranger.closed(t); got != 4403 {
			t.Errorf("got %d, want 4403", got)
		}
		program := b.connect(t)
		program.open(t, `{"authorization": "Bearer `+string(b.token)+`"}`)
		program.send(t, `{"id": "1", "type": "subscribe", "payload": {"query": "{ viewer { user { id } } }"}}`)
		program.want(t, `{"id":"1","type":"next","payload":{"data":{"viewer":{"user":null}}}}`)
	})

	t.Run("another site's page is turned away, also with the cookie", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		_, response, err := websocket.Dial(t.Context(), b.server.URL+"/graphql", &websocket.DialOptions{
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {"https://evil.example"}, "Cookie": {b.cookie}},
		})
		if err == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("got %v, want 403", err)
		}
	})

	t.Run("another protocol is not spoken", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		conn, _, err := websocket.Dial(t.Context(), b.server.URL+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-ws"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := (&socketClient{conn}).closed(t); got != 4406 {
			t.Errorf("got %d, want 4406", got)
		}
	})

	t.Run("who does not begin, or has nothing to do, is hung up on", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t, hub.RoleManager)
		b.serve(t, func(c *graph.Config) { c.Socket.Init = time.Millisecond })
		if got := b.connect(t).closed(t); got != 4408 {
			t.Errorf("got %d, want 4408", got)
		}
		b.serve(t, func(c *graph.Config) { c.Socket.Idle = 50 * time.Millisecond })
		s := b.connect(t)
		s.open(t, ``)
		if got := s.closed(t); got != websocket.StatusNormalClosure {
			t.Errorf("got %d, want 1000", got)
		}
	})

	t.Run("when the hub stops, clients are told to come back", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		s := b.connect(t)
		s.open(t, ``)
		b.stop()
		if got := s.closed(t); got != websocket.StatusGoingAway {
			t.Errorf("got %d, want 1001", got)
		}
	})

	for name, change := range map[string]func(t *testing.T, b *streamBundle){
		"signing out": func(t *testing.T, b *streamBundle) {
			if _, err := b.app.SignOut(hub.WithActor(t.Context(), b.signedIn(t))); err != nil {
				t.Fatal(err)
			}
		},
		"an administrator's revoking all sessions": func(t *testing.T, b *streamBundle) {
			if ended, err := b.app.RevokeSessions(hub.WithActor(t.Context(), hub.System), b.signedIn(t).UserID); err != nil || ended != 1 {
				t.Fatalf("%d sessions ended, %v", ended, err)
			}
		},
		"an administrator's ending the access": func(t *testing.T, b *streamBundle) {
			disabled := true
			if _, err := b.app.UpdateUser(hub.WithActor(t.Context(), hub.System), hub.UpdateUserInput{ID: b.signedIn(t).UserID, Disabled: &disabled}); err != nil {
				t.Fatal(err)
			}
		},
		"the end of the data-sharing agreement": func(t *testing.T, b *streamBundle) {
			partner, err := b.app.Partner(hub.WithActor(t.Context(), hub.System), b.organisation)
			if err != nil {
				t.Fatal(err)
			}
			b.exec(t, `UPDATE data_sharing_agreement SET valid_from = '2026-01-01'`)
			if _, err := b.app.EndAgreement(hub.WithActor(t.Context(), hub.System), partner.Agreements[0].ID, hub.NewDate(2026, 11, 22)); err != nil {
				t.Fatal(err)
			}
		},
		"losing the role": func(t *testing.T, b *streamBundle) {
			b.exec(t, `UPDATE hub_user SET roles = '{ANALYST}'`)
			b.exec(t, `SELECT pg_notify('hub', $1)`, "import:"+b.imported.UUID.String())
		},
		"expiry": func(t *testing.T, b *streamBundle) {
			b.exec(t, `UPDATE session SET expires_at = now()`)
			b.exec(t, `SELECT pg_notify('hub', $1)`, "import:"+b.imported.UUID.String())
		},
	} {
		t.Run("a subscription ends with "+name, func(t *testing.T) {
			t.Parallel()
			b := setupStreams(t, hub.RoleManager)
			s := b.connect(t)
			s.open(t, ``)
			s.send(t, `{"id": "1", "type": "subscribe", "payload": {"query": `+quoted(watchImport)+`, "variables": {"id": "`+b.imported.String()+`"}}}`)
			s.read(t)

			change(t, b)

			if got := s.closed(t); got != 4403 {
				t.Errorf("got %d, want 4403", got)
			}
		})
	}
}

func TestServerSentEvents(t *testing.T) {
	t.Parallel()

	t.Run("an import is watched from its state now to its end", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t, hub.RoleManager)
		response := b.events(t, watchImport)
		defer response.Body.Close()
		if got := response.Header.Get("Content-Type"); got != "text/event-stream; charset=utf-8" {
			t.Fatalf("got %s", got)
		}
		lines := bufio.NewScanner(response.Body)

		wantLines(t, lines, `event: next`, `data: {"data":{"importProgress":{"state":"RUNNING","rowsRead":0}}}`, ``)
		b.exec(t, `UPDATE import SET state = 'FINISHED', finished_at = now()`)
		b.exec(t, `SELECT pg_notify('hub', $1)`, "import:"+b.imported.UUID.String())
		wantLines(t, lines, `event: next`, `data: {"data":{"importProgress":{"state":"FINISHED","rowsRead":0}}}`, ``, `event: complete`, `data: `, ``)
		if lines.Scan() {
			t.Errorf("got %s after the end", lines.Text())
		}
	})

	t.Run("a query is one event", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		response := b.events(t, `{ today }`)
		defer response.Body.Close()
		wantLines(t, bufio.NewScanner(response.Body), `event: next`, `data: {"data":{"today":"2026-11-23"}}`, ``, `event: complete`, `data: `, ``)
	})

	t.Run("what cannot be carried out is an answer and no stream", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t)
		response := b.events(t, `{ nothing }`)
		defer response.Body.Close()
		if response.StatusCode != http.StatusBadRequest {
			t.Errorf("got %d", response.StatusCode)
		}
	})

	t.Run("it ends when the caller signs out", func(t *testing.T) {
		t.Parallel()
		b := setupStreams(t, hub.RoleManager)
		response := b.events(t, watchImport)
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		wantLines(t, lines, `event: next`)
		if _, err := b.app.SignOut(hub.WithActor(t.Context(), b.signedIn(t))); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if strings.Contains(lines.Text(), "FINISHED") {
				t.Error("it goes on")
			}
		}
	})
}

// streamBundle is a hub behind a real listener, with a signed-in user, a program and an import that is under way.
type streamBundle struct {
	testBundle
	server   *httptest.Server
	secret   hub.Secret
	cookie   string
	token    hub.Secret
	imported hub.ImportID
	stop     func()
}

func setupStreams(t *testing.T, roles ...hub.Role) *streamBundle {
	t.Helper()
	b := &streamBundle{testBundle: setup(t), imported: hub.NewImportID()}
	user := b.as(t, roles...)
	var err error
	if b.secret, err = b.app.SignIn(t.Context(), app.NewSession{User: user.UserID}); err != nil {
		t.Fatal(err)
	}
	b.cookie = "hub_session=" + string(b.secret)
	if _, b.token, err = b.app.CreateAPIToken(hub.WithActor(t.Context(), hub.System), hub.CreateAPITokenInput{
		Name: "program", OrganisationID: b.organisation, Roles: []hub.Role{hub.RoleManager}, Days: 1,
	}); err != nil {
		t.Fatal(err)
	}
	b.exec(t, `INSERT INTO import (id, source, file_name, bytes, header, state) VALUES ($1, 'COMPANIES_HOUSE', 'a.csv', 1, '{}', 'RUNNING')`, b.imported)
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	go b.app.Listen(ctx, b.pool, slog.New(slog.DiscardHandler))
	b.serve(t, func(*graph.Config) {})
	return b
}

// serve starts the server anew with another configuration.
func (b *streamBundle) serve(t *testing.T, change func(*graph.Config)) {
	t.Helper()
	door := auth.New(b.app, auth.Config{Log: b.config.Log})
	config := b.config
	config.SignIn = door.Bearer
	change(&config)
	handler := door.Handler(graph.NewHandler(graph.NewResolver(b.app), config))
	stopping, stop := context.WithCancel(context.Background())
	b.stop = stop
	b.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(stopping, cancel)()
		handler.ServeHTTP(w, r.WithContext(ctx))
	}))
	t.Cleanup(b.server.Close)
	t.Cleanup(stop)
}

func (b *streamBundle) signedIn(t *testing.T) hub.Actor {
	t.Helper()
	by, err := b.app.BySession(t.Context(), b.secret)
	if err != nil {
		t.Fatal(err)
	}
	return by
}

func (b *streamBundle) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := b.pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func (b *streamBundle) events(t *testing.T, query string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.server.URL+"/graphql",
		strings.NewReader(`{"query": `+quoted(query)+`, "variables": {"id": "`+b.imported.String()+`"}}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"text/event-stream"}, "Cookie": {b.cookie}}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func wantLines(t *testing.T, lines *bufio.Scanner, want ...string) {
	t.Helper()
	for _, w := range want {
		if !lines.Scan() || lines.Text() != w {
			t.Fatalf("got %q, want %q", lines.Text(), w)
		}
	}
}

// socketClient speaks the client's side of graphql-transport-ws.
type socketClient struct{ conn *websocket.Conn }

func (b *streamBundle) connect(t *testing.T) *socketClient {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), b.server.URL+"/graphql", &websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{"Origin": {b.server.URL}, "Cookie": {b.cookie}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &socketClient{conn}
}

type socketMessage struct {
	ID, Type string
	Payload  json.RawMessage
}

func (s *socketClient) send(t *testing.T, text string) {
	t.Helper()
	if err := s.conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func (s *socketClient) open(t *testing.T, payload string) {
	t.Helper()
	if payload == "" {
		payload = "null"
	}
	s.send(t, `{"type": "connection_init", "payload": `+payload+`}`)
	s.want(t, `{"type":"connection_ack"}`)
}

func (s *socketClient) text(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, text, err := s.conn.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (s *socketClient) want(t *testing.T, want string) {
	t.Helper()
	if got := s.text(t); got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
}

func (s *socketClient) read(t *testing.T) (m socketMessage) {
	t.Helper()
	if err := json.Unmarshal([]byte(s.text(t)), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// closed reads until the other end closes, and returns why.
func (s *socketClient) closed(t *testing.T) websocket.StatusCode {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		if _, _, err := s.conn.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func quoted(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(out)
}

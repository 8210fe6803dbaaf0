package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"employerhub/graph"
	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"

	"github.com/jackc/pgx/v5/pgxpool"
)

// testBundle is a hub with one council, which has a data-sharing agreement, on noon of 23 November 2026.
type testBundle struct {
	app          *app.App
	pool         *pgxpool.Pool
	organisation hub.OrganisationID
	config       graph.Config
	clock        app.Clock
}

func setup(t *testing.T) testBundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	clock := func(context.Context) (time.Time, error) { return time.Date(2026, 11, 23, 12, 0, 0, 0, hub.London), nil }
	b := testBundle{app: app.New(pool, jobs, clock), pool: pool, config: graph.Config{Log: slog.New(slog.DiscardHandler)}, clock: clock}
	organisation, err := b.app.AddOrganisation(hub.WithActor(t.Context(), hub.System), hub.AddOrganisationInput{
		Name: "Council", Kind: hub.OrganisationCouncil, Agreement: "DSA 1", AgreedUntil: hub.NewDate(2027, 11, 23),
	})
	if err != nil {
		t.Fatal(err)
	}
	b.organisation = organisation.ID
	return b
}

// as is a new user of the council.
func (b testBundle) as(t *testing.T, roles ...hub.Role) hub.Actor {
	t.Helper()
	id, err := b.app.AddUser(hub.WithActor(t.Context(), hub.System), hub.AddUserInput{
		OrganisationID: b.organisation, Name: "Asha Rahman", Email: hub.EmailAddress(hub.NewUserID().String() + "@example.org"), Roles: append([]hub.Role{}, roles...),
	})
	if err != nil {
		t.Fatal(err)
	}
	return hub.Actor{Kind: hub.ActorUser, UserID: id, OrganisationID: b.organisation, Name: "Asha Rahman", Roles: roles, SharesPersonalData: true}
}

// api is the real handler, called by by.
func (b testBundle) api(by hub.Actor) http.Handler {
	handler := graph.NewHandler(graph.NewResolver(b.app), b.config)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(hub.WithActor(r.Context(), by)))
	})
}

// reply is what came back over HTTP.
type reply struct {
	status int
	header http.Header
	text   string
	body   struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Path       []any
			Extensions struct{ Code, ID string }
		}
	}
}

// code is that of the first error.
func (r reply) code() string {
	if len(r.body.Errors) == 0 {
		return ""
	}
	return r.body.Errors[0].Extensions.Code
}

// ask sends a query or mutation as most clients do. variables is JSON or empty.
func ask(t *testing.T, api http.Handler, query, variables string, headers ...string) reply {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	if variables == "" {
		variables = "null"
	}
	return post(t, api, `{"query": `+string(text)+`, "variables": `+variables+`}`, headers...)
}

// post sends a body. headers are names and values in turn.
func post(t *testing.T, api http.Handler, body string, headers ...string) reply {
	t.Helper()
	return send(t, api, http.MethodPost, "/graphql", strings.NewReader(body), append([]string{"Content-Type", "application/json"}, headers...)...)
}

func send(t *testing.T, api http.Handler, method, address string, body io.Reader, headers ...string) reply {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, address, body)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	api.ServeHTTP(recorder, request)
	out := reply{status: recorder.Code, header: recorder.Header(), text: recorder.Body.String()}
	if strings.Contains(out.header.Get("Content-Type"), "json") {
		decoder := json.NewDecoder(bytes.NewReader(recorder.Body.Bytes()))
		if err := decoder.Decode(&out.body); err != nil && !strings.HasPrefix(out.text, "[") {
			t.Fatalf("%s is not an answer: %v", out.text, err)
		}
	}
	return out
}

package graph_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"employerhub/graph"
	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
)

func TestHTTP(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	const response = "application/graphql-response+json"
	address := func(query string) string { return "/graphql?" + url.Values{"query": {query}}.Encode() }

	for name, tc := range map[string]struct {
		method, address, body string
		headers               []string
		status                int
		code                  string
	}{
		"a query is answered":                                    {"POST", "/graphql", `{"query": "{ today }"}`, nil, 200, ""},
		"a query in the address is answered":                     {"GET", address(`{ today }`), ``, nil, 200, ""},
		"a mutation in the address is not carried out":           {"GET", address(`mutation { revokeApiToken(input: {id: "x"}) { userErrors { code } } }`), ``, nil, 405, "BAD_INPUT"},
		"a subscription needs a stream":                          {"POST", "/graphql", `{"query": "subscription { importProgress(id: \"x\") { id } }"}`, nil, 400, "BAD_INPUT"},
		"a form is not taken":                                    {"POST", "/graphql", `query={today}`, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "BAD_INPUT"},
		"another method is not taken":                            {"PUT", "/graphql", `{}`, nil, 405, "BAD_INPUT"},
		"a request without a query is malformed":                 {"POST", "/graphql", `{}`, nil, 400, "BAD_INPUT"},
		"a body that is no JSON is malformed":                    {"POST", "/graphql", `{ "query`, nil, 400, "BAD_INPUT"},
		"variables that are no object are malformed":             {"POST", "/graphql", `{"query": "{ today }", "variables": []}`, nil, 400, "BAD_INPUT"},
		"only known media types are given":                       {"POST", "/graphql", `{"query": "{ today }"}`, []string{"Accept", "text/html"}, 406, "BAD_INPUT"},
		"a field that is not there is 400 in the new media":      {"POST", "/graphql", `{"query": "{ nothing }"}`, []string{"Accept", response}, 400, "BAD_INPUT"},
		"a field that is not there is 200 in the old media":      {"POST", "/graphql", `{"query": "{ nothing }"}`, nil, 200, "BAD_INPUT"},
		"a syntax error is told":                                 {"POST", "/graphql", `{"query": "{"}`, []string{"Accept", response}, 400, "BAD_INPUT"},
		"a bad variable is told":                                 {"POST", "/graphql", `{"query": "query($n: Int!) { employers(first: $n) { totalCount } }", "variables": {"n": "x"}}`, []string{"Accept", response}, 400, "BAD_INPUT"},
		"a bad scalar in an argument is told with its path":      {"POST", "/graphql", `{"query": "{ employers(filter: {lastContactBefore: \"soon\"}) { totalCount } }"}`, []string{"Accept", response}, 200, "BAD_INPUT"},
		"a bad scalar in a variable is told":                     {"POST", "/graphql", `{"query": "query($f: EmployerFilter) { employers(filter: $f) { totalCount } }", "variables": {"f": {"lastContactBefore": 5}}}`, []string{"Accept", response}, 200, "BAD_INPUT"},
		"a number that is out of range is told":                  {"POST", "/graphql", `{"query": "query($n: Int!) { employers(first: $n) { nodes { id } } }", "variables": {"n": 99999999999999999999}}`, []string{"Accept", response}, 400, "BAD_INPUT"},
		"two operations without a name to choose by are refused": {"POST", "/graphql", `{"query": "query A { today } query B { today }"}`, []string{"Accept", response}, 400, "BAD_INPUT"},
		"@defer is refused":                                      {"POST", "/graphql", `{"query": "{ ... @defer { today } }"}`, []string{"Accept", response}, 400, "BAD_INPUT"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			headers := append([]string{"Content-Type", "application/json"}, tc.headers...)

			got := send(t, api, tc.method, tc.address, strings.NewReader(tc.body), headers...)

			if got.status != tc.status || got.code() != tc.code {
				t.Fatalf("got %d %s, want %d %s: %s", got.status, got.code(), tc.status, tc.code, got.text)
			}
			if tc.status != http.StatusOK && strings.Contains(got.text, `"data"`) {
				t.Errorf("%s has data, and nothing was carried out", got.text)
			}
		})
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t))
	for accept, want := range map[string]string{
		"":                                  "application/json",
		"*/*":                               "application/json",
		"application/*":                     "application/json",
		"application/json":                  "application/json",
		"application/graphql-response+json": "application/graphql-response+json",
		"application/graphql-response+json, application/json":       "application/graphql-response+json",
		"application/graphql-response+json;q=0.5, application/json": "application/json",
		"text/html, application/json;q=0.1":                         "application/json",
	} {
		if got := post(t, api, `{"query": "{ today }"}`, "Accept", accept); got.header.Get("Content-Type") != want+"; charset=utf-8" {
			t.Errorf("%q: got %s, want %s", accept, got.header.Get("Content-Type"), want)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()

	t.Run("what nobody prepared for is masked and logged under its id", func(t *testing.T) {
		t.Parallel()
		pool, jobs := pgtest.New(t)
		var log bytes.Buffer
		broken := app.New(pool, jobs, func(context.Context) (time.Time, error) {
			return time.Time{}, errors.New("the clock fell off the wall")
		})
		b := testBundle{app: broken, pool: pool, config: graph.Config{Log: slog.New(slog.NewTextHandler(&log, nil))}}

		got := ask(t, b.api(hub.Actor{Kind: hub.ActorUser}), `{ today }`, "")

		id := got.body.Errors[0].Extensions.ID
		if got.status != http.StatusOK || got.code() != "INTERNAL" || strings.Contains(got.text, "clock") {
			t.Errorf("got %d %s", got.status, got.text)
		}
		if !strings.Contains(log.String(), id) || !strings.Contains(log.String(), "the clock fell off the wall") {
			t.Errorf("the log has %s, want id %s and the cause", log.String(), id)
		}
	})

	t.Run("strangers are asked to sign in, the wrong role is told so, and both get 200", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		for code, by := range map[string]hub.Actor{"UNAUTHENTICATED": hub.Anonymous, "FORBIDDEN": b.as(t, hub.RoleAnalyst)} {
			got := ask(t, b.api(by), `{ apiTokens { totalCount } }`, "", "Accept", "application/graphql-response+json")
			if got.status != http.StatusOK || got.code() != code {
				t.Errorf("got %d %s, want 200 and %s", got.status, got.text, code)
			}
		}
	})

	t.Run("what took too long is stopped", func(t *testing.T) {
		t.Parallel()
		pool, jobs := pgtest.New(t)
		slow := app.New(pool, jobs, func(ctx context.Context) (time.Time, error) { <-ctx.Done(); return time.Time{}, ctx.Err() })
		b := testBundle{app: slow, pool: pool, config: graph.Config{Timeout: time.Millisecond, Log: slog.New(slog.DiscardHandler)}}

		if got := ask(t, b.api(hub.Actor{Kind: hub.ActorUser}), `{ today }`, ""); got.code() != "TOO_COMPLEX" || !strings.Contains(got.text, "too long") {
			t.Errorf("got %s", got.text)
		}
	})
}

func TestIntrospectionIsForWhoSignedIn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, query := range []string{`{ __schema { queryType { name } } }`, `query($n: String!) { ...f } fragment f on Query { __type(name: $n) { name } }`} {
		if got := ask(t, b.api(hub.Anonymous), query, `{"n": "Query"}`); got.code() != "UNAUTHENTICATED" || got.body.Data != nil {
			t.Errorf("a stranger got %s", got.text)
		}
		if got := ask(t, b.api(b.as(t)), query, `{"n": "Query"}`); got.code() != "" {
			t.Errorf("a user got %s", got.text)
		}
	}
	if got := ask(t, b.api(b.as(t)), introspection, ""); got.code() != "" {
		t.Errorf("GraphiQL's query got %.300s", got.text)
	}
}

// introspection is what GraphiQL and code generators send.
const introspection = `query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name } types { ...FullType }
	directives { name description locations args(includeDeprecated: true) { ...InputValue } } } }
	fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue }
		type { ...TypeRef } isDeprecated deprecationReason } inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
		enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
	fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
	fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
		ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

func TestTrustedDocuments(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.config.TrustedOnly = true
	b.config.Trusted = graph.TrustedDocuments{"4d5e9b0d2e0d0f6c": `{ today }`}
	trusted, err := graph.ReadTrustedDocuments([]byte(`{"` + hashOf(`{ today }`) + `": "{ today }"}`))
	if err != nil {
		t.Fatal(err)
	}
	b.config.Trusted = trusted
	user := b.as(t, hub.RoleAdmin)
	token := hub.Actor{Kind: hub.ActorToken, OrganisationID: b.organisation, Roles: user.Roles}

	if got := ask(t, b.api(user), `{ today }`, ""); got.code() != "" {
		t.Errorf("a browser's trusted operation got %s", got.text)
	}
	if got := ask(t, b.api(user), `{ viewer { roles } }`, ""); got.code() != "FORBIDDEN" {
		t.Errorf("a browser's other operation got %s, want FORBIDDEN", got.text)
	}
	if got := ask(t, b.api(token), `{ viewer { roles } }`, ""); got.code() != "" {
		t.Errorf("a program's operation got %s", got.text)
	}
}

func TestOperationsAreCounted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	trusted, err := graph.ReadTrustedDocuments([]byte(`{"` + hashOf(`query Day { today }`) + `": ""}`))
	if err != nil {
		t.Fatal(err)
	}
	var seen []graph.Operation
	b.config.Trusted = trusted
	b.config.Observe = func(o graph.Operation) { o.Took = 0; seen = append(seen, o) }
	api := b.api(b.as(t))

	for _, query := range []string{`query Day { today }`, `query Mine { today }`, `{ apiTokens { totalCount } }`, `{ nothing }`} {
		ask(t, api, query, "")
	}

	want := []graph.Operation{{Name: "Day", Kind: "query", Outcome: "ok"}, {Name: "other", Kind: "query", Outcome: "ok"}, {Name: "other", Kind: "query", Outcome: "error"}, {Name: "other", Outcome: "refused"}}
	if len(seen) != len(want) {
		t.Fatalf("got %v", seen)
	}
	for i := range want {
		if seen[i] != want[i] {
			t.Errorf("got %v, want %v", seen[i], want[i])
		}
	}
}

package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"testing"

	"employerhub/graph"
	"employerhub/graph/hostile"
	"employerhub/internal/hub"
)

func TestHostileDocumentsAreRefusedInFewWords(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	for name, tc := range hostile.Documents() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got := ask(t, api, tc.Query, "", "Accept", "application/graphql-response+json")

			if got.status != http.StatusBadRequest || len(got.text) > 2000 {
				t.Fatalf("got %d with %d bytes", got.status, len(got.text))
			}
			if !strings.Contains(got.text, tc.Word) || strings.Contains(got.text, `"data"`) {
				t.Errorf("got %s, want the limit of %s", got.text, tc.Word)
			}
		})
	}
}

func TestRequestSize(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t))
	for name, tc := range map[string]struct {
		body   string
		status int
	}{
		"just under a mebibyte is read": {`{"query": "{ today }", "variables": {"x": "` + strings.Repeat("x", 1<<20-100) + `"}}`, http.StatusOK},
		"10 MB are not":                 {`{"query": "{ today }", "variables": {"x": "` + strings.Repeat("x", 10_000_000) + `"}}`, http.StatusRequestEntityTooLarge},
	} {
		got := post(t, api, tc.body)
		if got.status != tc.status || len(got.text) > 2000 || tc.status != http.StatusOK && got.code() != "TOO_COMPLEX" {
			t.Errorf("%s: got %d %s", name, got.status, got.text)
		}
	}
}

func TestVariablesSize(t *testing.T) {
	t.Parallel()
	b := setup(t)
	many := `{"ids": [[` + strings.Repeat(`"x",`, 10_000) + `"x"]]}`

	got := ask(t, b.api(b.as(t)), `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, many)

	if got.code() != "TOO_COMPLEX" || !strings.Contains(got.text, "10000 values") {
		t.Errorf("got %s", got.text)
	}
}

func TestListsOfOperations(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(t)
	if got := post(t, b.api(by), `[{"query": "{ today }"}]`); got.status != http.StatusBadRequest || !strings.Contains(got.text, "one operation a request") {
		t.Errorf("got %d %s from a hub that takes none", got.status, got.text)
	}
	b.config.Batch = 2
	if got := post(t, b.api(by), `[{"query": "{ today }"}, {"query": "{ nothing }"}]`); got.status != http.StatusOK || !strings.HasPrefix(got.text, `[{"data":{"today":"2026-11-23"}},{"errors":`) {
		t.Errorf("got %d %s", got.status, got.text)
	}
	if got := post(t, b.api(by), `[`+strings.Repeat(`{"query": "{ today }"},`, 2)+`{"query": "{ today }"}]`); got.code() != "TOO_COMPLEX" {
		t.Errorf("got %d %s for three", got.status, got.text)
	}
}

func TestPrice(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	for name, tc := range map[string]struct {
		query, variables string
		refused          bool
	}{
		"a page of 100 with its count":            {query: `{ employers(first: 100) { totalCount nodes { id name } } }`},
		"pages in pages":                          {query: `{ employers(first: 100) { nodes { timeline(first: 100) { nodes { id at title text } } } } }`, refused: true},
		"pages in pages by variable":              {query: `query($n: Int!) { employers(first: $n) { nodes { timeline(first: $n) { nodes { id at title text who } } } } }`, variables: `{"n": 100}`, refused: true},
		"the same with small pages":               {query: `query($n: Int!) { employers(first: $n) { nodes { name timeline(first: $n) { nodes { id } } } } }`, variables: `{"n": 1}`},
		"lists in lists":                          {query: `{ employers(first: 50) { nodes { sites { employer { sites { employer { sites { id } } } } } } } }`, refused: true},
		"exact counts for a whole page":           {query: `{ employers(first: 100) { nodes { invitations { totalCount } tasks { totalCount } } } }`, refused: true},
		"the same fragment in many places counts": {query: `{ a: employers(first: 100) { ...p } b: employers(first: 100) { ...p } c: employers(first: 100) { ...p } d: employers(first: 100) { ...p } e: employers(first: 100) { ...p } } fragment p on EmployerConnection { nodes { people { person { id name email phone } jobTitle function since until } sites { id name } } }`, refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, api, tc.query, tc.variables)
			if (got.code() == "TOO_COMPLEX") != tc.refused {
				t.Errorf("got %s", got.text)
			}
		})
	}
}

func TestCallersAreHeldToTheirShare(t *testing.T) {
	t.Parallel()

	t.Run("of requests in a minute, each on their own", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.config.PerMinute = 4 // one at once, and one more every 15 s
		handler := graph.NewHandler(graph.NewResolver(b.app), b.config)
		greedy, other := b.as(t), b.as(t)
		as := func(by hub.Actor) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				handler.ServeHTTP(w, r.WithContext(hub.WithActor(r.Context(), by)))
			})
		}

		first, second := ask(t, as(greedy), `{ today }`, ""), ask(t, as(greedy), `{ today }`, "")

		if first.status != http.StatusOK || second.status != http.StatusTooManyRequests || second.code() != "RATE_LIMITED" || second.header.Get("Retry-After") == "" {
			t.Errorf("got %d, then %d %s", first.status, second.status, second.text)
		}
		if got := ask(t, as(other), `{ today }`, ""); got.status != http.StatusOK {
			t.Errorf("another caller got %s", got.text)
		}
	})

	t.Run("of requests at once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.config.AtOnce = 1
		api := b.api(b.as(t))
		begun, finish := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(finish)
			send(t, api, http.MethodPost, "/graphql", waiting{begun, finish}, "Content-Type", "application/json")
		}()
		<-begun

		got := ask(t, api, `{ today }`, "")

		if got.status != http.StatusTooManyRequests || got.code() != "RATE_LIMITED" {
			t.Errorf("got %d %s", got.status, got.text)
		}
		finish <- struct{}{}
		<-finish
		if got := ask(t, api, `{ today }`, ""); got.status != http.StatusOK {
			t.Errorf("got %d %s once the first was answered", got.status, got.text)
		}
	})
}

// waiting is a body that says when it is read, and ends when it is told to.
type waiting struct {
	begun  chan<- struct{}
	finish <-chan struct{}
}

func (w waiting) Read([]byte) (int, error) {
	close(w.begun)
	<-w.finish
	return 0, errors.New("gone")
}

func FuzzGuard(f *testing.F) {
	for _, tc := range hostile.Documents() {
		if len(tc.Query) < 5000 {
			f.Add(tc.Query)
		}
	}
	f.Add(introspection)
	f.Fuzz(func(t *testing.T, text string) {
		if err := graph.CheckShape(text); err != nil && hub.CodeOf(err) == hub.ErrInternal {
			t.Errorf("%q: %v", text, err)
		}
	})
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

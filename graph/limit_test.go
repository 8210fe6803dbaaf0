package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"employerhub/graph"
	"employerhub/internal/hub"
)

// hostile are documents that cost a server without limits seconds, and the word that says which limit refuses each.
func hostile() map[string]struct{ query, word string } {
	nested := func(n int) string {
		return "{ employers { nodes " + strings.Repeat("{ sites { employer ", n) + "{ id }" + strings.Repeat(" } }", n) + " } }"
	}
	return map[string]struct{ query, word string }{
		"8,000 duplicate fields":    {"{ viewer { " + strings.Repeat("roles ", 8000) + "} }", "tokens"},
		"1,000 duplicate fields":    {"{ viewer { " + strings.Repeat("roles ", 1000) + "} }", "same field"},
		"30,000 root fields":        {"{ " + strings.Repeat("today ", 30_000) + "}", "bytes"},
		"1,000 root fields":         {"{ " + numbered(1000, "a%d: today ") + "}", "root"},
		"30,000 directives":         {"{ today " + strings.Repeat("@skip(if:false) ", 30_000) + "}", "bytes"},
		"500 directives":            {"{ today " + strings.Repeat("@skip(if:false) ", 500) + "}", "directives"},
		"500 directives on queries": {"query " + strings.Repeat("@a ", 500) + "{ today }", "directives"},
		"nesting 1,000 deep":        {nested(1000), "tokens"},
		"nesting 50 deep":           {nested(50), "deep"},
		"a fragment of itself":      {"{ ...a } fragment a on Query { today ...a }", "contains itself"},
		"a circle of fragments":     {"{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }", "contains itself"},
		"a circle that nobody uses": {"{ today } fragment a on Query { ...b } fragment b on Query { ...a }", "contains itself"},
		"101 aliases":               {"{ viewer { " + numbered(101, "a%d: roles ") + "} }", "aliases"},
		"fragments that double":     {"{ ...f0 } " + numbered(30, "fragment f%[1]d on Query { viewer { roles } ...f%[2]d ...g%[2]d } fragment g%[1]d on Query { ...f%[2]d } ") + "fragment f30 on Query { today } fragment g30 on Query { today }", "root"},
		"a fragment spread 1,000 x": {"{ " + strings.Repeat("...f ", 1000) + "} fragment f on Query { today }", "root"},
		"nothing but brackets":      {strings.Repeat("{", 5000), "tokens"},
		"one long word":             {"{ " + strings.Repeat("a", 1<<19) + " }", "bytes"},
	}
}

func numbered(n int, format string) string {
	var out strings.Builder
	for i := range n {
		switch strings.Count(format, "%") {
		case 1:
			fmt.Fprintf(&out, format, i)
		default:
			fmt.Fprintf(&out, format, i, i+1)
		}
	}
	return out.String()
}

func TestHostileDocumentsAreRefusedInFewWords(t *testing.T) {
	t.Parallel()
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	for name, tc := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got := ask(t, api, tc.query, "", "Accept", "application/graphql-response+json")

			if got.status != http.StatusBadRequest || len(got.text) > 2000 {
				t.Fatalf("got %d with %d bytes", got.status, len(got.text))
			}
			if !strings.Contains(got.text, tc.word) || strings.Contains(got.text, `"data"`) {
				t.Errorf("got %s, want the limit of %s", got.text, tc.word)
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
	for _, tc := range hostile() {
		if len(tc.query) < 5000 {
			f.Add(tc.query)
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

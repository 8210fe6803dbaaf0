package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

var update = flag.Bool("update", false, "write the answers of the examples into docs/api.md")

// example is an operation of docs/api.md with its variables and its answer, which stands at from:to.
type example struct {
	query, variables, answer string
	headers                  []string
	from, to                 int
}

var (
	block     = regexp.MustCompile("(?s)```(graphql|json variables|json)\n(.*?)```")
	keyInText = regexp.MustCompile("`Idempotency-Key: (.*?)`")
	changing  = regexp.MustCompile(`"endCursor": "([^"]+)"|"([a-z]+_[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[0-9:.]+Z)"`)
)

// TestExamplesOfTheGuide carries the examples out in their order. IDs and cursors differ from run to run: what an earlier answer
// of the guide has stands for what the actual one had.
func TestExamplesOfTheGuide(t *testing.T) {
	t.Parallel()
	const path = "../docs/api.md"
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := setup(t)
	api := b.api(b.as(t, hub.RoleEngagement))
	if got := ask(t, api, `mutation { createEmployer(input: {name: "Rotherham Castings Ltd"}) { userErrors { message } } }`, ""); got.code() != "" {
		t.Fatal(got.text)
	}
	examples := readExamples(string(guide))
	if len(examples) < 10 {
		t.Fatalf("the guide has %d examples", len(examples))
	}
	actual := map[string]string{}
	written := append([]byte{}, guide...)
	shift := 0
	for _, e := range examples {
		variables := e.variables
		for shown, is := range actual {
			variables = strings.ReplaceAll(variables, shown, is)
		}
		got := ask(t, api, e.query, variables, e.headers...)
		if len(e.headers) > 0 {
			if again := ask(t, api, e.query, variables, e.headers...); again.text != got.text {
				t.Errorf("sent again with its key, it got %s and then %s", got.text, again.text)
			}
		}
		answer := indented(t, got.text)
		shown, is := changes(e.answer), changes(answer)
		for i := range min(len(shown), len(is)) {
			actual[shown[i]] = is[i]
		}
		if *update {
			for shown, is := range actual {
				answer = strings.ReplaceAll(answer, is, shown)
			}
			written = append(written[:e.from+shift], append([]byte(answer+"\n"), written[e.to+shift:]...)...)
			shift += len(answer) + 1 - (e.to - e.from)
			continue
		}
		if same(e.answer) != same(answer) {
			t.Errorf("%s\nwith %s\nanswers %s\nand the guide says %s", e.query, variables, answer, e.answer)
		}
	}
	if *update {
		if err := os.WriteFile(path, written, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readExamples(guide string) (out []example) {
	var next example
	begun := 0
	for _, m := range block.FindAllStringSubmatchIndex(guide, -1) {
		kind, text := guide[m[2]:m[3]], guide[m[4]:m[5]]
		switch kind {
		case "graphql":
			next = example{query: text}
			if key := keyInText.FindStringSubmatch(guide[begun:m[0]]); key != nil {
				next.headers = []string{"Idempotency-Key", key[1]}
			}
		case "json variables":
			next.variables = text
		case "json":
			next.answer, next.from, next.to = text, m[4], m[5]
			out = append(out, next)
		}
		begun = m[1]
	}
	return out
}

func indented(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// changes are the values of an answer that differ from run to run.
func changes(answer string) (out []string) {
	for _, m := range changing.FindAllStringSubmatch(answer, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

// same leaves out what differs from run to run.
func same(answer string) string {
	return strings.TrimSpace(changing.ReplaceAllString(answer, `"…"`))
}

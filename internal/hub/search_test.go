package hub_test

import (
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	words := strings.Fields(hub.SearchWords(
		[]string{"Abdy & O'Neill Engineering (Don Valley) Ltd", "A.B.D. Castings"},
		"04123456", "S60 1AA"))

	for query, want := range map[string]bool{
		"abdy":                 true,
		"ABDY ENG":             true,
		"engineering abdy":     true, // in any order
		"oneill":               true,
		"O'Neill and":          true,
		"don val":              true,
		"abd cast":             true,
		"abdy limited":         true, // whatever the ending
		"abdy l":               true, // on the way to it
		"0412":                 true,
		"412345":               true, // as a spreadsheet leaves it
		"s60":                  true,
		"S60 1":                true,
		"s601a":                true,
		"S60 1AA":              true,
		"bdy":                  false, // beginnings only
		"abdy steel":           false,
		"s61":                  false,
		"abdy limestone":       false,
		"' | !x:* <-> \\ abdy": false, // all but letters is ignored
		"!abdy:*":              true,
	} {
		terms := hub.SearchTerms(query)
		found := !slices.ContainsFunc(terms, func(term string) bool {
			return !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, term) })
		})
		if found != want {
			t.Errorf("%q looks for %q among %q: found %t, want %t", query, terms, words, found, want)
		}
	}
}

func TestAnEndingAloneIsAName(t *testing.T) {
	t.Parallel()
	if got := hub.SearchWords([]string{"Limited"}, "", ""); got != "limited" {
		t.Errorf("got %q", got)
	}
	if got := hub.SearchTerms("lim"); !slices.Equal(got, []string{"lim"}) {
		t.Errorf("got %q", got)
	}
}

func TestSearchWords(t *testing.T) {
	t.Parallel()
	got := hub.SearchWords([]string{"Abdy Engineering Ltd", "ABDY FITTINGS"}, "05857258", "S60 1AE")
	if want := "abdy engineering fittings 05857258 5857258 s60 1ae s601ae"; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	if got := hub.SearchWords([]string{"Abdy"}, "", ""); got != "abdy" {
		t.Fatalf("got %q, want %q", got, "abdy")
	}
}

package hub

import (
	"slices"
	"strings"
)

// SearchWords are the whole words that a search finds an employer by, each once: those of its names, its number with and
// without leading zeros, and its postcode as a whole and in its two parts. The legal ending of a name is left out, since
// nearly every company has one.
func SearchWords(names []string, number CompanyNumber, postcode Postcode) string {
	var words []string
	for _, name := range names {
		words = append(words, significant(strings.Fields(NameKey(name)))...)
	}
	if n := strings.ToLower(string(number)); n != "" {
		words = append(words, n, strings.TrimLeft(n, "0"))
	}
	if p := strings.ToLower(string(postcode)); p != "" {
		words = append(words, strings.Fields(p)...)
		words = append(words, strings.ReplaceAll(p, " ", ""))
	}
	seen := words[:0]
	for _, word := range words {
		if !slices.Contains(seen, word) {
			seen = append(seen, word)
		}
	}
	return strings.Join(seen, " ")
}

// SearchTerms are the beginnings of words that query asks for; an employer is found that has a word for each. While the
// last word may become a legal ending, it does not narrow the search: "abdy l" may be on its way to "abdy ltd".
func SearchTerms(query string) []string {
	terms := significant(strings.Fields(NameKey(query)))
	if last := len(terms) - 1; last > 0 && beginsAnEnding(terms[last]) {
		terms = terms[:last]
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// significant leaves legal endings out, unless there is nothing else.
func significant(words []string) []string {
	var kept []string
	for _, w := range words {
		if !nameEndings[w] {
			kept = append(kept, w)
		}
	}
	if kept == nil {
		return words
	}
	return kept
}

func beginsAnEnding(word string) bool {
	for ending := range nameEndings {
		if strings.HasPrefix(ending, word) && !strings.Contains(ending, " ") {
			return true
		}
	}
	return false
}

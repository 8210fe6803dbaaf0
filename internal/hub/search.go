package hub

import (
	"regexp"
	"slices"
	"strings"
)

// SearchQuery is what the search box is asked.
type SearchQuery struct {
	// Text are beginnings of words.
	Text string
	// First is how many of each kind at most, 1 to 20.
	First int
	// People and Offers say that these are looked for too.
	People, Offers bool
}

// SearchResults is what the search box finds, the likeliest of each kind first.
type SearchResults struct {
	Employers []Employer
	// People are present roles of those that the caller sees in full.
	People []PersonRole
	Offers []Offer
	// Corrected says that no employer has the words that were typed, and those found have words like them.
	Corrected bool
}

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

// registerNumber is the beginning of a number as registers write it: letters of Scotland or Northern Ireland, then digits.
var registerNumber = regexp.MustCompile(`^(SC|NIC)?\d{3,8}$`)

// NumberSearched is the beginning of a number of a register that query may be, as it is kept; empty where it is none.
func NumberSearched(query string) string {
	if written := unspaced(query); registerNumber.MatchString(written) {
		return written
	}
	return ""
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

// Meant are those of words that may have been meant by a beginning of a word that is mistyped: letters wrong, missing, too many
// or the wrong way round, one in a short term and two from six letters on. The nearest come first; of those, the first given.
func Meant(term string, words []string) []string {
	const short = 5 // letters
	most := 1
	if len(term) > short {
		most = 2
	}
	byDistance := make([][]string, most+1)
	for _, word := range words {
		if n := mistakes(term, word); n <= most {
			byDistance[n] = append(byDistance[n], word)
		}
	}
	return slices.Concat(byDistance...)
}

// mistakes is the least number of letters that are wrong, missing, too many or swapped with the next one in typed, as some
// beginning of word: the optimal string alignment distance.
func mistakes(typed, word string) int {
	before, row := make([]int, len(word)+1), make([]int, len(word)+1) // row j: typed so far against word[:j]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(typed); i++ {
		next := make([]int, len(word)+1)
		next[0] = i
		for j := 1; j <= len(word); j++ {
			wrong := 1
			if typed[i-1] == word[j-1] {
				wrong = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+wrong)
			if i > 1 && j > 1 && typed[i-1] == word[j-2] && typed[i-2] == word[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return slices.Min(row)
}

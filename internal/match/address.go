package match

import (
	"regexp"
	"slices"
	"strings"

	"employerhub/internal/hub"
)

var postcodeShape = regexp.MustCompile(`(?i)\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b`)

// postcodeWithin finds a British postcode at the end of an address; empty where there is none.
func postcodeWithin(address string) string {
	all := postcodeShape.FindAllString(clip(address), -1)
	for _, found := range slices.Backward(all) {
		if code, err := hub.ParsePostcode(found); err == nil {
			return string(code)
		}
	}
	return ""
}

// addressWords brings an address to its words without the postcode. "st" stands for street here, at the end of a part.
func addressWords(text string) []string {
	text = postcodeShape.ReplaceAllString(clip(text), " ")
	var words []string
	for part := range strings.SplitSeq(text, ",") {
		fields := strings.Fields(hub.NameKey(part))
		if len(fields) == 1 && !strings.ContainsAny(fields[0], "abcdefghijklmnopqrstuvwxyz0123456789") {
			continue // punctuation alone
		}
		for i, word := range fields {
			switch {
			case dropped[word]:
				continue
			case word == "st" && i > 0:
				word = "street"
			}
			if words = append(words, canonical(word)); len(words) == 2*mostWords {
				return words
			}
		}
	}
	return words
}

// houseNumbers are the words of an address that begin with a digit.
func houseNumbers(address []string) []string {
	var numbers []string
	for _, word := range address {
		if word[0] >= '0' && word[0] <= '9' {
			numbers = append(numbers, word)
		}
	}
	return numbers
}

package match

import (
	"math/bits"
	"slices"
	"strings"
)

// alike says how alike two words are, from 0 to 1: slips of the pen, letters swapped, one word cut short.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	if isNumber(a) || isNumber(b) || len(a) < 3 || len(b) < 3 {
		return 0
	}
	long := max(len(a), len(b))
	short := min(len(a), len(b))
	if long-short > 3 {
		if short >= 4 && prefix(a, short) == prefix(b, short) {
			return 0.85
		}
		return 0
	}
	if short >= 5 && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a)) {
		return 0.85
	}
	cutShort := short >= 4 && prefix(a, short) == prefix(b, short)
	if !cutShort && lettersApart(a, b) > 2*mostSlips(short, long) {
		return 0
	}
	slips := distance(a, b)
	same := 1 - float64(slips)/float64(long)
	switch {
	case slips == 1 && short >= 5, slips == 2 && short >= 9:
		return max(same, 0.9)
	case slips == 1 && short <= 4 && (long > short || sameLetters(a, b)):
		return 0.8
	case slips == 1 && short == 4:
		return 0.75
	case cutShort:
		return 0.85
	case same >= 0.72 && short >= 6:
		return same
	default:
		return 0
	}
}

// mostSlips is how many slips two words may be apart for alike to take them for one.
func mostSlips(short, long int) int {
	if short >= 9 {
		return max(2, long*28/100)
	}
	return max(1, long*28/100)
}

// lettersApart is how many letters and digits only one of two words has. A slip changes at most two of them, so that it tells most
// words apart for far less than distance does.
func lettersApart(a, b string) int { return bits.OnesCount64(letters(a) ^ letters(b)) }

func letters(word string) (has uint64) {
	for i := range len(word) {
		has |= 1 << (word[i] & 63)
	}
	return has
}

// sameLetters says that two words are of the same letters in another order.
func sameLetters(a, b string) bool {
	return slices.Equal(slices.Sorted(slices.Values([]byte(a))), slices.Sorted(slices.Values([]byte(b))))
}

func isNumber(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

// distance is how many letters must be put in, taken out, replaced or swapped with the next to make b of a.
func distance(a, b string) int {
	const longest = 40
	a, b = prefix(a, longest), prefix(b, longest)
	var rows [3][longest + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

package hub

import (
	"strings"
	"unicode"
)

// NameKey is what a name is searched and sorted by: lower case, without accents, apostrophes and full stops dropped, "&"
// as "and", any other punctuation as one space. A name of punctuation alone stays as it is, so that it can be found.
func NameKey(name string) string {
	key := make([]byte, 0, len(name)+8)
	owed := false // a space is due before the next letter
	write := func(letters string) {
		if owed && len(key) > 0 {
			key = append(key, ' ')
		}
		key, owed = append(key, letters...), false
	}
	for _, r := range name {
		r = unicode.ToLower(r)
		plain, accented := plainLetters[r]
		switch {
		case r == '&':
			owed = true
			write("and")
			owed = true
		case accented:
			write(plain)
		case unicode.IsLetter(r), unicode.IsDigit(r):
			write(string(r))
		case r == '\'', r == '’', r == '‘', r == '.', unicode.Is(unicode.Mn, r): // dropped: O'Neill is one word, B.D.S. too
		default:
			owed = true
		}
	}
	if len(key) == 0 {
		return strings.ToLower(strings.TrimSpace(name))
	}
	return string(key)
}

// nameEndings say what a company is, not which.
var nameEndings = map[string]bool{
	"ltd": true, "limited": true, "plc": true, "llp": true, "lp": true, "cic": true, "cio": true, "cyf": true, "cyfyngedig": true,
	"public company": true, "public limited company": true, "limited liability partnership": true, "community interest company": true,
}

// NameMatchKey is NameKey without the legal ending, so that "Abdy Engineering Ltd" and "ABDY ENGINEERING LIMITED" are alike.
func NameMatchKey(name string) string {
	key := NameKey(name)
	for i := 1; i < len(key); i++ {
		if key[i] == ' ' && nameEndings[key[i+1:]] {
			return key[:i]
		}
	}
	return key
}

// plainLetters are the accented small letters of the European languages, with what they are without the accent.
var plainLetters = func() map[rune]string {
	letters := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ı': "i"}
	for plain, accented := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ðďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭį", "j": "ĵ", "k": "ķ",
		"l": "ĺļľŀł", "n": "ñńņň", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț", "u": "ùúûüũūŭůűų", "w": "ŵẁẃẅ",
		"y": "ýÿŷỳ", "z": "źżž",
	} {
		for _, r := range accented {
			letters[r] = plain
		}
	}
	return letters
}()

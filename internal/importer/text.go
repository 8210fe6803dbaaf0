package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// windows1252 are the characters of bytes 0x80 to 0x9f; all others are the same as in Unicode.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// text makes a clean string of a field: UTF-8, or windows-1252 where it is not valid UTF-8; runs of spaces, line breaks and
// control characters become one space; none at the ends. It takes back the apostrophe that our own downloads put before
// what a spreadsheet would run as a formula.
func text(field []byte) string {
	if plain(field) {
		return string(field)
	}
	s := strings.Join(strings.FieldsFunc(utf8Text(field), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		return s[1:]
	}
	return s
}

// plain says that text has nothing to do, which is so for nearly every field.
func plain(field []byte) bool {
	for i, c := range field {
		switch {
		case c < ' ', c > '~':
			return false
		case c == ' ' && (i == 0 || i == len(field)-1 || field[i-1] == ' '):
			return false
		}
	}
	return len(field) == 0 || field[0] != '\''
}

// utf8Text is field as it is, or decoded from windows-1252 where it is not valid UTF-8.
func utf8Text(field []byte) string {
	if utf8.Valid(field) {
		return string(field)
	}
	var s strings.Builder
	for _, c := range field {
		if c >= 0x80 && c < 0xa0 {
			s.WriteRune(windows1252[c-0x80])
		} else {
			s.WriteRune(rune(c))
		}
	}
	return s.String()
}

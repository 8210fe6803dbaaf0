package hub_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestParseEmailAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]hub.EmailAddress{
		" Asha.Green@Rotherham.Example ":         "Asha.Green@rotherham.example",
		"o'neill+hr@works.example.org":           "o'neill+hr@works.example.org",
		"":                                       "",
		"asha":                                   "",
		"@example.org":                           "",
		"asha@":                                  "",
		"asha@localhost":                         "",
		"a@b@example.org":                        "",
		"asha green@example.org":                 "",
		"asha@example.org, b@example.org":        "",
		"Asha <asha@example.org>":                "",
		"asha@example.org\r\nBcc: b@example.org": "",
		".asha@example.org":                      "",
		"as..ha@example.org":                     "",
		"asha@-example.org":                      "",
		strings.Repeat("a", 65) + "@example.org": "",
		"a@" + strings.Repeat("a.", 126) + "org": "",
	} {
		got, err := hub.ParseEmailAddress(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
}

func FuzzParseEmailAddress(f *testing.F) {
	for _, seed := range []string{"asha@example.org", "a@b", "a\r\n@example.org", "é@example.org", " a@example.org\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := hub.ParseEmailAddress(in)
		if err != nil {
			return
		}
		if strings.ContainsFunc(string(got), func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' || r == ',' }) {
			t.Fatalf("%q became %q, which is not safe in a header", in, got)
		}
	})
}

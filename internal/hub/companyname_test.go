package hub_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestNameKeys(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]struct{ key, match string }{
		"ABDY ENGINEERING LIMITED":     {"abdy engineering limited", "abdy engineering"},
		"Abdy  Engineering, Ltd.":      {"abdy engineering ltd", "abdy engineering"},
		"O'NEILL & SONS PLC":           {"oneill and sons plc", "oneill and sons"},
		"O’Neill&Sons":                 {"oneill and sons", "oneill and sons"},
		"B.D.S. (ROTHERHAM) LTD":       {"bds rotherham ltd", "bds rotherham"},
		"Café Ångström Łódź CIC":       {"cafe angstrom lodz cic", "cafe angstrom lodz"},
		"Cafe\u0301 Straße":            {"cafe strasse", "cafe strasse"},
		"! LTD":                        {"ltd", "ltd"},
		" !? ":                         {"!?", "!?"},
		"& CO":                         {"and co", "and co"},
		"LIMITED EDITIONS LTD":         {"limited editions ltd", "limited editions"},
		"A COMMUNITY INTEREST COMPANY": {"a community interest company", "a"},
		"":                             {"", ""},
	} {
		if got := hub.NameKey(in); got != want.key {
			t.Errorf("key of %q: got %q, want %q", in, got, want.key)
		}
		if got := hub.NameMatchKey(in); got != want.match {
			t.Errorf("match key of %q: got %q, want %q", in, got, want.match)
		}
	}
}

func FuzzNameKey(f *testing.F) {
	for _, seed := range []string{"ABDY ENGINEERING LIMITED", "O'Neill & Sons", "\u212bngstr\u00f6m", "İ", "!?", "\xff\xfe", "ǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		key := hub.NameKey(in)
		if again := hub.NameKey(key); again != key {
			t.Fatalf("%q became %q, which became %q", in, key, again)
		}
		if match := hub.NameMatchKey(in); !strings.HasPrefix(key, match) {
			t.Fatalf("%q: match key %q is not the start of key %q", in, match, key)
		}
	})
}

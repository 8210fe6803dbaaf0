package hub_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestParseSICCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]hub.SICCode{
		"62020 - Information technology consultancy activities": "62020",
		"25620":          "25620",
		"1110 - Cereals": "01110",
		"None Supplied":  "",
		"":               "",
		"620200":         "",
	} {
		got, err := hub.ParseSICCode(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestSICCodesHaveNamesAndSections(t *testing.T) {
	t.Parallel()
	for code, want := range map[hub.SICCode]struct{ name, section string }{
		"25620": {"Machining", "C"},
		"56101": {"Licensed restaurants", "I"},
		"99999": {"Dormant company", "U"},
		"00000": {"", ""},
	} {
		section, _ := code.Section()
		if code.Name() != want.name || section.Letter != want.section {
			t.Errorf("%s: got %q in %q, want %q in %q", code, code.Name(), section.Letter, want.name, want.section)
		}
	}
}

package hub_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestParsePostcode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]hub.Postcode{
		"S60 1AE":    "S60 1AE",
		"s601ae":     "S60 1AE",
		" S 60 1 AE": "S60 1AE",
		"EC1A 1BB":   "EC1A 1BB",
		"w1a0ax":     "W1A 0AX",
		"M1 1AE":     "M1 1AE",
		"DN55 1PT":   "DN55 1PT",
		"":           "",
		"S60":        "",
		"1AE":        "",
		"S60 1A":     "",
		"S60 1CV":    "", // no C, V in the last two
		"QS1 1AA":    "",
		"0S60 1AE":   "",
		"N/A":        "",
	} {
		got, err := hub.ParsePostcode(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestPostcodeDistrict(t *testing.T) {
	t.Parallel()
	if got := hub.Postcode("S60 1AE").District(); got != "S60" {
		t.Errorf("got %q, want S60", got)
	}
}

func FuzzParsePostcode(f *testing.F) {
	for _, seed := range []string{"S60 1AE", "ec1a1bb", "", "   ", "é60 1ae", "S60\u00a01AE"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := hub.ParsePostcode(in)
		if err != nil {
			return
		}
		if again, err := hub.ParsePostcode(string(got)); err != nil || again != got {
			t.Fatalf("%q became %q, which became %q, %v", in, got, again, err)
		}
	})
}

package hub_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestParseCompanyNumber(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]hub.CompanyNumber{
		"05857258":    "05857258",
		" 5857258 ":   "05857258", // a spreadsheet took the zero
		"sc 606 050":  "SC606050",
		"oc301234":    "OC301234",
		"R0123456":    "R0123456",
		"IP12345R":    "IP12345R",
		"NO12345":     "NO12345",
		"":            "",
		"123456789":   "",
		"XX123456":    "",
		"SC12345":     "",
		"0585725O":    "",
		"０５８５７２５８":    "",
		"05857258\n1": "",
	} {
		got, err := hub.ParseCompanyNumber(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
		if err != nil && hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%q: %v is not BAD_INPUT", in, err)
		}
	}
}

func TestParseIdentifierKeepsRegistersApart(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		scheme    hub.IdentifierScheme
		in, value string // empty value: refused
	}{
		"a company number is padded":             {hub.SchemeCompaniesHouse, "123456", "00123456"},
		"a charity number is not padded":         {hub.SchemeCharityEnglandWales, "208231", "208231"},
		"a Scottish charity's number":            {hub.SchemeCharityScotland, "sc012345", "SC012345"},
		"the same number as a company":           {hub.SchemeCompaniesHouse, "sc012345", "SC012345"},
		"a Northern Irish charity":               {hub.SchemeCharityNorthernIreland, "NIC 100123", "NIC100123"},
		"a provider":                             {hub.SchemeUKPRN, "10005534", "10005534"},
		"a provider's number starts with 1":      {hub.SchemeUKPRN, "20005534", ""},
		"a school":                               {hub.SchemeURN, "106957", "106957"},
		"a register that nobody knows":           {"DUNS", "123456", ""},
		"letters where digits are due":           {hub.SchemeCharityEnglandWales, "SC012345", ""},
		"a number with another number behind it": {hub.SchemeURN, "106957106957", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := hub.ParseIdentifier(tc.scheme, tc.in)
			if got.Value != tc.value || (err == nil) != (tc.value != "") {
				t.Fatalf("got %q, %v; want %q", got.Value, err, tc.value)
			}
		})
	}
}

func TestStringScalars(t *testing.T) {
	t.Parallel()
	var number hub.CompanyNumber
	if err := number.UnmarshalGQL("sc606050"); err != nil || number != "SC606050" {
		t.Errorf("got %q, %v; want SC606050", number, err)
	}
	if err := number.UnmarshalGQL(12345678); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("a number that is not a string: got %v, want BAD_INPUT", err)
	}
	var out strings.Builder
	number.MarshalGQL(&out)
	if out.String() != `"SC606050"` {
		t.Errorf("written as %s", &out)
	}
}

func FuzzParseCompanyNumber(f *testing.F) {
	for _, seed := range []string{"05857258", " 5857258", "sc606050", "IP12345R", "", "R0123456", "Ⅷ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := hub.ParseCompanyNumber(in)
		if err != nil {
			return
		}
		if again, err := hub.ParseCompanyNumber(string(got)); err != nil || again != got || len(got) < 7 || len(got) > 8 {
			t.Fatalf("%q became %q, which became %q, %v", in, got, again, err)
		}
	})
}

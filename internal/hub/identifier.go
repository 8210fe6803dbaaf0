package hub

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// IdentifierScheme says which register an identifier is from. It is always kept with the value: a Scottish charity and a
// Scottish company may share one.
type IdentifierScheme string

const (
	// SchemeCompaniesHouse is the register of companies.
	SchemeCompaniesHouse IdentifierScheme = "COMPANIES_HOUSE"
	// SchemeCharityEnglandWales is the Charity Commission's register.
	SchemeCharityEnglandWales IdentifierScheme = "CHARITY_ENGLAND_WALES"
	// SchemeCharityScotland is the register of the Scottish Charity Regulator.
	SchemeCharityScotland IdentifierScheme = "CHARITY_SCOTLAND"
	// SchemeCharityNorthernIreland is the register of the Charity Commission for Northern Ireland.
	SchemeCharityNorthernIreland IdentifierScheme = "CHARITY_NORTHERN_IRELAND"
	// SchemeUKPRN is the register of learning providers.
	SchemeUKPRN IdentifierScheme = "UKPRN"
	// SchemeURN is the register of schools and colleges.
	SchemeURN IdentifierScheme = "URN"
)

// Identifier is an employer's number in one register. At most one employer holds it.
type Identifier struct {
	Scheme IdentifierScheme
	Value  string
}

// identifierSchemes holds for each register the shape of its numbers, an example for the message that asks for one, and what people
// call them.
var identifierSchemes = map[IdentifierScheme]struct {
	shape         *regexp.Regexp
	example, noun string
}{
	SchemeCompaniesHouse:         {companyNumberShape, "01234567 or SC123456", "company number"},
	SchemeCharityEnglandWales:    {regexp.MustCompile(`^\d{6,7}$`), "1089464", "charity number"},
	SchemeCharityScotland:        {regexp.MustCompile(`^SC\d{6}$`), "SC012345", "Scottish charity number"},
	SchemeCharityNorthernIreland: {regexp.MustCompile(`^NIC\d{6}$`), "NIC100123", "Northern Irish charity number"},
	SchemeUKPRN:                  {regexp.MustCompile(`^1\d{7}$`), "10005534", "UKPRN"},
	SchemeURN:                    {regexp.MustCompile(`^\d{6}$`), "106957", "URN"},
}

// Noun is what people call a number of the register.
func (s IdentifierScheme) Noun() string { return identifierSchemes[s].noun }

// Words is the number with what people call it: UKPRN 10005534.
func (i Identifier) Words() string { return i.Scheme.Noun() + " " + i.Value }

// ParseIdentifier writes value as its register does: upper case, no spaces, company numbers padded to eight characters.
// Errors: BAD_INPUT with an example of the register's numbers.
func ParseIdentifier(scheme IdentifierScheme, value string) (Identifier, error) {
	known, ok := identifierSchemes[scheme]
	if !ok {
		return Identifier{}, BadInput(fmt.Sprintf("%q is not a register the hub knows", scheme), "scheme")
	}
	written := unspaced(value)
	if scheme == SchemeCompaniesHouse {
		written = padded(written)
	}
	if !known.shape.MatchString(written) {
		return Identifier{}, BadInput(fmt.Sprintf("%q is not a %s; they look like %s", clip(value), known.noun, known.example), "value")
	}
	return Identifier{scheme, written}, nil
}

// CompanyNumber is a number of the register of companies: eight characters, upper case.
type CompanyNumber string

var companyNumberShape = regexp.MustCompile(`^(\d{8}|` +
	`(AC|BR|CE|CS|EN|ES|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|UC|ZC)\d{6}|` +
	`R0\d{6}|(IP|SP|NP|RS)\d{5}[A-Z]|NO\d{5}[A-Z]?)$`)

// ParseCompanyNumber reads what people and spreadsheets write: any case, spaces, leading zeros lost. Errors: BAD_INPUT.
func ParseCompanyNumber(s string) (CompanyNumber, error) {
	n := padded(unspaced(s))
	if !companyNumberShape.MatchString(n) {
		return "", BadInput(fmt.Sprintf("%q is not a company number; they have 8 characters, like 01234567 or SC123456", clip(s)))
	}
	return CompanyNumber(n), nil
}

func (n CompanyNumber) MarshalGQL(w io.Writer)    { marshalString(w, n) }
func (n *CompanyNumber) UnmarshalGQL(v any) error { return unmarshalString(n, v, ParseCompanyNumber) }

// padded gives a number of digits alone the leading zeros that spreadsheets take away.
func padded(number string) string {
	if number == "" || len(number) >= 8 || strings.Trim(number, "0123456789") != "" {
		return number
	}
	return strings.Repeat("0", 8-len(number)) + number
}

// unspaced is s in upper case without any spaces.
func unspaced(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

// clip shortens what somebody sent so that a message can quote it.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

package hub

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Postcode is a British postcode as Royal Mail writes it: upper case, one space before the last three characters.
type Postcode string

var postcodeShape = regexp.MustCompile(
	`^([A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]) [0-9][ABD-HJLNP-UW-Z]{2})$`)

// ParsePostcode reads a postcode in any case and with any spaces. Errors: BAD_INPUT.
func ParsePostcode(s string) (Postcode, error) {
	p := unspaced(s)
	if len(p) > 3 {
		p = p[:len(p)-3] + " " + p[len(p)-3:]
	}
	if !postcodeShape.MatchString(p) {
		return "", BadInput(fmt.Sprintf("%q is not a postcode; write it like S60 1AE", clip(s)))
	}
	return Postcode(p), nil
}

// District is the part before the space, such as S60.
func (p Postcode) District() string {
	district, _, _ := strings.Cut(string(p), " ")
	return district
}

func (p Postcode) MarshalGQL(w io.Writer)    { marshalString(w, p) }
func (p *Postcode) UnmarshalGQL(v any) error { return unmarshalString(p, v, ParsePostcode) }

// PostcodeWard is a line of the postcode directory.
type PostcodeWard struct {
	Postcode Postcode
	// WardCode is empty for a postcode that lies outside Rotherham.
	WardCode string
}

// RotherhamCode is the borough's in the geography of the Office for National Statistics.
const RotherhamCode = "E08000018"

// PostcodeArea is where a postcode lies, as the postcode directory says.
type PostcodeArea struct {
	Postcode Postcode
	// AuthorityCode is that of the local authority; empty for a postcode outside England, Scotland, Wales and Northern Ireland.
	AuthorityCode string
	WardCode      string
	// InvestmentArea is the code of one; empty where the file says none.
	InvestmentArea string
}

// PostcodesImported is what taking in a postcode directory came to.
type PostcodesImported struct {
	// Read are all rows, Added and Changed those that the hub did not have so.
	Read, Added, Changed int
	// InRotherham are those that lie in a ward that the hub knows.
	InRotherham int
	// UnknownWard are those in Rotherham whose ward the hub does not know. They are left out, and so stay unknown.
	UnknownWard int
	// UnknownArea are those whose investment area the hub does not know. They are taken in without one.
	UnknownArea int
	// Sites are those that had no investment area and got that of their postcode.
	Sites int
	// Left are the rows that could not be read, and Problems say of the first ones why.
	Left     int
	Problems []string
}

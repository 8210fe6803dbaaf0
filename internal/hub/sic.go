package hub

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// SICVersion is the edition of the Standard Industrial Classification that a code belongs to. It is kept beside every code.
type SICVersion string

// SIC2007 is the edition that Companies House uses.
const SIC2007 SICVersion = "2007"

// SIC2026 is the edition of April 2026, which comes in phases. The hub holds no titles of it.
const SIC2026 SICVersion = "2026"

// SICCode is a five-digit code of the Standard Industrial Classification, such as 25620 for machining.
type SICCode string

var sicShape = regexp.MustCompile(`^\d{4,5}$`)

// ParseSICCode reads a code with or without its name behind it: "62020 - Information technology consultancy activities".
// Four digits lost a leading zero. Errors: BAD_INPUT.
func ParseSICCode(s string) (SICCode, error) {
	code, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	if !sicShape.MatchString(code) {
		return "", BadInput(fmt.Sprintf("%q is not a SIC code; they have 5 digits, like 25620", clip(s)))
	}
	if len(code) == 4 {
		code = "0" + code
	}
	return SICCode(code), nil
}

// EmployerSIC is a code that an employer has: five digits, in that edition of the classification.
type EmployerSIC struct {
	Version string
	Code    string
}

// Title is what the code stands for; nil where the hub does not hold that edition's titles.
func (e EmployerSIC) Title() *string {
	name := SICCode(e.Code).Name()
	if e.Version != string(SIC2007) || name == "" {
		return nil
	}
	return &name
}

//go:embed sic2007.tsv
var sic2007 string

var sic2007Names = sync.OnceValue(func() map[SICCode]string {
	names := map[SICCode]string{}
	for line := range strings.Lines(sic2007) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		names[SICCode(code)] = name
	}
	return names
})

// Name is what the code stands for in the 2007 edition, or empty for a code that edition does not have.
func (c SICCode) Name() string { return sic2007Names()[c] }

// SICSection is one of the 21 broad groups of industries.
type SICSection struct {
	// Letter is A to U.
	Letter string
	Name   string
	// From and Until are the first and the last division, the first two digits of a code.
	From, Until string
}

// SICSections are those of the 2007 edition, in order.
var SICSections = []SICSection{
	{"A", "Agriculture, forestry and fishing", "01", "03"},
	{"B", "Mining and quarrying", "05", "09"},
	{"C", "Manufacturing", "10", "33"},
	{"D", "Electricity, gas, steam and air conditioning supply", "35", "35"},
	{"E", "Water supply; sewerage, waste management and remediation activities", "36", "39"},
	{"F", "Construction", "41", "43"},
	{"G", "Wholesale and retail trade; repair of motor vehicles and motorcycles", "45", "47"},
	{"H", "Transportation and storage", "49", "53"},
	{"I", "Accommodation and food service activities", "55", "56"},
	{"J", "Information and communication", "58", "63"},
	{"K", "Financial and insurance activities", "64", "66"},
	{"L", "Real estate activities", "68", "68"},
	{"M", "Professional, scientific and technical activities", "69", "75"},
	{"N", "Administrative and support service activities", "77", "82"},
	{"O", "Public administration and defence; compulsory social security", "84", "84"},
	{"P", "Education", "85", "85"},
	{"Q", "Human health and social work activities", "86", "88"},
	{"R", "Arts, entertainment and recreation", "90", "93"},
	{"S", "Other service activities", "94", "96"},
	{"T", "Activities of households as employers", "97", "98"},
	{"U", "Activities of extraterritorial organisations and bodies", "99", "99"},
}

// Section finds the broad group of a code, or false where its division does not exist.
func (c SICCode) Section() (SICSection, bool) {
	for _, s := range SICSections {
		if len(c) == 5 && c[:2] >= SICCode(s.From) && c[:2] <= SICCode(s.Until) {
			return s, true
		}
	}
	return SICSection{}, false
}

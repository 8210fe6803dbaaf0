package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// companyKind is what sort of company a number stands for.
type companyKind struct {
	category string
	endings  []string
}

var (
	privateCompany = companyKind{"Private Limited Company", []string{" LIMITED", " LIMITED", " LTD", " LTD", " LTD", " LTD."}}
	partnership    = companyKind{"Limited Liability Partnership", []string{" LLP"}}
	guarantee      = companyKind{"PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)", []string{" LIMITED", " TRUST", " ASSOCIATION"}}
	publicCompany  = companyKind{"Public Limited Company", []string{" PLC"}}
	interest       = companyKind{"Community Interest Company", []string{" CIC", " C.I.C."}}
)

func (k companyKind) ending(d *dice) string { return pick(d, k.endings) }

func kindOf(i int) companyKind {
	switch {
	case i%40 == 1:
		return partnership
	case i%25 == 2:
		return guarantee
	case i%50 == 3:
		return interest
	case i%200 == 4:
		return publicCompany
	default:
		return privateCompany
	}
}

// companyNumber is a number that no other i has: a walk through the numbers in steps that share no factor with how many
// there are.
func companyNumber(i int) string {
	switch i % 40 {
	case 1:
		return fmt.Sprintf("OC%06d", (i/40*618_033+300_001)%1_000_000)
	case 7:
		return fmt.Sprintf("SC%06d", (i/40*618_033+100_003)%1_000_000)
	default:
		return fmt.Sprintf("%08d", (i*9_270_497+1_234_567)%16_000_000)
	}
}

// companyName is without its legal ending.
func companyName(d *dice, t trade, h home) string {
	does := pick(d, t.words)
	switch d.roll(8) {
	case 0:
		return h.town + " " + does
	case 1:
		return pick(d, surnames) + " & SONS " + does
	case 2:
		return pick(d, surnames) + " & " + pick(d, surnames) + " " + does
	case 3:
		return pick(d, firsts) + " " + does + " (" + h.town + ")"
	case 4:
		return initials(d) + " " + does
	case 5:
		return coined(d) + " " + does
	case 6:
		return pick(d, firsts) + " " + pick(d, surnames) + " " + does
	default:
		return pick(d, surnames) + " " + does
	}
}

func initials(d *dice) string {
	const letters = "ABCDEFGHJKLMNPRSTW"
	b := make([]byte, 2+d.roll(2))
	for i := range b {
		b[i] = letters[d.roll(len(letters))]
	}
	return string(b)
}

func coined(d *dice) string {
	return pick(d, syllables) + pick(d, syllables) + pick(d, []string{"TEC", "CO", "WELL", "LINE", "FORM", "ICA", "EX"})
}

// appendName writes a name with what is wrong with it.
func appendName(row []byte, name string, wrong dirt) []byte {
	first, rest, _ := strings.Cut(name, " ")
	switch wrong {
	case quotedName:
		return appendQuoted(row, `""`+first+`"" `+rest)
	case commaInName:
		return appendQuoted(row, first+", "+rest)
	case windows1252Name:
		return appendQuoted(row, first+" CAF\xc9 "+rest)
	default:
		return appendQuoted(row, name)
	}
}

// appendQuoted writes a field and the comma behind it.
func appendQuoted(row []byte, field string) []byte {
	row = append(row, '"')
	row = append(row, field...)
	return append(row, '"', ',')
}

// postcode is one of the place's districts with an end that Royal Mail could have given.
func postcode(d *dice, h home, wrong dirt) string {
	const letters = "ABDEFGHJLNPQRSTUWXYZ"
	code := pick(d, h.districts) + " " + strconv.Itoa(1+d.roll(9)) + string(letters[d.roll(20)]) + string(letters[d.roll(20)])
	if wrong == oddPostcode {
		return pick(d, []string{"N/A", code[:len(code)-1], strings.ReplaceAll(code, " ", "O"), "NOT KNOWN", code + "."})
	}
	return code
}

func date(t time.Time) string { return t.Format("02/01/2006") }

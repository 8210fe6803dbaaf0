package match

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Field is a part of a record that was compared.
type Field string

const (
	// FieldNumber is a number in a register.
	FieldNumber Field = "NUMBER"
	// FieldName is any of the names.
	FieldName Field = "NAME"
	// FieldPostcode is the postcode of any address.
	FieldPostcode Field = "POSTCODE"
	// FieldAddress is the street address.
	FieldAddress Field = "ADDRESS"
	// FieldWebsite is the domain of the website.
	FieldWebsite Field = "WEBSITE"
	// FieldPhone is the telephone number.
	FieldPhone Field = "PHONE"
	// FieldEmail is the domain of the e-mail, or the whole address.
	FieldEmail Field = "EMAIL"
)

// Reason is what comparing one field came to.
type Reason struct {
	Field Field `json:"field"`
	// Text says it in words for staff. It holds no personal data.
	Text string `json:"text"`
	// Bits speak for one employer where they are positive, against it where negative: one bit doubles the odds.
	Bits float64 `json:"bits"`
}

// Match is what comparing two records came to.
type Match struct {
	// Score is how likely they are one employer, from 0 to 1.
	Score float64
	// Reasons are the fields that both have, the weightiest first.
	Reasons []Reason
}

// Likely is the score from which a pair is worth a person's look: at it, nineteen of twenty pairs of the labelled records are
// one employer.
const Likely = 0.5

// prior are the odds, in bits, that two records that share a key are one employer before anything else is known.
const prior = -10.8

// Compare says how likely two records are one employer. Either way round says the same.
func (f *Frequencies) Compare(a, b Prepared) Match {
	m, _ := f.CompareFrom(0, a, b)
	return m
}

// CompareFrom is Compare for who only asks for pairs that score at least this much. It looks first at what costs least, and gives
// up with false as soon as the rest cannot make up for it, which is most of the pairs that share a key.
func (f *Frequencies) CompareFrom(least float64, a, b Prepared) (Match, bool) {
	needed := math.Inf(-1)
	if least > 0 {
		needed = math.Log2(least / (1 - least))
	}
	number, contact := compareNumbers(a.Numbers, b.Numbers), f.compareContacts(a, b)
	postcode, samePostcode := f.comparePostcodes(a.Postcodes, b.Postcodes)
	known, mostOfAddress := prior+number.Bits+postcode.Bits, 0.0
	for _, r := range contact {
		known += r.Bits
	}
	switch {
	case len(a.Addresses) == 0 || len(b.Addresses) == 0:
	case samePostcode:
		mostOfAddress = sameAddressBits / 3
	default:
		mostOfAddress = sameAddressBits
	}
	if known+mostNameBits+mostOfAddress < needed {
		return Match{}, false
	}
	if slices.Compare(a.said(), b.said()) > 0 {
		a, b = b, a
		postcode, _ = f.comparePostcodes(a.Postcodes, b.Postcodes)
	}
	// A name says most where the place is the same.
	name := f.compareNames(a, b, true)
	if known+name.Bits+mostOfAddress < needed {
		return Match{}, false
	}
	address := f.compareAddresses(a, b, postcode, samePostcode)
	if postcode.Bits <= 0 && address.Bits <= 0 {
		name = f.compareNames(a, b, false)
	}
	if known += name.Bits + address.Bits; known < needed {
		return Match{}, false
	}
	m := Match{Score: 1 / (1 + math.Exp2(-known))}
	for _, r := range slices.Concat([]Reason{name, number, postcode, address}, contact) {
		if r.Text != "" {
			m.Reasons = append(m.Reasons, r)
		}
	}
	slices.SortStableFunc(m.Reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Bits), math.Abs(a.Bits)), cmp.Compare(a.Field, b.Field))
	})
	return m, m.Score >= least
}

// said is all that a record says, to tell which of two comes first.
func (p Prepared) said() []string {
	var all []string
	for _, name := range p.Names {
		all = append(all, name...)
	}
	for _, address := range p.Addresses {
		all = append(all, address...)
	}
	return slices.Concat(all, p.Postcodes, p.Sites, p.Mail, p.Phones, p.Mailboxes, p.Numbers)
}

// compareNumbers compares numbers of registers: one that both have settles it, two of one register nearly settle the opposite.
func compareNumbers(a, b []string) Reason {
	differ := ""
	for _, x := range a {
		register, _, _ := strings.Cut(x, ":")
		if slices.Contains(b, x) {
			return Reason{FieldNumber, "Same number in a register", 18}
		}
		if slices.ContainsFunc(b, func(y string) bool { return strings.HasPrefix(y, register+":") }) {
			differ = register
		}
	}
	if differ != "" {
		return Reason{FieldNumber, "Different numbers in one register", -9}
	}
	return Reason{}
}

// comparePostcodes takes the two postcodes that say most for one employer, and says whether they are the same.
func (f *Frequencies) comparePostcodes(a, b []string) (best Reason, same bool) {
	if len(a) == 0 || len(b) == 0 {
		return Reason{}, false
	}
	best = Reason{FieldPostcode, "Different postcodes", -2.5}
	for _, code := range a {
		r := best
		switch {
		case slices.Contains(b, code):
			// A business park's says less than that of one door.
			r.Text, r.Bits, same = "Same postcode, "+code, max(4.5-0.5*math.Log2(max(float64(f.of("#", code)), 2)/2), 1.5), true
		case slices.ContainsFunc(b, func(other string) bool { return district(other) == district(code) }):
			r.Text, r.Bits = "Postcodes in one district, "+district(code), -0.8
		case slices.ContainsFunc(b, func(other string) bool { return len(other) > 5 && distance(other, code) == 1 }):
			r.Text, r.Bits = "Postcodes that differ in one letter", 1
		}
		if r.Bits > best.Bits {
			best = r
		}
	}
	return best, same
}

// sameAddressBits is the most that an address says.
const sameAddressBits = 4.5

func (f *Frequencies) compareAddresses(a, b Prepared, postcode Reason, samePostcode bool) Reason {
	if len(a.Addresses) == 0 || len(b.Addresses) == 0 {
		return Reason{}
	}
	best := -1.0
	for _, x := range a.Addresses {
		for _, y := range b.Addresses {
			best = max(best, f.addressesAlike(x, y))
		}
	}
	r := Reason{Field: FieldAddress}
	switch {
	case best >= 0.75:
		r.Text, r.Bits = "Same address", sameAddressBits
	case best >= 0.5:
		r.Text, r.Bits = "Addresses much alike", 2.5
	case best >= 0.25:
		r.Text, r.Bits = "Addresses partly alike", -0.7
	default:
		r.Text, r.Bits = "Different addresses", -2.5
	}
	if postcode.Text != "" && samePostcode == (r.Bits > 0) { // both say where; the second says little more
		r.Bits /= 3
	}
	return r
}

// addressesAlike is the share of what two addresses say that they both say, from 0 to 1.
func (f *Frequencies) addressesAlike(a, b []string) float64 {
	weight := func(word string) float64 {
		share := (float64(f.of("@", word)) + 1) / (float64(f.Records) + 50)
		return min(max(-math.Log2(share), 0.5), 7)
	}
	both, all := 0.0, 0.0
	used := make([]bool, len(b))
	for _, word := range a {
		at, like := -1, 0.0
		for j, other := range b {
			if l := alike(word, other); !used[j] && l > like {
				at, like = j, l
			}
		}
		if at >= 0 {
			used[at] = true
			w := min(weight(word), weight(b[at]))
			both += 2 * like * w
			all += 2 * w
		} else {
			all += weight(word)
		}
	}
	for j, word := range b {
		if !used[j] {
			all += weight(word)
		}
	}
	if all == 0 {
		return 0
	}
	like := both / all
	// One may leave out the building or the town: what is said in short is compared with what is said in full.
	sa, sb := 0.0, 0.0
	for _, word := range a {
		sa += weight(word)
	}
	for _, word := range b {
		sb += weight(word)
	}
	if within := both / 2 / min(sa, sb); within > like {
		like = (like + within) / 2
	}
	numbers, others := houseNumbers(a), houseNumbers(b)
	if len(numbers) > 0 && len(others) > 0 && !slices.ContainsFunc(numbers, func(n string) bool { return slices.Contains(others, n) }) {
		like *= 0.5 // another door of the same street
	}
	return like
}

// compareContacts compares what one is reached by. What is shared by two of them often comes from one source, so only the
// strongest counts in full.
func (f *Frequencies) compareContacts(a, b Prepared) []Reason {
	var found []Reason
	say := func(field Field, text string, bits float64) { found = append(found, Reason{field, text, bits}) }

	if len(a.Sites) > 0 && len(b.Sites) > 0 {
		switch same, stems := common(a.Sites, b.Sites), commonStem(a.Sites, b.Sites); {
		case same != "":
			// Branches of a chain have the chain's.
			say(FieldWebsite, "Same website, "+same, max(6-2*math.Log2(max(float64(f.of("~", same)), 3)/3), 1.5))
		case stems != "":
			say(FieldWebsite, "Websites of one name, "+stems, 4)
		default:
			say(FieldWebsite, "Different websites", -3)
		}
	}
	switch same := common(a.Mail, b.Mail); {
	case common(a.Mailboxes, b.Mailboxes) != "":
		say(FieldEmail, "Same e-mail address", 5.5)
	case same != "":
		say(FieldEmail, "Same e-mail domain, "+same, 4.5)
	case common(a.Mail, b.Sites) != "":
		say(FieldEmail, "E-mail domain of one is the website of the other", 4.5)
	case common(a.Sites, b.Mail) != "":
		say(FieldEmail, "E-mail domain of one is the website of the other", 4.5)
	case len(a.Mail) > 0 && len(b.Mail) > 0:
		say(FieldEmail, "Different e-mail domains", -1.5)
	}
	if len(a.Phones) > 0 && len(b.Phones) > 0 {
		if same := common(a.Phones, b.Phones); same != "" {
			// Many have their accountant's.
			say(FieldPhone, "Same telephone number", max(5-1.5*math.Log2(max(float64(f.of("+", same)), 2)/2), 1))
		} else {
			say(FieldPhone, "Different telephone numbers", -1)
		}
	}
	slices.SortStableFunc(found, func(a, b Reason) int { return cmp.Compare(b.Bits, a.Bits) })
	for i := range found {
		if i > 0 && found[i].Bits > 0 {
			found[i].Bits /= 3
		}
	}
	return found
}

func common(a, b []string) string {
	found := ""
	for _, x := range a {
		if slices.Contains(b, x) && (found == "" || x < found) {
			found = x
		}
	}
	return found
}

func commonStem(a, b []string) string {
	found := ""
	for _, x := range a {
		for _, y := range b {
			if s := stem(x); s == stem(y) && len(s) > 3 && (found == "" || s < found) {
				found = s
			}
		}
	}
	return found
}

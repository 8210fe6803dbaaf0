package labelled

import (
	"fmt"
	"strings"

	"employerhub/internal/match"
)

// write makes the records of an organisation: mostly one, at times two to five.
func (m *maker) write(o organisation) {
	m.clusters++
	n := 1
	switch d := m.IntN(100); {
	case d >= 97:
		n = 4 + m.IntN(2)
	case d >= 85:
		n = 3
	case d >= 50:
		n = 2
	}
	for i := range n {
		m.records = append(m.records, Record{Record: m.record(o, i > 0), Cluster: m.clusters, Judged: m.judged})
	}
}

// record writes an organisation down once. The first time is tidy; later ones have slips.
func (m *maker) record(o organisation, messy bool) match.Record {
	name := o.name
	if messy {
		for range 1 + m.IntN(3) {
			m.slip(&o)
		}
		name = m.slipName(o)
	} else if o.form != "" && m.chance(80) {
		name += " " + m.one([]string{o.form, "Ltd", "LIMITED"})
	}
	r := match.Record{Names: []string{name}}
	if o.trading != "" && m.chance(50) {
		r.Names = append(r.Names, o.trading)
	}
	address := o.street
	if o.estate != "" && m.chance(80) {
		address = o.estate + ", " + address
	}
	if m.chance(75) {
		address += ", " + o.town.name
	}
	if m.chance(12) {
		address += ", South Yorkshire"
	}
	if m.chance(85) {
		r.Addresses = []string{m.slipAddress(address, messy)}
	}
	if m.chance(90) {
		r.Postcodes = []string{o.postcode}
	}
	if o.domain != "" && m.chance(55) {
		r.Websites = []string{m.one([]string{"https://www.", "http://", "www.", ""}) + o.domain + m.one([]string{"", "/", "/contact"})}
	}
	if m.chance(60) {
		r.Phones = []string{m.writePhone(o.phone)}
	}
	if o.mailbox != "" && m.chance(45) {
		r.Emails = []string{o.mailbox}
	}
	if o.number != "" && m.chance(30) {
		r.Numbers = []string{o.number}
	}
	return r
}

// slip changes what an organisation says of itself, as time or another source does.
func (m *maker) slip(o *organisation) {
	switch m.IntN(12) {
	case 0: // moved premises
		m.move(o)
	case 1: // the website of a new provider
		if o.domain != "" {
			o.domain = strings.Split(o.domain, ".")[0] + ".net"
		}
	case 2: // somebody's own telephone
		o.phone = fmt.Sprintf("07%09d", m.IntN(1_000_000_000))
	case 3: // somebody's own e-mail
		o.mailbox = fmt.Sprintf("%s.%s%d@%s", strings.ToLower(m.one(surnames)), strings.ToLower(m.one(initialsOf)), m.IntN(99), m.one(freeMail))
	case 4: // a slip in the postcode
		last := o.postcode[len(o.postcode)-1]
		o.postcode = o.postcode[:len(o.postcode)-1] + string("ABDEFGHJLN"[m.IntN(10)])
		if m.chance(50) {
			o.postcode = o.postcode[:len(o.postcode)-1] + string(last)
		}
	case 5: // two telephones
		o.phone = fmt.Sprintf("%s %06d", o.town.code, m.IntN(1_000_000))
	default: // the name alone gets its slips
	}
}

var short = strings.NewReplacer("Engineering", "Eng", "Services", "Svcs", "Construction", "Constr.", "Management", "Mgmt", "Accountants", "Accts", "Solutions", "Solns",
	"Manufacturing", "Mfg", "Holdings", "Hldgs", "Properties", "Props", "Developments", "Devs", "Electrical", "Elec", "Training", "Trng", "Group", "Grp", "College", "Coll")

// slipName writes a name as people do who do not look it up.
func (m *maker) slipName(o organisation) string {
	name := o.name
	if o.trading != "" && m.chance(35) {
		switch m.IntN(3) {
		case 0:
			return o.trading
		case 1:
			return name + " t/a " + o.trading
		default:
			return name + " trading as " + o.trading
		}
	}
	for range 1 + m.IntN(2) {
		switch m.IntN(13) {
		case 0:
			name = m.typo(name)
		case 1:
			name = short.Replace(name)
		case 2:
			name = strings.ReplaceAll(name, " & ", " and ")
		case 3:
			name = strings.ToUpper(name)
		case 4:
			name = "The " + name
		case 5: // tokens the other way round
			if words := strings.Fields(name); len(words) > 1 && !strings.Contains(name, "&") {
				name = words[len(words)-1] + ", " + strings.Join(words[:len(words)-1], " ")
			}
		case 6:
			name += " (" + o.town.name + ")"
		case 7:
			name += m.one([]string{" UK", " (UK)", " Group", " Services", " & Co"})
		case 8: // the last word left out
			if words := strings.Fields(name); len(words) > 2 && !strings.Contains(name, "No.") {
				name = strings.TrimSuffix(strings.Join(words[:len(words)-1], " "), " and")
			}
		case 9:
			name = strings.Replace(name, " ", m.one([]string{"", "-", "  "}), 1)
		case 10: // plural and singular
			if one, ok := strings.CutSuffix(name, "s"); ok {
				name = one
			} else if !strings.HasSuffix(name, ")") {
				name += "s"
			}
		case 11:
			name = strings.NewReplacer("e", "é", "o", "ö").Replace(name)
		default:
			name = strings.ToLower(name)
		}
	}
	if o.form != "" {
		name += m.one([]string{"", " Ltd", " ltd.", " Limited", " LTD", " Co Ltd", " LLP"})
	}
	return name
}

// typo leaves a letter out, doubles one, swaps two or replaces one.
func (m *maker) typo(text string) string {
	letters := []byte(text)
	if len(letters) < 6 {
		return text
	}
	i := m.IntN(len(letters)-3) + 1
	switch m.IntN(4) {
	case 0:
		return text[:i] + text[i+1:]
	case 1:
		return text[:i] + text[i:i+1] + text[i:]
	case 2:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	default:
		letters[i] = "aeinrst"[m.IntN(7)]
	}
	return string(letters)
}

func (m *maker) slipAddress(address string, messy bool) string {
	if !messy {
		return address
	}
	if m.chance(40) {
		address = strings.NewReplacer(" Road", " Rd", " Street", " St", " Lane", " Ln", " Avenue", " Ave", " Close", " Cl", "Industrial Estate", "Ind. Est.", "Business Park", "Bus. Pk", "Unit ", "U").Replace(address)
	}
	if m.chance(15) {
		address = m.typo(address)
	}
	if m.chance(20) { // the first part left out
		if _, rest, ok := strings.Cut(address, ", "); ok && strings.HasPrefix(address, "Unit") {
			address = rest
		}
	}
	return address
}

// writePhone writes a number in one of the ways that people do.
func (m *maker) writePhone(number string) string {
	digits := strings.ReplaceAll(number, " ", "")
	switch m.IntN(5) {
	case 0:
		return digits
	case 1:
		return "+44 " + digits[1:]
	case 2:
		return "+44 (0)" + number[1:]
	case 3:
		return number + " ext 12"
	default:
		return number
	}
}

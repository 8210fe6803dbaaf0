// Package labelled makes records of organisations, with the mess that real ones have, of which it is known which are of one
// organisation. They are made from words and dice, the same ones each time; none is a real organisation.
//
// An organisation is drawn first: its name by one of a dozen patterns, premises, telephone, website, e-mail, company number. Then
// each of its records leaves parts out and gets one to three slips: see mess.go. Organisations that are easily taken for each
// other are drawn together, as a family: companies of one group at one address, branches of a chain with one website, clients of
// one accountant with that one's address and telephone, neighbours on an estate with names alike, namesakes in other towns, and
// companies whose names differ in a number. A family is never parted between the two halves.
package labelled

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"employerhub/internal/match"
)

// Record is one with the number of the organisation that it is of.
type Record struct {
	match.Record
	Cluster int
	// Judged tells the half by which quality is judged from the one by which the weights were chosen.
	Judged bool
}

// Make draws families of organisations, and their records. The same seed makes the same ones.
func Make(seed uint64, families int) []Record {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // it must come out the same each time
	for i := range families {
		m.judged = i%2 == 1
		switch m.IntN(20) {
		case 0:
			m.group()
		case 1:
			m.chain()
		case 2:
			m.clients()
		case 3:
			m.neighbours()
		case 4:
			m.namesakes()
		case 5:
			m.numbered()
		default:
			m.write(m.organisation())
		}
	}
	m.Shuffle(len(m.records), func(i, j int) { m.records[i], m.records[j] = m.records[j], m.records[i] })
	return m.records
}

type maker struct {
	*rand.Rand
	records  []Record
	clusters int
	judged   bool
}

// organisation is one before anybody has written it down.
type organisation struct {
	name, trading string
	form          string
	street        string
	estate        string
	postcode      string
	town          town
	domain        string
	phone         string
	mailbox       string
	number        string
}

func (m *maker) one(of []string) string  { return of[m.IntN(len(of))] }
func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

// surname is a usual one, or one of the many that are not.
func (m *maker) surname() string {
	if m.chance(35) {
		return m.one(surnames)
	}
	return m.one(begins) + m.one(ends)
}

// coined is a word that somebody made up, or took because it sounds well.
func (m *maker) coined() string {
	if m.chance(30) {
		return m.one(invented)
	}
	return m.one(begins) + m.one(newlyEnd)
}

func (m *maker) organisation() organisation {
	o := organisation{form: "Limited", number: fmt.Sprintf("COMPANIES_HOUSE:%08d", m.IntN(14_000_000)+100_000)}
	m.move(&o)
	switch m.IntN(14) {
	case 0, 1, 2:
		o.name = m.surname() + " " + m.one(trades)
	case 3:
		o.name = m.surname() + " & " + m.surname() + " " + m.one(trades)
	case 4:
		o.name = m.one(initialsOf) + " " + m.one(initialsOf) + " " + m.surname() + " & Sons"
	case 5, 6, 7:
		o.name = m.coined() + " " + m.one(trades)
	case 8:
		o.name = m.coined() + " " + m.coined()
	case 9:
		o.name = o.town.name + " " + m.one(trades)
	case 10:
		o.name, o.form, o.number = m.surname()+"'s "+m.one(eating), "", ""
		if m.chance(30) {
			o.name = m.one(streets) + " " + m.one(eating)
		}
	case 11:
		o.name = m.one(initialsOf) + m.one(initialsOf) + m.one(initialsOf) + " " + m.one(trades)
	case 12:
		o.name, o.form, o.number = "St "+m.one(saints)+"'s Catholic Primary School, "+m.one(streets)+" "+m.one(kinds), "", ""
	default:
		o.name, o.form, o.number = m.coined()+" "+m.one(public), "", ""
	}
	if m.chance(12) {
		o.trading = m.coined() + " " + m.one(eating)
	}
	m.reach(&o)
	return o
}

// reach gives o a website, e-mail and telephone.
func (m *maker) reach(o *organisation) {
	o.domain = strings.ToLower(strings.NewReplacer(" ", "", "&", "and", "'", "", ",", "").Replace(o.name))
	o.domain = o.domain[:min(len(o.domain), 8+m.IntN(10))] + strconv.Itoa(m.IntN(90)) + m.one([]string{".co.uk", ".co.uk", ".com", ".org.uk"})
	if m.chance(30) {
		o.mailbox = o.domain[:min(5, len(o.domain))] + strconv.Itoa(m.IntN(9000)) + "@" + m.one(freeMail)
		if m.chance(50) {
			o.domain = ""
		}
	} else {
		o.mailbox = m.one([]string{"info", "office", "enquiries", "hr"}) + "@" + o.domain
	}
	o.phone = fmt.Sprintf("%s %06d", o.town.code, m.IntN(1_000_000))
}

// move gives o premises.
func (m *maker) move(o *organisation) {
	o.town = towns[0]
	if m.chance(45) {
		o.town = towns[m.IntN(len(towns))]
	}
	o.street = fmt.Sprintf("%d %s %s", m.IntN(180)+1, m.one(streets), m.one(kinds))
	o.estate = ""
	if m.chance(30) {
		o.estate = fmt.Sprintf("Unit %d %s", m.IntN(40)+1, m.one(estates))
	}
	o.postcode = m.postcode(o.town)
}

func (m *maker) postcode(t town) string {
	const inward = "ABDEFGHJLNPQRSTUWXYZ"
	return fmt.Sprintf("%s %d%c%c", m.one(t.districts), m.IntN(9)+1, inward[m.IntN(len(inward))], inward[m.IntN(len(inward))])
}

// group draws companies of one group: one address, website and telephone, names that begin alike.
func (m *maker) group() {
	first := m.organisation()
	stem, _, _ := strings.Cut(first.name, " & ")
	if words := strings.Fields(stem); len(words) > 1 {
		stem = strings.Join(words[:1], " ")
	}
	m.write(first)
	for _, i := range m.Perm(len(entities))[:m.IntN(3)+1] {
		o := first
		o.name = stem + " " + entities[i]
		o.trading, o.number = "", fmt.Sprintf("COMPANIES_HOUSE:%08d", m.IntN(14_000_000)+100_000)
		if strings.EqualFold(o.name, first.name) {
			continue
		}
		m.write(o)
	}
}

// chain draws branches, each an employer of its own: one name and website, other places and telephones.
func (m *maker) chain() {
	brand := m.one(brands) + m.one([]string{"", "", " " + m.coined()})
	domain := strings.ToLower(strings.ReplaceAll(brand, " ", "")) + ".co.uk"
	for range m.IntN(4) + 3 {
		o := m.organisation()
		o.name, o.trading, o.domain = brand, "", domain
		if m.chance(70) {
			o.name += " " + o.town.name
		}
		o.mailbox = ""
		m.write(o)
	}
}

// clients draws companies with the registered office and the telephone of their accountant.
func (m *maker) clients() {
	accountant := m.organisation()
	accountant.name = m.surname() + " " + m.surname() + " Accountants"
	m.write(accountant)
	for range m.IntN(6) + 2 {
		o := m.organisation()
		o.street, o.estate, o.postcode, o.town = accountant.street, accountant.estate, accountant.postcode, accountant.town
		if m.chance(50) {
			o.phone = accountant.phone
		}
		m.write(o)
	}
}

// neighbours draws companies of one postcode, some with names alike or of one trade.
func (m *maker) neighbours() {
	first := m.organisation()
	m.write(first)
	for range m.IntN(4) + 2 {
		o := m.organisation()
		o.postcode, o.town, o.street = first.postcode, first.town, first.street
		o.estate = fmt.Sprintf("Unit %d %s", m.IntN(40)+1, m.one(estates[:1]))
		if words := strings.Fields(first.name); m.chance(50) && len(words) > 1 {
			o.name = m.coined() + " " + strings.Join(words[1:], " ")
		}
		m.write(o)
	}
}

// namesakes draws companies of one usual name in other towns.
func (m *maker) namesakes() {
	name := m.one(surnames) + " " + m.one(trades)
	if m.chance(30) {
		name = "St " + m.one(saints) + "'s Catholic Primary School"
	}
	for i := range m.IntN(2) + 2 {
		o := m.organisation()
		o.name = name
		o.town = towns[(i*2+1)%len(towns)]
		o.postcode = m.postcode(o.town)
		m.reach(&o)
		m.write(o)
	}
}

// numbered draws companies whose names differ in a number, as those of one owner do.
func (m *maker) numbered() {
	first := m.organisation()
	first.trading = ""
	for i := range m.IntN(3) + 2 {
		o := first
		o.name = fmt.Sprintf("%s (No. %d)", first.name, i+1)
		o.number = fmt.Sprintf("COMPANIES_HOUSE:%08d", m.IntN(14_000_000)+100_000)
		m.write(o)
	}
}

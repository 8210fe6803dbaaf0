// Package match says how likely it is that two records are of one employer, and why. It is pure: no database, no clock. A record
// is prepared once; two prepared records that share a key are worth comparing; a model that knows how common each word is gives
// the pair a score.
package match

import (
	"slices"
	"strings"

	"employerhub/internal/hub"
)

// Record is what is known of an employer. Any part may be missing: what is missing speaks neither for a match nor against one.
type Record struct {
	// Names are the legal, trading and previous ones.
	Names []string
	// Addresses are street addresses, each in one text, with or without the town.
	Addresses []string
	Postcodes []string
	Websites  []string
	Phones    []string
	Emails    []string
	// Numbers are those of registers, with the register: COMPANIES_HOUSE:01234567.
	Numbers []string
}

// Prepared is a record brought to the form that is compared. Telephone numbers and whole e-mail addresses are digests, so that
// it holds no personal data. It is stored as JSON.
type Prepared struct {
	Names     []Name     `json:"n,omitempty"`
	Addresses [][]string `json:"a,omitempty"`
	Postcodes []string   `json:"p,omitempty"`
	// Sites are the domains of websites; Mail those of e-mail, without the providers that everybody uses.
	Sites     []string `json:"w,omitempty"`
	Mail      []string `json:"m,omitempty"`
	Phones    []string `json:"t,omitempty"`
	Mailboxes []string `json:"b,omitempty"`
	Numbers   []string `json:"i,omitempty"`
}

// Name is one name as words: legal forms and small words dropped, abbreviations written out, in the singular.
type Name []string

// core is the name without spaces, so that "Rother Ham" is "Rotherham".
func (n Name) core() string { return strings.Join(n, "") }

// brand is the name without places and spaces, as the branches of a chain share it.
func (n Name) brand() string {
	telling := false
	var words strings.Builder
	for _, word := range n {
		if !placeWords[word] {
			words.WriteString(word)
			telling = telling || usualWords[word] == 0
		}
	}
	if !telling {
		return n.core()
	}
	return words.String()
}

// mostEach is how many names, addresses and so on of a record are looked at. A record of a chain may have hundreds of sites.
const mostEach = 12

// Prepare brings a record to the form that is compared.
func Prepare(r Record) Prepared {
	var p Prepared
	for _, text := range r.Names {
		for _, name := range names(text) {
			if !slices.ContainsFunc(p.Names, func(n Name) bool { return slices.Equal(n, name) }) && len(p.Names) < mostEach {
				p.Names = append(p.Names, name)
			}
		}
	}
	for _, text := range r.Addresses {
		address := addressWords(text)
		if len(address) > 0 && !slices.ContainsFunc(p.Addresses, func(a []string) bool { return slices.Equal(a, address) }) && len(p.Addresses) < mostEach {
			p.Addresses = append(p.Addresses, address)
		}
		if code := postcodeWithin(text); code != "" {
			p.Postcodes = add(p.Postcodes, code)
		}
	}
	for _, code := range r.Postcodes {
		if parsed, err := hub.ParsePostcode(code); err == nil {
			p.Postcodes = add(p.Postcodes, string(parsed))
		} else if plain := strings.ToUpper(strings.Join(strings.Fields(code), "")); len(plain) >= 3 && len(plain) <= 12 {
			p.Postcodes = add(p.Postcodes, plain) // of another country
		}
	}
	for _, site := range r.Websites {
		p.Sites = add(p.Sites, siteDomain(site))
	}
	for _, address := range r.Emails {
		box, domain := mailDomain(address)
		p.Mail = add(p.Mail, domain)
		p.Mailboxes = add(p.Mailboxes, box)
	}
	for _, number := range r.Phones {
		p.Phones = add(p.Phones, phoneDigest(number))
	}
	for _, number := range r.Numbers {
		p.Numbers = add(p.Numbers, strings.ToUpper(strings.Join(strings.Fields(number), "")))
	}
	return p
}

// add puts text at the end of list unless it is empty, there already, or one too many.
func add(list []string, text string) []string {
	if text == "" || len(list) >= mostEach || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

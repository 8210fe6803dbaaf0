package match

import (
	"regexp"
	"strings"
	"unicode"

	"employerhub/internal/hub"
)

// asWell parts a legal name from the one that the public knows.
var asWell = regexp.MustCompile(`(?i)(?:^|[\s,;(\[-])(?:t/as?|t\.a\.|trading as|a/?k/?a|also known as|d/?b/?a|f/?k/?a|formerly(?: known as)?)[\s:.]+`)

// names reads the names that text holds: one, or where it says "trading as" more. One that says nothing is left out.
func names(text string) []Name {
	var found []Name
	for _, part := range asWell.Split(text, 4) {
		if name := nameWords(part); len(name) > 0 {
			found = append(found, name)
		}
	}
	return found
}

// nameWords brings a name to its words. A name of nothing but legal forms and small words keeps them.
func nameWords(text string) Name {
	all := joinLetters(strings.Fields(hub.NameKey(clip(text))))
	name := make(Name, 0, len(all))
	for i, word := range all {
		if !dropped[word] && (i == 0 || !legalForms[word]) {
			name = append(name, canonical(word))
		}
	}
	if len(name) == 0 {
		for _, word := range all {
			name = append(name, canonical(word))
		}
	}
	if len(name) > mostWords {
		name = name[:mostWords]
	}
	return name
}

const (
	mostWords   = 12
	longestText = 300
)

func clip(text string) string {
	if len(text) <= longestText {
		return text
	}
	return strings.ToValidUTF8(text[:longestText], "")
}

// joinLetters makes one word of letters that stand alone: "J & W Smith" is "JW Smith".
func joinLetters(words []string) []string {
	joined := make([]string, 0, len(words))
	letters := false
	for _, word := range words {
		if word == "and" && letters {
			continue
		}
		single := len(word) == 1 && unicode.IsLetter(rune(word[0]))
		if single && letters {
			joined[len(joined)-1] += word
		} else {
			joined = append(joined, word)
		}
		letters = single
	}
	return joined
}

// canonical writes an abbreviation out and a plural in the singular.
func canonical(word string) string {
	if full, ok := abbreviations[word]; ok {
		word = full
	}
	return singular(word)
}

func singular(word string) string {
	n := len(word)
	switch {
	case n > 4 && strings.HasSuffix(word, "ies"):
		return word[:n-3] + "y"
	case n > 5 && strings.HasSuffix(word, "sses"):
		return word[:n-2]
	case n > 3 && word[n-1] == 's' && word[n-2] != 's' && word[n-2] != 'u' && word[n-2] != 'i':
		return word[:n-1]
	default:
		return word
	}
}

// dropped are words that say nothing, wherever they stand.
var dropped = set("the and of for at in on a an de la le y et und")

// legalForms say what an employer is in law, not which one it is.
var legalForms = set("ltd limited plc llp lp cic cio cyf cyfyngedig inc incorporated llc corp corporation gmbh ag sa sarl srl bv nv pty pte oy ab " +
	"as aps spa kg lllp pllc unlimited unltd ltda sas")

// entityWords tell companies of one group apart: Abdy Holdings is another employer than Abdy Engineering.
var entityWords = set("holding property estate investment finance leasing pension trustee nominee development capital venture asset letting topco midco bidco fund")

// placeWords tell branches apart.
var placeWords = set("rotherham sheffield doncaster barnsley leed bradford wakefield huddersfield halifax york hull manchester liverpool london birmingham " +
	"nottingham derby leicester lincoln chesterfield worksop mansfield bristol cardiff swansea glasgow edinburgh aberdeen dundee belfast newcastle sunderland " +
	"middlesbrough durham carlisle lancaster preston blackpool bolton oldham stockport coventry wolverhampton oxford cambridge norwich ipswich reading " +
	"southampton portsmouth brighton exeter plymouth bath maltby dinnington wath rawmarsh parkgate hellaby swinton mexborough wickersley " +
	"north south east west northern southern eastern western scotland wale ireland")

// abbreviations with what they stand for, as people write them in names and addresses.
var abbreviations = pairs(`co company, cos company, coy company, bros brothers, bro brothers, eng engineering, engr engineering, engrs engineers, engg engineering,
	svc services, svcs services, serv services, servs services, svs services, intl international, internat international, mfg manufacturing,
	manf manufacturing, mfr manufacturers, mfrs manufacturers, univ university, uni university, saint st, assoc associates, assocs associates, assn association,
	dept department, govt government, gov government, hosp hospital, tech technology, technologies technology, mgmt management, mgt management, dev development,
	devs developments, props properties, prop property, bldg building, bldgs buildings, bldrs builders, bldr builders, trans transport, transp transport,
	hldgs holdings, hldg holdings, hdgs holdings, grp group, sch school, schl school, coll college, nat national, natl national, ctr centre, cntr centre,
	center centre, centers centres, yorks yorkshire, sths south, acad academy, elec electrical, elect electrical, electr electrical, mech mechanical,
	constr construction, const construction, contr contractors, contrs contractors, distrib distribution, dist distribution, equip equipment, fab fabrications,
	fabs fabrications, ind industrial, inds industries, indust industrial, ins insurance, inst institute, lab laboratory, labs laboratories, maint maintenance,
	mkt market, mktg marketing, pharm pharmacy, prod products, prods products, res research, soc society, sols solutions, soln solutions, solns solutions,
	sys systems, syst systems, trng training, whse warehouse, consult consulting, refurb refurbishment, recruit recruitment, logs logistics, accy accountancy,
	accts accountants, acct accountants, catr catering, rest restaurant, restaurante restaurant, ristorante restaurant, org organisation,
	organization organisation, organizations organisation, labor labour, color colour, jewelers jewellers, tire tyre, tires tyres, theater theatre,
	gr group, med medical, commn commission, cttee committee, fed federation, found foundation, fdn foundation, ch church, auth authority, metro metropolitan,
	one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, first 1st, second 2nd, third 3rd,
	rd road, ave avenue, av avenue, blvd boulevard, blv boulevard, ln lane, dr drive, ct court, crt court, sq square, pl place, cres crescent, cl close, gdns gardens,
	gdn garden, est estate, pk park, bus business, hse house, flr floor, fl floor, ste suite, pkwy parkway, hwy highway, tce terrace, ter terrace, terr terrace,
	wk walk, yd yard, nth north, sth south, mt mount`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

func pairs(text string) map[string]string {
	m := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		short, full, _ := strings.Cut(strings.TrimSpace(pair), " ")
		m[short] = strings.ReplaceAll(full, " ", "")
	}
	return m
}

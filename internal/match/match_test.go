package match_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/match"
	"employerhub/internal/match/labelled"
)

func compare(a, b match.Record) match.Match {
	var f match.Frequencies
	return f.Compare(match.Prepare(a), match.Prepare(b))
}

func named(name string) match.Record { return match.Record{Names: []string{name}} }

func TestNamesThatDifferInFormAloneAreTheSameName(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"Abdy Engineering Ltd", "ABDY ENGINEERING LIMITED"},
		{"The Abdy Engineering Company", "Abdy Eng. Co"},
		{"J & W Smith", "J.W. Smith"},
		{"J and W Smith", "JW Smith"},
		{"Hepworth & Sons", "Hepworth and Son"},
		{"Café Olé", "Cafe Ole"},
		{"St Ann's School", "Saint Anns Sch"},
		{"Meadowbank Services", "Meadowbank Svcs"},
		{"Abdy Holdings PLC", "Abdy Hldgs"},
		{"Ackroyd (2014) Ltd", "Ackroyd 2014"},
		{"Four Lane Ends Training Centre", "4 Lane Ends Training Center"},
	} {
		a, b := match.Prepare(named(pair[0])), match.Prepare(named(pair[1]))
		if !slices.EqualFunc(a.Names, b.Names, slices.Equal) {
			t.Errorf("%q is %v, %q is %v; want the same", pair[0], a.Names, pair[1], b.Names)
		}
	}
}

func TestATradingNameIsANameOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Abdy Ltd T/A Rose Inn", "Abdy Limited trading as the Rose Inn", "Abdy (t/a Rose Inn)"} {
		got := match.Prepare(named(name)).Names
		if len(got) != 2 || !slices.Equal(got[0], match.Name{"abdy"}) || !slices.Equal(got[1], match.Name{"rose", "inn"}) {
			t.Errorf("%q: got %v, want abdy and rose inn", name, got)
		}
	}
}

func TestContactsAreCompared(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		a, b match.Record
		same bool
	}{
		{"telephones in two ways", match.Record{Phones: []string{"+44 (0)1709 123456"}}, match.Record{Phones: []string{"01709 123 456 ext 9"}}, true},
		{"telephones of nobody", match.Record{Phones: []string{"00000000000"}}, match.Record{Phones: []string{"0000 0000000"}}, false},
		{"websites in two ways", match.Record{Websites: []string{"https://www.abdy.co.uk/contact"}}, match.Record{Websites: []string{"shop.abdy.co.uk"}}, true},
		{"pages at a place for everybody", match.Record{Websites: []string{"facebook.com/abdy"}}, match.Record{Websites: []string{"https://facebook.com/rose"}}, false},
		{"e-mail of one domain", match.Record{Emails: []string{"hr@abdy.co.uk"}}, match.Record{Emails: []string{"Info@Abdy.co.uk"}}, true},
		{"e-mail of a provider for everybody", match.Record{Emails: []string{"abdy@gmail.com"}}, match.Record{Emails: []string{"rose@gmail.com"}}, false},
		{"e-mail and website", match.Record{Emails: []string{"hr@abdy.co.uk"}}, match.Record{Websites: []string{"abdy.co.uk"}}, true},
		{"postcodes in two ways", match.Record{Postcodes: []string{"s60 1ae"}}, match.Record{Addresses: []string{"Riverside House, S601AE"}}, true},
		{"company numbers", match.Record{Numbers: []string{"COMPANIES_HOUSE:01234567"}}, match.Record{Numbers: []string{"COMPANIES_HOUSE:01234567"}}, true},
	}
	for _, tt := range tests {
		m := compare(tt.a, tt.b)
		if got := len(m.Reasons) > 0 && m.Reasons[0].Bits > 0; got != tt.same {
			t.Errorf("%s: got %v, want something shared: %v", tt.name, m.Reasons, tt.same)
		}
		keys := match.Prepare(tt.b).Keys()
		if shared := slices.ContainsFunc(match.Prepare(tt.a).Keys(), func(k int64) bool { return slices.Contains(keys, k) }); shared != tt.same {
			t.Errorf("%s: shares a key: %v, want %v", tt.name, shared, tt.same)
		}
	}
}

func TestWhatPeopleTellApartScoresLow(t *testing.T) {
	t.Parallel()
	at := func(name, postcode, site string) match.Record {
		return match.Record{Names: []string{name}, Postcodes: []string{postcode}, Websites: []string{site}}
	}
	tests := []struct {
		name string
		a, b match.Record
		same bool
	}{
		{"a slip of the pen at one postcode", at("Habershon Fabrications Ltd", "S60 1AE", ""), at("Habershn Fabrication", "S60 1AE", ""), true},
		{"words the other way round", at("Habershon Fabrications", "S60 1AE", ""), at("Fabrications, Habershon", "S60 1AE", ""), true},
		{"companies of one group", at("Habershon Fabrications Ltd", "S60 1AE", "habershon.co.uk"), at("Habershon Properties Ltd", "S60 1AE", "habershon.co.uk"), false},
		{"companies that differ in a number", at("Habershon (No. 1) Ltd", "S60 1AE", ""), at("Habershon (No. 2) Ltd", "S60 1AE", ""), false},
		{"branches in two towns", at("Burger Barn Rotherham", "S60 1AE", "burgerbarn.co.uk"), at("Burger Barn Leeds", "LS1 2AB", "burgerbarn.co.uk"), false},
		{"neighbours", at("Habershon Fabrications", "S60 1AE", ""), at("Rose Bakery", "S60 1AE", ""), false},
	}
	for _, tt := range tests {
		if m := compare(tt.a, tt.b); (m.Score >= match.Likely) != tt.same {
			t.Errorf("%s: scores %.2f for %v, want the same employer: %v", tt.name, m.Score, m.Reasons, tt.same)
		}
	}
}

func TestAWordThatManyHaveSaysLess(t *testing.T) {
	t.Parallel()
	var f match.Frequencies
	for range 5000 {
		f.Add(match.Prepare(named("Rother Widgets")))
		f.Add(match.Prepare(named("Something Else")))
	}
	usual := f.Compare(match.Prepare(named("Widgets Alpha")), match.Prepare(named("Widgets")))
	rare := f.Compare(match.Prepare(named("Habershon Alpha")), match.Prepare(named("Habershon")))
	if usual.Score >= rare.Score {
		t.Errorf("a usual word scores %.4f, a rare one %.4f; want less", usual.Score, rare.Score)
	}
}

func TestWhatIsStoredHoldsNoPersonalData(t *testing.T) {
	t.Parallel()
	stored, err := json.Marshal(match.Prepare(match.Record{Names: []string{"Abdy"}, Phones: []string{"01709 123456"}, Emails: []string{"jane.abdy@gmail.com"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, personal := range []string{"123456", "jane", "gmail"} {
		if got := string(stored); strings.Contains(got, personal) {
			t.Errorf("%s holds %q", got, personal)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Abdy Engineering Ltd t/a Rose Inn", "12 High St, Rotherham S60 1AE", "+44 (0)1709 123456", "hr@abdy.co.uk", "ABDY ENG", "High Street", "01709123456", "www.abdy.co.uk")
	f.Add("!", "", "0", "@", "ωμ \xff", ", ,", "ext", "://.")
	f.Add("ǅ", "st, st st", "", "a@b.", "A A A A", "0", "x", "a.b.c.d")
	f.Fuzz(func(t *testing.T, name, address, phone, mail, name2, address2, phone2, site2 string) {
		a := match.Prepare(match.Record{Names: []string{name}, Addresses: []string{address}, Postcodes: []string{address}, Phones: []string{phone}, Emails: []string{mail}, Websites: []string{mail}})
		b := match.Prepare(match.Record{Names: []string{name2, name}, Addresses: []string{address2}, Phones: []string{phone2}, Emails: []string{site2}, Websites: []string{site2}})
		var freq match.Frequencies
		freq.Add(a)
		one, other := freq.Compare(a, b), freq.Compare(b, a)
		if one.Score != other.Score || one.Score < 0 || one.Score > 1 {
			t.Errorf("scores %v one way round and %v the other", one, other)
		}
		for _, key := range a.Keys() {
			if !slices.Contains(a.Keys(), key) {
				t.Error("keys are not the same twice")
			}
		}
	})
}

// Giving up early is for speed alone.
func TestGivingUpEarlyLosesNoPair(t *testing.T) {
	t.Parallel()
	var records []match.Prepared
	var words match.Frequencies
	holders := map[int64][]int{}
	for i, r := range labelled.Make(4, 400) {
		p := match.Prepare(r.Record)
		words.Add(p)
		for _, key := range p.Keys() {
			holders[key] = append(holders[key], i)
		}
		records = append(records, p)
	}
	likely := 0
	for _, at := range holders {
		for i, a := range at {
			for _, b := range at[i+1:] {
				whole := words.Compare(records[a], records[b])
				early, ok := words.CompareFrom(match.Likely, records[b], records[a])
				if ok != (whole.Score >= match.Likely) || ok && !reflect.DeepEqual(early, whole) {
					t.Fatalf("%v and %v:\ncompared to the end %+v\nfrom %.1f on %t, %+v", records[a], records[b], whole, match.Likely, ok, early)
				}
				if ok {
					likely++
				}
			}
		}
	}
	if likely < 100 {
		t.Errorf("%d likely pairs: too few to tell", likely)
	}
}

func TestTheSameRecordsAreCountedTheSameEachTime(t *testing.T) {
	t.Parallel()
	count := func() map[string]int {
		var words match.Frequencies
		for i := range 60_000 {
			words.Add(match.Prepare(match.Record{Names: []string{"Abdy " + strconv.Itoa(i/3)}, Postcodes: []string{"S60 1AA"}}))
		}
		words.Trim()
		return words.Of
	}
	first := count()
	if second := count(); !reflect.DeepEqual(first, second) {
		t.Errorf("%d words are kept the first time, %d the second, or others", len(first), len(second))
	}
	if first["#S60 1AA"] != 60_000 || first["=abdy41"] != 3 {
		t.Errorf("the postcode that all have is counted %d times, a name that three have %d times", first["#S60 1AA"], first["=abdy41"])
	}
}

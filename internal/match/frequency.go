package match

import (
	"math"
	"slices"
	"strings"
)

// Frequencies say how common words and whole names are: that two records share "Abdy" says more than that they share "Services".
type Frequencies struct {
	// Records is how many there are.
	Records int
	// Of holds the words that several records have in their names, and the names that several have, as "=" and the name without
	// places and spaces, each with how many.
	Of map[string]int
}

// Add counts a record.
func (f *Frequencies) Add(p Prepared) {
	if f.Of == nil {
		f.Of = map[string]int{}
	}
	f.Records++
	for _, word := range p.Words() {
		f.Of[word]++
	}
	if f.Records%50_000 == 0 {
		f.trim(1)
	}
}

// Words are what Frequencies count of a record, each once.
func (p Prepared) Words() []string {
	var words []string
	once := func(word string) { words = append(words, word) }
	for _, name := range p.Names {
		once("=" + name.brand())
		for _, word := range name {
			once(word)
		}
	}
	for _, address := range p.Addresses {
		for _, word := range address {
			once("@" + word)
		}
	}
	for _, code := range p.Postcodes {
		once("#" + code)
	}
	for _, domain := range p.Sites {
		once("~" + domain)
	}
	for _, phone := range p.Phones {
		once("+" + phone)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// Trim forgets what is rare, so that what is kept stays small however many records there are.
func (f *Frequencies) Trim() { f.trim(max(2, f.Records/20_000)) }

func (f *Frequencies) trim(most int) {
	if len(f.Of) <= 20_000 {
		return
	}
	for word, n := range f.Of {
		least := most
		if strings.IndexByte("=#~+", word[0]) >= 0 { // three of these say another thing than none
			least = min(most, 2)
		}
		if n <= least {
			delete(f.Of, word)
		}
	}
}

// backing is how many records the usual words stand for: what a small hub has seen itself is no measure.
const backing = 2000

// bits is how much it says that two records share a word of a name: the fewer have it, the more.
func (f *Frequencies) bits(word string) float64 {
	usual := usualWords[word] // in ten thousand
	share := (float64(f.Of[word]) + usual/10_000*backing + 0.5) / (float64(f.Records) + backing)
	return min(max(-math.Log2(share), 1.5), 11)
}

// of counts what is not a word of a name.
func (f *Frequencies) of(kind, what string) int { return f.Of[kind+what] }

// usualWords are words of British organisations' names with how many of ten thousand names have them, roughly.
var usualWords = func() map[string]float64 {
	m := map[string]float64{}
	for words, share := range map[string]float64{
		"service company group uk management property consulting": 300,
		"solution construction engineering building holding investment development design trading school primary care " +
			"association trust north south east west yorkshire": 120,
		"international global digital media home house electrical plumbing heating transport logistic cleaning food restaurant " +
			"cafe bar shop store hotel st church community academy college university hospital council centre center national british english " +
			"england great britain london sheffield rotherham doncaster barnsley leed manchester birmingham health healthcare medical dental " +
			"surgery practice clinic pharmacy training education learning recruitment security technology system software data network " +
			"energy power steel metal fabrication manufacturing product supply equipment machinery tool plant hire motor car auto garage " +
			"vehicle repair road bus travel tour sport fitnes club association society charity foundation church fund estate " +
			"letting agent agency partner partnership associate brother son daughter family limited contractor builder " +
			"roofing joinery kitchen bathroom garden landscape environmental waste recycling water fire safety industrial industry " +
			"commercial business enterprise venture capital finance financial accountancy accountant legal law solicitor insurance " +
			"mortgage marketing creative studio print printing beauty hair salon pet animal farm green new first city town royal " +
			"kid child nursery day young people housing research institute laboratory science department": 40,
	} {
		for word := range set(words) {
			m[singular(word)] = max(m[singular(word)], share)
		}
	}
	return m
}()

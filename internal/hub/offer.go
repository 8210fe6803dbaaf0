package hub

import (
	"fmt"
	"slices"
	"strings"
)

// OfferKind is what sort of help an offer is.
type OfferKind string

// The kinds of help, as the schema describes them.
const (
	OfferApprenticeship     OfferKind = "APPRENTICESHIP"
	OfferBootcamp           OfferKind = "BOOTCAMP"
	OfferShortCourse        OfferKind = "SHORT_COURSE"
	OfferAdvice             OfferKind = "ADVICE"
	OfferFunding            OfferKind = "FUNDING"
	OfferOccupationalHealth OfferKind = "OCCUPATIONAL_HEALTH"
)

var offerKinds = []OfferKind{OfferApprenticeship, OfferBootcamp, OfferShortCourse, OfferAdvice, OfferFunding, OfferOccupationalHealth}

// Offer is what a provider has for employers.
type Offer struct {
	ID         OfferID
	ProviderID ProviderID
	Title      string
	Kind       OfferKind
	// Level is of the Regulated Qualifications Framework, 0 for entry level.
	Level   *int
	Summary *string
	// Sectors are sections of SIC 2007; none stands for every sector.
	Sectors     []string
	Skills      []string
	Eligibility *string
	Funding     *string
	StartsOn    *Date
	EndsOn      *Date
	Contact     *string
	Link        *string
	// Reference is the offer's on the regional skills platform; nil for a local addition.
	Reference *string
	// CheckedOn is when somebody last looked whether this is still so.
	CheckedOn   Date
	WithdrawnOn *Date
	Version     int
}

// AddOfferInput describes a new offer.
type AddOfferInput struct {
	ProviderID  ProviderID
	Title       string
	Kind        OfferKind
	Level       *int
	Summary     *string
	Sectors     []string
	Skills      []string
	Eligibility *string
	Funding     *string
	StartsOn    *Date
	EndsOn      *Date
	Contact     *string
	Link        *string
	Reference   *string
}

// UpdateOfferInput replaces what an offer says: a field that is absent is cleared, so that a form writes what it shows. It counts as checked today.
type UpdateOfferInput struct {
	ID        OfferID
	Version   int
	Offer     AddOfferInput
	Withdrawn bool
}

// OfferFilter narrows a list of offers; nil and empty fields do not.
type OfferFilter struct {
	Search     *string
	KindIn     []OfferKind
	SectorIn   []string
	ProviderIn []ProviderID
	Level      *int
	// Past also lists what has ended or was withdrawn.
	Past *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f OfferFilter) Check() error {
	for field, chosen := range map[string]int{"kindIn": len(f.KindIn), "sectorIn": len(f.SectorIn), "providerIn": len(f.ProviderIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

const (
	maxOfferTitle  = 200 // characters
	maxOfferText   = 2000
	maxOfferSkills = 30
)

// NewOffer is the offer that in describes, checked today. Errors: BAD_INPUT.
func NewOffer(in AddOfferInput, today Date) (Offer, error) {
	o := Offer{ID: NewOfferID(), Version: 1}
	return o, o.describe(in, today)
}

// Update makes the offer what in says. Errors: CONFLICT where o is not the version that the caller read, BAD_INPUT.
func (o *Offer) Update(in UpdateOfferInput, today Date) error {
	if in.Version != o.Version {
		return changedSince("offer")
	}
	switch {
	case !in.Withdrawn:
		o.WithdrawnOn = nil
	case o.WithdrawnOn == nil:
		o.WithdrawnOn = &today
	}
	return o.describe(in.Offer, today)
}

func (o *Offer) describe(in AddOfferInput, today Date) (err error) {
	o.ProviderID, o.Kind, o.Level, o.StartsOn, o.EndsOn, o.CheckedOn = in.ProviderID, in.Kind, in.Level, in.StartsOn, in.EndsOn, today
	if o.Title, err = requiredLine(in.Title, maxOfferTitle, "enter what the offer is called", "title"); err != nil {
		return err
	}
	if !slices.Contains(offerKinds, o.Kind) {
		return BadInput("choose a kind of offer", "kind")
	}
	if err := between(o.Level, 0, 8, "level"); err != nil {
		return err
	}
	if o.StartsOn != nil && o.EndsOn != nil && o.EndsOn.Before(*o.StartsOn) {
		return BadInput("an offer cannot end before it starts", "endsOn")
	}
	for _, line := range []struct {
		to    **string
		typed *string
		field string
	}{{&o.Summary, in.Summary, "summary"}, {&o.Eligibility, in.Eligibility, "eligibility"}, {&o.Funding, in.Funding, "funding"}, {&o.Contact, in.Contact, "contact"}, {&o.Reference, in.Reference, "reference"}} {
		if *line.to, err = optionalLine(line.typed, maxOfferText, line.field); err != nil {
			return err
		}
	}
	if o.Link, err = website(in.Link, "link"); err != nil {
		return err
	}
	if o.Skills, err = shortList(in.Skills, maxOfferSkills, maxOfferTitle, "skills"); err != nil {
		return err
	}
	o.Sectors = []string{}
	for _, sector := range in.Sectors {
		if !slices.ContainsFunc(SICSections, func(s SICSection) bool { return s.Letter == sector }) {
			return BadInput(fmt.Sprintf("%q is not a section of SIC 2007; they are A to U", clip(sector)), "sectors")
		}
		o.Sectors = append(o.Sectors, sector)
	}
	return nil
}

// shortList leaves out what is empty or there already. Errors: BAD_INPUT for field.
func shortList(typed []string, most, longest int, field string) ([]string, error) {
	out := []string{}
	for _, t := range typed {
		line, err := optionalLine(&t, longest, field)
		if err != nil {
			return nil, err
		}
		if line != nil && !slices.Contains(out, *line) {
			out = append(out, *line)
		}
	}
	if len(out) > most {
		return nil, BadInput(fmt.Sprintf("name at most %d", most), field)
	}
	return out, nil
}

// IsPast says that the offer has ended or was withdrawn by that day.
func (o Offer) IsPast(on Date) bool {
	return o.WithdrawnOn != nil || o.EndsOn != nil && o.EndsOn.Before(on)
}

// SearchWords are the whole words that a search finds the offer by.
func (o Offer) SearchWords(provider string) string {
	texts := append([]string{o.Title, provider, strings.ReplaceAll(string(o.Kind), "_", " ")}, o.Skills...)
	for _, text := range []*string{o.Summary, o.Reference} {
		if text != nil {
			texts = append(texts, *text)
		}
	}
	return SearchWords(texts, "", "")
}

// OfferReason says why an offer may meet a need.
type OfferReason string

const (
	// ReasonSkill is a skill of the need that the offer teaches.
	ReasonSkill OfferReason = "SKILL"
	// ReasonOccupation is the job, in the offer's title or summary.
	ReasonOccupation OfferReason = "OCCUPATION"
	// ReasonSector is an offer made for the employer's sector.
	ReasonSector OfferReason = "SECTOR"
	// ReasonKind is a kind of help that usually meets such a need.
	ReasonKind OfferReason = "KIND"
)

// SuggestedOffer is an offer that may meet a need, and why.
type SuggestedOffer struct {
	Offer   Offer
	Reasons []OfferReason
}

// MatchedOffer is an offer that was put to a need.
type MatchedOffer struct {
	NeedID SkillsNeedID
	Offer
}

// mostSuggestions is how many offers are suggested for a need.
const mostSuggestions = 5

// kindsFor are the kinds of help that usually meet a need: people who are not to be found have to be trained from the start,
// people who are there already learn beside their work.
var kindsFor = map[SkillsNeedKind][]OfferKind{
	NeedSkillShortageVacancy: {OfferApprenticeship, OfferBootcamp},
	NeedHardToFillVacancy:    {OfferApprenticeship, OfferBootcamp},
	NeedSkillsGap:            {OfferShortCourse, OfferBootcamp},
	NeedUpskilling:           {OfferShortCourse, OfferBootcamp},
	NeedFuture:               {OfferApprenticeship, OfferShortCourse},
}

// SuggestOffers ranks those offers that fit a need of an employer in that sector: skills first, then the job. The sector and
// the kind of help alone suggest nothing. Offers for other sectors than the employer's are left out.
func SuggestOffers(need SkillsNeed, sector *string, offers []Offer) []SuggestedOffer {
	type ranked struct {
		SuggestedOffer
		score int
	}
	skills, occupation := need.skillStems(), need.occupationStems()
	var out []ranked
	for _, o := range offers {
		ofSector := sector != nil && slices.Contains(o.Sectors, *sector)
		if len(o.Sectors) > 0 && !ofSector {
			continue
		}
		r := ranked{SuggestedOffer: SuggestedOffer{Offer: o}}
		add := func(reason OfferReason, points int) {
			if points > 0 {
				r.Reasons, r.score = append(r.Reasons, reason), r.score+points
			}
		}
		words := strings.Fields(o.SearchWords(""))
		add(ReasonSkill, 4*matching(skills, words))
		add(ReasonOccupation, 3*matching(occupation, words))
		if r.score == 0 {
			continue
		}
		if ofSector {
			add(ReasonSector, 1)
		}
		if slices.Contains(kindsFor[need.Kind], o.Kind) {
			add(ReasonKind, 1)
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b ranked) int { return b.score - a.score })
	best := []SuggestedOffer{}
	for _, r := range out[:min(len(out), mostSuggestions)] {
		best = append(best, r.SuggestedOffer)
	}
	return best
}

// OfferTerms are the beginnings of words by which offers for the need are looked for.
func (n SkillsNeed) OfferTerms() []string {
	terms := append(n.skillStems(), n.occupationStems()...)
	slices.Sort(terms)
	return slices.Compact(terms)
}

func (n SkillsNeed) skillStems() []string {
	skills := n.Skills
	if n.Skill != nil {
		skills = append([]string{*n.Skill}, skills...)
	}
	return stems(strings.Join(skills, " "))
}

func (n SkillsNeed) occupationStems() []string {
	if n.Occupation == nil {
		return nil
	}
	return stems(*n.Occupation)
}

// stems are the beginnings that the words of a text share with their relatives: weld for welder, welders and welding. Words
// that say nothing about what is to be learnt are left out.
func stems(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(NameKey(text)) {
		if len(word) < 3 || sayingLittle[word] {
			continue
		}
		for _, ending := range []string{"ings", "ing", "ers", "er", "ors", "or", "ions", "ion", "ies", "s", "y"} {
			if stem, cut := strings.CutSuffix(word, ending); cut && len(stem) >= 4 {
				word = stem
				break
			}
		}
		if !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}

var sayingLittle = map[string]bool{
	"and": true, "the": true, "for": true, "with": true, "skill": true, "skills": true, "other": true, "general": true, "work": true,
	"working": true, "worker": true, "job": true, "staff": true, "using": true, "new": true, "own": true, "specialist": true, "basic": true,
	"advanced": true, "knowledge": true, "needed": true, "perform": true, "role": true, "ability": true,
}

// matching counts the stems that some word begins with.
func matching(stems, words []string) int {
	n := 0
	for _, stem := range stems {
		if slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, stem) }) {
			n++
		}
	}
	return n
}

package hub

import (
	"slices"
	"strings"
)

// LawfulBasis is why an organisation may hold and use the details of a person at work.
type LawfulBasis string

const (
	// BasisPublicTask is the council's: it works with employers in the public interest.
	BasisPublicTask LawfulBasis = "PUBLIC_TASK"
	// BasisOwn is one that a partner has of its own and keeps itself.
	BasisOwn LawfulBasis = "OWN"
)

// ContactRule says what the law lets somebody send to a person in a role, and why.
type ContactRule struct {
	RoleID      RoleID
	LawfulBasis LawfulBasis
	Subscriber  Subscriber
	// MarketingTopics are those about which marketing may be sent to the person now.
	MarketingTopics []Topic
	// Explanation says in plain sentences how that comes.
	Explanation []string
}

// NewContactRule works out the rule for a role at an employer of that legal form, for staff of an organisation of that kind. The
// person must be seen in full.
func NewContactRule(r PersonRole, form LegalForm, of OrganisationKind) ContactRule {
	rule := ContactRule{RoleID: r.ID, LawfulBasis: BasisOwn, Subscriber: form.Subscriber(), MarketingTopics: []Topic{}}
	if of == OrganisationCouncil {
		rule.LawfulBasis = BasisPublicTask
		rule.Explanation = append(rule.Explanation, "The council keeps these details for its public task: working with employers in the public interest.")
	} else {
		rule.Explanation = append(rule.Explanation, "Your organisation uses these details on a basis of its own, which it keeps itself; the agreement to share data does not give one.")
	}
	switch {
	case rule.Subscriber == SubscriberCorporate:
		rule.Explanation = append(rule.Explanation, "The employer is a corporate subscriber ("+form.words()+"): marketing e-mail may be sent until the person objects.")
	case form == LegalFormUnknown:
		rule.Explanation = append(rule.Explanation, "The legal form of the employer is not known, which counts as an individual subscriber: marketing e-mail may be sent only with the person's consent.")
	default:
		rule.Explanation = append(rule.Explanation, "The employer is an individual subscriber ("+form.words()+"): marketing e-mail may be sent only with the person's consent.")
	}
	p := r.Person
	if p.Email == nil || p.EmailState != nil && !p.EmailState.Usable() {
		rule.Explanation = append(rule.Explanation, "No e-mail is sent to them: there is no address that works.")
		return rule
	}
	objects := func(t Topic) bool {
		return slices.ContainsFunc(p.Objections, func(o Objection) bool { return o.Topic == t || o.Topic == TopicAll })
	}
	for _, t := range Topics {
		if !objects(t) && (rule.Subscriber == SubscriberCorporate || slices.ContainsFunc(p.Consents, func(c Consent) bool { return c.Topic == t && c.Current() })) {
			rule.MarketingTopics = append(rule.MarketingTopics, t)
		}
	}
	if len(p.Objections) > 0 {
		rule.Explanation = append(rule.Explanation, "An objection always wins over consent, and over the council's task.")
	}
	return rule
}

// words is what people call the legal form.
func (f LegalForm) words() string { return strings.ToLower(strings.ReplaceAll(string(f), "_", " ")) }

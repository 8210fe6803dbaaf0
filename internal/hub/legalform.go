package hub

import "strings"

// LegalForm is what an employer is in law. Whether it may be sent marketing e-mail unasked follows from it.
type LegalForm string

const (
	// LegalFormPrivateLimited is a private limited company, by shares or by guarantee.
	LegalFormPrivateLimited LegalForm = "PRIVATE_LIMITED"
	// LegalFormPublicLimited is a public limited company.
	LegalFormPublicLimited LegalForm = "PUBLIC_LIMITED"
	// LegalFormLLP is a limited liability partnership.
	LegalFormLLP LegalForm = "LLP"
	// LegalFormScottishPartnership is a legal person, unlike other partnerships.
	LegalFormScottishPartnership LegalForm = "SCOTTISH_PARTNERSHIP"
	// LegalFormOtherCorporate is any other body that is a legal person: a community interest company, a registered society.
	LegalFormOtherCorporate LegalForm = "OTHER_CORPORATE"
	// LegalFormPublicBody is a council, an NHS trust, a further education corporation.
	LegalFormPublicBody LegalForm = "PUBLIC_BODY"
	// LegalFormCharity is a charity that is not a company; it may be a trust or an association, which are not legal persons.
	LegalFormCharity LegalForm = "CHARITY"
	// LegalFormSoleTrader is one person in business.
	LegalFormSoleTrader LegalForm = "SOLE_TRADER"
	// LegalFormPartnership is a partnership outside Scotland.
	LegalFormPartnership LegalForm = "PARTNERSHIP"
	// LegalFormUnknown is what nobody has told us.
	LegalFormUnknown LegalForm = "UNKNOWN"
)

// Subscriber is how the law on marketing e-mail sees an employer.
type Subscriber string

const (
	// SubscriberCorporate may be written to until somebody there objects.
	SubscriberCorporate Subscriber = "CORPORATE"
	// SubscriberIndividual may be sent marketing only with consent.
	SubscriberIndividual Subscriber = "INDIVIDUAL"
)

// Subscriber is corporate where the employer is surely a legal person apart from its members; all others count as
// individuals.
func (f LegalForm) Subscriber() Subscriber {
	switch f {
	case LegalFormPrivateLimited, LegalFormPublicLimited, LegalFormLLP, LegalFormScottishPartnership, LegalFormOtherCorporate, LegalFormPublicBody:
		return SubscriberCorporate
	default:
		return SubscriberIndividual
	}
}

// companyCategories are Companies House's own words, in lower case.
var companyCategories = map[string]LegalForm{
	"private limited company": LegalFormPrivateLimited,
	"pri/ltd by guar/nsc (private, limited by guarantee, no share capital)":                     LegalFormPrivateLimited,
	"pri/lbg/nsc (private, limited by guarantee, no share capital, use of 'limited' exemption)": LegalFormPrivateLimited,
	"priv ltd sect. 30 (private limited company, section 30 of the companies act)":              LegalFormPrivateLimited,
	"public limited company":                                LegalFormPublicLimited,
	"old public company":                                    LegalFormPublicLimited,
	"limited liability partnership":                         LegalFormLLP,
	"limited partnership":                                   LegalFormPartnership,
	"scottish partnership":                                  LegalFormScottishPartnership,
	"further education and sixth form college corps":        LegalFormPublicBody,
	"charitable incorporated organisation":                  LegalFormOtherCorporate,
	"community interest company":                            LegalFormOtherCorporate,
	"european public limited-liability company (se)":        LegalFormOtherCorporate,
	"industrial and provident society":                      LegalFormOtherCorporate,
	"investment company with variable capital":              LegalFormOtherCorporate,
	"investment company with variable capital (securities)": LegalFormOtherCorporate,
	"investment company with variable capital(umbrella)":    LegalFormOtherCorporate,
	"overseas company":                                      LegalFormOtherCorporate,
	"overseas entity":                                       LegalFormOtherCorporate,
	"private unlimited":                                     LegalFormOtherCorporate,
	"private unlimited company":                             LegalFormOtherCorporate,
	"protected cell company":                                LegalFormOtherCorporate,
	"registered society":                                    LegalFormOtherCorporate,
	"royal charter company":                                 LegalFormOtherCorporate,
	"scottish charitable incorporated organisation":         LegalFormOtherCorporate,
	"united kingdom economic interest grouping":             LegalFormOtherCorporate,
	"united kingdom societas":                               LegalFormOtherCorporate,
}

// LegalFormOf reads Companies House's category of a company. A limited partnership registered in Scotland is a legal
// person, elsewhere it is not; the number says where.
func LegalFormOf(companyCategory string, number CompanyNumber) LegalForm {
	form, ok := companyCategories[strings.ToLower(strings.TrimSpace(companyCategory))]
	switch {
	case !ok:
		return LegalFormUnknown
	case form == LegalFormPartnership && strings.HasPrefix(string(number), "SL"):
		return LegalFormScottishPartnership
	default:
		return form
	}
}

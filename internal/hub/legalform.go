package hub

import "strings"

// LegalForm is what an employer is in law. Whether it may be sent marketing e-mail unasked follows from it.
type LegalForm string

const (
	LegalFormUnknown            LegalForm = "UNKNOWN"
	LegalFormPrivateLimited     LegalForm = "PRIVATE_LIMITED"
	LegalFormPrivateUnlimited   LegalForm = "PRIVATE_UNLIMITED"
	LegalFormPublicLimited      LegalForm = "PUBLIC_LIMITED"
	LegalFormGuarantee          LegalForm = "LIMITED_BY_GUARANTEE"
	LegalFormCommunityInterest  LegalForm = "COMMUNITY_INTEREST_COMPANY"
	LegalFormLLP                LegalForm = "LIMITED_LIABILITY_PARTNERSHIP"
	LegalFormLimitedPartnership LegalForm = "LIMITED_PARTNERSHIP"
	LegalFormScottishPartners   LegalForm = "SCOTTISH_PARTNERSHIP"
	LegalFormPartnership        LegalForm = "PARTNERSHIP"
	LegalFormSoleTrader         LegalForm = "SOLE_TRADER"
	LegalFormCharitable         LegalForm = "CHARITABLE_INCORPORATED_ORGANISATION"
	LegalFormSociety            LegalForm = "REGISTERED_SOCIETY"
	LegalFormRoyalCharter       LegalForm = "ROYAL_CHARTER"
	LegalFormPublicBody         LegalForm = "PUBLIC_BODY"
	LegalFormOverseas           LegalForm = "OVERSEAS_COMPANY"
	LegalFormOtherCorporate     LegalForm = "OTHER_CORPORATE"
)

// Subscriber is how the law on marketing e-mail sees an employer.
type Subscriber string

const (
	// SubscriberCorporate may be written to until somebody there objects.
	SubscriberCorporate Subscriber = "CORPORATE"
	// SubscriberIndividual may be sent marketing only with consent.
	SubscriberIndividual Subscriber = "INDIVIDUAL"
)

// Subscriber is corporate where the employer is a legal person apart from its members. Sole traders, partnerships outside
// Scotland and what nobody knows count as individuals.
func (f LegalForm) Subscriber() Subscriber {
	switch f {
	case LegalFormPrivateLimited, LegalFormPrivateUnlimited, LegalFormPublicLimited, LegalFormGuarantee, LegalFormCommunityInterest,
		LegalFormLLP, LegalFormScottishPartners, LegalFormCharitable, LegalFormSociety, LegalFormRoyalCharter, LegalFormPublicBody,
		LegalFormOverseas, LegalFormOtherCorporate:
		return SubscriberCorporate
	default:
		return SubscriberIndividual
	}
}

// companyCategories are Companies House's own words, in lower case.
var companyCategories = map[string]LegalForm{
	"private limited company": LegalFormPrivateLimited,
	"priv ltd sect. 30 (private limited company, section 30 of the companies act)": LegalFormPrivateLimited,
	"private unlimited":         LegalFormPrivateUnlimited,
	"private unlimited company": LegalFormPrivateUnlimited,
	"public limited company":    LegalFormPublicLimited,
	"old public company":        LegalFormPublicLimited,
	"pri/ltd by guar/nsc (private, limited by guarantee, no share capital)":                     LegalFormGuarantee,
	"pri/lbg/nsc (private, limited by guarantee, no share capital, use of 'limited' exemption)": LegalFormGuarantee,
	"community interest company":                            LegalFormCommunityInterest,
	"limited liability partnership":                         LegalFormLLP,
	"limited partnership":                                   LegalFormLimitedPartnership,
	"scottish partnership":                                  LegalFormScottishPartners,
	"charitable incorporated organisation":                  LegalFormCharitable,
	"scottish charitable incorporated organisation":         LegalFormCharitable,
	"registered society":                                    LegalFormSociety,
	"industrial and provident society":                      LegalFormSociety,
	"royal charter company":                                 LegalFormRoyalCharter,
	"further education and sixth form college corps":        LegalFormPublicBody,
	"overseas company":                                      LegalFormOverseas,
	"overseas entity":                                       LegalFormOverseas,
	"european public limited-liability company (se)":        LegalFormOtherCorporate,
	"united kingdom societas":                               LegalFormOtherCorporate,
	"united kingdom economic interest grouping":             LegalFormOtherCorporate,
	"investment company with variable capital":              LegalFormOtherCorporate,
	"investment company with variable capital (securities)": LegalFormOtherCorporate,
	"investment company with variable capital(umbrella)":    LegalFormOtherCorporate,
	"protected cell company":                                LegalFormOtherCorporate,
}

// LegalFormOf reads Companies House's category of a company. A limited partnership registered in Scotland is a legal
// person, elsewhere it is not; the number says where.
func LegalFormOf(companyCategory string, number CompanyNumber) LegalForm {
	form, ok := companyCategories[strings.ToLower(strings.TrimSpace(companyCategory))]
	switch {
	case !ok:
		return LegalFormUnknown
	case form == LegalFormLimitedPartnership && strings.HasPrefix(string(number), "SL"):
		return LegalFormScottishPartners
	default:
		return form
	}
}

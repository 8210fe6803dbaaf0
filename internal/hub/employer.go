package hub

import "time"

// Employer is an organisation that employs people, as it is now.
type Employer struct {
	ID                EmployerID
	Name              string
	LegalForm         LegalForm
	Status            EmployerStatus
	CompanyNumber     *CompanyNumber
	Website           *string
	RegisteredAddress []string
	Postcode          *Postcode
	// SICSection is the letter of the main code's section.
	SICSection       *string
	Headcount        *int
	SizeBand         *SizeBand
	LeadOrganisation *Organisation
	AccountLead      *User
	// InheritedOrganisation and InheritedLead lead an employer that has no lead of its own, as part of a group. They are the group's,
	// so the employer's history does not tell them.
	InheritedOrganisation *Organisation `json:"-"`
	InheritedLead         *User         `json:"-"`
	KeyAccount            bool
	// ParentID is the employer that this one is part of; nil where it stands alone or heads its group.
	ParentID      *EmployerID
	LastContactOn *Date
	// Confidential is nil for an ordinary employer, and Hold for one that may be contacted.
	Confidential *Confidentiality
	Hold         *Hold
	Version      int
	CreatedAt    time.Time
}

// AskedEmployer is an employer with the ID by which it was asked for: another one than its own where that record was merged into
// it.
type AskedEmployer struct {
	Employer
	Asked EmployerID
}

// Sector is the SIC section of the main code in words; nil where no code is held.
func (e Employer) Sector() *string {
	for _, s := range SICSections {
		if e.SICSection != nil && s.Letter == *e.SICSection {
			return &s.Name
		}
	}
	return nil
}

// LedBy is who leads the relationship, the employer's own lead or the one of its group; nil where nobody does.
func (e Employer) LedBy() (*Organisation, *User) {
	if e.LeadOrganisation != nil {
		return e.LeadOrganisation, e.AccountLead
	}
	return e.InheritedOrganisation, e.InheritedLead
}

// EmployerStatus is how far we and an employer know each other.
type EmployerStatus string

const (
	// EmployerProspect is known to exist; nobody has been in touch.
	EmployerProspect EmployerStatus = "PROSPECT"
	// EmployerEngaged is in touch.
	EmployerEngaged EmployerStatus = "ENGAGED"
	// EmployerDormant was in touch, and is not any more.
	EmployerDormant EmployerStatus = "DORMANT"
	// EmployerClosed does not trade any more.
	EmployerClosed EmployerStatus = "CLOSED"
)

// EmployerName is a name of an employer with the time for which it held; a nil day is open or unknown.
type EmployerName struct {
	Kind  EmployerNameKind
	Name  string
	From  *Date
	Until *Date
}

// EmployerNameKind is what sort of name it is.
type EmployerNameKind string

const (
	// NameLegal stands in the register.
	NameLegal EmployerNameKind = "LEGAL"
	// NameTrading is used in trade.
	NameTrading EmployerNameKind = "TRADING"
	// NamePrevious was used before.
	NamePrevious EmployerNameKind = "PREVIOUS"
)

// OfEmployer is one of the things that belong to an employer and do not name it themselves.
type OfEmployer[T any] struct {
	EmployerID EmployerID
	Of         T
}

// EmployerFilter narrows a list of employers; nil and empty fields do not.
type EmployerFilter struct {
	Search             *string
	StatusIn           []EmployerStatus
	SizeBandIn         []SizeBand
	SicSectionIn       []string
	GrowthSectorIn     []GrowthSector
	InRotherham        *bool
	WardIn             []string
	InvestmentAreaIn   []string
	LeadOrganisationIn []OrganisationID
	AccountLeadIn      []UserID
	HasLead            *bool
	KeyAccount         *bool
	OnHold             *bool
	Confidential       *bool
	LastContactBefore  *Date
	IDIn               []EmployerID
	ParentIn           []EmployerID
	GoneQuiet          *bool
	// Quiet is what GoneQuiet comes to for whoever asks; nil finds nobody.
	Quiet *QuietFor `json:"-"`
}

// EmployerOrder is the order of a list of employers; the ID breaks ties.
type EmployerOrder string

const (
	// OrderByName is from A.
	OrderByName EmployerOrder = "NAME"
	// OrderByLastContact has those never contacted first, then the longest without contact.
	OrderByLastContact EmployerOrder = "LAST_CONTACT"
	// OrderByLastContactDesc has the latest contacted first, those never contacted last.
	OrderByLastContactDesc EmployerOrder = "LAST_CONTACT_DESC"
)

// RecentContact is a partner who was in touch with an employer lately. User is nil where the reader may not know who.
type RecentContact struct {
	Organisation Organisation
	User         *User
	On           Date
	Channel      Channel
	Themes       []Theme
}

// CreateEmployerInput describes an employer that is added by hand.
type CreateEmployerInput struct {
	Name          string
	LegalForm     *LegalForm
	CompanyNumber *CompanyNumber
	TradingNames  []string
	Website       *string
	Headcount     *int
	Postcode      *Postcode
	LeadIt        *bool
}

// UpdateEmployerInput changes the fields that are set.
type UpdateEmployerInput struct {
	ID                 EmployerID
	Version            int
	Name               Optional[string]
	LegalForm          Optional[LegalForm]
	Status             Optional[EmployerStatus]
	CompanyNumber      Optional[CompanyNumber]
	Website            Optional[string]
	Headcount          Optional[int]
	HeadcountFrom      Optional[Date]
	Identifiers        Optional[[]Identifier]
	Names              Optional[[]EmployerName]
	SICCodes           Optional[[]EmployerSIC]
	GrowthSectors      Optional[[]GrowthSector]
	LeadOrganisationID Optional[OrganisationID]
	AccountLeadID      OptionalUserID
	ParentEmployerID   OptionalEmployerID
	KeyAccount         Optional[bool]
}

package hub

// Organisation is a partner: the council, the Chamber, a college.
type Organisation struct {
	ID   OrganisationID
	Name string
	Kind OrganisationKind
}

// OrganisationKind is what sort of partner an organisation is.
type OrganisationKind string

// The kinds of partner that the strategy names.
const (
	OrganisationCouncil    OrganisationKind = "COUNCIL"
	OrganisationChamber    OrganisationKind = "CHAMBER"
	OrganisationGrowthHub  OrganisationKind = "GROWTH_HUB"
	OrganisationCareersHub OrganisationKind = "CAREERS_HUB"
	OrganisationJobcentre  OrganisationKind = "JOBCENTRE"
	OrganisationCollege    OrganisationKind = "COLLEGE"
	OrganisationProvider   OrganisationKind = "PROVIDER"
	OrganisationOther      OrganisationKind = "OTHER"
)

var organisationKinds = []OrganisationKind{
	OrganisationCouncil, OrganisationChamber, OrganisationGrowthHub, OrganisationCareersHub, OrganisationJobcentre, OrganisationCollege,
	OrganisationProvider, OrganisationOther,
}

// User is a member of staff of a partner organisation.
type User struct {
	ID           UserID
	Name         string
	Organisation Organisation
	Roles        []Role
}

// Holiday is a day on which no survey or operational mail goes out.
type Holiday struct {
	Day  Date
	Name string
}

// Ward is a ward of Rotherham.
type Ward struct {
	Code string
	Name string
}

// InvestmentArea is an area of major investment in the borough.
type InvestmentArea struct {
	Code string
	Name string
}

// AddOrganisationInput asks for a new partner. Agreement names its data-sharing agreement, which holds from today until
// AgreedUntil; without one, nobody there sees personal data.
type AddOrganisationInput struct {
	Name        string
	Kind        OrganisationKind
	Agreement   string
	AgreedUntil Date
}

// AddUserInput asks for a new member of staff of an organisation.
type AddUserInput struct {
	OrganisationID OrganisationID
	Name           string
	Email          EmailAddress
	Roles          []Role
}

// UserFilter narrows a list of users; nil fields do not.
type UserFilter struct {
	// Search are beginnings of words of the name.
	Search         *string
	OrganisationID *OrganisationID
}

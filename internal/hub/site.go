package hub

// Site is a local unit of an employer: where people work.
type Site struct {
	ID             SiteID
	EmployerID     EmployerID
	Name           string
	Address        []string
	Postcode       *Postcode
	Ward           *Ward
	InvestmentArea *InvestmentArea
	Headcount      *int
	OpenedOn       *Date
	ClosedOn       *Date
	Version        int
}

// AddSiteInput describes a new site.
type AddSiteInput struct {
	EmployerID     EmployerID
	Name           string
	Address        []string
	Postcode       *Postcode
	InvestmentArea *string
	Headcount      *int
	OpenedOn       *Date
}

// UpdateSiteInput changes the fields that are set.
type UpdateSiteInput struct {
	ID             SiteID
	Version        int
	Name           Optional[string]
	Address        Optional[[]string]
	Postcode       Optional[Postcode]
	InvestmentArea Optional[string]
	Headcount      Optional[int]
	OpenedOn       Optional[Date]
	ClosedOn       Optional[Date]
}

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

// NewSite is the site that in describes, but for its investment area. Errors: BAD_INPUT.
func NewSite(in AddSiteInput) (s Site, err error) {
	s = Site{ID: NewSiteID(), EmployerID: in.EmployerID, Postcode: in.Postcode, Headcount: in.Headcount, OpenedOn: in.OpenedOn, Version: 1}
	if s.Name, err = requiredLine(in.Name, maxSiteName, "enter what people call the site", "name"); err != nil {
		return Site{}, err
	}
	if s.Address, err = addressLines(in.Address); err != nil {
		return Site{}, err
	}
	return s, s.check()
}

// Update makes the changes that in asks for, but for the investment area. Errors: CONFLICT where s is not the version that
// the caller read, BAD_INPUT.
func (s *Site) Update(in UpdateSiteInput) (err error) {
	if in.Version != s.Version {
		return changedSince("site")
	}
	if err := notCleared(in.Name, "name"); err != nil {
		return err
	}
	if in.Name.IsSet() {
		if s.Name, err = requiredLine(*in.Name.Value(), maxSiteName, "enter what people call the site", "name"); err != nil {
			return err
		}
	}
	if in.Address.IsSet() {
		var lines []string
		if given := in.Address.Value(); given != nil {
			lines = *given
		}
		if s.Address, err = addressLines(lines); err != nil {
			return err
		}
	}
	in.Postcode.Apply(&s.Postcode)
	in.Headcount.Apply(&s.Headcount)
	in.OpenedOn.Apply(&s.OpenedOn)
	in.ClosedOn.Apply(&s.ClosedOn)
	return s.check()
}

const (
	maxSiteName     = 200
	maxAddressLines = 6
	maxAddressLine  = 200
)

func (s *Site) check() error {
	if err := between(s.Headcount, 0, maxSiteHeadcount, "headcount"); err != nil {
		return err
	}
	if s.OpenedOn != nil && s.ClosedOn != nil && s.ClosedOn.Before(*s.OpenedOn) {
		return BadInput("a site cannot close before it opens", "closedOn")
	}
	return nil
}

// addressLines leaves empty lines out. Errors: BAD_INPUT.
func addressLines(typed []string) ([]string, error) {
	lines := []string{}
	for _, t := range typed {
		line, err := optionalLine(&t, maxAddressLine, "address")
		if err != nil {
			return nil, err
		}
		if line != nil {
			lines = append(lines, *line)
		}
	}
	if len(lines) > maxAddressLines {
		return nil, BadInput("write the address in at most 6 lines", "address")
	}
	return lines, nil
}

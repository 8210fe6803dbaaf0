package hub

import (
	"net/url"
	"strings"
)

const (
	maxEmployerName  = 300
	maxTradingNames  = 20
	maxHeadcount     = 5_000_000
	maxSiteHeadcount = 1_000_000
)

// NewEmployer is the employer that in describes, with its names used in trade. Errors: BAD_INPUT.
func NewEmployer(in CreateEmployerInput) (e Employer, tradingNames []string, err error) {
	e = Employer{ID: NewEmployerID(), LegalForm: LegalFormUnknown, Status: EmployerProspect, CompanyNumber: in.CompanyNumber, Postcode: in.Postcode, Version: 1}
	if e.Name, err = requiredLine(in.Name, maxEmployerName, "enter the employer's name", "name"); err != nil {
		return Employer{}, nil, err
	}
	if in.LegalForm != nil {
		e.LegalForm = *in.LegalForm
	}
	if e.Website, err = website(in.Website, "website"); err != nil {
		return Employer{}, nil, err
	}
	if err := e.setHeadcount(in.Headcount); err != nil {
		return Employer{}, nil, err
	}
	if len(in.TradingNames) > maxTradingNames {
		return Employer{}, nil, BadInput("name at most 20 names used in trade", "tradingNames")
	}
	for _, typed := range in.TradingNames {
		name, err := optionalLine(&typed, maxEmployerName, "tradingNames")
		if err != nil {
			return Employer{}, nil, err
		}
		if name != nil {
			tradingNames = append(tradingNames, *name)
		}
	}
	return e, tradingNames, nil
}

// Update makes the changes that in asks for, but for who leads. Errors: CONFLICT where e is not the version that the caller
// read, BAD_INPUT.
func (e *Employer) Update(in UpdateEmployerInput) (err error) {
	if in.Version != e.Version {
		return changedSince("employer")
	}
	for _, refused := range []error{notCleared(in.Name, "name"), notCleared(in.Status, "status"), notCleared(in.KeyAccount, "keyAccount")} {
		if refused != nil {
			return refused
		}
	}
	if in.Name.IsSet() {
		if e.Name, err = requiredLine(*in.Name.Value(), maxEmployerName, "enter the employer's name", "name"); err != nil {
			return err
		}
	}
	if in.LegalForm.IsSet() {
		e.LegalForm = LegalFormUnknown
		if form := in.LegalForm.Value(); form != nil {
			e.LegalForm = *form
		}
	}
	if in.Status.IsSet() {
		e.Status = *in.Status.Value()
	}
	if in.KeyAccount.IsSet() {
		e.KeyAccount = *in.KeyAccount.Value()
	}
	in.CompanyNumber.Apply(&e.CompanyNumber)
	if in.Website.IsSet() {
		if e.Website, err = website(in.Website.Value(), "website"); err != nil {
			return err
		}
	}
	if in.Headcount.IsSet() {
		return e.setHeadcount(in.Headcount.Value())
	}
	return nil
}

// AssignLeadInput asks that somebody leads all the employers that a filter finds; nobody where there is no organisation.
type AssignLeadInput struct {
	Employers          EmployerFilter
	LeadOrganisationID *OrganisationID
	AccountLeadID      *UserID
}

// LeadsAssigned says how many employers have another lead now, and how many had that lead already.
type LeadsAssigned struct{ Changed, Unchanged int }

// Lead says who leads the relationship from now on: nobody, an organisation, or a person there. Errors: BAD_INPUT where the
// person works elsewhere.
func (e *Employer) Lead(organisation *Organisation, person *User) error {
	switch {
	case person != nil && organisation == nil:
		return BadInput("say which organisation leads before you name a person there", "leadOrganisationId")
	case person != nil && person.Organisation.ID != organisation.ID:
		return BadInput(person.Name+" does not work for "+organisation.Name+"; name somebody who does", "accountLeadId")
	}
	e.LeadOrganisation, e.AccountLead = organisation, person
	return nil
}

func (e *Employer) setHeadcount(n *int) error {
	if err := between(n, 0, maxHeadcount, "headcount"); err != nil {
		return err
	}
	e.Headcount, e.SizeBand = n, nil
	if n != nil {
		band := SizeBandOf(*n)
		e.SizeBand = &band
	}
	return nil
}

// website reads an address with or without https:// in front. Errors: BAD_INPUT.
func website(typed *string, field string) (*string, error) {
	line, err := optionalLine(typed, 300, field)
	if err != nil || line == nil {
		return nil, err
	}
	address := *line
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(strings.Trim(u.Hostname(), "."), ".") || u.User != nil || strings.Contains(address, " ") {
		return nil, BadInput("this is not the address of a website; write it like https://www.example.co.uk", field)
	}
	return &address, nil
}

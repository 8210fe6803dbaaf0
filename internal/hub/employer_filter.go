package hub

import "fmt"

const (
	maxSearch   = 200  // characters
	maxIDsAsked = 1000 // of IDIn
	maxChoices  = 100  // of every other list
)

// CheckSearch refuses a search that is too long; field is where it was asked for. Errors: BAD_INPUT.
func CheckSearch(search *string, field ...string) error {
	if search != nil && len([]rune(*search)) > maxSearch {
		return BadInput(fmt.Sprintf("search for at most %d characters", maxSearch), field...)
	}
	return nil
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f EmployerFilter) Check() error {
	if err := CheckSearch(f.Search, "filter", "search"); err != nil {
		return err
	}
	if len(f.IDIn) > maxIDsAsked {
		return BadInput(fmt.Sprintf("name at most %d employers", maxIDsAsked), "filter", "idIn")
	}
	for field, chosen := range map[string]int{
		"statusIn": len(f.StatusIn), "sizeBandIn": len(f.SizeBandIn), "sicSectionIn": len(f.SicSectionIn), "growthSectorIn": len(f.GrowthSectorIn), "wardIn": len(f.WardIn),
		"investmentAreaIn": len(f.InvestmentAreaIn), "leadOrganisationIn": len(f.LeadOrganisationIn), "accountLeadIn": len(f.AccountLeadIn), "parentIn": len(f.ParentIn),
	} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

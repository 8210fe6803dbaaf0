package hub

import "fmt"

const (
	maxSearch   = 200  // characters
	maxIDsAsked = 1000 // of IDIn
	maxChoices  = 100  // of every other list
)

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f EmployerFilter) Check() error {
	if f.Search != nil && len([]rune(*f.Search)) > maxSearch {
		return BadInput(fmt.Sprintf("search for at most %d characters", maxSearch), "filter", "search")
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

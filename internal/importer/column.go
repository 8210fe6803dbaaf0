package importer

import (
	"fmt"
	"strings"

	"employerhub/internal/hub"
)

// companyColumns are the places of the columns that we read; -1 for an optional one that the file does not have.
type companyColumns struct {
	name, number, category, status int
	careOf, poBox, postcode        int
	address                        [5]int
	incorporated, dissolved, uri   int
	sic                            [4]int
	previous                       [10]struct{ name, until int }
}

// findCompanyColumns finds columns by name, in any case. Errors: BAD_INPUT that names each one missing.
func findCompanyColumns(header []string) (companyColumns, error) {
	at := map[string]int{}
	for i, name := range header {
		if _, twice := at[strings.ToLower(name)]; twice && name != "" {
			return companyColumns{}, hub.BadInput(fmt.Sprintf("the column %s is there twice; take one of them out", name), "file")
		}
		at[strings.ToLower(name)] = i
	}
	var missing []string
	optional := func(name string) int {
		if i, ok := at[strings.ToLower(name)]; ok {
			return i
		}
		return -1
	}
	required := func(name string) int {
		i := optional(name)
		if i < 0 {
			missing = append(missing, name)
		}
		return i
	}
	c := companyColumns{
		name:   required("CompanyName"),
		number: required("CompanyNumber"),
		careOf: optional("RegAddress.CareOf"),
		poBox:  optional("RegAddress.POBox"),
		address: [5]int{
			required("RegAddress.AddressLine1"), optional("RegAddress.AddressLine2"), required("RegAddress.PostTown"),
			optional("RegAddress.County"), optional("RegAddress.Country"),
		},
		postcode:     required("RegAddress.PostCode"),
		category:     required("CompanyCategory"),
		status:       required("CompanyStatus"),
		dissolved:    optional("DissolutionDate"),
		incorporated: required("IncorporationDate"),
		uri:          optional("URI"),
	}
	c.sic[0] = required("SICCode.SicText_1")
	for i := 1; i < len(c.sic); i++ {
		c.sic[i] = optional(fmt.Sprintf("SICCode.SicText_%d", i+1))
	}
	for i := range c.previous {
		c.previous[i].name = optional(fmt.Sprintf("PreviousName_%d.CompanyName", i+1))
		c.previous[i].until = optional(fmt.Sprintf("PreviousName_%d.CONDATE", i+1))
	}
	switch {
	case len(missing) == 0:
		return c, nil
	case len(header) == 1 && strings.ContainsAny(header[0], ";|"):
		return c, hub.BadInput("the columns are not separated by commas; save the file as CSV with commas", "file")
	default:
		return c, hub.BadInput("wrong columns: "+strings.Join(missing, ", ")+
			" missing; the first row must name the columns of Companies House's BasicCompanyData file", "file")
	}
}

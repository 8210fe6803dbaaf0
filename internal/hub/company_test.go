package hub_test

import (
	"reflect"
	"testing"
	"time"

	"employerhub/internal/hub"
)

func TestFingerprintsTellCompaniesApart(t *testing.T) {
	t.Parallel()
	company := func(change func(*hub.Company)) [16]byte {
		c := hub.Company{
			Number: "01234567", Name: "ABDY LTD", LegalForm: hub.LegalFormPrivateLimited, IncorporatedOn: hub.NewDate(2006, time.June, 26),
			Address: []string{"1 HIGH STREET", "ROTHERHAM"}, Postcode: "S60 1AE", SICCodes: []hub.SICCode{"25620"},
			PreviousNames: []hub.PreviousName{{Name: "BADY LTD", Until: hub.NewDate(2011, time.July, 15)}}, URI: "http://example.org",
		}
		change(&c)
		return c.Fingerprint()
	}
	same := company(func(*hub.Company) {})
	if again := company(func(*hub.Company) {}); again != same {
		t.Fatal("the same company has two fingerprints")
	}
	seen := map[[16]byte]string{same: "unchanged"}
	for name, change := range map[string]func(*hub.Company){
		"number":              func(c *hub.Company) { c.Number = "01234568" },
		"name":                func(c *hub.Company) { c.Name = "ABDY LIMITED" },
		"legal form":          func(c *hub.Company) { c.LegalForm = hub.LegalFormUnknown },
		"closed":              func(c *hub.Company) { c.Closed = true },
		"incorporated":        func(c *hub.Company) { c.IncorporatedOn = hub.Date{} },
		"dissolved":           func(c *hub.Company) { c.DissolvedOn = hub.NewDate(2020, time.May, 1) },
		"address":             func(c *hub.Company) { c.Address = []string{"1 HIGH STREETROTHERHAM"} },
		"postcode":            func(c *hub.Company) { c.Postcode = "S60 1AB" },
		"codes":               func(c *hub.Company) { c.SICCodes = nil },
		"previous name":       func(c *hub.Company) { c.PreviousNames[0].Name = "B LTD" },
		"previous name's day": func(c *hub.Company) { c.PreviousNames[0].Until = hub.Date{} },
		"URI":                 func(c *hub.Company) { c.URI = "" },
	} {
		fingerprint := company(change)
		if other, twice := seen[fingerprint]; twice {
			t.Errorf("a changed %s has the fingerprint of %s", name, other)
		}
		seen[fingerprint] = name
	}
	if fields := reflect.TypeFor[hub.Company]().NumField(); fields != 11 {
		t.Errorf("a company has %d fields; a new one belongs into its fingerprint and into this test", fields)
	}
}

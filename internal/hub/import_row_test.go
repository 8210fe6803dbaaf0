package hub_test

import (
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestColumnsAreSuggestedByTheirNames(t *testing.T) {
	t.Parallel()
	for columns, want := range map[string]string{
		"Company|Company No.|Post Code|No. of employees|Address 1|Address 2|Town": "EMPLOYER_NAME COMPANY_NUMBER POSTCODE HEADCOUNT SITE_ADDRESS SITE_ADDRESS SITE_ADDRESS",
		"Name|Contact Name|E-mail|Job Title|Tel.":                                 "EMPLOYER_NAME PERSON_NAME PERSON_EMAIL PERSON_JOB_TITLE PERSON_PHONE",
		"Employer|Name|Surname|First name|Colour":                                 "EMPLOYER_NAME - PERSON_LAST_NAME PERSON_FIRST_NAME -",
	} {
		var got []string
		for _, field := range hub.SuggestMapping(strings.Split(columns, "|")) {
			if field == nil {
				got = append(got, "-")
			} else {
				got = append(got, string(*field))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v", columns, got)
		}
	}
}

func TestARowOfASpreadsheet(t *testing.T) {
	t.Parallel()
	r, err := hub.NewSpreadsheetRow(map[hub.ImportField]string{
		hub.FieldName: " Abdy  Engineering Ltd ", hub.FieldCompanyNumber: "7654321", hub.FieldLegalForm: "Ltd", hub.FieldHeadcount: "1,200", hub.FieldPostcode: "s601aa",
		hub.FieldSiteAddress: "1 Forge Lane\nRotherham", hub.FieldPersonFirstName: "Dana", hub.FieldPersonLastName: "Wells", hub.FieldPersonJobTitle: "Head of HR",
		hub.FieldPersonEmail: "not an address", hub.FieldPersonPhone: "01709 382121", hub.FieldWebsite: "none",
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Name != "Abdy Engineering Ltd" || r.LegalForm != hub.LegalFormPrivateLimited || *r.Headcount != 1200 || r.Key() != "COMPANIES_HOUSE 07654321" {
		t.Errorf("employer: %+v", r)
	}
	if r.Site == nil || r.Site.Name != "1 Forge Lane" || *r.Site.Postcode != "S60 1AA" {
		t.Errorf("site: %+v", r.Site)
	}
	if r.Person == nil || r.Person.Name != "Dana Wells" || r.Person.Function != hub.FunctionHRDirector || r.Person.Email != nil || *r.Person.Phone != "01709 382121" {
		t.Errorf("person: %+v", r.Person)
	}
	if len(r.Warnings) != 2 || !slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.HasPrefix(w, "e-mail address") }) {
		t.Errorf("warnings: %v", r.Warnings)
	}
}

func FuzzSpreadsheetRow(f *testing.F) {
	f.Add("Abdy Engineering Ltd", "7654321", "40", "S60 1AA", "Dana Wells", "dana@abdy.example")
	f.Add("=cmd|' /C calc'!A0", "SC123456", "10-49", "", "\x00", "@")
	f.Add("", "", "-1", "nowhere", "x\ny", "a@b")
	f.Add("Ŵyn &amp; Søn Ltd", "0", "99999999999999999999", "S601AA", strings.Repeat("n", 500), "<script>")
	f.Fuzz(func(t *testing.T, name, number, headcount, postcode, person, email string) {
		r, err := hub.NewSpreadsheetRow(map[hub.ImportField]string{
			hub.FieldName: name, hub.FieldCompanyNumber: number, hub.FieldHeadcount: headcount, hub.FieldSitePostcode: postcode, hub.FieldPersonName: person, hub.FieldPersonEmail: email,
		})
		if err != nil {
			if hub.CodeOf(err) != hub.ErrBadInput {
				t.Fatal(err)
			}
			return
		}
		if r.Name == "" && len(r.Identifiers) == 0 || len(r.Keys()) == 0 {
			t.Errorf("a row about nobody: %+v", r)
		}
		e := hub.Employer{LegalForm: hub.LegalFormUnknown}
		changed, _ := r.Revise(e, nil, false)
		for field, value := range changed {
			if err := e.SetImportedField(field, value); err != nil {
				t.Errorf("%s %q: %v", field, value, err)
			}
		}
		if again, _ := r.Revise(e, r.Said(), true); len(again) > 0 {
			t.Errorf("the same row changes something twice: %v", again)
		}
	})
}

func TestARowOfBlanksSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := hub.NewSpreadsheetRow(map[hub.ImportField]string{hub.FieldName: "  "})
	if err == nil || !strings.Contains(err.Error(), "neither a name nor a number") {
		t.Errorf("got %v", err)
	}
}

package hub_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"employerhub/internal/hub"
)

func TestFieldChanges(t *testing.T) {
	t.Parallel()
	fields := func(s string) (out map[string]json.RawMessage) {
		if err := json.Unmarshal([]byte(s), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	text := func(s string) *string { return &s }

	for name, tc := range map[string]struct {
		before, after string
		want          []hub.FieldChange
	}{
		"texts and numbers":             {`{"Name": "Old", "Headcount": 9}`, `{"Name": "New", "Headcount": 250}`, []hub.FieldChange{{Field: "headcount", Before: text("9"), After: text("250")}, {Field: "name", Before: text("Old"), After: text("New")}}},
		"a new record, without blanks":  {`null`, `{"Name": "New", "Website": null, "KeyAccount": false, "Address": []}`, []hub.FieldChange{{Field: "keyAccount", After: text("false")}, {Field: "name", After: text("New")}}},
		"another record by its name":    {`{"LeadOrganisation": null}`, `{"LeadOrganisation": {"ID": "organisation_0190f0f0-0000-7000-8000-000000000000", "Name": "Chamber"}}`, []hub.FieldChange{{Field: "leadOrganisation", After: text("Chamber")}}},
		"a list":                        {`{"SICCodes": ["25620"]}`, `{"SICCodes": ["25620", "62020"]}`, []hub.FieldChange{{Field: "sicCodes", Before: text("25620"), After: text("25620, 62020")}}},
		"a list of records by number":   {`{"People": []}`, `{"People": ["person_0190f0f0-0000-7000-8000-000000000000"]}`, []hub.FieldChange{{Field: "people", After: text("1")}}},
		"IDs, versions and answers not": {`null`, `{"ID": "site_0190f0f0-0000-7000-8000-000000000000", "EmployerID": "employer_0190f0f0-0000-7000-8000-000000000000", "Version": 1, "Given": {"a": {"Text": "x"}}}`, nil},
		"nothing at all":                {`null`, `null`, nil},
	} {
		if got := hub.NewFieldChanges(fields(tc.before), fields(tc.after)); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v, want %+v", name, got, tc.want)
		}
	}
}

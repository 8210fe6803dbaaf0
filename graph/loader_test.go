package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestAListOfEmployersIsReadInOneGo(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(t, hub.RoleEngagement)
	api := b.api(by)
	for i := range 10 {
		e := made(t, api, fmt.Sprintf(`mutation { createEmployer(input: {name: "Abdy %d Ltd", companyNumber: "%d", leadIt: true}) { employer { id } } }`, i, 1_000_000+i), "", "createEmployer", "employer")
		for range 2 {
			made(t, api, `mutation($e: ID!) { addSite(input: {employerId: $e, name: "Works"}) { site { id } } }`, `{"e": "`+e+`"}`, "addSite", "site")
			made(t, api, `mutation($e: ID!) { addPerson(input: {employerId: $e, name: "Dana Wells"}) { personRole { id } } }`, `{"e": "`+e+`"}`, "addPerson", "personRole")
		}
		made(t, api, `mutation($e: ID!) { recordInteraction(input: {employerIds: [$e], channel: CALL, summary: "x"}) { interaction { id } } }`, `{"e": "`+e+`"}`, "recordInteraction", "interaction")
	}
	counted, queries := b.counting(t)
	const fields = ` } fragment fields on Employer {
		name sector leadOrganisation { name } accountLead { name organisation { name } } inRotherham
		identifiers { value } names { name } sicCodes { code title }
		sites { name ward { name } employer { name } } people { function person { name objections { topic } } employer { name } }
		recentContacts { on organisation { name } user { name } } skillsNeeds { skill }
	}`

	for name, query := range map[string]string{
		"through nodes": `{ employers(first: 10) { nodes { ...fields } }`,
		"through edges": `{ employers(first: 10) { edges { node { ...fields } } }`,
	} {
		queries.Store(0)
		got := ask(t, counted.api(by), query+fields, "")
		if got.code() != "" || strings.Count(got.text, `"Dana Wells"`) != 20 {
			t.Fatalf("%s: %s", name, got.text)
		}
		// The list, eight kinds of things of employers, of which skills needs take two, and the employers of their sites and roles.
		if n := queries.Load(); n > 11 {
			t.Errorf("%s: %d queries for 10 employers", name, n)
		}
	}
}

package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestAssignLead(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	one, two := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd", LeadIt: new(true)}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Bolts Ltd"})
	third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Crofts Ltd"})
	of := func(ids ...hub.EmployerID) hub.EmployerFilter { return hub.EmployerFilter{IDIn: ids} }
	assigning := func(in hub.AssignLeadInput) func() error {
		return func() error {
			_, err := b.app.AssignLead(b.as(b.manager), in)
			return err
		}
	}
	wants := func(in hub.AssignLeadInput, want hub.LeadsAssigned) {
		t.Helper()
		if got, err := b.app.AssignLead(b.as(b.manager), in); err != nil || got != want {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
	}

	wants(hub.AssignLeadInput{Employers: of(one.ID, two.ID), LeadOrganisationID: &chamber.OrganisationID, AccountLeadID: &chamber.UserID}, hub.LeadsAssigned{Changed: 2})
	wants(hub.AssignLeadInput{Employers: of(one.ID, two.ID, third.ID), LeadOrganisationID: &chamber.OrganisationID, AccountLeadID: &chamber.UserID}, hub.LeadsAssigned{Changed: 1, Unchanged: 2})
	b.wants("leads", `SELECT string_agg(e.name || ' ' || u.name, ', ' ORDER BY e.name) FROM employer e JOIN hub_user u ON u.id = e.account_lead_id`,
		"Abdy Ltd Pat of Chamber, Bolts Ltd Pat of Chamber, Crofts Ltd Pat of Chamber")
	b.wants("audit rows", `SELECT count(*)::text FROM audit WHERE action = 'employer.update'`, "3")
	b.wants("history of leads", `SELECT count(*)::text FROM employer_lead WHERE valid_until IS NULL`, "3")
	wants(hub.AssignLeadInput{Employers: of(two.ID)}, hub.LeadsAssigned{Changed: 1})
	b.wants("nobody leads", `SELECT name FROM employer WHERE lead_organisation_id IS NULL`, "Bolts Ltd")

	b.refused("nobody chosen", hub.ErrBadInput, "employers", assigning(hub.AssignLeadInput{Employers: of(hub.NewEmployerID())}))
	b.refused("a person of another organisation", hub.ErrBadInput, "accountLeadId",
		assigning(hub.AssignLeadInput{Employers: of(one.ID, two.ID), LeadOrganisationID: &b.manager.OrganisationID, AccountLeadID: &chamber.UserID}))
	b.refused("a person without an organisation", hub.ErrBadInput, "leadOrganisationId", assigning(hub.AssignLeadInput{Employers: of(one.ID), AccountLeadID: &chamber.UserID}))
	b.employers(998)
	b.refused("more than 1,000", hub.ErrBadInput, "employers", assigning(hub.AssignLeadInput{LeadOrganisationID: &b.manager.OrganisationID}))
	b.wants("none was done", `SELECT count(*)::text FROM employer WHERE lead_organisation_id IS NOT NULL`, "2")
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.AssignLead(b.as(b.partner("Board", hub.RoleAnalyst)), hub.AssignLeadInput{Employers: of(one.ID)})
		return err
	})
}

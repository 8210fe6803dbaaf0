package app

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// mostLeads is how many employers one call may give to somebody.
const mostLeads = 1000

// AssignLead says who leads all the employers that a filter finds, in one transaction: all of them or none. Those that are led
// so already stay as they are. Permission: WRITE_ENGAGEMENT. Errors: BAD_INPUT for the filter, for nobody or more than 1,000
// employers, and for a person of another organisation; CONFLICT where one is merged meanwhile.
func (a *App) AssignLead(ctx context.Context, in hub.AssignLeadInput) (done hub.LeadsAssigned, err error) {
	v, err := a.viewer(ctx, hub.PermWriteEngagement)
	if err != nil {
		return hub.LeadsAssigned{}, err
	}
	if err := in.Employers.Check(); err != nil {
		return hub.LeadsAssigned{}, err
	}
	err = a.change(ctx, func(c change) error {
		if err := readQuiet(ctx, c, v.Today, &in.Employers); err != nil {
			return err
		}
		chosen, err := postgres.Employers(ctx, c, v, postgres.EmployerQuery{Filter: in.Employers, Order: hub.OrderByName, Page: hub.Page{First: mostLeads}})
		switch {
		case err != nil:
			return err
		case chosen.HasNext:
			return hub.BadInput(fmt.Sprintf("more than %d employers are chosen; narrow the list, and assign them in parts", mostLeads), "employers")
		case len(chosen.Nodes) == 0:
			return hub.BadInput("no employer is chosen", "employers")
		}
		ids := make([]hub.EmployerID, len(chosen.Nodes))
		for i, e := range chosen.Nodes {
			ids[i] = e.ID
		}
		slices.SortFunc(ids, func(a, b hub.EmployerID) int { return slices.Compare(a.UUID[:], b.UUID[:]) }) // two at once wait, and do not lock each other out
		done = hub.LeadsAssigned{}
		for _, id := range ids {
			before, err := postgres.EmployerForUpdate(ctx, c, v, id)
			if err != nil {
				return err
			}
			after := before
			if err := c.leadBy(ctx, &after, in.LeadOrganisationID, in.AccountLeadID); err != nil {
				return err
			}
			if reflect.DeepEqual(before, after) {
				done.Unchanged++
				continue
			}
			if err := c.setLead(ctx, before, after); err != nil {
				return err
			}
			done.Changed++
		}
		return nil
	})
	if err != nil {
		return hub.LeadsAssigned{}, err
	}
	return done, nil
}

// setLead writes that after is led by others than before was.
func (c change) setLead(ctx context.Context, before, after hub.Employer) error {
	after.Version++
	if err := postgres.SetEmployerLead(ctx, c, after, c.today()); err != nil {
		return err
	}
	words, err := c.searchWords(ctx, after)
	if err != nil {
		return err
	}
	if err := postgres.SetEmployer(ctx, c, after, words); err != nil {
		return err
	}
	return c.audit(ctx, "employer.update", ofEmployer(after.ID), before, after)
}

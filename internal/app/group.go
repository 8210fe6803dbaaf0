package app

import (
	"context"
	"reflect"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// LeadsComeFrom finds from which employer of their group these employers inherit who leads them. Permission: READ_EMPLOYERS.
func (a *App) LeadsComeFrom(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerID], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.LeadsComeFrom(ctx, a.pool, ids)
}

// changeParent sets of which employer e is part, as far as in says so. Errors: BAD_INPUT for one that is not there, for e itself and
// for one of its parts.
func (c change) changeParent(ctx context.Context, e *hub.Employer, in hub.UpdateEmployerInput) error {
	if !in.ParentEmployerID.IsSet() {
		return nil
	}
	// The groups were locked with the record.
	asked := in.ParentEmployerID.Value()
	if asked == nil {
		e.ParentID = nil
		return nil
	}
	const field = "parentEmployerId"
	parent, err := c.livingEmployer(ctx, *asked)
	if hub.CodeOf(err) == hub.ErrNotFound {
		return hub.BadInput("there is no such employer; choose one from the list", field)
	}
	if err != nil {
		return err
	}
	if parent == e.ID {
		return hub.BadInput("an employer cannot be part of itself; choose another one", field)
	}
	circle, err := postgres.IsPartOf(ctx, c, parent, e.ID)
	if err != nil {
		return err
	}
	if circle {
		return hub.BadInput("that employer is part of this one; take it out of this one's group first", field)
	}
	e.ParentID = &parent
	return nil
}

// partsOf names, for the history, of which employer one was part before and after a change; both are nil where that did not change.
func (c change) partsOf(ctx context.Context, before, after hub.Employer) (was, is *string, err error) {
	if reflect.DeepEqual(before.ParentID, after.ParentID) {
		return nil, nil, nil
	}
	name := func(id *hub.EmployerID) *string {
		if id == nil || err != nil {
			return nil
		}
		var found []hub.AskedEmployer
		if found, err = postgres.EmployersByID(ctx, c, c.viewer(), []hub.EmployerID{*id}); err != nil || len(found) == 0 {
			return nil
		}
		return &found[0].Name
	}
	was, is = name(before.ParentID), name(after.ParentID)
	return was, is, err
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Employers lists those that filter finds. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for a filter or cursor that cannot
// be read.
func (a *App) Employers(ctx context.Context, filter hub.EmployerFilter, order hub.EmployerOrder, page hub.Page) (hub.List[hub.Employer], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Employer]{}, err
	}
	if err := filter.Check(); err != nil {
		return hub.List[hub.Employer]{}, err
	}
	if err := readQuiet(ctx, a.pool, v.Today, &filter); err != nil {
		return hub.List[hub.Employer]{}, err
	}
	return postgres.Employers(ctx, a.pool, v, postgres.EmployerQuery{Filter: filter, Order: order, Page: page})
}

// CountEmployers counts those that filter finds. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountEmployers(ctx context.Context, filter hub.EmployerFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := filter.Check(); err != nil {
		return 0, err
	}
	if err := readQuiet(ctx, a.pool, v.Today, &filter); err != nil {
		return 0, err
	}
	return postgres.CountEmployers(ctx, a.pool, v, filter)
}

// EmployersByID finds those of ids that the caller sees: of a merged record the one that it lives on in. Permission: READ_EMPLOYERS.
func (a *App) EmployersByID(ctx context.Context, ids []hub.EmployerID) ([]hub.AskedEmployer, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.EmployersByID(ctx, a.pool, v, ids)
}

// IdentifiersOf finds the numbers of these employers. Permission: READ_EMPLOYERS.
func (a *App) IdentifiersOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.Identifier], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.IdentifiersOf(ctx, a.pool, ids)
}

// NamesOf finds the present and earlier names of these employers. Permission: READ_EMPLOYERS.
func (a *App) NamesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerName], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.NamesOf(ctx, a.pool, ids)
}

// ProvenanceOf says of these employers what imports said of their fields last, and which fields still say it. Permission:
// READ_EMPLOYERS.
func (a *App) ProvenanceOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.FieldProvenance], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	found, err := postgres.ProvenanceOf(ctx, a.pool, ids)
	for i := range found {
		found[i].Of.Field = hub.APIField(found[i].Of.Field)
	}
	return found, err
}

// SICCodesOf finds the present SIC codes of these employers. Permission: READ_EMPLOYERS.
func (a *App) SICCodesOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerSIC], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.SICCodesOf(ctx, a.pool, ids)
}

// InRotherham says which of these employers work in Rotherham, as far as it is known. Permission: READ_EMPLOYERS.
func (a *App) InRotherham(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[bool], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.InRotherham(ctx, a.pool, ids, v.Today)
}

// RecentContactsOf finds which partners were in touch with these employers in the last 30 days. Permission: READ_EMPLOYERS;
// those who may not see contacts get none.
func (a *App) RecentContactsOf(ctx context.Context, ids []hub.EmployerID) ([]hub.OfEmployer[hub.RecentContact], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.RecentContactsOf(ctx, a.pool, v, ids)
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Employers(ctx context.Context, filter *hub.EmployerFilter, orderBy hub.EmployerOrder, first int, after *string) (*generated.EmployerConnection, error) {
	if filter == nil {
		filter = &hub.EmployerFilter{}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Employers(ctx, *filter, orderBy, page)
	if err != nil {
		return nil, err
	}
	out := &generated.EmployerConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.Employer) generated.EmployerEdge {
		return generated.EmployerEdge{Cursor: cursor, Node: e}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountEmployers(ctx, *filter)
	}
	return out, err
}

func (r query) Employer(ctx context.Context, id string) (*hub.Employer, error) {
	employerID, err := hub.ParseID[hub.EmployerID](id)
	if err != nil {
		return nil, err
	}
	return load(ctx).employer.Load(ctx, employerID)
}

func (r employer) Parent(ctx context.Context, e *hub.Employer) (*hub.Employer, error) {
	if e.ParentID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *e.ParentID)
}

func (r employer) InheritedLead(ctx context.Context, e *hub.Employer) (*generated.InheritedLead, error) {
	if e.InheritedOrganisation == nil {
		return nil, nil
	}
	from, err := load(ctx).leadFrom.Load(ctx, e.ID)
	if err != nil || len(from) == 0 {
		return nil, err
	}
	top, err := load(ctx).employer.Load(ctx, from[0])
	return &generated.InheritedLead{Organisation: e.InheritedOrganisation, User: e.InheritedLead, Employer: top}, err
}

func (r employer) Provenance(ctx context.Context, e *hub.Employer) ([]hub.FieldProvenance, error) {
	return load(ctx).provenance.Load(ctx, e.ID)
}

func (r employer) Identifiers(ctx context.Context, e *hub.Employer) ([]hub.Identifier, error) {
	return load(ctx).identifiers.Load(ctx, e.ID)
}

func (r employer) Names(ctx context.Context, e *hub.Employer) ([]hub.EmployerName, error) {
	return load(ctx).names.Load(ctx, e.ID)
}

func (r employer) SicCodes(ctx context.Context, e *hub.Employer) ([]hub.EmployerSIC, error) {
	return load(ctx).sicCodes.Load(ctx, e.ID)
}

func (r employer) GrowthSectors(ctx context.Context, e *hub.Employer) ([]hub.GrowthSector, error) {
	return load(ctx).growthSectors.Load(ctx, e.ID)
}

func (r employer) Sizes(ctx context.Context, e *hub.Employer) ([]hub.EmployerSize, error) {
	return load(ctx).sizes.Load(ctx, e.ID)
}

func (r employer) InRotherham(ctx context.Context, e *hub.Employer) (*bool, error) {
	known, err := load(ctx).inRotherham.Load(ctx, e.ID)
	if err != nil || len(known) == 0 {
		return nil, err
	}
	return &known[0], nil
}

func (r employer) Sites(ctx context.Context, e *hub.Employer) ([]hub.Site, error) {
	return load(ctx).sites.Load(ctx, e.ID)
}

func (r employer) People(ctx context.Context, e *hub.Employer) ([]hub.PersonRole, error) {
	return load(ctx).roles.Load(ctx, e.ID)
}

func (r employer) RecentContacts(ctx context.Context, e *hub.Employer) ([]hub.RecentContact, error) {
	return load(ctx).recentContacts.Load(ctx, e.ID)
}

func (r mutation) CreateEmployer(ctx context.Context, input hub.CreateEmployerInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.CreateEmployer(ctx, input))
}

func (r mutation) UpdateEmployer(ctx context.Context, input hub.UpdateEmployerInput) (*generated.EmployerPayload, error) {
	return employerPayload(r.app.UpdateEmployer(ctx, input))
}

func employerPayload(e hub.Employer, err error) (*generated.EmployerPayload, error) {
	problems, err := userErrors(err)
	return &generated.EmployerPayload{Employer: some(e, e.ID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r personRole) Employer(ctx context.Context, role *hub.PersonRole) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, role.EmployerID)
}

func (r personRole) ContactRule(ctx context.Context, role *hub.PersonRole) (*hub.ContactRule, error) {
	if role.Person.ContactAccess != hub.ContactFull {
		return nil, nil
	}
	return load(ctx).contactRule.Load(ctx, role.ID)
}

func (r person) Roles(ctx context.Context, p *hub.Person) ([]hub.PersonRole, error) {
	if p.ContactAccess != hub.ContactFull {
		return nil, nil
	}
	return load(ctx).rolesOf.Load(ctx, p.ID)
}

func (r mutation) AddPersonRole(ctx context.Context, input hub.AddPersonRoleInput) (*generated.PersonRolePayload, error) {
	added, err := r.app.AddPersonRole(ctx, input)
	problems, err := userErrors(err)
	return &generated.PersonRolePayload{PersonRole: some(added, added.ID), UserErrors: problems}, err
}

func (r mutation) UpdatePersonRole(ctx context.Context, input hub.UpdatePersonRoleInput) (*generated.PersonRolePayload, error) {
	now, err := r.app.UpdatePersonRole(ctx, input)
	problems, err := userErrors(err)
	return &generated.PersonRolePayload{PersonRole: some(now, now.ID), UserErrors: problems}, err
}

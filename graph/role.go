package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r personRole) Employer(ctx context.Context, role *hub.PersonRole) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, role.EmployerID)
}

func (r mutation) UpdatePersonRole(ctx context.Context, input hub.UpdatePersonRoleInput) (*generated.PersonRolePayload, error) {
	now, err := r.app.UpdatePersonRole(ctx, input)
	problems, err := userErrors(err)
	return &generated.PersonRolePayload{PersonRole: some(now, now.ID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r personRole) Employer(ctx context.Context, role *hub.PersonRole) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, role.EmployerID)
}

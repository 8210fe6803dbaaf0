package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r site) Employer(ctx context.Context, s *hub.Site) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, s.EmployerID)
}

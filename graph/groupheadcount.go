package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r placement) GroupHeadcount(ctx context.Context, p *hub.Placement) (*hub.GroupHeadcount, error) {
	parts, err := load(ctx).groupParts.Load(ctx, p.EmployerID)
	return &hub.GroupHeadcount{Parts: parts}, err
}

func (r groupPart) Employer(ctx context.Context, p *hub.GroupPart) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.EmployerID)
}

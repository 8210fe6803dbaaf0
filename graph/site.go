package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r site) Employer(ctx context.Context, s *hub.Site) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, s.EmployerID)
}

func (r mutation) AddSite(ctx context.Context, input hub.AddSiteInput) (*generated.SitePayload, error) {
	added, err := r.app.AddSite(ctx, input)
	problems, err := userErrors(err)
	return &generated.SitePayload{Site: some(added, added.ID), UserErrors: problems}, err
}

func (r mutation) UpdateSite(ctx context.Context, input hub.UpdateSiteInput) (*generated.SitePayload, error) {
	now, err := r.app.UpdateSite(ctx, input)
	problems, err := userErrors(err)
	return &generated.SitePayload{Site: some(now, now.ID), UserErrors: problems}, err
}

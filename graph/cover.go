package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r accreditationCover) Holder(ctx context.Context, c *hub.AccreditationCover) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.HolderID)
}

func (r accreditationCover) Employer(ctx context.Context, c *hub.AccreditationCover) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, c.EmployerID)
}

func (r accreditationCover) Site(ctx context.Context, c *hub.AccreditationCover) (*hub.Site, error) {
	return load(ctx).site.Load(ctx, c.SiteID)
}

func (r mutation) CoverSite(ctx context.Context, input hub.CoverSiteInput) (*generated.CoverPayload, error) {
	return coverPayload(r.app.CoverSite(ctx, input))
}

func (r mutation) EndCover(ctx context.Context, input hub.EndCoverInput) (*generated.CoverPayload, error) {
	return coverPayload(r.app.EndCover(ctx, input))
}

func coverPayload(c hub.AccreditationCover, err error) (*generated.CoverPayload, error) {
	problems, err := userErrors(err)
	return &generated.CoverPayload{Cover: some(c, c.ID), UserErrors: problems}, err
}

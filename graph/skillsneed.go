package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r employer) SkillsNeeds(ctx context.Context, obj *hub.Employer) ([]hub.SkillsNeed, error) {
	seen, err := load(ctx).needsOf.Load(ctx, obj.ID)
	if err != nil || seen == nil {
		return nil, err
	}
	return append([]hub.SkillsNeed{}, seen.Needs...), nil // none is an empty list; null is for those who may not know
}

func (r skillsNeed) Employer(ctx context.Context, obj *hub.SkillsNeed) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r skillsNeed) Site(ctx context.Context, obj *hub.SkillsNeed) (*hub.Site, error) {
	if obj.SiteID == nil {
		return nil, nil
	}
	return load(ctx).site.Load(ctx, *obj.SiteID)
}

func (r skillsNeed) Response(ctx context.Context, obj *hub.SkillsNeed) (*hub.Response, error) {
	if obj.ResponseID == nil {
		return nil, nil
	}
	return load(ctx).response.Load(ctx, *obj.ResponseID)
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r placement) Subsidy(ctx context.Context, p *hub.Placement) (*hub.Subsidy, error) {
	return load(ctx).subsidy.Load(ctx, p.ID)
}

func (r subsidyClaim) AllowedTransitions(ctx context.Context, c *hub.SubsidyClaim) ([]hub.SubsidyClaimState, error) {
	return c.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r mutation) AgreeSubsidy(ctx context.Context, input hub.AgreeSubsidyInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.AgreeSubsidy(ctx, input))
}

func (r mutation) ClaimSubsidy(ctx context.Context, input hub.ClaimSubsidyInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.ClaimSubsidy(ctx, input))
}

func (r mutation) MoveSubsidyClaim(ctx context.Context, input hub.MoveSubsidyClaimInput) (*generated.PlacementPayload, error) {
	return placementPayload(r.app.MoveSubsidyClaim(ctx, input))
}

func (r query) SubsidyRules(ctx context.Context) ([]hub.SubsidyRule, error) {
	return r.app.SubsidyRules(ctx)
}

func (r mutation) SetSubsidyRule(ctx context.Context, input hub.SetSubsidyRuleInput) (*generated.SubsidyRulesPayload, error) {
	rules, err := r.app.SetSubsidyRule(ctx, input)
	problems, err := userErrors(err)
	return &generated.SubsidyRulesPayload{SubsidyRules: rules, UserErrors: problems}, err
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// LeftOutOfCampaign lists whom the launch of a campaign found and did not ask, by name, for one of those reasons or for any.
// Permission: READ_ANSWERS or SEND_DIAGNOSTICS; others find none. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) LeftOutOfCampaign(ctx context.Context, id hub.CampaignID, in []hub.LeftOutReason, page hub.Page) (hub.List[hub.LeftOut], error) {
	by := hub.ActorFrom(ctx)
	if !seesCampaigns(by) {
		return hub.List[hub.LeftOut]{}, nil
	}
	return postgres.LeftOut(ctx, a.pool, by, postgres.LeftOutQuery{Campaign: id, ReasonIn: in, Page: page})
}

// CountLeftOutOfCampaign counts those that LeftOutOfCampaign lists.
func (a *App) CountLeftOutOfCampaign(ctx context.Context, id hub.CampaignID, in []hub.LeftOutReason) (int, error) {
	by := hub.ActorFrom(ctx)
	if !seesCampaigns(by) {
		return 0, nil
	}
	return postgres.CountLeftOut(ctx, a.pool, by, postgres.LeftOutQuery{Campaign: id, ReasonIn: in})
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r mutation) CreateCampaignDraft(ctx context.Context, input hub.SendDiagnosticInput) (*generated.CampaignPayload, error) {
	return campaignPayload(r.app.CreateCampaignDraft(ctx, input))
}

func (r mutation) UpdateCampaignDraft(ctx context.Context, input hub.UpdateCampaignDraftInput) (*generated.CampaignPayload, error) {
	return campaignPayload(r.app.UpdateCampaignDraft(ctx, input))
}

func (r mutation) DiscardCampaignDraft(ctx context.Context, input hub.CampaignDraftStepInput) (*generated.DiscardCampaignDraftPayload, error) {
	problems, err := userErrors(r.app.DiscardCampaignDraft(ctx, input))
	payload := &generated.DiscardCampaignDraftPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		id := input.CampaignID.String()
		payload.DiscardedID = &id
	}
	return payload, err
}

func (r mutation) LaunchCampaign(ctx context.Context, input hub.CampaignDraftStepInput) (*generated.SendDiagnosticPayload, error) {
	return sent(r.app.LaunchCampaign(ctx, input))
}

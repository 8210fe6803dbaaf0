package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) DiagnosticPreview(ctx context.Context, input hub.SendDiagnosticInput) (*generated.DiagnosticPreview, error) {
	audience, err := r.app.DiagnosticPreview(ctx, input)
	if err != nil {
		return nil, err
	}
	return &generated.DiagnosticPreview{
		WillReceive: len(audience.Recipients), Recipients: firstOf(audience.Recipients),
		LeftOutCount: len(audience.LeftOut), LeftOut: firstOf(audience.LeftOut),
		LeftOutByReason: hub.LeftOutCounts(audience.LeftOutBy()),
	}, nil
}

func (r mutation) SendDiagnostic(ctx context.Context, input hub.SendDiagnosticInput) (*generated.SendDiagnosticPayload, error) {
	return sent(r.app.SendDiagnostic(ctx, input))
}

func sent(campaign hub.Campaign, audience hub.Audience, err error) (*generated.SendDiagnosticPayload, error) {
	problems, err := userErrors(err)
	payload := &generated.SendDiagnosticPayload{LeftOut: firstOf(audience.LeftOut), UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.Campaign, payload.Invited = &campaign, len(audience.Recipients)
	}
	return payload, err
}

// firstOf is as many of a list as an answer shows, for people who look over it.
func firstOf[T any](list []T) []T {
	const most = 100
	return append([]T{}, list[:min(len(list), most)]...)
}

func (r query) Campaigns(ctx context.Context, filter *hub.CampaignFilter, first int, after *string) (*generated.CampaignConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	chosen := hub.CampaignFilter{}
	if filter != nil {
		chosen = *filter
	}
	list, err := r.app.Campaigns(ctx, chosen, page)
	if err != nil {
		return nil, err
	}
	out := &generated.CampaignConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, c *hub.Campaign) generated.CampaignEdge {
		return generated.CampaignEdge{Cursor: cursor, Node: c}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountCampaigns(ctx, chosen)
	}
	return out, err
}

func (r query) Campaign(ctx context.Context, id string) (*hub.Campaign, error) {
	campaignID, err := hub.ParseID[hub.CampaignID](id)
	if err != nil {
		return nil, err
	}
	return load(ctx).campaign.Load(ctx, campaignID)
}

func (r campaign) Figures(ctx context.Context, obj *hub.Campaign) (*hub.CampaignFigures, error) {
	return load(ctx).campaignFigures.Load(ctx, obj.ID)
}

func (r campaign) Invitations(ctx context.Context, obj *hub.Campaign, stateIn []hub.InvitationState, first int, after *string) (*generated.InvitationConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.InvitationsOfCampaign(ctx, obj.ID, stateIn, page)
	if err != nil {
		return nil, err
	}
	out := invitationConnection(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountInvitationsOfCampaign(ctx, obj.ID, stateIn)
	}
	return out, err
}

func (r diagnosticRecipient) Employer(ctx context.Context, obj *hub.Recipient) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r campaign) QuestionnaireVersion(ctx context.Context, obj *hub.Campaign) (*hub.QuestionnaireVersion, error) {
	return load(ctx).questionnaireVersion.Load(ctx, obj.QuestionnaireVersionID)
}

func (r campaign) Reminders(_ context.Context, obj *hub.Campaign) ([]hub.ReminderStep, error) {
	return append([]hub.ReminderStep{}, obj.ReminderPlan.Steps...), nil
}

func (r campaign) AllowedTransitions(ctx context.Context, obj *hub.Campaign) ([]hub.CampaignState, error) {
	return obj.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r campaign) Texts(_ context.Context, obj *hub.Campaign) ([]hub.MessageText, error) {
	all := []hub.MessageText{}
	for _, key := range hub.MessageTextKeys {
		if _, own := obj.Texts[key]; obj.State == hub.CampaignDraft && !own {
			continue
		}
		words, own := obj.Texts.Of(key), hub.OwnWords(key)
		all = append(all, hub.MessageText{Key: key, Words: words, Custom: words != own})
	}
	return all, nil
}

func (r campaign) SubmittedByDay(ctx context.Context, obj *hub.Campaign) ([]hub.DayCount, error) {
	days, err := r.app.SubmittedByDay(ctx, obj.ID)
	return append([]hub.DayCount{}, days...), err
}

func (r mutation) TransitionCampaign(ctx context.Context, input hub.TransitionCampaignInput) (*generated.CampaignPayload, error) {
	return campaignPayload(r.app.TransitionCampaign(ctx, input))
}

func (r mutation) UpdateCampaign(ctx context.Context, input hub.UpdateCampaignInput) (*generated.CampaignPayload, error) {
	return campaignPayload(r.app.UpdateCampaign(ctx, input))
}

func campaignPayload(c hub.Campaign, err error) (*generated.CampaignPayload, error) {
	problems, err := userErrors(err)
	return &generated.CampaignPayload{Campaign: some(c, c.ID), UserErrors: problems}, err
}

func (r subscription) CampaignProgress(ctx context.Context, id string) (<-chan *hub.Campaign, error) {
	campaignID, err := hub.ParseID[hub.CampaignID](id)
	if err != nil {
		return nil, err
	}
	return r.app.CampaignProgress(ctx, campaignID)
}

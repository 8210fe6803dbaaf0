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
	}, nil
}

func (r mutation) SendDiagnostic(ctx context.Context, input hub.SendDiagnosticInput) (*generated.SendDiagnosticPayload, error) {
	campaign, audience, err := r.app.SendDiagnostic(ctx, input)
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

func (r query) Campaigns(ctx context.Context, first int, after *string) (*generated.CampaignConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Campaigns(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.CampaignConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, c *hub.Campaign) generated.CampaignEdge {
		return generated.CampaignEdge{Cursor: cursor, Node: c}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountCampaigns(ctx)
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

func (r campaign) Invitations(ctx context.Context, obj *hub.Campaign, first int, after *string) (*generated.InvitationConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.InvitationsOfCampaign(ctx, obj.ID, page)
	if err != nil {
		return nil, err
	}
	out := invitationConnection(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountInvitationsOfCampaign(ctx, obj.ID)
	}
	return out, err
}

func (r diagnosticRecipient) Employer(ctx context.Context, obj *hub.Recipient) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r leftOut) Employer(ctx context.Context, obj *hub.LeftOut) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r campaign) QuestionnaireVersion(ctx context.Context, obj *hub.Campaign) (*hub.QuestionnaireVersion, error) {
	return load(ctx).questionnaireVersion.Load(ctx, obj.QuestionnaireVersionID)
}

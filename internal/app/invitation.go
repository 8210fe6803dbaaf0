package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// InvitationsOfCampaign lists those that the caller may see, the latest first. Permission: READ_ANSWERS or SEND_DIAGNOSTICS;
// others find none. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) InvitationsOfCampaign(ctx context.Context, id hub.CampaignID, in []hub.InvitationState, page hub.Page) (hub.List[hub.Invitation], error) {
	return a.invitations(ctx, postgres.InvitationQuery{Campaign: &id, StateIn: in, Page: page})
}

// CountInvitationsOfCampaign counts those that InvitationsOfCampaign lists.
func (a *App) CountInvitationsOfCampaign(ctx context.Context, id hub.CampaignID, in []hub.InvitationState) (int, error) {
	return a.countInvitations(ctx, postgres.InvitationQuery{Campaign: &id, StateIn: in})
}

// InvitationsOfEmployer lists those that the caller may see, the latest first. Permission: READ_ANSWERS or SEND_DIAGNOSTICS;
// others find none. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) InvitationsOfEmployer(ctx context.Context, id hub.EmployerID, page hub.Page) (hub.List[hub.Invitation], error) {
	return a.invitations(ctx, postgres.InvitationQuery{Employer: &id, Page: page})
}

// CountInvitationsOfEmployer counts those that InvitationsOfEmployer lists.
func (a *App) CountInvitationsOfEmployer(ctx context.Context, id hub.EmployerID) (int, error) {
	return a.countInvitations(ctx, postgres.InvitationQuery{Employer: &id})
}

func (a *App) invitations(ctx context.Context, ask postgres.InvitationQuery) (hub.List[hub.Invitation], error) {
	if !seesCampaigns(hub.ActorFrom(ctx)) {
		return hub.List[hub.Invitation]{}, nil
	}
	return postgres.Invitations(ctx, a.pool, hub.ActorFrom(ctx), ask)
}

func (a *App) countInvitations(ctx context.Context, ask postgres.InvitationQuery) (int, error) {
	if !seesCampaigns(hub.ActorFrom(ctx)) {
		return 0, nil
	}
	return postgres.CountInvitations(ctx, a.pool, hub.ActorFrom(ctx), ask)
}

// InvitationsByID finds those of ids that the caller may see. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) InvitationsByID(ctx context.Context, ids []hub.InvitationID) ([]hub.Invitation, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.InvitationsByID(ctx, a.pool, hub.ActorFrom(ctx), ids)
}

// MessagesOfInvitations finds what was sent about those of ids that the caller may see, the latest first. Permission:
// READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) MessagesOfInvitations(ctx context.Context, ids []hub.InvitationID) ([]hub.Message, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.MessagesOfInvitations(ctx, a.pool, hub.ActorFrom(ctx), ids)
}

// MessagesByID finds those of ids that the caller may see. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) MessagesByID(ctx context.Context, ids []hub.MessageID) ([]hub.Message, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return nil, err
	}
	return postgres.MessagesByID(ctx, a.pool, hub.ActorFrom(ctx), ids)
}

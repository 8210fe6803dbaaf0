package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// ResponsesByID finds those of ids that the caller sees. Permission: anybody signed in; visibility decides.
func (a *App) ResponsesByID(ctx context.Context, ids []hub.ResponseID) ([]hub.Response, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ResponsesByID(ctx, a.pool, viewer, ids)
}

// ResponsesByInvitation finds the responses to these invitations that the caller sees. Permission: anybody signed in;
// visibility decides.
func (a *App) ResponsesByInvitation(ctx context.Context, ids []hub.InvitationID) ([]hub.Response, error) {
	viewer, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ResponsesByInvitation(ctx, a.pool, viewer, ids)
}

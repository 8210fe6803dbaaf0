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

// Responses lists those that the caller sees, the latest first. Permission: READ_ANSWERS; visibility decides. Errors: BAD_INPUT for
// a cursor that cannot be read.
func (a *App) Responses(ctx context.Context, filter hub.ResponseFilter, page hub.Page) (hub.List[hub.Response], error) {
	viewer, err := a.viewer(ctx, hub.PermReadAnswers)
	if err != nil {
		return hub.List[hub.Response]{}, err
	}
	return postgres.Responses(ctx, a.pool, viewer, postgres.ResponseQuery{Filter: filter, Page: page})
}

// CountResponses counts those that Responses lists. Permission: READ_ANSWERS; visibility decides.
func (a *App) CountResponses(ctx context.Context, filter hub.ResponseFilter) (int, error) {
	viewer, err := a.viewer(ctx, hub.PermReadAnswers)
	if err != nil {
		return 0, err
	}
	return postgres.CountResponses(ctx, a.pool, viewer, postgres.ResponseQuery{Filter: filter})
}

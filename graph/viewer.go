package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Viewer(ctx context.Context) (*generated.Viewer, error) {
	by := hub.ActorFrom(ctx)
	organisation, err := r.app.OwnOrganisation(ctx)
	if err != nil {
		return nil, err
	}
	out := &generated.Viewer{Organisation: &organisation, Roles: by.Roles, Permissions: by.Permissions()}
	if by.Kind == hub.ActorUser {
		out.User = &hub.User{ID: by.UserID, Name: by.Name, Organisation: organisation, Roles: by.Roles}
	}
	return out, nil
}

func (r query) Today(ctx context.Context) (*hub.Date, error) {
	if err := hub.AuthoriseSignedIn(hub.ActorFrom(ctx)); err != nil {
		return nil, err
	}
	today, err := r.app.Today(ctx)
	return &today, err
}

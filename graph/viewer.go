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

func (r viewer) LoggingAddress(ctx context.Context, _ *generated.Viewer) (*hub.EmailAddress, error) {
	address, err := r.app.LoggingAddress(ctx)
	if address == "" {
		return nil, err
	}
	return &address, err
}

func (r viewer) LoggingMaxBytes(ctx context.Context, _ *generated.Viewer) (*int, error) {
	bytes, err := r.app.LoggingMaxBytes(ctx)
	if err != nil || bytes == 0 {
		return nil, err
	}
	return &bytes, nil
}

func (r mutation) RenewLoggingAddress(ctx context.Context) (*generated.RenewLoggingAddressPayload, error) {
	address, err := r.app.RenewLoggingAddress(ctx)
	problems, err := userErrors(err)
	out := &generated.RenewLoggingAddressPayload{UserErrors: problems}
	if address != "" {
		out.LoggingAddress = &address
	}
	return out, err
}

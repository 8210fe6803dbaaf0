package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) MySettings(ctx context.Context) (*hub.UserSettings, error) {
	return r.app.MySettings(ctx)
}

func (r mutation) UpdateMySettings(ctx context.Context, input hub.UpdateMySettingsInput) (*generated.UserSettingsPayload, error) {
	settings, err := r.app.UpdateMySettings(ctx, input)
	problems, err := userErrors(err)
	return &generated.UserSettingsPayload{Settings: some(settings, settings.UserID), UserErrors: problems}, err
}

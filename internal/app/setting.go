package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// MySettings are what the caller chose; nil for a token, which chooses nothing. Permission: whoever has signed in.
func (a *App) MySettings(ctx context.Context) (*hub.UserSettings, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return nil, err
	}
	if by.Kind != hub.ActorUser {
		return nil, nil //nolint:nilnil // a token has no settings, which is no error
	}
	settings, err := postgres.UserSettings(ctx, a.pool, by.UserID)
	return &settings, err
}

// UpdateMySettings changes what the caller chose. On an error it returns the settings as they stand. Permission: whoever has signed
// in, as a user. Errors: NOT_FOUND for a token; those of hub.UserSettings.Update.
func (a *App) UpdateMySettings(ctx context.Context, in hub.UpdateMySettingsInput) (now hub.UserSettings, err error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return now, err
	}
	if by.Kind != hub.ActorUser {
		return now, hub.NotFound("settings")
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.UserSettingsForUpdate(ctx, c, by.UserID)
		if err != nil {
			return err
		}
		now = before
		after := before
		if err := after.Update(in); err != nil {
			return err
		}
		if after == before {
			return nil
		}
		after.Version++
		if err := postgres.SetUserSettings(ctx, c, after); err != nil {
			return err
		}
		now = after
		return c.audit(ctx, "user.settings", ofUser(by.UserID), chosen(before), chosen(after))
	})
	return now, err
}

// chosen is what the audit log keeps of settings: what the user decides.
func chosen(s hub.UserSettings) any {
	return struct {
		Digest                          hub.DigestRhythm
		DigestDay                       hub.WorkingDay
		QuietDaysKeyAccounts, QuietDays int
	}{s.Digest, s.DigestDay, s.QuietDaysKeyAccounts, s.QuietDays}
}

// readQuiet puts into a filter that asks for employers gone quiet whose they are and since when: the caller's, by the days that the
// caller chose. A token leads nobody.
func readQuiet(ctx context.Context, q postgres.Querier, today hub.Date, f *hub.EmployerFilter) error {
	by := hub.ActorFrom(ctx)
	if f.GoneQuiet == nil || !*f.GoneQuiet {
		return nil
	}
	f.Quiet = &hub.QuietFor{Leads: by.UserID, Since: hub.DefaultQuietDays.Since(today)}
	if by.Kind != hub.ActorUser {
		return nil
	}
	settings, err := postgres.UserSettings(ctx, q, by.UserID)
	if err != nil {
		return err
	}
	f.Quiet.Since = settings.Quiet().Since(today)
	return nil
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// Holidays are the days without mail in a calendar year. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for a year that no
// calendar has.
func (a *App) Holidays(ctx context.Context, year int) ([]hub.Holiday, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return nil, err
	}
	if year < 1 || year > 9999 {
		return nil, hub.BadInput("write the year with four digits", "year")
	}
	return postgres.Holidays(ctx, a.pool, year)
}

// SetHoliday adds or renames a day without mail. Permission: MANAGE_RULES. Errors: BAD_INPUT.
func (a *App) SetHoliday(ctx context.Context, h hub.Holiday) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return err
	}
	if h.Name == "" || len([]rune(h.Name)) > 100 {
		return hub.BadInput("give the day a name of at most 100 characters", "name")
	}
	return a.change(ctx, func(c change) error {
		before, err := postgres.Holiday(ctx, c, h.Day)
		if err != nil {
			return err
		}
		if err := postgres.SetHoliday(ctx, c, h); err != nil {
			return err
		}
		return c.audit(ctx, "holiday.set", ofHoliday(h.Day), orNil(before), h)
	})
}

// RemoveHoliday makes a day a working day again. Permission: MANAGE_RULES. Errors: NOT_FOUND.
func (a *App) RemoveHoliday(ctx context.Context, day hub.Date) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		before, err := postgres.Holiday(ctx, c, day)
		if err != nil {
			return err
		}
		if before == nil {
			return hub.NotFound("holiday")
		}
		if err := postgres.RemoveHoliday(ctx, c, day); err != nil {
			return err
		}
		return c.audit(ctx, "holiday.remove", ofHoliday(day), before, nil)
	})
}

// ofHoliday names the day: it has no ID, and the same day always gives the same.
func ofHoliday(day hub.Date) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "holiday", ID: uuid.NewSHA1(uuid.Nil, []byte("holiday "+day.String()))}
}

// orNil keeps a nil pointer nil as an any.
func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return p
}

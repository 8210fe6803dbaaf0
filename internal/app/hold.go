package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// HoldEmployer puts an employer on hold, or changes until when and why. It ends by itself. On an error it returns the employer as it
// stands. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, and those of hub.Employer.PutOnHold.
func (a *App) HoldEmployer(ctx context.Context, in hub.HoldEmployerInput) (hub.Employer, error) {
	return a.changeHold(ctx, in.EmployerID, "employer.hold", func(c change, e *hub.Employer) error { return e.PutOnHold(in, c.by, c.now) })
}

// EndHold ends a hold before its day. On an error it returns the employer as it stands. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND, and those of hub.Employer.EndHold.
func (a *App) EndHold(ctx context.Context, in hub.EndHoldInput) (hub.Employer, error) {
	return a.changeHold(ctx, in.EmployerID, "employer.end_hold", func(_ change, e *hub.Employer) error { return e.EndHold(in) })
}

func (a *App) changeHold(ctx context.Context, id hub.EmployerID, action string, edit func(change, *hub.Employer) error) (hub.Employer, error) {
	return update(ctx, a,
		func(c change) (hub.Employer, error) { return postgres.EmployerForUpdate(ctx, c, c.viewer(), id) },
		edit,
		func(c change, before hub.Employer, e *hub.Employer) error {
			e.Version++
			if err := postgres.SetHold(ctx, c, *e); err != nil {
				return err
			}
			if before.Hold != nil { // a message that still has to wait is put off anew
				if err := postgres.BringForward(ctx, c, e.ID, before.Hold.Until.At(0, 0), c.now); err != nil {
					return err
				}
			}
			return c.audit(ctx, action, ofEmployer(e.ID), toldHold(before.Hold), toldHold(e.Hold))
		})
}

// toldHold is what the history says of a hold; nil for none.
func toldHold(h *hub.Hold) any {
	if h == nil {
		return nil
	}
	return map[string]any{"HoldUntil": h.Until, "HoldReason": h.Reason, "HoldNote": h.Note}
}

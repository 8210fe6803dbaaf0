package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// ContactBudgets lists all that ever held or will, the latest first. Permission: READ_EMPLOYERS.
func (a *App) ContactBudgets(ctx context.Context) ([]hub.ContactBudget, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.ContactBudgets(ctx, a.pool)
}

// SetContactBudget says what holds from a day on, until the next one begins: previews and launches of that day use it. What held before
// stays. Permission: MANAGE_RULES. Errors: BAD_INPUT.
func (a *App) SetContactBudget(ctx context.Context, b hub.ContactBudget) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		if err := b.Check(c.today()); err != nil {
			return err
		}
		before, err := postgres.ContactBudgetFrom(ctx, c, b.From)
		if err != nil {
			return err
		}
		if err := postgres.SetContactBudget(ctx, c, b); err != nil {
			return err
		}
		return c.audit(ctx, "contactbudget.set", ofContactBudget(b.From), orNil(before), b)
	})
}

// RemoveContactBudget takes back one that has not begun. Permission: MANAGE_RULES. Errors: BAD_INPUT for one that has, NOT_FOUND.
func (a *App) RemoveContactBudget(ctx context.Context, from hub.Date) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageRules); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		if !from.After(c.today()) {
			return hub.BadInput("this one has begun, so campaigns may have used it; set another from today", "from")
		}
		before, err := postgres.ContactBudgetFrom(ctx, c, from)
		if err != nil {
			return err
		}
		if before == nil {
			return hub.NotFound("contact budget")
		}
		if err := postgres.RemoveContactBudget(ctx, c, from); err != nil {
			return err
		}
		return c.audit(ctx, "contactbudget.remove", ofContactBudget(from), before, nil)
	})
}

// ofContactBudget names the day: a budget has no ID, and the same day always gives the same.
func ofContactBudget(from hub.Date) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "contactbudget", ID: uuid.NewSHA1(uuid.Nil, []byte("contact budget "+from.String()))}
}

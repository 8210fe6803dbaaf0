package app

import (
	"context"
	"fmt"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// SavedViews lists the caller's own and those that colleagues share, by name. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for
// the cursor.
func (a *App) SavedViews(ctx context.Context, page hub.Page) (hub.List[hub.SavedView], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.SavedView]{}, err
	}
	return postgres.SavedViews(ctx, a.pool, v, page)
}

// CountSavedViews counts what SavedViews lists. Permission: READ_EMPLOYERS.
func (a *App) CountSavedViews(ctx context.Context) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountSavedViews(ctx, a.pool, v)
}

// SavedViewsByID finds those of ids that the caller may see. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) SavedViewsByID(ctx context.Context, ids []hub.SavedViewID) ([]hub.SavedView, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.SavedViewsByID(ctx, a.pool, v, ids)
}

// SaveView keeps a list of employers under a name. Permission: READ_EMPLOYERS, of a user. Errors: BAD_INPUT, also for a program
// and for one more than a user may keep; CONFLICT where the caller has a view of that name.
func (a *App) SaveView(ctx context.Context, in hub.SaveViewInput) (saved hub.SavedView, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return hub.SavedView{}, err
	}
	err = a.change(ctx, func(c change) error {
		if c.userID() == nil {
			return hub.BadInput("only a user who signs in can save a view")
		}
		owner, err := c.user(ctx, c.by.UserID)
		if err != nil {
			return err
		}
		v, err := hub.NewSavedView(in, owner)
		if err != nil {
			return err
		}
		kept, err := postgres.LockSavedViewsOf(ctx, c, owner.ID)
		if err != nil {
			return err
		}
		if kept >= hub.MaxSavedViews {
			return hub.BadInput(fmt.Sprintf("you keep %d views, which is the most; remove one first", hub.MaxSavedViews))
		}
		if err := postgres.InsertSavedView(ctx, c, v); err != nil {
			return err
		}
		if err := c.audit(ctx, "saved_view.add", ofSavedView(v), nil, v); err != nil {
			return err
		}
		saved = v
		return nil
	})
	return saved, err
}

// UpdateSavedView changes a view of one's own. On an error it returns the view as it stands. Permission: READ_EMPLOYERS. Errors:
// NOT_FOUND, FORBIDDEN for a colleague's, BAD_INPUT; CONFLICT for a stale version and for a name that another of the caller's
// views has.
func (a *App) UpdateSavedView(ctx context.Context, in hub.UpdateSavedViewInput) (hub.SavedView, error) {
	return updateAs(ctx, a, hub.PermReadEmployers,
		func(c change) (hub.SavedView, error) { return c.ownView(ctx, in.ID) },
		func(_ change, v *hub.SavedView) error { return v.Update(in) },
		func(c change, before hub.SavedView, v *hub.SavedView) error {
			v.Version++
			if err := postgres.SetSavedView(ctx, c, *v); err != nil {
				return err
			}
			return c.audit(ctx, "saved_view.update", ofSavedView(*v), before, *v)
		})
}

// RemoveSavedView forgets a view of one's own. Permission: READ_EMPLOYERS. Errors: NOT_FOUND, FORBIDDEN for a colleague's.
func (a *App) RemoveSavedView(ctx context.Context, id hub.SavedViewID) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		v, err := c.ownView(ctx, id)
		if err != nil {
			return err
		}
		if err := postgres.DeleteSavedView(ctx, c, id); err != nil {
			return err
		}
		return c.audit(ctx, "saved_view.remove", ofSavedView(v), v, nil)
	})
}

// ownView reads a view that its own user is about to change.
func (c change) ownView(ctx context.Context, id hub.SavedViewID) (hub.SavedView, error) {
	v, err := postgres.SavedViewForUpdate(ctx, c, c.viewer(), id)
	if err == nil && v.Owner.ID != c.by.UserID {
		err = hub.Forbidden("this is a view of " + v.Owner.Name + ", who alone can change it; save one of your own")
	}
	return v, err
}

func ofSavedView(v hub.SavedView) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "saved_view", ID: v.ID.UUID}
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Users lists users by name. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Users(ctx context.Context, filter hub.UserFilter, page hub.Page) (hub.List[hub.User], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.User]{}, err
	}
	return postgres.Users(ctx, a.pool, filter, page)
}

// CountUsers counts those that filter finds. Permission: READ_EMPLOYERS.
func (a *App) CountUsers(ctx context.Context, filter hub.UserFilter) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	return postgres.CountUsers(ctx, a.pool, filter)
}

// UsersByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) UsersByID(ctx context.Context, ids []hub.UserID) ([]hub.User, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.UsersByID(ctx, a.pool, ids)
}

// AddUser lets a member of staff in. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT, also for an organisation that is not
// there, CONFLICT where the e-mail address is taken.
func (a *App) AddUser(ctx context.Context, in hub.AddUserInput) (hub.UserID, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.UserID{}, err
	}
	in, err := in.Clean()
	if err != nil {
		return hub.UserID{}, err
	}
	id := hub.NewUserID()
	return id, a.change(ctx, func(c change) error {
		if err := postgres.AddUser(ctx, c, id, in); err != nil {
			return err
		}
		return c.audit(ctx, "user.add", ofUser(id), nil, in)
	})
}

// UpdateUser changes a user's name, address or roles, or ends or gives back their access. Who may no longer do something is
// stopped at once, in open windows too. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND, BAD_INPUT, CONFLICT where the
// address is taken or nobody would be left to administer the hub.
func (a *App) UpdateUser(ctx context.Context, in hub.UpdateUserInput) (now hub.Account, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		administrators, err := postgres.Administrators(ctx, c)
		if err != nil {
			return err
		}
		before, err := postgres.Account(ctx, c, in.ID)
		if err != nil {
			return err
		}
		now = before
		after := before
		if err := in.Apply(&after, c.now); err != nil {
			return err
		}
		if before.Administers() && !after.Administers() && len(administrators) == 1 {
			return hub.Conflict("this is the last administrator: make somebody else one first", "roles")
		}
		if err := postgres.UpdateAccount(ctx, c, after); err != nil {
			return err
		}
		if after.DisabledAt != nil {
			if _, err := c.signOutEverywhere(ctx, in.ID); err != nil {
				return err
			}
		} else if err := postgres.Notify(ctx, c, postgres.TopicCaller, in.ID.UUID); err != nil {
			return err
		}
		if now, err = postgres.Account(ctx, c, in.ID); err != nil {
			return err
		}
		return c.audit(ctx, "user.update", ofUser(in.ID), auditedAccount(before), auditedAccount(now))
	})
	return now, err
}

// auditedAccount is what the log keeps of a user: what an administrator decides.
func auditedAccount(a hub.Account) any {
	return struct {
		Name     string
		Email    hub.EmailAddress
		Roles    []hub.Role
		Disabled bool
	}{a.User.Name, a.Email, a.User.Roles, a.DisabledAt != nil}
}

// Account reads a user as administrators see one. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND.
func (a *App) Account(ctx context.Context, id hub.UserID) (hub.Account, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.Account{}, err
	}
	return postgres.Account(ctx, a.pool, id)
}

// Accounts lists users by name, as administrators see them. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT for the cursor.
func (a *App) Accounts(ctx context.Context, filter hub.AccountFilter, page hub.Page) (hub.List[hub.Account], error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.List[hub.Account]{}, err
	}
	return postgres.Accounts(ctx, a.pool, filter, page)
}

// CountAccounts counts those that filter finds. Permission: ADMINISTER_ACCESS.
func (a *App) CountAccounts(ctx context.Context, filter hub.AccountFilter) (int, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return 0, err
	}
	return postgres.CountAccounts(ctx, a.pool, filter)
}

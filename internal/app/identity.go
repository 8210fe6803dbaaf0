package app

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// UserOf finds the user whom a sign-in provider has proven to be there, by the account they signed in with before or else by
// their e-mail address, and brings the roles from the provider's groups up to date. A member of a group of an organisation who
// is no user yet becomes one. Permission: the provider's answer. Errors: a hub.SignInError.
func (a *App) UserOf(ctx context.Context, who hub.Identity) (id hub.UserID, err error) {
	err = a.change(hub.WithActor(ctx, hub.System), func(c change) error {
		known, err := postgres.AccountOf(ctx, c, who)
		if err != nil {
			return err
		}
		groups, err := postgres.SignInGroupsNamed(ctx, c, who.Groups)
		if err != nil {
			return err
		}
		switch {
		case known != nil && known.Disabled:
			return hub.ErrSignInDisabled
		case known != nil && known.Subject != nil && *known.Subject != who.Subject:
			return hub.ErrSignInOtherAccount
		case known == nil && who.Email == "":
			return hub.ErrSignInUnverified
		case known == nil:
			if id, err = c.addMember(ctx, who, groups); err != nil {
				return err
			}
		default:
			id = known.ID
		}
		if known == nil || known.Subject == nil {
			if err := postgres.BindSubject(ctx, c, id, who.Subject); err != nil {
				return err
			}
		}
		return c.refreshRoles(ctx, id, groups)
	})
	return id, err
}

// addMember makes a user of a member of a group that belongs to an organisation. Errors: hub.ErrSignInUnknown where there is none.
func (c change) addMember(ctx context.Context, who hub.Identity, groups []hub.SignInGroup) (hub.UserID, error) {
	i := slices.IndexFunc(groups, func(g hub.SignInGroup) bool { return g.Organisation != nil })
	if i < 0 {
		return hub.UserID{}, hub.ErrSignInUnknown
	}
	in, err := hub.AddUserInput{OrganisationID: groups[i].Organisation.ID, Name: who.Name, Email: who.Email, Roles: []hub.Role{}}.Clean()
	if err != nil { // without a name to show
		in.Name = string(who.Email)
	}
	id := hub.NewUserID()
	if err := postgres.AddUser(ctx, c, id, in); err != nil {
		return id, err
	}
	return id, c.audit(ctx, "user.add", ofUser(id), nil, in)
}

// refreshRoles gives a user the roles of their groups beside those that were given in the hub, and takes away those of groups
// that they have left.
func (c change) refreshRoles(ctx context.Context, id hub.UserID, groups []hub.SignInGroup) error {
	before, err := postgres.Account(ctx, c, id)
	if err != nil {
		return err
	}
	after := before
	after.GroupRoles = slices.DeleteFunc(hub.GroupRoles(groups, before.User.Organisation.ID), func(r hub.Role) bool { return slices.Contains(before.OwnRoles, r) })
	after.User.Roles = hub.InOrder(slices.Concat(after.OwnRoles, after.GroupRoles))
	if slices.Equal(hub.InOrder(before.GroupRoles), after.GroupRoles) {
		return nil
	}
	if err := postgres.UpdateAccount(ctx, c, after); err != nil {
		return err
	}
	if err := postgres.Notify(ctx, c, postgres.TopicCaller, id.UUID); err != nil {
		return err
	}
	return c.audit(ctx, "user.refresh_roles", ofUser(id), auditedAccount(before), auditedAccount(after))
}

// mostSignInGroups is how many groups the hub knows at most.
const mostSignInGroups = 100

// SignInGroups lists what the members of the sign-in provider's groups are here, by name. Permission: ADMINISTER_ACCESS.
func (a *App) SignInGroups(ctx context.Context) ([]hub.SignInGroup, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return nil, err
	}
	return postgres.SignInGroups(ctx, a.pool)
}

// SetSignInGroup says what the members of a group are here, from their next sign-in on. Permission: ADMINISTER_ACCESS. Errors:
// BAD_INPUT.
func (a *App) SetSignInGroup(ctx context.Context, name string, of *hub.OrganisationID, roles []hub.Role) (hub.SignInGroup, error) {
	var now hub.SignInGroup
	name, roles = strings.TrimSpace(name), hub.InOrder(roles)
	err := a.changeSignInGroup(ctx, name, "sign_in_group.set", func(c change, all []hub.SignInGroup) error {
		switch {
		case name == "" || utf8.RuneCountInString(name) > 200:
			return hub.BadInput("write the name of the group as the provider sends it, in 1 to 200 letters", "name")
		case len(roles) == 0:
			return hub.BadInput("choose at least one role", "roles")
		case len(all) >= mostSignInGroups:
			return hub.BadInput("the hub knows 100 groups already: remove one first", "name")
		}
		return postgres.SetSignInGroup(ctx, c, name, of, roles)
	}, &now)
	return now, err
}

// RemoveSignInGroup forgets a group: its members lose the roles that they have from it at their next sign-in. Permission:
// ADMINISTER_ACCESS. Errors: NOT_FOUND.
func (a *App) RemoveSignInGroup(ctx context.Context, name string) error {
	return a.changeSignInGroup(ctx, name, "sign_in_group.remove", func(c change, all []hub.SignInGroup) error {
		if !slices.ContainsFunc(all, func(g hub.SignInGroup) bool { return g.Name == name }) {
			return hub.NotFound("group")
		}
		return postgres.RemoveSignInGroup(ctx, c, name)
	}, nil)
}

func (a *App) changeSignInGroup(ctx context.Context, name, action string, edit func(c change, all []hub.SignInGroup) error, now *hub.SignInGroup) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		all, err := postgres.SignInGroups(ctx, c)
		if err != nil {
			return err
		}
		if err := edit(c, all); err != nil {
			return err
		}
		after, err := postgres.SignInGroupsNamed(ctx, c, []string{name})
		if err != nil {
			return err
		}
		if now != nil {
			*now = after[0]
		}
		of := postgres.AuditSubject{Kind: "sign_in_group", ID: uuid.NewSHA1(uuid.Nil, []byte("sign-in group "+name))}
		return c.audit(ctx, action, of, groupNamed(all, name), groupNamed(after, name))
	})
}

// groupNamed is the group of that name, as the log keeps it; nil where there is none.
func groupNamed(all []hub.SignInGroup, name string) any {
	for _, g := range all {
		if g.Name == name {
			return g
		}
	}
	return nil
}

package hub

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Account is a user as administrators see one.
type Account struct {
	User  User
	Email EmailAddress
	// OwnRoles were given in the hub, GroupRoles come from groups of the sign-in provider. User.Roles has both.
	OwnRoles, GroupRoles []Role
	CreatedAt            time.Time
	LastSignedInAt       *time.Time
	DisabledAt           *time.Time
	// Sessions counts the browsers that are signed in.
	Sessions int
}

// AccountFilter narrows the list of accounts; nil fields do not.
type AccountFilter struct {
	UserFilter
	// Disabled lists those whose access has ended, and nobody else.
	Disabled bool
}

// UpdateUserInput changes what is named.
type UpdateUserInput struct {
	ID       UserID
	Name     *string
	Email    *EmailAddress
	Roles    []Role
	Disabled *bool
}

// Clean takes spaces and repeated roles out, and checks what can be checked without the database. Errors: BAD_INPUT.
func (in AddUserInput) Clean() (AddUserInput, error) {
	var err error
	if in.Name, err = shortName(in.Name); err != nil {
		return in, err
	}
	in.Roles = InOrder(in.Roles)
	return in, nil
}

// Apply writes what in names into a. Errors: BAD_INPUT.
func (in UpdateUserInput) Apply(a *Account, now time.Time) error {
	if in.Name != nil {
		name, err := shortName(*in.Name)
		if err != nil {
			return err
		}
		a.User.Name = name
	}
	if in.Email != nil {
		a.Email = *in.Email
	}
	if in.Roles != nil {
		a.OwnRoles = InOrder(in.Roles)
		a.GroupRoles = slices.DeleteFunc(slices.Clone(a.GroupRoles), func(r Role) bool { return slices.Contains(a.OwnRoles, r) })
		a.User.Roles = InOrder(slices.Concat(a.OwnRoles, a.GroupRoles))
	}
	switch {
	case in.Disabled == nil:
	case !*in.Disabled:
		a.DisabledAt = nil
	case a.DisabledAt == nil:
		a.DisabledAt = &now
	}
	return nil
}

// Administers says that the account can always manage access: a role from a group may be gone at the next sign-in.
func (a Account) Administers() bool {
	return a.DisabledAt == nil && slices.Contains(a.OwnRoles, RoleAdmin)
}

// roles are all of them, in the order of the contract.
var roles = []Role{RoleEngagement, RolePlacements, RoleManager, RoleAnalyst, RoleAdmin}

// InOrder gives each of held once, in the order of the contract.
func InOrder(held []Role) []Role {
	in := []Role{}
	for _, r := range roles {
		if slices.Contains(held, r) {
			in = append(in, r)
		}
	}
	return in
}

// shortName is the name of a user or an organisation without spaces around it. Errors: BAD_INPUT.
func shortName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > 100 {
		return name, BadInput("write a name of 1 to 100 letters", "name")
	}
	return name, nil
}

// Partner is an organisation as administrators see one.
type Partner struct {
	Organisation Organisation
	// SharesUntil is the last day of the present data-sharing agreement; nil where the organisation sees no personal data.
	SharesUntil *Date
	// Agreements are all of them, the latest first.
	Agreements []DataSharingAgreement
	// Users counts those whose access has not ended.
	Users int
}

// DataSharingAgreement lets an organisation see personal data on the days from From to Until.
type DataSharingAgreement struct {
	ID        AgreementID
	Reference string
	From      Date
	Until     Date
}

// UpdateOrganisationInput changes what is named.
type UpdateOrganisationInput struct {
	ID   OrganisationID
	Name *string
	Kind *OrganisationKind
}

// Clean takes spaces out and checks the name. Errors: BAD_INPUT.
func (in AddOrganisationInput) Clean() (AddOrganisationInput, error) {
	var err error
	in.Name, err = shortName(in.Name)
	return in, err
}

// Apply writes what in names into o. Errors: BAD_INPUT.
func (in UpdateOrganisationInput) Apply(o *Organisation) (err error) {
	if in.Name != nil {
		if o.Name, err = shortName(*in.Name); err != nil {
			return err
		}
	}
	if in.Kind != nil {
		o.Kind = *in.Kind
	}
	return nil
}

// AddAgreementInput is an agreement that was signed.
type AddAgreementInput struct {
	OrganisationID OrganisationID
	Reference      string
	From           Date
	Until          Date
}

// Clean checks what can be checked without the database. Errors: BAD_INPUT.
func (in AddAgreementInput) Clean() (AddAgreementInput, error) {
	in.Reference = strings.TrimSpace(in.Reference)
	switch {
	case in.Reference == "" || utf8.RuneCountInString(in.Reference) > 100:
		return in, BadInput("write the reference of the agreement, in 1 to 100 letters", "reference")
	case in.Until.Before(in.From):
		return in, BadInput("the agreement ends before it begins", "until")
	}
	return in, nil
}

// UserSession is a browser that is signed in.
type UserSession struct {
	ID      SessionID
	Browser string
	// Current is the session that asks.
	Current              bool
	SignedInAt, LastUsed time.Time
	ExpiresAt            time.Time
}

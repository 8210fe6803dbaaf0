package hub

import "strings"

// Identity is what a sign-in provider has proven about somebody.
type Identity struct {
	// Subject names the account for good: the provider's address and its own name for the account.
	Subject string
	// Email is empty where the provider does not say that it is the person's.
	Email  EmailAddress
	Name   string
	Groups []string
}

// SignInError is why somebody was not signed in, as the sign-in screen explains it.
type SignInError string

const (
	// ErrSignInUnknown is an account that belongs to no user of the hub.
	ErrSignInUnknown SignInError = "unknown"
	// ErrSignInDisabled is a user whose access has ended.
	ErrSignInDisabled SignInError = "disabled"
	// ErrSignInUnverified is an account whose e-mail address the provider does not vouch for.
	ErrSignInUnverified SignInError = "unverified"
	// ErrSignInOtherAccount is the e-mail address of a user who signs in with another account.
	ErrSignInOtherAccount SignInError = "other-account"
	// ErrSignInExpired is a sign-in that was begun too long ago, in another browser, or not at all.
	ErrSignInExpired SignInError = "expired"
	// ErrSignInDenied is a person or a provider that broke off.
	ErrSignInDenied SignInError = "denied"
	// ErrSignInProvider is a provider out of reach, or one whose answer cannot be trusted.
	ErrSignInProvider SignInError = "provider"
	// ErrSignInSlow is an address with too many attempts.
	ErrSignInSlow SignInError = "slow"
	// ErrSignInFault is our own mistake.
	ErrSignInFault SignInError = "fault"
)

func (t SignInError) Error() string { return "not signed in: " + string(t) }

// SignInGroup says what the members of a group of the sign-in provider are in the hub.
type SignInGroup struct {
	// Name is the group as the provider names it: for Microsoft Entra ID its object ID.
	Name string
	// Organisation makes a user of each member who is none yet, and gives the roles to its own users only. Nil gives them to
	// users of every organisation.
	Organisation *Organisation
	Roles        []Role
}

// GroupRoles are the roles that a user of an organisation has from groups.
func GroupRoles(groups []SignInGroup, of OrganisationID) []Role {
	var held []Role
	for _, g := range groups {
		if g.Organisation == nil || g.Organisation.ID == of {
			held = append(held, g.Roles...)
		}
	}
	return InOrder(held)
}

// BrowserName says which browser on which system a User-Agent header stands for, such as "Firefox on Windows".
func BrowserName(agent string) string {
	first := func(of [][2]string) string {
		for _, mark := range of {
			if strings.Contains(agent, mark[0]) {
				return mark[1]
			}
		}
		return ""
	}
	browser := first([][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}})
	system := first([][2]string{{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}})
	switch {
	case browser == "" && system == "":
		return "Another program"
	case browser == "":
		return "A browser on " + system
	case system == "":
		return browser
	default:
		return browser + " on " + system
	}
}

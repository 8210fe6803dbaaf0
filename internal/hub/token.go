package hub

import (
	"time"
	"unicode/utf8"
)

// APIToken is a key for a machine client, without its secret.
type APIToken struct {
	ID           TokenID
	Name         string
	Organisation Organisation
	Roles        []Role
	CreatedAt    time.Time
	ExpiresAt    time.Time
	LastUsedAt   *time.Time
	RevokedAt    *time.Time
}

// CreateAPITokenInput asks for a new key that works for Days days, 1 to 365.
type CreateAPITokenInput struct {
	Name           string
	OrganisationID OrganisationID
	Roles          []Role
	Days           int
}

// Validate checks what can be checked without the database. Errors: BAD_INPUT.
func (in CreateAPITokenInput) Validate() error {
	switch {
	case in.Name == "" || utf8.RuneCountInString(in.Name) > 100:
		return BadInput("say what the token is for, in 1 to 100 letters", "name")
	case len(in.Roles) == 0:
		return BadInput("choose at least one role", "roles")
	case in.Days < 1 || in.Days > 365:
		return BadInput("a token works for 1 to 365 days", "days")
	}
	return nil
}

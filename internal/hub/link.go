package hub

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"
)

// Link is a personal link: whoever holds its token acts as the person, for this one purpose. Only a hash of the token is
// kept.
type Link struct {
	ID           LinkID
	PersonID     PersonID
	InvitationID InvitationID
	// ExpiresAt follows the business clock.
	ExpiresAt time.Time
	RevokedAt *time.Time
}

// LinkState says whether a link opens anything.
type LinkState string

const (
	// LinkWorks opens what it is for.
	LinkWorks LinkState = "WORKS"
	// LinkExpired has had its time.
	LinkExpired LinkState = "EXPIRED"
	// LinkRevoked was taken back, because another replaced it or the address was wrong.
	LinkRevoked LinkState = "REVOKED"
)

// State is that of the link at the moment now of the business clock.
func (l Link) State(now time.Time) LinkState {
	switch {
	case l.RevokedAt != nil:
		return LinkRevoked
	case !now.Before(l.ExpiresAt):
		return LinkExpired
	default:
		return LinkWorks
	}
}

// LinkToken is the secret in the address of a personal link: 128 random bits, in letters that survive mail programs.
type LinkToken string

// NewLinkToken makes a token that nobody can guess.
func NewLinkToken() LinkToken {
	var secret [16]byte
	_, _ = rand.Read(secret[:]) // never fails
	return LinkToken(secretLetters.EncodeToString(secret[:]))
}

// ParseLinkToken reads a token as it stands in an address, in whatever case. Errors: NOT_FOUND.
func ParseLinkToken(s string) (LinkToken, error) {
	token := strings.ToLower(s)
	secret, err := secretLetters.DecodeString(token)
	if err != nil || len(secret) != 16 || secretLetters.EncodeToString(secret) != token {
		return "", NotFound("link")
	}
	return LinkToken(token), nil
}

// Hash is what is stored and looked up.
func (t LinkToken) Hash() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

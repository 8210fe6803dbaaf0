package hub

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
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

// LinkToken is the secret in the address of a personal link: 128 random bits.
type LinkToken string

// linkLetters survive mail programs: one case, nothing that a program takes for the end of an address.
var linkLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewLinkToken makes a token that nobody can guess.
func NewLinkToken() LinkToken {
	var secret [16]byte
	_, _ = rand.Read(secret[:]) // never fails
	return LinkToken(linkLetters.EncodeToString(secret[:]))
}

// ParseLinkToken reads a token as it stands in an address, in whatever case. Errors: NOT_FOUND.
func ParseLinkToken(s string) (LinkToken, error) {
	token := strings.ToLower(s)
	secret, err := linkLetters.DecodeString(token)
	if err != nil || len(secret) != 16 || linkLetters.EncodeToString(secret) != token {
		return "", NotFound("link")
	}
	return LinkToken(token), nil
}

// Hash is what is stored and looked up.
func (t LinkToken) Hash() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

package hub

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// Secret is what a browser or a program shows to prove who it acts for: 256 random bits. Only its hash is stored.
type Secret string

// tokenPrefix makes an API token recognisable, so that scanners find one that was committed by mistake.
const tokenPrefix = "hub_"

// secretLetters keep a secret one word that can be selected with a double click.
var secretLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// NewSessionSecret makes the secret of a browser session, which nobody can guess.
func NewSessionSecret() Secret {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails
	return Secret(secretLetters.EncodeToString(secret[:]))
}

// NewTokenSecret makes the secret of an API token.
func NewTokenSecret() Secret { return tokenPrefix + NewSessionSecret() }

// ParseTokenSecret reads an API token as a caller sent it. Errors: UNAUTHENTICATED for what NewTokenSecret cannot have made.
func ParseTokenSecret(s string) (Secret, error) {
	letters, ok := strings.CutPrefix(s, tokenPrefix)
	if secret, err := secretLetters.DecodeString(letters); !ok || err != nil || len(secret) != 32 || secretLetters.EncodeToString(secret) != letters {
		return "", Unauthenticated("this is not an API token of the hub: one begins with hub_ and has 56 letters and digits")
	}
	return Secret(s), nil
}

// Hash is what is stored and looked up.
func (s Secret) Hash() []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}

const (
	// SessionIdle is how long a browser session lasts without a request.
	SessionIdle = 12 * time.Hour
	// SessionMost is how long one lasts at all.
	SessionMost = 7 * 24 * time.Hour
)

package hub

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
)

// LoggingKey is what tells one user's logging address from another's: 128 random bits as 32 hexadecimal digits. Whoever knows it
// and writes from an address of the same organisation can log by e-mail, so it is private.
type LoggingKey string

// NewLoggingKey makes a key that nobody can guess.
func NewLoggingKey() LoggingKey {
	var key [16]byte
	_, _ = rand.Read(key[:]) // never fails
	return LoggingKey(hex.EncodeToString(key[:]))
}

// LoggingAddress is where copies for key are sent, on a hub that takes them at base, such as log@hub.example.org.
func LoggingAddress(base EmailAddress, key LoggingKey) EmailAddress {
	local, domain, _ := strings.Cut(string(base), "@")
	return EmailAddress(local + "+" + string(key) + "@" + domain)
}

// ParseLoggingAddress finds the key in an address that a mail server wants to hand a copy over to. It says false for what
// LoggingAddress cannot have made; capitals make no difference.
func ParseLoggingAddress(base EmailAddress, to string) (LoggingKey, bool) {
	local, domain, _ := strings.Cut(strings.ToLower(string(base)), "@")
	rest, ok := strings.CutPrefix(strings.ToLower(to), local+"+")
	if !ok {
		return "", false
	}
	key, ok := strings.CutSuffix(rest, "@"+domain)
	if bits, err := hex.DecodeString(key); !ok || err != nil || len(bits) != 16 {
		return "", false
	}
	return LoggingKey(key), true
}

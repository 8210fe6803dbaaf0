package hub

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// IdempotencyKey names a mutation that a caller may send twice: it acts once, and answers alike.
type IdempotencyKey struct {
	Key string
	// RequestHash tells the same request from another one under the same key.
	RequestHash []byte
}

// NewIdempotencyKey reads the key that a caller chose for request. Errors: BAD_INPUT.
func NewIdempotencyKey(key string, request []byte) (*IdempotencyKey, error) {
	if len(key) > 255 {
		return nil, BadInput("an Idempotency-Key has at most 255 characters; a UUID is a good one")
	}
	hash := sha256.Sum256(request)
	return &IdempotencyKey{key, hash[:]}, nil
}

// Name is what the key is stored under.
func (k IdempotencyKey) Name() string {
	sum := sha256.Sum256([]byte("name " + k.Key))
	return hex.EncodeToString(sum[:])
}

// Seal encrypts the mutation's answer, which may hold personal data or a secret, so that only whoever has the key can read
// what is stored.
func (k IdempotencyKey) Seal(answer []byte) []byte {
	sealed := k.cipher()
	nonce := make([]byte, sealed.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	return sealed.Seal(nonce, nonce, answer, nil)
}

// Open reads what Seal wrote.
func (k IdempotencyKey) Open(stored []byte) ([]byte, error) {
	sealed := k.cipher()
	if len(stored) < sealed.NonceSize() {
		return nil, errors.New("the stored answer is cut off")
	}
	return sealed.Open(nil, stored[:sealed.NonceSize()], stored[sealed.NonceSize():], nil)
}

func (k IdempotencyKey) cipher() cipher.AEAD {
	secret := sha256.Sum256([]byte("answer " + k.Key))
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		panic(err) // only for a key of another length
	}
	sealed, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // only for a block of another length
	}
	return sealed
}

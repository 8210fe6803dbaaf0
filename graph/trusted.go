package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// TrustedDocuments are the operations of the front end, by the SHA-256 of their text in hexadecimal.
type TrustedDocuments map[string]string

// ReadTrustedDocuments reads the list that the front end's build writes.
func ReadTrustedDocuments(list []byte) (TrustedDocuments, error) {
	var out TrustedDocuments
	if err := json.Unmarshal(list, &out); err != nil {
		return nil, fmt.Errorf("cannot read the front end's operations: %w", err)
	}
	return out, nil
}

func (t TrustedDocuments) has(text string) bool {
	if len(t) == 0 {
		return false
	}
	sum := sha256.Sum256([]byte(text))
	_, ok := t[hex.EncodeToString(sum[:])]
	return ok
}

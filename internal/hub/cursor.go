package hub

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"
)

// Cursor is a place in a list: behind the record with this sort key and ID. Callers hand it back as they got it.
type Cursor struct {
	// List says which list in which order it belongs to; another list refuses it.
	List string
	Key  string
	ID   uuid.UUID
}

const cursorSum = 6 // bytes of the checksum that tells a cursor from what somebody made up

// String writes it so that it can stand in an address.
func (c Cursor) String() string {
	body := append([]byte(c.List+"\x00"+c.Key), c.ID[:]...)
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(append(sum[:cursorSum:cursorSum], body...))
}

// ParseCursor reads what String wrote for list. Errors: BAD_INPUT for anything else.
func ParseCursor(list, s string) (Cursor, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(raw) < cursorSum+len(uuid.Nil) {
		return Cursor{}, badCursor()
	}
	body := raw[cursorSum:]
	sum := sha256.Sum256(body)
	name, key, ok := bytes.Cut(body[:len(body)-len(uuid.Nil)], []byte{0})
	if !ok || !bytes.Equal(sum[:cursorSum], raw[:cursorSum]) || string(name) != list {
		return Cursor{}, badCursor()
	}
	return Cursor{list, string(key), uuid.UUID(body[len(body)-len(uuid.Nil):])}, nil
}

func badCursor() error {
	return BadInput("this is not a place in this list; use the endCursor of the page before, with the same order", "after")
}

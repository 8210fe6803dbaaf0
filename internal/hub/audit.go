package hub

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// AuditEntry is a change as the log across records keeps it.
type AuditEntry struct {
	ID           string
	At           time.Time
	Who          string
	Organisation *Organisation
	// Action is noun.verb.
	Action     string
	RecordID   string
	EmployerID *string
	// Fields are nil where the viewer may not see what the record holds, or it was erased.
	Fields []FieldChange
}

// AuditFilter narrows the log; nil fields do not.
type AuditFilter struct {
	// By is the ID of a user or a token.
	By *string
	// RecordID is the ID of a record of any kind.
	RecordID *string
	Action   *string
	// From and Until are days in Europe/London, both included.
	From, Until *Date
}

// Seal covers rows of the audit log, and by its hash those of all seals before it.
type Seal struct {
	ID int64
	// Rows is how many it covers itself.
	Rows int
	Hash []byte
}

// String is how a seal is noted down outside the database: 12:0a1b….
func (s Seal) String() string { return fmt.Sprintf("%d:%x", s.ID, s.Hash) }

// ParseSeal reads what String wrote. Errors: BAD_INPUT.
func ParseSeal(text string) (Seal, error) {
	number, digits, _ := strings.Cut(strings.TrimSpace(text), ":")
	id, err := strconv.ParseInt(number, 10, 64)
	hash, hexErr := hex.DecodeString(digits)
	if err != nil || hexErr != nil || id < 1 || len(hash) != 32 {
		return Seal{}, BadInput(fmt.Sprintf("%q is not a seal such as the log has it: a number, a colon and 64 digits", text))
	}
	return Seal{ID: id, Hash: hash}, nil
}

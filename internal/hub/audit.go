package hub

import "time"

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

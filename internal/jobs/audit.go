package jobs

import "github.com/riverqueue/river"

// SealAudit chains new audit rows.
type SealAudit struct{}

// Kind names the job in the queue.
func (SealAudit) Kind() string { return "seal_audit" }

// InsertOpts lets the next one do what one misses.
func (SealAudit) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

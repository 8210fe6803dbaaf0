// Package jobs holds the arguments of background jobs: IDs only, so that a job never carries what may have changed.
package jobs

import "github.com/riverqueue/river"

const (
	// QueueSweep is for short work by the clock.
	QueueSweep = "sweep"
	// QueueSend is for the sending lane of a process: one job is its spell.
	QueueSend = "send"
)

// Sweep does what the hour brings: reminders that are due, campaigns that end, leases that ran out. It is not tried again:
// what one misses, the next one finds.
type Sweep struct{}

// Kind names the job in the queue.
func (Sweep) Kind() string { return "sweep" }

// InsertOpts says where it waits.
func (Sweep) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueSweep, MaxAttempts: 1}
}

// Send sends what is due. Several may run at once; one that finds nothing ends at once. It is not tried again: the next sweep
// starts another where there is something to send.
type Send struct{}

// Kind names the job in the queue.
func (Send) Kind() string { return "send" }

// InsertOpts says where it waits.
func (Send) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: QueueSend, MaxAttempts: 1} }

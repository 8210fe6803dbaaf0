package mail

import "context"

// Transport carries messages to where they are read.
type Transport interface {
	// Send hands one message over and says what became of it. It answers within the time of ctx. Several may be sent at once.
	Send(ctx context.Context, m Message) Outcome
}

// Outcome is what became of a message that was handed over.
type Outcome struct {
	Result Result
	// ProviderID is by which the carrier knows an accepted message; it may have none.
	ProviderID string
	// Reason is the carrier's, for staff, where it was not accepted.
	Reason string
}

// Result is one of five.
type Result int

const (
	// Unknown means that the message may have been taken, and must not be sent again by itself.
	Unknown Result = iota
	// Accepted means that the carrier has it.
	Accepted
	// RefusedForNow means that the carrier did not take it, and may later.
	RefusedForNow
	// RefusedForGood means that there is no such address: nothing will ever arrive there.
	RefusedForGood
	// RefusedByPolicy means that the carrier does not take this message, for a reason that is not the address: what it says, or
	// whom it comes from.
	RefusedByPolicy
)

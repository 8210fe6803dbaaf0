package hub

import "time"

// TimelineEntry is one thing that happened with an employer. What is nil is absent or hidden from the reader.
type TimelineEntry struct {
	ID            string
	Kind          TimelineKind
	At            time.Time
	Title         string
	Text          *string
	Who           *string
	InteractionID *InteractionID
	ResponseID    *ResponseID
	MessageID     *MessageID
}

// TimelineKind is what sort of thing happened.
type TimelineKind string

const (
	// TimelineInteraction is a contact.
	TimelineInteraction TimelineKind = "INTERACTION"
	// TimelineMessage is a message handed to the mail server.
	TimelineMessage TimelineKind = "MESSAGE"
	// TimelineResponse is a diagnostic answered or declined.
	TimelineResponse TimelineKind = "RESPONSE"
	// TimelineRecord is the making of the record.
	TimelineRecord TimelineKind = "RECORD"
)

package hub

import "time"

// InboxMessage is an e-mail that a development hub kept instead of sending it.
type InboxMessage struct {
	ID        int64
	MessageID MessageID
	// ReceivedAt is by the business clock.
	ReceivedAt time.Time
	// Address is whom it is for.
	Address string
	Subject string
	Headers []InboxHeader
	Text    string
	HTML    string
	// Calendar is what came with it for calendar programs; nil where nothing did.
	Calendar *string
}

// InboxHeader is one header field as it would go over the wire.
type InboxHeader struct{ Name, Value string }

package hub

import "time"

// Message is one e-mail to one person. Subject is nil until it was composed, and for readers who may not see the person.
type Message struct {
	ID         MessageID
	Subject    *string
	State      MessageState
	Reason     *string
	PersonID   PersonID
	SentAt     *time.Time
	Reminder   bool
	EmployerID EmployerID
	// InvitationID and CampaignID are set for what a campaign sent, MeetingID for a message about a meeting, AccreditationID for one about an award.
	InvitationID    *InvitationID
	CampaignID      *CampaignID
	MeetingID       *MeetingID
	AccreditationID *AccreditationID
	// Attempts is how often a sending lane took it.
	Attempts int
	// SettledAt is when somebody decided, by hand, what an uncertain message comes to, and SettledBy who; SettledBy is nil for a
	// token.
	SettledAt *time.Time
	SettledBy *User
	// ResendOf is the uncertain message that this one stands for.
	ResendOf *MessageID
}

// UncertainDecision is what somebody decides about a message of which nobody knows whether it arrived.
type UncertainDecision string

const (
	// UncertainResend says the same again, with a new link.
	UncertainResend UncertainDecision = "RESEND"
	// UncertainLeave lets it be.
	UncertainLeave UncertainDecision = "LEAVE"
)

// SettleUncertainMessageInput decides about an uncertain message.
type SettleUncertainMessageInput struct {
	MessageID MessageID
	Decision  UncertainDecision
}

// MessageFilter chooses messages: of a campaign where that is set, in some states where there are any.
type MessageFilter struct {
	CampaignID *CampaignID
	StateIn    []MessageState
	// Unsettled leaves out those that somebody decided about.
	Unsettled bool
}

// MessageState is where a message stands. Every message ends in one of these and none is lost.
type MessageState string

const (
	// MessageDue waits for its time.
	MessageDue MessageState = "DUE"
	// MessageClaimed was taken by a worker for the length of its lease.
	MessageClaimed MessageState = "CLAIMED"
	// MessageHandedOver was given to the transport, which has not answered.
	MessageHandedOver MessageState = "HANDED_OVER"
	// MessageAccepted was taken by the mail server.
	MessageAccepted MessageState = "ACCEPTED"
	// MessageDelivered arrived.
	MessageDelivered MessageState = "DELIVERED"
	// MessageRejected was refused for good.
	MessageRejected MessageState = "REJECTED"
	// MessageBounced came back.
	MessageBounced MessageState = "BOUNCED"
	// MessageComplained drew a complaint.
	MessageComplained MessageState = "COMPLAINED"
	// MessageCancelled was not sent, because the reason for it went away.
	MessageCancelled MessageState = "CANCELLED"
	// MessageUncertain may have arrived; it is never sent again by itself.
	MessageUncertain MessageState = "UNCERTAIN"
)

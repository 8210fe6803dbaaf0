package hub

import "time"

// Reminder is a thing that a person should hear once: the same rule says the same about the same occurrence once for each
// step and person. A message carries it.
type Reminder struct {
	ID   ReminderID
	Rule ReminderRule
	// Step is 0 for the first message, then that of the plan.
	Step         int
	InvitationID InvitationID
	CampaignID   CampaignID
	EmployerID   EmployerID
	PersonID     PersonID
	MessageID    MessageID
	Window       SendWindow
	Due          time.Time
	// NotAfter is when it is out of date.
	NotAfter time.Time
}

// ReminderRule is what wants somebody to hear something.
type ReminderRule string

const (
	// RuleDiagnosticInvitation asks an employer to answer a questionnaire.
	RuleDiagnosticInvitation ReminderRule = "diagnostic.invitation"
	// RuleDiagnosticReminder asks again where no answer came.
	RuleDiagnosticReminder ReminderRule = "diagnostic.reminder"
	// RuleDiagnosticHandover asks a colleague to whom the questionnaire was given. Steps count the hand-overs.
	RuleDiagnosticHandover ReminderRule = "diagnostic.handover"
	// RuleDiagnosticResend says again what a message said of which nobody knows whether it arrived.
	RuleDiagnosticResend ReminderRule = "diagnostic.resend"
)

// NewReminder is the message of that step about an invitation.
func NewReminder(i Invitation, step int, c Campaign, due time.Time) Reminder {
	rule := RuleDiagnosticReminder
	if step == 0 {
		rule = RuleDiagnosticInvitation
	}
	return Reminder{
		ID: NewReminderID(), Rule: rule, Step: step, InvitationID: i.ID, CampaignID: i.CampaignID, EmployerID: i.EmployerID, PersonID: i.PersonID,
		MessageID: NewMessageID(), Window: c.SendWindow, Due: due, NotAfter: c.ClosesOn.End(),
	}
}

// ComingReminder is something that is to be sent.
type ComingReminder struct {
	EmployerName string
	PersonName   string
	Due          time.Time
	Window       SendWindow
	// Waiting says that it is a message already, which waits for its window.
	Waiting bool
}

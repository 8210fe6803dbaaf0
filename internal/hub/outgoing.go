package hub

import "time"

// Outgoing is a message about a diagnostic that is about to be sent, with what decides whether it still may be, and what it
// says.
type Outgoing struct {
	ID MessageID
	// AsRead names the versions of the invitation, campaign, employer and person that it was read from.
	AsRead   string
	NotAfter *time.Time
	Attempts int
	// Rule and Step say which message it is.
	Rule ReminderRule
	Step int
	// MovedOn says that another person has the invitation by now; HandedOverBy who gave it to this one, nil where nobody did.
	MovedOn      bool
	HandedOverBy *string

	PersonID   PersonID
	PersonName string
	Email      *EmailAddress
	EmailState EmailState
	// Objected says that the person does not want to hear about diagnostics, or at all.
	Objected bool
	// Suppressed says that the address is on the suppression list, whoever it was that said so.
	Suppressed bool
	// Consented says that the person agreed to marketing about diagnostics, and still does.
	Consented bool
	// HasRole says that the person works for the employer today.
	HasRole bool

	EmployerID     EmployerID
	EmployerName   string
	EmployerStatus EmployerStatus
	// HeldUntil is the first day on which the employer may be contacted again; nil where it is not on hold today.
	HeldUntil *Date
	LegalForm LegalForm

	InvitationID    InvitationID
	InvitationState InvitationState
	// Answered says that somebody else answered the same for the employer since it was asked.
	Answered bool
	// InvitedAt is when the first message went out; nil where this is it.
	InvitedAt *time.Time

	CampaignID    CampaignID
	CampaignState CampaignState
	CampaignKind  CampaignKind
	// RefusalsInRow is how many messages of the campaign the mail server has refused since it last took one.
	RefusalsInRow    int
	ClosesOn         Date
	OrganisationName string
	// OfficerName and what follows is whom to ask: the account lead, else who sent the questionnaire; nil where neither.
	OfficerName  *string
	OfficerEmail *string
	OfficerPhone *string

	// Texts are the campaign's words.
	Texts Texts
	// Definition is what the version of the questionnaire asks; it is read apart, since it is the same for many messages.
	QuestionnaireVersionID QuestionnaireVersionID
	Definition             Definition
	// Given are the answers so far; nil where none was begun.
	Given Answers
}

// Obstacle is why a message does not go any more.
type Obstacle struct {
	// Reason is for staff.
	Reason string
	// Invitation is what becomes of an open invitation; empty leaves it open.
	Invitation InvitationState
}

// settled is why an invitation in that state needs no message any more.
var settled = map[InvitationState]string{
	InvitationSubmitted: "answered",
	InvitationDeclined:  "declined: not now",
	InvitationObjected:  "the person objected",
	InvitationLeft:      "the person has left the employer",
	InvitationBounced:   "mail to the person bounces",
	InvitationNoConsent: "the person has not agreed to marketing, or not any more",
	InvitationAnswered:  "somebody else there has answered",
	InvitationClosed:    "the campaign is closed",
}

// Settled says why an invitation in that state needs no message any more. False: it does.
func (s InvitationState) Settled() (why string, is bool) {
	why, is = settled[s]
	return why, is
}

// Obstacle says what keeps the message from going out at now, by the business clock. False: it may go.
func (o Outgoing) Obstacle(now time.Time) (Obstacle, bool) {
	switch {
	case o.InvitationState != InvitationOpen:
		return Obstacle{Reason: settled[o.InvitationState]}, true
	case o.MovedOn:
		return Obstacle{Reason: "handed over to a colleague"}, true
	case o.CampaignState == CampaignClosed || o.CampaignState == CampaignCancelled:
		return Obstacle{Reason: settled[InvitationClosed]}, true
	case o.NotAfter != nil && !now.Before(*o.NotAfter):
		return Obstacle{Reason: "out of date"}, true
	case o.Answered:
		return Obstacle{settled[InvitationAnswered], InvitationAnswered}, true
	case o.Objected:
		return Obstacle{settled[InvitationObjected], InvitationObjected}, true
	case o.Suppressed && o.EmailState.Usable():
		return Obstacle{"the address is on the suppression list", InvitationObjected}, true
	case o.Rule != RuleDiagnosticHandover && !o.Consented && NeedsConsent(o.CampaignKind, o.LegalForm): // a colleague named who gets that one
		return Obstacle{settled[InvitationNoConsent], InvitationNoConsent}, true
	case !o.HasRole:
		return Obstacle{settled[InvitationLeft], InvitationLeft}, true
	case o.EmployerStatus == EmployerClosed:
		return Obstacle{Reason: "the employer is closed"}, true
	case o.HeldUntil != nil && o.NotAfter != nil && !o.HeldUntil.At(0, 0).Before(*o.NotAfter):
		return Obstacle{Reason: "the employer is on hold until " + o.HeldUntil.Words() + ", when it would be too late"}, true
	case o.Email == nil:
		return Obstacle{Reason: "the person has no address"}, true
	case !o.EmailState.Usable():
		return Obstacle{settled[InvitationBounced], InvitationBounced}, true
	default:
		return Obstacle{}, false
	}
}

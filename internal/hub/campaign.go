package hub

import "time"

// Campaign is one sending of a questionnaire to chosen employers.
type Campaign struct {
	ID                     CampaignID
	Name                   string
	QuestionnaireVersionID QuestionnaireVersionID
	QuestionnaireName      string
	Kind                   CampaignKind
	State                  CampaignState
	ClosesOn               Date
	LaunchedAt             time.Time
	Organisation           Organisation
	LaunchedBy             *User
	SendWindow             SendWindow
	ReminderPlan           ReminderPlan
}

// CampaignKind is what a campaign is in law; in doubt it is marketing.
type CampaignKind string

const (
	// CampaignService is part of a service that the employer has.
	CampaignService CampaignKind = "SERVICE"
	// CampaignResearch is research.
	CampaignResearch CampaignKind = "RESEARCH"
	// CampaignMarketing follows the e-mail marketing rules.
	CampaignMarketing CampaignKind = "MARKETING"
)

// CampaignState is where a campaign stands.
type CampaignState string

const (
	// CampaignRunning sends what is due.
	CampaignRunning CampaignState = "RUNNING"
	// CampaignPaused sends nothing until it is resumed.
	CampaignPaused CampaignState = "PAUSED"
	// CampaignClosed is past its closing day.
	CampaignClosed CampaignState = "CLOSED"
	// CampaignCancelled was stopped for good.
	CampaignCancelled CampaignState = "CANCELLED"
)

// CampaignFigures counts a campaign's invitations by where they stand.
type CampaignFigures struct {
	CampaignID CampaignID
	Invited    int
	Sent       int
	Started    int
	Submitted  int
	Declined   int
	Stopped    int
}

// Invitation is one employer asked, through one person.
type Invitation struct {
	ID             InvitationID
	CampaignID     CampaignID
	EmployerID     EmployerID
	PersonID       PersonID
	State          InvitationState
	NextReminderAt *time.Time
}

// InvitationState is where an invitation stands. Only an open one is reminded.
type InvitationState string

const (
	// InvitationOpen waits for an answer.
	InvitationOpen InvitationState = "OPEN"
	// InvitationSubmitted was answered.
	InvitationSubmitted InvitationState = "SUBMITTED"
	// InvitationDeclined was answered with "not now".
	InvitationDeclined InvitationState = "DECLINED"
	// InvitationObjected met an objection to being asked.
	InvitationObjected InvitationState = "OBJECTED"
	// InvitationLeft found that the person has left the employer.
	InvitationLeft InvitationState = "LEFT"
	// InvitationBounced found mail to the person bouncing for good.
	InvitationBounced InvitationState = "BOUNCED"
	// InvitationClosed had no answer when the campaign closed.
	InvitationClosed InvitationState = "CLOSED"
)

// SendDiagnosticInput asks to send a questionnaire to the employers that Audience finds.
type SendDiagnosticInput struct {
	QuestionnaireVersionID QuestionnaireVersionID
	Audience               EmployerFilter
	Functions              []PersonFunction
	Name                   *string
	Kind                   CampaignKind
	ClosesOn               *Date
}

// Recipient is who at an employer gets a diagnostic.
type Recipient struct {
	EmployerID EmployerID
	PersonID   PersonID
}

// LeftOut is an employer who would not get a diagnostic.
type LeftOut struct {
	EmployerID EmployerID
	Reason     LeftOutReason
}

// LeftOutReason says why somebody would not get a diagnostic.
type LeftOutReason string

// The reasons, in the order in which they are looked at.
const (
	LeftOutClosed               LeftOutReason = "CLOSED"
	LeftOutNoAddress            LeftOutReason = "NO_ADDRESS"
	LeftOutObjected             LeftOutReason = "OBJECTED"
	LeftOutBounced              LeftOutReason = "BOUNCED"
	LeftOutIndividualSubscriber LeftOutReason = "INDIVIDUAL_SUBSCRIBER"
	LeftOutOverBudget           LeftOutReason = "OVER_BUDGET"
	LeftOutAlreadyInvited       LeftOutReason = "ALREADY_INVITED"
)

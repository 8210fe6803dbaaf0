package hub

import (
	"slices"
	"strings"
	"time"
)

// Campaign is one sending of a questionnaire to chosen employers.
type Campaign struct {
	ID                     CampaignID
	Name                   string
	QuestionnaireVersionID QuestionnaireVersionID
	QuestionnaireName      string
	Kind                   CampaignKind
	State                  CampaignState
	ClosesOn               Date
	// LaunchedAt is nil for a draft.
	LaunchedAt   *time.Time
	Organisation Organisation
	// LaunchedBy is who launched it, of a draft who saved it last; nil for an API token.
	LaunchedBy   *User
	SendWindow   SendWindow
	ReminderPlan ReminderPlan
	// KindReason is why it is service or research; empty for marketing.
	KindReason string
	Functions  []PersonFunction
	// RatePerMinute is how many of its messages go out in a minute at most; nil is as many as the hub may send.
	RatePerMinute *int
	// PausedReason is nil unless it is paused.
	PausedReason *string
	// Texts are its words, frozen at the launch; of a draft only those of its own.
	Texts Texts
	// Audience chooses the employers, and leaves out those that another partner contacted within so many days; 0 leaves out nobody.
	Audience            EmployerFilter
	ContactedWithinDays int
	// LeftOut counts the employers that were not asked, by reason, as at the launch.
	LeftOut map[LeftOutReason]int
	Version int
}

// campaignMoves are the steps that people may take. A draft is launched or discarded, which is more than a move.
var campaignMoves = map[CampaignState][]CampaignState{
	CampaignRunning: {CampaignPaused, CampaignClosed, CampaignCancelled},
	CampaignPaused:  {CampaignRunning, CampaignClosed, CampaignCancelled},
}

// AllowedTransitions are the states that by may take the campaign to.
func (c Campaign) AllowedTransitions(by Actor) []CampaignState {
	if !by.May(PermSendDiagnostics) || by.OrganisationID != c.Organisation.ID {
		return []CampaignState{}
	}
	return append([]CampaignState{}, campaignMoves[c.State]...)
}

// TransitionCampaignInput moves a campaign. Reason is why it is paused; it is kept with every step.
type TransitionCampaignInput struct {
	ID      CampaignID
	Version int
	To      CampaignState
	Reason  *string
}

// UpdateCampaignInput changes the fields that are set.
type UpdateCampaignInput struct {
	ID            CampaignID
	Version       int
	Name          Optional[string]
	ClosesOn      Optional[Date]
	RatePerMinute Optional[int]
}

const (
	mostCampaignName  = 200
	mostPauseReason   = 300
	mostRatePerMinute = 10_000
)

// Move takes the step that in asks for. Errors: CONFLICT where c is not the version that the caller read, BAD_INPUT where it
// cannot be taken from here.
func (c *Campaign) Move(in TransitionCampaignInput, by Actor) error {
	if in.Version != c.Version {
		return changedSince("campaign")
	}
	if !slices.Contains(c.AllowedTransitions(by), in.To) {
		return BadInput("a campaign that is "+strings.ToLower(string(c.State))+" cannot become "+strings.ToLower(string(in.To)), "to")
	}
	c.State, c.PausedReason = in.To, nil
	if in.To != CampaignPaused {
		return nil
	}
	why := "Paused by " + by.Name
	if in.Reason != nil && strings.TrimSpace(*in.Reason) != "" {
		said, err := requiredLine(*in.Reason, mostPauseReason, "say why", "reason")
		if err != nil {
			return err
		}
		why += ": " + said
	}
	c.PausedReason = &why
	return nil
}

// Update changes what in sets. Errors: CONFLICT where c is not the version that the caller read; BAD_INPUT, also for one that
// is over.
func (c *Campaign) Update(in UpdateCampaignInput, today Date) error {
	switch {
	case in.Version != c.Version:
		return changedSince("campaign")
	case c.State == CampaignDraft:
		return BadInput("a draft is changed as a whole", "id")
	case c.State != CampaignRunning && c.State != CampaignPaused:
		return BadInput("a campaign that is over cannot be changed", "id")
	}
	if in.Name.IsSet() {
		typed := in.Name.Value()
		if typed == nil {
			return BadInput("give it a name", "name")
		}
		name, err := requiredLine(*typed, mostCampaignName, "give it a name", "name")
		if err != nil {
			return err
		}
		c.Name = name
	}
	if in.ClosesOn.IsSet() {
		day := in.ClosesOn.Value()
		if day == nil || day.Before(today) || today.DaysUntil(*day) > mostDaysToAnswer {
			return BadInput("choose today or a later day, within a year", "closesOn")
		}
		c.ClosesOn = *day
	}
	if in.RatePerMinute.IsSet() {
		if err := checkRate(in.RatePerMinute.Value()); err != nil {
			return err
		}
		c.RatePerMinute = in.RatePerMinute.Value()
	}
	return nil
}

func checkRate(rate *int) error {
	if rate != nil && (*rate < 1 || *rate > mostRatePerMinute) {
		return BadInput("send 1 to 10,000 messages a minute", "ratePerMinute")
	}
	return nil
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

// NeedsConsent says that the law lets a campaign of that kind go to an employer of that form only where the person agreed.
func NeedsConsent(kind CampaignKind, form LegalForm) bool {
	return kind == CampaignMarketing && form.Subscriber() == SubscriberIndividual
}

// CampaignState is where a campaign stands.
type CampaignState string

const (
	// CampaignDraft is being set up: nobody was asked yet.
	CampaignDraft CampaignState = "DRAFT"
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
	// Due wait or are with the mail server, Accepted were taken by it, Bounced came back or were refused for good, and of Uncertain
	// nobody knows, and nobody decided yet. These count messages.
	Due       int
	Accepted  int
	Bounced   int
	Uncertain int
	// SkillsNeeds were made by its answers.
	SkillsNeeds int
}

// DayCount is how many came on a day.
type DayCount struct {
	Day Date
	N   int
}

// CampaignFilter chooses campaigns; what is not set chooses all.
type CampaignFilter struct {
	// Search are parts of words of the name.
	Search *string
	// Mine are those that the caller sent, or saved last as a draft.
	Mine             *bool
	StateIn          []CampaignState
	KindIn           []CampaignKind
	QuestionnaireKey *string
}

// ResponseFilter chooses responses; what is not set chooses all.
type ResponseFilter struct {
	CampaignID       *CampaignID
	StateIn          []ResponseState
	SubmittedFrom    *Date
	QuestionnaireKey *string
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
	// InvitationNoConsent is to marketing that the person has not agreed to, or not any more: no message follows, and answers are still taken.
	InvitationNoConsent InvitationState = "NO_CONSENT"
	// InvitationAnswered found that somebody else answered the same for the employer.
	InvitationAnswered InvitationState = "ANSWERED"
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
	// KindReason is why it is service or research.
	KindReason    *string
	ClosesOn      *Date
	SendWindow    SendWindow
	RatePerMinute *int
	// Reminders are the plan; nil is the default one.
	Reminders []ReminderStep
	// Texts are words of its own.
	Texts []MessageTextInput
	// ContactedWithinDays leaves out employers that another partner contacted lately; 0 leaves out nobody.
	ContactedWithinDays int
}

// ContactedSince is the first day of those on which a partner's contact leaves an employer out; nil where none does.
func (in SendDiagnosticInput) ContactedSince(today Date) *Date {
	if in.ContactedWithinDays == 0 {
		return nil
	}
	day := today.AddDays(-in.ContactedWithinDays)
	return &day
}

// Recipient is who at an employer gets a diagnostic.
type Recipient struct {
	EmployerID EmployerID
	PersonID   PersonID
}

// LeftOut is an employer who does not get a diagnostic.
type LeftOut struct {
	EmployerID EmployerID
	// PersonID is who would have been asked; zero where the reason is not about anybody there.
	PersonID PersonID
	Reason   LeftOutReason
}

// LeftOutReason says why somebody would not get a diagnostic.
type LeftOutReason string

// The reasons, in the order in which they are looked at.
const (
	LeftOutClosed               LeftOutReason = "CLOSED"
	LeftOutOnHold               LeftOutReason = "ON_HOLD"
	LeftOutNoAddress            LeftOutReason = "NO_ADDRESS"
	LeftOutAddressInvalid       LeftOutReason = "ADDRESS_INVALID"
	LeftOutObjected             LeftOutReason = "OBJECTED"
	LeftOutBounced              LeftOutReason = "BOUNCED"
	LeftOutSuppressed           LeftOutReason = "SUPPRESSED"
	LeftOutIndividualSubscriber LeftOutReason = "INDIVIDUAL_SUBSCRIBER"
	LeftOutOverBudget           LeftOutReason = "OVER_BUDGET"
	LeftOutContactedByPartner   LeftOutReason = "CONTACTED_BY_PARTNER"
	LeftOutAlreadyInvited       LeftOutReason = "ALREADY_INVITED"
)

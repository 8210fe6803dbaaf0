package hub

import (
	"fmt"
	"slices"
	"time"
)

// NetworkIssue is a challenge of the workforce that somebody raised in a network, at a meeting or between. State and Since are those of its
// last step.
type NetworkIssue struct {
	ID        NetworkIssueID
	NetworkID NetworkID
	// MeetingID is the meeting at which it was raised; nil between meetings.
	MeetingID *MeetingID
	// EmployerID is who raised it; nil where the network as a whole did.
	EmployerID *EmployerID
	Title      string
	Details    *string
	Theme      Theme
	// Sector is a section of SIC 2007, A to U; nil where it is about every sector.
	Sector   *string
	RaisedOn Date
	// Owner is who owns the response, and AnswerBy until when; nil where nobody said.
	Owner    *User
	AnswerBy *Date
	State    IssueState
	Since    Date
	// Answer is what the network is told, the latest; it is kept where the issue is taken up again.
	Answer  *string
	Version int
}

// IssueState is how far an issue is.
type IssueState string

const (
	// IssueOpen was raised, and nobody works on it yet.
	IssueOpen IssueState = "OPEN"
	// IssueInHand is worked on.
	IssueInHand IssueState = "IN_HAND"
	// IssueAnswered has an answer to the network.
	IssueAnswered IssueState = "ANSWERED"
	// IssueDropped was taken back, or is for somebody else.
	IssueDropped IssueState = "DROPPED"
)

// issueMoves are the states that follow each state.
var issueMoves = map[IssueState][]IssueState{
	IssueOpen:     {IssueInHand, IssueAnswered, IssueDropped},
	IssueInHand:   {IssueAnswered, IssueOpen, IssueDropped},
	IssueAnswered: {IssueInHand},
	IssueDropped:  {IssueOpen},
}

// AllowedTransitions are the states that by may move the issue to.
func (i NetworkIssue) AllowedTransitions(by Actor) []IssueState {
	if !by.May(PermWriteEngagement) {
		return []IssueState{}
	}
	return issueMoves[i.State]
}

// IssueMove is one step of an issue, from a day on. Text is the answer, or why.
type IssueMove struct {
	IssueID    NetworkIssueID
	State      IssueState
	OnDay      Date
	Text       *string
	RecordedAt time.Time
	// By is nil where a program did it.
	By *User
}

// NetworkIssueFilter narrows issues; nil and empty fields do not.
type NetworkIssueFilter struct {
	NetworkID  *NetworkID
	MeetingID  *MeetingID
	EmployerID *EmployerID
	StateIn    []IssueState
	ThemeIn    []Theme
	SectorIn   []string
	// Mine asks for those whose response the caller owns.
	Mine *bool
	// AnsweredFrom asks for those that are answered since that day or a later one.
	AnsweredFrom *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f NetworkIssueFilter) Check() error {
	for field, chosen := range map[string]int{"stateIn": len(f.StateIn), "themeIn": len(f.ThemeIn), "sectorIn": len(f.SectorIn)} {
		if chosen > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

// RaiseIssueInput says what was raised, by whom and when; today where no day is given.
type RaiseIssueInput struct {
	NetworkID  NetworkID
	MeetingID  *MeetingID
	EmployerID *EmployerID
	Title      string
	Details    *string
	Theme      Theme
	Sector     *string
	RaisedOn   *Date
	OwnerID    *UserID
	AnswerBy   *Date
}

// UpdateIssueInput changes the fields that are set.
type UpdateIssueInput struct {
	ID       NetworkIssueID
	Version  int
	Title    Optional[string]
	Details  Optional[string]
	Theme    Optional[Theme]
	Sector   Optional[string]
	OwnerID  OptionalUserID
	AnswerBy Optional[Date]
}

// TransitionIssueInput asks to move an issue to a state from a day on; today where none is given. Text is the answer, or why.
type TransitionIssueInput struct {
	ID      NetworkIssueID
	Version int
	State   IssueState
	OnDay   *Date
	Text    *string
}

const (
	maxIssueTitle = 200   // characters
	maxIssueText  = 4_000 // characters
)

// NewNetworkIssue is the open issue that in describes, without its owner. At is the meeting at which it was raised, if any. Errors: BAD_INPUT.
func NewNetworkIssue(in RaiseIssueInput, at *Meeting, now time.Time) (NetworkIssue, error) {
	today := DateOf(now)
	i := NetworkIssue{
		ID: NewNetworkIssueID(), NetworkID: in.NetworkID, MeetingID: in.MeetingID, EmployerID: in.EmployerID, Title: in.Title, Details: in.Details, Theme: in.Theme,
		Sector: in.Sector, RaisedOn: today, AnswerBy: in.AnswerBy, State: IssueOpen, Version: 1,
	}
	if at != nil {
		switch {
		case at.NetworkID != in.NetworkID:
			return i, BadInput("this is a meeting of another network", "meetingId")
		case at.CancelledAt != nil:
			return i, BadInput("the meeting was cancelled", "meetingId")
		case DateOf(at.StartsAt).After(today):
			return i, BadInput("the meeting has not been yet; leave it out where the issue was raised before", "meetingId")
		}
		i.RaisedOn = DateOf(at.StartsAt)
	}
	if in.RaisedOn != nil {
		i.RaisedOn = *in.RaisedOn
	}
	if i.RaisedOn.After(today) || i.RaisedOn.Year() < 1990 {
		return i, BadInput("choose today or an earlier day", "raisedOn")
	}
	if in.AnswerBy != nil && in.AnswerBy.Before(today) {
		return i, BadInput("choose today or a later day", "answerBy")
	}
	i.Since = i.RaisedOn
	return i, i.check()
}

// Update makes the changes that in asks for, but for the owner. Errors: CONFLICT where i is not the version that the caller read, BAD_INPUT.
func (i *NetworkIssue) Update(in UpdateIssueInput, today Date) error {
	if in.Version != i.Version {
		return changedSince("issue")
	}
	for _, refused := range []error{notCleared(in.Title, "title"), notCleared(in.Theme, "theme")} {
		if refused != nil {
			return refused
		}
	}
	if in.Title.IsSet() {
		i.Title = *in.Title.Value()
	}
	if in.Theme.IsSet() {
		i.Theme = *in.Theme.Value()
	}
	in.Details.Apply(&i.Details)
	in.Sector.Apply(&i.Sector)
	if by := in.AnswerBy.Value(); by != nil && (i.AnswerBy == nil || *by != *i.AnswerBy) && by.Before(today) {
		return BadInput("choose today or a later day", "answerBy")
	}
	in.AnswerBy.Apply(&i.AnswerBy)
	return i.check()
}

// Move takes one step. Errors: CONFLICT where i is not the version that the caller read, BAD_INPUT.
func (i *NetworkIssue) Move(in TransitionIssueInput, today Date) (step IssueMove, err error) {
	if in.Version != i.Version {
		return step, changedSince("issue")
	}
	on := today
	if in.OnDay != nil {
		on = *in.OnDay
	}
	text, err := optionalText(in.Text, maxIssueText, "text")
	if err != nil {
		return step, err
	}
	switch {
	case !slices.Contains(issueMoves[i.State], in.State):
		return step, BadInput("an issue that is "+i.State.words()+" cannot become "+in.State.words(), "state")
	case on.After(today):
		return step, BadInput("choose today or an earlier day", "onDay")
	case on.Before(i.Since):
		return step, BadInput("it is "+i.State.words()+" since "+i.Since.Words()+"; choose that day or a later one", "onDay")
	case text == nil && in.State == IssueAnswered:
		return step, BadInput("enter the answer to the network", "text")
	case text == nil && in.State == IssueDropped:
		return step, BadInput("say why", "text")
	}
	i.State, i.Since = in.State, on
	if in.State == IssueAnswered {
		i.Answer = text
	}
	return IssueMove{IssueID: i.ID, State: i.State, OnDay: on, Text: text}, nil
}

func (s IssueState) words() string {
	return map[IssueState]string{IssueOpen: "open", IssueInHand: "in hand", IssueAnswered: "answered", IssueDropped: "dropped"}[s]
}

// TitleOf says in a few words that an employer's issue came to a state.
func (s IssueState) TitleOf(issue string) string {
	words := map[IssueState]string{
		IssueOpen: "Raised in a network: ", IssueInHand: "Its issue is in hand: ", IssueAnswered: "Its issue was answered: ", IssueDropped: "Its issue was dropped: ",
	}
	return words[s] + issue
}

// check refuses what cannot be, and tidies the words. Errors: BAD_INPUT.
func (i *NetworkIssue) check() (err error) {
	if i.Title, err = requiredLine(i.Title, maxIssueTitle, "say in a few words what the challenge is", "title"); err != nil {
		return err
	}
	if i.Details, err = optionalText(i.Details, maxIssueText, "details"); err != nil {
		return err
	}
	if i.Sector != nil && !slices.ContainsFunc(SICSections, func(s SICSection) bool { return s.Letter == *i.Sector }) {
		return BadInput(fmt.Sprintf("%q is not a section of SIC 2007; they are A to U", clip(*i.Sector)), "sector")
	}
	return nil
}

// DigestIssue is an issue whose response a user owns. EmployerName is nil where nobody in particular raised it.
type DigestIssue struct {
	ID           NetworkIssueID
	Title        string
	NetworkID    NetworkID
	NetworkName  string
	EmployerName *string
	AnswerBy     Date
}

package hub

import (
	"net/url"
	"time"
)

// Meeting is one of a network. Its members' representatives are invited by e-mail.
type Meeting struct {
	ID        MeetingID
	NetworkID NetworkID
	Title     string
	Agenda    *string
	// Place is where people meet and Link where they join from afar; one of them is set.
	Place    *string
	Link     *string
	StartsAt time.Time
	EndsAt   time.Time
	// CancelledAt and CancelReason are nil unless it was called off.
	CancelledAt  *time.Time
	CancelReason *string
	// Sequence counts the changes that invited people are told of; TimedAs is its value when the time last changed.
	Sequence int
	TimedAs  int
	// FollowUp is what those who came were written afterwards.
	FollowUp     *string
	FollowedUpAt *time.Time
	Version      int
}

// MeetingState is whether a meeting is still to come.
type MeetingState string

const (
	// MeetingPlanned is still to begin, or goes on.
	MeetingPlanned MeetingState = "PLANNED"
	// MeetingOver has ended.
	MeetingOver MeetingState = "OVER"
	// MeetingCancelled was called off.
	MeetingCancelled MeetingState = "CANCELLED"
)

// State is that of the meeting at now, by the business clock.
func (m Meeting) State(now time.Time) MeetingState {
	switch {
	case m.CancelledAt != nil:
		return MeetingCancelled
	case now.Before(m.EndsAt):
		return MeetingPlanned
	default:
		return MeetingOver
	}
}

// CallMeetingInput says what a meeting is about, when and where.
type CallMeetingInput struct {
	NetworkID NetworkID
	Title     string
	Agenda    *string
	Place     *string
	Link      *string
	StartsAt  time.Time
	EndsAt    time.Time
}

// ChangeMeetingInput says all of a meeting anew.
type ChangeMeetingInput struct {
	ID       MeetingID
	Version  int
	Title    string
	Agenda   *string
	Place    *string
	Link     *string
	StartsAt time.Time
	EndsAt   time.Time
}

// CancelMeetingInput calls a meeting off.
type CancelMeetingInput struct {
	ID      MeetingID
	Version int
	Reason  string
}

// FollowUpMeetingInput writes to those who came.
type FollowUpMeetingInput struct {
	ID      MeetingID
	Version int
	Text    string
}

// AddMeetingActionInput is something that a meeting wants done: a task of the caller's organisation.
type AddMeetingActionInput struct {
	MeetingID  MeetingID
	Title      string
	DueOn      Date
	EmployerID *EmployerID
	AssigneeID *UserID
}

const (
	maxMeetingTitle = 200   // characters
	maxAgenda       = 4_000 // characters
	maxPlace        = 300   // characters
	maxMeetingText  = 4_000 // characters
	maxReplyNote    = 500   // characters
)

// longestMeeting is how long a meeting can take; more is a slip of the keyboard.
const longestMeeting = 48 * time.Hour

// farthestMeeting is how many days ahead a meeting can be.
const farthestMeeting = 730

// NewMeeting checks what a meeting is to be. Errors: BAD_INPUT that names the field.
func NewMeeting(in CallMeetingInput, now time.Time) (Meeting, error) {
	m := Meeting{ID: NewMeetingID(), NetworkID: in.NetworkID, Version: 1}
	return m, m.say(ChangeMeetingInput{
		Title: in.Title, Agenda: in.Agenda, Place: in.Place, Link: in.Link, StartsAt: in.StartsAt, EndsAt: in.EndsAt,
	}, now)
}

func (m *Meeting) say(in ChangeMeetingInput, now time.Time) (err error) {
	if m.Title, err = requiredLine(in.Title, maxMeetingTitle, "enter what the meeting is called", "title"); err != nil {
		return err
	}
	if m.Agenda, err = optionalText(in.Agenda, maxAgenda, "agenda"); err != nil {
		return err
	}
	if m.Place, err = optionalLine(in.Place, maxPlace, "place"); err != nil {
		return err
	}
	if m.Link, err = optionalLine(in.Link, maxPlace, "link"); err != nil {
		return err
	}
	if m.Place == nil && m.Link == nil {
		return BadInput("enter where people meet, or the address by which they join", "place")
	}
	if m.Link != nil {
		if u, err := url.Parse(*m.Link); err != nil || u.Scheme != "https" || u.Host == "" {
			return BadInput("enter an address that begins with https://", "link")
		}
	}
	m.StartsAt, m.EndsAt = in.StartsAt.Truncate(time.Minute), in.EndsAt.Truncate(time.Minute)
	switch {
	case !m.StartsAt.After(now):
		return BadInput("choose a time that is still to come", "startsAt")
	case DateOf(m.StartsAt).After(DateOf(now).AddDays(farthestMeeting)):
		return BadInput("choose a day within the next two years", "startsAt")
	case !m.EndsAt.After(m.StartsAt):
		return BadInput("the meeting has to end after it starts", "endsAt")
	case m.EndsAt.Sub(m.StartsAt) > longestMeeting:
		return BadInput("a meeting takes two days at most", "endsAt")
	}
	return nil
}

// Change says all of the meeting anew. retold says that invited people have to be told, and moved that they are asked anew, because
// the time is another. Errors: BAD_INPUT, CONFLICT for a stale version and for a meeting that is over or called off.
func (m *Meeting) Change(in ChangeMeetingInput, now time.Time) (retold, moved bool, err error) {
	if err := m.stillOn(in.Version, now); err != nil {
		return false, false, err
	}
	if !now.Before(m.StartsAt) {
		return false, false, Conflict("the meeting has begun")
	}
	before := *m
	if err := m.say(in, now); err != nil {
		return false, false, err
	}
	moved = !m.StartsAt.Equal(before.StartsAt) || !m.EndsAt.Equal(before.EndsAt)
	retold = moved || m.Title != before.Title || orEmpty(m.Place) != orEmpty(before.Place) || orEmpty(m.Link) != orEmpty(before.Link) || orEmpty(m.Agenda) != orEmpty(before.Agenda)
	if retold {
		m.Sequence++
	}
	if moved {
		m.TimedAs = m.Sequence
	}
	return retold, moved, nil
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Cancel calls the meeting off. Errors: BAD_INPUT, CONFLICT for a stale version and for a meeting that is over or called off.
func (m *Meeting) Cancel(in CancelMeetingInput, now time.Time) error {
	if err := m.stillOn(in.Version, now); err != nil {
		return err
	}
	reason, err := requiredLine(in.Reason, maxReason, "enter why; invited people read it", "reason")
	if err != nil {
		return err
	}
	m.CancelledAt, m.CancelReason = &now, &reason
	m.Sequence++
	return nil
}

func (m Meeting) stillOn(version int, now time.Time) error {
	if m.Version != version {
		return changedSince("meeting")
	}
	return m.MayInvite(now)
}

// MayInvite refuses where nobody can be asked to come any more. Errors: CONFLICT.
func (m Meeting) MayInvite(now time.Time) error {
	switch m.State(now) {
	case MeetingCancelled:
		return Conflict("the meeting was cancelled")
	case MeetingOver:
		return Conflict("the meeting is over")
	default:
		return nil
	}
}

// WriteUp keeps what those who came are written; that happens once. Errors: BAD_INPUT, CONFLICT.
func (m *Meeting) WriteUp(in FollowUpMeetingInput, now time.Time) (err error) {
	switch {
	case m.Version != in.Version:
		return changedSince("meeting")
	case m.CancelledAt != nil:
		return Conflict("the meeting was cancelled")
	case now.Before(m.StartsAt):
		return Conflict("the meeting has not begun")
	case m.FollowedUpAt != nil:
		return Conflict("those who came were written to already")
	}
	text, err := requiredText(in.Text, maxMeetingText, "enter what you want to tell those who came", "text")
	m.FollowUp, m.FollowedUpAt = &text, &now
	return err
}

// When says when a meeting is, as it stands in a sentence.
func (m Meeting) When() string {
	starts, ends := m.StartsAt.In(London), m.EndsAt.In(London)
	if DateOf(starts) == DateOf(ends) {
		return starts.Format("Monday 2 January 2006, 15:04") + " to " + ends.Format("15:04")
	}
	return starts.Format("Monday 2 January 2006, 15:04") + " to " + ends.Format("Monday 2 January 2006, 15:04")
}

// MeetingFilter chooses meetings of a network: those to come, or those that are over or called off.
type MeetingFilter struct {
	NetworkID NetworkID
	Past      bool
}

// MeetingFigures count who was asked to a meeting and what became of it. Who stands in counts for the member, not once more.
type MeetingFigures struct {
	MeetingID MeetingID
	// Invited are members; what follows are answers, by the last word of each.
	Invited    int
	Yes        int
	No         int
	Deputy     int
	Unanswered int
	// Members counts those of whom somebody came, and People who did.
	Members int
	People  int
	// Recorded says that attendance was taken down.
	Recorded bool
}

package hub

import (
	"strconv"
	"time"
)

// What is said about meetings. The subject is the invitee; the occurrence of an invitation is itself, of a change and a cancellation the
// meeting's sequence, of reminders the sequence that set its time.
const (
	RuleMeetingInvitation   ReminderRule = "meeting.invitation"
	RuleMeetingChange       ReminderRule = "meeting.change"
	RuleMeetingCancellation ReminderRule = "meeting.cancellation"
	// RuleMeetingReply asks those who have not replied. Step 1 comes 10 working days before the meeting, step 2 comes 3 before.
	RuleMeetingReply ReminderRule = "meeting.reply"
	// RuleMeetingSoon reminds those who come, 1 working day before.
	RuleMeetingSoon     ReminderRule = "meeting.soon"
	RuleMeetingFollowUp ReminderRule = "meeting.follow_up"
)

const (
	firstReplyDays  = 10
	secondReplyDays = 3
	soonDays        = 1
)

// MeetingStep is a reminder of a meeting: when it is due, and from when it says nothing new.
type MeetingStep struct {
	Rule          ReminderRule
	Step          int
	Due, NotAfter time.Time
}

// Steps are the reminders that somebody who was told of the meeting's time on a day still has to hear of at now: one that is late is sent
// as long as it makes sense, one that came too soon after the telling is not.
func (m Meeting) Steps(toldOn Date, now time.Time, c Calendar) []MeetingStep {
	day := DateOf(m.StartsAt)
	before := func(n int) Date { return c.AddWorkingDays(day, -n) }
	at := func(d Date) time.Time { return d.At(reminderTime.hour, reminderTime.minute) }
	peace := c.AddWorkingDays(toldOn, leastApart)
	all := []struct {
		MeetingStep
		soonest Date
	}{
		{MeetingStep{RuleMeetingReply, 1, at(before(firstReplyDays)), before(secondReplyDays + leastApart).End()}, peace},
		{MeetingStep{RuleMeetingReply, 2, at(before(secondReplyDays)), day.At(0, 0)}, peace},
		{MeetingStep{RuleMeetingSoon, 0, at(before(soonDays)), m.StartsAt}, toldOn.AddDays(1)},
	}
	var due []MeetingStep
	for _, s := range all {
		if !DateOf(s.Due).Before(s.soonest) && !now.Before(s.Due) && now.Before(s.NotAfter) {
			due = append(due, s.MeetingStep)
		}
	}
	return due
}

// MeetingRemindersFrom is how many days before a meeting a sweep begins to look at it: more than 10 working days with all holidays between.
const MeetingRemindersFrom = 60

// UrgentWindow is when something is said that has to arrive before an event: on a working day, or at once where none is left.
func UrgentWindow(c Calendar, now, event time.Time) SendWindow {
	if WindowOperational.Next(c, now).Before(event) {
		return WindowOperational
	}
	return WindowAny
}

// OutgoingMeeting is a message about a meeting that is about to be sent, with what decides whether it still may be, and what it says.
type OutgoingMeeting struct {
	ID         MessageID
	NotAfter   *time.Time
	Attempts   int
	Rule       ReminderRule
	Step       int
	Occurrence string

	PersonID   PersonID
	PersonName string
	Email      *EmailAddress
	EmailState EmailState
	// Objected says that the person does not want to hear about networks, or at all.
	Objected   bool
	Suppressed bool
	// HasRole says that the person works for the employer today.
	HasRole bool

	EmployerID     EmployerID
	EmployerName   string
	EmployerStatus EmployerStatus
	HeldUntil      *Date

	InviteeID   InviteeID
	Reply       *MeetingReply
	Withdrawn   bool
	Attended    *bool
	StandsInFor *string
	// Told says that another message about the meeting reached the person, or may have.
	Told bool

	MeetingID    MeetingID
	Title        string
	Agenda       *string
	Place        *string
	Link         *string
	StartsAt     time.Time
	EndsAt       time.Time
	CancelReason *string
	Sequence     int
	TimedAs      int
	FollowUp     *string

	NetworkName      string
	OrganisationName string
	// OrganiserName and what follows is who called the meeting; nil where a program did.
	OrganiserName  *string
	OrganiserEmail *string
	OrganiserPhone *string
}

// Meeting is the one that the message is about.
func (o OutgoingMeeting) Meeting() Meeting {
	return Meeting{
		ID: o.MeetingID, Title: o.Title, Agenda: o.Agenda, Place: o.Place, Link: o.Link, StartsAt: o.StartsAt, EndsAt: o.EndsAt,
		CancelReason: o.CancelReason, Sequence: o.Sequence, TimedAs: o.TimedAs,
	}
}

// Cancels says that the message takes back what an earlier one said.
func (o OutgoingMeeting) Cancels() bool { return o.Rule == RuleMeetingCancellation }

// Obstacle says what keeps the message from going out at now, by the business clock. False: it may go.
func (o OutgoingMeeting) Obstacle(now time.Time) (reason string, is bool) {
	if reason := o.needless(now); reason != "" {
		return reason, true
	}
	switch {
	case o.Objected:
		return "the person objected", true
	case o.Suppressed && o.EmailState.Usable():
		return "the address is on the suppression list", true
	case !o.HasRole:
		return "the person has left the employer", true
	case o.EmployerStatus == EmployerClosed:
		return "the employer is closed", true
	case o.Waits() && o.NotAfter != nil && !o.HeldUntil.At(0, 0).Before(*o.NotAfter):
		return "the employer is on hold until " + o.HeldUntil.Words() + ", when it would be too late", true
	case o.Email == nil:
		return "the person has no address", true
	case !o.EmailState.Usable():
		return "mail to the person bounces", true
	default:
		return "", false
	}
}

// Waits says that the message is kept until the employer is not on hold any more. Who expects a meeting hears of changes all the same.
func (o OutgoingMeeting) Waits() bool {
	return o.HeldUntil != nil && o.Rule != RuleMeetingChange && o.Rule != RuleMeetingCancellation
}

// needless is why there is nothing left to say; empty where there is.
func (o OutgoingMeeting) needless(now time.Time) string {
	about := o.Rule
	switch {
	case o.NotAfter != nil && !now.Before(*o.NotAfter):
		return "out of date"
	case about != RuleMeetingCancellation && o.CancelReason != nil:
		return "the meeting was cancelled"
	case about != RuleMeetingCancellation && o.Withdrawn:
		return "somebody else comes instead"
	case (about == RuleMeetingChange || about == RuleMeetingCancellation) && !o.Told:
		return "the person was not told of the meeting"
	case about == RuleMeetingCancellation && o.CancelReason == nil && !o.Withdrawn:
		return "the person comes after all"
	case about == RuleMeetingChange && o.Occurrence != strconv.Itoa(o.Sequence):
		return "the meeting has changed since"
	case (about == RuleMeetingReply || about == RuleMeetingSoon) && o.Occurrence != strconv.Itoa(o.TimedAs):
		return "the meeting has moved since"
	case about == RuleMeetingReply && o.Reply != nil:
		return "answered"
	case about == RuleMeetingSoon && (o.Reply == nil || *o.Reply != ReplyYes):
		return "the person does not come"
	case about == RuleMeetingFollowUp && (o.Attended == nil || !*o.Attended):
		return "the person was not there"
	default:
		return ""
	}
}

// AboutMeeting is a thing that an invitee should hear once.
type AboutMeeting struct {
	Rule       ReminderRule
	Step       int
	Occurrence string
	InviteeID  InviteeID
	EmployerID EmployerID
	PersonID   PersonID
	Window     SendWindow
	Due        time.Time
	NotAfter   *time.Time
}

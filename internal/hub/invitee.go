package hub

import (
	"slices"
	"time"
)

// Invitee is somebody who is asked to a meeting in the name of a member.
type Invitee struct {
	ID         InviteeID
	MeetingID  MeetingID
	EmployerID EmployerID
	PersonID   PersonID
	Seat       Seat
	// StandsInFor is who sent them instead; nil where they were asked themselves.
	StandsInFor *InviteeID
	Reply       *MeetingReply
	// DeputyID is who comes instead, where the reply names one.
	DeputyID  *PersonID
	Note      *string
	RepliedAt *time.Time
	// WithdrawnAt is when whoever they stood in for decided otherwise.
	WithdrawnAt *time.Time
	// Attended is nil until attendance is taken down.
	Attended *bool
	// Told is the last message to them about the meeting; nil where there is none.
	Told *Telling
}

// Telling is how a message about a meeting fared.
type Telling struct {
	State  MessageState
	Reason *string
	SentAt *time.Time
}

// MeetingReply is an answer to an invitation.
type MeetingReply string

const (
	// ReplyYes comes.
	ReplyYes MeetingReply = "YES"
	// ReplyNo does not.
	ReplyNo MeetingReply = "NO"
	// ReplyDeputy sends somebody else.
	ReplyDeputy MeetingReply = "DEPUTY"
)

var meetingReplies = []MeetingReply{ReplyYes, ReplyNo, ReplyDeputy}

// ReplyInput is an answer to an invitation.
type ReplyInput struct {
	Reply    MeetingReply
	DeputyID *PersonID
	Note     *string
}

// Answer keeps a reply to the invitation to m. Errors: BAD_INPUT that names the field; CONFLICT where the meeting is over or was called off, or
// somebody else comes by now.
func (i *Invitee) Answer(in ReplyInput, m Meeting, now time.Time) (err error) {
	if err := m.MayInvite(now); err != nil {
		return err
	}
	if i.WithdrawnAt != nil {
		return Conflict("somebody else comes in your place by now")
	}
	switch {
	case !slices.Contains(meetingReplies, in.Reply):
		return BadInput("say whether you will come", "reply")
	case in.Reply == ReplyDeputy && i.StandsInFor != nil:
		return BadInput("you stand in for somebody yourself; say yes or no", "reply")
	case in.Reply != ReplyDeputy:
		in.DeputyID = nil
	case in.DeputyID != nil && *in.DeputyID == i.PersonID:
		return BadInput("choose somebody else than yourself", "deputy")
	}
	if i.Note, err = optionalText(in.Note, maxReplyNote, "note"); err != nil {
		return err
	}
	i.Reply, i.DeputyID, i.RepliedAt = &in.Reply, in.DeputyID, &now
	return nil
}

// RecordReplyInput is an answer that staff heard.
type RecordReplyInput struct {
	InviteeID InviteeID
	Reply     MeetingReply
	DeputyID  *PersonID
	Note      *string
}

// InviteToMeetingInput asks one more person to a meeting, or where it is over notes that they were there.
type InviteToMeetingInput struct {
	MeetingID  MeetingID
	EmployerID EmployerID
	PersonID   PersonID
}

// AttendanceInput says who came; those not named did not.
type AttendanceInput struct {
	MeetingID MeetingID
	Attended  []InviteeID
}

// CheckAttendance refuses attendance of a meeting that has not begun or was called off. Errors: CONFLICT.
func (m Meeting) CheckAttendance(now time.Time) error {
	switch {
	case m.CancelledAt != nil:
		return Conflict("the meeting was cancelled")
	case now.Before(m.StartsAt):
		return Conflict("the meeting has not begun")
	default:
		return nil
	}
}

// Invited is what the page of somebody who is asked to a meeting shows.
type Invited struct {
	InviteeID    InviteeID
	PersonID     PersonID
	PersonName   string
	EmployerID   EmployerID
	EmployerName string
	Reply        *MeetingReply
	DeputyID     *PersonID
	Note         *string
	Withdrawn    bool
	// StandsIn says that somebody else sent them.
	StandsIn         bool
	NetworkName      string
	OrganisationName string
	OfficerName      *string
	OfficerEmail     *string
	OfficerPhone     *string
	Meeting          Meeting
	// Deputies are who speaks for the member beside.
	Deputies []NamedPerson
}

// NamedPerson is somebody to choose.
type NamedPerson struct {
	ID   PersonID
	Name string
}

// OfMeeting is something that belongs to a meeting.
type OfMeeting[T any] struct {
	MeetingID MeetingID
	Of        T
}

package mail

import (
	"fmt"
	"net/mail"
	"strings"
	"time"

	"employerhub/internal/hub"
)

// meetingLetter is what the templates of messages about meetings may say.
type meetingLetter struct {
	letter
	Network, When, Place, Join string
	// Says are the paragraphs before the facts; Agenda and what was written afterwards may have several lines.
	Says          []string
	Agenda, Wrote string
	// Button is what the link is for; empty where there is nothing to answer.
	Button, Preferences string
	Facts               bool
}

// Meeting writes a message about a meeting, with a personal link of its own and an entry for the calendar where there is one to make or to take
// away. Errors: what is written to is no address.
func (c Composer) Meeting(o hub.OutgoingMeeting, token hub.LinkToken, now time.Time) (Message, error) {
	to, err := hub.ParseEmailAddress(string(*o.Email))
	if err != nil {
		return Message{}, fmt.Errorf("cannot send %s: the person's address is none", o.ID)
	}
	meeting := o.Meeting()
	l := meetingLetter{
		letter: letter{
			PersonName: oneLine(o.PersonName), EmployerName: oneLine(o.EmployerName), OrganisationName: oneLine(o.OrganisationName),
			OfficerName: oneLine(given(o.OrganiserName)), OfficerPhone: oneLine(given(o.OrganiserPhone)), OfficerEmail: oneLine(given(o.OrganiserEmail)),
			Link: c.BaseURL + "/a/" + string(token) + "/meeting", Privacy: c.BaseURL + "/a/privacy",
		},
		Network: oneLine(o.NetworkName), When: meeting.When(), Place: oneLine(given(o.Place)), Join: oneLine(given(o.Link)), Agenda: given(o.Agenda),
		Preferences: c.BaseURL + "/a/" + string(token) + "/preferences", Facts: true,
	}
	l.Title = l.say(o)
	m := Message{
		ID: o.ID, From: c.From, To: mail.Address{Name: l.PersonName, Address: string(to)}, Subject: oneLine(l.Title),
		Unsubscribe: c.BaseURL + "/a/" + string(token) + "/unsubscribe",
	}
	if organiser, err := hub.ParseEmailAddress(l.OfficerEmail); err == nil {
		m.ReplyTo = &mail.Address{Name: l.OfficerName, Address: string(organiser)}
	}
	switch o.Rule {
	case hub.RuleMeetingInvitation, hub.RuleMeetingChange:
		m.Calendar, m.Method = c.CalendarEntry(meeting, now), "PUBLISH"
	case hub.RuleMeetingCancellation:
		if meeting.CancelReason == nil { // for this person alone
			meeting.CancelReason = new("")
		}
		m.Calendar, m.Method = c.CalendarEntry(meeting, now), "CANCEL"
	}
	var text, html strings.Builder
	for _, err := range []error{
		textTemplates.ExecuteTemplate(&text, "meeting.txt", l),
		htmlTemplates.ExecuteTemplate(&html, "meeting.html", l),
	} {
		if err != nil {
			return Message{}, fmt.Errorf("cannot compose %s: %w", o.ID, err)
		}
	}
	m.Text, m.HTML = text.String(), html.String()
	return m, m.check()
}

// say fills in what the message says beside the facts, and returns its subject.
func (l *meetingLetter) say(o hub.OutgoingMeeting) string {
	title, day := oneLine(o.Title), hub.DateOf(o.StartsAt).Words()
	switch o.Rule {
	case hub.RuleMeetingChange:
		l.Says = []string{"The meeting “" + title + "” of the " + l.Network + " has changed. This is how it stands now:"}
		l.Button = "Tell us whether you will come"
		if o.Reply != nil {
			l.Button = "See or change your reply"
		}
		return "Changed: " + title + ", " + day
	case hub.RuleMeetingCancellation:
		if o.CancelReason == nil {
			l.Says = []string{"You do not need to come to “" + title + "” any more: your colleague has made other arrangements."}
			return "Not needed any more: " + title + ", " + day
		}
		l.Says = []string{"The meeting “" + title + "” of the " + l.Network + " is cancelled.", "The reason: " + oneLine(*o.CancelReason)}
		return "Cancelled: " + title + ", " + day
	case hub.RuleMeetingReply:
		l.Says = []string{"You have not told us yet whether you will come to “" + title + "” of the " + l.Network + ". If you cannot, a colleague may come in your place."}
		l.Button = "Tell us whether you will come"
		return "Will you come? " + title + ", " + day
	case hub.RuleMeetingSoon:
		l.Says = []string{"We look forward to seeing you at “" + title + "” of the " + l.Network + "."}
		l.Button = "See or change your reply"
		return "Reminder: " + title + ", " + day
	case hub.RuleMeetingFollowUp:
		l.Says, l.Wrote, l.Facts = []string{"Thank you for coming to “" + title + "” of the " + l.Network + " on " + day + "."}, given(o.FollowUp), false
		return "After the meeting: " + title + ", " + day
	default:
		l.Says = []string{"We invite you to “" + title + "”, a meeting of the " + l.Network + "."}
		if o.StandsInFor != nil {
			l.Says = []string{oneLine(*o.StandsInFor) + " asks you to come to “" + title + "”, a meeting of the " + l.Network + ", in their place."}
		}
		l.Button = "Tell us whether you will come"
		return "Invitation: " + title + ", " + day
	}
}

// Paragraphs are those of a text of several lines.
func (l meetingLetter) Paragraphs(text string) []string { return strings.Split(text, "\n") }

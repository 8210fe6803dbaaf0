package hub

import "time"

// TimelineEntry is one thing that happened with an employer. What is nil is absent or hidden from the reader.
type TimelineEntry struct {
	ID            string
	Kind          TimelineKind
	At            time.Time
	Title         string
	Text          *string
	Who           *string
	InteractionID *InteractionID
	ResponseID    *ResponseID
	MessageID     *MessageID
	ReferralID    *ReferralID
}

// TimelineKind is what sort of thing happened.
type TimelineKind string

const (
	// TimelineInteraction is a contact.
	TimelineInteraction TimelineKind = "INTERACTION"
	// TimelineMessage is a message handed to the mail server.
	TimelineMessage TimelineKind = "MESSAGE"
	// TimelineResponse is a diagnostic answered or declined.
	TimelineResponse TimelineKind = "RESPONSE"
	// TimelineReferral is a step of a referral or of an introduction that was asked for.
	TimelineReferral TimelineKind = "REFERRAL"
	// TimelineConsent is a person's consent to marketing, its withdrawal, or an objection.
	TimelineConsent TimelineKind = "CONSENT"
	// TimelineNetwork is a step of a membership of a network.
	TimelineNetwork TimelineKind = "NETWORK"
	// TimelineMeeting is a meeting of a network at which somebody was, or was missed.
	TimelineMeeting TimelineKind = "MEETING"
	// TimelineRecord is the making of the record.
	TimelineRecord TimelineKind = "RECORD"
)

// TitleWith says in a few words that there was a contact with a partner.
func (c Channel) TitleWith(partner string) string {
	words := map[Channel]string{
		ChannelMeeting: "Meeting with ", ChannelCall: "Call with ", ChannelEmail: "E-mail with ", ChannelVisit: "Visit by ",
		ChannelEvent: "Event with ", ChannelService: "Service from ",
	}
	return words[c] + partner
}

// TitleIn says in a few words that a membership of a network came to a state.
func (s MembershipState) TitleIn(network string) string {
	words := map[MembershipState]string{
		MemberProspect: "To be asked to join the ", MemberInvited: "Invited to the ", MemberActive: "Member of the ", MemberPaused: "Paused its membership of the ",
		MemberDeclined: "Declined to join the ", MemberLeft: "Left the ",
	}
	return words[s] + network
}

// TitleOf says in a few words what became of the invitation to a questionnaire.
func (s InvitationState) TitleOf(questionnaire string) string {
	switch s {
	case InvitationSubmitted:
		return questionnaire + " answered"
	case InvitationObjected:
		return "Objected to being asked: " + questionnaire
	default:
		return "Not now: " + questionnaire
	}
}

// MessageTitle says in a few words that a message or a reminder was sent, to somebody by name where the reader may know it.
func MessageTitle(reminder bool, to *string) string {
	title := "Message sent"
	if reminder {
		title = "Reminder sent"
	}
	if to != nil {
		title += " to " + *to
	}
	return title
}

// MeetingTitle says in a few words whether somebody was at a meeting of a network.
func MeetingTitle(attended bool, network string) string {
	if attended {
		return "At a meeting of the " + network
	}
	return "Not at a meeting of the " + network
}

// Wish is what a person said about hearing from us.
type Wish string

const (
	// WishAgreed is consent to marketing.
	WishAgreed Wish = "AGREED"
	// WishWithdrew ends it.
	WishWithdrew Wish = "WITHDREW"
	// WishObjected is an objection.
	WishObjected Wish = "OBJECTED"
)

// Title says in a few words what a person wished about a topic.
func (w Wish) Title(about Topic) string {
	words := map[Topic]string{
		TopicDiagnostics: "surveys and diagnostics", TopicNetwork: "networks and meetings", TopicPlacements: "placements",
		TopicAccreditations: "accreditations",
	}
	switch {
	case w == WishAgreed:
		return "Agreed to marketing about " + words[about]
	case w == WishWithdrew:
		return "Withdrew consent to marketing about " + words[about]
	case about == TopicAll:
		return "Objected to hearing from us at all"
	default:
		return "Objected to hearing about " + words[about]
	}
}

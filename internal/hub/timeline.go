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
	// TimelineAccreditation is an award, its renewal, its end, or a step on the way to one.
	TimelineAccreditation TimelineKind = "ACCREDITATION"
	// TimelinePractice is that a topic of good work was discussed, started or confirmed, or a good practice written up or agreed to.
	TimelinePractice TimelineKind = "PRACTICE"
	// TimelineIssue is a step of an issue that it raised in a network.
	TimelineIssue TimelineKind = "ISSUE"
	// TimelineOpportunity is a step of an opportunity for placements.
	TimelineOpportunity TimelineKind = "OPPORTUNITY"
	// TimelinePlacement is what a host said of a placement, or an outcome with it. It is told to placement staff alone, and names nobody who takes part.
	TimelinePlacement TimelineKind = "PLACEMENT"
	// TimelineEducation is something with a school, a college or a training provider, or apprenticeships.
	TimelineEducation TimelineKind = "EDUCATION"
	// TimelineCommitment is that an employer committed itself to something.
	TimelineCommitment TimelineKind = "COMMITMENT"
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

// AwardEvent is what happened with an award.
type AwardEvent string

const (
	// EventAwarded is a first award, or one after another had ended.
	EventAwarded AwardEvent = "AWARDED"
	// EventRenewed is the same level again while it held.
	EventRenewed AwardEvent = "RENEWED"
	// EventMovedUp is a higher level while a lower one held.
	EventMovedUp AwardEvent = "MOVED_UP"
	// EventLapsed is that it ran out.
	EventLapsed AwardEvent = "LAPSED"
	// EventEnded is that it was given up or withdrawn.
	EventEnded AwardEvent = "ENDED"
)

// Title says in a few words what happened with a level of a scheme; level is nil where the scheme has but one.
func (e AwardEvent) Title(scheme string, level *int, name string) string {
	of := scheme
	if level != nil {
		of = levelTitle(scheme, *level, name)
	}
	switch e {
	case EventRenewed:
		return "Renewed " + of
	case EventMovedUp:
		return "Moved up to " + of
	case EventLapsed:
		return of + " ran out"
	case EventEnded:
		return of + " ended"
	default:
		return "Awarded " + of
	}
}

// TitleOf says in a few words that an employer came to a stage of its way to a scheme.
func (s AccreditationStage) TitleOf(scheme string) string {
	words := map[AccreditationStage]string{
		StageNotDiscussed: "Not discussed yet: ", StageAware: "Aware of ", StageWorkingTowards: "Working towards ", StageApplied: "Applied for ",
	}
	return words[s] + scheme
}

// PracticeEvent is what happened with a topic of good work.
type PracticeEvent string

const (
	// PracticeDiscussed is that it was spoken of.
	PracticeDiscussed PracticeEvent = "DISCUSSED"
	// PracticeStarted is that the employer began with it.
	PracticeStarted PracticeEvent = "STARTED"
	// PracticeConfirmed is that the employer confirmed it.
	PracticeConfirmed PracticeEvent = "CONFIRMED"
	// PracticeWritten is that something that it does well was written up.
	PracticeWritten PracticeEvent = "WRITTEN"
	// PracticeAgreed is that the employer agreed to publish what was written.
	PracticeAgreed PracticeEvent = "AGREED"
	// PracticeWithdrew is that it took that back.
	PracticeWithdrew PracticeEvent = "WITHDREW"
)

// Title says in a few words what happened with a topic.
func (e PracticeEvent) Title(topic string) string {
	words := map[PracticeEvent]string{
		PracticeDiscussed: "Discussed: ", PracticeStarted: "Started: ", PracticeConfirmed: "Confirmed by the employer: ", PracticeWritten: "Good practice written up: ",
		PracticeAgreed: "Agreed to publish its good practice: ", PracticeWithdrew: "Took back its consent to publish: ",
	}
	return words[e] + topic
}

// PlacementTitle says in a few words what a host said of a placement, or what one led to with it: a stage of a review, an ending or the kind of an outcome.
func PlacementTitle(event, role string) string {
	words := map[string]string{
		string(ReviewMidway): "Reviewed half-way: ", string(ReviewEnd): "Reviewed at its end: ",
		string(EndingAsPlanned): "Said that it ended as planned: ", string(EndingEarly): "Said that it ended early: ", string(EndingExtended): "Said that it goes on: ",
		string(OutcomeInterview): "Interview after a placement: ", string(OutcomeOffer): "Offer of a job after a placement: ", string(OutcomeJobStart): "Job started after a placement: ",
		string(OutcomeSustained): "Job lasts after a placement: ",
	}
	return words[event] + role
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

package hub

import "time"

// Interaction is a contact between a partner and employers. Summary is nil where the reader sees theme and date only.
type Interaction struct {
	ID             InteractionID
	Channel        Channel
	HappenedOn     Date
	Themes         []Theme
	Summary        *string
	Visibility     Visibility
	State          InteractionState
	AskedFor       bool
	StrategyAction *string
	Organisation   Organisation
	RecordedBy     *User
	Version        int
	CreatedAt      time.Time
}

// Channel is how a partner and an employer were in touch.
type Channel string

// The ways of being in touch.
const (
	ChannelMeeting Channel = "MEETING"
	ChannelCall    Channel = "CALL"
	ChannelEmail   Channel = "EMAIL"
	ChannelVisit   Channel = "VISIT"
	ChannelEvent   Channel = "EVENT"
	ChannelService Channel = "SERVICE"
)

// Theme is what a contact was about.
type Theme string

// The themes of the strategy.
const (
	ThemeRecruitment     Theme = "RECRUITMENT"
	ThemeSkills          Theme = "SKILLS"
	ThemeApprenticeships Theme = "APPRENTICESHIPS"
	ThemePlacements      Theme = "PLACEMENTS"
	ThemeGoodWork        Theme = "GOOD_WORK"
	ThemeGrowth          Theme = "GROWTH"
	ThemeRedundancy      Theme = "REDUNDANCY"
	ThemeNetwork         Theme = "NETWORK"
	ThemeSchools         Theme = "SCHOOLS"
	ThemeOther           Theme = "OTHER"
)

// Visibility is who reads the notes of an interaction.
type Visibility string

const (
	// VisibilityShared is for partners who lead the employer or were in touch in the last 12 months.
	VisibilityShared Visibility = "SHARED"
	// VisibilityOwnOrganisation is for the author's organisation only.
	VisibilityOwnOrganisation Visibility = "OWN_ORGANISATION"
)

// InteractionState is whether an interaction is finished.
type InteractionState string

const (
	// InteractionDraft may be changed freely and counts nowhere.
	InteractionDraft InteractionState = "DRAFT"
	// InteractionComplete counts, and is corrected with history.
	InteractionComplete InteractionState = "COMPLETE"
)

// RecordInteractionInput describes a contact and the task that follows from it.
type RecordInteractionInput struct {
	EmployerIds    []EmployerID
	Channel        Channel
	HappenedOn     *Date
	Themes         []Theme
	Summary        string
	Visibility     Visibility
	Draft          bool
	AskedFor       bool
	StrategyAction *string
	PersonIds      []PersonID
	FollowUp       *FollowUpInput
}

// FollowUpInput describes the task that follows from a contact.
type FollowUpInput struct {
	Title      string
	DueOn      Date
	AssigneeID *UserID
}

// UpdateInteractionInput changes the fields that are set.
type UpdateInteractionInput struct {
	ID             InteractionID
	Version        int
	Channel        Optional[Channel]
	HappenedOn     Optional[Date]
	Themes         Optional[[]Theme]
	Summary        Optional[string]
	Visibility     Optional[Visibility]
	State          Optional[InteractionState]
	AskedFor       Optional[bool]
	StrategyAction Optional[string]
	PersonIds      Optional[[]PersonID]
}

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
	// TimelineRecord is the making of the record.
	TimelineRecord TimelineKind = "RECORD"
)

// Change is one change of one record, for its history.
type Change struct {
	ID       string
	At       time.Time
	Who      string
	Action   string
	RecordID string
	Fields   []FieldChange
}

// FieldChange is one field of a change, as text; nil where the field was or is empty.
type FieldChange struct {
	Field  string
	Before *string
	After  *string
}

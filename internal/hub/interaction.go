package hub

import (
	"fmt"
	"slices"
	"time"
)

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

// OfInteraction is one of the things that belong to an interaction and do not name it themselves.
type OfInteraction[T any] struct {
	InteractionID InteractionID
	Of            T
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

// NewInteraction is what in describes, of by's organisation. Errors: BAD_INPUT.
func NewInteraction(in RecordInteractionInput, by Actor, today Date) (Interaction, error) {
	i := Interaction{
		ID: NewInteractionID(), Channel: in.Channel, HappenedOn: today, Themes: distinct(in.Themes), Visibility: in.Visibility,
		State: InteractionComplete, AskedFor: in.AskedFor, Organisation: Organisation{ID: by.OrganisationID}, Version: 1,
	}
	if in.Draft {
		i.State = InteractionDraft
	}
	if by.Kind == ActorUser {
		i.RecordedBy = &User{ID: by.UserID}
	}
	if in.HappenedOn != nil {
		i.HappenedOn = *in.HappenedOn
	}
	if err := i.setSummary(in.Summary); err != nil {
		return Interaction{}, err
	}
	if err := i.setStrategyAction(in.StrategyAction); err != nil {
		return Interaction{}, err
	}
	return i, checkHappenedOn(i.HappenedOn, today)
}

// With is who was there: each employer and each person once. Errors: BAD_INPUT for no employer, and for too many.
func (in RecordInteractionInput) With() (employers []EmployerID, people []PersonID, err error) {
	employers, people = distinct(in.EmployerIds), distinct(in.PersonIds)
	switch {
	case len(employers) == 0:
		err = BadInput("choose at least one employer", "employerIds")
	case len(employers) > maxChoices:
		err = BadInput(fmt.Sprintf("choose at most %d employers", maxChoices), "employerIds")
	case len(people) > maxChoices:
		err = BadInput(fmt.Sprintf("choose at most %d people", maxChoices), "personIds")
	}
	return employers, people, err
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

// Update makes the changes that in asks for, but for the people. Errors: CONFLICT where i is not the version that the caller
// read, BAD_INPUT.
func (i *Interaction) Update(in UpdateInteractionInput, today Date) error {
	if in.Version != i.Version {
		return changedSince("interaction")
	}
	for _, refused := range []error{
		notCleared(in.Channel, "channel"), notCleared(in.HappenedOn, "happenedOn"), notCleared(in.Summary, "summary"),
		notCleared(in.Visibility, "visibility"), notCleared(in.State, "state"), notCleared(in.AskedFor, "askedFor"),
	} {
		if refused != nil {
			return refused
		}
	}
	if in.State.IsSet() && *in.State.Value() == InteractionDraft && i.State == InteractionComplete {
		return BadInput("it is complete and stays so; correct what is wrong in it", "state")
	}
	replace(in.Channel, &i.Channel)
	replace(in.HappenedOn, &i.HappenedOn)
	replace(in.Visibility, &i.Visibility)
	replace(in.State, &i.State)
	replace(in.AskedFor, &i.AskedFor)
	if in.Themes.IsSet() {
		i.Themes = chosen(in.Themes)
	}
	if in.Summary.IsSet() {
		if err := i.setSummary(*in.Summary.Value()); err != nil {
			return err
		}
	}
	if in.StrategyAction.IsSet() {
		if err := i.setStrategyAction(in.StrategyAction.Value()); err != nil {
			return err
		}
	}
	return checkHappenedOn(i.HappenedOn, today)
}

// People is who was there after the update, where before people were, and who of them is new. Errors: BAD_INPUT for too many.
func (in UpdateInteractionInput) People(before []PersonID) (people, added []PersonID, err error) {
	if !in.PersonIds.IsSet() {
		return before, nil, nil
	}
	people = chosen(in.PersonIds)
	if len(people) > maxChoices {
		return before, nil, BadInput(fmt.Sprintf("choose at most %d people", maxChoices), "personIds")
	}
	for _, p := range people {
		if !slices.Contains(before, p) {
			added = append(added, p)
		}
	}
	return people, added, nil
}

// AfterContact is where an employer stands once somebody was in touch with it.
func (s EmployerStatus) AfterContact() EmployerStatus {
	if s == EmployerProspect || s == EmployerDormant {
		return EmployerEngaged
	}
	return s
}

const maxSummary = 20_000 // characters

// earliestContact is where a date is a slip of the keyboard rather than a memory.
var earliestContact = NewDate(2000, time.January, 1)

func checkHappenedOn(day, today Date) error {
	switch {
	case day.After(today):
		return BadInput("choose today or an earlier day; a contact that is planned is a task", "happenedOn")
	case day.Before(earliestContact):
		return BadInput("choose a day since 2000", "happenedOn")
	}
	return nil
}

func (i *Interaction) setSummary(typed string) error {
	summary, err := requiredText(typed, maxSummary, "say what was talked about", "summary")
	i.Summary = &summary
	return err
}

func (i *Interaction) setStrategyAction(action *string) error {
	if action != nil && !slices.Contains(strategyActions, *action) {
		return BadInput("name an action of the strategy: 1.1 to 1.4, 2.1 to 2.4 or 3.1 to 3.6", "strategyAction")
	}
	i.StrategyAction = action
	return nil
}

// replace writes the caller's value into stored where the field was there and not null.
func replace[T any](o Optional[T], stored *T) {
	if o.Value() != nil {
		*stored = *o.Value()
	}
}

// chosen is the list that the caller gave, empty for null.
func chosen[T comparable](list Optional[[]T]) []T {
	if list.Value() == nil {
		return []T{}
	}
	return distinct(*list.Value())
}

// distinct leaves out what came before.
func distinct[T comparable](all []T) []T {
	out := make([]T, 0, len(all))
	for _, each := range all {
		if !slices.Contains(out, each) {
			out = append(out, each)
		}
	}
	return out
}

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

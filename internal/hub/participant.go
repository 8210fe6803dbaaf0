package hub

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Participant is somebody who takes part in a programme: a reference to the case system, and no more than a placement needs.
type Participant struct {
	ID            ParticipantID
	Reference     string
	ProgrammeCode string
	AgeBand       AgeBand
	// AdultOn is the day on which the rules for people under 18 end; nil where it is not known or long past.
	AdultOn *Date
	// KnownAs is a name to call them by, where the programme's impact assessment allows one.
	KnownAs *string
	// ClosedOn is the day from which they take part no more.
	ClosedOn *Date
	Version  int
}

// AgeBand is about how old somebody is.
type AgeBand string

// The age bands, by their first year.
const (
	AgeUnder16 AgeBand = "UNDER_16"
	AgeFrom16  AgeBand = "FROM_16"
	AgeFrom18  AgeBand = "FROM_18"
	AgeFrom25  AgeBand = "FROM_25"
	AgeFrom50  AgeBand = "FROM_50"
)

// years are the first and the last age of a band.
func (a AgeBand) years() (least, most int) {
	switch a {
	case AgeUnder16:
		return 0, 15
	case AgeFrom16:
		return 16, 17
	case AgeFrom18:
		return 18, 24
	case AgeFrom25:
		return 25, 49
	default:
		return 50, 120
	}
}

func (a AgeBand) minor() bool { return a == AgeUnder16 || a == AgeFrom16 }

// MinorOn says that the rules for people under 18 hold for the participant on a day.
func (p Participant) MinorOn(day Date) bool {
	return p.AgeBand.minor() && (p.AdultOn == nil || day.Before(*p.AdultOn))
}

// bandOn is the age band on a day, as far as it is known.
func (p Participant) bandOn(day Date) AgeBand {
	if p.AgeBand.minor() && !p.MinorOn(day) {
		return AgeFrom18
	}
	return p.AgeBand
}

// CohortFlag is a cohort that a participant belongs to. Each tells of something that the law protects.
type CohortFlag string

// The cohorts, as the schema describes them.
const (
	FlagDisabled           CohortFlag = "DISABLED"
	FlagHealthCondition    CohortFlag = "HEALTH_CONDITION"
	FlagLearningDisability CohortFlag = "LEARNING_DISABILITY"
	FlagEducationPlan      CohortFlag = "EDUCATION_PLAN"
	FlagCareExperienced    CohortFlag = "CARE_EXPERIENCED"
	FlagUnpaidCarer        CohortFlag = "UNPAID_CARER"
	FlagEthnicMinority     CohortFlag = "ETHNIC_MINORITY"
	FlagRefugee            CohortFlag = "REFUGEE"
	FlagConviction         CohortFlag = "CONVICTION"
)

// LegalCondition is what the law lets a cohort be recorded for.
type LegalCondition string

// The conditions, as the schema describes them.
const (
	ConditionConsent      LegalCondition = "EXPLICIT_CONSENT"
	ConditionEmployment   LegalCondition = "EMPLOYMENT_AND_SOCIAL_PROTECTION"
	ConditionStatutory    LegalCondition = "STATUTORY_PURPOSE"
	ConditionEquality     LegalCondition = "EQUALITY_OF_OPPORTUNITY"
	ConditionDisability   LegalCondition = "SUPPORT_FOR_A_DISABILITY"
	ConditionSafeguarding LegalCondition = "SAFEGUARDING"
)

// offenceConditions are those under which data about criminal offences may be kept.
var offenceConditions = []LegalCondition{ConditionConsent, ConditionEmployment, ConditionStatutory, ConditionSafeguarding}

// ParticipantFlag is a cohort of a participant with the condition that is relied on.
type ParticipantFlag struct {
	ParticipantID ParticipantID `json:"-"`
	Flag          CohortFlag
	Condition     LegalCondition
	RecordedAt    time.Time `json:"-"`
	// By is nil where a program recorded it.
	By *User `json:"-"`
}

// SharedItem is a kind of thing that a host was told of a participant.
type SharedItem string

// The kinds of things, as the schema describes them.
const (
	SharedName         SharedItem = "NAME"
	SharedContact      SharedItem = "CONTACT_DETAILS"
	SharedAge          SharedItem = "AGE"
	SharedCV           SharedItem = "CV"
	SharedSkills       SharedItem = "SKILLS_AND_EXPERIENCE"
	SharedAvailability SharedItem = "AVAILABILITY"
	SharedAdjustments  SharedItem = "ADJUSTMENTS"
	SharedConviction   SharedItem = "CONVICTION"
)

// ParticipantShare is what was told of a participant to a host, and when. What exactly was said stays in the case system.
type ParticipantShare struct {
	ID            ShareID
	ParticipantID ParticipantID
	EmployerID    EmployerID
	Items         []SharedItem
	SharedOn      Date
	RecordedAt    time.Time
	// By is nil where a program recorded it.
	By *User
}

// ParticipantFilter narrows participants; nil and empty fields do not.
type ParticipantFilter struct {
	// Reference is how the reference begins.
	Reference   *string
	ProgrammeIn []string
	// Closed asks for those that take part no more, or for the others.
	Closed *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f ParticipantFilter) Check() error {
	if len(f.ProgrammeIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "programmeIn")
	}
	if f.Reference != nil && len(*f.Reference) > mostReference {
		return BadInput(fmt.Sprintf("a reference has at most %d characters", mostReference), "filter", "reference")
	}
	return nil
}

// ParticipantFlagInput is a cohort with the condition that is relied on.
type ParticipantFlagInput struct {
	Flag      CohortFlag
	Condition LegalCondition
}

// AddParticipantInput describes a new participant.
type AddParticipantInput struct {
	Reference string
	Programme string
	AgeBand   AgeBand
	AdultOn   *Date
	KnownAs   *string
	Flags     []ParticipantFlagInput
}

// UpdateParticipantInput changes the fields that are set.
type UpdateParticipantInput struct {
	ID        ParticipantID
	Version   int
	Reference Optional[string]
	AgeBand   Optional[AgeBand]
	AdultOn   Optional[Date]
	KnownAs   Optional[string]
	ClosedOn  Optional[Date]
	Flags     Optional[[]ParticipantFlagInput]
}

const mostReference = 40

// reference has no room for a name or an address.
var reference = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./_-]*$`)

// check puts what somebody typed in order. Errors: BAD_INPUT.
func (p *Participant) check(programme PlacementProgramme, today Date) (err error) {
	if p.Reference, err = requiredLine(p.Reference, mostReference, "enter the reference of the case system", "reference"); err != nil {
		return err
	}
	if p.KnownAs, err = optionalLine(p.KnownAs, 40, "knownAs"); err != nil {
		return err
	}
	switch {
	case !reference.MatchString(p.Reference):
		return BadInput("enter the reference of the case system, not a name: letters, digits and . / _ - without spaces", "reference")
	case p.KnownAs != nil && programme.KnownAsSince == nil:
		return BadInput("no impact assessment lets this programme keep names; leave it empty, or ask a manager to record the assessment first", "knownAs")
	case p.AdultOn != nil && !p.AgeBand.minor():
		return BadInput("only of somebody under 18 the day is kept on which the rules for young workers end", "adultOn")
	case p.AdultOn != nil && today.AddMonths(12*18).Before(*p.AdultOn):
		return BadInput("that is more than 18 years ahead; check the year", "adultOn")
	case p.ClosedOn != nil && p.ClosedOn.After(today):
		return BadInput("choose today or an earlier day", "closedOn")
	}
	return nil
}

// checkFlags refuses what a cohort may not be kept under. Errors: BAD_INPUT.
func checkFlags(flags []ParticipantFlagInput) error {
	seen := map[CohortFlag]bool{}
	for _, f := range flags {
		if seen[f.Flag] {
			return BadInput("each cohort is recorded once, under one condition", "flags")
		}
		seen[f.Flag] = true
		if f.Flag == FlagConviction && !slices.Contains(offenceConditions, f.Condition) {
			return BadInput("this condition does not cover criminal offences; choose consent, employment and social protection, a statutory purpose or safeguarding", "flags")
		}
	}
	return nil
}

// NewParticipant is whom in describes. Errors: BAD_INPUT.
func NewParticipant(in AddParticipantInput, programme PlacementProgramme, today Date) (Participant, error) {
	p := Participant{
		ID: NewParticipantID(), Reference: in.Reference, ProgrammeCode: programme.Code, AgeBand: in.AgeBand, AdultOn: in.AdultOn, KnownAs: in.KnownAs, Version: 1,
	}
	if err := checkFlags(in.Flags); err != nil {
		return p, err
	}
	return p, p.check(programme, today)
}

// Update makes the changes that in asks for; placed says that the participant has a placement that is not over. Errors: CONFLICT where p is not
// the version that the caller read, BAD_INPUT.
func (p *Participant) Update(in UpdateParticipantInput, programme PlacementProgramme, placed bool, today Date) error {
	if in.Version != p.Version {
		return changedSince("participant")
	}
	for _, refused := range []error{notCleared(in.Reference, "reference"), notCleared(in.AgeBand, "ageBand"), notCleared(in.Flags, "flags")} {
		if refused != nil {
			return refused
		}
	}
	if in.Reference.IsSet() {
		p.Reference = *in.Reference.Value()
	}
	if in.AgeBand.IsSet() {
		p.AgeBand = *in.AgeBand.Value()
	}
	if in.Flags.IsSet() {
		if err := checkFlags(*in.Flags.Value()); err != nil {
			return err
		}
	}
	if in.ClosedOn.Value() != nil && placed {
		return BadInput("there is a placement that is not over; complete or withdraw it first", "closedOn")
	}
	in.AdultOn.Apply(&p.AdultOn)
	in.KnownAs.Apply(&p.KnownAs)
	in.ClosedOn.Apply(&p.ClosedOn)
	return p.check(programme, today)
}

// Recorded is what the log keeps of a participant. A name is not in it, so that it can be erased.
func (p Participant) Recorded(flags []ParticipantFlag) any {
	return struct {
		ID            ParticipantID
		Reference     string
		ProgrammeCode string
		AgeBand       AgeBand
		AdultOn       *Date
		HasName       bool
		ClosedOn      *Date
		Flags         []ParticipantFlag
	}{p.ID, p.Reference, p.ProgrammeCode, p.AgeBand, p.AdultOn, p.KnownAs != nil, p.ClosedOn, flags}
}

// mostTogether is how many participants or placements one action may be about.
const mostTogether = 100

// RecordSharingInput asks to keep what a host was told of participants.
type RecordSharingInput struct {
	ParticipantIds []ParticipantID
	EmployerID     EmployerID
	Items          []SharedItem
	SharedOn       *Date
}

// Shares are what in describes, one of each participant. Errors: BAD_INPUT.
func (in RecordSharingInput) Shares(by Actor, now time.Time) ([]ParticipantShare, error) {
	today := DateOf(now)
	on := today
	if in.SharedOn != nil {
		on = *in.SharedOn
	}
	switch {
	case len(in.ParticipantIds) == 0:
		return nil, BadInput("choose at least one participant", "participantIds")
	case len(in.ParticipantIds) > mostTogether:
		return nil, BadInput(fmt.Sprintf("choose at most %d participants at a time", mostTogether), "participantIds")
	case len(in.Items) == 0:
		return nil, BadInput("say what was shared", "items")
	case on.After(today):
		return nil, BadInput("choose today or an earlier day", "sharedOn")
	}
	items := distinct(in.Items)
	slices.Sort(items)
	var shares []ParticipantShare
	for _, id := range distinct(in.ParticipantIds) {
		shares = append(shares, ParticipantShare{ID: NewShareID(), ParticipantID: id, EmployerID: in.EmployerID, Items: items, SharedOn: on, RecordedAt: now, By: by.asUser()})
	}
	return shares, nil
}

// asUser is who acts as a record names them; nil for whoever is no user.
func (a Actor) asUser() *User {
	if a.Kind != ActorUser {
		return nil
	}
	return &User{ID: a.UserID, Name: a.Name}
}

// AllowKnownAsInput says whether participants of a programme may be kept with a name to call them by.
type AllowKnownAsInput struct {
	Programme string
	// Assessment is the reference of the impact assessment that allows it; nil ends it, and erases the names.
	Assessment *string
}

// Decide says whether participants of a programme may be kept with a name from today on. Errors: BAD_INPUT.
func (p *PlacementProgramme) Decide(in AllowKnownAsInput, today Date) error {
	assessment, err := optionalLine(in.Assessment, 120, "assessment")
	if err != nil {
		return err
	}
	since := p.KnownAsSince
	switch {
	case assessment == nil:
		since = nil
	case since == nil:
		since = &today
	}
	p.KnownAsSince, p.KnownAsAssessment = since, assessment
	return nil
}

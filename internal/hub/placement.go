package hub

import (
	"fmt"
	"time"
)

// Placement is a participant at an opportunity, from the proposal to its end.
type Placement struct {
	ID            PlacementID
	ParticipantID ParticipantID
	OpportunityID OpportunityID
	EmployerID    EmployerID
	State         PlacementState
	// Since is the day from which the state holds.
	Since Date
	// StartsOn and EndsOn are the first and the last day, planned until it has started and is over; nil where nobody said.
	StartsOn, EndsOn    *Date
	Days                []Weekday
	FromTime, UntilTime *string
	// Place is the number of the place that one holds that is confirmed or started.
	Place *int
	// Overlap is why it may be beside another placement of the participant.
	Overlap    *OverlapReason
	ProposedAt time.Time
	Version    int
}

// PlacementState is how far a placement is.
type PlacementState string

// The states of a placement, as the schema describes them.
const (
	PlacementProposed    PlacementState = "PROPOSED"
	PlacementMatched     PlacementState = "MATCHED"
	PlacementAccepted    PlacementState = "ACCEPTED"
	PlacementConfirmed   PlacementState = "CONFIRMED"
	PlacementStarted     PlacementState = "STARTED"
	PlacementCompleted   PlacementState = "COMPLETED"
	PlacementWithdrawn   PlacementState = "WITHDRAWN"
	PlacementDidNotStart PlacementState = "DID_NOT_START"
	PlacementEndedEarly  PlacementState = "ENDED_EARLY"
)

// placementMoves are the states that follow each state.
var placementMoves = map[PlacementState][]PlacementState{
	PlacementProposed:    {PlacementMatched, PlacementWithdrawn},
	PlacementMatched:     {PlacementAccepted, PlacementProposed, PlacementWithdrawn},
	PlacementAccepted:    {PlacementConfirmed, PlacementMatched, PlacementWithdrawn},
	PlacementConfirmed:   {PlacementStarted, PlacementAccepted, PlacementDidNotStart, PlacementWithdrawn},
	PlacementStarted:     {PlacementCompleted, PlacementEndedEarly},
	PlacementCompleted:   {},
	PlacementWithdrawn:   {},
	PlacementDidNotStart: {},
	PlacementEndedEarly:  {},
}

var placementStateWords = map[PlacementState]string{
	PlacementProposed: "proposed", PlacementMatched: "matched", PlacementAccepted: "accepted", PlacementConfirmed: "confirmed", PlacementStarted: "started",
	PlacementCompleted: "completed", PlacementWithdrawn: "withdrawn", PlacementDidNotStart: "not started", PlacementEndedEarly: "ended early",
}

func (s PlacementState) words() string { return placementStateWords[s] }

// HoldsPlace says that a placement of the state takes one of the places of its opportunity.
func (s PlacementState) HoldsPlace() bool { return s == PlacementConfirmed || s == PlacementStarted }

// Began says that a placement of the state started, whatever came of it.
func (s PlacementState) Began() bool {
	return s == PlacementStarted || s == PlacementCompleted || s == PlacementEndedEarly
}

// Over says that no state follows.
func (s PlacementState) Over() bool { return len(placementMoves[s]) == 0 }

// ActivePlacements are the states of placements that are not over.
var ActivePlacements = []PlacementState{PlacementProposed, PlacementMatched, PlacementAccepted, PlacementConfirmed, PlacementStarted}

// PlacementReason is why a placement came to nothing or ended early. The set is closed, so that nobody writes of anybody's health.
type PlacementReason string

// The reasons, as the schema describes them.
const (
	ReasonFoundWork        PlacementReason = "FOUND_WORK"
	ReasonStartedLearning  PlacementReason = "STARTED_LEARNING"
	ReasonPersonal         PlacementReason = "PERSONAL_CIRCUMSTANCES"
	ReasonCaring           PlacementReason = "CARING_RESPONSIBILITIES"
	ReasonTravel           PlacementReason = "TRAVEL"
	ReasonNotSuited        PlacementReason = "NOT_SUITED"
	ReasonOtherPlacement   PlacementReason = "OTHER_PLACEMENT"
	ReasonNoContact        PlacementReason = "NO_CONTACT"
	ReasonAttendance       PlacementReason = "ATTENDANCE"
	ReasonConduct          PlacementReason = "CONDUCT"
	ReasonNotEligible      PlacementReason = "NOT_ELIGIBLE"
	ReasonEmployerDeclined PlacementReason = "EMPLOYER_DECLINED"
	ReasonEmployerPlans    PlacementReason = "EMPLOYER_CHANGED_PLANS"
	ReasonChecks           PlacementReason = "CHECKS_NOT_MET"
	ReasonMistake          PlacementReason = "RECORDED_BY_MISTAKE"
)

// placementReasons are those that an end may have.
var placementReasons = map[PlacementState][]PlacementReason{
	PlacementWithdrawn: {
		ReasonFoundWork, ReasonStartedLearning, ReasonPersonal, ReasonCaring, ReasonTravel, ReasonNotSuited, ReasonOtherPlacement, ReasonNoContact, ReasonNotEligible,
		ReasonEmployerDeclined, ReasonEmployerPlans, ReasonChecks, ReasonMistake,
	},
	PlacementDidNotStart: {
		ReasonFoundWork, ReasonStartedLearning, ReasonPersonal, ReasonCaring, ReasonTravel, ReasonOtherPlacement, ReasonNoContact, ReasonEmployerPlans, ReasonChecks, ReasonMistake,
	},
	PlacementEndedEarly: {
		ReasonFoundWork, ReasonStartedLearning, ReasonPersonal, ReasonCaring, ReasonTravel, ReasonNotSuited, ReasonOtherPlacement, ReasonNoContact, ReasonAttendance, ReasonConduct,
		ReasonEmployerPlans, ReasonChecks, ReasonMistake,
	},
}

// WithdrawnBy is whose decision it was to withdraw.
type WithdrawnBy string

// Who may withdraw a placement.
const (
	ByParticipant WithdrawnBy = "PARTICIPANT"
	ByEmployer    WithdrawnBy = "EMPLOYER"
	ByProgramme   WithdrawnBy = "PROGRAMME"
)

// OverlapReason is why somebody has two placements at a time, at other hours.
type OverlapReason string

// Why two placements may be at a time.
const (
	OverlapRotation OverlapReason = "ROTATION"
	OverlapPartTime OverlapReason = "PART_TIME"
	OverlapTaster   OverlapReason = "TASTER"
	OverlapAgreed   OverlapReason = "AGREED_BY_BOTH_HOSTS"
)

// AllowedTransitions are the states that by may move the placement to.
func (p Placement) AllowedTransitions(by Actor) []PlacementState {
	if !by.May(PermManageParticipants) {
		return []PlacementState{}
	}
	return placementMoves[p.State]
}

// Hours are when the participant is at work.
func (p Placement) Hours() Hours {
	return Hours{Days: p.Days, FromTime: p.FromTime, UntilTime: p.UntilTime}
}

// meets says that two placements share a day.
func (p Placement) meets(other Placement) bool {
	if p.StartsOn == nil || other.StartsOn == nil {
		return false
	}
	return (p.EndsOn == nil || !p.EndsOn.Before(*other.StartsOn)) && (other.EndsOn == nil || !other.EndsOn.Before(*p.StartsOn))
}

// PlacementMove is one step of a placement.
type PlacementMove struct {
	PlacementID PlacementID
	State       PlacementState
	// OnDay is the day from which it holds.
	OnDay       Date
	Reason      *PlacementReason
	WithdrawnBy *WithdrawnBy
	RecordedAt  time.Time
	// By is nil where a program did it.
	By *User
	// ReturnID is the return that it came with, FileName what that is called; nil for what was done in the hub.
	ReturnID *PlacementReturnID
	FileName *string
}

// PlacementFilter narrows placements; nil and empty fields do not.
type PlacementFilter struct {
	EmployerID    *EmployerID
	OpportunityID *OpportunityID
	ParticipantID *ParticipantID
	StateIn       []PlacementState
	ProgrammeIn   []string
	SicSectionIn  []string
	WardIn        []string
	// StartsFrom and StartsBy are the first and the last day on which it starts.
	StartsFrom, StartsBy *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f PlacementFilter) Check() error {
	for field, chosen := range map[string][]string{"programmeIn": f.ProgrammeIn, "sicSectionIn": f.SicSectionIn, "wardIn": f.WardIn} {
		if len(chosen) > maxChoices {
			return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", field)
		}
	}
	return nil
}

// PlacementCount is how many placements are in a state.
type PlacementCount struct {
	State      PlacementState
	Placements int
}

// PlacesLeft are the places of an opportunity that nobody holds today or later.
type PlacesLeft struct {
	OpportunityID OpportunityID
	Left          int
}

// PlacementSetting is what a placement is measured by.
type PlacementSetting struct {
	Host
	Opportunity Opportunity
	Participant Participant
	// SharedOn is the first day on which the host was told something of the participant; nil where it never was.
	SharedOn *Date
	Young    []YoungWorkerRule
	Calendar Calendar
	// Others are the other placements of the participant that are confirmed or started.
	Others []Placement
	// Sharing are the participant's placements on the programme of which a host has accepted the participant, or which are over, this one among them:
	// where the programme asks for hours of work, they add up.
	Sharing []Placement
}

// ProposePlacementsInput asks to propose participants for an opportunity.
type ProposePlacementsInput struct {
	OpportunityID  OpportunityID
	ParticipantIds []ParticipantID
	OnDay          *Date
}

// Check refuses what nobody can be proposed with. Errors: BAD_INPUT.
func (in ProposePlacementsInput) Check(today Date) error {
	switch {
	case len(in.ParticipantIds) == 0:
		return BadInput("choose at least one participant", "participantIds")
	case len(in.ParticipantIds) > mostTogether:
		return BadInput(fmt.Sprintf("choose at most %d participants at a time", mostTogether), "participantIds")
	case in.OnDay != nil && in.OnDay.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	}
	return nil
}

// NotPlaced is a participant or a placement that an action for many left as it was, and why.
type NotPlaced struct {
	ParticipantID ParticipantID
	// PlacementID is nil of a participant who could not be proposed.
	PlacementID *PlacementID
	Why         string
}

// Propose is the placement of the participant at the opportunity, with its days and hours. Errors: BAD_INPUT.
func (s PlacementSetting) Propose(on Date, now time.Time) (Placement, error) {
	o := s.Opportunity
	p := Placement{
		ID: NewPlacementID(), ParticipantID: s.Participant.ID, OpportunityID: o.ID, EmployerID: o.EmployerID, State: PlacementProposed, Since: on,
		StartsOn: o.StartsOn, EndsOn: o.EndsOn, Days: o.Days, FromTime: o.FromTime, UntilTime: o.UntilTime, ProposedAt: now, Version: 1,
	}
	if o.StartsOn != nil && o.StartsOn.Before(s.Today) {
		p.StartsOn = &s.Today // it has begun without the participant
		if p.EndsOn != nil && p.EndsOn.Before(s.Today) {
			return p, BadInput("the opportunity is over; choose another one, or change its dates", "opportunityId")
		}
	}
	rule, _ := s.Programme.RuleOn(o.FirstDay(s.Today))
	switch {
	case o.State == OpportunityClosed || o.State == OpportunityWithdrawn:
		return p, BadInput("the opportunity is "+o.State.words()+"; open it again first, or choose another one", "opportunityId")
	case s.Participant.ClosedOn != nil:
		return p, BadInput("the participant takes part no more since "+s.Participant.ClosedOn.Words(), "participantIds")
	}
	if problem := rule.ageProblem(s.Participant.bandOn(o.FirstDay(s.Today))); problem != "" {
		return p, BadInput(problem, "participantIds")
	}
	return p, nil
}

// Missing are the checks of the site that have to hold for the placement on its first day, or today once that has come, and do not.
func (s PlacementSetting) Missing(p Placement) []MissingCheck {
	if p.State.Over() {
		return []MissingCheck{}
	}
	first := s.Today
	if p.StartsOn != nil {
		first = *p.StartsOn
	}
	rule, _ := s.Programme.RuleOn(first) // what started under a rule keeps it
	day := first
	if day.Before(s.Today) {
		day = s.Today
	}
	return rule.missing(s.Checks, day, rule.takesMinors() || s.Participant.MinorOn(day))
}

package hub

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// UpdatePlacementInput changes the days and hours; what is absent stays.
type UpdatePlacementInput struct {
	ID        PlacementID
	Version   int
	StartsOn  Optional[Date]
	EndsOn    Optional[Date]
	Days      Optional[[]Weekday]
	FromTime  Optional[string]
	UntilTime Optional[string]
	Overlap   Optional[OverlapReason]
}

// Update makes the changes that in asks for. One that is confirmed or started has to be such that it could be confirmed with them, but for the
// checks of the site. Errors: CONFLICT where p is not the version that the caller read, or is over; BAD_INPUT.
func (p *Placement) Update(in UpdatePlacementInput, s PlacementSetting) error {
	switch {
	case in.Version != p.Version:
		return changedSince("placement")
	case p.State.Over():
		return Conflict("this placement is " + p.State.words() + "; its days are history")
	case p.State == PlacementStarted && in.StartsOn.IsSet():
		return BadInput("it has started; the first day stays", "startsOn")
	}
	if refused := notCleared(in.Days, "days"); refused != nil {
		return refused
	}
	in.StartsOn.Apply(&p.StartsOn)
	in.EndsOn.Apply(&p.EndsOn)
	in.FromTime.Apply(&p.FromTime)
	in.UntilTime.Apply(&p.UntilTime)
	in.Overlap.Apply(&p.Overlap)
	if in.Days.IsSet() {
		p.Days = inOrder(*in.Days.Value())
	}
	if err := checkHours(p.FromTime, p.UntilTime); err != nil {
		return err
	}
	if p.State.HoldsPlace() {
		return s.fits(*p)
	}
	if p.StartsOn == nil && p.EndsOn != nil {
		return BadInput("enter the first day too", "startsOn")
	}
	return s.inTime(*p)
}

// TransitionPlacementInput asks to move a placement to a state from a day on; today where none is given.
type TransitionPlacementInput struct {
	ID          PlacementID
	Version     int
	State       PlacementState
	OnDay       *Date
	Reason      *PlacementReason
	WithdrawnBy *WithdrawnBy
	// Overlap is why it may be beside another placement of the participant.
	Overlap *OverlapReason
	// Shared is what the host is told of the participant with the step.
	Shared []SharedItem
}

// TransitionPlacementsInput asks to move many to a state together.
type TransitionPlacementsInput struct {
	IDs         []PlacementID
	State       PlacementState
	OnDay       *Date
	Reason      *PlacementReason
	WithdrawnBy *WithdrawnBy
	Overlap     *OverlapReason
	Shared      []SharedItem
}

// Check refuses what no placement can be moved with. Errors: BAD_INPUT.
func (in TransitionPlacementsInput) Check(today Date) error {
	switch {
	case len(in.IDs) == 0:
		return BadInput("choose at least one placement", "ids")
	case len(in.IDs) > mostTogether:
		return BadInput(fmt.Sprintf("choose at most %d placements at a time", mostTogether), "ids")
	}
	return in.Of(Placement{}).check(today)
}

// Of is what in asks for one of its placements, as it stands.
func (in TransitionPlacementsInput) Of(p Placement) TransitionPlacementInput {
	return TransitionPlacementInput{
		ID: p.ID, Version: p.Version, State: in.State, OnDay: in.OnDay, Reason: in.Reason, WithdrawnBy: in.WithdrawnBy, Overlap: in.Overlap, Shared: in.Shared,
	}
}

// check refuses what is wrong whatever placement it is for. Errors: BAD_INPUT.
func (in TransitionPlacementInput) check(today Date) error {
	reasons := placementReasons[in.State]
	switch {
	case in.OnDay != nil && in.OnDay.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	case len(reasons) > 0 && in.Reason == nil:
		return BadInput("choose the reason", "reason")
	case in.Reason != nil && !slices.Contains(reasons, *in.Reason):
		return BadInput("this is no reason for a placement to be "+in.State.words()+"; choose another one", "reason")
	case in.State == PlacementWithdrawn && in.WithdrawnBy == nil:
		return BadInput("say who withdrew: the participant, the employer or the programme", "withdrawnBy")
	case in.State != PlacementWithdrawn && in.WithdrawnBy != nil:
		return BadInput("only where somebody withdraws it is said who", "withdrawnBy")
	case len(in.Shared) > 0 && in.State != PlacementMatched && in.State != PlacementAccepted:
		return BadInput("a host is told of a participant where the placement is matched or accepted; record what was shared by itself", "shared")
	}
	return nil
}

// on is the day from which the state holds.
func (in TransitionPlacementInput) on(today Date) Date {
	if in.OnDay != nil {
		return *in.OnDay
	}
	return today
}

// Sharing is what the host of p is told with the step. False: nothing, or it was told something by that day already.
func (in TransitionPlacementInput) Sharing(p Placement, s PlacementSetting) (RecordSharingInput, bool) {
	on := in.on(s.Today)
	return RecordSharingInput{ParticipantIds: []ParticipantID{p.ParticipantID}, EmployerID: s.Opportunity.EmployerID, Items: in.Shared, SharedOn: &on}, len(in.Shared) > 0 && !s.toldBy(on)
}

// Move takes one step, and gives it as it is kept but for who took it when. Errors: CONFLICT where p is not the version that the caller read or
// cannot go there; BAD_INPUT for a day, a reason, what was not shared yet, a check, the hours of somebody under 18 or another placement.
func (p *Placement) Move(in TransitionPlacementInput, s PlacementSetting) (PlacementMove, error) {
	none := PlacementMove{}
	if in.Version != p.Version {
		return none, changedSince("placement")
	}
	if !slices.Contains(placementMoves[p.State], in.State) {
		return none, Conflict("this placement is "+p.State.words()+" and cannot become "+in.State.words(), "state")
	}
	if err := in.check(s.Today); err != nil {
		return none, err
	}
	on := in.on(s.Today)
	if on.Before(p.Since) {
		return none, BadInput("it is "+p.State.words()+" since "+p.Since.Words()+"; choose that day or a later one", "onDay")
	}
	if _, tells := in.Sharing(*p, s); tells {
		s.SharedOn = &on
	}
	next := *p
	next.State, next.Since = in.State, on
	if in.Overlap != nil {
		next.Overlap = in.Overlap
	}
	if err := next.enter(p.State, s); err != nil {
		return none, err
	}
	*p = next
	return PlacementMove{PlacementID: p.ID, State: in.State, OnDay: on, Reason: in.Reason, WithdrawnBy: in.WithdrawnBy}, nil
}

// enter is what a state asks for and brings, where the placement comes to it from another one.
func (p *Placement) enter(from PlacementState, s PlacementSetting) error {
	switch p.State {
	case PlacementMatched:
		if from == PlacementProposed {
			return s.told(p.Since)
		}
	case PlacementAccepted:
		if from == PlacementConfirmed {
			return nil
		}
		return s.told(p.Since)
	case PlacementConfirmed:
		return s.confirmable(*p)
	case PlacementStarted:
		p.StartsOn = new(p.Since)
		if p.EndsOn != nil && p.EndsOn.Before(p.Since) {
			return BadInput("its last day, "+p.EndsOn.Words()+", is before that; change the days of the placement first", "onDay")
		}
		if err := s.inTime(*p); err != nil {
			return blaming("onDay", err)
		}
	case PlacementCompleted, PlacementEndedEarly:
		p.EndsOn = new(p.Since)
	case PlacementProposed, PlacementWithdrawn, PlacementDidNotStart:
	}
	return nil
}

// told refuses where the host was not told of the participant by a day. Errors: BAD_INPUT.
func (s PlacementSetting) told(by Date) error {
	if !s.toldBy(by) {
		return BadInput("it is not recorded that anything of the participant was shared with this host by "+by.Words()+"; record what was shared first", "state")
	}
	return nil
}

func (s PlacementSetting) toldBy(day Date) bool { return s.SharedOn != nil && !s.SharedOn.After(day) }

// confirmable refuses what cannot be confirmed. Errors: BAD_INPUT.
func (s PlacementSetting) confirmable(p Placement) error {
	if s.Opportunity.State != OpportunityOpen && s.Opportunity.State != OpportunityFilled {
		return BadInput("the opportunity is "+s.Opportunity.State.words()+"; open it first", "state")
	}
	if err := s.fits(p); err != nil {
		return err
	}
	rule, _ := s.Programme.RuleOn(*p.StartsOn)
	if missing := rule.missing(s.Checks, *p.StartsOn, rule.takesMinors() || s.Participant.MinorOn(*p.StartsOn)); len(missing) > 0 {
		return BadInput(missingWords(missing, *p.StartsOn), "state")
	}
	return nil
}

// fits refuses days and hours that a placement cannot hold a place with. Errors: BAD_INPUT, CONFLICT for hours at which the participant is
// elsewhere.
func (s PlacementSetting) fits(p Placement) error {
	if p.StartsOn == nil {
		return BadInput("enter the first day of the placement first", "startsOn")
	}
	if err := s.inTime(p); err != nil {
		return err
	}
	rule, _ := s.Programme.RuleOn(*p.StartsOn)
	if problem := rule.ageProblem(s.Participant.bandOn(*p.StartsOn)); problem != "" {
		return BadInput(problem, "state")
	}
	if p.EndsOn != nil {
		if problem := rule.lengthProblem(*p.StartsOn, *p.EndsOn); problem != "" {
			return BadInput(problem, "endsOn")
		}
	}
	if s.Participant.MinorOn(*p.StartsOn) {
		if problem := youngProblem(s.Young, s.Participant.AgeBand, *p.StartsOn, p.Hours()); problem != "" {
			return BadInput(problem, "fromTime")
		}
	}
	if problem := s.hoursProblem(p, rule); problem != "" {
		return BadInput(problem, "endsOn")
	}
	return s.beside(p)
}

// hoursProblem says that a placement, with the participant's others on the programme, has fewer hours of work on its days than that asks for, or that this cannot
// be told; empty where it has enough.
func (s PlacementSetting) hoursProblem(p Placement, rule ProgrammeRule) string {
	if rule.LeastHours == nil {
		return ""
	}
	hours := p.Hours()
	if p.EndsOn == nil || !hours.known() {
		return fmt.Sprintf("its programme asks for at least %d hours of work; enter the last day, the days of the week and the hours of the placement first", *rule.LeastHours)
	}
	planned, elsewhere := s.atWork(p), 0
	for _, other := range s.Sharing {
		if other.ID != p.ID {
			elsewhere += s.atWork(other)
		}
	}
	if planned+elsewhere >= *rule.LeastHours*60 {
		return ""
	}
	beside := ""
	if elsewhere > 0 {
		beside = ", " + inHours(elsewhere) + " at the participant's other placements on it"
	}
	return fmt.Sprintf("%s of work are planned from %s to %s, bank holidays left out%s, and its programme asks for at least %d; choose a later last day, more days of the week or longer hours, or have another host accept the participant for the rest",
		inHours(planned), p.StartsOn.Words(), p.EndsOn.Words(), beside, *rule.LeastHours)
}

// atWork is how many minutes of work a placement has on its days, without bank holidays and the breaks of somebody under 18; 0 where its days or hours are
// not known.
func (s PlacementSetting) atWork(p Placement) int {
	hours := p.Hours()
	if p.StartsOn == nil || p.EndsOn == nil || !hours.known() {
		return 0
	}
	breaks := 0
	if young, ok := youngRule(s.Young, s.Participant.AgeBand, *p.StartsOn); ok && s.Participant.MinorOn(*p.StartsOn) {
		breaks = young.breaks(hours.presence())
	}
	return hours.planned(*p.StartsOn, *p.EndsOn, breaks, s.Calendar)
}

// inTime refuses days outside those of the opportunity. Errors: BAD_INPUT.
func (s PlacementSetting) inTime(p Placement) error {
	o := s.Opportunity
	switch {
	case p.StartsOn == nil:
		return nil
	case p.EndsOn != nil && p.EndsOn.Before(*p.StartsOn):
		return BadInput("it ends before it starts; check both days", "endsOn")
	case o.StartsOn != nil && p.StartsOn.Before(*o.StartsOn):
		return BadInput("the opportunity begins on "+o.StartsOn.Words()+"; choose that day or a later one", "startsOn")
	case o.EndsOn != nil && p.StartsOn.After(*o.EndsOn):
		return BadInput("the opportunity ends on "+o.EndsOn.Words()+"; choose that day or an earlier one", "startsOn")
	case o.EndsOn != nil && p.EndsOn != nil && p.EndsOn.After(*o.EndsOn):
		return BadInput("the opportunity ends on "+o.EndsOn.Words()+"; choose that day or an earlier one", "endsOn")
	}
	return nil
}

// beside refuses a placement at hours at which the participant is at another one, and asks why they are at two at a time. Errors: CONFLICT,
// BAD_INPUT.
func (s PlacementSetting) beside(p Placement) error {
	var beside []string
	for _, other := range s.Others {
		if other.ID == p.ID || !p.meets(other) {
			continue
		}
		if p.Hours().clash(other.Hours()) {
			return ErrHoursTaken
		}
		beside = append(beside, other.StartsOn.Words())
	}
	if len(beside) > 0 && p.Overlap == nil {
		return BadInput(fmt.Sprintf("the participant has another placement at that time, from %s; say why there are two", strings.Join(beside, " and from ")), "overlap")
	}
	return nil
}

// ErrHoursTaken says that a participant is at another placement at the same hours; the database says it too.
var ErrHoursTaken = Conflict("the participant is at another placement at these hours; change the days or the hours", "state")

// ErrNoPlaceLeft says that nobody can be confirmed beside those who hold the places; the database says it too.
var ErrNoPlaceLeft = Conflict("all places are taken at that time; it stays on the waiting list until one is free", "state")

// blaming is err, which blames another field.
func blaming(field string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{e.Code, []string{field}, e.Message}
	}
	return err
}

// checkHours refuses half a day, and one that goes back. Errors: BAD_INPUT.
func checkHours(from, until *string) error {
	for field, at := range map[string]*string{"fromTime": from, "untilTime": until} {
		if at != nil && !clockTime.MatchString(*at) {
			return BadInput("enter a time such as 09:00", field)
		}
	}
	switch {
	case from == nil && until != nil:
		return BadInput("enter when the day begins too", "fromTime")
	case from != nil && until == nil:
		return BadInput("enter when the day ends too", "untilTime")
	case from != nil && *until <= *from:
		return BadInput("the day ends before it begins; check both times", "untilTime")
	}
	return nil
}

// inOrder are distinct days as a week has them.
func inOrder(chosen []Weekday) []Weekday {
	days := []Weekday{}
	for _, day := range daysOfTheWeek {
		if slices.Contains(chosen, day) {
			days = append(days, day)
		}
	}
	return days
}

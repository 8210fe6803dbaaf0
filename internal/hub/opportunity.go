package hub

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Opportunity is what an employer offers: so many places in a role at a site.
type Opportunity struct {
	ID            OpportunityID
	EmployerID    EmployerID
	SiteID        SiteID
	ProgrammeCode string
	Role          string
	Places        int
	// StartsOn is the first day, nil where the dates are flexible; EndsOn the last, nil where nobody said.
	StartsOn, EndsOn *Date
	// Days are those of the week in order, from FromTime to UntilTime by the clock of the site, as 09:00; nil where nobody said.
	Days                []Weekday
	FromTime, UntilTime *string
	// Needs is what a participant has to bring or be able to do, Adjustments what the host can adjust.
	Needs, Adjustments *string
	// ContactID is who is asked about the placement at the employer.
	ContactID *PersonID
	State     OpportunityState
	Version   int
}

// Weekday is a day of the week.
type Weekday string

// daysOfTheWeek are in order.
var daysOfTheWeek = []Weekday{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}

// weekdayOf is the day of the week of a day.
func weekdayOf(day Date) Weekday { return daysOfTheWeek[(int(day.Weekday())+6)%7] }

// OpportunityState is how far an opportunity is.
type OpportunityState string

// The states of an opportunity, as the schema describes them.
const (
	OpportunityDraft     OpportunityState = "DRAFT"
	OpportunityChecks    OpportunityState = "CHECKS"
	OpportunityOpen      OpportunityState = "OPEN"
	OpportunityFilled    OpportunityState = "FILLED"
	OpportunityClosed    OpportunityState = "CLOSED"
	OpportunityWithdrawn OpportunityState = "WITHDRAWN"
)

// opportunityMoves are the states that follow each state.
var opportunityMoves = map[OpportunityState][]OpportunityState{
	OpportunityDraft:     {OpportunityChecks, OpportunityOpen, OpportunityWithdrawn},
	OpportunityChecks:    {OpportunityOpen, OpportunityDraft, OpportunityWithdrawn},
	OpportunityOpen:      {OpportunityFilled, OpportunityClosed, OpportunityChecks, OpportunityWithdrawn},
	OpportunityFilled:    {OpportunityOpen, OpportunityClosed, OpportunityWithdrawn},
	OpportunityClosed:    {OpportunityOpen},
	OpportunityWithdrawn: {OpportunityDraft},
}

// TitleOf says in a few words that an opportunity came to a state.
func (s OpportunityState) TitleOf(role string) string {
	words := map[OpportunityState]string{
		OpportunityDraft: "Thinks of offering a placement: ", OpportunityChecks: "Is checked for a placement: ", OpportunityOpen: "Offers a placement: ",
		OpportunityFilled: "Placement filled: ", OpportunityClosed: "Placement closed: ", OpportunityWithdrawn: "Placement withdrawn: ",
	}
	return words[s] + role
}

// AllowedTransitions are the states that by may move the opportunity to.
func (o Opportunity) AllowedTransitions(by Actor) []OpportunityState {
	if !by.May(PermWritePlacements) {
		return []OpportunityState{}
	}
	return opportunityMoves[o.State]
}

// FirstDay is the day on which the checks have to hold: the first of the placement, or today where that is over or flexible.
func (o Opportunity) FirstDay(today Date) Date {
	if o.StartsOn == nil || o.StartsOn.Before(today) {
		return today
	}
	return *o.StartsOn
}

// OpportunityMove is one step of an opportunity.
type OpportunityMove struct {
	OpportunityID OpportunityID
	State         OpportunityState
	Reason        *string
	// OnDay is the day from which it holds.
	OnDay      Date
	RecordedAt time.Time
	// By is nil where a program did it, or the hub by itself.
	By *User
	// ByItself says that the hub did it, as places were taken or given back.
	ByItself bool
}

// OpportunityFilter narrows opportunities; nil and empty fields do not.
type OpportunityFilter struct {
	EmployerID  *EmployerID
	StateIn     []OpportunityState
	ProgrammeIn []string
	// SicSectionIn asks by the employer, and WardIn by the site.
	SicSectionIn []string
	WardIn       []string
	// StartsFrom and StartsBy ask for those that start from that day on, and by that day; those with flexible dates may.
	StartsFrom *Date
	StartsBy   *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f OpportunityFilter) Check() error {
	return PlacementFilter{ProgrammeIn: f.ProgrammeIn, SicSectionIn: f.SicSectionIn, WardIn: f.WardIn}.Check()
}

// AddOpportunityInput describes a new opportunity.
type AddOpportunityInput struct {
	SiteID      SiteID
	Programme   string
	Role        string
	Places      int
	StartsOn    *Date
	EndsOn      *Date
	Days        []Weekday
	FromTime    *string
	UntilTime   *string
	Needs       *string
	Adjustments *string
	ContactID   *PersonID
}

// UpdateOpportunityInput changes the fields that are set.
type UpdateOpportunityInput struct {
	ID          OpportunityID
	Version     int
	Role        Optional[string]
	Places      Optional[int]
	StartsOn    Optional[Date]
	EndsOn      Optional[Date]
	Days        Optional[[]Weekday]
	FromTime    Optional[string]
	UntilTime   Optional[string]
	Needs       Optional[string]
	Adjustments Optional[string]
	ContactID   OptionalPersonID
}

// HeldDays are the first and the last day on which somebody holds a place; nil where nobody does.
type HeldDays struct{ From, Until *Date }

// Host is what an opportunity is measured by: the rules of its programme, the site with its checks, who works for the employer.
type Host struct {
	// Held are the days on which its places are held.
	Held HeldDays
	// Since is the latest day from which a step of its opportunity holds; nil where it has only been written down, which may be after the host offered.
	Since     *Date
	Programme PlacementProgramme
	Site      Site
	Checks    []SiteCheck
	Roles     []PersonRole
	Today     Date
}

// NewOpportunity is the draft that in describes. Errors: BAD_INPUT.
func NewOpportunity(in AddOpportunityInput, host Host) (Opportunity, error) {
	o := Opportunity{
		ID: NewOpportunityID(), EmployerID: host.Site.EmployerID, SiteID: host.Site.ID, ProgrammeCode: host.Programme.Code, Role: in.Role, Places: in.Places,
		StartsOn: in.StartsOn, EndsOn: in.EndsOn, Days: in.Days, FromTime: in.FromTime, UntilTime: in.UntilTime, Needs: in.Needs, Adjustments: in.Adjustments,
		ContactID: in.ContactID, State: OpportunityDraft, Version: 1,
	}
	if host.Site.ClosedOn != nil && !host.Site.ClosedOn.After(host.Today) {
		return o, BadInput("this site is closed; choose an open one", "siteId")
	}
	return o, o.check(host)
}

// Update makes the changes that in asks for. One that is open stays so only while its checks hold. Errors: CONFLICT where o is not the
// version that the caller read, BAD_INPUT.
func (o *Opportunity) Update(in UpdateOpportunityInput, host Host) error {
	if in.Version != o.Version {
		return changedSince("opportunity")
	}
	for _, refused := range []error{notCleared(in.Role, "role"), notCleared(in.Places, "places"), notCleared(in.Days, "days")} {
		if refused != nil {
			return refused
		}
	}
	if in.Role.IsSet() {
		o.Role = *in.Role.Value()
	}
	if in.Places.IsSet() {
		o.Places = *in.Places.Value()
	}
	if in.Days.IsSet() {
		o.Days = *in.Days.Value()
	}
	in.StartsOn.Apply(&o.StartsOn)
	in.EndsOn.Apply(&o.EndsOn)
	in.FromTime.Apply(&o.FromTime)
	in.UntilTime.Apply(&o.UntilTime)
	in.Needs.Apply(&o.Needs)
	in.Adjustments.Apply(&o.Adjustments)
	in.ContactID.Apply(&o.ContactID)
	if err := o.check(host); err != nil {
		return err
	}
	switch held := host.Held; {
	case in.StartsOn.IsSet() && held.From != nil && o.StartsOn != nil && o.StartsOn.After(*held.From):
		return Conflict("somebody holds a place from "+held.From.Words()+"; change that placement first, or begin no later", "startsOn")
	case in.EndsOn.IsSet() && held.Until != nil && o.EndsOn != nil && o.EndsOn.Before(*held.Until):
		return Conflict("somebody holds a place on "+held.Until.Words()+"; change that placement first, or end no earlier", "endsOn")
	}
	if missing := o.Missing(host); o.State == OpportunityOpen && in.StartsOn.IsSet() && len(missing) > 0 {
		return BadInput(missingWords(missing, o.FirstDay(host.Today)), "startsOn")
	}
	return nil
}

var clockTime = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

// check puts what somebody typed in order. Errors: BAD_INPUT.
func (o *Opportunity) check(host Host) (err error) {
	if o.Role, err = requiredLine(o.Role, 120, "enter the role, such as warehouse assistant", "role"); err != nil {
		return err
	}
	if err := between(&o.Places, 1, 500, "places"); err != nil {
		return err
	}
	if o.Needs, err = optionalText(o.Needs, 2000, "needs"); err != nil {
		return err
	}
	if o.Adjustments, err = optionalText(o.Adjustments, 2000, "adjustments"); err != nil {
		return err
	}
	o.Days = inOrder(o.Days)
	if err := checkHours(o.FromTime, o.UntilTime); err != nil {
		return err
	}
	switch {
	case o.StartsOn == nil && o.EndsOn != nil:
		return BadInput("enter the first day too, or leave both empty for flexible dates", "startsOn")
	case o.EndsOn != nil && o.EndsOn.Before(*o.StartsOn):
		return BadInput("it ends before it starts; check both days", "endsOn")
	case o.ContactID != nil && !worksThere(host.Roles, *o.ContactID, host.Today):
		return BadInput("this person does not work at the employer; choose another, or add them there first", "contactId")
	}
	if o.StartsOn == nil || o.EndsOn == nil {
		return nil
	}
	rule, ok := host.Programme.RuleOn(*o.StartsOn)
	if problem := rule.lengthProblem(*o.StartsOn, *o.EndsOn); ok && problem != "" {
		return BadInput(problem, "endsOn")
	}
	return nil
}

// Missing are the checks that do not hold on the first day.
func (o Opportunity) Missing(host Host) []MissingCheck {
	day := o.FirstDay(host.Today)
	rule, _ := host.Programme.RuleOn(day)
	missing := rule.Missing(host.Checks, day)
	for i := range missing {
		missing[i].OpportunityID = o.ID
	}
	return missing
}

// TransitionOpportunityInput asks to move an opportunity to another state.
type TransitionOpportunityInput struct {
	ID      OpportunityID
	Version int
	State   OpportunityState
	// OnDay is the day from which it holds; today where nil.
	OnDay  *Date
	Reason *string
}

// Move brings the opportunity to the state that in asks for. Errors: CONFLICT where o is not the version that the caller read or cannot go
// there, BAD_INPUT where a reason is missing, or a check, and for a day to come or before the last step.
func (o *Opportunity) Move(in TransitionOpportunityInput, host Host) (OpportunityMove, error) {
	step := OpportunityMove{OpportunityID: o.ID, State: in.State, OnDay: host.Today}
	if in.OnDay != nil {
		step.OnDay = *in.OnDay
	}
	var err error
	switch step.Reason, err = optionalLine(in.Reason, 300, "reason"); {
	case in.Version != o.Version:
		return step, changedSince("opportunity")
	case !slices.Contains(opportunityMoves[o.State], in.State):
		return step, Conflict(fmt.Sprintf("this opportunity is %s and cannot become %s", o.State.words(), in.State.words()), "state")
	case err != nil:
		return step, err
	case step.OnDay.After(host.Today):
		return step, BadInput("choose today or an earlier day", "onDay")
	case host.Since != nil && step.OnDay.Before(*host.Since):
		return step, BadInput(fmt.Sprintf("it is %s since %s; choose that day or a later one", o.State.words(), host.Since.Words()), "onDay")
	case in.State == OpportunityWithdrawn && step.Reason == nil:
		return step, BadInput("say why it is withdrawn", "reason")
	case in.State == OpportunityWithdrawn && host.Held.From != nil:
		return step, Conflict("somebody holds a place; withdraw or end the placements first", "state")
	}
	if missing := o.Missing(host); in.State == OpportunityOpen && len(missing) > 0 {
		return step, BadInput(missingWords(missing, o.FirstDay(host.Today)), "state")
	}
	o.State = in.State
	return step, nil
}

// Follow moves the opportunity by itself when left of its places are left: one that is open is filled with the last place, and one that was filled by
// itself is open again with a place that is given back, while its checks hold and it is not over. Why says so; empty where it stays.
func (o *Opportunity) Follow(left int, byItself bool, host Host) (why string) {
	switch {
	case o.State == OpportunityOpen && left == 0:
		o.State = OpportunityFilled
		return "The last place was taken"
	case o.State == OpportunityFilled && byItself && left > 0 && (o.EndsOn == nil || !o.EndsOn.Before(host.Today)) && len(o.Missing(host)) == 0:
		o.State = OpportunityOpen
		return "A place was given back"
	default:
		return ""
	}
}

func (s OpportunityState) words() string {
	return map[OpportunityState]string{
		OpportunityDraft: "a draft", OpportunityChecks: "being checked", OpportunityOpen: "open", OpportunityFilled: "filled", OpportunityClosed: "closed",
		OpportunityWithdrawn: "withdrawn",
	}[s]
}

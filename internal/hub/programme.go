package hub

import (
	"fmt"
	"slices"
)

// PlacementProgramme is a kind of placement, such as a T Level industry placement.
type PlacementProgramme struct {
	Code string
	Name string
	// Rules are the latest first.
	Rules []ProgrammeRule
	// KnownAsSince is from when participants may be kept with a name to call them by, and KnownAsAssessment the impact assessment that allows it;
	// nil where none does.
	KnownAsSince      *Date
	KnownAsAssessment *string
}

// ProgrammeRule is what holds for placements of a programme that start from a day on. What is nil has no limit.
type ProgrammeRule struct {
	StartsOn Date
	// LeastDays and MostDays are the length by the calendar, from the first day to the last.
	LeastDays, MostDays *int
	LeastHours          *int
	LeastAge, MostAge   *int
	// Checks are those of the site that have to hold on the first day.
	Checks []CheckKind
	// OutcomeWeeks are after how many weeks in work an outcome counts as sustained.
	OutcomeWeeks []int
	Note         *string
}

// RuleOn is the rule of a placement that starts on a day. False: none does.
func (p PlacementProgramme) RuleOn(day Date) (ProgrammeRule, bool) {
	at := slices.IndexFunc(p.Rules, func(r ProgrammeRule) bool { return !r.StartsOn.After(day) })
	if at < 0 {
		return ProgrammeRule{}, false
	}
	return p.Rules[at], true
}

// AsksForHours says that a rule of the programme asks for hours of work.
func (p PlacementProgramme) AsksForHours() bool {
	return slices.ContainsFunc(p.Rules, func(r ProgrammeRule) bool { return r.LeastHours != nil })
}

// takesMinors says that it is meant for people under 18 too.
func (r ProgrammeRule) takesMinors() bool { return r.LeastAge != nil && *r.LeastAge < 18 }

// SetProgrammeRuleInput says what holds for placements of a programme that start from a day on.
type SetProgrammeRuleInput struct {
	Programme    string
	StartsOn     Date
	LeastDays    *int
	MostDays     *int
	LeastHours   *int
	LeastAge     *int
	MostAge      *int
	Checks       []CheckKind
	OutcomeWeeks []int
	Note         *string
}

// Rule is what in asks for. Errors: BAD_INPUT.
func (in SetProgrammeRuleInput) Rule() (r ProgrammeRule, err error) {
	for _, n := range []struct {
		n           *int
		least, most int
		field       string
	}{{in.LeastDays, 1, 1000, "leastDays"}, {in.MostDays, 1, 1000, "mostDays"}, {in.LeastHours, 1, 2000, "leastHours"}, {in.LeastAge, 11, 99, "leastAge"}, {in.MostAge, 11, 99, "mostAge"}} {
		if err := between(n.n, n.least, n.most, n.field); err != nil {
			return r, err
		}
	}
	if slices.ContainsFunc(in.OutcomeWeeks, func(weeks int) bool { return weeks < 1 || weeks > 104 }) {
		return r, BadInput("enter weeks from 1 to 104", "outcomeWeeks")
	}
	switch {
	case in.LeastDays != nil && in.MostDays != nil && *in.MostDays < *in.LeastDays:
		return r, BadInput("the greatest length is below the least; check both", "mostDays")
	case in.LeastAge != nil && in.MostAge != nil && *in.MostAge < *in.LeastAge:
		return r, BadInput("the greatest age is below the least; check both", "mostAge")
	}
	outcomes := distinct(in.OutcomeWeeks)
	slices.Sort(outcomes)
	r = ProgrammeRule{
		StartsOn: in.StartsOn, LeastDays: in.LeastDays, MostDays: in.MostDays, LeastHours: in.LeastHours, LeastAge: in.LeastAge, MostAge: in.MostAge,
		Checks: distinct(in.Checks), OutcomeWeeks: outcomes,
	}
	r.Note, err = optionalLine(in.Note, 300, "note")
	return r, err
}

// ageProblem says why nobody of an age band may take part; empty where somebody may.
func (r ProgrammeRule) ageProblem(band AgeBand) string {
	least, most := band.years()
	switch {
	case r.LeastAge != nil && most < *r.LeastAge:
		return fmt.Sprintf("its programme is for people of %d and older", *r.LeastAge)
	case r.MostAge != nil && least > *r.MostAge:
		return fmt.Sprintf("its programme is for people up to %d", *r.MostAge)
	default:
		return ""
	}
}

// lengthProblem says what is wrong with the length of a placement; empty where nothing is.
func (r ProgrammeRule) lengthProblem(from, until Date) string {
	days := from.DaysUntil(until) + 1
	switch {
	case r.MostDays != nil && days > *r.MostDays:
		return fmt.Sprintf("it lasts %d days, and its programme at most %d", days, *r.MostDays)
	case r.LeastDays != nil && days < *r.LeastDays:
		return fmt.Sprintf("it lasts %d days, and its programme at least %d", days, *r.LeastDays)
	default:
		return ""
	}
}

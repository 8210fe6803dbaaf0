package hub

import "fmt"

// Scheme accredits employers: Disability Confident, say.
type Scheme struct {
	Code string
	Name string
	// Levels are in order, the lowest first.
	Levels []SchemeLevel
}

// DisabilityConfident is the code of the scheme whose figures the strategy asks for.
const DisabilityConfident = "DISABILITY_CONFIDENT"

// SchemeLevel is a level of a scheme with its rules: those without a first day come first, then the latest.
type SchemeLevel struct {
	Level int
	Name  string
	Rules []SchemeRule
}

// SchemeRule says from a day on how long an award of a level lasts and what may follow it. Where StartsOn is nil the rule is
// announced and does not hold yet. Months is nil where an award does not run out, or where nobody says when.
type SchemeRule struct {
	ID        SchemeRuleID
	Scheme    string
	Level     int
	StartsOn  *Date
	Months    *int
	Renewable bool
	InOrder   bool
	Note      *string
	Version   int
}

// SetSchemeRuleInput changes when a rule begins and what it says. Permission and errors are the use case's.
type SetSchemeRuleInput struct {
	ID        SchemeRuleID
	Version   int
	StartsOn  *Date
	Months    *int
	Renewable bool
	InOrder   bool
}

// Set makes the change that in asks for. Errors: CONFLICT where r is not the version that the caller read, BAD_INPUT.
func (r *SchemeRule) Set(in SetSchemeRuleInput) error {
	if in.Version != r.Version {
		return changedSince("rule")
	}
	if err := between(in.Months, 1, 240, "months"); err != nil {
		return err
	}
	r.StartsOn, r.Months, r.Renewable, r.InOrder = in.StartsOn, in.Months, in.Renewable, in.InOrder
	return nil
}

// At finds a level. False: the scheme has no such level.
func (s Scheme) At(level int) (SchemeLevel, bool) {
	for _, l := range s.Levels {
		if l.Level == level {
			return l, true
		}
	}
	return SchemeLevel{}, false
}

// Title is a level as people say it: "Disability Confident level 2, Employer", or the scheme alone where it has one level.
func (s Scheme) Title(level int) string {
	if l, ok := s.At(level); ok && len(s.Levels) > 1 {
		return levelTitle(s.Name, level, l.Name)
	}
	return s.Name
}

func levelTitle(scheme string, level int, name string) string {
	return fmt.Sprintf("%s level %d, %s", scheme, level, name)
}

// RuleOn is the rule of a level that holds on a day: the one that began last. A level without one has an award that does not
// run out.
func (l SchemeLevel) RuleOn(day Date) SchemeRule {
	found := SchemeRule{Level: l.Level, Renewable: true}
	for _, r := range l.Rules {
		if r.StartsOn != nil && !r.StartsOn.After(day) && (found.StartsOn == nil || r.StartsOn.After(*found.StartsOn)) {
			found = r
		}
	}
	return found
}

// ExpiryOf is the day on which an award of a level made on a day runs out by the rules. Nil: it does not, or nobody says.
func (l SchemeLevel) ExpiryOf(awarded Date) *Date {
	months := l.RuleOn(awarded).Months
	if months == nil {
		return nil
	}
	expiry := awarded.AddMonths(*months)
	return &expiry
}

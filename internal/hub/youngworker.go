package hub

import (
	"fmt"
	"slices"
)

// YoungWorkerRule is what the law says of the hours of people of an age band under 18, from a day on. Times are of work, breaks left out.
type YoungWorkerRule struct {
	AgeBand  AgeBand
	StartsOn Date
	// MostADay and MostAWeek are minutes.
	MostADay, MostAWeek int
	// Earliest and Latest are by the clock of the site, as 06:00.
	Earliest, Latest string
	// MostDays are of a week.
	MostDays int
	// BreakAfter is after how many minutes of presence a break is due, and BreakFor how many minutes it takes.
	BreakAfter, BreakFor int
	Note                 *string
}

// SetYoungWorkerRuleInput says what the law says of the hours of an age band under 18 from a day on.
type SetYoungWorkerRuleInput struct {
	AgeBand    AgeBand
	StartsOn   Date
	MostADay   int
	MostAWeek  int
	Earliest   string
	Latest     string
	MostDays   int
	BreakAfter int
	BreakFor   int
	Note       *string
}

// Rule is what in asks for. Errors: BAD_INPUT.
func (in SetYoungWorkerRuleInput) Rule() (r YoungWorkerRule, err error) {
	if !in.AgeBand.minor() {
		return r, BadInput("the law limits the hours of people under 18; choose under 16, or 16 and 17", "ageBand")
	}
	for _, n := range []struct {
		n           int
		least, most int
		field       string
	}{
		{in.MostADay, 1, 24 * 60, "mostADay"}, {in.MostAWeek, 1, 7 * 24 * 60, "mostAWeek"}, {in.MostDays, 1, 7, "mostDays"}, {in.BreakAfter, 0, 24 * 60, "breakAfter"},
		{in.BreakFor, 0, 240, "breakFor"},
	} {
		if err := between(&n.n, n.least, n.most, n.field); err != nil {
			return r, err
		}
	}
	for field, at := range map[string]string{"earliest": in.Earliest, "latest": in.Latest} {
		if !clockTime.MatchString(at) {
			return r, BadInput("enter a time such as 09:00", field)
		}
	}
	if in.Latest <= in.Earliest {
		return r, BadInput("this is before the earliest time; check both", "latest")
	}
	r = YoungWorkerRule{
		AgeBand: in.AgeBand, StartsOn: in.StartsOn, MostADay: in.MostADay, MostAWeek: in.MostAWeek, Earliest: in.Earliest, Latest: in.Latest, MostDays: in.MostDays,
		BreakAfter: in.BreakAfter, BreakFor: in.BreakFor,
	}
	r.Note, err = optionalLine(in.Note, 300, "note")
	return r, err
}

// Hours are when somebody is at work in a week.
type Hours struct {
	Days                []Weekday
	FromTime, UntilTime *string
}

// known says that both the days and the times are.
func (h Hours) known() bool { return len(h.Days) > 0 && h.FromTime != nil && h.UntilTime != nil }

// presence is how many minutes of a day somebody is there.
func (h Hours) presence() int { return minuteOf(*h.UntilTime) - minuteOf(*h.FromTime) }

// clash says that somebody cannot be at work at both hours.
func (h Hours) clash(other Hours) bool {
	return h.known() && other.known() && *h.FromTime < *other.UntilTime && *other.FromTime < *h.UntilTime &&
		slices.ContainsFunc(h.Days, func(d Weekday) bool { return slices.Contains(other.Days, d) })
}

// planned is how many minutes somebody is at work from one day to another, each day less so many minutes of breaks. Nobody works on a holiday.
func (h Hours) planned(from, until Date, breaks int, calendar Calendar) (minutes int) {
	for day := from; !day.After(until); day = day.AddDays(1) {
		if slices.Contains(h.Days, weekdayOf(day)) && !calendar.holidays[day] {
			minutes += h.presence() - breaks
		}
	}
	return minutes
}

// minuteOf is the minute of the day of a time such as 09:00.
func minuteOf(at string) int {
	var hour, minute int
	_, _ = fmt.Sscanf(at, "%d:%d", &hour, &minute) // checked when it was entered
	return hour*60 + minute
}

// youngRule is the rule of people of an age band under 18 on a day. False: none holds.
func youngRule(rules []YoungWorkerRule, band AgeBand, day Date) (YoungWorkerRule, bool) {
	at := slices.IndexFunc(rules, func(r YoungWorkerRule) bool { return r.AgeBand == band && !r.StartsOn.After(day) })
	if at < 0 {
		return YoungWorkerRule{}, false
	}
	return rules[at], true
}

// breaks are how many minutes of a day with so many minutes of presence are no work.
func (r YoungWorkerRule) breaks(presence int) int {
	if presence > r.BreakAfter {
		return r.BreakFor
	}
	return 0
}

// youngProblem says why people of an age band under 18 may not work these hours, under those of rules that hold on a day; empty where they may.
func youngProblem(rules []YoungWorkerRule, band AgeBand, day Date, h Hours) string {
	r, ok := youngRule(rules, band, day)
	if !ok {
		return ""
	}
	if !h.known() {
		return "the participant is under 18 then, so enter the days of the week and the hours; the law limits them"
	}
	work := h.presence() - r.breaks(h.presence())
	switch {
	case *h.FromTime < r.Earliest || *h.UntilTime > r.Latest:
		return fmt.Sprintf("the participant is under 18 then and may work between %s and %s only; change the hours", r.Earliest, r.Latest)
	case work > r.MostADay:
		return fmt.Sprintf("the participant is under 18 then and may work %s a day at most; this is %s without the break. Change the hours", inHours(r.MostADay), inHours(work))
	case len(h.Days) > r.MostDays:
		return fmt.Sprintf("the participant is under 18 then and may work %d days a week at most; choose fewer days", r.MostDays)
	case work*len(h.Days) > r.MostAWeek:
		return fmt.Sprintf("the participant is under 18 then and may work %s a week at most; this is %s. Change the days or the hours", inHours(r.MostAWeek), inHours(work*len(h.Days)))
	default:
		return ""
	}
}

func inHours(minutes int) string {
	if minutes%60 == 0 {
		return fmt.Sprintf("%d hours", minutes/60)
	}
	return fmt.Sprintf("%d hours and %d minutes", minutes/60, minutes%60)
}

package hub

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// date is the kind of question that is answered with a day.
type date struct{}

// The parts of a day, each a field of its own.
var dateParts = []string{"day", "month", "year"}

func (date) check(Question, map[string]Question, func(field, message string)) {}

func (date) tests(Question, *Condition) bool { return false }

func (date) candidates(Question, []*Condition) []AnswerValue { return nil }

func (date) verb() string { return "Enter" }

func (date) missing(q Question) string {
	return "Enter " + q.Asks + ", as a date, such as 27 3 2027" + orDontKnow(q)
}

func (date) owns(q Question, name, field string) bool {
	part, ok := strings.CutPrefix(field, name+".")
	return ok && slices.Contains(dateParts, part) || q.DontKnow && field == name
}

func (k date) parse(q Question, name string, form Form) (AnswerValue, error) {
	var typed []string
	var missing string
	for _, part := range dateParts {
		values := form.values(name + "." + part)
		if len(values) != 1 {
			missing = part
			continue
		}
		typed = append(typed, strings.TrimSpace(values[0]))
	}
	switch {
	case len(typed) == 0:
		return AnswerValue{}, nil
	case missing != "":
		return AnswerValue{}, BadInput("Enter "+q.Asks+" with a "+missing+", such as 27 3 2027"+orDontKnow(q), name+"."+missing)
	}
	day, dayErr := strconv.Atoi(typed[0])
	month, monthErr := monthOf(typed[1])
	year, yearErr := strconv.Atoi(typed[2])
	d := NewDate(year, month, day)
	if dayErr != nil || monthErr != nil || yearErr != nil || d != NewDate(d.midnight.Year(), d.midnight.Month(), day) || d.midnight.Month() != month {
		return AnswerValue{}, BadInput("Enter "+q.Asks+" as a real date, such as 27 3 2027"+orDontKnow(q), name+".day")
	}
	return AnswerValue{Date: &d}, nil
}

// monthOf reads 3, 03, March and Mar.
func monthOf(s string) (time.Month, error) {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(s, m.String()) || strings.EqualFold(s, m.String()[:3]) {
			return m, nil
		}
	}
	n, err := strconv.Atoi(s)
	return time.Month(n), err
}

func (date) write(_ Question, name string, a AnswerValue, into Form) {
	for i, n := range []int{a.Date.midnight.Day(), int(a.Date.midnight.Month()), a.Date.Year()} {
		into[name+"."+dateParts[i]] = []string{strconv.Itoa(n)}
	}
}

func (k date) accept(q Question, name string, a AnswerValue, _ Answers) error {
	switch {
	case a.Date == nil || !a.is(AnswerValue{Date: a.Date}):
		return BadInput(k.missing(q), name+".day")
	case a.Date.Year() < 1900 || a.Date.Year() > 2199:
		return BadInput("Enter "+q.Asks+" with a year in four digits, such as 2027", name+".year")
	default:
		return nil
	}
}

func (date) show(_ Question, a AnswerValue) string { return a.Date.Words() }

package hub

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// number is the kind of question that is answered with a whole number.
type number struct{}

const defaultMaxNumber = 1_000_000

// limits are the lowest and the highest number that q allows, whatever was answered before.
func (number) limits(q Question) (low, high int) {
	high = defaultMaxNumber
	if q.Min != nil {
		low = *q.Min
	}
	if q.Max != nil {
		high = *q.Max
	}
	return low, high
}

func (k number) check(q Question, earlier map[string]Question, report func(field, message string)) {
	low, high := k.limits(q)
	if low > high {
		report("max", fmt.Sprintf("is %d, below the least answer, %d", high, low))
	}
	if q.NoMoreThan == "" {
		return
	}
	other, ok := earlier[q.NoMoreThan]
	switch {
	case !ok:
		report("noMoreThan", fmt.Sprintf("refers to %q, which is not a question before this one", q.NoMoreThan))
	case other.Kind != QuestionNumber:
		report("noMoreThan", fmt.Sprintf("refers to %q, which is not a number", q.NoMoreThan))
	default:
		if _, most := k.limits(other); low > most {
			report("noMoreThan", fmt.Sprintf("allows no answer: this one is at least %d, %q at most %d", low, other.ID, most))
		}
	}
}

func (number) tests(_ Question, c *Condition) bool {
	return c.GreaterThan != nil || c.LessThan != nil || c.AtLeastPercent != nil && c.AtLeastPercent.Sum == ""
}

func (k number) candidates(q Question, tests []*Condition) []AnswerValue {
	low, high := k.limits(q)
	values := []int{low} // the least number that passes is the lowest of all or follows one of the tests
	for _, c := range tests {
		if c.GreaterThan != nil && *c.GreaterThan >= low && *c.GreaterThan < high {
			values = append(values, *c.GreaterThan+1)
		}
		if c.Not != nil && c.Not.LessThan != nil && *c.Not.LessThan > low && *c.Not.LessThan <= high {
			values = append(values, *c.Not.LessThan)
		}
		if c.AtLeastPercent != nil && high > 0 {
			values = append(values, max(low, 1))
		}
	}
	var all []AnswerValue
	for _, v := range values {
		all = append(all, AnswerValue{Number: &v})
	}
	return all
}

func (number) verb() string { return "Enter" }

func (number) missing(q Question) string {
	return "Enter " + q.Asks + ", as a number, such as 4" + orDontKnow(q)
}

// thousands is how people write large numbers: 1,200 or 1 200.
var thousands = regexp.MustCompile(`^-?\d{1,3}([, ]\d{3})+$`)

func (number) owns(_ Question, name, field string) bool { return name == field }

func (k number) parse(q Question, name string, form Form) (AnswerValue, error) {
	values := form.values(name)
	if values == nil {
		return AnswerValue{}, nil
	}
	typed := strings.TrimSpace(values[0])
	if thousands.MatchString(typed) {
		typed = strings.NewReplacer(",", "", " ", "").Replace(typed)
	}
	n, err := strconv.Atoi(typed)
	if err != nil || len(values) > 1 {
		return AnswerValue{}, BadInput("Enter "+q.Asks+", as a whole number in digits, such as 4"+orDontKnow(q), name)
	}
	return AnswerValue{Number: &n}, nil
}

func (number) write(_ Question, name string, a AnswerValue, into Form) {
	into[name] = []string{strconv.Itoa(*a.Number)}
}

func (k number) accept(q Question, name string, a AnswerValue, given Answers) error {
	if a.Number == nil || !a.is(AnswerValue{Number: a.Number}) {
		return BadInput(k.missing(q), name)
	}
	low, high := k.limits(q)
	if *a.Number < low {
		return BadInput(fmt.Sprintf("Enter %s, as a number that is %s or more", q.Asks, digits(low)), name)
	}
	if *a.Number > high {
		return BadInput(fmt.Sprintf("Enter %s, as a number that is %s or less", q.Asks, digits(high)), name)
	}
	if most := given[q.NoMoreThan].Number; most != nil && *a.Number > *most {
		return BadInput(fmt.Sprintf("Enter %s, as a number that is %s or less, because you have %[2]s in all", q.Asks, digits(*most)), name)
	}
	return nil
}

func (number) show(_ Question, a AnswerValue) string { return digits(*a.Number) }

// digits writes n as people read it: 1,200.
func digits(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

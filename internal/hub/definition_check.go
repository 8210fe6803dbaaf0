package hub

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// identifier is the shape of ids in definitions. They are kept with answers for good and appear in addresses.
var identifier = regexp.MustCompile(`^[a-z][a-zA-Z0-9]{0,39}$`)

func notIdentifier(id string) string {
	return fmt.Sprintf("is %q; an id starts with a small letter and has letters and digits only, 40 at most", id)
}

// mostQuestions is far above what anybody would answer.
const mostQuestions = 200

// ValidateDefinition refuses a definition that could not be asked as it stands. Errors: all faults joined, each BAD_INPUT
// with its place, such as sections[1].questions[0].when, as its field and at the start of its message.
func ValidateDefinition(d Definition) error {
	c := definitionCheck{definition: d, seen: map[string]Question{}, reached: map[string][]way{}}
	c.text("title", d.Title)
	c.text("about", d.About)
	if d.Minutes < 1 {
		c.report("minutes", "is not 1 or more")
	}
	if n := len(d.Questions()); n < 1 || n > mostQuestions {
		c.report("sections", fmt.Sprintf("have %d questions in all; a questionnaire has 1 to %d", n, mostQuestions))
		return errors.Join(c.faults...)
	}
	for i, s := range d.Sections {
		at := fmt.Sprintf("sections[%d]", i)
		c.text(at+".title", s.Title)
		if len(s.Questions) == 0 {
			c.report(at+".questions", "is empty")
		}
		for j, q := range s.Questions {
			c.question(fmt.Sprintf("%s.questions[%d]", at, j), q)
		}
	}
	c.rules()
	return errors.Join(c.faults...)
}

// definitionCheck walks a definition in the order in which it is asked.
type definitionCheck struct {
	definition Definition
	// seen are the questions so far, and reached the ways to get to each.
	seen    map[string]Question
	reached map[string][]way
	// entry says that the questions are the fields of one entry of a GROUP.
	entry  bool
	faults []error
}

func (c *definitionCheck) report(at, message string) {
	c.faults = append(c.faults, BadInput(at+" "+message, at))
}

func (c *definitionCheck) text(at, s string) {
	if strings.TrimSpace(s) == "" {
		c.report(at, "is empty")
	}
}

func (c *definitionCheck) question(at string, q Question) {
	switch _, double := c.seen[q.ID]; {
	case !identifier.MatchString(q.ID):
		c.report(at+".id", notIdentifier(q.ID))
	case double:
		c.report(at+".id", fmt.Sprintf("is %q, like a question before it", q.ID))
	case q.ID == factEmployer:
		c.report(at+".id", fmt.Sprintf("is %q, which stands for a known fact", q.ID))
	}
	c.text(at+".text", q.Text)
	c.text(at+".asks", q.Asks)
	c.placeholders(at+".text", q.Text)
	c.placeholders(at+".hint", q.Hint)
	if kind, ok := questionKinds[q.Kind]; ok {
		kind.check(q, c.seen, func(field, message string) { c.report(at+"."+field, message) })
	} else {
		c.report(at+".kind", fmt.Sprintf("is %q, which is not a kind of question", q.Kind))
	}
	c.foreign(at, q)
	if q.Prefill != "" && q.Prefill != factHeadcount {
		c.report(at+".prefill", fmt.Sprintf("is %q, which is not a known number", q.Prefill))
	}
	if q.Fewer != nil {
		c.rule(at+".fewer", q.Fewer.When)
	}

	before := len(c.faults)
	c.condition(at+".when", q.When, q.ID)
	if c.reached[q.ID] = c.possible(q.When); before == len(c.faults) {
		c.ways(at+".when", c.reached[q.ID], "can never hold, so the question would never be asked")
	}
	c.seen[q.ID] = q
}

// foreign reports settings that belong to other kinds of question, which would do nothing here.
func (c *definitionCheck) foreign(at string, q Question) {
	choice := q.Kind == QuestionSingle || q.Kind == QuestionMultiple || q.Kind == QuestionGrid && q.Cell != QuestionNumber
	number := q.Kind == QuestionNumber || q.Kind == QuestionGrid && q.Cell == QuestionNumber
	text := q.Kind == QuestionShortText || q.Kind == QuestionLongText
	for _, setting := range []struct {
		field string
		wrong bool
	}{
		{"options", q.Options != nil && !choice},
		{"preset", q.Preset != nil && q.Kind != QuestionSingle && q.Kind != QuestionMultiple},
		{"prefill", q.Prefill != "" && q.Kind != QuestionNumber},
		{"min", q.Min != nil && !number},
		{"max", q.Max != nil && !number},
		{"noMoreThan", q.NoMoreThan != "" && q.Kind != QuestionNumber},
		{"maxLength", q.MaxLength != 0 && !text},
		{"rows", q.Rows != nil && q.Kind != QuestionGrid},
		{"rowsFrom", q.RowsFrom != "" && q.Kind != QuestionGrid},
		{"cell", q.Cell != "" && q.Kind != QuestionGrid},
		{"fields", q.Fields != nil && q.Kind != QuestionGroup},
		{"entry", q.Entry != "" && q.Kind != QuestionGroup},
		{"most", q.Most != 0 && q.Kind != QuestionGroup},
		{"fewer", q.Fewer != nil && q.Kind != QuestionGroup},
	} {
		if setting.wrong {
			c.report(at+"."+setting.field, fmt.Sprintf("is not for questions of kind %s", q.Kind))
		}
	}
}

// placeholders reports those in text that are neither known facts nor questions so far.
func (c *definitionCheck) placeholders(at, text string) {
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if _, ok := c.seen[m[1]]; !ok && m[1] != factEmployer {
			c.report(at, fmt.Sprintf("has a place for %q, which is neither a known fact nor a question before it", m[1]))
		}
	}
	if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
		c.report(at, "has a { or } without its partner")
	}
}

// condition reports what is wrong with when, part by part. self is the question that it belongs to, if any.
func (c *definitionCheck) condition(at string, when *Condition, self string) {
	if when == nil {
		return
	}
	switch group := when.AllOf != nil || when.AnyOf != nil; {
	case when.forms() != 1:
		c.report(at, "needs exactly one of is, includes, excludes, fewerThan, greaterThan, lessThan, anyEntry, anyCell, answered, atLeastPercent, not, allOf and anyOf")
	case group && when.Question != "":
		c.report(at+".question", "does not go with allOf or anyOf")
	case group && len(when.AllOf)+len(when.AnyOf) == 0:
		c.report(at, "is an empty list")
	case group:
		for i := range when.AllOf {
			c.condition(fmt.Sprintf("%s.allOf[%d]", at, i), &when.AllOf[i], self)
		}
		for i := range when.AnyOf {
			c.condition(fmt.Sprintf("%s.anyOf[%d]", at, i), &when.AnyOf[i], self)
		}
	default:
		c.test(at, when, self)
	}
}

// forms counts how many tests and lists c has; a sound condition has one.
func (c *Condition) forms() int {
	n := 0
	for _, given := range []bool{
		c.Is != nil, c.Includes != nil, c.Excludes != nil, c.FewerThan != nil, c.GreaterThan != nil, c.LessThan != nil, c.AnyEntry != nil,
		c.AnyCell != nil, c.Answered, c.AtLeastPercent != nil, c.Not != nil, c.AllOf != nil, c.AnyOf != nil,
	} {
		if given {
			n++
		}
	}
	return n
}

func (c *definitionCheck) test(at string, when *Condition, self string) {
	if when.Question == self {
		c.report(at, fmt.Sprintf("is a loop: whether %q is asked would depend on its own answer", self))
		return
	}
	q, ok := c.seen[when.Question]
	if _, later := c.definition.Question(when.Question); !ok && later {
		c.report(at, fmt.Sprintf("refers to %q, which is only asked later", when.Question))
		return
	}
	if !ok {
		c.report(at, fmt.Sprintf("refers to %q, which is not a question", when.Question))
		return
	}
	if when.Not != nil {
		when, at = when.Not, at+".not"
		switch {
		case when.forms() != 1 || when.Question != "" || when.AllOf != nil || when.AnyOf != nil || when.Not != nil || when.AnyEntry != nil || when.AtLeastPercent != nil:
			c.report(at, "needs exactly one of is, includes, excludes, fewerThan, greaterThan, lessThan, anyCell and answered, and nothing else")
			return
		case c.entry && !q.Required:
			c.report(at, fmt.Sprintf("turns round a test of %q, of which an entry may know nothing", q.ID))
		}
	}
	if kind, ok := questionKinds[q.Kind]; ok && !kind.tests(q, when) {
		c.report(at, fmt.Sprintf("tests %q in a way that answers of kind %s cannot be tested", q.ID, q.Kind))
	}
	switch {
	case when.AnyEntry != nil && q.Kind == QuestionGroup:
		q.checkFieldsCondition(at+".anyEntry", when.AnyEntry, c.report)
	case when.AtLeastPercent != nil && self != "":
		c.report(at, "compares shares, which is for rules only")
	case when.AtLeastPercent != nil:
		c.number(at+".atLeastPercent.of", when.AtLeastPercent.Of)
		if p := when.AtLeastPercent.Percent; p < 1 || p > 100 {
			c.report(at+".atLeastPercent.percent", fmt.Sprintf("is %d; it is 1 to 100", p))
		}
	}
	for _, id := range slices.Concat(when.Is, when.Includes, when.Excludes, when.AnyCell) {
		if !slices.ContainsFunc(q.Options, func(o Option) bool { return o.ID == id }) {
			c.report(at, fmt.Sprintf("refers to %q, which is not an option of %q", id, q.ID))
		}
	}
}

// possible lists the ways for when to hold, each with a way to reach the questions that it tests, and leaves out those that
// no answers can follow. It stops when there are manyWays.
func (c *definitionCheck) possible(when *Condition) []way {
	var all []way
	for _, w := range when.ways() {
		reached := []way{w}
		for id := range w {
			reached = combine(reached, c.reached[id])
		}
		if all = append(all, reached...); len(all) >= manyWays {
			return all
		}
	}
	return slices.DeleteFunc(all, func(w way) bool {
		for id, tests := range w {
			if !passable(c.seen[id], tests) {
				return true
			}
		}
		return false
	})
}

// passable says whether some answer to q passes all tests.
func passable(q Question, tests []*Condition) bool {
	kind, ok := questionKinds[q.Kind]
	if !ok {
		return false
	}
	answers := kind.candidates(q, tests)
	if q.DontKnow {
		answers = append(answers, AnswerValue{DontKnow: true})
	}
	if !q.Required {
		answers = append(answers, AnswerValue{})
	}
	return slices.ContainsFunc(answers, func(a AnswerValue) bool {
		return !slices.ContainsFunc(tests, func(t *Condition) bool { return !t.test(a, nil) })
	})
}

func (c *definitionCheck) ways(at string, ways []way, never string) {
	switch {
	case len(ways) == 0:
		c.report(at, never)
	case len(ways) >= manyWays:
		c.report(at, "can hold in too many ways to follow; use fewer conditions")
	}
}

// number reports a reference to what is no NUMBER question so far.
func (c *definitionCheck) number(at, id string) {
	if c.seen[id].Kind != QuestionNumber {
		c.report(at, fmt.Sprintf("refers to %q, which is not a question answered with a number", id))
	}
}

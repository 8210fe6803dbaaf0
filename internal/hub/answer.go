package hub

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// AnswerValue is what somebody answered to one question: the field that fits its kind, or DontKnow. The empty one says that an
// optional question was passed over.
type AnswerValue struct {
	DontKnow bool     `json:"dontKnow,omitempty"`
	Options  []string `json:"options,omitempty"`
	Number   *int     `json:"number,omitempty"`
	Text     string   `json:"text,omitempty"`
	Date     *Date    `json:"date,omitempty"`
	// Grid is by row; a row that is not there was passed over.
	Grid map[string]AnswerValue `json:"grid,omitempty"`
	// Group is one set of answers for each entry, by field.
	Group []Answers `json:"group,omitempty"`
}

// IsEmpty says that the question was passed over.
func (a AnswerValue) IsEmpty() bool {
	return !a.DontKnow && len(a.Options) == 0 && a.Number == nil && a.Text == "" && a.Date == nil && len(a.Grid) == 0 && len(a.Group) == 0
}

// is says that a is nothing but what b is.
func (a AnswerValue) is(b AnswerValue) bool { return reflect.DeepEqual(a, b) }

// Answer is one question with its answer, both in words.
type Answer struct {
	QuestionID string
	// Question is as the employer read it.
	Question string
	// Answer is such as "Harder", "4" or "I do not know".
	Answer string
}

// Answers are by question id. A question that is not there was not answered yet.
type Answers map[string]AnswerValue

// InWords lists the questions on the route of answers that have one, in order.
func (d Definition) InWords(answers Answers, facts Facts) []Answer {
	route := NewRoute(d, answers)
	var all []Answer
	for _, q := range route.Questions {
		if a, ok := route.Given[q.ID]; ok {
			all = append(all, Answer{q.ID, d.Fill(q.Text, facts, route.Given), q.Show(a)})
		}
	}
	return all
}

// A page's form sends FieldAnswer, once for each value; DontKnow is the value that says "I do not know". A question that has
// parts sends FieldAnswer.row, FieldAnswer.1.field or FieldAnswer.day.
const (
	FieldAnswer = "answer"
	DontKnow    = "dontKnow"
)

// Form is what a page sent, or shows: values by the name of the field.
type Form map[string][]string

// values are those in a field that are not blank.
func (f Form) values(name string) []string {
	var all []string
	for _, v := range f[name] {
		if strings.TrimSpace(v) != "" {
			all = append(all, v)
		}
	}
	return all
}

// ParseAnswer reads what a page sent for q and checks it against the answers given before. Errors: BAD_INPUT that says what
// to do, with the field of the form that it is about; several are joined. Fields that q's page does not have are refused.
func ParseAnswer(q Question, form Form, given Answers) (AnswerValue, error) {
	kind, ok := questionKinds[q.Kind]
	if !ok {
		return AnswerValue{}, BadInput(fmt.Sprintf("questions of kind %q cannot be answered", q.Kind), FieldAnswer)
	}
	for _, field := range slices.Sorted(maps.Keys(form)) {
		if !kind.owns(q, FieldAnswer, field) {
			return AnswerValue{}, BadInput(fmt.Sprintf("This page has no field %q. Go back to the page and answer there", field), FieldAnswer)
		}
	}
	a, err := q.read(FieldAnswer, form)
	if err != nil {
		return AnswerValue{}, err
	}
	return a, ValidateAnswer(q, a, given)
}

// ReadAnswers reads what a page sent that asks all of these questions at once, each in the fields of its ID. Errors: as ParseAnswer.
func ReadAnswers(to []Question, form Form) (Answers, error) {
	answers, faults := Answers{}, []error(nil)
	for _, field := range slices.Sorted(maps.Keys(form)) {
		if !slices.ContainsFunc(to, func(q Question) bool { return questionKinds[q.Kind].owns(q, q.ID, field) }) {
			return nil, BadInput(fmt.Sprintf("This page has no field %q. Go back to the page and answer there", field), to[0].ID)
		}
	}
	for _, q := range to {
		a, err := q.read(q.ID, form)
		if err == nil {
			err = q.validate(q.ID, a, answers)
		}
		answers[q.ID] = a
		faults = append(faults, err)
	}
	return answers, errors.Join(faults...)
}

// read reads what stands in the fields of name.
func (q Question) read(name string, form Form) (AnswerValue, error) {
	kind := questionKinds[q.Kind]
	inParts := q.Kind == QuestionDate || q.Kind == QuestionGrid || q.Kind == QuestionGroup
	if inParts && slices.ContainsFunc(form[name], func(v string) bool { return v != DontKnow }) {
		return AnswerValue{}, BadInput(kind.verb()+" "+q.Asks+" in the fields of the page"+orDontKnow(q), name)
	}
	if !q.DontKnow || !slices.Contains(form[name], DontKnow) {
		return kind.parse(q, name, form)
	}
	rest := maps.Clone(form)
	rest[name] = slices.DeleteFunc(slices.Clone(form[name]), func(v string) bool { return v == DontKnow })
	if a, err := kind.parse(q, name, rest); err != nil || !a.IsEmpty() {
		return AnswerValue{}, BadInput(kind.verb()+" "+q.Asks+", or choose “I do not know”, not both", name)
	}
	return AnswerValue{DontKnow: true}, nil
}

// Form is how a page shows an answer to q: the fields that ParseAnswer reads the same answer from.
func (q Question) Form(a AnswerValue) Form {
	form := Form{}
	q.write(FieldAnswer, a, form)
	return form
}

func (q Question) write(name string, a AnswerValue, into Form) {
	switch {
	case a.DontKnow:
		into[name] = []string{DontKnow}
	case !a.IsEmpty():
		questionKinds[q.Kind].write(q, name, a, into)
	}
}

// ValidateAnswer checks one answer against its question and the answers given before. Errors: BAD_INPUT that says what to
// do, in words for the person who answers.
func ValidateAnswer(q Question, a AnswerValue, given Answers) error {
	return q.validate(FieldAnswer, a, given)
}

func (q Question) validate(name string, a AnswerValue, given Answers) error {
	kind, ok := questionKinds[q.Kind]
	switch {
	case !ok:
		return BadInput(fmt.Sprintf("questions of kind %q cannot be answered", q.Kind), name)
	case a.DontKnow && !q.DontKnow:
		return BadInput("“I do not know” is not an answer to this question", name)
	case a.DontKnow && !a.is(AnswerValue{DontKnow: true}):
		return BadInput("An answer cannot be given and not known at once", name)
	case a.IsEmpty() && q.Required:
		return BadInput(kind.missing(q), name)
	case a.DontKnow || a.IsEmpty():
		return nil
	default:
		return kind.accept(q, name, a, given)
	}
}

// ValidateAnswers checks a whole response before it is submitted: every question on its route is answered, and well.
// Errors: BAD_INPUT for the first that is not, naming the question; also for an answer to a question that d does not have,
// as answers of another version would.
func ValidateAnswers(d Definition, answers Answers) error {
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if _, ok := d.Question(id); !ok {
			return BadInput("There is an answer to a question that this questionnaire does not ask", id)
		}
	}
	route := NewRoute(d, answers)
	if q, ok := route.Pending(); ok {
		return ValidateAnswer(q, answers[q.ID], route.Given)
	}
	return nil
}

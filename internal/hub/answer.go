package hub

import (
	"fmt"
	"maps"
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
}

// IsEmpty says that the question was passed over.
func (a AnswerValue) IsEmpty() bool {
	return !a.DontKnow && len(a.Options) == 0 && a.Number == nil && a.Text == ""
}

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

// A page's form sends FieldAnswer, once for each value; DontKnow is the value that says "I do not know".
const (
	FieldAnswer = "answer"
	DontKnow    = "dontKnow"
)

// ParseAnswer reads what a page sent for q and checks it against the answers given before. Errors: BAD_INPUT that says what
// to do; fields that q's page does not have are refused.
func ParseAnswer(q Question, form map[string][]string, given Answers) (AnswerValue, error) {
	for _, field := range slices.Sorted(maps.Keys(form)) {
		if field != FieldAnswer {
			return AnswerValue{}, BadInput(fmt.Sprintf("This page has no field %q. Go back to the page and answer there", field), q.ID)
		}
	}
	kind, ok := questionKinds[q.Kind]
	if !ok {
		return AnswerValue{}, BadInput(fmt.Sprintf("questions of kind %q cannot be answered", q.Kind), q.ID)
	}
	var a AnswerValue
	var values []string
	for _, v := range form[FieldAnswer] {
		switch {
		case q.DontKnow && v == DontKnow:
			a.DontKnow = true
		case strings.TrimSpace(v) != "":
			values = append(values, v)
		}
	}
	switch {
	case a.DontKnow && values != nil:
		return AnswerValue{}, BadInput(kind.verb()+" "+q.Asks+", or choose “I do not know”, not both", q.ID)
	case values != nil:
		var err error
		if a, err = kind.parse(q, values); err != nil {
			return AnswerValue{}, err
		}
	}
	return a, ValidateAnswer(q, a, given)
}

// ValidateAnswer checks one answer against its question and the answers given before. Errors: BAD_INPUT that says what to
// do, in words for the person who answers.
func ValidateAnswer(q Question, a AnswerValue, given Answers) error {
	kind, ok := questionKinds[q.Kind]
	switch {
	case !ok:
		return BadInput(fmt.Sprintf("questions of kind %q cannot be answered", q.Kind), q.ID)
	case a.DontKnow && !q.DontKnow:
		return BadInput("“I do not know” is not an answer to this question", q.ID)
	case a.DontKnow && (len(a.Options) > 0 || a.Number != nil || a.Text != ""):
		return BadInput("An answer cannot be given and not known at once", q.ID)
	case a.IsEmpty() && q.Required:
		return BadInput(kind.missing(q), q.ID)
	case a.DontKnow || a.IsEmpty():
		return nil
	default:
		return kind.accept(q, a, given)
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
	if q, ok := NewRoute(d, answers).Pending(); ok {
		return ValidateAnswer(q, answers[q.ID], answers)
	}
	return nil
}

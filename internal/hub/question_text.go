package hub

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is the kind of question that is answered in the employer's own words, on one line or on several.
type text struct {
	most  int
	lines bool
}

// limit is the most characters that q allows.
func (k text) limit(q Question) int {
	if q.MaxLength != 0 {
		return q.MaxLength
	}
	return k.most
}

func (k text) check(q Question, _ map[string]Question, report func(field, message string)) {
	if q.MaxLength < 0 || q.MaxLength > k.most {
		report("maxLength", fmt.Sprintf("is %d; it is 1 to %d", q.MaxLength, k.most))
	}
}

func (text) tests(_ Question, c *Condition) bool { return c.Answered }

func (text) candidates(Question, []*Condition) []AnswerValue { return []AnswerValue{{Text: "x"}} }

func (text) verb() string { return "Enter" }

func (text) missing(q Question) string { return "Enter " + q.Asks + orDontKnow(q) }

func (text) owns(_ Question, name, field string) bool { return name == field }

func (text) parse(_ Question, name string, form Form) (AnswerValue, error) {
	return AnswerValue{Text: strings.TrimSpace(strings.ReplaceAll(strings.Join(form.values(name), "\n"), "\r\n", "\n"))}, nil
}

func (text) write(_ Question, name string, a AnswerValue, into Form) { into[name] = []string{a.Text} }

func (k text) accept(q Question, name string, a AnswerValue, _ Answers) error {
	unprintable := func(r rune) bool { return unicode.IsControl(r) && (r != '\n' || !k.lines) }
	switch {
	case a.Text == "" || !a.is(AnswerValue{Text: a.Text}):
		return BadInput(k.missing(q), name)
	case !utf8.ValidString(a.Text) || strings.ContainsFunc(a.Text, unprintable):
		return BadInput("Enter "+q.Asks+" in letters, numbers and punctuation only", name)
	case utf8.RuneCountInString(a.Text) > k.limit(q):
		return BadInput(fmt.Sprintf("Enter %s in %s characters or fewer", q.Asks, digits(k.limit(q))), name)
	default:
		return nil
	}
}

func (text) show(_ Question, a AnswerValue) string { return a.Text }

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

func (text) tests(*Condition) bool { return false }

func (text) candidates(Question, []*Condition) []AnswerValue { return nil }

func (text) verb() string { return "Enter" }

func (text) missing(q Question) string { return "Enter " + q.Asks + orDontKnow(q) }

func (text) parse(_ Question, values []string) (AnswerValue, error) {
	return AnswerValue{Text: strings.TrimSpace(strings.ReplaceAll(strings.Join(values, "\n"), "\r\n", "\n"))}, nil
}

func (k text) accept(q Question, a AnswerValue, _ Answers) error {
	unprintable := func(r rune) bool { return unicode.IsControl(r) && (r != '\n' || !k.lines) }
	switch {
	case a.Text == "" || a.Options != nil || a.Number != nil:
		return BadInput(k.missing(q), q.ID)
	case !utf8.ValidString(a.Text) || strings.ContainsFunc(a.Text, unprintable):
		return BadInput("Enter "+q.Asks+" in letters, numbers and punctuation only", q.ID)
	case utf8.RuneCountInString(a.Text) > k.limit(q):
		return BadInput(fmt.Sprintf("Enter %s in %s characters or fewer", q.Asks, digits(k.limit(q))), q.ID)
	default:
		return nil
	}
}

func (text) show(_ Question, a AnswerValue) string { return a.Text }

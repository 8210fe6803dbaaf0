package hub

import (
	"fmt"
	"strings"
	"unicode"
)

// oneLine is what somebody typed into a field of one line: no control characters, no spaces around it or doubled.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// requiredLine reads a field of one line that must not stay empty; enter completes the message: "enter the site's name".
// Errors: BAD_INPUT for field.
func requiredLine(s string, most int, enter string, field ...string) (string, error) {
	s = oneLine(s)
	if s == "" {
		return "", BadInput(enter, field...)
	}
	return s, notLonger(s, most, field...)
}

// optionalLine reads a field of one line that may stay empty: then it is nil. Errors: BAD_INPUT for field.
func optionalLine(s *string, most int, field ...string) (*string, error) {
	if s == nil {
		return nil, nil
	}
	line := oneLine(*s)
	if line == "" {
		return nil, nil
	}
	return &line, notLonger(line, most, field...)
}

// requiredText reads a field of several lines that must not stay empty. Errors: BAD_INPUT for field.
func requiredText(s string, most int, enter string, field ...string) (string, error) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), ""))
	s = strings.TrimSpace(s)
	if s == "" {
		return "", BadInput(enter, field...)
	}
	return s, notLonger(s, most, field...)
}

// optionalText reads a field of several lines that may stay empty: then it is nil. Errors: BAD_INPUT for field.
func optionalText(s *string, most int, field ...string) (*string, error) {
	if s == nil || strings.TrimSpace(*s) == "" {
		return nil, nil
	}
	text, err := requiredText(*s, most, "", field...)
	return &text, err
}

func notLonger(s string, most int, field ...string) error {
	if n := len([]rune(s)); n > most {
		return BadInput(fmt.Sprintf("use at most %d characters; these are %d", most, n), field...)
	}
	return nil
}

// notCleared refuses null for a field that always has a value. Errors: BAD_INPUT for field.
func notCleared[T any](o Optional[T], field string) error {
	if o.IsSet() && o.Value() == nil {
		return BadInput("this cannot be empty; leave the field out to keep what is there", field)
	}
	return nil
}

// between refuses a number out of its limits. Errors: BAD_INPUT for field.
func between(n *int, least, most int, field string) error {
	if n != nil && (*n < least || *n > most) {
		return BadInput(fmt.Sprintf("enter a number from %d to %d", least, most), field)
	}
	return nil
}

// changedSince is the conflict of an update that was made from an older version of a record.
func changedSince(record string) error {
	return Conflict("the " + record + " was changed by somebody else since you opened it; look at what is there now, then make your change again")
}

package hub

import (
	"fmt"
	"slices"
	"strings"
)

// choice is the kind of question that is answered by choosing one option, or many.
type choice struct{ many bool }

func (k choice) check(q Question, _ map[string]Question, report func(field, message string)) {
	if len(q.Options) < 2 {
		report("options", "has fewer than two options to choose from")
	}
	seen := map[string]bool{}
	for i, o := range q.Options {
		at := fmt.Sprintf("options[%d]", i)
		switch {
		case !identifier.MatchString(o.ID) || o.ID == DontKnow:
			report(at+".id", notIdentifier(o.ID))
		case seen[o.ID]:
			report(at+".id", fmt.Sprintf("is %q, like an option before it", o.ID))
		}
		seen[o.ID] = true
		if strings.TrimSpace(o.Text) == "" {
			report(at+".text", "is empty")
		}
		if o.Exclusive && !k.many {
			report(at+".exclusive", "is for MULTIPLE questions only")
		}
	}
}

func (k choice) tests(c *Condition) bool {
	return c.Is != nil && !k.many || c.Includes != nil && k.many
}

func (k choice) candidates(q Question, _ []*Condition) []AnswerValue {
	var all []AnswerValue
	var together []string // tests only ever ask for more options, so all that go together pass whatever some of them pass
	for _, o := range q.Options {
		if k.many && !o.Exclusive {
			together = append(together, o.ID)
		} else {
			all = append(all, AnswerValue{Options: []string{o.ID}})
		}
	}
	if together != nil {
		all = append(all, AnswerValue{Options: together})
	}
	return all
}

func (choice) verb() string { return "Select" }

func (k choice) missing(q Question) string { return "Select " + q.Asks + orDontKnow(q) }

func (choice) parse(_ Question, values []string) (AnswerValue, error) {
	return AnswerValue{Options: values}, nil
}

func (k choice) accept(q Question, a AnswerValue, _ Answers) error {
	chosen := 0
	for _, o := range q.Options {
		if !slices.Contains(a.Options, o.ID) {
			continue
		}
		chosen++
		if o.Exclusive && len(a.Options) > 1 {
			return BadInput(fmt.Sprintf("Select “%s” or the other answers, not both", o.Text), q.ID)
		}
	}
	switch {
	case a.Number != nil || a.Text != "" || chosen != len(a.Options):
		return BadInput("Select from the answers on the page", q.ID)
	case !k.many && chosen > 1:
		return BadInput("Select one answer only", q.ID)
	default:
		return nil
	}
}

func (choice) show(q Question, a AnswerValue) string {
	var chosen []string
	for _, o := range q.Options {
		if slices.Contains(a.Options, o.ID) {
			chosen = append(chosen, o.Text)
		}
	}
	return strings.Join(chosen, ", ")
}

package hub

import "slices"

// Condition is a question about earlier answers. It is either one test of one question's answer (Question and one of Is,
// Includes, GreaterThan, LessThan), or AllOf or AnyOf other conditions. A test of an answer that is not known fails.
type Condition struct {
	Question string `json:"question,omitempty"`
	// Is holds where a SINGLE answer is one of these options.
	Is []string `json:"is,omitempty"`
	// Includes holds where a MULTIPLE answer has at least one of these options.
	Includes []string `json:"includes,omitempty"`
	// GreaterThan and LessThan compare a NUMBER.
	GreaterThan *int `json:"greaterThan,omitempty"`
	LessThan    *int `json:"lessThan,omitempty"`

	AllOf []Condition `json:"allOf,omitempty"`
	AnyOf []Condition `json:"anyOf,omitempty"`
}

// truth is what is known of a condition while answers are still coming in.
type truth int

const (
	no truth = iota
	undecided
	yes
)

// truth evaluates c against the answers on the route so far. Questions that are ahead, and may still be answered, are
// undecided.
func (c *Condition) truth(given Answers, ahead map[string]bool) truth {
	switch {
	case c == nil:
		return yes
	case c.AllOf != nil:
		t := yes
		for i := range c.AllOf {
			t = min(t, c.AllOf[i].truth(given, ahead))
		}
		return t
	case c.AnyOf != nil:
		t := no
		for i := range c.AnyOf {
			t = max(t, c.AnyOf[i].truth(given, ahead))
		}
		return t
	case ahead[c.Question]:
		return undecided
	case c.test(given[c.Question]):
		return yes
	default:
		return no
	}
}

// test says whether a passes, where c is a test of one question.
func (c *Condition) test(a AnswerValue) bool {
	switch {
	case c.Is != nil:
		return len(a.Options) == 1 && slices.Contains(c.Is, a.Options[0])
	case c.Includes != nil:
		return slices.ContainsFunc(a.Options, func(o string) bool { return slices.Contains(c.Includes, o) })
	case c.GreaterThan != nil:
		return a.Number != nil && *a.Number > *c.GreaterThan
	case c.LessThan != nil:
		return a.Number != nil && *a.Number < *c.LessThan
	default:
		return false
	}
}

// way is one way for a condition to hold: tests that must all pass, by question.
type way map[string][]*Condition

// manyWays is more than a person who reads a definition could follow.
const manyWays = 500

// ways lists every way for c to hold; it stops when there are manyWays.
func (c *Condition) ways() []way {
	switch {
	case c == nil:
		return []way{{}}
	case c.AllOf != nil:
		all := []way{{}}
		for i := range c.AllOf {
			all = combine(all, c.AllOf[i].ways())
		}
		return all
	case c.AnyOf != nil:
		var all []way
		for i := range c.AnyOf {
			if all = append(all, c.AnyOf[i].ways()...); len(all) >= manyWays {
				break
			}
		}
		return all
	default:
		return []way{{c.Question: {c}}}
	}
}

// combine lists every way for both a and b to hold; it stops when there are manyWays.
func combine(a, b []way) []way {
	var both []way
	for _, x := range a {
		for _, y := range b {
			if len(both) >= manyWays {
				return both
			}
			w := way{}
			for q, tests := range x {
				w[q] = append(w[q], tests...)
			}
			for q, tests := range y {
				w[q] = append(w[q], tests...)
			}
			both = append(both, w)
		}
	}
	return both
}

package hub

import "slices"

// Condition is a question about earlier answers. It is either one test of one question's answer (Question and one of the
// tests), or AllOf or AnyOf other conditions. A test of an answer that is not known fails, all but Not.
type Condition struct {
	Question string `json:"question,omitempty"`
	// Is holds where a SINGLE answer is one of these options.
	Is []string `json:"is,omitempty"`
	// Includes holds where a MULTIPLE answer has at least one of these options, Excludes where it was answered without any of
	// them, FewerThan where it was answered with fewer options.
	Includes  []string `json:"includes,omitempty"`
	Excludes  []string `json:"excludes,omitempty"`
	FewerThan *int     `json:"fewerThan,omitempty"`
	// GreaterThan and LessThan compare a NUMBER; of a GROUP, GreaterThan compares the number of its entries.
	GreaterThan *int `json:"greaterThan,omitempty"`
	LessThan    *int `json:"lessThan,omitempty"`
	// AnyEntry holds where an entry of a GROUP passes a condition on its fields, AnyCell where a SINGLE cell of a GRID is one of
	// these options.
	AnyEntry *Condition `json:"anyEntry,omitempty"`
	AnyCell  []string   `json:"anyCell,omitempty"`
	// Answered holds where a text was written.
	Answered bool `json:"answered,omitempty"`
	// AtLeastPercent compares a NUMBER, or a field of a GROUP summed up, with another NUMBER. It is for rules only.
	AtLeastPercent *Percent `json:"atLeastPercent,omitempty"`
	// Not holds where the question was answered, if only with "I do not know" or by leaving it empty, and the answer does not
	// pass this test, which names no question of its own. A question that is not on the route passes neither.
	Not *Condition `json:"not,omitempty"`

	AllOf []Condition `json:"allOf,omitempty"`
	AnyOf []Condition `json:"anyOf,omitempty"`
}

// Percent is a share of the answer to the NUMBER question Of. Sum names the field of a GROUP that is summed up.
type Percent struct {
	Percent int    `json:"percent"`
	Of      string `json:"of"`
	Sum     string `json:"sum,omitempty"`
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
	}
	if a, answered := given[c.Question]; answered && c.test(a, given) {
		return yes
	}
	return no
}

// test says whether a passes, where c is a test of one question and given are the other answers.
func (c *Condition) test(a AnswerValue, given Answers) bool {
	in := func(of []string) func(string) bool { return func(o string) bool { return slices.Contains(of, o) } }
	switch {
	case c.Is != nil:
		return len(a.Options) == 1 && slices.Contains(c.Is, a.Options[0])
	case c.Includes != nil:
		return slices.ContainsFunc(a.Options, in(c.Includes))
	case c.Excludes != nil:
		return len(a.Options) > 0 && !slices.ContainsFunc(a.Options, in(c.Excludes))
	case c.FewerThan != nil:
		return len(a.Options) > 0 && len(a.Options) < *c.FewerThan
	case c.GreaterThan != nil && a.Number == nil:
		return a.Group != nil && len(a.Group) > *c.GreaterThan
	case c.GreaterThan != nil:
		return *a.Number > *c.GreaterThan
	case c.LessThan != nil:
		return a.Number != nil && *a.Number < *c.LessThan
	case c.AnyEntry != nil:
		return slices.ContainsFunc(a.Group, func(entry Answers) bool { return c.AnyEntry.truth(entry, nil) == yes })
	case c.AnyCell != nil:
		for _, cell := range a.Grid {
			if slices.ContainsFunc(cell.Options, in(c.AnyCell)) {
				return true
			}
		}
		return false
	case c.Answered:
		return a.Text != ""
	case c.AtLeastPercent != nil:
		return c.AtLeastPercent.test(a, given)
	case c.Not != nil:
		return !c.Not.test(a, given)
	default:
		return false
	}
}

func (p *Percent) test(a AnswerValue, given Answers) bool {
	part, known := 0, false
	if a.Number != nil {
		part, known = *a.Number, true
	}
	for _, entry := range a.Group {
		if n := entry[p.Sum].Number; n != nil {
			part, known = part+*n, true
		}
	}
	if given == nil { // whether any answer can pass
		return part > 0
	}
	whole := given[p.Of].Number
	return known && part > 0 && whole != nil && part*100 >= p.Percent*(*whole)
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

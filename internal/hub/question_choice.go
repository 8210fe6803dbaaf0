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
		if o.From != "" {
			if o.From != factSites && o.From != factPartners {
				report(at+".from", fmt.Sprintf("is %q, which is not a list of known facts", o.From))
			}
			if !o.bare() {
				report(at, "stands for a list of known facts, and has settings of its own")
			}
			continue
		}
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
	for i, id := range q.Preset {
		if !seen[id] {
			report(fmt.Sprintf("preset[%d]", i), fmt.Sprintf("is %q, which is not an option", id))
		}
	}
}

// bare says that an option says nothing but where its list comes from.
func (o Option) bare() bool { return o == Option{From: o.From} }

func (k choice) tests(_ Question, c *Condition) bool {
	if k.many {
		return c.Includes != nil || c.Excludes != nil || c.FewerThan != nil
	}
	return c.Is != nil
}

func (k choice) candidates(q Question, tests []*Condition) []AnswerValue {
	var all []AnswerValue
	var free []string // the options that go together and that no test shuts out
	for _, o := range q.Options {
		all = append(all, AnswerValue{Options: []string{o.ID}})
		shutOut := slices.ContainsFunc(tests, func(c *Condition) bool {
			return slices.Contains(c.Excludes, o.ID) || c.Not != nil && slices.Contains(c.Not.Includes, o.ID)
		})
		if k.many && !o.Exclusive && o.From == "" && !shutOut {
			free = append(free, o.ID)
		}
	}
	var wanted [][]string // of each of these lists one
	for _, c := range tests {
		if c.Includes != nil {
			wanted = append(wanted, c.Includes)
		}
		if c.Not != nil && c.Not.Excludes != nil {
			wanted = append(wanted, c.Not.Excludes)
		}
	}
	for _, chosen := range oneOfEach(wanted, free, nil) { // and a test may ask for more
		rest := slices.DeleteFunc(slices.Clone(free), func(id string) bool { return slices.Contains(chosen, id) })
		for n := range len(rest) + 1 {
			if options := slices.Concat(chosen, rest[:n]); len(options) > 0 {
				all = append(all, AnswerValue{Options: options})
			}
		}
	}
	return all
}

// oneOfEach lists ways to choose so that every list has one of its options among them, each as small as can be. It takes only
// options that are free, and stops when there are manyWays.
func oneOfEach(lists [][]string, free, chosen []string) [][]string {
	has := func(options, list []string) bool {
		return slices.ContainsFunc(list, func(o string) bool { return slices.Contains(options, o) })
	}
	next := slices.IndexFunc(lists, func(list []string) bool { return !has(chosen, list) })
	switch {
	case slices.ContainsFunc(lists, func(list []string) bool { return !has(free, list) }):
		return nil
	case next < 0:
		return [][]string{chosen}
	}
	var all [][]string
	for _, o := range lists[next] {
		if !slices.Contains(free, o) {
			continue
		}
		if all = append(all, oneOfEach(lists[next+1:], free, append(slices.Clone(chosen), o))...); len(all) >= manyWays {
			break
		}
	}
	return all
}

func (choice) verb() string { return "Select" }

func (k choice) missing(q Question) string { return "Select " + q.Asks + orDontKnow(q) }

func (choice) owns(_ Question, name, field string) bool { return name == field }

func (choice) parse(_ Question, name string, form Form) (AnswerValue, error) {
	return AnswerValue{Options: form.values(name)}, nil
}

func (choice) write(_ Question, name string, a AnswerValue, into Form) { into[name] = a.Options }

func (k choice) accept(q Question, name string, a AnswerValue, _ Answers) error {
	chosen := 0
	for _, o := range q.Options {
		if !slices.Contains(a.Options, o.ID) {
			continue
		}
		chosen++
		if o.Exclusive && len(a.Options) > 1 {
			return BadInput(fmt.Sprintf("Select “%s” or the other answers, not both", o.Text), name)
		}
	}
	switch {
	case !a.is(AnswerValue{Options: a.Options}) || chosen != len(a.Options):
		return BadInput("Select from the answers on the page", name)
	case !k.many && chosen > 1:
		return BadInput("Select one answer only", name)
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

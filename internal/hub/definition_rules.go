package hub

import (
	"fmt"
	"maps"
	"slices"
)

// rule reports what is wrong with the condition of a rule.
func (c *definitionCheck) rule(at string, when *Condition) {
	before := len(c.faults)
	c.condition(at+".when", when, "")
	if before == len(c.faults) {
		c.ways(at+".when", c.possible(when), "can never hold, so the rule would do nothing")
	}
}

func (c *definitionCheck) rules() {
	for i, r := range c.definition.Needs {
		c.need(fmt.Sprintf("needs[%d]", i), r)
	}
	for i, r := range c.definition.Scores {
		at := fmt.Sprintf("scores[%d]", i)
		c.rule(at, r.When)
		if !slices.Contains(scoreThemes, r.Theme) {
			c.report(at+".theme", fmt.Sprintf("is %q, which is not a theme of scores", r.Theme))
		}
		switch {
		case r.AtLeast < 0 || r.AtLeast > 3:
			c.report(at+".atLeast", fmt.Sprintf("is %d; a score is 1 to 3", r.AtLeast))
		case r.Add < 0 || r.Add > 3:
			c.report(at+".add", fmt.Sprintf("is %d; a score is 1 to 3", r.Add))
		case (r.AtLeast == 0) == (r.Add == 0):
			c.report(at, "needs one of atLeast and add")
		}
	}
	for i, r := range c.definition.Tasks {
		at := fmt.Sprintf("tasks[%d]", i)
		c.rule(at, r.When)
		c.text(at+".title", r.Title)
		c.placeholders(at+".title", r.Title)
		if r.DueWorkingDay < 0 {
			c.report(at+".dueWorkingDay", "is in the past")
		}
		if r.To != "" && !slices.Contains(organisationKinds, r.To) {
			c.report(at+".to", fmt.Sprintf("is %q, which is not a kind of organisation", r.To))
		}
	}
	for i, r := range c.definition.Help {
		at := fmt.Sprintf("help[%d]", i)
		c.rule(at, r.When)
		if !slices.Contains(helps, r.Help) {
			c.report(at+".help", fmt.Sprintf("is %q, which is not a kind of help", r.Help))
		}
	}
	c.hosting()
	c.journey()
	c.access()
}

func (c *definitionCheck) need(at string, r NeedRule) {
	q, ok := c.seen[r.Question]
	if !ok {
		c.report(at+".question", fmt.Sprintf("refers to %q, which is not a question", r.Question))
	}
	c.rule(at, r.When)
	if !slices.Contains(skillsNeedKinds, r.Kind) {
		c.report(at+".kind", fmt.Sprintf("is %q, which is not a kind of skills need", r.Kind))
	}
	if r.Status != NeedDraft && r.Status != NeedOpen {
		c.report(at+".status", fmt.Sprintf("is %q; a need starts as DRAFT or OPEN", r.Status))
	}
	if !slices.Contains(horizons, r.Horizon) {
		c.report(at+".horizon", fmt.Sprintf("is %q, which is not a horizon of skills needs", r.Horizon))
	}
	switch {
	case r.Each && q.Kind != QuestionGroup:
		c.report(at+".each", fmt.Sprintf("is for GROUP questions; %q is none", r.Question))
	case r.Each:
		c.needOfEntry(at, q, r)
	default:
		c.number(at+".headcount", r.Headcount)
		if r.EntryWhen != nil || r.Occupation != "" || r.Causes != "" || r.Skills != "" || r.HorizonFrom != "" {
			c.report(at, "reads fields of an entry, which is for rules with each")
		}
	}
}

func (c *definitionCheck) needOfEntry(at string, q Question, r NeedRule) {
	q.checkFieldsCondition(at+".entryWhen", r.EntryWhen, c.report)
	field := func(setting, id string, kinds ...QuestionKind) {
		if f, ok := q.field(id); id != "" && (!ok || !slices.Contains(kinds, f.Kind)) {
			c.report(at+"."+setting, fmt.Sprintf("refers to %q, which is not a field of %q that can say so", id, q.ID))
		}
	}
	if r.Headcount == "" {
		c.report(at+".headcount", "is empty")
	}
	field("headcount", r.Headcount, QuestionNumber)
	field("occupation", r.Occupation, QuestionShortText)
	field("causes", r.Causes, QuestionMultiple)
	if grid, ok := c.seen[r.Skills]; !ok || grid.RowsFrom != q.ID {
		field("skills", r.Skills, QuestionMultiple)
	}
	field("horizonFrom", r.HorizonFrom, QuestionSingle)
	from, _ := q.field(r.HorizonFrom)
	c.means(at+".horizons", from, slices.Sorted(maps.Keys(r.Horizons)), func(id string) bool { return slices.Contains(horizons, r.Horizons[id]) })
}

// means reports ids that are not options of q, and those that mean nothing the hub knows.
func (c *definitionCheck) means(at string, q Question, ids []string, known func(id string) bool) {
	for _, id := range ids {
		if !slices.ContainsFunc(q.Options, func(o Option) bool { return o.ID == id }) {
			c.report(at, fmt.Sprintf("refers to %q, which is not an option of %q", id, q.ID))
		}
		if !known(id) {
			c.report(at+"."+id, "means nothing that the hub knows")
		}
	}
}

func (c *definitionCheck) hosting() {
	r := c.definition.Hosting
	if r == nil {
		return
	}
	q := c.seen[r.Question]
	if q.Kind != QuestionGrid || q.Cell != QuestionSingle {
		c.report("hosting.question", fmt.Sprintf("refers to %q, which is not a GRID of SINGLE cells", r.Question))
		return
	}
	for _, id := range slices.Sorted(maps.Keys(r.Programmes)) {
		if !slices.ContainsFunc(q.Rows, func(o Option) bool { return o.ID == id }) {
			c.report("hosting.programmes", fmt.Sprintf("refers to %q, which is not a row of %q", id, q.ID))
		}
		if !slices.Contains(programmes, r.Programmes[id]) {
			c.report("hosting.programmes."+id, "means nothing that the hub knows")
		}
	}
	c.means("hosting.levels", q, slices.Sorted(maps.Keys(r.Levels)), func(id string) bool { return slices.Contains(hostingLevels, r.Levels[id]) })
}

func (c *definitionCheck) journey() {
	r := c.definition.Journey
	if r == nil {
		return
	}
	q := c.seen[r.Question]
	if q.Kind != QuestionSingle {
		c.report("journey.question", fmt.Sprintf("refers to %q, which is not a SINGLE question", r.Question))
		return
	}
	c.means("journey.stages", q, slices.Sorted(maps.Keys(r.Stages)), func(id string) bool { return slices.Contains(journeyStages, r.Stages[id]) })
	if c.seen[r.Until].Kind != QuestionDate {
		c.report("journey.until", fmt.Sprintf("refers to %q, which is not a question answered with a date", r.Until))
	}
}

func (c *definitionCheck) access() {
	r := c.definition.Access
	if r == nil {
		return
	}
	q := c.seen[r.Question]
	if q.Kind != QuestionMultiple || !slices.ContainsFunc(q.Options, func(o Option) bool { return o.From == factPartners }) {
		c.report("access.question", fmt.Sprintf("refers to %q, which is not a MULTIPLE question about the partners", r.Question))
		return
	}
	if !slices.ContainsFunc(q.Options, func(o Option) bool { return o.ID == r.Providers && o.ID != "" }) {
		c.report("access.providers", fmt.Sprintf("refers to %q, which is not an option of %q", r.Providers, q.ID))
	}
}

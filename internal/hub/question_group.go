package hub

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// group is the kind of question that is answered for several entries, each with the same fields.
type group struct{}

const (
	defaultEntries = 5
	mostEntries    = 20
)

var fieldKinds = []QuestionKind{QuestionSingle, QuestionMultiple, QuestionNumber, QuestionShortText, QuestionDate}

// entries is for how many entries q may be answered.
func (q Question) entries() int {
	if q.Most == 0 {
		return defaultEntries
	}
	return q.Most
}

func entryField(name string, entry int, field string) string {
	return name + "." + strconv.Itoa(entry) + "." + field
}

func (group) check(q Question, _ map[string]Question, report func(field, message string)) {
	if strings.TrimSpace(q.Entry) == "" {
		report("entry", "is empty")
	}
	if q.Most < 0 || q.Most > mostEntries {
		report("most", fmt.Sprintf("is %d; it is 1 to %d", q.Most, mostEntries))
	}
	if q.Fewer != nil && (q.Fewer.Most < 1 || q.Fewer.Most >= q.entries()) {
		report("fewer.most", fmt.Sprintf("is %d; it is 1 to %d", q.Fewer.Most, q.entries()-1))
	}
	if len(q.Fields) == 0 {
		report("fields", "is empty")
		return
	}
	if q.Fields[0].Kind != QuestionShortText || !q.Fields[0].Required {
		report("fields[0]", "is not a required SHORT_TEXT, which names the entry")
	}
	inner := q.fieldCheck()
	for i, f := range q.Fields {
		at := fmt.Sprintf("fields[%d]", i)
		if !slices.Contains(fieldKinds, f.Kind) {
			report(at+".kind", fmt.Sprintf("is %q, which is not a kind of field", f.Kind))
			continue
		}
		inner.question(at, f)
	}
	inner.reportTo(report)
}

// fieldCheck checks the fields of a GROUP as if they were a questionnaire of their own.
func (q Question) fieldCheck() definitionCheck {
	return definitionCheck{
		definition: Definition{Sections: []Section{{Questions: q.Fields}}}, seen: map[string]Question{}, reached: map[string][]way{}, entry: true,
	}
}

// checkFieldsCondition reports what is wrong with a condition on the fields of one entry.
func (q Question) checkFieldsCondition(at string, when *Condition, report func(field, message string)) {
	inner := q.fieldCheck()
	for _, f := range q.Fields {
		inner.seen[f.ID] = f
		inner.reached[f.ID] = []way{{}}
	}
	inner.condition(at, when, "")
	if len(inner.faults) == 0 {
		inner.ways(at, inner.possible(when), "can never hold")
	}
	inner.reportTo(report)
}

func (c *definitionCheck) reportTo(report func(field, message string)) {
	for _, fault := range c.faults {
		if e, ok := errors.AsType[*Error](fault); ok {
			report(e.Field[0], strings.TrimPrefix(e.Message, e.Field[0]+" "))
		}
	}
}

func (group) tests(q Question, c *Condition) bool {
	switch {
	case c.AtLeastPercent != nil:
		field, ok := q.field(c.AtLeastPercent.Sum)
		return ok && field.Kind == QuestionNumber
	default:
		return c.GreaterThan != nil || c.AnyEntry != nil
	}
}

func (q Question) field(id string) (Question, bool) {
	i := slices.IndexFunc(q.Fields, func(f Question) bool { return f.ID == id })
	if i < 0 {
		return Question{}, false
	}
	return q.Fields[i], true
}

// candidates has an entry for each way in which each test of an entry can pass, and as many more as may be.
func (group) candidates(q Question, tests []*Condition) []AnswerValue {
	var entries []Answers
	for _, t := range tests {
		wanted := t.AnyEntry
		if t.AtLeastPercent != nil {
			none := 0
			wanted = &Condition{Question: t.AtLeastPercent.Sum, GreaterThan: &none}
		}
		if wanted == nil {
			continue
		}
		for _, w := range wanted.ways() {
			entry := Answers{}
			for id, of := range w {
				field, ok := q.field(id)
				if !ok {
					continue
				}
				for _, a := range questionKinds[field.Kind].candidates(field, of) {
					if !slices.ContainsFunc(of, func(t *Condition) bool { return !t.test(a, nil) }) {
						entry[id] = a
					}
				}
			}
			entries = append(entries, entry)
		}
	}
	for len(entries) < q.entries() {
		entries = append(entries, Answers{})
	}
	var all []AnswerValue // a test may want few entries
	for n := range entries {
		all = append(all, AnswerValue{Group: entries[:n+1]})
	}
	return all
}

func (group) verb() string { return "Enter" }

func (group) missing(q Question) string {
	return "Enter at least one " + q.Entry + ": " + q.Asks + orDontKnow(q)
}

func (group) owns(q Question, name, field string) bool {
	if q.DontKnow && field == name {
		return true
	}
	for n := 1; n <= q.entries(); n++ {
		for _, f := range q.Fields {
			if questionKinds[f.Kind].owns(f, entryField(name, n, f.ID), field) {
				return true
			}
		}
	}
	return false
}

// Entries is how many entries a form holds, up to the last that is not blank.
func (q Question) Entries(form Form) int {
	for n := q.entries(); n > 0; n-- {
		if q.filled(form, n) {
			return n
		}
	}
	return 0
}

func (q Question) filled(form Form, n int) bool {
	prefix := FieldAnswer + "." + strconv.Itoa(n) + "."
	for field := range form {
		if strings.HasPrefix(field, prefix) && form.values(field) != nil {
			return true
		}
	}
	return false
}

// Without is the form with the entries moved up into the place of the n-th, and of those that are blank.
func (q Question) Without(form Form, n int) Form {
	moved, next := Form{}, 1
	for at := 1; at <= q.entries(); at++ {
		if at == n || !q.filled(form, at) {
			continue
		}
		from, to := FieldAnswer+"."+strconv.Itoa(at)+".", FieldAnswer+"."+strconv.Itoa(next)+"."
		for field, values := range form {
			if rest, ok := strings.CutPrefix(field, from); ok {
				moved[to+rest] = values
			}
		}
		next++
	}
	for field, values := range form {
		if !q.inEntry(field) {
			moved[field] = values
		}
	}
	return moved
}

// inEntry says that a field is one of an entry that q may have.
func (q Question) inEntry(field string) bool {
	n, _, ok := strings.Cut(strings.TrimPrefix(field, FieldAnswer+"."), ".")
	entry, err := strconv.Atoi(n)
	return ok && err == nil && entry >= 1 && entry <= q.entries()
}

// EntriesAtMost is for how many entries a GROUP may be answered, after the answers so far.
func (q Question) EntriesAtMost() int { return q.entries() }

// FieldName is the name of a field in the form of the n-th entry of a GROUP.
func (q Question) FieldName(n int, field string) string { return entryField(FieldAnswer, n, field) }

func (group) parse(q Question, name string, form Form) (AnswerValue, error) {
	var entries []Answers
	var faults []error
	for n := 1; n <= q.Entries(form); n++ {
		entry := Answers{}
		for _, f := range q.Fields {
			if f.When.truth(entry, nil) != yes {
				continue // it has nothing to say in this entry
			}
			a, err := f.read(entryField(name, n, f.ID), form)
			if faults = append(faults, err); !a.IsEmpty() {
				entry[f.ID] = a
			}
		}
		entries = append(entries, entry)
	}
	if err := errors.Join(faults...); err != nil || entries == nil {
		return AnswerValue{}, err
	}
	return AnswerValue{Group: entries}, nil
}

func (group) write(q Question, name string, a AnswerValue, into Form) {
	for i, entry := range a.Group {
		for _, f := range q.Fields {
			f.write(entryField(name, i+1, f.ID), entry[f.ID], into)
		}
	}
}

func (group) accept(q Question, name string, a AnswerValue, _ Answers) error {
	if !a.is(AnswerValue{Group: a.Group}) {
		return BadInput("Enter "+q.Asks, name)
	}
	if len(a.Group) > q.entries() {
		return BadInput(fmt.Sprintf("Enter the %d that matter most: %s", q.entries(), q.Asks), entryField(name, q.entries(), q.Fields[0].ID))
	}
	var faults []error
	for i, entry := range a.Group {
		known := 0
		for _, f := range q.Fields {
			value, ok := entry[f.ID]
			if ok {
				known++
			}
			switch asked := f.When.truth(entry, nil) == yes; {
			case asked:
				faults = append(faults, f.validate(entryField(name, i+1, f.ID), value, entry))
			case ok:
				faults = append(faults, BadInput("This is not asked for this "+q.Entry, entryField(name, i+1, f.ID)))
			}
		}
		if known != len(entry) {
			return BadInput("There is an answer to a field that this question does not have", name)
		}
	}
	return errors.Join(faults...)
}

func (group) show(q Question, a AnswerValue) string {
	var lines []string
	for _, entry := range a.Group {
		var parts []string
		for i, f := range q.Fields {
			value, ok := entry[f.ID]
			switch {
			case !ok:
			case i == 0:
				parts = append(parts, f.Show(value))
			default:
				parts = append(parts, strings.TrimSuffix(f.Text, "?")+": "+f.Show(value))
			}
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return strings.Join(lines, "\n")
}

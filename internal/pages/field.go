package pages

import (
	"slices"
	"strings"

	"employerhub/internal/hub"
)

// field is a question, or a part of one, as a page shows it: with what stands in the form, and what is to put right.
type field struct {
	hub.Question
	Name string
	// Heading says that its text is the heading of the page.
	Heading bool
	Hint    string
	form    hub.Form
	faults  []fault
}

// Field is the question of the page.
func (p page) Field() field {
	return field{Question: p.Question, Name: hub.FieldAnswer, Heading: true, Hint: p.Hint, form: p.Form, faults: p.Errors}
}

func (f field) part(q hub.Question, name string) field {
	return field{Question: q, Name: name, Hint: q.Hint, form: f.form, faults: f.faults}
}

// Value is what is typed in the field.
func (f field) Value() string { return f.typed(f.Name) }

// partOfDay is the day, the month or the year of a DATE.
type partOfDay struct {
	Name, Label, Value string
	// Width is in digits.
	Width int
}

// PartsOfDay are the fields of a DATE.
func (f field) PartsOfDay() []partOfDay {
	part := func(name, label string, width int) partOfDay {
		return partOfDay{f.Name + "." + name, label, f.typed(f.Name + "." + name), width}
	}
	return []partOfDay{part("day", "Day", 2), part("month", "Month", 2), part("year", "Year", 4)}
}

func (f field) typed(name string) string {
	for _, v := range f.form[name] {
		if v != hub.DontKnow {
			return v
		}
	}
	return ""
}

// Chosen says that an option stands chosen.
func (f field) Chosen(option string) bool { return slices.Contains(f.form[f.Name], option) }

// Faults say what to put right here; those of a row or an entry stand there.
func (f field) Faults() []string {
	var all []string
	for _, e := range f.faults {
		if e.Field == f.Name || f.Kind == hub.QuestionDate && strings.HasPrefix(e.Field, f.Name+".") {
			all = append(all, e.Message)
		}
	}
	return all
}

// Cells are the rows of a GRID.
func (f field) Cells() []field {
	var all []field
	for _, row := range f.Rows {
		all = append(all, f.part(f.CellOf(row), f.Name+"."+row.ID))
	}
	return all
}

// optionGroup is options below one heading.
type optionGroup struct {
	Title   string
	Options []numberedOption
}

// numberedOption is an option with its place among all.
type numberedOption struct {
	hub.Option
	N int
}

// OptionGroups are the options below their headings.
func (f field) OptionGroups() []optionGroup {
	var all []optionGroup
	for n, o := range f.Options {
		if len(all) == 0 || all[len(all)-1].Title != o.Group {
			all = append(all, optionGroup{Title: o.Group})
		}
		last := &all[len(all)-1]
		last.Options = append(last.Options, numberedOption{o, n})
	}
	return all
}

// entry is one entry of a GROUP.
type entry struct {
	N      int
	Fields []field
}

// AllEntries are those of a GROUP that the page shows.
func (p page) AllEntries() []entry {
	var all []entry
	for n := 1; n <= p.Entries; n++ {
		e := entry{N: n}
		for _, q := range p.Question.Fields {
			e.Fields = append(e.Fields, p.Field().part(q, p.Question.FieldName(n, q.ID)))
		}
		all = append(all, e)
	}
	return all
}

// MayAdd says that another entry fits.
func (p page) MayAdd() bool { return p.Entries < p.Question.EntriesAtMost() }

// faultsOf takes apart what is wrong with an answer.
func faultsOf(err error) []fault {
	if joined, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // what errors.Join made, not what is inside
		var all []fault
		for _, one := range joined.Unwrap() {
			all = append(all, faultsOf(one)...)
		}
		return all
	}
	return []fault{{hub.FieldOf(err), err.Error()}}
}

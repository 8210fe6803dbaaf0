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
	// Known says that what stands in it is what we have on record, Focus that it has the focus when the page opens.
	Known, Focus bool
	form         hub.Form
	faults       []fault
}

// Field is the question of the page.
func (p page) Field() field {
	return field{Question: p.Question, Name: hub.FieldAnswer, Heading: true, Hint: p.Hint, Known: p.Prefilled, form: p.Form, faults: p.Errors}
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
	Wrong bool
}

// PartsOfDay are the fields of a DATE.
func (f field) PartsOfDay() []partOfDay {
	part := func(name, label string, width int) partOfDay {
		name = f.Name + "." + name
		wrong := slices.ContainsFunc(f.faults, func(e fault) bool {
			return e.Field == name || e.Field == f.Name || e.Field == f.Name+".day" && f.typed(f.Name+".day") != ""
		})
		return partOfDay{name, label, f.typed(name), width, wrong}
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

// first is the id of the field's first input, where a summary of errors leads.
func (f field) first() string {
	switch {
	case f.Kind == hub.QuestionDate:
		return f.PartsOfDay()[0].Name
	case f.Kind == hub.QuestionGrid && len(f.Rows) > 0:
		return f.Cells()[0].first()
	case f.Kind == hub.QuestionGroup:
		return f.FieldName(1, f.Fields[0].ID)
	default:
		return f.Name
	}
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
	N       int
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
			all = append(all, optionGroup{N: len(all), Title: o.Group})
		}
		last := &all[len(all)-1]
		last.Options = append(last.Options, numberedOption{o, n})
	}
	return all
}

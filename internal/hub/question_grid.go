package hub

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// grid is the kind of question that asks the same of several rows.
type grid struct{}

var cellKinds = []QuestionKind{QuestionSingle, QuestionMultiple, QuestionNumber}

// CellOf is what q asks of one row.
func (q Question) CellOf(row Option) Question {
	return Question{
		ID: row.ID, Kind: q.Cell, Text: row.Text, Asks: q.Asks + " for “" + row.Text + "”", Options: q.Options, Min: q.Min, Max: q.Max,
	}
}

func (grid) check(q Question, earlier map[string]Question, report func(field, message string)) {
	if !slices.Contains(cellKinds, q.Cell) {
		report("cell", fmt.Sprintf("is %q; it is one of SINGLE, MULTIPLE and NUMBER", q.Cell))
		return
	}
	switch {
	case q.RowsFrom == "" && len(q.Rows) == 0:
		report("rows", "is empty")
	case q.RowsFrom != "" && len(q.Rows) > 0:
		report("rows", "does not go with rowsFrom")
	case q.RowsFrom != "" && earlier[q.RowsFrom].Kind != QuestionGroup:
		report("rowsFrom", fmt.Sprintf("refers to %q, which is not a GROUP before this one", q.RowsFrom))
	case q.RowsFrom != "":
		earlier[q.RowsFrom].checkFieldsCondition("rowsWhen", q.RowsWhen, report)
	case q.RowsWhen != nil:
		report("rowsWhen", "goes with rowsFrom only")
	}
	seen := map[string]bool{}
	for i, row := range q.Rows {
		at := fmt.Sprintf("rows[%d]", i)
		switch {
		case !identifier.MatchString(row.ID):
			report(at+".id", notIdentifier(row.ID))
		case seen[row.ID]:
			report(at+".id", fmt.Sprintf("is %q, like a row before it", row.ID))
		}
		seen[row.ID] = true
		if strings.TrimSpace(row.Text) == "" {
			report(at+".text", "is empty")
		}
	}
	questionKinds[q.Cell].check(q, nil, report)
}

func (grid) tests(q Question, c *Condition) bool { return c.AnyCell != nil && q.Cell == QuestionSingle }

func (grid) candidates(q Question, tests []*Condition) []AnswerValue {
	var free []string // the options that no test shuts out
	for _, o := range q.Options {
		if !slices.ContainsFunc(tests, func(c *Condition) bool { return c.Not != nil && slices.Contains(c.Not.AnyCell, o.ID) }) {
			free = append(free, o.ID)
		}
	}
	var wanted [][]string // of each of these lists one, in one of the rows
	for _, c := range tests {
		if c.AnyCell != nil {
			wanted = append(wanted, c.AnyCell)
		}
	}
	var all []AnswerValue
	for _, chosen := range oneOfEach(append(wanted, free), free, nil) {
		cells := map[string]AnswerValue{}
		for i, id := range chosen[:min(len(chosen), len(q.Rows))] {
			cells[q.Rows[i].ID] = AnswerValue{Options: []string{id}}
		}
		all = append(all, AnswerValue{Grid: cells})
	}
	return all
}

func (grid) verb() string { return "Answer" }

func (grid) missing(q Question) string {
	return "Answer in at least one row: " + q.Asks + orDontKnow(q)
}

func (grid) owns(q Question, name, field string) bool {
	return q.DontKnow && field == name || slices.ContainsFunc(q.Rows, func(row Option) bool { return field == name+"."+row.ID })
}

func (grid) parse(q Question, name string, form Form) (AnswerValue, error) {
	rows := map[string]AnswerValue{}
	var faults []error
	for _, row := range q.Rows {
		a, err := q.CellOf(row).read(name+"."+row.ID, form)
		if faults = append(faults, err); !a.IsEmpty() {
			rows[row.ID] = a
		}
	}
	if err := errors.Join(faults...); err != nil || len(rows) == 0 {
		return AnswerValue{}, err
	}
	return AnswerValue{Grid: rows}, nil
}

func (grid) write(q Question, name string, a AnswerValue, into Form) {
	for _, row := range q.Rows {
		q.CellOf(row).write(name+"."+row.ID, a.Grid[row.ID], into)
	}
}

func (grid) accept(q Question, name string, a AnswerValue, _ Answers) error {
	known := 0
	var faults []error
	for _, row := range q.Rows {
		cell, ok := a.Grid[row.ID]
		if ok {
			known++
		}
		faults = append(faults, q.CellOf(row).validate(name+"."+row.ID, cell, nil))
	}
	if !a.is(AnswerValue{Grid: a.Grid}) || known != len(a.Grid) {
		return BadInput("Some of these rows are not asked about any more. Answer again: "+q.Asks, name)
	}
	return errors.Join(faults...)
}

func (grid) show(q Question, a AnswerValue) string {
	var lines []string
	for _, row := range q.Rows {
		if cell, ok := a.Grid[row.ID]; ok {
			lines = append(lines, row.Text+": "+q.CellOf(row).Show(cell))
		}
	}
	return strings.Join(lines, "\n")
}

// rows are the entries of an earlier GROUP that a GRID asks about.
func (q Question) rows(from Question, given Answers) []Option {
	var all []Option
	for i, entry := range given[q.RowsFrom].Group {
		if q.RowsWhen.truth(entry, nil) == yes {
			first := from.Fields[0]
			all = append(all, Option{ID: strconv.Itoa(i + 1), Text: first.Show(entry[first.ID])})
		}
	}
	return all
}

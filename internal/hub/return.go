package hub

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ReturnCounts are how many rows of a return came to what, or would.
type ReturnCounts struct{ Created, Updated, Unchanged, Rejected int }

// CountOf is how many rows came to one of these outcomes, to any where there are none.
func (c ReturnCounts) CountOf(outcomes []ImportOutcome) (n int) {
	for outcome, rows := range map[ImportOutcome]int{RowCreated: c.Created, RowUpdated: c.Updated, RowUnchanged: c.Unchanged, RowRejected: c.Rejected} {
		if len(outcomes) == 0 || slices.Contains(outcomes, outcome) {
			n += rows
		}
	}
	return n
}

// ReturnRow is a row of a return and what became of it, or would.
type ReturnRow struct {
	// Line is where the row begins; the heading is line 1.
	Line  int
	Cells []string
	// Unreadable says why the row cannot be read; nil for a good one.
	Unreadable *string
	Outcome    ImportOutcome
	// Reason says what is wrong and what to do, or what changes; empty where there is nothing to say.
	Reason string
}

// columnsOf are where in its rows a file has what.
type columnsOf[C ~string] map[C]int

// findColumns finds what the columns of a file are: known are how files call them, as NameKey has it.
func findColumns[C ~string](names []string, known map[C][]string) columnsOf[C] {
	columns := columnsOf[C]{}
	for i, name := range names {
		for column, called := range known {
			if _, taken := columns[column]; !taken && slices.Contains(called, NameKey(name)) {
				columns[column] = i
			}
		}
	}
	return columns
}

func (c columnsOf[C]) has(column C) bool {
	_, ok := c[column]
	return ok
}

// missing are those of needed that the file does not have.
func (c columnsOf[C]) missing(needed ...C) []string {
	var missing []string
	for _, column := range needed {
		if !c.has(column) {
			missing = append(missing, string(column))
		}
	}
	return missing
}

// noColumnFor refuses a file without columns that it needs. Errors: BAD_INPUT.
func noColumnFor(missing []string) error {
	if len(missing) == 0 {
		return nil
	}
	return BadInput("the file has no column for "+strings.Join(missing, ", ")+"; name the columns so and send it again", "file")
}

// cell is what a row says in a column; empty where the file has none.
func (c columnsOf[C]) cell(cells []string, column C) string {
	if i, ok := c[column]; ok && i < len(cells) {
		return strings.TrimSpace(cells[i])
	}
	return ""
}

// written finds which of words a cell has, as people or programs write it. Errors: BAD_INPUT that says what there is to write.
func written[T ~string](what, cell string, words map[T]string) (T, error) {
	for value, said := range words {
		if key := NameKey(cell); key == NameKey(said) || key == NameKey(string(value)) {
			return value, nil
		}
	}
	return "", BadInput(fmt.Sprintf("the %s %q is not known; write %s", what, clip(cell), strings.Join(slices.Sorted(maps.Values(words)), ", ")))
}

// writtenIf is what written finds, nil for an empty cell.
func writtenIf[T ~string](what, cell string, words map[T]string) (*T, error) {
	if cell == "" {
		return nil, nil
	}
	value, err := written(what, cell, words)
	return &value, err
}

package importer

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/hub"
)

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// place reads a cell's name such as AB12: its column from 0 and its row from 1; -1 and 0 where it is none.
func place(name string) (column, row int) {
	i := 0
	for i < len(name) && i < 4 && name[i] >= 'A' && name[i] <= 'Z' {
		column = column*26 + int(name[i]-'A') + 1
		i++
	}
	row, err := strconv.Atoi(name[i:])
	if err != nil || row < 1 {
		return column - 1, 0
	}
	return column - 1, row
}

// next reads the next row of the sheet.
func (b *workbook) next() (TableRow, error) {
	for {
		b.part.since = 0
		token, err := b.decode.RawToken()
		if errors.Is(err, io.EOF) {
			return TableRow{}, io.EOF
		}
		if err != nil {
			return TableRow{}, broken(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "row" {
				n := b.row + 1
				if named := attribute(e, "r"); named != "" {
					n, err = strconv.Atoi(named)
				}
				if err != nil || n <= b.row || n > maxRow {
					return TableRow{}, hub.BadInput(fmt.Sprintf("the rows behind row %d are not in order; open the workbook in a spreadsheet program, save it again and send that", b.row), "file")
				}
				b.row = n
				row, err := b.cells()
				if err != nil {
					return TableRow{}, broken(err)
				}
				if len(b.table.Columns) > 0 { // a title that is merged across is no heading
					b.fillMerged(&row)
				}
				return row, nil
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				return TableRow{}, io.EOF
			}
		}
	}
}

// cell is what stands between <c> and </c>.
type cell struct {
	kind, style           string
	value, inline         strings.Builder
	formula, valued       bool
	inValue, inText, ruby bool
}

// cells reads up to the end of a row.
func (b *workbook) cells() (TableRow, error) {
	row := TableRow{Line: b.row}
	column := -1
	var c *cell
	for {
		b.part.since = 0
		token, err := b.decode.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return row, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "c":
				column++
				if at, _ := place(attribute(e, "r")); at >= 0 {
					column = at
				}
				c = &cell{kind: attribute(e, "t"), style: attribute(e, "s")}
			case "f":
				if c != nil {
					c.formula = true
				}
			case "v":
				if c != nil {
					c.inValue, c.valued = true, true
				}
			case "t":
				if c != nil {
					c.inText = !c.ruby
				}
			case "rPh":
				if c != nil {
					c.ruby = true
				}
			}
		case xml.CharData:
			switch {
			case c == nil:
			case c.inValue:
				c.value.Write(e)
			case c.inText:
				c.inline.Write(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "row":
				return row, nil
			case "v":
				if c != nil {
					c.inValue = false
				}
			case "t":
				if c != nil {
					c.inText = false
				}
			case "rPh":
				if c != nil {
					c.ruby = false
				}
			case "c":
				if c == nil {
					continue
				}
				if err := b.put(&row, column, c); err != nil {
					return row, err
				}
				c = nil
			}
		}
	}
}

// put adds what a cell says to its row.
func (b *workbook) put(row *TableRow, column int, c *cell) error {
	value, problem, err := b.say(c)
	if err != nil || value == "" && problem == "" {
		return err
	}
	if column >= maxColumns {
		return hub.BadInput(fmt.Sprintf("row %d has something in column %s; the most that this hub takes is %d columns: delete those that are not needed", row.Line, columnLetters(column), maxColumns), "file")
	}
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, "")
	}
	row.Cells[column] = value
	if problem != "" {
		if row.Problems == nil {
			row.Problems = map[int]string{}
		}
		row.Problems[column] = fmt.Sprintf("cell %s%d %s", columnLetters(column), row.Line, problem)
	}
	return nil
}

// say is a cell's value as people see it, and why it cannot be used where that is so.
func (b *workbook) say(c *cell) (value, problem string, err error) {
	raw := c.value.String()
	switch c.kind {
	case "s":
		var value string
		found := false
		if n, notNumber := strconv.Atoi(strings.TrimSpace(raw)); notNumber == nil {
			if value, found, err = b.texts.get(n); err != nil {
				return "", "", err
			}
		}
		if !found {
			return "", "points to a text that is not there; type it in again", nil
		}
		return text([]byte(value)), "", nil
	case "inlineStr":
		return text([]byte(unescaped(c.inline.String()))), "", nil
	case "b":
		if strings.TrimSpace(raw) == "1" {
			return "TRUE", "", nil
		}
		return "FALSE", "", nil
	case "e":
		return text([]byte(raw)), "holds the error " + text([]byte(raw)) + "; correct its formula, or write the value", nil
	}
	if c.formula && !c.valued {
		return "", "is a formula whose result was not saved; open the file in a spreadsheet program and save it, or paste the values", nil
	}
	if c.kind == "str" || c.kind == "d" {
		return text([]byte(unescaped(raw))), "", nil
	}
	return b.number(strings.TrimSpace(raw), c.style), "", nil
}

// number writes a number without an exponent, and a day as 2026-05-31.
func (b *workbook) number(raw, style string) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return text([]byte(raw))
	}
	const lastDay = 2_958_465 // in 9999
	if s, err := strconv.Atoi(style); err == nil && s >= 0 && s < len(b.dates) && b.dates[s] && n >= 0 && n <= lastDay {
		return b.day(n)
	}
	if strings.Trim(raw, "0123456789") == "" {
		return raw
	}
	// Fifteen digits are what a spreadsheet keeps; the rest is noise such as 0.1 + 0.2.
	short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		return text([]byte(raw))
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

func (b *workbook) day(n float64) string {
	first := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if b.since04 {
		first = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	} else if n < 60 { // a leap day that 1900 did not have
		first = first.AddDate(0, 0, 1)
	}
	days := int(n)
	minutes := int((n-float64(days))*24*60 + 0.5)
	at := first.AddDate(0, 0, days).Add(time.Duration(minutes) * time.Minute)
	switch {
	case n < 1:
		return at.Format("15:04")
	case minutes == 0:
		return at.Format(time.DateOnly)
	default:
		return at.Format("2006-01-02 15:04")
	}
}

// fillMerged gives a merged cell's value to each of the cells.
func (b *workbook) fillMerged(row *TableRow) {
	for len(b.merges) > 0 && b.merges[0].toRow < row.Line {
		b.merges = b.merges[1:]
	}
	for _, m := range b.merges {
		if m.fromRow > row.Line {
			return
		}
		if m.toRow < row.Line {
			continue
		}
		at := [2]int{m.fromRow, m.fromColumn}
		if m.fromRow == row.Line && m.fromColumn < len(row.Cells) {
			b.values[at] = row.Cells[m.fromColumn]
		}
		if row.Line == m.toRow {
			defer delete(b.values, at)
		}
		if b.values[at] == "" || m.fromRow == row.Line && m.fromColumn == m.toColumn {
			continue
		}
		for column := m.fromColumn; column <= min(m.toColumn, maxColumns-1); column++ {
			if m.fromRow == row.Line && column == m.fromColumn {
				continue
			}
			for len(row.Cells) <= column {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[column] = b.values[at]
		}
		row.Warnings = append(row.Warnings, fmt.Sprintf("the cells %s are merged: %q was read for each", m.name, b.values[at]))
	}
}

// unescaped reads the _x000D_ that workbooks write for characters that XML does not have.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for len(s) > 0 {
		if len(s) >= 7 && s[0] == '_' && s[1] == 'x' && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				out.WriteRune(rune(n))
				s = s[7:]
				continue
			}
		}
		out.WriteByte(s[0])
		s = s[1:]
	}
	return out.String()
}

package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"employerhub/internal/hub"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxColumns bounds a spreadsheet. Real ones have some 300.
const maxColumns = 1000

// TableRow is one row of a spreadsheet that has something in it.
type TableRow struct {
	// Line is where the row begins: the line of a CSV file, the row of a sheet.
	Line int
	// Cells are what it says, clean text, one for each column.
	Cells []string
	// Rejected says why the row cannot be read, and what to do; empty for a good one.
	Rejected string
	// Problems say of cells, by column, why they cannot be used.
	Problems map[int]string
	// Warnings say what of a good row was read otherwise than it stands there.
	Warnings []string
}

// Raw is the row as a line of CSV, for the download of rejected rows.
func (r TableRow) Raw() string {
	var line strings.Builder
	out := csv.NewWriter(&line)
	if err := out.Write(r.Cells); err != nil {
		return strings.Join(r.Cells, ",")
	}
	out.Flush()
	return strings.TrimSuffix(line.String(), "\n")
}

// Table reads a spreadsheet, CSV or XLSX, in constant memory. Close it.
type Table struct {
	// Sheet is the one that is read, and Sheets are all that show; empty for CSV.
	Sheet  string
	Sheets []string
	// Columns are their names; each is there once.
	Columns []string
	// Comma is what stands between the columns of CSV; zero for a workbook.
	Comma rune
	// Notes say how the file was read, where that may surprise.
	Notes []string

	next  func() (TableRow, error)
	close func() error
	// waiting is the row after the heading, where finding the heading has read it.
	waiting []TableRow
}

// OpenTable finds out what a file is, and reads its heading. sheet chooses one of a workbook; the first that shows where it is
// empty. Errors: BAD_INPUT that says what the file is instead and what to do; those of src.
func OpenTable(src io.ReaderAt, size int64, sheet string) (*Table, error) {
	start := make([]byte, min(size, 4096))
	if _, err := io.ReadFull(io.NewSectionReader(src, 0, size), start); err != nil && size > 0 {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	if err := CheckTable(start); err != nil {
		return nil, err
	}
	var t *Table
	var err error
	if IsWorkbook(start) {
		t, err = openWorkbook(src, size, sheet)
	} else {
		t, err = openCSV(io.NewSectionReader(src, 0, size), start)
	}
	if err != nil {
		return nil, err
	}
	if err := t.readHeading(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// IsWorkbook says of the first bytes of a file that it is a workbook, as far as they tell.
func IsWorkbook(start []byte) bool { return bytes.HasPrefix(start, []byte("PK\x03\x04")) }

// CheckTable refuses by its first bytes what is no spreadsheet. Errors: BAD_INPUT.
func CheckTable(start []byte) error {
	starts := func(magic string) bool { return bytes.HasPrefix(start, []byte(magic)) }
	content := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n\x00")
	_, wide := utf16(start)
	switch {
	case len(content) == 0:
		return hub.BadInput("the file is empty; send one with a row of column names and at least one row below it", "file")
	case starts("PK\x03\x04"), wide:
		return nil
	case starts("\xd0\xcf\x11\xe0"):
		return hub.BadInput("this is an old Excel file (.xls), or one with a password; save it as .xlsx without a password and send that", "file")
	case content[0] == '<':
		return hub.BadInput("this is a web page or XML, not a spreadsheet; download the file itself and send that", "file")
	case starts("%PDF"), starts("\x1f\x8b"), starts("\x89PNG"), bytes.IndexByte(start, 0) >= 0:
		return hub.BadInput("this is not a spreadsheet; send a CSV or an .xlsx file", "file")
	default:
		return nil
	}
}

// Next reads the next row that has something in it. Errors: io.EOF after the last; BAD_INPUT where the rest of the file cannot
// be read; those of the source.
func (t *Table) Next() (TableRow, error) {
	for {
		row, err := t.row()
		if err != nil {
			return TableRow{}, err
		}
		if row.Rejected != "" {
			return row, nil
		}
		if !filled(row) {
			continue
		}
		for i := len(t.Columns); i < len(row.Cells); i++ {
			if row.Cells[i] != "" {
				row.Rejected = fmt.Sprintf("the row has something in column %d (%s), and only %d columns have a place in the heading; look for a separator too many, or name the column",
					i+1, columnLetters(i), len(t.Columns))
				return row, nil
			}
		}
		for len(row.Cells) < len(t.Columns) {
			row.Cells = append(row.Cells, "")
		}
		row.Cells = row.Cells[:len(t.Columns)]
		return row, nil
	}
}

func (t *Table) row() (TableRow, error) {
	if len(t.waiting) > 0 {
		row := t.waiting[0]
		t.waiting = t.waiting[1:]
		return row, nil
	}
	return t.next()
}

// Close lets go of what reading needed.
func (t *Table) Close() error {
	if t.close == nil {
		return nil
	}
	return t.close()
}

func filled(row TableRow) bool {
	for i, cell := range row.Cells {
		if cell != "" || row.Problems[i] != "" {
			return true
		}
	}
	return false
}

// titleRows is how many rows above the heading may hold a title alone.
const titleRows = 10

// readHeading takes the first row with two cells or more; rows above it are a title. Where there is none, the first row is it.
func (t *Table) readHeading() error {
	var above []TableRow
	for len(above) < titleRows {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if row.Rejected != "" {
			return hub.BadInput(fmt.Sprintf("line %d, which should name the columns, cannot be read: %s", row.Line, row.Rejected), "file")
		}
		cells := 0
		for _, cell := range row.Cells {
			if cell != "" {
				cells++
			}
		}
		if cells == 0 {
			continue
		}
		if cells > 1 {
			if len(above) > 0 {
				t.Notes = append(t.Notes, fmt.Sprintf("the column names were found on line %d; what stands above is a title and was left out", row.Line))
			}
			return t.nameColumns(row.Cells)
		}
		above = append(above, row)
	}
	if len(above) == 0 {
		return hub.BadInput("the file has no rows; send one with a row of column names and at least one row below it", "file")
	}
	t.waiting = above[1:]
	return t.nameColumns(above[0].Cells)
}

// nameColumns gives every column a name of its own.
func (t *Table) nameColumns(heading []string) error {
	for len(heading) > 0 && heading[len(heading)-1] == "" {
		heading = heading[:len(heading)-1]
	}
	if len(heading) > maxColumns {
		return hub.BadInput(fmt.Sprintf("the file has %d columns; the most that this hub takes is %d: delete those that are not needed", len(heading), maxColumns), "file")
	}
	seen := map[string]bool{}
	var unnamed, twice []string
	for i, name := range heading {
		const most = 200
		if r := []rune(name); len(r) > most {
			name = string(r[:most])
		}
		if name == "" {
			name = "Column " + columnLetters(i)
			unnamed = append(unnamed, name)
		}
		own := name
		for n := 2; seen[strings.ToLower(own)]; n++ {
			own = fmt.Sprintf("%s (%d)", name, n)
		}
		if own != name {
			twice = append(twice, own)
		}
		seen[strings.ToLower(own)] = true
		t.Columns = append(t.Columns, own)
	}
	if len(unnamed) > 0 {
		t.Notes = append(t.Notes, "columns without a name are called by their place: "+strings.Join(unnamed, ", "))
	}
	if len(twice) > 0 {
		t.Notes = append(t.Notes, "names that stand there twice were numbered: "+strings.Join(twice, ", "))
	}
	return nil
}

// columnLetters is how spreadsheets call a column: A, B, ..., Z, AA.
func columnLetters(i int) string {
	letters := ""
	for i++; i > 0; i = (i - 1) / 26 {
		letters = string(rune('A'+(i-1)%26)) + letters
	}
	return letters
}

// utf16 says whether a file is in UTF-16, by its mark or by where its zeros are, and in which order its bytes are.
func utf16(start []byte) (order unicode.Endianness, is bool) {
	if len(start) < 4 || IsWorkbook(start) {
		return unicode.LittleEndian, false
	}
	switch {
	case start[0] == 0xff && start[1] == 0xfe, start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0:
		return unicode.LittleEndian, true
	case start[0] == 0xfe && start[1] == 0xff, start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0:
		return unicode.BigEndian, true
	default:
		return unicode.LittleEndian, false
	}
}

func openCSV(src io.Reader, start []byte) (*Table, error) {
	order, wide := utf16(start)
	if wide {
		src = transform.NewReader(src, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	}
	records := newRecordReader(src)
	window, err := records.peek(maxRecord)
	if err != nil {
		return nil, err
	}
	records.start += len(window) - len(bytes.TrimPrefix(window, []byte("\ufeff")))
	window = bytes.TrimPrefix(window, []byte("\ufeff"))
	records.comma = separator(window)
	if line, _, _ := bytes.Cut(window, []byte("\n")); len(bytes.TrimSpace(line)) == 5 && bytes.HasPrefix(bytes.ToLower(line), []byte("sep=")) { // Excel's own word
		records.comma = line[4]
		if _, err := records.next(); err != nil {
			return nil, hub.BadInput("the file has no rows; send one with a row of column names and at least one row below it", "file")
		}
	}
	t := &Table{Comma: rune(records.comma)}
	names := map[byte]string{';': "semicolons", '\t': "tabs", '|': "bars"}
	if name := names[records.comma]; name != "" {
		t.Notes = append(t.Notes, "the columns are separated by "+name)
	}
	if wide {
		t.Notes = append(t.Notes, "the file is in UTF-16")
	}
	t.next = func() (TableRow, error) {
		rec, err := records.next()
		if err != nil {
			return TableRow{}, err
		}
		row := TableRow{Line: rec.line}
		if rec.problem != "" {
			row.Cells = []string{text(rec.raw)}
			row.Rejected = rec.problem + "; correct the line and import it again"
			return row, nil
		}
		for _, field := range rec.fields {
			row.Cells = append(row.Cells, strings.ReplaceAll(text(field), "\x00", ""))
		}
		if n := len(t.Columns); n > 0 && len(row.Cells) < n && filled(row) {
			row.Rejected = fmt.Sprintf("the row has %d columns, the heading has %d; look for a missing quotation mark or separator", len(row.Cells), n)
		}
		return row, nil
	}
	return t, nil
}

// separator is what the first lines have most of outside quotation marks; a comma where nothing tells.
func separator(window []byte) byte {
	found := map[byte]int{}
	quoted := false
	lines := 0
	for _, c := range window {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			if lines++; lines > titleRows || lines > 1 && len(found) > 0 {
				return most(found)
			}
		case c == ',', c == ';', c == '\t', c == '|':
			found[c]++
		}
	}
	return most(found)
}

func most(found map[byte]int) byte {
	best := byte(',')
	for _, c := range []byte{';', '\t', '|'} {
		if found[c] > found[best] {
			best = c
		}
	}
	return best
}

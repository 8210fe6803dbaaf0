package importer_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/importer"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// readTable reads a whole spreadsheet.
func readTable(t *testing.T, file []byte, sheet string) (*importer.Table, []importer.TableRow, error) {
	t.Helper()
	table, err := importer.OpenTable(bytes.NewReader(file), int64(len(file)), sheet)
	if err != nil {
		return nil, nil, err
	}
	t.Cleanup(func() { table.Close() })
	var rows []importer.TableRow
	for {
		row, err := table.Next()
		if errors.Is(err, io.EOF) {
			return table, rows, nil
		}
		if err != nil {
			return table, rows, err
		}
		rows = append(rows, row)
	}
}

func workbook(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func set(t *testing.T, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSeparatorsAndEncodingsAreFound(t *testing.T) {
	t.Parallel()
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("Name\tTown\nCafé Ångström\tRotherham\n")
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String("Name\tTown\nCafé Ångström\tRotherham\n")
	for name, file := range map[string]string{
		"commas":                      "Name,Town\nCafé Ångström,Rotherham\n",
		"a mark of UTF-8":             "\ufeffName,Town\r\nCafé Ångström,Rotherham\r\n",
		"semicolons":                  "Name;Town\n\"Café Ångström\";Rotherham",
		"tabs":                        "Name\tTown\nCafé Ångström\tRotherham\n",
		"bars":                        "Name|Town\nCafé Ångström|Rotherham\n",
		"Excel's own word":            "sep=;\nName;Town\nCafé Ångström;Rotherham\n",
		"windows-1252":                "Name;Town\nCaf\xe9 \xc5ngstr\xf6m;Rotherham\n",
		"UTF-16":                      little,
		"UTF-16 without a mark":       big,
		"a title above":               "Partner list\n\nName;Town\nCafé Ångström;Rotherham\n",
		"empty rows":                  "Name;Town\n;\n\nCafé Ångström;Rotherham\n;;\n",
		"commas within a semicolon's": "Name;Town\n\"Café Ångström\";Rotherham\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, rows, err := readTable(t, []byte(file), "")
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(table.Columns, []string{"Name", "Town"}) || len(rows) != 1 || !slices.Equal(rows[0].Cells, []string{"Café Ångström", "Rotherham"}) {
				t.Errorf("got %q, %+v, %q", table.Columns, rows, table.Notes)
			}
		})
	}
}

func TestRowsOfCSVThatCannotBeRead(t *testing.T) {
	t.Parallel()
	_, rows, err := readTable(t, []byte("Name,Town\n\"two\nlines\",Rotherham\n\"open,Rotherham\nfew\nA,B,C\nGood,Rotherham\n"), "")
	if err != nil || len(rows) != 5 {
		t.Fatalf("got %+v, %v", rows, err)
	}
	if rows[0].Cells[0] != "two lines" || rows[4].Line != 7 || rows[4].Cells[0] != "Good" {
		t.Errorf("got %+v", rows)
	}
	for i, want := range map[int]string{1: "not closed", 2: "the row has 1 columns, the heading has 2", 3: "something in column 3 (C)"} {
		if !strings.Contains(rows[i].Rejected, want) {
			t.Errorf("row %d: got %q, want %q", i, rows[i].Rejected, want)
		}
	}
}

func TestColumnsHaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	table, rows, err := readTable(t, []byte("Name,,Phone,Phone\nA,b,c,d\n"), "")
	if err != nil || !slices.Equal(table.Columns, []string{"Name", "Column B", "Phone", "Phone (2)"}) || len(rows) != 1 {
		t.Fatalf("got %q, %v, %v", table.Columns, rows, err)
	}
	if notes := strings.Join(table.Notes, "; "); !strings.Contains(notes, "called by their place: Column B") || !strings.Contains(notes, "numbered: Phone (2)") {
		t.Errorf("notes: %s", notes)
	}
}

func TestAWorkbookIsReadAsPeopleSeeIt(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1",
			[]any{"Name", "Number", "Big", "Day", "Time", "Sum", "Yes", "Share", "Own day"},
			[]any{"  Café  Ångström ", 5857258, 1.5e10, time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC), time.Date(2026, 5, 31, 14, 30, 0, 0, time.UTC), nil, true, 0.1 + 0.2, 46173})
		if err := f.SetCellFormula("Sheet1", "F2", "1+1"); err != nil {
			t.Fatal(err)
		}
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: new(`[$-809]dd" day of "mmmm\ yyyy`)})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "I2", "I2", style); err != nil {
			t.Fatal(err)
		}
	})
	table, rows, err := readTable(t, file, "")
	if err != nil || len(rows) != 1 {
		t.Fatalf("got %+v, %v", rows, err)
	}
	if want := []string{"Café Ångström", "5857258", "15000000000", "2026-05-31", "2026-05-31 14:30", "", "TRUE", "0.3", "2026-05-31"}; !slices.Equal(rows[0].Cells, want) {
		t.Errorf("got %q\nwant %q", rows[0].Cells, want)
	}
	if !strings.Contains(rows[0].Problems[5], "cell F2 is a formula whose result was not saved") {
		t.Errorf("problems: %v", rows[0].Problems)
	}
	if table.Sheet != "Sheet1" || rows[0].Line != 2 {
		t.Errorf("sheet %q, line %d", table.Sheet, rows[0].Line)
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) {
		for _, sheet := range []string{"Employers", "Old"} {
			if _, err := f.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			set(t, f, sheet, []any{"Name", "Town"}, []any{"In " + sheet, "Rotherham"})
		}
		f.SetActiveSheet(1)
		if err := f.SetSheetVisible("Sheet1", false); err != nil {
			t.Fatal(err)
		}
	})
	for sheet, want := range map[string]string{"": "In Employers", "Old": "In Old"} {
		table, rows, err := readTable(t, file, sheet)
		if err != nil || len(rows) != 1 || rows[0].Cells[0] != want {
			t.Errorf("%q: got %+v, %v", sheet, rows, err)
			continue
		}
		if notes := strings.Join(table.Notes, "; "); !strings.Contains(notes, "not read: ") || !slices.Contains(table.Sheets, "Old") {
			t.Errorf("%q: notes %q, sheets %q", sheet, notes, table.Sheets)
		}
	}
	if _, _, err := readTable(t, file, "None"); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), "Old") {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

func TestMergedCellsAreReadInEachAndSaidSo(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", []any{"Partner list"}, []any{"Name", "Town", "Site"}, []any{"A", "Rotherham", "1"}, []any{"B", nil, "2"}, []any{"C", "Swinton", "3"})
		for _, cells := range [][2]string{{"A1", "C1"}, {"B3", "B4"}} {
			if err := f.MergeCell("Sheet1", cells[0], cells[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	table, rows, err := readTable(t, file, "")
	if err != nil || len(rows) != 3 {
		t.Fatalf("got %+v, %v", rows, err)
	}
	if !slices.Equal(rows[1].Cells, []string{"B", "Rotherham", "2"}) || len(rows[1].Warnings) != 1 || !strings.Contains(rows[1].Warnings[0], "B3:B4") {
		t.Errorf("got %+v", rows[1])
	}
	if rows[2].Cells[1] != "Swinton" || len(rows[2].Warnings) != 0 || len(table.Notes) != 2 {
		t.Errorf("got %+v, notes %q", rows[2], table.Notes)
	}
}

func TestManyColumnsAndTexts(t *testing.T) {
	t.Parallel()
	file := workbook(t, func(f *excelize.File) {
		out, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		for row := range 200 {
			cells := make([]any, 300)
			for i := range cells {
				cells[i] = fmt.Sprintf("r%d c%d", row, i)
			}
			if err := out.SetRow(fmt.Sprintf("A%d", row+1), cells); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
	})
	table, rows, err := readTable(t, file, "")
	if err != nil || len(table.Columns) != 300 || len(rows) != 199 || rows[198].Cells[299] != "r199 c299" {
		t.Fatalf("%d columns, %d rows, %v", len(table.Columns), len(rows), err)
	}
	shared := workbook(t, func(f *excelize.File) {
		for i := range 400 {
			set(t, f, "Sheet1", []any{"Name", "Town"})
			if err := f.SetCellStr("Sheet1", fmt.Sprintf("A%d", i+2), fmt.Sprintf("Employer & Söhne %d", i)); err != nil {
				t.Fatal(err)
			}
		}
	})
	_, rows, err = readTable(t, shared, "")
	if err != nil || len(rows) != 400 || rows[37].Cells[0] != "Employer & Söhne 37" || rows[399].Cells[0] != "Employer & Söhne 399" {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
}

// packed makes a zip file of parts.
func packed(t *testing.T, parts map[string]io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(part, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// replaced is a workbook with other content in one part.
func replaced(t *testing.T, file []byte, part string, content io.Reader) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]io.Reader{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = in
	}
	parts[part] = content
	return packed(t, parts)
}

func TestFilesThatAreNoSpreadsheet(t *testing.T) {
	t.Parallel()
	good := workbook(t, func(f *excelize.File) { set(t, f, "Sheet1", []any{"Name", "Town"}, []any{"A", "B"}) })
	const sheet = "xl/worksheets/sheet1.xml"
	const open = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Town</t></is></c></row>`
	damaged := bytes.Clone(good)
	for i := len(damaged) / 8; i < len(damaged)/2; i++ {
		damaged[i] ^= 0x5a
	}
	var wide strings.Builder
	for i := range 1100 {
		fmt.Fprintf(&wide, "c%d,", i)
	}
	many := map[string]io.Reader{}
	for i := range 9_000 {
		many[fmt.Sprintf("part/%0600d", i)] = strings.NewReader("")
	}
	for name, tc := range map[string]struct {
		file []byte
		want string
	}{
		"empty":                      {nil, "empty"},
		"blank":                      {[]byte(" \r\n\r\n"), "empty"},
		"a web page":                 {[]byte("<!DOCTYPE html><html>"), "web page"},
		"a PDF file":                 {[]byte("%PDF-1.7\n1,2\n"), "not a spreadsheet"},
		"an old Excel file":          {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "with a password"},
		"other bytes":                {[]byte("a\x00\x00\x00b"), "not a spreadsheet"},
		"a zip file":                 {packed(t, map[string]io.Reader{"companies.csv": strings.NewReader("a,b")}), "unzip it"},
		"OpenDocument":               {packed(t, map[string]io.Reader{"content.xml": strings.NewReader("<a/>")}), "OpenDocument"},
		"cut off":                    {good[:len(good)/2], "damaged"},
		"damaged":                    {damaged, "damaged"},
		"too many columns":           {[]byte(wide.String() + "\n"), "1100 columns"},
		"too many parts":             {packed(t, many), "more parts than any workbook"},
		"no rows":                    {replaced(t, good, sheet, strings.NewReader(`<worksheet><sheetData/></worksheet>`)), "no rows"},
		"a bomb":                     {replaced(t, good, sheet, io.MultiReader(strings.NewReader(open), io.LimitReader(zeros{}, 64<<20))), "unpacks to more"},
		"one endless text":           {replaced(t, good, sheet, io.MultiReader(strings.NewReader(open+`<row r="2"><c r="A2" t="str"><v>`), io.LimitReader(&noise{}, 5<<20))), "longer than any cell"},
		"rows that are not in order": {replaced(t, good, sheet, strings.NewReader(open+`<row r="1"><c t="str"><v>x</v></c></row></sheetData></worksheet>`)), "not in order"},
		"a sheet that stops":         {replaced(t, good, sheet, strings.NewReader(open+`<row r="2"><c r="A2"`)), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readTable(t, tc.file, "")
			if hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// noise are letters that do not pack well.
type noise struct{ state uint32 }

func (n *noise) Read(p []byte) (int, error) {
	for i := range p {
		n.state = n.state*1664525 + 1013904223
		p[i] = 'a' + byte(n.state>>24)%26
	}
	return len(p), nil
}

func TestRejectedRowsOfAWorkbookAreAWorkbook(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	out := importer.NewWorkbookRejects(&file)
	row := importer.TableRow{Cells: []string{"=1+1", "A & B <c>", "", "two, parts"}}
	if err := errors.Join(out.Header([]string{"Name", "Note", "Empty", "List"}), out.Row(7, "no name", row.Raw()), out.Flush()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Rejected rows")
	if err != nil || len(rows) != 2 || !slices.Equal(rows[1], []string{"7", "no name", "'=1+1", "A & B <c>", "", "two, parts"}) {
		t.Errorf("got %q, %v", rows, err)
	}
	if formula, _ := f.GetCellFormula("Rejected rows", "C2"); formula != "" {
		t.Errorf("a formula: %s", formula)
	}
	_, again, err := readTable(t, file.Bytes(), "")
	if err != nil || len(again) != 1 || again[0].Cells[2] != "=1+1" || again[0].Cells[5] != "two, parts" {
		t.Errorf("read again: %+v, %v", again, err)
	}
}

func FuzzTable(f *testing.F) {
	var book bytes.Buffer
	file := excelize.NewFile()
	_ = file.SetSheetRow("Sheet1", "A1", &[]any{"Name", "Town"})
	_ = file.SetSheetRow("Sheet1", "A2", &[]any{"A", 3})
	_ = file.Write(&book)
	for _, seed := range [][]byte{book.Bytes(), []byte("a,b\n1,2\n"), []byte("sep=;\na;b\n\"1\n2\";3"), []byte("\xff\xfea\x00,\x00b\x00\n\x00"), []byte("PK\x03\x04"), []byte("a\n\"b")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		table, err := importer.OpenTable(bytes.NewReader(in), int64(len(in)), "")
		if err != nil {
			if hub.CodeOf(err) != hub.ErrBadInput {
				t.Fatalf("not an error for people: %v", err)
			}
			return
		}
		defer table.Close()
		last := 0
		for {
			row, err := table.Next()
			if err != nil {
				if !errors.Is(err, io.EOF) && hub.CodeOf(err) != hub.ErrBadInput {
					t.Fatalf("not an error for people: %v", err)
				}
				return
			}
			if row.Line <= last {
				t.Fatalf("line %d after %d", row.Line, last)
			}
			last = row.Line
			if row.Rejected == "" && len(row.Cells) != len(table.Columns) {
				t.Fatalf("%d cells in %d columns", len(row.Cells), len(table.Columns))
			}
		}
	})
}

// FuzzSheet tries the content of a sheet, which a fuzzer of zip files hardly reaches.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1"><v>1e3</v></c></row><row><c t="e"><v>#REF!</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<x:worksheet><x:sheetData><x:row><x:c t="s"><x:v>9</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		`<row r="-1"><c r="ZZZZ1"/>`, `<worksheet><sheetData><row r="5"><c r="B5" t="inlineStr"><is><r><t>a_x000D_</t></r></is></c></row>`,
	} {
		f.Add([]byte(seed))
	}
	var book bytes.Buffer
	_ = excelize.NewFile().Write(&book)
	f.Fuzz(func(t *testing.T, in []byte) {
		file := replaced(t, book.Bytes(), "xl/worksheets/sheet1.xml", bytes.NewReader(in))
		if _, _, err := readTable(t, file, ""); err != nil && hub.CodeOf(err) != hub.ErrBadInput {
			t.Fatalf("not an error for people: %v", err)
		}
	})
}

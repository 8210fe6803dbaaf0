package importer

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Rejects writes rejected rows as a spreadsheet shows them and a person can correct them: line and reason first, then the
// columns of the file. A field that a spreadsheet would run gets an apostrophe in front, which reading takes away again.
type Rejects struct {
	out     rowWriter
	columns int
}

// rowWriter writes rows in one format.
type rowWriter interface {
	write(fields []string) error
	end() error
}

// NewRejects writes to w: CSV with commas, or with what the file had between its columns.
func NewRejects(w io.Writer, comma rune) *Rejects {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Comma = comma
	return &Rejects{out: &csvRows{out, true}}
}

// NewWorkbookRejects writes to w a workbook with one sheet.
func NewWorkbookRejects(w io.Writer) *Rejects {
	return &Rejects{out: &workbookRows{zip: zip.NewWriter(w), name: "Rejected rows"}}
}

// Header comes first.
func (r *Rejects) Header(columns []string) error {
	r.columns = len(columns)
	return r.write(append([]string{"line", "reason"}, columns...))
}

// Row writes one row. raw is as it stands in the file; what is no row of CSV goes into the first column whole.
func (r *Rejects) Row(line int, reason, raw string) error {
	in := csv.NewReader(strings.NewReader(raw))
	in.LazyQuotes = true
	fields, err := in.Read()
	if err != nil {
		fields = []string{raw}
	}
	for len(fields) < r.columns {
		fields = append(fields, "")
	}
	return r.write(append([]string{strconv.Itoa(line), reason}, fields...))
}

func (r *Rejects) write(fields []string) error { return writeRow(r.out, fields) }

// Flush ends the file.
func (r *Rejects) Flush() error { return endRows(r.out) }

// SheetRows is how many rows a sheet of a workbook holds, the heading among them.
const SheetRows = 1_048_576

// Sheet writes a table as it goes, in constant memory. A field that a spreadsheet would run gets an apostrophe in front.
type Sheet struct{ out rowWriter }

// NewSheet writes to w a workbook with one sheet of that name, or CSV where the name is empty.
func NewSheet(w io.Writer, name string) *Sheet {
	if name == "" {
		out := csv.NewWriter(w)
		out.UseCRLF = true
		return &Sheet{&csvRows{out, true}}
	}
	return &Sheet{&workbookRows{zip: zip.NewWriter(w), name: name}}
}

// Row writes one row; it changes fields.
func (s *Sheet) Row(fields []string) error { return writeRow(s.out, fields) }

// Flush ends the file.
func (s *Sheet) Flush() error { return endRows(s.out) }

func writeRow(out rowWriter, fields []string) error {
	for i, field := range fields {
		if field != "" && strings.ContainsRune("=+-@\t\r", rune(field[0])) {
			fields[i] = "'" + field
		}
	}
	if err := out.write(fields); err != nil {
		return fmt.Errorf("cannot write a row: %w", err)
	}
	return nil
}

func endRows(out rowWriter) error {
	if err := out.end(); err != nil {
		return fmt.Errorf("cannot end a file: %w", err)
	}
	return nil
}

// csvRows writes CSV. The mark before it tells spreadsheets that the text is UTF-8.
type csvRows struct {
	out   *csv.Writer
	first bool
}

func (r *csvRows) write(fields []string) error {
	if r.first {
		fields[0], r.first = "\ufeff"+fields[0], false
	}
	return r.out.Write(fields)
}

func (r *csvRows) end() error {
	r.out.Flush()
	return r.out.Error()
}

// workbookRows writes a workbook as it goes, every cell as text, so that nothing in it is a formula.
type workbookRows struct {
	zip   *zip.Writer
	name  string // of the sheet
	sheet *bufio.Writer
	row   int
}

const (
	workbookTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	workbookRoot = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	workbookSheets = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets></workbook>`
	workbookSheet = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetStart = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetEnd   = `</sheetData></worksheet>`
)

func (r *workbookRows) begin() error {
	for _, part := range [][2]string{
		{"[Content_Types].xml", workbookTypes}, {"_rels/.rels", workbookRoot}, {"xl/workbook.xml", fmt.Sprintf(workbookSheets, r.name)},
		{"xl/_rels/workbook.xml.rels", workbookSheet}, {"xl/worksheets/sheet1.xml", sheetStart},
	} {
		out, err := r.zip.Create(part[0])
		if err != nil {
			return err
		}
		r.sheet = bufio.NewWriter(out)
		if _, err := r.sheet.WriteString(xml.Header + part[1]); err != nil {
			return err
		}
		if err := r.sheet.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (r *workbookRows) write(fields []string) error {
	if r.sheet == nil {
		if err := r.begin(); err != nil {
			return err
		}
	}
	r.row++
	fmt.Fprintf(r.sheet, `<row r="%d">`, r.row)
	for i, field := range fields {
		if field == "" {
			continue
		}
		fmt.Fprintf(r.sheet, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">`, columnLetters(i), r.row)
		if err := xml.EscapeText(r.sheet, []byte(field)); err != nil {
			return err
		}
		if _, err := r.sheet.WriteString(`</t></is></c>`); err != nil {
			return err
		}
	}
	_, err := r.sheet.WriteString(`</row>`) // a bufio.Writer keeps its first error
	return err
}

func (r *workbookRows) end() error {
	if r.sheet != nil {
		if _, err := r.sheet.WriteString(sheetEnd); err != nil {
			return err
		}
		if err := r.sheet.Flush(); err != nil {
			return err
		}
	}
	return r.zip.Close()
}

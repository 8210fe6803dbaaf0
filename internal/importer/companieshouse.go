// Package importer reads the files that registers and partners publish: rows with their lines, and for each that cannot be
// used the reason. It knows columns and encodings, no rules of the domain.
package importer

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"employerhub/internal/hub"
)

// Row is one row of a file.
type Row struct {
	// Line is where the row starts; the header is on line 1.
	Line int
	// Raw is the row as it stands in the file, good until the next row is read.
	Raw []byte
	// Company is what the row says. Of a rejected row it is empty.
	Company hub.Company
	// Rejected says why the row cannot be used, and what to do; empty for a good one.
	Rejected string
	// Warnings say what of a good row was not understood.
	Warnings []string
}

// Label is what a person knows the row by: name and number, or its beginning where they could not be read.
func (r Row) Label() string {
	if r.Company.Name != "" {
		return r.Company.Name + ", " + string(r.Company.Number)
	}
	const most = 80
	label := []rune(text(r.Raw))
	return string(label[:min(most, len(label))])
}

// Text is the row as it stands in the file, at most 4 KiB of it, in UTF-8.
func (r Row) Text() string {
	raw := r.Raw[:min(len(r.Raw), 4<<10)]
	return strings.ReplaceAll(utf8Text(raw), "\x00", "")
}

// CompaniesHouse reads a BasicCompanyData file in constant memory.
type CompaniesHouse struct {
	records *recordReader
	header  []string
	columns companyColumns
}

// NewCompaniesHouse reads the header. Columns may stand in any order, with spaces around their names, and with others
// between them. Errors: BAD_INPUT where the file is empty, is not CSV, or misses columns; those of src.
func NewCompaniesHouse(src io.Reader) (*CompaniesHouse, error) {
	c := &CompaniesHouse{records: newRecordReader(src)}
	start, err := c.records.peek(maxRecord)
	if err != nil {
		return nil, err
	}
	if err := notCSV(start); err != nil {
		return nil, err
	}
	c.records.start += len(start) - len(bytes.TrimPrefix(start, []byte("\ufeff")))
	first, err := c.records.next()
	if err != nil || first.problem != "" {
		return nil, hub.BadInput("the first row of the file is not a header that can be read; send the file as Companies House publishes it", "file")
	}
	for _, field := range first.fields {
		c.header = append(c.header, text(field))
	}
	c.columns, err = findCompanyColumns(c.header)
	return c, err
}

// notCSV recognises by its first bytes what people send instead of a CSV file.
func notCSV(start []byte) error {
	starts := func(magic string) bool { return bytes.HasPrefix(start, []byte(magic)) }
	content := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
	firstLine, _, _ := bytes.Cut(content, []byte("\n"))
	switch {
	case len(content) == 0:
		return hub.BadInput("the file is empty; send one with a header and at least one row", "file")
	case starts("PK\x03\x04"):
		return hub.BadInput("this is a spreadsheet or a zip file, not CSV; unzip it, or save the sheet as CSV UTF-8, and send that", "file")
	case starts("\xff\xfe"), starts("\xfe\xff"):
		return hub.BadInput("the file is in UTF-16; save it as CSV UTF-8 and send that", "file")
	case content[0] == '<':
		return hub.BadInput("this is a web page or XML, not CSV; download the file itself and send that", "file")
	case bytes.IndexByte(firstLine, 0) >= 0, starts("%PDF"), starts("\x1f\x8b"):
		return hub.BadInput("this is not a text file; send a CSV file", "file")
	default:
		return nil
	}
}

// Header names the columns in the order of the file.
func (c *CompaniesHouse) Header() []string { return c.header }

// Read is how many bytes of the file have been used.
func (c *CompaniesHouse) Read() int64 { return c.records.read }

// Next reads one row. A row that cannot be used is a Row too, with the reason. Errors: io.EOF after the last; those of the
// source.
func (c *CompaniesHouse) Next() (Row, error) {
	rec, err := c.records.next()
	if err != nil {
		return Row{}, err
	}
	row := Row{Line: rec.line, Raw: rec.raw}
	switch {
	case rec.problem != "":
		row.Rejected = rec.problem + "; correct the line and import it again"
	case len(rec.fields) != len(c.header):
		row.Rejected = fmt.Sprintf("the row has %d columns, the header has %d; look for a missing quotation mark or comma",
			len(rec.fields), len(c.header))
	default:
		c.company(rec.fields, &row)
	}
	return row, nil
}

// maxName bounds a company name in characters; the register's own limit is 160.
const maxName = 300

func (c *CompaniesHouse) company(fields [][]byte, row *Row) {
	get := func(column int) string {
		if column < 0 {
			return ""
		}
		return text(fields[column])
	}
	number, err := hub.ParseCompanyNumber(get(c.columns.number))
	name := get(c.columns.name)
	switch {
	case err != nil:
		row.Rejected = err.Error()
		return
	case name == "":
		row.Rejected = "the row has no company name"
		return
	case utf8.RuneCountInString(name) > maxName:
		row.Rejected = fmt.Sprintf("the company name is longer than %d characters", maxName)
		return
	}
	row.Company = hub.Company{
		Number:         number,
		Name:           name,
		LegalForm:      hub.LegalFormOf(get(c.columns.category), number),
		IncorporatedOn: row.date("incorporation date", get(c.columns.incorporated)),
		DissolvedOn:    row.date("dissolution date", get(c.columns.dissolved)),
		URI:            get(c.columns.uri),
	}
	row.line("c/o ", get(c.columns.careOf))
	row.line("PO Box ", get(c.columns.poBox))
	for _, column := range c.columns.address {
		row.line("", get(column))
	}
	row.postcode(get(c.columns.postcode))
	row.Company.Closed = closedStatuses[strings.ToLower(get(c.columns.status))] || !row.Company.DissolvedOn.IsZero()
	for _, column := range c.columns.sic {
		row.sicCode(get(column))
	}
	for _, column := range c.columns.previous {
		if previous := get(column.name); previous != "" {
			until := row.date("date of a previous name", get(column.until))
			row.Company.PreviousNames = append(row.Company.PreviousNames, hub.PreviousName{Name: previous, Until: until})
		}
	}
}

// closedStatuses are those of companies that are no more. Liquidation and administration are not the end yet.
var closedStatuses = map[string]bool{"dissolved": true, "closed": true, "converted/closed": true, "converted / closed": true, "removed": true}

// line adds one line to the address, if there is something to say.
func (r *Row) line(before, s string) {
	if s != "" {
		r.Company.Address = append(r.Company.Address, before+s)
	}
}

func (r *Row) postcode(s string) {
	p, err := hub.ParsePostcode(s)
	switch {
	case err == nil:
		r.Company.Postcode = p
	case s != "":
		r.line("", s)
		r.Warnings = append(r.Warnings, fmt.Sprintf("postcode %q not recognised: kept as text", s))
	}
}

func (r *Row) date(what, s string) hub.Date {
	if s == "" {
		return hub.Date{}
	}
	d, err := time.Parse("02/01/2006", s)
	if err != nil || d.Year() < 1000 { // the oldest company is of 1694
		r.Warnings = append(r.Warnings, fmt.Sprintf("%s %q is not a day written dd/mm/yyyy: left out", what, s))
		return hub.Date{}
	}
	return hub.NewDate(d.Date())
}

func (r *Row) sicCode(s string) {
	if s == "" || strings.EqualFold(s, "None Supplied") {
		return
	}
	code, err := hub.ParseSICCode(s)
	switch {
	case err != nil:
		r.Warnings = append(r.Warnings, fmt.Sprintf("SIC code %q not recognised: left out", s))
	case !slices.Contains(r.Company.SICCodes, code):
		r.Company.SICCodes = append(r.Company.SICCodes, code)
	}
}

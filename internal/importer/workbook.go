package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"employerhub/internal/hub"
)

// What a workbook may come to. encoding/xml and archive/zip read it piece by piece; libraries that keep the file or its texts in
// memory would need as much memory as somebody cares to send.
const (
	maxUnpacked  = 8 << 30  // of one part
	maxRatio     = 300      // unpacked to packed; sheets that people make come to 20
	ratioFrom    = 4 << 20  // unpacked bytes from which the ratio counts
	maxDirectory = 4 << 20  // of what the zip file says about its parts
	maxToken     = 2 << 20  // one tag or one text; a cell holds 32,767 characters
	maxSmallPart = 32 << 20 // of parts that are kept: the list of sheets, formats
	maxMerges    = 20_000
	maxRow       = 1 << 24
)

// bookPart is a part of a workbook that is being read, within its limits.
type bookPart struct {
	in      io.ReadCloser
	allowed int64
	// since is how much was read since the last token, so that none fills the memory.
	since int
}

func openPart(f *zip.File) (*bookPart, error) {
	if f.UncompressedSize64 > maxUnpacked || f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
		return nil, hub.BadInput("the workbook unpacks to more than this hub takes; save it again in a spreadsheet program, or split it", "file")
	}
	in, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	return &bookPart{in: in, allowed: int64(f.UncompressedSize64)}, nil
}

func (p *bookPart) Read(b []byte) (int, error) {
	if p.since > maxToken {
		return 0, hub.BadInput("the workbook holds a text that is longer than any cell; save it again in a spreadsheet program", "file")
	}
	n, err := p.in.Read(b)
	p.since += n
	if p.allowed -= int64(n); p.allowed < 0 {
		return 0, hub.BadInput("the workbook is larger than it says; save it again in a spreadsheet program", "file")
	}
	return n, err
}

// countedReader stops when a part of the file is asked for that is larger than left.
type countedReader struct {
	io.ReaderAt
	left int
}

func (c *countedReader) ReadAt(b []byte, at int64) (int, error) {
	if c.left -= len(b); c.left < 0 {
		return 0, hub.BadInput("the file holds more parts than any workbook; save it again in a spreadsheet program", "file")
	}
	return c.ReaderAt.ReadAt(b, at)
}

// broken is what people are told of a file that is damaged; what they can be told already stays.
func broken(err error) error {
	if hub.CodeOf(err) == hub.ErrBadInput {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) || errors.As(err, &syntax) ||
		errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(err.Error(), "flate:") || strings.HasPrefix(err.Error(), "zip:") || strings.HasPrefix(err.Error(), "xml:") {
		return hub.BadInput("the workbook is damaged ("+err.Error()+"); open it in a spreadsheet program, save it again and send that", "file")
	}
	return fmt.Errorf("cannot read the workbook: %w", err)
}

// workbook is an XLSX file of which one sheet is read.
type workbook struct {
	table   *Table
	parts   map[string]*zip.File
	dates   []bool // by cell style
	since04 bool   // days are counted from 1904
	texts   *texts
	merges  []mergedCells
	part    *bookPart
	decode  *xml.Decoder
	row     int
	values  map[[2]int]string // of the first cells of merged ones, by row and column
}

// mergedCells are those from one corner to the other, rows from 1 and columns from 0.
type mergedCells struct {
	fromRow, toRow, fromColumn, toColumn int
	name                                 string
}

// noWorkbook is what a zip file without a workbook is refused with.
func noWorkbook(parts map[string]*zip.File) error {
	if parts["content.xml"] != nil {
		return hub.BadInput("this is an OpenDocument file; save it as .xlsx or CSV and send that", "file")
	}
	return hub.BadInput("this is a zip file, not a workbook; unzip it and send the spreadsheet in it", "file")
}

func openWorkbook(src io.ReaderAt, size int64, sheet string) (*Table, error) {
	counted := &countedReader{src, maxDirectory}
	archive, err := zip.NewReader(counted, size)
	if err != nil {
		return nil, broken(err)
	}
	counted.left = int(^uint(0) >> 1) // the parts have limits of their own
	b := &workbook{parts: map[string]*zip.File{}, values: map[[2]int]string{}}
	for _, f := range archive.File {
		b.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	t := &Table{next: b.next, close: b.Close}
	b.table = t
	if err := b.open(t, sheet); err != nil {
		return nil, errors.Join(broken(err), b.Close())
	}
	return t, nil
}

func (b *workbook) Close() error {
	if b.part != nil {
		b.part.in.Close()
	}
	return b.texts.close()
}

func (b *workbook) open(t *Table, sheet string) error {
	root, err := b.related("", "officeDocument")
	if err != nil {
		return err
	}
	book := root[""]
	if b.parts[book] == nil {
		return noWorkbook(b.parts)
	}
	var content struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Rest  []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.read(book, &content); err != nil {
		return err
	}
	b.since04 = content.Properties.Date1904 == "1" || content.Properties.Date1904 == "true"
	paths, err := b.related(book, "")
	if err != nil {
		return err
	}
	chosen := ""
	var others []string
	for _, s := range content.Sheets {
		if s.State == "hidden" || s.State == "veryHidden" {
			continue
		}
		t.Sheets = append(t.Sheets, s.Name)
		if chosen != "" || sheet != "" && s.Name != sheet {
			others = append(others, s.Name)
			continue
		}
		for _, attribute := range s.Rest {
			if attribute.Name.Local == "id" {
				chosen, t.Sheet = paths[attribute.Value], s.Name
			}
		}
	}
	switch {
	case len(t.Sheets) == 0:
		return hub.BadInput("the workbook has no sheet that shows; show the sheet with the rows, save it and send it again", "file")
	case b.parts[chosen] == nil:
		return hub.BadInput(fmt.Sprintf("the workbook has no sheet %q with rows; choose one of: %s", sheet, strings.Join(t.Sheets, ", ")), "sheet")
	case len(others) > 0:
		t.Notes = append(t.Notes, fmt.Sprintf("only the sheet %q is read; not read: %s", t.Sheet, strings.Join(others, ", ")))
	}
	kinds, err := b.relatedByKind(book)
	if err != nil {
		return err
	}
	if err := b.readFormats(kinds["styles"]); err != nil {
		return err
	}
	if b.texts, err = b.readTexts(kinds["sharedStrings"]); err != nil {
		return err
	}
	if err := b.findMerges(chosen); err != nil {
		return err
	}
	if len(b.merges) > 0 {
		t.Notes = append(t.Notes, "cells that are merged were read as if their value stood in each of them")
	}
	b.part, err = openPart(b.parts[chosen])
	if err != nil {
		return err
	}
	b.decode = xml.NewDecoder(b.part)
	return nil
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Kind   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (b *workbook) relationships(of string) ([]relationship, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	if b.parts[name] == nil {
		return nil, noWorkbook(b.parts)
	}
	var content struct {
		Relationships []relationship `xml:"Relationship"`
	}
	if err := b.read(name, &content); err != nil {
		return nil, err
	}
	for i, r := range content.Relationships {
		if strings.HasPrefix(r.Target, "/") {
			content.Relationships[i].Target = r.Target[1:]
		} else {
			content.Relationships[i].Target = path.Join(path.Dir(of), r.Target)
		}
	}
	return content.Relationships, nil
}

// related gives where the parts are that a part names, by ID; the one of kind under no ID.
func (b *workbook) related(of, kind string) (map[string]string, error) {
	found, err := b.relationships(of)
	at := map[string]string{}
	for _, r := range found {
		at[r.ID] = r.Target
		if kind != "" && path.Base(r.Kind) == kind {
			at[""] = r.Target
		}
	}
	return at, err
}

// relatedByKind gives where the parts are that a part names, by the last word of their kind.
func (b *workbook) relatedByKind(of string) (map[string]string, error) {
	found, err := b.relationships(of)
	at := map[string]string{}
	for _, r := range found {
		at[path.Base(r.Kind)] = r.Target
	}
	return at, err
}

// read reads a small part as a whole.
func (b *workbook) read(name string, into any) error {
	f := b.parts[name]
	if f.UncompressedSize64 > maxSmallPart {
		return hub.BadInput("the workbook's list of sheets or formats is larger than any; save it again in a spreadsheet program", "file")
	}
	part, err := openPart(f)
	if err != nil {
		return err
	}
	defer part.in.Close()
	content, err := io.ReadAll(io.LimitReader(part.in, maxSmallPart))
	if err != nil {
		return err
	}
	return xml.Unmarshal(content, into)
}

// readFormats finds out which cell styles show days or times.
func (b *workbook) readFormats(name string) error {
	if b.parts[name] == nil {
		return nil
	}
	var content struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.read(name, &content); err != nil {
		return err
	}
	dates := map[int]bool{}
	for id := range 59 {
		dates[id] = id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50
	}
	for _, f := range content.Formats {
		dates[f.ID] = showsDay(f.Code)
	}
	for _, style := range content.Styles {
		b.dates = append(b.dates, dates[style.Format])
	}
	return nil
}

// showsDay says of a number format that it shows a day or a time: it has letters of them outside quotes and brackets.
func showsDay(code string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			end := byte('"')
			if code[i] == '[' {
				end = ']'
			}
			stop := strings.IndexByte(code[i+1:], end)
			if stop < 0 {
				return false
			}
			i += stop + 1
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'd', 'D', 'h', 'H', 's', 'S', 'm', 'M':
			return true
		case 'E', 'e', 'G', 'g': // 0.00E+00, General
			return false
		}
	}
	return false
}

// findMerges reads which cells are merged. That stands behind the rows, which are skipped without being read.
func (b *workbook) findMerges(sheet string) error {
	part, err := openPart(b.parts[sheet])
	if err != nil {
		return err
	}
	defer part.in.Close()
	decode := xml.NewDecoder(io.MultiReader(strings.NewReader("<worksheet>"), &behindRows{in: part}))
	decode.Strict = false
	for {
		part.since = 0
		token, err := decode.RawToken()
		if errors.Is(err, io.EOF) {
			slices.SortFunc(b.merges, func(a, b mergedCells) int { return a.fromRow - b.fromRow })
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "mergeCell" {
			continue
		}
		if len(b.merges) == maxMerges {
			return hub.BadInput(fmt.Sprintf("the sheet has more than %d merged cells; take the merging away and send it again", maxMerges), "file")
		}
		name := attribute(start, "ref")
		from, to, _ := strings.Cut(name, ":")
		fromColumn, fromRow := place(from)
		toColumn, toRow := place(to)
		if fromRow > 0 && toRow >= fromRow && fromColumn >= 0 && toColumn >= fromColumn {
			b.merges = append(b.merges, mergedCells{fromRow, toRow, fromColumn, toColumn, name})
		}
	}
}

// behindRows is what a sheet holds behind its rows.
type behindRows struct {
	in    *bookPart
	found bool
	rest  []byte
}

func (r *behindRows) Read(p []byte) (int, error) {
	end := []byte("sheetData>")
	for !r.found {
		r.in.since = 0
		chunk := make([]byte, 64<<10)
		n, err := io.ReadFull(r.in, chunk)
		r.rest = append(r.rest, chunk[:n]...)
		for at := bytes.Index(r.rest, end); at >= 0; at = bytes.Index(r.rest, end) {
			closes := at > 0 && (r.rest[at-1] == '/' || bytes.HasSuffix(r.rest[:at], []byte(":")) && bytes.LastIndexByte(r.rest[:at], '/') > bytes.LastIndexByte(r.rest[:at], '<'))
			r.rest = r.rest[at+len(end):]
			if closes {
				r.found = true
				break
			}
		}
		if !r.found && len(r.rest) > 64 {
			r.rest = slices.Clone(r.rest[len(r.rest)-64:])
		}
		if err != nil && !r.found {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				return 0, io.EOF
			}
			return 0, err
		}
	}
	if len(r.rest) > 0 {
		n := copy(p, r.rest)
		r.rest = r.rest[n:]
		return n, nil
	}
	return r.in.Read(p)
}

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

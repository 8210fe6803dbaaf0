package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"employerhub/internal/hub"
)

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

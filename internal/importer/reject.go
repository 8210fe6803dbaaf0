package importer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Rejects writes rejected rows as CSV that a spreadsheet shows and a person can correct: line and reason first, then the
// columns of the file. A field that a spreadsheet would run gets an apostrophe in front, which reading takes away again.
type Rejects struct {
	out     *csv.Writer
	columns int
}

// NewRejects writes to w.
func NewRejects(w io.Writer) *Rejects {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return &Rejects{out: out}
}

// Header comes first. The mark before it tells spreadsheets that the text is UTF-8.
func (r *Rejects) Header(columns []string) error {
	r.columns = len(columns)
	return r.write(append([]string{"\ufeffline", "reason"}, columns...))
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

func (r *Rejects) write(fields []string) error {
	for i, field := range fields {
		if field != "" && strings.ContainsRune("=+-@\t\r", rune(field[0])) {
			fields[i] = "'" + field
		}
	}
	if err := r.out.Write(fields); err != nil {
		return fmt.Errorf("cannot write rejected rows: %w", err)
	}
	return nil
}

// Flush ends the file.
func (r *Rejects) Flush() error {
	r.out.Flush()
	if err := r.out.Error(); err != nil {
		return fmt.Errorf("cannot write rejected rows: %w", err)
	}
	return nil
}

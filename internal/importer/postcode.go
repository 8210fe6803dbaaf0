package importer

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"employerhub/internal/hub"
)

// Postcodes reads a postcode directory of the Office for National Statistics, whose columns are called otherwise in each edition.
type Postcodes struct {
	table                          *Table
	postcode, district, ward, area int
	// HasAreas says whether the file has a column of investment areas, which the council adds; the ONS has none.
	HasAreas   bool
	Read, Left int
	// Problems are the first rows that could not be used.
	Problems []string
}

var postcodeColumns = []struct {
	what  string
	names *regexp.Regexp
}{
	{"the postcode (pcds or pcd)", regexp.MustCompile(`^(pcds|pcd|pcd7|pcd8|postcode)$`)},
	{"the local authority (oslaua or lad)", regexp.MustCompile(`^(oslaua|laua|lad|lad\d*cd|ladcd)$`)},
	{"the ward (osward or ward)", regexp.MustCompile(`^(osward|ward|wd|wd\d*cd|wdcd)$`)},
}

var investmentAreaColumn = regexp.MustCompile(`(?i)^investment[ _]?area$`)

// NewPostcodes finds the columns. Errors: BAD_INPUT that names each one missing.
func NewPostcodes(table *Table) (*Postcodes, error) {
	p := &Postcodes{table: table}
	var missing []string
	for i, at := range []*int{&p.postcode, &p.district, &p.ward} {
		*at = -1
		for n, name := range table.Columns {
			name = strings.ToLower(name)
			// pcds is written with one space, so it goes before its others.
			if postcodeColumns[i].names.MatchString(name) && (*at < 0 || name == "pcds") {
				*at = n
			}
		}
		if *at < 0 {
			missing = append(missing, postcodeColumns[i].what)
		}
	}
	p.area = slices.IndexFunc(table.Columns, investmentAreaColumn.MatchString)
	p.HasAreas = p.area >= 0
	if len(missing) > 0 {
		return nil, hub.BadInput("the file has no column for "+strings.Join(missing, ", nor for ")+"; send the ONS Postcode Directory or the National Statistics Postcode Lookup as CSV", "file")
	}
	return p, nil
}

// Next reads the next postcode that can be used. Errors: io.EOF after the last.
func (p *Postcodes) Next() (hub.PostcodeArea, error) {
	for {
		row, err := p.table.Next()
		if err != nil {
			return hub.PostcodeArea{}, err
		}
		p.Read++
		if row.Rejected != "" {
			p.leave(row.Line, errors.New(row.Rejected))
			continue
		}
		postcode, err := hub.ParsePostcode(row.Cells[p.postcode])
		if err != nil {
			p.leave(row.Line, err)
			continue
		}
		area := hub.PostcodeArea{Postcode: postcode, AuthorityCode: row.Cells[p.district], WardCode: row.Cells[p.ward]}
		if p.HasAreas {
			area.InvestmentArea = strings.ToUpper(row.Cells[p.area])
		}
		return area, nil
	}
}

func (p *Postcodes) leave(line int, err error) {
	const told = 10
	p.Left++
	if len(p.Problems) < told {
		p.Problems = append(p.Problems, fmt.Sprintf("line %d: %v", line, err))
	}
}

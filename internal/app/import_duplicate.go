package app

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/match"
	"employerhub/internal/postgres"
)

// likelySame finds the employer that a row is likeliest about, and why; nil where there is none. A row with a number that nobody has
// is compared too, since the hub may hold the employer without one. What the same file made is left out, as nothing of it was there
// when the file was tried out; pairs within a file are found after the import.
func (r *spreadsheetRun) likelySame(ctx context.Context, c change, line int) (*hub.EmployerID, string, error) {
	if r.alike == nil {
		if err := r.compareRows(ctx, c); err != nil {
			return nil, "", err
		}
	}
	likely := r.alike[line]
	if len(likely) == 0 {
		return nil, "", nil
	}
	ids := make([]hub.EmployerID, len(likely))
	for i, a := range likely {
		ids[i] = a.EmployerID
	}
	own, err := postgres.MadeBy(ctx, c, r.lease.ImportID, ids)
	if err != nil {
		return nil, "", err
	}
	seen, err := postgres.EmployersByID(ctx, c, r.reader(c), ids)
	if err != nil {
		return nil, "", err
	}
	for _, a := range likely {
		at := slices.IndexFunc(seen, func(e hub.AskedEmployer) bool { return e.Asked == a.EmployerID })
		if at < 0 || slices.Contains(own, a.EmployerID) {
			continue
		}
		return &seen[at].ID, "may be " + seen[at].Name + ", " + inWords(a.Match), nil
	}
	return nil, "", nil
}

// inWords says how likely a match is and why.
func inWords(m match.Match) string {
	var why []string
	for _, r := range m.Reasons {
		if r.Bits > 0 {
			why = append(why, strings.ToLower(r.Text[:1])+r.Text[1:])
		}
	}
	return fmt.Sprintf("%.0f%% likely: %s", min(99, math.Round(m.Score*100)), strings.Join(why, ", "))
}

// compareRows compares the rows of the batch with what is stored.
func (r *spreadsheetRun) compareRows(ctx context.Context, c change) error {
	var lines []int
	var records []match.Prepared
	for _, row := range r.rows {
		if said, err := r.say(row); err == nil && said.Name != "" {
			lines, records = append(lines, row.Line), append(records, match.Prepare(recordOf(said)))
		}
	}
	found, err := r.like.find(ctx, c, records, match.MostOfAKey-1) // the row would be one more
	if err != nil {
		return err
	}
	r.alike = make(map[int][]alike, len(lines))
	for i, line := range lines {
		r.alike[line] = found[i]
	}
	return nil
}

// recordOf is what a row says of whom it is about, as an employer is compared.
func recordOf(said hub.SpreadsheetRow) match.Record {
	record := match.Record{Names: []string{said.Name}, Postcodes: []string{string(said.Postcode)}, Websites: []string{said.Website}}
	if said.TradingName != "" {
		record.Names = append(record.Names, said.TradingName)
	}
	for _, number := range said.Identifiers {
		record.Numbers = append(record.Numbers, string(number.Scheme)+":"+number.Value)
	}
	if said.Site != nil {
		record.Addresses = []string{strings.Join(said.Site.Address, ", ")}
		record.Postcodes = append(record.Postcodes, string(value(said.Site.Postcode)))
	}
	if said.Person != nil {
		record.Phones, record.Emails = []string{value(said.Person.Phone)}, []string{string(value(said.Person.Email))}
	}
	return record
}

// storeRows stores what the employers that rows made or changed are known by, so that who is entered next is compared with them.
func (c change) storeRows(ctx context.Context, employers []hub.EmployerID) error {
	if alone, err := postgres.WriteDuplicates(ctx, c); err != nil || !alone || len(employers) == 0 {
		return err
	}
	known, err := postgres.EmployerWordsOf(ctx, c, employers)
	if err != nil {
		return err
	}
	records, err := (&duplicateSearch{}).prepare(known, func(match.Prepared) {})
	if err != nil {
		return err
	}
	return postgres.PutDuplicateRecords(ctx, c, employers, records)
}

// batchOf are the rows of one transaction, with the employers that each may be about once they are compared.
type batchOf struct {
	rows  []importer.TableRow
	alike map[int][]alike
}

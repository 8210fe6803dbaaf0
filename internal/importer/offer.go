package importer

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"employerhub/internal/hub"
)

// OfferRow is a line of an export of the regional skills platform.
type OfferRow struct {
	Line     int
	Provider string
	// Offer is without its provider.
	Offer hub.AddOfferInput
}

// OfferColumns are those of a file of offers, in any order and case; the first four have to be there.
var OfferColumns = []string{
	"Reference", "Provider", "Title", "Kind", "Level", "Summary", "Sectors", "Skills", "Eligibility", "Funding", "Starts on", "Ends on", "Contact", "Link",
}

const requiredOfferColumns = 4

// ReadOffers reads a CSV file line by line. Of one that cannot be read it tells why, and goes on. Errors: BAD_INPUT for a
// file without the columns that have to be there.
func ReadOffers(file io.Reader, take func(OfferRow) error, reject func(line int, why string)) error {
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		return hub.BadInput("the file has no first line with the names of its columns", "file")
	}
	at := map[string]int{}
	for i, name := range header {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, name := range OfferColumns[:requiredOfferColumns] {
		if _, ok := at[strings.ToLower(name)]; !ok {
			return hub.BadInput(fmt.Sprintf("the file has no column %s; it needs %s", name, strings.Join(OfferColumns[:requiredOfferColumns], ", ")), "file")
		}
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		line, _ := r.FieldPos(0)
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			reject(parse.StartLine, "this is not a line of a CSV file: "+parse.Err.Error())
			continue
		}
		if err != nil {
			return fmt.Errorf("cannot read the file: %w", err)
		}
		row, err := offerRow(func(column string) string {
			if i, ok := at[strings.ToLower(column)]; ok && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		})
		if err != nil {
			reject(line, err.Error())
			continue
		}
		row.Line = line
		if err := take(row); err != nil {
			return err
		}
	}
}

func offerRow(cell func(column string) string) (row OfferRow, err error) {
	given := func(column string) *string {
		if c := cell(column); c != "" {
			return &c
		}
		return nil
	}
	list := func(column string) []string { return strings.Split(cell(column), ";") }
	row.Provider = cell("Provider")
	row.Offer = hub.AddOfferInput{
		Title: cell("Title"), Kind: hub.OfferKind(strings.ReplaceAll(strings.ToUpper(cell("Kind")), " ", "_")), Summary: given("Summary"), Skills: list("Skills"),
		Eligibility: given("Eligibility"), Funding: given("Funding"), Contact: given("Contact"), Link: given("Link"), Reference: given("Reference"),
	}
	for _, s := range list("Sectors") {
		if s = strings.ToUpper(strings.TrimSpace(s)); s != "" {
			row.Offer.Sectors = append(row.Offer.Sectors, s)
		}
	}
	if row.Offer.Reference == nil {
		return row, errors.New("the column Reference is empty; without it nobody can tell which offer this is next time")
	}
	if level := given("Level"); level != nil {
		n, err := strconv.Atoi(*level)
		if err != nil {
			return row, fmt.Errorf("the level %q is not a number from 0 to 8", *level)
		}
		row.Offer.Level = &n
	}
	for column, to := range map[string]**hub.Date{"Starts on": &row.Offer.StartsOn, "Ends on": &row.Offer.EndsOn} {
		if day := given(column); day != nil {
			d, err := hub.ParseDate(*day)
			if err != nil {
				return row, fmt.Errorf("%s: %q is not a date; write it like 2026-11-24", column, *day)
			}
			*to = &d
		}
	}
	return row, nil
}

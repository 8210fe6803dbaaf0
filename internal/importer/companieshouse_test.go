package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
)

// header is that of the published file, as far as we read it, with its odd spaces.
const header = "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1, RegAddress.AddressLine2," +
	"RegAddress.PostTown,RegAddress.County,RegAddress.Country,RegAddress.PostCode,CompanyCategory,CompanyStatus,DissolutionDate," +
	"IncorporationDate,SICCode.SicText_1,SICCode.SicText_2,URI,PreviousName_1.CONDATE, PreviousName_1.CompanyName\n"

func TestARowSaysWhatACompanyIs(t *testing.T) {
	t.Parallel()
	rows := read(t, header+`"ABDY, ""THE"" ENGINEERS LIMITED","5857258","A SMITH","12","35 ELTON ROAD","","ROTHERHAM","SOUTH YORKSHIRE","ENGLAND","s601ae",`+
		`"Private Limited Company","Active","","26/06/2006","25620 - Machining","62020 - Information technology consultancy activities",`+
		`"http://business.data.gov.uk/id/company/05857258","15/07/2011","ABDY FITTINGS LIMITED"`+"\n")

	want := hub.Company{
		Number: "05857258", Name: `ABDY, "THE" ENGINEERS LIMITED`, LegalForm: hub.LegalFormPrivateLimited,
		IncorporatedOn: hub.NewDate(2006, time.June, 26),
		Address:        []string{"c/o A SMITH", "PO Box 12", "35 ELTON ROAD", "ROTHERHAM", "SOUTH YORKSHIRE", "ENGLAND"},
		Postcode:       "S60 1AE",
		SICCodes:       []hub.SICCode{"25620", "62020"},
		PreviousNames:  []hub.PreviousName{{Name: "ABDY FITTINGS LIMITED", Until: hub.NewDate(2011, time.July, 15)}},
		URI:            "http://business.data.gov.uk/id/company/05857258",
	}
	if len(rows) != 1 || !reflect.DeepEqual(rows[0].Company, want) || rows[0].Line != 2 {
		t.Fatalf("got  %+v\nwant %+v", rows, want)
	}
}

func TestRowsThatAreNotAsTheyShouldBe(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		row      string
		rejected string // part of the reason; empty: taken in
		warning  string // part of the only warning; empty: none
		check    func(hub.Company) bool
	}{
		"an odd postcode is kept as text": {row: row("POSTCODE", "S60 ROTHERHAM"), warning: `postcode "S60 ROTHERHAM" not recognised: kept as text`,
			check: func(c hub.Company) bool { return c.Postcode == "" && slices.Contains(c.Address, "S60 ROTHERHAM") }},
		"no postcode is nothing to warn of": {row: row("POSTCODE", "")},
		"a day that does not exist is left out": {row: row("INCORPORATED", "31/02/2020"), warning: "not a day",
			check: func(c hub.Company) bool { return c.IncorporatedOn.IsZero() }},
		"no SIC code":                  {row: row("SIC", "None Supplied"), check: func(c hub.Company) bool { return c.SICCodes == nil }},
		"a SIC code of words":          {row: row("SIC", "Machining"), warning: "SIC code"},
		"a dissolved company":          {row: row("STATUS", "Dissolved"), check: func(c hub.Company) bool { return c.Closed }},
		"one with a day of end":        {row: row("DISSOLVED", "01/02/2020"), check: func(c hub.Company) bool { return c.Closed && c.DissolvedOn == hub.NewDate(2020, time.February, 1) }},
		"one in liquidation":           {row: row("STATUS", "Liquidation"), check: func(c hub.Company) bool { return !c.Closed }},
		"windows-1252 in a name":       {row: row("NAME", "CAF\xc9 \x93ROMA\x94 LTD"), check: func(c hub.Company) bool { return c.Name == "CAFÉ “ROMA” LTD" }},
		"UTF-8 in a name":              {row: row("NAME", "CAFÉ ROMA LTD"), check: func(c hub.Company) bool { return c.Name == "CAFÉ ROMA LTD" }},
		"a line break in a name":       {row: row("NAME", "ABDY\r\nENGINEERING"), check: func(c hub.Company) bool { return c.Name == "ABDY ENGINEERING" }},
		"a zero byte in a name":        {row: row("NAME", "AB\x00DY"), check: func(c hub.Company) bool { return c.Name == "AB DY" }},
		"a name from our own download": {row: row("NAME", "'=ADD LTD"), check: func(c hub.Company) bool { return c.Name == "=ADD LTD" }},
		"no name":                      {row: row("NAME", " "), rejected: "no company name"},
		"a name without end":           {row: row("NAME", strings.Repeat("A", 400)), rejected: "longer than 300"},
		"a number of another register": {row: row("NUMBER", "1089464-1"), rejected: `"1089464-1" is not a company number`},
		"no number":                    {row: row("NUMBER", ""), rejected: "not a company number"},
		"too few columns":              {row: "A,B\n", rejected: "the row has 2 columns, the header has 19"},
		"a quote that is not closed":   {row: `"ABDY LTD,"01234567"` + "\n", rejected: "not doubled"},
		"a quote without an end":       {row: `"ABDY LTD,01234567` + "\n", rejected: "a quotation mark"},
		"a row that is far too long":   {row: strings.Repeat("x", 1<<20) + "\n", rejected: "longer than 64 KiB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const after = "AFTER LTD"
			rows := read(t, header+tc.row+row("NAME", after))

			got := rows[0]
			if tc.rejected == "" && got.Rejected != "" || !strings.Contains(got.Rejected, tc.rejected) {
				t.Errorf("rejected because %q, want %q", got.Rejected, tc.rejected)
			}
			if warnings := strings.Join(got.Warnings, "; "); tc.warning == "" && warnings != "" || !strings.Contains(warnings, tc.warning) {
				t.Errorf("warnings %q, want %q", warnings, tc.warning)
			}
			if tc.check != nil && !tc.check(got.Company) {
				t.Errorf("read as %+v", got.Company)
			}
			if last := rows[len(rows)-1]; len(rows) != 2 || last.Company.Name != after {
				t.Errorf("the row after it: %d rows, the last %+v", len(rows), last)
			}
		})
	}
}

func TestHeadersInAnyOrderAndCase(t *testing.T) {
	t.Parallel()
	rows := read(t, "\ufeff sicCode.sictext_1 ,IncorporationDate,Mortgages.NumMortCharges,CompanyStatus,COMPANYCATEGORY,regaddress.postcode,"+
		"RegAddress.PostTown,RegAddress.AddressLine1,CompanyNumber,CompanyName\r\n25620,,0,Active,,,,,SC606050,ABDY\r\n\r\n25620,,0,Active,,,,,SC606051,BADY")

	if len(rows) != 2 || rows[0].Company.Number != "SC606050" || rows[1].Company.Name != "BADY" || rows[1].Line != 4 {
		t.Fatalf("got %+v", rows)
	}
}

func TestFilesThatAreNotWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ file, want string }{
		"empty":                   {"", "the file is empty"},
		"blank":                   {"\ufeff \r\n\r\n", "the file is empty"},
		"a spreadsheet":           {"PK\x03\x04\x14\x00", "save the sheet as CSV UTF-8"},
		"UTF-16":                  {"\xff\xfeC\x00o\x00", "UTF-16"},
		"a web page":              {"\n<!DOCTYPE html><html>", "web page"},
		"binary":                  {"\x7fELF\x00\x00", "not a text file"},
		"PDF":                     {"%PDF-1.7", "not a text file"},
		"semicolons":              {strings.ReplaceAll(header, ",", ";"), "not separated by commas"},
		"wrong columns":           {strings.Replace(header, "CompanyStatus", "Status", 1), "wrong columns: CompanyStatus missing"},
		"a column twice":          {strings.Replace(header, "URI", "CompanyStatus", 1), "CompanyStatus is there twice"},
		"an open quote at once":   {`"CompanyName`, "not a header that can be read"},
		"one line without an end": {strings.Repeat("A", 1<<20), "not a header that can be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := importer.NewCompaniesHouse(strings.NewReader(tc.file))
			if hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want BAD_INPUT with %q", err, tc.want)
			}
		})
	}
}

func TestASourceThatFailsIsNotTheEndOfTheFile(t *testing.T) {
	t.Parallel()
	broken := errors.New("connection reset")
	r, err := importer.NewCompaniesHouse(io.MultiReader(strings.NewReader(header+row("NAME", "A")), iotest.ErrReader(broken)))
	for err == nil {
		_, err = r.Next()
	}
	if !errors.Is(err, broken) {
		t.Fatalf("got %v, want %v", err, broken)
	}
}

func TestBytesArriveInAnyPieces(t *testing.T) {
	t.Parallel()
	file := header + row("NAME", `A ""B"", C`) + row("NAME", "D\nE")
	whole := read(t, file)
	r, err := importer.NewCompaniesHouse(iotest.OneByteReader(strings.NewReader(file)))
	if err != nil {
		t.Fatal(err)
	}
	if pieces := all(t, r); !reflect.DeepEqual(pieces, whole) || whole[0].Company.Name != `A "B", C` {
		t.Fatalf("got %+v, want %+v", pieces, whole)
	}
	if int(r.Read()) != len(file) {
		t.Errorf("%d bytes used, want %d", r.Read(), len(file))
	}
}

func FuzzCompaniesHouse(f *testing.F) {
	f.Add([]byte(header + row("NAME", "ABDY LTD")))
	f.Add([]byte(header + `"ABDY LTD,"01234567"` + "\n" + row("NAME", "\xc9")))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte(header + "\"\n\"\"\r\n,\",\""))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := importer.NewCompaniesHouse(bytes.NewReader(file))
		if err != nil {
			if hub.CodeOf(err) != hub.ErrBadInput {
				t.Fatalf("%v is not BAD_INPUT", err)
			}
			return
		}
		for last := 1; ; {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || row.Line <= last {
				t.Fatalf("line %d after %d, %v", row.Line, last, err)
			}
			if c := row.Company; row.Rejected == "" && (c.Name == "" || c.Number == "" || strings.ContainsRune(c.Name, 0)) {
				t.Fatalf("taken in: %+v", c)
			}
			last = row.Line
		}
		if int(r.Read()) > len(file) {
			t.Fatalf("%d bytes used of %d", r.Read(), len(file))
		}
	})
}

// row is a good row with one field of another value.
func row(field, value string) string {
	values := map[string]string{
		"NAME": "ABDY ENGINEERING LIMITED", "NUMBER": "01234567", "POSTCODE": "S60 1AE", "STATUS": "Active",
		"INCORPORATED": "26/06/2006", "DISSOLVED": "", "SIC": "25620 - Machining",
	}
	values[field] = value
	return fmt.Sprintf("\"%s\",\"%s\",,,\"1 HIGH STREET\",,\"ROTHERHAM\",,,\"%s\",\"Private Limited Company\",\"%s\",\"%s\",\"%s\",\"%s\",,,,\n",
		values["NAME"], values["NUMBER"], values["POSTCODE"], values["STATUS"], values["DISSOLVED"], values["INCORPORATED"], values["SIC"])
}

func read(t *testing.T, file string) []importer.Row {
	t.Helper()
	r, err := importer.NewCompaniesHouse(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return all(t, r)
}

func all(t *testing.T, r *importer.CompaniesHouse) (rows []importer.Row) {
	t.Helper()
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		row.Raw = bytes.Clone(row.Raw)
		rows = append(rows, row)
	}
}

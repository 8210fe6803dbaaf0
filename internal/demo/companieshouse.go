// Package demo makes data that looks like Rotherham's and is nobody's. The same seed makes the same bytes.
package demo

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// companiesHouseHeader is the header of the published file, its odd spaces included.
const companiesHouseHeader = "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1, RegAddress.AddressLine2," +
	"RegAddress.PostTown,RegAddress.County,RegAddress.Country,RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin," +
	"DissolutionDate,IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,Accounts.LastMadeUpDate," +
	"Accounts.AccountCategory,Returns.NextDueDate,Returns.LastMadeUpDate,Mortgages.NumMortCharges,Mortgages.NumMortOutstanding," +
	"Mortgages.NumMortPartSatisfied,Mortgages.NumMortSatisfied,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3," +
	"SICCode.SicText_4,LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI,PreviousName_1.CONDATE," +
	" PreviousName_1.CompanyName, PreviousName_2.CONDATE, PreviousName_2.CompanyName,PreviousName_3.CONDATE," +
	" PreviousName_3.CompanyName,PreviousName_4.CONDATE, PreviousName_4.CompanyName,PreviousName_5.CONDATE," +
	" PreviousName_5.CompanyName,PreviousName_6.CONDATE, PreviousName_6.CompanyName,PreviousName_7.CONDATE," +
	" PreviousName_7.CompanyName,PreviousName_8.CONDATE, PreviousName_8.CompanyName,PreviousName_9.CONDATE," +
	" PreviousName_9.CompanyName,PreviousName_10.CONDATE, PreviousName_10.CompanyName,ConfStmtNextDueDate, ConfStmtLastMadeUpDate"

// MaxCompanies is how many companies have a number of their own.
const MaxCompanies = 15_000_000

// dirt is what is wrong with a row. Real files have all of it.
type dirt int

const (
	clean dirt = iota
	oddPostcode
	dissolved
	repeatedNumber
	quotedName
	commaInName
	windows1252Name
	kindsOfDirt
)

// WriteCompaniesHouse writes a file of that many companies in the layout of Companies House; 5 rows in 100 are not as they
// should be. A longer file of the same seed starts with the shorter one. The first million companies of a seed from 1 to 15 are
// in no other's.
func WriteCompaniesHouse(w io.Writer, rows int, seed uint64) error {
	if rows < 1 || rows > MaxCompanies {
		return fmt.Errorf("a demo file has 1 to %d rows, not %d", MaxCompanies, rows)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	_, _ = out.WriteString(companiesHouseHeader + "\r\n")
	row := make([]byte, 0, 2048)
	dice := newDice(seed)
	first := int((seed+14)%15) * 1_000_000
	for i := range rows {
		row = appendCompany(row[:0], (first+i)%MaxCompanies, i > 0, dice)
		if _, err := out.Write(row); err != nil {
			return fmt.Errorf("cannot write the demo file: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("cannot write the demo file: %w", err)
	}
	return nil
}

// appendCompany writes the i-th company; it may repeat the number of the one before where there is one.
func appendCompany(row []byte, i int, mayRepeat bool, d *dice) []byte {
	wrong := clean
	if d.chance(5) {
		wrong = dirt(1 + d.roll(int(kindsOfDirt)-1))
	}
	kind := kindOf(i)
	number := companyNumber(i)
	if wrong == repeatedNumber && mayRepeat {
		number = companyNumber(i - 1)
	}
	trade := d.trade()
	home := d.home()
	incorporated := d.day(1985, 2025)

	row = appendName(row, companyName(d, trade, home)+kind.ending(d), wrong)
	row = appendQuoted(row, number)
	row = append(row, ",,"...) // care of, PO box
	row = appendQuoted(row, home.street(d))
	row = appendQuoted(row, home.estate(d))
	row = appendQuoted(row, home.town)
	row = appendQuoted(row, home.county)
	row = appendQuoted(row, pick(d, []string{"ENGLAND", "UNITED KINGDOM", ""}))
	row = appendQuoted(row, postcode(d, home, wrong))
	row = appendQuoted(row, kind.category)
	status, end := "Active", ""
	if wrong == dissolved {
		status, end = "Dissolved", date(incorporated.AddDate(0, 0, 400+d.roll(300)))
	} else if d.chance(3) {
		status = "Active - Proposal to Strike off"
	}
	row = appendQuoted(row, status)
	row = appendQuoted(row, "United Kingdom")
	row = appendQuoted(row, end)
	row = appendQuoted(row, date(incorporated))
	row = appendQuoted(row, strconv.Itoa(28+d.roll(3)))
	row = appendQuoted(row, strconv.Itoa(1+d.roll(12)))
	row = appendQuoted(row, "30/09/2026")
	row = appendQuoted(row, "31/12/2024")
	row = appendQuoted(row, pick(d, accountCategories))
	row = append(row, ",,"...) // annual returns, replaced by confirmation statements
	for range 4 {
		row = append(row, `"0",`...) // mortgages
	}
	row = appendQuoted(row, trade.sic)
	second := ""
	if d.chance(25) {
		second = d.trade().sic
	}
	row = appendQuoted(row, second)
	row = append(row, `,,"0","0",`...) // two more codes, partners
	row = appendQuoted(row, "http://business.data.gov.uk/id/company/"+number)
	if d.chance(6) {
		row = appendQuoted(row, date(incorporated.AddDate(0, 0, 90+d.roll(200))))
		row = appendQuoted(row, companyName(d, trade, home)+" LIMITED")
	} else {
		row = append(row, ",,"...)
	}
	row = append(row, strings.Repeat(",", 18)...)
	row = appendQuoted(row, "14/03/2026")
	row = append(row, `"28/02/2025"`...)
	return append(row, "\r\n"...)
}

package hub

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ImportField is what a column of a spreadsheet can be taken for.
type ImportField string

const (
	// FieldName is the employer's legal name.
	FieldName ImportField = "EMPLOYER_NAME"
	// FieldTradingName is a name used in trade.
	FieldTradingName ImportField = "TRADING_NAME"
	// FieldCompanyNumber is of the register of companies.
	FieldCompanyNumber ImportField = "COMPANY_NUMBER"
	// FieldCharityNumber is of the Charity Commission for England and Wales.
	FieldCharityNumber ImportField = "CHARITY_NUMBER"
	// FieldUKPRN is of the register of learning providers.
	FieldUKPRN ImportField = "UKPRN"
	// FieldURN is of the register of schools.
	FieldURN ImportField = "URN"
	// FieldLegalForm is what the employer is in law.
	FieldLegalForm ImportField = "LEGAL_FORM"
	// FieldWebsite is the employer's.
	FieldWebsite ImportField = "WEBSITE"
	// FieldPostcode is that of the registered office or the main address.
	FieldPostcode ImportField = "POSTCODE"
	// FieldHeadcount is how many people work for the employer.
	FieldHeadcount ImportField = "HEADCOUNT"
	// FieldSiteName is what people call a site.
	FieldSiteName ImportField = "SITE_NAME"
	// FieldSiteAddress is a line of a site's address; several columns may be.
	FieldSiteAddress ImportField = "SITE_ADDRESS"
	// FieldSitePostcode is a site's.
	FieldSitePostcode ImportField = "SITE_POSTCODE"
	// FieldSiteHeadcount is how many people work there.
	FieldSiteHeadcount ImportField = "SITE_HEADCOUNT"
	// FieldPersonName is a person's whole name.
	FieldPersonName ImportField = "PERSON_NAME"
	// FieldPersonFirstName and FieldPersonLastName are its parts.
	FieldPersonFirstName ImportField = "PERSON_FIRST_NAME"
	// FieldPersonLastName is the family name.
	FieldPersonLastName ImportField = "PERSON_LAST_NAME"
	// FieldPersonEmail is a person's address at work.
	FieldPersonEmail ImportField = "PERSON_EMAIL"
	// FieldPersonPhone is a person's number at work.
	FieldPersonPhone ImportField = "PERSON_PHONE"
	// FieldPersonJobTitle is what a person's job is called.
	FieldPersonJobTitle ImportField = "PERSON_JOB_TITLE"
)

// importFields are all of them with what people call them in the heads of columns, letters and digits only. The first names are
// the surest.
var importFields = []struct {
	field ImportField
	names []string
}{
	{FieldCompanyNumber, []string{"companynumber", "companyno", "companynr", "companyregistrationnumber", "companyregistrationno", "companyregnumber", "companyregno", "companieshousenumber", "companieshouseno", "crn", "registrationnumber", "registeredcompanynumber", "registerednumber"}},
	{FieldCharityNumber, []string{"charitynumber", "charityno", "charityregistrationnumber", "registeredcharitynumber"}},
	{FieldUKPRN, []string{"ukprn"}},
	{FieldURN, []string{"urn"}},
	{FieldName, []string{"employername", "employer", "companyname", "company", "organisationname", "organisation", "organizationname", "organization", "businessname", "business", "legalname", "registeredname", "accountname", "account", "firm", "name"}},
	{FieldTradingName, []string{"tradingname", "tradingas", "tradename", "knownas"}},
	{FieldLegalForm, []string{"legalform", "companytype", "companycategory", "legalstatus", "typeofcompany", "organisationtype"}},
	{FieldWebsite, []string{"website", "web", "webaddress", "url", "websiteurl", "companywebsite", "domain"}},
	{FieldPostcode, []string{"registeredpostcode", "employerpostcode", "companypostcode", "postcode", "postalcode", "zip", "zipcode"}},
	{FieldHeadcount, []string{"headcount", "employees", "numberofemployees", "noofemployees", "employeecount", "staff", "numberofstaff", "noofstaff", "size"}},
	{FieldSiteName, []string{"sitename", "site", "branch", "location", "premises"}},
	{FieldSiteAddress, []string{"siteaddress", "address", "address1", "addressline1", "street", "address2", "addressline2", "address3", "addressline3", "town", "city", "posttown", "county"}},
	{FieldSitePostcode, []string{"sitepostcode", "branchpostcode", "locationpostcode"}},
	{FieldSiteHeadcount, []string{"siteheadcount", "siteemployees", "staffatsite"}},
	{FieldPersonFirstName, []string{"firstname", "forename", "givenname", "contactfirstname"}},
	{FieldPersonLastName, []string{"lastname", "surname", "familyname", "contactlastname"}},
	{FieldPersonName, []string{"contactname", "contact", "maincontact", "personname", "person", "fullname", "keycontact", "primarycontact"}},
	{FieldPersonEmail, []string{"contactemail", "email", "emailaddress", "contactemailaddress", "workemail", "mail"}},
	{FieldPersonPhone, []string{"contactphone", "contacttelephone", "phone", "telephone", "phonenumber", "telephonenumber", "tel", "mobile", "contactnumber"}},
	{FieldPersonJobTitle, []string{"jobtitle", "position", "role", "title", "contactjobtitle"}},
}

// lettersOf are the letters and digits of a column's name, in lower case.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// SuggestMapping says for each column what it looks like: nil for nothing. Each field is suggested once, for the column with its
// surest name, but for lines of an address.
func SuggestMapping(columns []string) []*ImportField {
	mapping := make([]*ImportField, len(columns))
	for _, f := range importFields {
		taken := false
		for _, name := range f.names {
			for i, column := range columns {
				if mapping[i] == nil && lettersOf(column) == name && (!taken || f.field == FieldSiteAddress) {
					mapping[i], taken = new(f.field), true
				}
			}
		}
	}
	return mapping
}

// CheckMapping refuses a mapping with which no row could be taken in. Errors: BAD_INPUT.
func CheckMapping(mapping []*ImportField) error {
	seen := map[ImportField]bool{}
	for _, field := range mapping {
		if field == nil {
			continue
		}
		if !slices.ContainsFunc(importFields, func(f struct {
			field ImportField
			names []string
		}) bool {
			return f.field == *field
		}) {
			return BadInput(fmt.Sprintf("the hub has no field %q; choose one from the list", *field), "columns")
		}
		if seen[*field] && *field != FieldSiteAddress {
			return BadInput("two columns are taken for the same field; choose one of them: "+strings.ToLower(strings.ReplaceAll(string(*field), "_", " ")), "columns")
		}
		seen[*field] = true
	}
	if !seen[FieldName] && !seen[FieldCompanyNumber] && !seen[FieldCharityNumber] && !seen[FieldUKPRN] && !seen[FieldURN] {
		return BadInput("say which column holds the employer's name or its number in a register", "columns")
	}
	return nil
}

// ImportSourceKey tells files of one source: those of an organisation whose columns have the same names, in any order.
func ImportSourceKey(organisation OrganisationID, columns []string) string {
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = strings.ToLower(column)
	}
	slices.Sort(names)
	sum := sha256.Sum256([]byte(organisation.String() + "\x00" + strings.Join(names, "\x00")))
	return hex.EncodeToString(sum[:16])
}

package hub

import (
	"fmt"
	"strconv"
	"strings"
)

// SpreadsheetRow is what a row of a spreadsheet says about an employer.
type SpreadsheetRow struct {
	Name        string
	TradingName string
	Identifiers []Identifier
	LegalForm   LegalForm // empty where the row does not say
	Website     string
	Postcode    Postcode
	Headcount   *int
	Site        *AddSiteInput   // nil where the row names none
	Person      *AddPersonInput // nil where the row names none
	// Warnings say what was not understood and so is left out.
	Warnings []string
}

// NewSpreadsheetRow reads the cells of a row by what their columns are taken for. A cell that is not understood is left out with a
// warning, unless it says which employer the row is about. Errors: BAD_INPUT.
func NewSpreadsheetRow(cells map[ImportField]string) (r SpreadsheetRow, err error) {
	name, err := optionalLine(new(cells[FieldName]), maxEmployerName, "name")
	if err != nil {
		return r, err
	}
	if name != nil {
		r.Name = *name
	}
	for _, register := range []struct {
		field  ImportField
		scheme IdentifierScheme
	}{{FieldCompanyNumber, SchemeCompaniesHouse}, {FieldCharityNumber, SchemeCharityEnglandWales}, {FieldUKPRN, SchemeUKPRN}, {FieldURN, SchemeURN}} {
		if cell := cells[register.field]; cell != "" {
			number, err := ParseIdentifier(register.scheme, cell)
			if err != nil {
				return r, err
			}
			r.Identifiers = append(r.Identifiers, number)
		}
	}
	if r.Name == "" && len(r.Identifiers) == 0 {
		return r, BadInput("the row has neither a name nor a number; say which employer it is about")
	}
	warn := func(what string, field ImportField) {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%s %q not understood: left out", what, clip(cells[field])))
	}
	if trading, err := optionalLine(new(cells[FieldTradingName]), maxEmployerName, "tradingNames"); err != nil {
		warn("trading name", FieldTradingName)
	} else if trading != nil && !strings.EqualFold(*trading, r.Name) {
		r.TradingName = *trading
	}
	if cell := cells[FieldLegalForm]; cell != "" {
		if r.LegalForm = legalFormNamed(cell); r.LegalForm == "" {
			warn("legal form", FieldLegalForm)
		}
	}
	if address, err := website(new(cells[FieldWebsite]), "website"); err != nil {
		warn("website", FieldWebsite)
	} else if address != nil {
		r.Website = *address
	}
	postcode := func(what string, field ImportField) Postcode {
		p, err := ParsePostcode(cells[field])
		if err != nil && cells[field] != "" {
			warn(what, field)
		}
		return p
	}
	count := func(what string, field ImportField, most int) *int {
		if cells[field] == "" {
			return nil
		}
		n, err := strconv.Atoi(strings.TrimSuffix(strings.ReplaceAll(cells[field], ",", ""), ".0"))
		if err != nil || n < 0 || n > most {
			warn(what, field)
			return nil
		}
		return &n
	}
	r.Postcode = postcode("postcode", FieldPostcode)
	r.Headcount = count("headcount", FieldHeadcount, maxHeadcount)
	r.readSite(cells, postcode("postcode of the site", FieldSitePostcode), count("headcount of the site", FieldSiteHeadcount, maxSiteHeadcount), warn)
	r.readPerson(cells, warn)
	return r, nil
}

func (r *SpreadsheetRow) readSite(cells map[ImportField]string, postcode Postcode, headcount *int, warn func(string, ImportField)) {
	var address []string
	for line := range strings.SplitSeq(cells[FieldSiteAddress], "\n") {
		if line = strings.TrimSpace(line); line != "" {
			address = append(address, line)
		}
	}
	if postcode == "" && len(address) > 0 {
		postcode = r.Postcode // the only postcode of the row belongs to the only address
	}
	site := AddSiteInput{Name: cells[FieldSiteName], Address: address, Headcount: headcount}
	if postcode != "" {
		site.Postcode = &postcode
	}
	switch {
	case site.Name == "" && len(address) == 0 && (cells[FieldSitePostcode] == "" || postcode == ""):
		return
	case site.Name == "" && len(address) > 0:
		site.Name = address[0]
	case site.Name == "":
		site.Name = string(postcode)
	}
	if _, err := NewSite(site); err != nil {
		warn("site", FieldSiteName)
		return
	}
	r.Site = &site
}

func (r *SpreadsheetRow) readPerson(cells map[ImportField]string, warn func(string, ImportField)) {
	person := AddPersonInput{Name: cells[FieldPersonName], Function: FunctionOther}
	if person.Name == "" {
		person.Name = oneLine(cells[FieldPersonFirstName] + " " + cells[FieldPersonLastName])
	}
	if cell := cells[FieldPersonEmail]; cell != "" {
		email, err := ParseEmailAddress(cell)
		if err != nil {
			warn("e-mail address", FieldPersonEmail)
		} else {
			person.Email = &email
		}
	}
	if person.Name == "" {
		if person.Email != nil || cells[FieldPersonPhone] != "" {
			r.Warnings = append(r.Warnings, "a way of contact without a person's name: left out")
		}
		return
	}
	if number, err := phone(new(cells[FieldPersonPhone])); err != nil {
		warn("telephone number", FieldPersonPhone)
	} else {
		person.Phone = number
	}
	if title := cells[FieldPersonJobTitle]; title != "" {
		person.JobTitle, person.Function = &title, functionOf(title)
	}
	if _, err := NewPerson(person); err != nil {
		warn("person", FieldPersonName)
		return
	}
	r.Person = &person
}

// functionOf tells from a job title what a person does, where it is plain.
func functionOf(title string) PersonFunction {
	words := " " + NameKey(title) + " "
	hr := strings.Contains(words, " hr ") || strings.Contains(words, "human resources") || strings.Contains(words, " people ") || strings.Contains(words, "personnel")
	switch {
	case hr && (strings.Contains(words, "director") || strings.Contains(words, "head of") || strings.Contains(words, "chief")):
		return FunctionHRDirector
	case hr:
		return FunctionHR
	case strings.Contains(words, "owner"), strings.Contains(words, "managing director"), strings.Contains(words, "proprietor"), strings.Contains(words, "founder"):
		return FunctionOwner
	case strings.Contains(words, "operations"), strings.Contains(words, "works manager"):
		return FunctionOperations
	default:
		return FunctionOther
	}
}

// shortForms are how people write legal forms that the register writes out.
var shortForms = map[string]LegalForm{
	"ltd": LegalFormPrivateLimited, "limited": LegalFormPrivateLimited, "limited company": LegalFormPrivateLimited, "private limited": LegalFormPrivateLimited,
	"plc": LegalFormPublicLimited, "public limited": LegalFormPublicLimited, "llp": LegalFormLLP, "cic": LegalFormOtherCorporate, "cio": LegalFormOtherCorporate,
	"sole trader": LegalFormSoleTrader, "self employed": LegalFormSoleTrader, "partnership": LegalFormPartnership, "charity": LegalFormCharity,
	"public body": LegalFormPublicBody, "public sector": LegalFormPublicBody, "council": LegalFormPublicBody, "nhs trust": LegalFormPublicBody,
	"scottish partnership": LegalFormScottishPartnership, "other corporate": LegalFormOtherCorporate,
}

// legalFormNamed is what somebody wrote about an employer's legal form; empty where it is not understood.
func legalFormNamed(written string) LegalForm {
	if form, ok := shortForms[NameKey(written)]; ok {
		return form
	}
	if form, ok := companyCategories[strings.ToLower(written)]; ok {
		return form
	}
	return ""
}

// Label is what a person knows the row by.
func (r SpreadsheetRow) Label() string {
	label := r.Name
	for _, i := range r.Identifiers {
		if label != "" {
			label += ", "
		}
		label += i.Value
	}
	return label
}

// Key tells the row from others of its source: by its first number, or by name and postcode.
func (r SpreadsheetRow) Key() string {
	if len(r.Identifiers) > 0 {
		return string(r.Identifiers[0].Scheme) + " " + r.Identifiers[0].Value
	}
	return "NAME " + NameMatchKey(r.Name) + " " + string(r.Postcode)
}

// Keys are all by which the row may repeat an earlier one.
func (r SpreadsheetRow) Keys() []string {
	if len(r.Identifiers) == 0 {
		return []string{r.Key()}
	}
	keys := make([]string, len(r.Identifiers))
	for i, number := range r.Identifiers {
		keys[i] = string(number.Scheme) + " " + number.Value
	}
	return keys
}

// Said is what the row says about the employer itself, by field as history calls it. What it does not say is not there.
func (r SpreadsheetRow) Said() map[string]string {
	said := map[string]string{}
	for field, value := range map[string]string{"Name": r.Name, "LegalForm": string(r.LegalForm), "Website": r.Website, "Postcode": string(r.Postcode)} {
		if value != "" {
			said[field] = value
		}
	}
	if r.Headcount != nil {
		said["Headcount"] = strconv.Itoa(*r.Headcount)
	}
	return said
}

// ImportedFields are those of an employer that a spreadsheet may write, as text; empty where the hub has none.
func (e Employer) ImportedFields() map[string]string {
	fields := map[string]string{"Name": e.Name, "LegalForm": string(e.LegalForm), "Website": "", "Postcode": "", "Headcount": "", "CompanyNumber": ""}
	if e.LegalForm == LegalFormUnknown {
		fields["LegalForm"] = ""
	}
	if e.Website != nil {
		fields["Website"] = *e.Website
	}
	if e.Postcode != nil {
		fields["Postcode"] = string(*e.Postcode)
	}
	if e.CompanyNumber != nil {
		fields["CompanyNumber"] = string(*e.CompanyNumber)
	}
	if e.Headcount != nil {
		fields["Headcount"] = strconv.Itoa(*e.Headcount)
	}
	return fields
}

// SetImportedField gives a field of ImportedFields a value, or clears it. Errors: BAD_INPUT.
func (e *Employer) SetImportedField(field, value string) error {
	switch field {
	case "Name":
		e.Name = value
	case "LegalForm":
		if e.LegalForm = LegalForm(value); value == "" {
			e.LegalForm = LegalFormUnknown
		}
	case "Website":
		if e.Website = nil; value != "" {
			e.Website = &value
		}
	case "Postcode":
		if e.Postcode = nil; value != "" {
			e.Postcode = new(Postcode(value))
		}
	case "CompanyNumber":
		if e.CompanyNumber = nil; value != "" {
			e.CompanyNumber = new(CompanyNumber(value))
		}
	case "Headcount":
		if value == "" {
			return e.setHeadcount(nil)
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			return BadInput("a headcount is a number", "headcount")
		}
		return e.setHeadcount(&n)
	}
	return nil
}

// Revise says which fields of an employer a row of a source changes. It fills what is empty; it changes what the source says
// otherwise than it did last; and where the source speaks of a field for the first time, it changes it if overwrite says so. What
// staff corrected since stays. kept are the fields in which the hub goes on saying something else.
func (r SpreadsheetRow) Revise(e Employer, saidLast map[string]string, overwrite bool) (changed map[string]string, kept []string) {
	changed = map[string]string{}
	now := e.ImportedFields()
	said := r.Said()
	for _, field := range []string{"Name", "LegalForm", "Website", "Postcode", "Headcount"} {
		value, speaks := said[field]
		last, spoke := saidLast[field]
		switch {
		case !speaks, now[field] == value, spoke && last == value:
		case now[field] == "", spoke, overwrite:
			changed[field] = value
		default:
			kept = append(kept, field)
		}
	}
	return changed, kept
}

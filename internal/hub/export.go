package hub

import (
	"slices"
	"strings"
)

// ExportFormat is what a list is written as.
type ExportFormat string

const (
	// ExportCSV is CSV with commas, in UTF-8.
	ExportCSV ExportFormat = "CSV"
	// ExportXLSX is a workbook with one sheet.
	ExportXLSX ExportFormat = "XLSX"
)

// ExportEmployersInput says which employers are written, in which order, as what.
type ExportEmployersInput struct {
	Filter EmployerFilter
	Order  EmployerOrder
	Format ExportFormat
}

// EmployerColumns are those of an exported list of employers.
var EmployerColumns = []string{
	"Name", "Company number", "Status", "Legal form", "Sector", "Growth sectors", "Headcount", "Size", "Registered address", "Postcode", "Website", "Lead organisation",
	"Account lead", "Lead through group", "Key account", "Last contact", "People",
}

// ExportedEmployer is an employer as a row of EmployerColumns, with its growth sectors and the people who work there now as far as the reader sees them.
// People who do not want to hear from anybody are left out.
func ExportedEmployer(e Employer, growth []GrowthSector, roles []PersonRole, today Date) []string {
	text := func(parts ...string) string {
		var given []string
		for _, p := range parts {
			if p != "" {
				given = append(given, p)
			}
		}
		return strings.Join(given, ", ")
	}
	fields := e.ImportedFields()
	number, size, lead, accountLead, inherited, key, last := fields["CompanyNumber"], "", "", "", "", "", ""
	if e.SizeBand != nil {
		size = plainWords(string(*e.SizeBand))
	}
	organisation, user := e.LedBy()
	if organisation != nil {
		lead = organisation.Name
	}
	if user != nil {
		accountLead = user.Name
	}
	if organisation != nil && e.LeadOrganisation == nil {
		inherited = "yes"
	}
	if e.KeyAccount {
		key = "yes"
	}
	if e.LastContactOn != nil {
		last = e.LastContactOn.String()
	}
	sector := ""
	if s := e.Sector(); s != nil {
		sector = *s
	}
	sectors := make([]string, len(growth))
	for i, g := range growth {
		sectors[i] = g.Words()
	}
	var people []string
	for _, r := range roles {
		p := r.Person
		if p.Name == nil || r.Until != nil && r.Until.Before(today) || slices.ContainsFunc(p.Objections, func(o Objection) bool { return o.Topic == TopicAll }) {
			continue
		}
		person := *p.Name
		if r.JobTitle != nil {
			person += " (" + *r.JobTitle + ")"
		}
		email, telephone := "", ""
		if p.Email != nil {
			email = string(*p.Email)
		}
		if p.Phone != nil {
			telephone = *p.Phone
		}
		people = append(people, text(person, email, telephone))
	}
	return []string{
		e.Name, number, plainWords(string(e.Status)), plainWords(string(e.LegalForm)), sector, strings.Join(sectors, "; "), fields["Headcount"], size, text(e.RegisteredAddress...), fields["Postcode"],
		fields["Website"], lead, accountLead, inherited, key, last, strings.Join(people, "; "),
	}
}

// plainWords writes a value of the API as people do.
func plainWords(value string) string { return strings.ToLower(strings.ReplaceAll(value, "_", " ")) }

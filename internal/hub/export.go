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

// ExportMembersInput says of which network, in which states, the members are written, and as what.
type ExportMembersInput struct {
	NetworkID NetworkID
	Filter    MembershipFilter
	Format    ExportFormat
}

// MemberColumns are those of an exported list of members of a network.
var MemberColumns = []string{
	"Employer", "Company number", "Stands", "Since", "Reason", "Agreed", "To be agreed anew on", "Sector", "Headcount", "Size", "Representative", "Representative's e-mail",
	"Representative's telephone", "Deputies", "Lead organisation", "Account lead",
}

// ExportedMember is a membership of employer e as a row of MemberColumns, with who speaks for it on a day, as far as the reader sees them among roles.
// People who do not want to hear from anybody, or of networks, are left out.
func ExportedMember(m Membership, e Employer, speak []Representation, roles []PersonRole, today Date) []string {
	size, lead, accountLead, renews := "", "", "", ""
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
	if m.RenewsOn != nil {
		renews = m.RenewsOn.String()
	}
	var representative, email, telephone string
	var deputies []string
	for _, r := range speak {
		at := slices.IndexFunc(roles, func(role PersonRole) bool { return role.Person.ID == r.PersonID })
		if !r.HoldsOn(today) || at < 0 {
			continue
		}
		p := roles[at].Person
		if p.Name == nil || slices.ContainsFunc(p.Objections, func(o Objection) bool { return o.Topic == TopicAll || o.Topic == TopicNetwork }) {
			continue
		}
		address := ""
		if p.Email != nil {
			address = string(*p.Email)
		}
		if r.Seat == SeatRepresentative {
			representative, email, telephone = *p.Name, address, orEmpty(p.Phone)
			continue
		}
		deputy := *p.Name
		if address != "" {
			deputy += ", " + address
		}
		deputies = append(deputies, deputy)
	}
	fields := e.ImportedFields()
	return []string{
		e.Name, fields["CompanyNumber"], m.State.words(), m.Since.String(), orEmpty(m.Reason), orEmpty(m.Terms), renews, orEmpty(e.Sector()), fields["Headcount"], size,
		representative, email, telephone, strings.Join(deputies, "; "), lead, accountLead,
	}
}

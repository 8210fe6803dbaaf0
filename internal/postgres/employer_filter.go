package postgres

import (
	"strings"

	"employerhub/internal/hub"
)

// openSite is a site s of employer e that is open on the day of the request. Its ward is what the directory says.
const openSite = `site s LEFT JOIN postcode_directory d ON d.postcode = s.postcode
		WHERE s.employer_id = e.id AND (s.closed_on IS NULL OR s.closed_on >= @today)`

// onHold says that nobody is to be prompted to contact employer e today.
func (s sight) onHold(e string) string {
	s.args["on_day"] = s.Today
	return `coalesce(` + e + `.hold_until > @on_day, false)`
}

// employerWhere is the condition on employer e that filter asks for, with its values in args. Every list, count and audience
// uses it, so that the same filter always means the same. It leaves out tombstones and what the viewer does not see.
func (s sight) employerWhere(f hub.EmployerFilter) string {
	return living + ` AND ` + s.employer("e") + ` AND ` + s.employerMatches(f)
}

// employerMatches is employerWhere with tombstones and with what is hidden.
func (s sight) employerMatches(f hub.EmployerFilter) string {
	where := []string{"true"}
	narrow := func(asked bool, sql, name string, value any) {
		if asked {
			where = append(where, sql)
			s.args[name] = value
		}
	}
	if f.Search != nil {
		if terms := hub.SearchTerms(*f.Search); len(terms) > 0 {
			found := `e.search @@ @search::tsquery`
			if number := hub.NumberSearched(*f.Search); number != "" {
				found = `(` + found + ` OR e.id = ANY (ARRAY (SELECT n.employer_id FROM employer_identifier n
					WHERE n.removed_at IS NULL AND n.scheme <> 'COMPANIES_HOUSE' AND n.value >= @number AND n.value < @number || '~')))`
				s.args["number"] = number
			}
			narrow(true, found, "search", prefixQuery(terms))
		}
	}
	narrow(len(f.StatusIn) > 0, `e.status = ANY (@status)`, "status", f.StatusIn)
	narrow(len(f.SizeBandIn) > 0, `e.size_band = ANY (@size_band)`, "size_band", f.SizeBandIn)
	narrow(len(f.SicSectionIn) > 0, `e.sic_section = ANY (@sic_section)`, "sic_section", f.SicSectionIn)
	narrow(len(f.GrowthSectorIn) > 0, `e.id IN (SELECT g.employer_id FROM employer_growth_sector g WHERE g.sector = ANY (@growth_sector) AND g.valid_until IS NULL)`, "growth_sector", f.GrowthSectorIn)
	narrow(len(f.LeadOrganisationIn) > 0, `e.led_by_organisation_id = ANY (@lead_organisation)`, "lead_organisation", f.LeadOrganisationIn)
	narrow(len(f.AccountLeadIn) > 0, `e.led_by_user_id = ANY (@account_lead)`, "account_lead", f.AccountLeadIn)
	narrow(f.LastContactBefore != nil, `coalesce(e.last_contact_on, '-infinity') < @last_contact_before`, "last_contact_before", f.LastContactBefore)
	narrow(len(f.ParentIn) > 0, `e.parent_id = ANY (@parent) AND `+s.employerOf(`e.parent_id`), "parent", f.ParentIn)
	// Exactly these: an empty list finds nobody.
	narrow(f.IDIn != nil, `e.id IN (SELECT coalesce(asked.merged_into, asked.id) FROM employer asked WHERE asked.id = ANY (@id_in))`, "id_in", f.IDIn)
	narrow(len(f.WardIn) > 0, `EXISTS (SELECT FROM `+openSite+` AND d.ward_code = ANY (@ward))`, "ward", f.WardIn)
	narrow(len(f.InvestmentAreaIn) > 0, `EXISTS (SELECT FROM `+openSite+` AND s.investment_area = ANY (@investment_area))`, "investment_area", f.InvestmentAreaIn)
	choose := func(asked *bool, yes, no string) {
		switch {
		case asked == nil:
		case *asked:
			where = append(where, yes)
		default:
			where = append(where, no)
		}
	}
	if f.GoneQuiet != nil && *f.GoneQuiet {
		if f.Quiet == nil {
			f.Quiet = &hub.QuietFor{}
		}
		where = append(where, `e.led_by_user_id = @quiet_leads`, s.goneQuiet("e", f.Quiet.Since))
		s.args["quiet_leads"] = f.Quiet.Leads
	}
	choose(f.HasLead, `e.led_by_organisation_id IS NOT NULL`, `e.led_by_organisation_id IS NULL`)
	choose(f.KeyAccount, `e.key_account`, `NOT e.key_account`)
	choose(f.Confidential, `e.confidential_to IS NOT NULL`, `e.confidential_to IS NULL`)
	if f.OnHold != nil {
		choose(f.OnHold, s.onHold("e"), `NOT `+s.onHold("e"))
	}
	choose(f.InRotherham,
		`EXISTS (SELECT FROM `+openSite+` AND d.ward_code IS NOT NULL)`,
		`EXISTS (SELECT FROM `+openSite+` AND d.postcode IS NOT NULL) AND NOT EXISTS (SELECT FROM `+openSite+` AND d.ward_code IS NOT NULL)`)
	if len(f.WardIn) > 0 || len(f.InvestmentAreaIn) > 0 || f.InRotherham != nil {
		s.args["today"] = s.Today
	}
	return strings.Join(where, " AND ")
}

// prefixQuery asks for a word beginning with each of terms. Quoted words are taken as they are, so nothing in them is an
// operator.
func prefixQuery(terms []string) string {
	sets := make([][]string, len(terms))
	for i, t := range terms {
		sets[i] = []string{t}
	}
	return anyOfEach(sets)
}

// anyOfEach asks of each of sets for a word beginning with one of its terms.
func anyOfEach(sets [][]string) string {
	quote := strings.NewReplacer(`'`, `''`, `\`, `\\`)
	each := make([]string, len(sets))
	for i, set := range sets {
		quoted := make([]string, len(set))
		for j, t := range set {
			quoted[j] = `'` + quote.Replace(t) + `':*`
		}
		each[i] = `(` + strings.Join(quoted, " | ") + `)`
	}
	return strings.Join(each, " & ")
}

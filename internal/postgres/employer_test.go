package postgres_test

import (
	"context"
	"slices"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var today = hub.NewDate(2026, 11, 23)

func TestEmployersFilter(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	council, lead := hub.NewOrganisationID(), hub.NewUserID()
	run(t, pool, `INSERT INTO organisation (id, name, kind) VALUES ($1, 'Rotherham Council', 'COUNCIL')`, council)
	run(t, pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, 'Priya Nair', 'priya nair', 'p@example.org', '{ENGAGEMENT}')`, lead, council)
	run(t, pool, `INSERT INTO postcode_directory VALUES ('S60 1AA', 'E05012996'), ('S1 2HE', NULL)`)
	abdy := addEmployer(t, pool, "Abdy Engineering Ltd", "01234567", "S60 1AA")
	beck := addEmployer(t, pool, "Beck & Sons", "07654321", "S1 2HE")
	cole := addEmployer(t, pool, "Cole Don Castings", "SC123456", "")
	run(t, pool, `UPDATE employer SET status = 'ENGAGED', size_band = 'LARGE', headcount = 300, sic_section = 'C', key_account = true,
		lead_organisation_id = $2, account_lead_id = $3, last_contact_on = '2026-11-01' WHERE id = $1`, abdy, council, lead)
	run(t, pool, `UPDATE employer SET last_contact_on = '2025-01-01' WHERE id = $1`, beck)
	run(t, pool, `INSERT INTO employer_identifier (employer_id, scheme, value, removed_at)
		VALUES ($1, 'CHARITY_SCOTLAND', 'SC076543', NULL), ($1, 'UKPRN', '10005534', NULL), ($2, 'UKPRN', '10005999', '2026-01-01')`, cole, beck)
	run(t, pool, `INSERT INTO employer_growth_sector VALUES ($1, 'DEFENCE', '2026-01-01', NULL), ($2, 'DIGITAL', '2025-01-01', '2026-01-01')`, beck, cole)
	addSite(t, pool, abdy, "S60 1AA", nil)
	closed := today.AddDays(-1)
	addSite(t, pool, beck, "S60 1AA", &closed)
	addSite(t, pool, beck, "S1 2HE", nil)
	addSite(t, pool, cole, "S99 9ZZ", nil)
	run(t, pool, `UPDATE site SET investment_area = 'AMID' WHERE employer_id = $1`, abdy)

	yes, no, day := true, false, hub.NewDate(2026, 6, 1)
	search := func(s string) hub.EmployerFilter { return hub.EmployerFilter{Search: &s} }
	all := []hub.EmployerID{abdy, beck, cole}
	for name, tc := range map[string]struct {
		filter hub.EmployerFilter
		want   []hub.EmployerID
	}{
		"nothing asked":                    {hub.EmployerFilter{}, all},
		"the beginning of a word":          {search("eng"), all[:1]},
		"beginnings of words in any order": {search("cast don"), all[2:]},
		"a number":                         {search("0765"), all[1:2]},
		"a UKPRN":                          {search("1000 5534"), all[2:]},
		"the beginning of a UKPRN":         {search("10005"), all[2:]},
		"a charity number":                 {search("sc0765"), all[2:]},
		"a number that was taken away":     {search("10005999"), nil},
		"a number with a name":             {search("10005534 beck"), nil},
		"a postcode with a space":          {search("S60 1"), all[:1]},
		"a postcode without one":           {search("s601aa"), all[:1]},
		"operators are not operators":      {search("' | abdy:* & !x <-> \\"), nil},
		"blanks are not a search":          {search("  "), all},
		"a NUL and a quote find nothing":   {search("abdy\x00'"), all[:1]},
		"status":                           {hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, all[:1]},
		"size":                             {hub.EmployerFilter{SizeBandIn: []hub.SizeBand{hub.SizeLarge}}, all[:1]},
		"sector":                           {hub.EmployerFilter{SicSectionIn: []string{"C", "D"}}, all[:1]},
		"growth sector":                    {hub.EmployerFilter{GrowthSectorIn: []hub.GrowthSector{hub.GrowthDefence, hub.GrowthDigital}}, all[1:2]},
		"in Rotherham":                     {hub.EmployerFilter{InRotherham: &yes}, all[:1]},
		"known to be outside":              {hub.EmployerFilter{InRotherham: &no}, all[1:2]},
		"ward":                             {hub.EmployerFilter{WardIn: []string{"E05012996"}}, all[:1]},
		"investment area":                  {hub.EmployerFilter{InvestmentAreaIn: []string{"AMID"}}, all[:1]},
		"lead organisation":                {hub.EmployerFilter{LeadOrganisationIn: []hub.OrganisationID{council}}, all[:1]},
		"account lead":                     {hub.EmployerFilter{AccountLeadIn: []hub.UserID{lead}}, all[:1]},
		"somebody leads":                   {hub.EmployerFilter{HasLead: &yes}, all[:1]},
		"nobody leads":                     {hub.EmployerFilter{HasLead: &no}, all[1:]},
		"key accounts":                     {hub.EmployerFilter{KeyAccount: &yes}, all[:1]},
		"no contact since, or never":       {hub.EmployerFilter{LastContactBefore: &day}, all[1:]},
		"exactly these":                    {hub.EmployerFilter{IDIn: all[1:]}, all[1:]},
		"exactly none":                     {hub.EmployerFilter{IDIn: []hub.EmployerID{}}, nil},
		"every field narrows":              {hub.EmployerFilter{IDIn: all[1:], HasLead: &yes}, nil},
		"search and filter together":       {hub.EmployerFilter{Search: search("b").Search, HasLead: &no}, all[1:2]},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := postgres.Employers(t.Context(), pool, aManager, postgres.EmployerQuery{Filter: tc.filter, Order: hub.OrderByName, Page: hub.Page{First: 10}})
			if err != nil {
				t.Fatal(err)
			}
			if got := employerIDs(list.Nodes); !slices.Equal(got, tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
			if n, err := postgres.CountEmployers(t.Context(), pool, aManager, tc.filter); err != nil || n != len(tc.want) {
				t.Errorf("counted %d, %v; want %d", n, err, len(tc.want))
			}
		})
	}

	t.Run("a row comes with who leads it", func(t *testing.T) {
		found, err := postgres.EmployersByID(t.Context(), pool, aManager, all[:1])
		if err != nil || len(found) != 1 {
			t.Fatalf("got %v, %v", found, err)
		}
		e := found[0]
		if e.LeadOrganisation == nil || e.LeadOrganisation.Name != "Rotherham Council" || e.AccountLead == nil ||
			e.AccountLead.Name != "Priya Nair" || e.AccountLead.Organisation.ID != council || !slices.Equal(e.AccountLead.Roles, []hub.Role{hub.RoleEngagement}) {
			t.Errorf("got lead %+v, %+v", e.LeadOrganisation, e.AccountLead)
		}
	})
}

func TestEmployersPaging(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	for range 5 {
		addEmployer(t, pool, "Same Name Ltd", "", "")
	}
	run(t, pool, `UPDATE employer SET last_contact_on = '2026-01-01' WHERE id = (SELECT max(id::text)::uuid FROM employer)`)
	run(t, pool, `UPDATE employer SET last_contact_on = '2026-02-01' WHERE id = (SELECT min(id::text)::uuid FROM employer)`)
	same := "same"

	for _, order := range []hub.EmployerOrder{hub.OrderByName, hub.OrderByLastContact, hub.OrderByLastContactDesc} {
		for _, filter := range []hub.EmployerFilter{{}, {Search: &same}} {
			ask := postgres.EmployerQuery{Filter: filter, Order: order, Page: hub.Page{First: 10}}
			whole, err := postgres.Employers(t.Context(), pool, aManager, ask)
			if err != nil || len(whole.Nodes) != 5 || whole.HasNext {
				t.Fatalf("%s: got %d, more %t, %v", order, len(whole.Nodes), whole.HasNext, err)
			}
			var read []hub.EmployerID
			ask.Page.First = 2
			for {
				page, err := postgres.Employers(t.Context(), pool, aManager, ask)
				if err != nil {
					t.Fatal(err)
				}
				read = append(read, employerIDs(page.Nodes)...)
				if !page.HasNext {
					break
				}
				ask.Page.After = page.Cursors[len(page.Cursors)-1]
			}
			if !slices.Equal(read, employerIDs(whole.Nodes)) {
				t.Errorf("%s page by page: got %v, want %v", order, read, employerIDs(whole.Nodes))
			}
			first, last := whole.Nodes[0].LastContactOn, whole.Nodes[4].LastContactOn
			if order == hub.OrderByLastContact && (first != nil || last.String() != "2026-02-01") ||
				order == hub.OrderByLastContactDesc && (first.String() != "2026-02-01" || last != nil) {
				t.Errorf("%s: from %v to %v", order, first, last)
			}
			ask.Page.After, ask.Order = whole.Cursors[0], hub.OrderByName
			if _, err := postgres.Employers(t.Context(), pool, aManager, ask); (order == hub.OrderByName) != (err == nil) {
				t.Errorf("a cursor of %s under NAME: %v", order, err)
			}
		}
	}
}

func employerIDs(employers []hub.Employer) (ids []hub.EmployerID) {
	for _, e := range employers {
		ids = append(ids, e.ID)
	}
	return ids
}

func addEmployer(t *testing.T, pool *pgxpool.Pool, name string, number hub.CompanyNumber, postcode hub.Postcode) hub.EmployerID {
	t.Helper()
	id := hub.NewEmployerID()
	run(t, pool, `
		INSERT INTO employer (id, name, name_key, company_number, postcode, search_words)
		VALUES (@id, @name, @key, nullif(@number, ''), nullif(@postcode, ''), @words)`,
		pgx.StrictNamedArgs{"id": id, "name": name, "key": hub.NameKey(name), "number": string(number), "postcode": string(postcode),
			"words": hub.SearchWords([]string{name}, number, postcode)})
	return id
}

func addSite(t *testing.T, pool *pgxpool.Pool, employer hub.EmployerID, postcode hub.Postcode, closed *hub.Date) {
	t.Helper()
	run(t, pool, `INSERT INTO site (id, employer_id, name, postcode, closed_on) VALUES ($1, $2, 'Works', $3, $4)`,
		hub.NewSiteID(), employer, postcode, closed)
}

func run(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) {
	t.Helper()
	if _, err := pool.Exec(context.Background(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

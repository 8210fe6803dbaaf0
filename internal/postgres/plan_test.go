package postgres_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// wholeTable finds a plan that reads every row of a table that grows. Sites are left out: staff add them one by one, and
// "in Rotherham" is true of most of them.
var wholeTable = regexp.MustCompile(`Seq Scan on (employer|employer_\w+|person|person_role|interaction|interaction_\w+|task|audit|audit_content|message|response|invitation|skills_need)\b`)

func TestNoListReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool)

	yes, no, day := true, false, hub.NewDate(2026, 6, 1)
	filters := map[string]hub.EmployerFilter{
		"all":           {},
		"statusIn":      {StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}},
		"sizeBandIn":    {SizeBandIn: []hub.SizeBand{hub.SizeLarge}},
		"sicSectionIn":  {SicSectionIn: []string{"C"}},
		"hasLead":       {HasLead: &yes},
		"no lead":       {HasLead: &no},
		"keyAccount":    {KeyAccount: &yes},
		"last contact":  {LastContactBefore: &day},
		"in Rotherham":  {InRotherham: &yes},
		"wardIn":        {WardIn: []string{"E05012996"}},
		"areaIn":        {InvestmentAreaIn: []string{"AMID"}},
		"idIn":          {IDIn: []hub.EmployerID{hub.NewEmployerID()}},
		"lead":          {LeadOrganisationIn: []hub.OrganisationID{hub.NewOrganisationID()}},
		"account leads": {AccountLeadIn: []hub.UserID{hub.NewUserID()}},
	}
	for _, words := range []string{"l", "lim", "works 1", "0001", "s60 1"} {
		filters["search "+words] = hub.EmployerFilter{Search: &words}
	}
	for name, filter := range filters {
		for _, order := range []hub.EmployerOrder{hub.OrderByName, hub.OrderByLastContact, hub.OrderByLastContactDesc} {
			ask := postgres.EmployerQuery{Filter: filter, Order: order, Page: hub.Page{First: 20}, Today: today}
			for _, page := range []string{"first page", "later page"} {
				q := &planned{Querier: pool}
				list, err := postgres.Employers(t.Context(), q, ask)
				if err != nil {
					t.Fatalf("%s by %s: %v", name, order, err)
				}
				if plan := q.plans[0]; wholeTable.MatchString(plan) {
					t.Errorf("employers, %s by %s, %s:\n%s", name, order, page, plan)
				}
				if !list.HasNext {
					break
				}
				ask.Page.After = list.Cursors[len(list.Cursors)-1]
			}
		}
	}
}

// planned asks for the plan of every query before it runs it.
type planned struct {
	postgres.Querier
	plans []string
}

func (p *planned) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	rows, err := p.Querier.Query(ctx, "EXPLAIN "+sql, args...)
	if err != nil {
		return nil, err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("cannot explain: %w", err)
	}
	p.plans = append(p.plans, strings.Join(lines, "\n"))
	return p.Querier.Query(ctx, sql, args...)
}

// fill adds employers enough that reading them all is never the quickest, and one in a hundred is known well.
func fill(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	run(t, pool, `
		INSERT INTO employer (id, name, name_key, status, size_band, sic_section, key_account, last_contact_on, postcode, registered_address, search_words)
		SELECT gen_random_uuid(), 'Works ' || n, 'works ' || n,
			CASE WHEN n % 100 = 0 THEN 'ENGAGED' ELSE 'PROSPECT' END, CASE WHEN n % 100 = 0 THEN 'LARGE' END, chr(65 + n % 21), n % 100 = 0,
			CASE WHEN n % 100 = 0 THEN date '2026-01-01' + n % 300 END, 'S60 1AA', ARRAY['Unit ' || n, 'A street with a name as long as most', 'Rotherham'], concat_ws(' ', 'works', n, lpad(n::text, 8, '0'), 's60', '1aa', 's601aa')
		FROM generate_series(1, 40000) n`)
	run(t, pool, `INSERT INTO postcode_directory SELECT 'S60 ' || n, 'E050' || 12993 + n % 25 FROM generate_series(1, 2000) n`)
	run(t, pool, `
		INSERT INTO site (id, employer_id, name, postcode, investment_area)
		SELECT gen_random_uuid(), id, 'Works', 'S60 ' || row_number() OVER (), CASE WHEN key_account THEN 'AMID' END
		FROM employer TABLESAMPLE BERNOULLI (20) REPEATABLE (1)`)
	run(t, pool, `ANALYZE`)
}

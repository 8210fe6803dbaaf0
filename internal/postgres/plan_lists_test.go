package postgres_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

// shortLists are of tables that stay small, with why.
var shortLists = map[string]string{
	"APITokens":         "administrators make them one by one",
	"Accounts":          "the staff of the partners",
	"GoodPractices":     "staff write them up one by one",
	"AreaPlans":         "partners write some a year",
	"Commitments":       "major investors make some each",
	"Courses":           "providers run some dozens a year",
	"EncounterReturns":  "the Careers Hub sends one a term",
	"Imports":           "somebody starts each",
	"Meetings":          "a network meets a few times a year",
	"Memberships":       "managers choose the largest employers one by one",
	"NetworkCandidates": "ranks the tops of all groups, so that it reads each employer of the rule's size once",
	"NetworkIssues":     "a network raises a few at each meeting",
	"Offers":            "the region's directory",
	"Partners":          "the partners",
	"PlacementReturns":  "partners send some a month",
	"Providers":         "the region's directory",
	"SavedViews":        "staff save them one by one",
}

func TestEveryListIsInATestOfPlans(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	lists := map[string]bool{}
	for _, source := range sources {
		if source == "plan_test.go" || source == "plan_lists_test.go" || strings.HasSuffix(source, "_plan_test.go") {
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(text)
		}
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || f.Type.Results == nil {
				continue
			}
			for _, result := range f.Type.Results.List {
				if strings.HasPrefix(types.ExprString(result.Type), "hub.List[") {
					lists[f.Name.Name] = true
				}
			}
		}
	}
	if len(lists) < 20 {
		t.Fatalf("%d lists found: too few to tell", len(lists))
	}
	for name := range lists {
		if tested := strings.Contains(tests.String(), "postgres."+name+"("); tested == (shortLists[name] != "") {
			t.Errorf("%s is in a test of plans: %t; each list is in one, or in shortLists with why its table stays small, not both", name, tested)
		}
	}
	for name := range shortLists {
		if !lists[name] {
			t.Errorf("shortLists has %s, which is no list", name)
		}
	}
}

func TestNoOtherListReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	v := addViewers(t, pool)
	run(t, pool, `
		INSERT INTO referral (id, kind, employer_id, from_organisation_id, to_organisation_id, about, due_on, state, created_at)
		SELECT gen_random_uuid(), 'REFERRAL', e.id, $1, $2, 'They ask for welders', '2026-12-01', 'OPEN', now() FROM employer e`, v.author.OrganisationID, v.lead.OrganisationID)
	run(t, pool, `INSERT INTO import (id, source, file_name, bytes, header) SELECT gen_random_uuid(), 'COMPANIES_HOUSE', 'firms.csv', 1, '{}' FROM generate_series(1, 10)`)
	run(t, pool, `INSERT INTO import_finding (import_id, line, severity, reason, label)
		SELECT id, n, CASE WHEN n % 20 = 0 THEN 'REJECTED' ELSE 'WARNING' END, 'x', 'x' FROM import, generate_series(1, 2000) n`)
	run(t, pool, `INSERT INTO audit (at, business_at, actor_kind, actor_name, action, record_kind, record_id, employer_id, digest)
		SELECT now() - n * interval '1 minute', now(), 'USER', 'Some Body', CASE WHEN n % 100 = 0 THEN 'site.add' ELSE 'employer.update' END, 'employer', id, id, ''
		FROM (SELECT id, row_number() OVER () AS n FROM employer) e`)
	for _, scheme := range []string{"REAL_LIVING_WAGE", "MENOPAUSE_FRIENDLY", "MINDFUL_EMPLOYER", "CARER_CONFIDENT"} {
		run(t, pool, `INSERT INTO accreditation (id, employer_id, scheme, level, awarded_on, expires_on, source, recorded_at)
			SELECT gen_random_uuid(), id, $1, 1, '2026-01-01', date '2026-06-01' + n % 900, 'EMPLOYER', now() FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e`, scheme)
		run(t, pool, `INSERT INTO accreditation_stage (id, employer_id, scheme, stage, since, recorded_at)
			SELECT gen_random_uuid(), id, $1, 'AWARE', date '2026-01-01' + n % 300, now() FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e`, scheme)
	}
	run(t, pool, `DELETE FROM accreditation WHERE scheme = 'CARER_CONFIDENT'`) // their stages have no award
	run(t, pool, `INSERT INTO site (id, employer_id, name) SELECT gen_random_uuid(), id, 'Works' FROM employer`)
	run(t, pool, `INSERT INTO opportunity (id, employer_id, site_id, programme, role, places, starts_on, days, state)
		SELECT gen_random_uuid(), employer_id, id, 'T_LEVEL', 'Fitter', 2, date '2026-06-01' + n % 900, '{}', 'OPEN' FROM (SELECT id, employer_id, row_number() OVER ()::int AS n FROM site) s`)
	run(t, pool, `INSERT INTO school_encounter (id, employer_id, school, school_key, kind, happens_on, days, year_groups, pupil_places, recorded_at)
		SELECT gen_random_uuid(), id, 'Wath', 'wath', 'ENCOUNTER', date '2026-01-01' + n % 300, 1, '{}', 20, now() FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e`)
	run(t, pool, `INSERT INTO provider (id, name, name_key) VALUES (gen_random_uuid(), 'The college', 'the college')`)
	run(t, pool, `INSERT INTO collaboration (id, employer_id, provider_id, course, kind, starts_on, recorded_at)
		SELECT gen_random_uuid(), e.id, p.id, 'Welding', 'TEACHING', date '2026-01-01' + n % 300, now() FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e, provider p`)
	run(t, pool, `INSERT INTO apprenticeship (id, employer_id, stage, level, standard, places, on_day, in_rotherham, recorded_at)
		SELECT gen_random_uuid(), id, 'STARTED', 3, 'Welder', 2, date '2026-01-01' + n % 300, true, now() FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e`)
	run(t, pool, `INSERT INTO hosting_interest (employer_id, programme, year, level, said_on, ask_again_on)
		SELECT id, p, 2026 + n % 2, 'NOT_NOW', date '2026-01-01' + n % 300, CASE WHEN n % 10 = 0 THEN date '2026-06-01' + n % 900 END
		FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e, unnest('{T_LEVEL,WORK_TRIAL}'::text[]) p`)
	run(t, pool, `INSERT INTO person (id, name) VALUES (gen_random_uuid(), 'Dana Wells')`)
	run(t, pool, `INSERT INTO placement_request (id, kind, employer_id, person_id, organisation_id, occurrence, programme, year, asked_on, from_on, due_on, ends_on, answered_at)
		SELECT gen_random_uuid(), 'HOSTING_INTEREST', e.id, p.id, $1, y::text, 'T_LEVEL', y, '2026-01-01', '2026-01-01', '2026-01-15', '2030-01-01', CASE WHEN n % 3 > 0 THEN now() END
		FROM (SELECT id, row_number() OVER ()::int AS n FROM employer) e, (SELECT id FROM person LIMIT 1) p, generate_series(2026, 2027) y`, v.lead.OrganisationID)
	run(t, pool, `VACUUM ANALYZE placement_request, hosting_interest, referral, import_finding, audit, accreditation, accreditation_stage, opportunity, school_encounter, collaboration, apprenticeship`)
	var one hub.EmployerID
	if err := pool.QueryRow(t.Context(), `SELECT id FROM employer LIMIT 1`).Scan(&one.UUID); err != nil {
		t.Fatal(err)
	}
	var imported hub.ImportID
	if err := pool.QueryRow(t.Context(), `SELECT id FROM import LIMIT 1`).Scan(&imported.UUID); err != nil {
		t.Fatal(err)
	}
	run(t, pool, `INSERT INTO encounter_return (id, organisation_id, file_name, columns, state, sent_at) SELECT gen_random_uuid(), $1, 'term.csv', '{}', 'PREVIEWED', now() FROM generate_series(1, 10)`, v.lead.OrganisationID)
	run(t, pool, `INSERT INTO encounter_return_row (return_id, line, cells, outcome, reason)
		SELECT id, n, '{}', CASE WHEN n % 20 = 0 THEN 'REJECTED' ELSE 'CREATED' END, 'x' FROM encounter_return, generate_series(1, 2000) n`)
	run(t, pool, `INSERT INTO placement_return (id, organisation_id, kind, file_name, columns, sent_at) SELECT gen_random_uuid(), $1, 'STEPS', 'steps.csv', '{}', now() FROM generate_series(1, 10)`, v.lead.OrganisationID)
	run(t, pool, `INSERT INTO placement_return_row (return_id, line, cells, outcome, reason)
		SELECT id, n, '{}', CASE WHEN n % 20 = 0 THEN 'REJECTED' ELSE 'UPDATED' END, 'x' FROM placement_return, generate_series(1, 2000) n`)
	run(t, pool, `VACUUM ANALYZE encounter_return_row, placement_return_row`)
	var steps hub.PlacementReturnID
	if err := pool.QueryRow(t.Context(), `SELECT id FROM placement_return LIMIT 1`).Scan(&steps.UUID); err != nil {
		t.Fatal(err)
	}
	var returned hub.EncounterReturnID
	if err := pool.QueryRow(t.Context(), `SELECT id FROM encounter_return LIMIT 1`).Scan(&returned.UUID); err != nil {
		t.Fatal(err)
	}
	page, rejected, action := hub.Page{First: 20}, hub.FindingRejected, "site.add"
	whole := regexp.MustCompile(`Seq Scan on (employer|referral|import_finding|audit|accreditation|accreditation_stage|opportunity|school_encounter|collaboration|apprenticeship|encounter_return_row|placement_return_row)\b`)
	for name, read := range map[string]func(q postgres.Querier) error{
		"referrals received": func(q postgres.Querier) error {
			_, err := postgres.Referrals(t.Context(), q, v.lead, hub.ReferralsReceived, hub.ReferralFilter{}, page)
			return err
		},
		"referrals sent": func(q postgres.Querier) error {
			_, err := postgres.Referrals(t.Context(), q, v.author, hub.ReferralsSent, hub.ReferralFilter{}, page)
			return err
		},
		"referrals of an employer": func(q postgres.Querier) error {
			_, err := postgres.ReferralsOf(t.Context(), q, v.lead, one, page)
			return err
		},
		"findings": func(q postgres.Querier) error {
			_, err := postgres.ImportFindings(t.Context(), q, imported, nil, page)
			return err
		},
		"rejected rows": func(q postgres.Querier) error {
			_, err := postgres.ImportFindings(t.Context(), q, imported, &rejected, page)
			return err
		},
		"the log": func(q postgres.Querier) error {
			_, err := postgres.AuditLog(t.Context(), q, v.system, postgres.AuditCondition{}, page)
			return err
		},
		"the log of a record": func(q postgres.Querier) error {
			_, err := postgres.AuditLog(t.Context(), q, v.system, postgres.AuditCondition{Record: &one.UUID}, page)
			return err
		},
		"the log of an action": func(q postgres.Querier) error {
			_, err := postgres.AuditLog(t.Context(), q, v.system, postgres.AuditCondition{Action: &action}, page)
			return err
		},
		"accreditations": func(q postgres.Querier) error {
			list, err := postgres.Accreditations(t.Context(), q, v.lead, hub.AccreditationFilter{Scheme: "REAL_LIVING_WAGE"}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d accreditations: too few to tell", len(list.Nodes))
			}
			return err
		},
		"opportunities": func(q postgres.Querier) error {
			list, err := postgres.Opportunities(t.Context(), q, v.lead, hub.OpportunityFilter{StateIn: []hub.OpportunityState{hub.OpportunityOpen}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d opportunities: too few to tell", len(list.Nodes))
			}
			return err
		},
		"opportunities of an employer": func(q postgres.Querier) error {
			_, err := postgres.Opportunities(t.Context(), q, v.lead, hub.OpportunityFilter{EmployerID: &one}, page)
			return err
		},
		"school encounters": func(q postgres.Querier) error {
			list, err := postgres.SchoolEncounters(t.Context(), q, v.lead, hub.SchoolEncounterFilter{KindIn: []hub.SchoolEncounterKind{hub.EncounterWithEmployers}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d school encounters: too few to tell", len(list.Nodes))
			}
			return err
		},
		"school encounters of an employer": func(q postgres.Querier) error {
			_, err := postgres.SchoolEncounters(t.Context(), q, v.lead, hub.SchoolEncounterFilter{EmployerID: &one}, page)
			return err
		},
		"rows of a return": func(q postgres.Querier) error {
			_, err := postgres.EncounterReturnRows(t.Context(), q, returned, []hub.ImportOutcome{hub.RowRejected}, page)
			return err
		},
		"rows of a return of placements": func(q postgres.Querier) error {
			_, err := postgres.PlacementReturnRows(t.Context(), q, steps, []hub.ImportOutcome{hub.RowRejected}, page)
			return err
		},
		"collaborations": func(q postgres.Querier) error {
			_, err := postgres.Collaborations(t.Context(), q, v.lead, hub.CollaborationFilter{Confirmed: new(false)}, page)
			return err
		},
		"collaborations of an employer": func(q postgres.Querier) error {
			_, err := postgres.Collaborations(t.Context(), q, v.lead, hub.CollaborationFilter{EmployerID: &one}, page)
			return err
		},
		"apprenticeships": func(q postgres.Querier) error {
			_, err := postgres.Apprenticeships(t.Context(), q, v.lead, hub.ApprenticeshipFilter{StageIn: []hub.ApprenticeshipStage{hub.ApprenticeshipStarted}}, page)
			return err
		},
		"apprenticeships of an employer": func(q postgres.Querier) error {
			_, err := postgres.Apprenticeships(t.Context(), q, v.lead, hub.ApprenticeshipFilter{EmployerID: &one}, page)
			return err
		},
		"interests in hosting": func(q postgres.Querier) error {
			list, err := postgres.HostingInterests(t.Context(), q, v.lead, hub.HostingInterestFilter{LevelIn: []hub.HostingLevel{hub.HostingNotNow}, ProgrammeIn: []hub.Programme{hub.ProgrammeTLevel}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d interests: too few to tell", len(list.Nodes))
			}
			return err
		},
		"requests about placements": func(q postgres.Querier) error {
			list, err := postgres.PlacementRequests(t.Context(), q, v.lead, hub.PlacementRequestFilter{StateIn: []hub.PlacementRequestState{hub.RequestOpen}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d requests: too few to tell", len(list.Nodes))
			}
			return err
		},
		"requests to an employer": func(q postgres.Querier) error {
			_, err := postgres.PlacementRequests(t.Context(), q, v.lead, hub.PlacementRequestFilter{EmployerID: &one}, page)
			return err
		},
		"interests to ask again": func(q postgres.Querier) error {
			_, err := postgres.HostingInterests(t.Context(), q, v.lead, hub.HostingInterestFilter{AskAgainBy: new(hub.NewDate(2026, 7, 1))}, page)
			return err
		},
		"interests of an employer": func(q postgres.Querier) error {
			_, err := postgres.HostingInterests(t.Context(), q, v.lead, hub.HostingInterestFilter{EmployerID: &one}, page)
			return err
		},
		"interests of a digest": func(q postgres.Querier) error {
			_, err := postgres.DigestInterests(t.Context(), q, v.lead, hub.MessageID{}, 200)
			return err
		},
		"employers on their way": func(q postgres.Querier) error {
			list, err := postgres.OnTheirWay(t.Context(), q, v.lead, hub.StageFilter{Scheme: "CARER_CONFIDENT", StageIn: []hub.AccreditationStage{hub.StageAware}}, page)
			if err == nil && len(list.Nodes) != page.First {
				t.Errorf("%d employers on their way: too few to tell", len(list.Nodes))
			}
			return err
		},
	} {
		q := &planned{Querier: pool}
		if err := read(q); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, plan := range q.plans {
			if whole.MatchString(plan) {
				t.Errorf("%s:\n%s", name, plan)
			}
		}
	}
}

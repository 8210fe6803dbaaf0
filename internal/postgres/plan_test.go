package postgres_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

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
	fill(t, pool, 40_000)

	yes, no, day := true, false, hub.NewDate(2026, 6, 1)
	filters := map[string]hub.EmployerFilter{
		"all":           {},
		"statusIn":      {StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}},
		"sizeBandIn":    {SizeBandIn: []hub.SizeBand{hub.SizeLarge}},
		"sicSectionIn":  {SicSectionIn: []string{"C"}},
		"growthSector":  {GrowthSectorIn: []hub.GrowthSector{hub.GrowthDefence}},
		"hasLead":       {HasLead: &yes},
		"no lead":       {HasLead: &no},
		"keyAccount":    {KeyAccount: &yes},
		"last contact":  {LastContactBefore: &day},
		"in Rotherham":  {InRotherham: &yes},
		"wardIn":        {WardIn: []string{"E05012996"}},
		"areaIn":        {InvestmentAreaIn: []string{"AMID"}},
		"idIn":          {IDIn: []hub.EmployerID{hub.NewEmployerID()}},
		"lead":          {LeadOrganisationIn: []hub.OrganisationID{hub.NewOrganisationID()}},
		"parent":        {ParentIn: []hub.EmployerID{hub.NewEmployerID()}},
		"account leads": {AccountLeadIn: []hub.UserID{hub.NewUserID()}},
		"gone quiet":    {GoneQuiet: &yes, Quiet: &hub.QuietFor{Leads: hub.NewUserID(), Since: hub.DefaultQuietDays.Since(day)}},
	}
	for _, words := range []string{"l", "lim", "works 1", "0001", "s60 1", "1000", "10005534"} {
		filters["search "+words] = hub.EmployerFilter{Search: &words}
	}
	for name, filter := range filters {
		for _, order := range []hub.EmployerOrder{hub.OrderByName, hub.OrderByLastContact, hub.OrderByLastContactDesc} {
			ask := postgres.EmployerQuery{Filter: filter, Order: order, Page: hub.Page{First: 20}}
			for _, page := range []string{"first page", "later page"} {
				q := &planned{Querier: pool}
				list, err := postgres.Employers(t.Context(), q, aManager, ask)
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

func TestTheSearchBoxReadsNoWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 40_000)
	v := addViewers(t, pool)
	run(t, pool, `INSERT INTO person (id, name) SELECT id, 'Dana ' || md5(id::text) FROM employer`)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT id, id, id, 'HR' FROM employer`)
	run(t, pool, `INSERT INTO search_word (word, employers) SELECT DISTINCT 'w' || md5(id::text), 1 FROM employer`)
	run(t, pool, `VACUUM ANALYZE person, person_role, search_word`)
	searched := regexp.MustCompile(`Seq Scan on (employer|person|person_role|search_word)\b`) // what this test fills
	for name, read := range map[string]func(q postgres.Querier) error{
		"employers by the beginning of the name": func(q postgres.Querier) error {
			_, err := postgres.EmployersNamed(t.Context(), q, aManager, "works 1", 8)
			return err
		},
		"how rare a word is": func(q postgres.Querier) error {
			_, err := postgres.Rare(t.Context(), q, []string{"wabc", "12"})
			return err
		},
		"employers by rare words": func(q postgres.Querier) error {
			_, err := postgres.EmployersWith(t.Context(), q, aManager, "123", []hub.EmployerID{{}}, 8)
			return err
		},
		"employers by corrected words": func(q postgres.Querier) error {
			_, err := postgres.EmployersMeaning(t.Context(), q, aManager, [][]string{{"works", "work"}, {"123"}}, 8)
			return err
		},
		"words like these": func(q postgres.Querier) error {
			_, err := postgres.Correct(t.Context(), q, []string{"werks"})
			return err
		},
		"people by their name": func(q postgres.Querier) error {
			_, err := postgres.PeopleFound(t.Context(), q, v.lead, []string{"abc"}, 8)
			return err
		},
	} {
		q := &planned{Querier: pool}
		if err := read(q); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if plan := q.plans[0]; searched.MatchString(plan) {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}

func TestChoosingAPartnerOrStaffReadsNoWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	run(t, pool, `INSERT INTO organisation (id, name, kind) SELECT gen_random_uuid(), 'Partner number ' || n, 'COLLEGE' FROM generate_series(1, 3000) n`)
	run(t, pool, `
		INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles)
		SELECT gen_random_uuid(), o.id, 'Some Body', 'some body', n || o.id::text || '@hub.example', '{ANALYST}' FROM organisation o, generate_series(1, 3) n`)
	run(t, pool, `VACUUM ANALYZE organisation, hub_user`)
	of := hub.OrganisationID{}
	if err := pool.QueryRow(t.Context(), `SELECT id FROM organisation LIMIT 1`).Scan(&of.UUID); err != nil {
		t.Fatal(err)
	}
	for _, search := range []string{"", "par", "partner num", "2999"} {
		organisations, users, staff := &planned{Querier: pool}, &planned{Querier: pool}, &planned{Querier: pool}
		if _, err := postgres.Organisations(t.Context(), organisations, &search, hub.Page{First: 50}); err != nil {
			t.Fatal(err)
		}
		if _, err := postgres.Users(t.Context(), users, hub.UserFilter{Search: &search}, hub.Page{First: 50}); err != nil {
			t.Fatal(err)
		}
		if _, err := postgres.Users(t.Context(), staff, hub.UserFilter{Search: &search, OrganisationID: &of}, hub.Page{First: 50}); err != nil {
			t.Fatal(err)
		}
		for _, plan := range []string{organisations.plans[0], users.plans[0], staff.plans[0]} {
			if regexp.MustCompile(`Seq Scan on (organisation|hub_user)`).MatchString(plan) {
				t.Errorf("%q:\n%s", search, plan)
			}
		}
	}
}

func TestNoListOfDuplicatesReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	run(t, pool, `
		INSERT INTO duplicate_pair (id, first_id, second_id, score, reasons, found_at, found_by, rejected, decided_at, decided_by, reason)
		SELECT gen_random_uuid(), id, next, 0.5 + n % 50 / 100.0, '[]', now(), 'CHANGE', n % 3 = 0,
			CASE WHEN n % 3 = 0 THEN now() END, CASE WHEN n % 3 = 0 THEN 'Kim' END, CASE WHEN n % 3 = 0 THEN 'Two' END
		FROM (SELECT id, lead(id) OVER (ORDER BY id) AS next, row_number() OVER (ORDER BY id) AS n FROM employer) e WHERE next IS NOT NULL`)
	run(t, pool, `ANALYZE duplicate_pair`)
	viewer := aManager
	least, one := 0.9, hub.EmployerID{}
	if err := pool.QueryRow(t.Context(), `SELECT first_id FROM duplicate_pair LIMIT 1`).Scan(&one.UUID); err != nil {
		t.Fatal(err)
	}
	open := []hub.DuplicateState{hub.DuplicateOpen}
	for name, filter := range map[string]hub.DuplicateFilter{
		"open": {StateIn: open}, "rejected": {StateIn: []hub.DuplicateState{hub.DuplicateRejected}}, "likely": {StateIn: open, MinScore: &least},
		"of one employer": {StateIn: open, EmployerID: &one},
	} {
		for _, order := range []hub.DuplicateOrder{hub.DuplicatesByScore, hub.DuplicatesByFound} {
			q := &planned{Querier: pool}
			list, err := postgres.Duplicates(t.Context(), q, viewer, filter, order, hub.Page{First: 20})
			if err != nil || len(list.Nodes) == 0 {
				t.Fatalf("%s by %s: %d pairs, %v", name, order, len(list.Nodes), err)
			}
			if plan := q.plans[0]; regexp.MustCompile(`Seq Scan on (employer|duplicate_pair)`).MatchString(plan) {
				t.Errorf("%s by %s:\n%s", name, order, plan)
			}
		}
	}
	q := &planned{Querier: pool}
	if _, err := postgres.PossibleDuplicatesOf(t.Context(), q, viewer, []hub.EmployerID{one}); err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`Seq Scan on (employer|duplicate_pair)`).MatchString(q.plans[0]) {
		t.Errorf("possible duplicates of one:\n%s", q.plans[0])
	}
}

// What a change compares an employer with must not grow with the number of employers.
func TestComparingOneEmployerReadsNoWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	run(t, pool, `INSERT INTO duplicate_record SELECT id, '{}', ARRAY[hashtext(name), 7] FROM employer`)
	run(t, pool, `INSERT INTO duplicate_key SELECT unnest(keys), employer_id FROM duplicate_record`)
	run(t, pool, `INSERT INTO duplicate_word SELECT 'w' || n, n FROM generate_series(1, 20000) n`)
	run(t, pool, `INSERT INTO employer_name (employer_id, kind, name) SELECT id, 'LEGAL', name FROM employer`)
	run(t, pool, `INSERT INTO employer_identifier (employer_id, scheme, value) SELECT id, 'UKPRN', id FROM employer`)
	run(t, pool, `INSERT INTO person (id, name, email) SELECT id, 'Dana Wells', id || '@example.org' FROM employer`)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) SELECT id, id, id, 'HR' FROM employer`)
	run(t, pool, `VACUUM ANALYZE`)
	var one hub.EmployerID
	var key int64
	if err := pool.QueryRow(t.Context(), `SELECT employer_id, keys[1] FROM duplicate_record LIMIT 1`).Scan(&one.UUID, &key); err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(q postgres.Querier) error{
		"what it is known by": func(q postgres.Querier) error {
			found, err := postgres.EmployerWordsOf(t.Context(), q, []hub.EmployerID{one})
			if err == nil && (len(found) != 1 || found[0].Stored == nil) {
				t.Errorf("got %+v, want it with what is stored", found)
			}
			return err
		},
		"who shares a key": func(q postgres.Querier) error {
			found, err := postgres.HoldersOf(t.Context(), q, [][]int64{{key, 7}}, 30) // all have 7
			if err == nil && (len(found) != 1 || found[0].EmployerID != one) {
				t.Errorf("got %+v, want the one of the rare key", found)
			}
			return err
		},
		"how common words are": func(q postgres.Querier) error {
			_, err := postgres.Words(t.Context(), q, []string{"w12", "w13", "other"})
			return err
		},
	} {
		q := &planned{Querier: pool}
		if err := read(q); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if plan := q.plans[0]; regexp.MustCompile(`Seq Scan on (employer|employer_name|employer_identifier|site|person_role|person|duplicate_\w+)\b`).MatchString(plan) {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}

func TestASweepReadsOnlyWhatIsDue(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 20_000)
	run(t, pool, `INSERT INTO organisation (id, name, kind) VALUES (gen_random_uuid(), 'The lead', 'COUNCIL')`)
	run(t, pool, `INSERT INTO questionnaire VALUES (gen_random_uuid(), 'q', 'Q')`)
	run(t, pool, `INSERT INTO questionnaire_version SELECT gen_random_uuid(), id, 1, 'DRAFT', '{}' FROM questionnaire`)
	run(t, pool, `INSERT INTO campaign (id, questionnaire_version_id, organisation_id, name, kind, state, reminder_plan, closes_on, launched_at)
		SELECT gen_random_uuid(), v.id, o.id, 'C', 'SERVICE', 'RUNNING', '{"steps": []}', date '2026-12-24', now() FROM questionnaire_version v, organisation o WHERE o.name = 'The lead'`)
	run(t, pool, `INSERT INTO person (id, name) SELECT id, 'Dana' FROM employer`)
	// One in a thousand is to be looked at, or is due; the others wait for their message, or for their day.
	run(t, pool, `INSERT INTO invitation (id, campaign_id, employer_id, person_id, created_at, plan_at, next_reminder_at)
		SELECT e.id, c.id, e.id, e.id, now(), CASE WHEN n % 999 > 0 THEN now() + interval '1 day' ELSE '-infinity' END,
			CASE WHEN n % 2 = 0 THEN now() + CASE WHEN n % 999 > 0 THEN interval '1 day' ELSE '0' END END
		FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM employer) e, campaign c`)
	run(t, pool, `VACUUM ANALYZE invitation`)
	for name, read := range map[string]func(tx pgx.Tx) (int, error){
		"invitations without a plan": func(tx pgx.Tx) (int, error) {
			found, err := postgres.UnplannedInvitations(t.Context(), tx, nil, time.Now(), 500)
			return len(found), err
		},
		"messages to be made": func(tx pgx.Tx) (int, error) {
			found, err := postgres.DueInvitations(t.Context(), tx, time.Now(), 500)
			return len(found), err
		},
	} {
		err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
			q := plannedTx{tx, &planned{Querier: tx}}
			found, err := read(q)
			if plan := q.plans[0]; err == nil && strings.Contains(plan, "Seq Scan on invitation") {
				t.Errorf("%s:\n%s", name, plan)
			}
			if found != 10 {
				t.Errorf("%s: %d are looked at, want the 10 that are due", name, found)
			}
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// wholeOfTheRecord is wholeTable without the tables that this test leaves empty.
var wholeOfTheRecord = regexp.MustCompile(`Seq Scan on (employer|employer_name|employer_sic|employer_identifier|person|person_role|interaction|interaction_\w+|task|audit|accreditation|accreditation_cover|practice)\b`)

func TestNothingOfAnEmployerReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	v := addViewers(t, pool)
	fillContacts(t, pool, v)
	list, err := postgres.Employers(t.Context(), pool, aManager, postgres.EmployerQuery{Order: hub.OrderByName, Page: hub.Page{First: 20}})
	if err != nil {
		t.Fatal(err)
	}
	employers := employerIDs(list.Nodes)
	one, page, mine := employers[0], hub.Page{First: 20}, true
	var people []hub.PersonID
	var contacts []hub.InteractionID
	roles, err := postgres.RolesOf(t.Context(), pool, v.system, employers)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range roles {
		people = append(people, r.Person.ID)
	}
	timeline, err := postgres.Timeline(t.Context(), pool, v.system, one, page)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range timeline.Nodes {
		if e.InteractionID != nil {
			contacts = append(contacts, *e.InteractionID)
		}
	}
	if len(people) == 0 || len(contacts) == 0 || !timeline.HasNext {
		t.Fatalf("%d people, %d contacts, a next page %t: too few to tell", len(people), len(contacts), timeline.HasNext)
	}

	for name, read := range map[string]func(q postgres.Querier, viewer postgres.Viewer) error{
		"employers": func(q postgres.Querier, viewer postgres.Viewer) error {
			_, err := postgres.EmployersByID(t.Context(), q, viewer, employers)
			return err
		},
		"identifiers": func(q postgres.Querier, _ postgres.Viewer) error {
			_, err := postgres.IdentifiersOf(t.Context(), q, employers)
			return err
		},
		"merges": func(q postgres.Querier, _ postgres.Viewer) error {
			_, err := postgres.MergesOf(t.Context(), q, one, page)
			return err
		},
		"what a merge would move": func(q postgres.Querier, _ postgres.Viewer) error {
			_, err := postgres.MergeCounts(t.Context(), q, one, employers[1])
			return err
		},
		"what a merge would make of the fields": func(q postgres.Querier, viewer postgres.Viewer) error {
			_, err := postgres.MergeFields(t.Context(), q, viewer, one, employers[1])
			return err
		},
		"what two employers have in common": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.MergeConflicts(t.Context(), q, v, one, employers[1])
			return err
		},
		"names": func(q postgres.Querier, _ postgres.Viewer) error {
			_, err := postgres.NamesOf(t.Context(), q, employers)
			return err
		},
		"SIC codes": func(q postgres.Querier, _ postgres.Viewer) error {
			_, err := postgres.SICCodesOf(t.Context(), q, employers)
			return err
		},
		"recent contacts": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.RecentContactsOf(t.Context(), q, v, employers)
			return err
		},
		"roles": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.RolesOf(t.Context(), q, v, employers)
			return err
		},
		"people": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.PeopleByID(t.Context(), q, v, people)
			return err
		},
		"needs": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.SkillsNeedsOf(t.Context(), q, v, employers)
			return err
		},
		"interactions": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.InteractionsByID(t.Context(), q, v, contacts)
			return err
		},
		"who took part": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.PeopleIn(t.Context(), q, v, contacts)
			return err
		},
		"with whom": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.EmployersIn(t.Context(), q, v, contacts)
			return err
		},
		"follow-ups": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.TasksFrom(t.Context(), q, v, contacts)
			return err
		},
		"my open tasks": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{Mine: &mine, StateIn: []hub.TaskState{hub.TaskOpen}, DueBy: &today}, page)
			return err
		},
		"open tasks that are nobody's": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{Unassigned: &mine, StateIn: []hub.TaskState{hub.TaskOpen}}, page)
			return err
		},
		"our tasks": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.Tasks(t.Context(), q, v, hub.TaskFilter{}, page)
			return err
		},
		"the tasks of a digest": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.DigestTasks(t.Context(), q, v, today, 200)
			return err
		},
		"the referrals of a digest": func(q postgres.Querier, v postgres.Viewer) error {
			if _, err := postgres.WaitingReferrals(t.Context(), q, v, 200); err != nil {
				return err
			}
			_, err := postgres.UnansweredReferrals(t.Context(), q, v, hub.MessageID{}, 200)
			return err
		},
		"the news of a digest": func(q postgres.Querier, v postgres.Viewer) error {
			when := postgres.Between{From: today.AddDays(-1).At(0, 0), Until: today.At(8, 0)}
			if _, err := postgres.DigestAnswers(t.Context(), q, v, when, 200); err != nil {
				return err
			}
			_, err := postgres.DigestReplies(t.Context(), q, v, when, 200)
			return err
		},
		"duplication": func(q postgres.Querier, v postgres.Viewer) error {
			period := hub.DuplicationPeriod{From: today.AddDays(-30), Until: today, AsAt: today.AddDays(10_000)} // the rows were entered when the test ran
			if _, err := postgres.Duplication(t.Context(), q, v, period); err != nil {
				return err
			}
			_, err := postgres.DuplicatedEmployers(t.Context(), q, v, period, page)
			return err
		},
		"employers gone quiet": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.QuietEmployers(t.Context(), q, v, hub.DefaultQuietDays.Since(today), hub.MessageID{}, 200)
			return err
		},
		"awards, covers and practices": func(q postgres.Querier, v postgres.Viewer) error {
			if _, err := postgres.AccreditationsOf(t.Context(), q, employers); err != nil {
				return err
			}
			if _, err := postgres.CoversOf(t.Context(), q, v, employers); err != nil {
				return err
			}
			_, err := postgres.PracticesOf(t.Context(), q, employers)
			return err
		},
		"timeline": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.Timeline(t.Context(), q, v, one, page)
			return err
		},
		"the rest of a timeline": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.Timeline(t.Context(), q, v, one, hub.Page{First: 20, After: timeline.Cursors[10]})
			return err
		},
		"history": func(q postgres.Querier, v postgres.Viewer) error {
			_, err := postgres.History(t.Context(), q, v, one, page)
			return err
		},
	} {
		for who, viewer := range map[string]postgres.Viewer{"the lead": v.lead, "a partner": v.other, "placement staff": v.placements} {
			q := &planned{Querier: pool}
			if err := read(q, viewer); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if kept := map[string]bool{"roles": true, "timeline": true, "the rest of a timeline": true}; kept[name] {
				if err := read(keptPlans{q}, viewer); err != nil {
					t.Fatalf("%s, with a plan that is kept: %v", name, err)
				}
			}
			for _, plan := range q.plans {
				if wholeOfTheRecord.MatchString(plan) {
					t.Errorf("%s, for %s:\n%s", name, who, plan)
				}
			}
		}
	}
}

// keptPlans asks for the plan that a query has when it is made once for all values.
type keptPlans struct{ *planned }

func (p keptPlans) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	if err := p.explain(ctx, sql, args[0].(pgx.StrictNamedArgs)); err != nil {
		return nil, fmt.Errorf("cannot explain: %w", err)
	}
	return p.Querier.Query(ctx, sql, args...)
}

func (p keptPlans) explain(ctx context.Context, sql string, args pgx.StrictNamedArgs) error {
	connection, err := p.Querier.(*pgxpool.Pool).Acquire(ctx)
	if err != nil {
		return err
	}
	defer connection.Release()
	return pgx.BeginFunc(ctx, connection, func(tx pgx.Tx) error {
		positional, _, err := args.RewriteQuery(ctx, connection.Conn(), sql, nil)
		if err != nil {
			return err
		}
		described, err := tx.Prepare(ctx, "kept", positional)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SET LOCAL plan_cache_mode = force_generic_plan`); err != nil {
			return err
		}
		values := strings.TrimSuffix(strings.Repeat("NULL, ", len(described.ParamOIDs)), ", ") // of which it makes nothing
		rows, err := tx.Query(ctx, `EXPLAIN EXECUTE kept (`+values+`)`, pgx.QueryExecModeSimpleProtocol)
		if err != nil {
			return err
		}
		defer rows.Close()
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		p.plans = append(p.plans, strings.Join(lines, "\n"))
		return connection.Conn().Deallocate(ctx, "kept")
	})
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

// plannedTx is planned for what reads in order to write.
type plannedTx struct {
	pgx.Tx
	*planned
}

func (p plannedTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return p.planned.Query(ctx, sql, args...)
}

// fill adds employers enough that reading them all is never the quickest, and one in a hundred is known well.
func fill(t *testing.T, pool *pgxpool.Pool, employers int) {
	t.Helper()
	run(t, pool, `
		INSERT INTO employer (id, name, name_key, status, size_band, sic_section, key_account, last_contact_on, postcode, registered_address, search_words)
		SELECT gen_random_uuid(), 'Works ' || n, 'works ' || n,
			CASE WHEN n % 100 = 0 THEN 'ENGAGED' ELSE 'PROSPECT' END, CASE WHEN n % 100 = 0 THEN 'LARGE' END, chr(65 + n % 21), n % 100 = 0,
			CASE WHEN n % 100 = 0 THEN date '2026-01-01' + n % 300 END, 'S60 1AA', ARRAY['Unit ' || n, 'A street with a name as long as most', 'Rotherham'], concat_ws(' ', 'works', n, lpad(n::text, 8, '0'), 's60', '1aa', 's601aa')
		FROM generate_series(1, $1::int) n`, employers)
	run(t, pool, `INSERT INTO postcode_directory SELECT 'S60 ' || n, 'E050' || 12993 + n % 25 FROM generate_series(1, 2000) n`)
	run(t, pool, `
		INSERT INTO site (id, employer_id, name, postcode, investment_area)
		SELECT gen_random_uuid(), id, 'Works', 'S60 ' || row_number() OVER (), CASE WHEN key_account THEN 'AMID' END
		FROM employer TABLESAMPLE BERNOULLI (20) REPEATABLE (1)`)
	run(t, pool, `
		INSERT INTO employer_growth_sector (employer_id, sector, valid_from)
		SELECT id, CASE WHEN key_account THEN 'DEFENCE' ELSE 'DIGITAL' END, '2026-01-01' FROM employer TABLESAMPLE BERNOULLI (20) REPEATABLE (2)`)
	run(t, pool, `
		INSERT INTO employer_identifier (employer_id, scheme, value)
		SELECT id, 'COMPANIES_HOUSE', split_part(search_words, ' ', 3) FROM employer
		UNION ALL SELECT id, 'UKPRN', (10000000 + row_number() OVER ())::text FROM employer WHERE key_account`)
	run(t, pool, `INSERT INTO organisation (id, name, kind) VALUES (gen_random_uuid(), 'Secret', 'OTHER')`)
	run(t, pool, `
		UPDATE employer SET lead_organisation_id = o.id, confidential_to = o.id, confidential_reason = 'moving here', confidential_since = now(), confidential_by = 'Kim'
		FROM organisation o WHERE o.name = 'Secret' AND employer.name_key LIKE '%333'`)
	run(t, pool, `ANALYZE`)
}

// fillContacts gives every employer a person and a contact with what follows from it, and the first hundred by name many more.
func fillContacts(t *testing.T, pool *pgxpool.Pool, v viewers) {
	t.Helper()
	run(t, pool, `
		WITH known AS (SELECT id AS employer, gen_random_uuid() AS person FROM employer),
			people AS (INSERT INTO person (id, name, email) SELECT person, 'Dana Wells', person || '@example.org' FROM known)
		INSERT INTO person_role (id, person_id, employer_id, function) SELECT gen_random_uuid(), person, employer, 'HR' FROM known`)
	run(t, pool, `INSERT INTO employer_name (employer_id, kind, name) SELECT id, 'LEGAL', name FROM employer`)
	run(t, pool, `INSERT INTO employer_sic (employer_id, version, code, rank) SELECT id, '2007', '25620', 1 FROM employer`)
	run(t, pool, `INSERT INTO employer_identifier (employer_id, scheme, value) SELECT id, 'UKPRN', id::text FROM employer`)
	run(t, pool, `INSERT INTO accreditation (id, employer_id, scheme, level, awarded_on, source, recorded_at) SELECT gen_random_uuid(), id, 'DISABILITY_CONFIDENT', 1, '2025-01-01', 'EMPLOYER', now() FROM employer`)
	run(t, pool, `
		INSERT INTO accreditation_cover (id, employer_id, scheme, site_id, since, reason, decided_at)
		SELECT gen_random_uuid(), employer_id, 'DISABILITY_CONFIDENT', id, '2025-01-01', 'One owner', now() FROM site`)
	run(t, pool, `INSERT INTO practice (id, employer_id, topic, discussed_on, recorded_at) SELECT gen_random_uuid(), id, (SELECT code FROM practice_topic LIMIT 1), '2025-01-01', now() FROM employer`)
	contacts := func(by postgres.Viewer, employers, each int) {
		run(t, pool, `
			WITH met AS (
				SELECT r.employer_id, r.person_id, gen_random_uuid() AS id, date '2026-11-23' - (random() * 900)::int AS day
				FROM (SELECT id FROM employer ORDER BY name_key LIMIT $3) e JOIN person_role r ON r.employer_id = e.id, generate_series(1, $4::int)
			), contacts AS (
				INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, organisation_id, user_id)
				SELECT id, 'CALL', day, 'They need welders and fitters, and would take apprentices', 'SHARED', 'COMPLETE', $1, $2 FROM met
			), employers AS (
				INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state) SELECT id, employer_id, $1, day, 'COMPLETE' FROM met
			), people AS (
				INSERT INTO interaction_person (interaction_id, person_id) SELECT id, person_id FROM met
			), changes AS (
				INSERT INTO audit (business_at, actor_kind, actor_name, action, record_kind, record_id, employer_id, digest)
				SELECT now(), 'USER', 'Some Body', 'interaction.create', 'interaction', id, employer_id, '' FROM met
			)
			INSERT INTO task (id, title, employer_id, interaction_id, assignee_id, organisation_id, due_on)
			SELECT gen_random_uuid(), 'Call back', employer_id, id, $2, $1, day FROM met`,
			by.OrganisationID, by.UserID, employers, each)
	}
	contacts(v.author, 10_000, 1)
	contacts(v.lead, 100, 30)
	run(t, pool, `ANALYZE`)
}

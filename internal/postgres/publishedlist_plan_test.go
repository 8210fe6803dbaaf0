package postgres_test

import (
	"regexp"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestNothingOfAPublishedListReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	for _, sql := range []string{
		`INSERT INTO published_list (id, scheme, listed_on, file_name, digest, state, started_at)
			SELECT gen_random_uuid(), 'DISABILITY_CONFIDENT', date '2026-01-01' + n, 'list.csv', '', 'APPLIED', now() FROM generate_series(1, 12) n`,
		`INSERT INTO published_list_row (list_id, line, name, town, postcode, sector, region, level, row_key, outcome, employer_id)
			SELECT l.id, n, 'Firm', '', '', '', '', 1, l.id::text || n, CASE WHEN n % 20 = 0 THEN 'MATCHED' ELSE 'UNMATCHED' END, CASE WHEN n % 20 = 0 THEN e.id END
			FROM published_list l, (SELECT id, row_number() OVER () AS n FROM employer LIMIT 5000) e`,
		`INSERT INTO published_list_award (list_id, accreditation_id, line, after) SELECT list_id, gen_random_uuid(), line, jsonb_build_object('Level', 1, 'EmployerID', 'employer_' || employer_id)
			FROM published_list_row WHERE employer_id IS NOT NULL`,
		`VACUUM ANALYZE published_list, published_list_row, published_list_award`,
	} {
		run(t, pool, sql)
	}
	lists, err := postgres.PublishedLists(t.Context(), pool, "DISABILITY_CONFIDENT", hub.Page{First: 2})
	if err != nil || len(lists.Nodes) != 2 {
		t.Fatalf("got %+v, %v", lists, err)
	}
	l, page := lists.Nodes[0], hub.Page{First: 20}
	l.PreviousID = &lists.Nodes[1].ID
	whole := regexp.MustCompile(`Seq Scan on (employer|published_list_row|published_list_award)\b`)
	for name, read := range map[string]func(q postgres.Querier) error{
		"rows": func(q postgres.Querier) error {
			_, err := postgres.ListedRows(t.Context(), q, aManager, l.ID, hub.ListedFilter{}, page)
			return err
		},
		"rows with an outcome": func(q postgres.Querier) error {
			_, err := postgres.ListedRows(t.Context(), q, aManager, l.ID, hub.ListedFilter{OutcomeIn: []hub.ListedOutcome{hub.ListedMatched}}, page)
			return err
		},
		"who is gone": func(q postgres.Querier) error {
			list, err := postgres.ListedGone(t.Context(), q, aManager, l, false, page)
			if err == nil && len(list.Nodes) != 0 {
				t.Errorf("%d gone, and the employers are the same", len(list.Nodes))
			}
			return err
		},
		"edits": func(q postgres.Querier) error {
			_, err := postgres.ListedEdits(t.Context(), q, aManager, l.ID, page)
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

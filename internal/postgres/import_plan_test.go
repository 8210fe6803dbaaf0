package postgres_test

import (
	"regexp"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestNothingOfAnImportReadsAWholeTable(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	fill(t, pool, 10_000)
	for _, sql := range []string{
		`INSERT INTO import (id, source, file_name, bytes, header) SELECT gen_random_uuid(), 'SPREADSHEET', 'firms.csv', 1, '{}' FROM generate_series(1, 20)`,
		`INSERT INTO import_row (import_id, line, outcome, reason, label)
			SELECT i.id, n, CASE WHEN n % 50 = 0 THEN 'REJECTED' ELSE 'CREATED' END, '', 'x' FROM import i, generate_series(1, 2000) n`,
		`INSERT INTO import_change (employer_id, import_id, line, created, kept)
			SELECT e.id, i.id, 1, true, CASE WHEN e.name_key LIKE '%7' THEN 'it has tasks since' END FROM employer e, (SELECT id FROM import LIMIT 4) i`,
		`INSERT INTO import_source_row (source_key, row_key, employer_id, import_id, said) SELECT 'source', id::text, id, id, '{}' FROM employer`,
		`INSERT INTO employer_provenance (employer_id, field, value, import_id, line, at) SELECT e.id, 'Name', e.name, i.id, 1, now() FROM employer e, (SELECT id FROM import LIMIT 1) i`,
		`VACUUM ANALYZE import, import_row, import_change, import_source_row, employer_provenance`,
	} {
		run(t, pool, sql)
	}
	var id hub.ImportID
	if err := pool.QueryRow(t.Context(), `SELECT import_id FROM import_change ORDER BY import_id LIMIT 1`).Scan(&id.UUID); err != nil {
		t.Fatal(err)
	}
	list, err := postgres.Employers(t.Context(), pool, aManager, postgres.EmployerQuery{Order: hub.OrderByName, Page: hub.Page{First: 20}})
	if err != nil {
		t.Fatal(err)
	}
	page, rejected := hub.Page{First: 20}, hub.RowRejected
	whole := regexp.MustCompile(`Seq Scan on (employer|import_row|import_change|import_source_row|employer_provenance)\b`)
	for name, read := range map[string]func(q postgres.Querier) error{
		"rows": func(q postgres.Querier) error {
			_, err := postgres.ImportRows(t.Context(), q, aManager, id, nil, page)
			return err
		},
		"rejected rows": func(q postgres.Querier) error {
			_, err := postgres.ImportRows(t.Context(), q, aManager, id, &rejected, page)
			return err
		},
		"what was kept": func(q postgres.Querier) error {
			_, err := postgres.ImportKept(t.Context(), q, aManager, id, page)
			return err
		},
		"what a source said": func(q postgres.Querier) error {
			_, err := postgres.SourceRowOf(t.Context(), q, aManager, "source", list.Nodes[0].ID.UUID.String())
			return err
		},
		"where fields come from": func(q postgres.Querier) error {
			_, err := postgres.ProvenanceOf(t.Context(), q, employerIDs(list.Nodes))
			return err
		},
		"what an import made": func(q postgres.Querier) error {
			_, err := postgres.MadeBy(t.Context(), q, id, employerIDs(list.Nodes))
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

package pgtest_test

import (
	"testing"

	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestNew(t *testing.T) {
	t.Parallel()

	t.Run("each test has a migrated database of its own", func(t *testing.T) {
		t.Parallel()
		one, _ := pgtest.New(t)
		other, _ := pgtest.New(t)
		if _, err := one.Exec(t.Context(), `CREATE TABLE mine ()`); err != nil {
			t.Fatal(err)
		}

		var mine, jobs *string
		err := other.QueryRow(t.Context(), `SELECT to_regclass('mine')::text, to_regclass('river_job')::text`).Scan(&mine, &jobs)

		if err != nil || mine != nil || jobs == nil {
			t.Errorf("got mine %v, jobs %v, %v", mine, jobs, err)
		}
	})

	t.Run("migrating what is migrated changes nothing, also when several do", func(t *testing.T) {
		t.Parallel()
		pool, _ := pgtest.New(t)
		done := make(chan error)
		for range 3 {
			go func() { done <- postgres.Migrate(t.Context(), pool) }()
		}
		for range 3 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	})
}

package postgres_test

import (
	"testing"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

func TestAudit(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	id := hub.NewEmployerID()
	entry := postgres.AuditEntry{
		At: time.Now(), By: hub.System, Action: "employer.update", Subject: postgres.AuditSubject{Kind: "employer", ID: id.UUID},
		Before: map[string]any{"name": "Old", "status": "PROSPECT"}, After: map[string]any{"name": "New", "status": "PROSPECT"},
	}
	if err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error { return postgres.Audit(t.Context(), tx, entry) }); err != nil {
		t.Fatal(err)
	}

	t.Run("keeps only what changed", func(t *testing.T) {
		var before, after string
		if err := pool.QueryRow(t.Context(), `SELECT before::text, after::text FROM audit_content`).Scan(&before, &after); err != nil {
			t.Fatal(err)
		}
		if before != `{"name": "Old"}` || after != `{"name": "New"}` {
			t.Errorf("got %s -> %s", before, after)
		}
	})
	t.Run("its digest can be made again from the stored rows", func(t *testing.T) {
		var same bool
		err := pool.QueryRow(t.Context(), `
			SELECT digest = sha256(salt || convert_to(concat_ws('|', action, record_id, coalesce(before::text, ''), coalesce(after::text, '')), 'UTF8'))
			FROM audit JOIN audit_content ON audit_id = id`).Scan(&same)
		if err != nil || !same {
			t.Errorf("got %v, %v", same, err)
		}
	})
	t.Run("the database refuses to change or delete it", func(t *testing.T) {
		for _, sql := range []string{`UPDATE audit SET action = 'x'`, `DELETE FROM audit`} {
			if _, err := pool.Exec(t.Context(), sql); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
	t.Run("content can be erased, and the digest stays", func(t *testing.T) {
		if _, err := pool.Exec(t.Context(), `DELETE FROM audit_content`); err != nil {
			t.Fatal(err)
		}
	})
}

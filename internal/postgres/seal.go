package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// SealAudit chains up to most audit rows that no seal covers yet: the seal's hash is that of the hash before it and the rows'
// digests in order of their IDs. A row that commits late comes into a later seal. It returns how many rows it sealed.
func SealAudit(ctx context.Context, tx pgx.Tx, most int) (int, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('audit seal'))`); err != nil {
		return 0, explain(err, "cannot wait for another seal")
	}
	rows, err := tx.Query(ctx, `
		WITH open AS (
			SELECT id, digest FROM audit WHERE seal_id IS NULL ORDER BY id LIMIT @most
		), seal AS (
			INSERT INTO audit_seal (rows, hash)
			SELECT count(*), sha256(coalesce((SELECT hash FROM audit_seal ORDER BY id DESC LIMIT 1), '') || string_agg(digest, '' ORDER BY id))
			FROM open HAVING count(*) > 0
			RETURNING id
		), sealed AS (
			UPDATE audit SET seal_id = seal.id FROM seal WHERE audit.id IN (SELECT id FROM open)
		)
		SELECT count(*) FROM open`,
		pgx.StrictNamedArgs{"most": most})
	return one[int](rows, err, "cannot seal the audit")
}

// CheckAudit makes every seal again, and every digest whose content is still there. Its error names the first that differs.
func CheckAudit(ctx context.Context, q Querier) error {
	rows, err := q.Query(ctx, `
		SELECT s.id, s.rows, s.hash, count(a.id)::int, coalesce(string_agg(a.digest, '' ORDER BY a.id), ''),
			coalesce(min(a.id) FILTER (WHERE c.audit_id IS NOT NULL AND a.digest <> sha256(c.salt || convert_to(
				concat_ws('|', a.action, a.record_id, coalesce(c.before::text, ''), coalesce(c.after::text, '')), 'UTF8'))), 0)
		FROM audit_seal s
		LEFT JOIN audit a ON a.seal_id = s.id
		LEFT JOIN audit_content c ON c.audit_id = a.id
		GROUP BY s.id
		ORDER BY s.id`)
	if err != nil {
		return explain(err, "cannot check the audit")
	}
	var id, changed int64
	var covered, found int
	var hash, digests, before []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &covered, &hash, &found, &digests, &changed}, func() error {
		sum := sha256.Sum256(append(before, digests...))
		switch {
		case changed != 0:
			return fmt.Errorf("audit row %d is not what was recorded", changed)
		case found != covered:
			return fmt.Errorf("audit seal %d covers %d rows, and %d are there", id, covered, found)
		case !bytes.Equal(sum[:], hash):
			return fmt.Errorf("audit seal %d does not fit its rows or the seal before it", id)
		}
		before = bytes.Clone(hash)
		return nil
	})
	return err
}

package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// SealAudit chains up to most audit rows that no seal covers yet: the seal's hash is that of the hash before it and the rows'
// digests in order of their IDs. A row that commits late comes into a later seal. A seal without rows means that there were none.
func SealAudit(ctx context.Context, tx pgx.Tx, most int) (hub.Seal, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('audit seal'))`); err != nil {
		return hub.Seal{}, explain(err, "cannot wait for another seal")
	}
	rows, err := tx.Query(ctx, `
		WITH open AS (
			SELECT id, digest FROM audit WHERE seal_id IS NULL ORDER BY id LIMIT @most
		), seal AS (
			INSERT INTO audit_seal (rows, hash)
			SELECT count(*), sha256(coalesce((SELECT hash FROM audit_seal ORDER BY id DESC LIMIT 1), '') || string_agg(digest, '' ORDER BY id))
			FROM open HAVING count(*) > 0
			RETURNING id, rows, hash
		), sealed AS (
			UPDATE audit SET seal_id = seal.id FROM seal WHERE audit.id IN (SELECT id FROM open)
		), head AS (
			INSERT INTO audit_head (seal_id, hash) SELECT id, hash FROM seal
			ON CONFLICT (one) DO UPDATE SET seal_id = excluded.seal_id, hash = excluded.hash
		)
		SELECT id, rows, hash FROM seal`,
		pgx.StrictNamedArgs{"most": most})
	sealed, err := all[hub.Seal](rows, err, "cannot seal the audit")
	if err != nil || len(sealed) == 0 {
		return hub.Seal{}, err
	}
	return sealed[0], nil
}

// CheckAudit makes every seal again, and every digest whose content is still there, and returns the newest seal. The seals in kept,
// which were noted down elsewhere, have to be there with their hashes. Its error names the first that differs.
func CheckAudit(ctx context.Context, q Querier, kept []hub.Seal) (hub.Seal, error) {
	head, err := q.Query(ctx, `SELECT seal_id AS id, 0 AS rows, hash FROM audit_head`)
	noted, err := all[hub.Seal](head, err, "cannot read the newest audit seal")
	if err != nil {
		return hub.Seal{}, err
	}
	wanted := map[int64][]byte{}
	for _, seal := range append(noted, kept...) {
		if other, ok := wanted[seal.ID]; ok && !bytes.Equal(other, seal.Hash) {
			return hub.Seal{}, fmt.Errorf("audit seal %d is not the one that was made", seal.ID)
		}
		wanted[seal.ID] = seal.Hash
	}
	newest, err := checkSeals(ctx, q, wanted)
	if err != nil {
		return hub.Seal{}, err
	}
	for id := range wanted {
		return hub.Seal{}, fmt.Errorf("audit seal %d was made and is gone: rows were taken out of the audit log", id)
	}
	return newest, nil
}

// checkSeals makes the seals again from the first, and takes those that it finds out of wanted.
func checkSeals(ctx context.Context, q Querier, wanted map[int64][]byte) (newest hub.Seal, err error) {
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
		return newest, explain(err, "cannot check the audit")
	}
	var seal hub.Seal
	var found int
	var changed int64
	var digests []byte
	_, err = pgx.ForEachRow(rows, []any{&seal.ID, &seal.Rows, &seal.Hash, &found, &digests, &changed}, func() error {
		sum := sha256.Sum256(append(newest.Hash, digests...))
		hash, noted := wanted[seal.ID]
		switch {
		case changed != 0:
			return fmt.Errorf("audit row %d is not what was recorded", changed)
		case found != seal.Rows:
			return fmt.Errorf("audit seal %d covers %d rows, and %d are there", seal.ID, seal.Rows, found)
		case !bytes.Equal(sum[:], seal.Hash):
			return fmt.Errorf("audit seal %d does not fit its rows or the seal before it", seal.ID)
		case noted && !bytes.Equal(hash, seal.Hash):
			return fmt.Errorf("audit seal %d is not the one that was made", seal.ID)
		}
		delete(wanted, seal.ID)
		newest = seal
		newest.Hash = bytes.Clone(seal.Hash)
		return nil
	})
	return newest, err
}

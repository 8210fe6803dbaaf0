package postgres

import (
	"context"
	"fmt"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// WaitingListedRows reads rows of a list that were not compared yet, by line from behind one on.
func WaitingListedRows(ctx context.Context, q Querier, list hub.PublishedListID, after, most int) ([]hub.ListedRow, error) {
	return listedRows(ctx, q, `r.outcome = 'WAITING'`, list, after, most)
}

// ListedRowsToApply reads rows of a list that are about an employer and were not applied yet, by line from behind one on.
func ListedRowsToApply(ctx context.Context, q Querier, list hub.PublishedListID, after, most int) ([]hub.ListedRow, error) {
	return listedRows(ctx, q, `r.outcome = 'MATCHED' AND NOT r.applied`, list, after, most)
}

func listedRows(ctx context.Context, q Querier, where string, list hub.PublishedListID, after, most int) ([]hub.ListedRow, error) {
	rows, err := q.Query(ctx, listedSelect+`'[]'::jsonb AS candidates FROM published_list_row r WHERE r.list_id = @list AND `+where+` AND r.line > @after ORDER BY r.line LIMIT @most`,
		pgx.StrictNamedArgs{"list": list, "after": after, "most": most})
	return all[hub.ListedRow](rows, err, "cannot read the rows of a published list")
}

// EmployersByKey finds who has each of keys, leaving out the keys that more than so many have, and confidential enquiries, which a
// list that everybody sees must not tell of.
func EmployersByKey(ctx context.Context, q Querier, keys []int64, most int) (map[int64][]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `
		SELECT w.key, h.holders FROM unnest(@keys::bigint[]) w (key),
			LATERAL (SELECT ARRAY(SELECT k.employer_id FROM duplicate_key k WHERE k.key = w.key LIMIT @most::int + 1) AS holders) h
		WHERE cardinality(h.holders) BETWEEN 1 AND @most`, pgx.StrictNamedArgs{"keys": keys, "most": most})
	if err != nil {
		return nil, fmt.Errorf("cannot find who a list may be about: %w", err)
	}
	found := map[int64][]hub.EmployerID{}
	var key int64
	var holders []uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&key, &holders}, func() error {
		for _, id := range holders {
			var e hub.EmployerID
			e.UUID = id
			found[key] = append(found[key], e)
		}
		return nil
	})
	return found, err
}

// DuplicateRecordsOf reads employers in the form that is compared, without tombstones and confidential enquiries.
func DuplicateRecordsOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]DuplicateRecord, error) {
	rows, err := q.Query(ctx, `
		SELECT r.employer_id, r.record, '{}'::bigint[] AS keys FROM duplicate_record r JOIN employer e ON e.id = r.employer_id
		WHERE r.employer_id = ANY (@employers) AND e.merged_into IS NULL AND e.confidential_to IS NULL`, pgx.StrictNamedArgs{"employers": employers})
	return all[DuplicateRecord](rows, err, "cannot read records to compare")
}

// PutListedRows writes what became of rows.
func PutListedRows(ctx context.Context, tx pgx.Tx, list hub.PublishedListID, of []hub.ListedRow) error {
	batch := &pgx.Batch{}
	for _, r := range of {
		var score *float64
		if len(r.Candidates) > 0 {
			score = &r.Candidates[0].Score
		}
		if r.Candidates == nil {
			r.Candidates = []hub.ListedCandidate{}
		}
		batch.Queue(`
			UPDATE published_list_row SET outcome = @outcome, employer_id = @employer, score = @score, candidates = @candidates, note = @note, effect = @effect,
				decided_by = @by, decided_at = @at
			WHERE list_id = @list AND line = @line`,
			pgx.StrictNamedArgs{
				"list": list, "line": r.Line, "outcome": r.Outcome, "employer": r.EmployerID, "score": score, "candidates": r.Candidates, "note": r.Note,
				"effect": r.Effect, "by": r.DecidedBy, "at": r.DecidedAt,
			})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot store what a list is about")
	}
	return nil
}

// SetListedChanges notes how each row of a list differs from the list before: a row is the same as one of the same key, or else of
// the same employer.
func SetListedChanges(ctx context.Context, tx pgx.Tx, list, previous hub.PublishedListID) error {
	_, err := tx.Exec(ctx, `
		WITH before AS (
			SELECT row_key, employer_id, level FROM published_list_row WHERE list_id = @previous AND outcome NOT IN ('REPEATED', 'REJECTED')
		), by_key AS (
			SELECT row_key, max(level) AS level FROM before GROUP BY row_key
		), by_employer AS (
			SELECT employer_id, max(level) AS level FROM before WHERE employer_id IS NOT NULL GROUP BY employer_id
		), compared AS (
			SELECT r.line, r.level, coalesce(k.level, e.level) AS was
			FROM published_list_row r LEFT JOIN by_key k ON k.row_key = r.row_key LEFT JOIN by_employer e ON e.employer_id = r.employer_id
			WHERE r.list_id = @list AND r.outcome NOT IN ('REPEATED', 'REJECTED')
		)
		UPDATE published_list_row r SET level_before = c.was, change = CASE
			WHEN c.was IS NULL THEN 'NEW' WHEN c.was < c.level THEN 'MOVED_UP' WHEN c.was > c.level THEN 'MOVED_DOWN' ELSE 'SAME' END
		FROM compared c WHERE r.list_id = @list AND r.line = c.line`, pgx.StrictNamedArgs{"list": list, "previous": previous})
	if err != nil {
		return explain(err, "cannot compare two published lists")
	}
	return nil
}

// ListedDecision is what was decided of a key; EmployerID is nil where it is about nobody.
type ListedDecision struct {
	RowKey     string
	EmployerID *hub.EmployerID
}

// ListedDecisions reads what was decided of keys.
func ListedDecisions(ctx context.Context, q Querier, scheme string, keys []string) ([]ListedDecision, error) {
	rows, err := q.Query(ctx, `
		SELECT d.row_key, d.employer_id FROM published_list_decision d LEFT JOIN employer e ON e.id = d.employer_id
		WHERE d.scheme = @scheme AND d.row_key = ANY (@keys) AND e.confidential_to IS NULL`, pgx.StrictNamedArgs{"scheme": scheme, "keys": keys})
	return all[ListedDecision](rows, err, "cannot read decisions about published lists")
}

// PutListedDecision remembers what was decided of a key.
func PutListedDecision(ctx context.Context, tx pgx.Tx, scheme string, d ListedDecision) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO published_list_decision (scheme, row_key, employer_id) VALUES (@scheme, @key, @employer)
		ON CONFLICT (scheme, row_key) DO UPDATE SET employer_id = excluded.employer_id`, pgx.StrictNamedArgs{"scheme": scheme, "key": d.RowKey, "employer": d.EmployerID})
	if err != nil {
		return explain(err, "cannot remember a decision")
	}
	return nil
}

// LockLivingEmployers keeps others from changing employers, or those that they live on in, until tx ends, and says which these are.
func LockLivingEmployers(ctx context.Context, tx pgx.Tx, ids []hub.EmployerID) (map[hub.EmployerID]hub.EmployerID, error) {
	rows, err := tx.Query(ctx, `
		WITH asked AS (SELECT id AS asked, coalesce(merged_into, id) AS living FROM employer WHERE id = ANY (@ids))
		SELECT asked.asked, e.id FROM employer e JOIN asked ON asked.living = e.id ORDER BY e.id FOR UPDATE OF e`, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("cannot lock employers: %w", err)
	}
	living := map[hub.EmployerID]hub.EmployerID{}
	var asked, is hub.EmployerID
	_, err = pgx.ForEachRow(rows, []any{&asked.UUID, &is.UUID}, func() error {
		living[asked] = is
		return nil
	})
	return living, err
}

// SetListedApplied notes that a row was applied, to whom and with which effect.
func SetListedApplied(ctx context.Context, tx pgx.Tx, r hub.ListedRow) error {
	_, err := tx.Exec(ctx, `UPDATE published_list_row SET applied = true, employer_id = @employer, effect = @effect WHERE list_id = @list AND line = @line`,
		pgx.StrictNamedArgs{"list": r.ListID, "line": r.Line, "employer": r.EmployerID, "effect": r.Effect})
	if err != nil {
		return explain(err, "cannot note that a row was applied")
	}
	return nil
}

// ListedAward is what a list did to an award: as it was before, nil where the list made it, and as the list left it.
type ListedAward struct {
	AccreditationID hub.AccreditationID
	Line            int
	Before          *hub.Accreditation
	After           hub.Accreditation
}

// InsertListedAward keeps what a list did to an award.
func InsertListedAward(ctx context.Context, tx pgx.Tx, list hub.PublishedListID, a ListedAward) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO published_list_award (list_id, accreditation_id, line, before, after) VALUES (@list, @award, @line, @before, @after)
		ON CONFLICT (list_id, accreditation_id) DO UPDATE SET after = excluded.after`,
		pgx.StrictNamedArgs{"list": list, "award": a.AccreditationID, "line": a.Line, "before": a.Before, "after": a.After})
	if err != nil {
		return explain(err, "cannot keep what a list did")
	}
	return nil
}

// ListedAwardsToUndo reads what a list did to awards and what is neither undone nor kept, some of it.
func ListedAwardsToUndo(ctx context.Context, q Querier, list hub.PublishedListID, most int) ([]ListedAward, error) {
	rows, err := q.Query(ctx, `
		SELECT accreditation_id, line, before, after FROM published_list_award WHERE list_id = @list AND NOT undone AND NOT kept
		ORDER BY accreditation_id LIMIT @most`, pgx.StrictNamedArgs{"list": list, "most": most})
	return all[ListedAward](rows, err, "cannot read what a list did")
}

// SetListedAwardUndone notes that what a list did to an award was set back, or kept.
func SetListedAwardUndone(ctx context.Context, tx pgx.Tx, list hub.PublishedListID, award hub.AccreditationID, kept bool) error {
	_, err := tx.Exec(ctx, `UPDATE published_list_award SET undone = NOT @kept, kept = @kept WHERE list_id = @list AND accreditation_id = @award`,
		pgx.StrictNamedArgs{"list": list, "award": award, "kept": kept})
	if err != nil {
		return explain(err, "cannot note what was undone")
	}
	return nil
}

// ListedEdits reads a page of what a list did to awards that were edited or removed since and are not set back, of employers that
// viewer sees. Errors: BAD_INPUT for a cursor of another list.
func ListedEdits(ctx context.Context, q Querier, viewer Viewer, list hub.PublishedListID, page hub.Page) (hub.List[ListedAward], error) {
	args := pgx.StrictNamedArgs{"list": list, "limit": page.First + 1}
	after, err := afterCursor("listed edits", page, `w.accreditation_id > @id AND @key = ''`, args)
	if err != nil {
		return hub.List[ListedAward]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT w.accreditation_id, w.line, w.before, w.after FROM published_list_award w LEFT JOIN accreditation a ON a.id = w.accreditation_id
		WHERE w.list_id = @list AND NOT w.undone AND (a.id IS NULL
				OR (a.level, a.reference, a.awarded_on, a.expires_on, a.source, a.listed_on, a.verified_on, a.ended_on, a.end_reason) IS DISTINCT FROM
					((w.after->>'Level')::smallint, w.after->>'Reference', (w.after->>'AwardedOn')::date, (w.after->>'ExpiresOn')::date, w.after->>'Source',
					(w.after->>'ListedOn')::date, (w.after->>'VerifiedOn')::date, (w.after->>'EndedOn')::date, w.after->>'EndReason'))
			AND `+viewer.sight(args).employerOf(`coalesce(a.employer_id, substr(w.after->>'EmployerID', length('employer_') + 1)::uuid)`)+` AND `+after+`
		ORDER BY w.accreditation_id LIMIT @limit`, args)
	return listOf(rows, err, page, "edits since a published list", func(a ListedAward) (ListedAward, hub.Cursor) {
		return a, hub.Cursor{List: "listed edits", ID: a.AccreditationID.UUID}
	})
}

// DropListedRows deletes the rows of a list that was not applied.
func DropListedRows(ctx context.Context, tx pgx.Tx, list hub.PublishedListID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM published_list_row WHERE list_id = @list`, pgx.StrictNamedArgs{"list": list}); err != nil {
		return explain(err, "cannot drop the rows of a published list")
	}
	return nil
}

package postgres

import (
	"context"
	"fmt"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// EmployerWords is what is known of an employer that tells whether two records are one.
type EmployerWords struct {
	ID        hub.EmployerID
	Names     []string
	Addresses []string
	Postcodes []string
	Website   *string
	Phones    []string
	Emails    []string
	Numbers   []string
}

// EmployerWordsAfter reads a batch of the employers that are not merged, in order of ID, from behind one on.
func EmployerWordsAfter(ctx context.Context, q Querier, after hub.EmployerID, most int) ([]EmployerWords, error) {
	return employerWords(ctx, q, `e.id > @after ORDER BY e.id LIMIT @most`, pgx.StrictNamedArgs{"after": after, "most": most})
}

// EmployerWordsOf reads those of ids that are not merged.
func EmployerWordsOf(ctx context.Context, q Querier, ids []hub.EmployerID) ([]EmployerWords, error) {
	return employerWords(ctx, q, `e.id = ANY (@ids) ORDER BY e.id`, pgx.StrictNamedArgs{"ids": ids})
}

// mostPlaces is how many sites and people of one employer are looked at.
const mostPlaces = `12`

func employerWords(ctx context.Context, q Querier, where string, args pgx.StrictNamedArgs) ([]EmployerWords, error) {
	// The employers are chosen first, so that nothing is worked out for all of them.
	rows, err := q.Query(ctx, `
		WITH e AS MATERIALIZED (
			SELECT e.id, e.name, e.website, e.registered_address, e.postcode FROM employer e WHERE e.merged_into IS NULL AND `+where+`
		)
		SELECT e.id, e.website,
			ARRAY[e.name] || ARRAY(SELECT n.name FROM employer_name n WHERE n.employer_id = e.id ORDER BY n.id DESC LIMIT `+mostPlaces+`) AS names,
			array_remove(ARRAY[array_to_string(e.registered_address, ', ')] || ARRAY(
				SELECT array_to_string(s.address, ', ') FROM site s WHERE s.employer_id = e.id AND s.closed_on IS NULL ORDER BY s.id LIMIT `+mostPlaces+`), '') AS addresses,
			array_remove(ARRAY[e.postcode] || ARRAY(
				SELECT s.postcode FROM site s WHERE s.employer_id = e.id AND s.closed_on IS NULL ORDER BY s.id LIMIT `+mostPlaces+`), NULL) AS postcodes,
			coalesce(people.phones, '{}') AS phones, coalesce(people.emails, '{}') AS emails,
			ARRAY(SELECT i.scheme || ':' || i.value FROM employer_identifier i WHERE i.employer_id = e.id AND i.removed_at IS NULL ORDER BY 1) AS numbers
		FROM e
		LEFT JOIN LATERAL (
			SELECT array_agg(p.phone) FILTER (WHERE p.phone IS NOT NULL) AS phones, array_agg(p.email) FILTER (WHERE p.email IS NOT NULL) AS emails
			FROM (SELECT p.phone, p.email FROM person_role r JOIN person p ON p.id = r.person_id
				WHERE r.employer_id = e.id AND r.until IS NULL ORDER BY r.id LIMIT `+mostPlaces+`) p
		) people ON true
		ORDER BY e.id`, args)
	return all[EmployerWords](rows, err, "cannot read what employers are known by")
}

// DuplicateRecord is an employer in the form that is compared, with the keys by which it is found.
type DuplicateRecord struct {
	EmployerID hub.EmployerID
	Record     []byte // JSON
	Keys       []int64
}

// TrySearchDuplicates lets one process search until tx ends, and says whether that is the caller.
func TrySearchDuplicates(ctx context.Context, tx pgx.Tx) (bool, error) {
	rows, err := tx.Query(ctx, `SELECT pg_try_advisory_xact_lock(hashtext('search for duplicates'))`)
	return one[bool](rows, err, "cannot begin to search for duplicates")
}

// CountForSearch has PostgreSQL look at what a search reads, which an import may just have filled: without it, it takes the tables
// for empty and reads them from end to end for each employer.
func CountForSearch(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `ANALYZE employer, employer_name, employer_identifier, site, person_role, person`); err != nil {
		return fmt.Errorf("cannot prepare to search for duplicates: %w", err)
	}
	return nil
}

// StageDuplicateRecords makes a table, for this transaction, of records that StoreDuplicateRecords then takes.
func StageDuplicateRecords(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE duplicate_staged (LIKE duplicate_record) ON COMMIT DROP`)
	if err != nil {
		return fmt.Errorf("cannot stage records: %w", err)
	}
	return nil
}

// AddStagedRecords adds records to the stage.
func AddStagedRecords(ctx context.Context, tx pgx.Tx, records []DuplicateRecord) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"duplicate_staged"}, []string{"employer_id", "record", "keys"}, pgx.CopyFromSlice(len(records), func(i int) ([]any, error) {
		return []any{records[i].EmployerID, records[i].Record, records[i].Keys}, nil
	}))
	if err != nil {
		return fmt.Errorf("cannot stage records: %w", err)
	}
	return nil
}

// StoreDuplicateRecords takes what is staged. Where only is nil the stage holds every employer, otherwise those of only, and what
// it does not hold is forgotten. Keys are written in their order, which is several times faster.
func StoreDuplicateRecords(ctx context.Context, tx pgx.Tx, only []hub.EmployerID) error {
	of, args := `true`, []any{}
	if only != nil {
		of, args = `r.employer_id = ANY ($1)`, []any{only}
	}
	type step struct {
		sql  string
		args []any
	}
	steps := []step{
		{`DELETE FROM duplicate_staged s USING duplicate_record r WHERE r.employer_id = s.employer_id AND r.record = s.record AND r.keys = s.keys AND ` + of, args},
		{`ANALYZE duplicate_staged`, nil},
		{`DELETE FROM duplicate_key k USING duplicate_record r, unnest(r.keys) old (key)
			WHERE ` + of + ` AND (r.employer_id IN (SELECT employer_id FROM duplicate_staged) OR r.employer_id IN (SELECT id FROM employer WHERE merged_into IS NOT NULL))
				AND k.key = old.key AND k.employer_id = r.employer_id`, args},
		{`DELETE FROM duplicate_record r WHERE ` + of + ` AND r.employer_id IN (SELECT id FROM employer WHERE merged_into IS NOT NULL)`, args},
		{`INSERT INTO duplicate_record SELECT * FROM duplicate_staged ON CONFLICT (employer_id) DO UPDATE SET record = excluded.record, keys = excluded.keys`, nil},
		{`INSERT INTO duplicate_key SELECT key, employer_id FROM duplicate_staged, unnest(keys) key ORDER BY key ON CONFLICT DO NOTHING`, nil},
	}
	if only == nil {
		steps = append(steps, step{`ANALYZE duplicate_record, duplicate_key`, nil})
	}
	for _, step := range steps {
		if _, err := tx.Exec(ctx, step.sql, step.args...); err != nil {
			return fmt.Errorf("cannot store records to compare: %w", err)
		}
	}
	return nil
}

// StoreWords replaces how many records have each word, and counted is how many records there were.
func StoreWords(ctx context.Context, tx pgx.Tx, words map[string]int, counted int, lookedAt time.Time) error {
	if _, err := tx.Exec(ctx, `DELETE FROM duplicate_word`); err != nil {
		return fmt.Errorf("cannot store words: %w", err)
	}
	rows := make([][]any, 0, len(words))
	for word, n := range words {
		if n > 1 {
			rows = append(rows, []any{word, n})
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"duplicate_word"}, []string{"word", "records"}, pgx.CopyFromRows(rows)); err != nil {
		return fmt.Errorf("cannot store words: %w", err)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO duplicate_search (records, looked_at) VALUES (@records, @at)
		ON CONFLICT (single) DO UPDATE SET records = excluded.records, looked_at = excluded.looked_at`,
		pgx.StrictNamedArgs{"records": counted, "at": lookedAt})
	if err != nil {
		return fmt.Errorf("cannot store how far the search is: %w", err)
	}
	return nil
}

// SetLookedAt says that what was changed until then has been looked at.
func SetLookedAt(ctx context.Context, tx pgx.Tx, at time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE duplicate_search SET looked_at = @at`, pgx.StrictNamedArgs{"at": at}); err != nil {
		return fmt.Errorf("cannot store how far the search is: %w", err)
	}
	return nil
}

// DuplicateSearch is how far the search for duplicates has come.
type DuplicateSearch struct {
	// Records is how many were counted; 0 where there was no search yet.
	Records int
	// LookedAt is until when changes were looked at, Now the time, both by the database's clock.
	LookedAt time.Time
	Now      time.Time
}

// LastDuplicateSearch reads how far the search is.
func LastDuplicateSearch(ctx context.Context, q Querier) (DuplicateSearch, error) {
	rows, err := q.Query(ctx, `
		SELECT coalesce(s.records, 0) AS records, coalesce(s.looked_at, 'epoch'::timestamptz) AS looked_at, clock_timestamp() AS now
		FROM (VALUES (1)) always LEFT JOIN duplicate_search s ON true`)
	return exactlyOne[DuplicateSearch](rows, err, "how far the search is")
}

// longestChange is how long a change may take from its time until it is seen by others.
const longestChange = `interval '1 hour'`

// ChangedEmployers finds employers that were changed or imported since, and what was merged; at most so many.
func ChangedEmployers(ctx context.Context, q Querier, since time.Time, most int) ([]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `
		SELECT employer_id FROM (
			SELECT employer_id FROM audit WHERE at >= @since::timestamptz - `+longestChange+` AND employer_id IS NOT NULL
			UNION
			SELECT employer_id FROM import_change WHERE at >= @since::timestamptz - `+longestChange+`
		) changed
		ORDER BY employer_id LIMIT @most`, pgx.StrictNamedArgs{"since": since, "most": most})
	if err != nil {
		return nil, fmt.Errorf("cannot find what was changed: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (id hub.EmployerID, err error) { return id, row.Scan(&id.UUID) })
}

// Words reads how many records have each of words; those that few have are left out.
func Words(ctx context.Context, q Querier, words []string) (map[string]int, error) {
	rows, err := q.Query(ctx, `SELECT word, records FROM duplicate_word WHERE word = ANY (@words)`, pgx.StrictNamedArgs{"words": words})
	if err != nil {
		return nil, fmt.Errorf("cannot read words: %w", err)
	}
	of := map[string]int{}
	var word string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&word, &n}, func() error {
		of[word] = n
		return nil
	})
	return of, err
}

// CrowdedKeys finds the keys that more than so many records have; of employers alone, where there are any.
func CrowdedKeys(ctx context.Context, q Querier, of []hub.EmployerID, most int) ([]int64, error) {
	args := pgx.StrictNamedArgs{"most": most}
	rows, err := q.Query(ctx, `SELECT key FROM duplicate_key k WHERE `+keysOf(of, args)+` GROUP BY key HAVING count(*) > @most`, args)
	return column[int64](rows, err, "cannot find keys that many have")
}

func keysOf(employers []hub.EmployerID, args pgx.StrictNamedArgs) string {
	if employers == nil {
		return `true`
	}
	args["employers"] = employers
	return `k.key IN (SELECT unnest(keys) FROM duplicate_record WHERE employer_id = ANY (@employers))`
}

// Holder is a record with a key that another one has too.
type Holder struct {
	Key int64
	DuplicateRecord
}

// KeyHolders hands over those who share a key with at most so many others, in order of the keys; of the keys of some employers
// alone, where there are any. What it hands over is good until the next one.
func KeyHolders(ctx context.Context, q Querier, of []hub.EmployerID, most int, each func(Holder) error) error {
	args := pgx.StrictNamedArgs{"most": most}
	rows, err := q.Query(ctx, `
		SELECT h.key, r.employer_id, r.record, r.keys
		FROM (SELECT k.key, k.employer_id, count(*) OVER (PARTITION BY k.key) AS holders FROM duplicate_key k WHERE `+keysOf(of, args)+`) h
		JOIN duplicate_record r ON r.employer_id = h.employer_id
		WHERE h.holders BETWEEN 2 AND @most
		ORDER BY h.key`, args)
	if err != nil {
		return fmt.Errorf("cannot find who shares a key: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var h Holder
		if err := rows.Scan(&h.Key, &h.EmployerID.UUID, &h.Record, &h.Keys); err != nil {
			return fmt.Errorf("cannot find who shares a key: %w", err)
		}
		if err := each(h); err != nil {
			return err
		}
	}
	return rows.Err()
}

// PutDuplicatePairs adds pairs. One that is there already gets the new score and reasons, and stays rejected where it is.
func PutDuplicatePairs(ctx context.Context, tx pgx.Tx, pairs []hub.DuplicatePair) error {
	batch := &pgx.Batch{}
	for _, p := range pairs {
		batch.Queue(`
			INSERT INTO duplicate_pair (id, first_id, second_id, score, reasons, found_at, found_by)
			VALUES (@id, @first, @second, @score, @reasons, @at, @by)
			ON CONFLICT (least(first_id, second_id), greatest(first_id, second_id)) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, checked_at = excluded.checked_at`,
			pgx.StrictNamedArgs{"id": p.ID, "first": p.FirstID, "second": p.SecondID, "score": p.Score, "reasons": p.Reasons, "at": p.FoundAt, "by": p.FoundBy})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return explain(err, "cannot store pairs of records")
	}
	return nil
}

// DropStalePairs deletes pairs that nobody decided on and that the search since no longer found; of employers alone, where there
// are any.
func DropStalePairs(ctx context.Context, tx pgx.Tx, of []hub.EmployerID, since time.Time) error {
	args := pgx.StrictNamedArgs{"since": since}
	where := `true`
	if of != nil {
		where = `(first_id = ANY (@employers) OR second_id = ANY (@employers))`
		args["employers"] = of
	}
	_, err := tx.Exec(ctx, `
		DELETE FROM duplicate_pair p WHERE NOT p.rejected AND p.checked_at < @since AND `+where+`
			AND NOT EXISTS (SELECT FROM employer e WHERE e.id IN (p.first_id, p.second_id) AND e.merged_into IS NOT NULL)`, args)
	if err != nil {
		return fmt.Errorf("cannot forget pairs that are none any more: %w", err)
	}
	return nil
}

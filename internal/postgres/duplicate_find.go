package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
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
	// Stored is the form that is compared, as it was made last; nil where it was not yet.
	Stored []byte
}

// EmployerWordsAfter reads a batch of the employers that are not merged, in order of ID, from behind one on, without what is stored.
func EmployerWordsAfter(ctx context.Context, q Querier, after hub.EmployerID, most int) ([]EmployerWords, error) {
	return employerWords(ctx, q, `NULL::jsonb`, `e.id > @after ORDER BY e.id LIMIT @most`, pgx.StrictNamedArgs{"after": after, "most": most})
}

// EmployerWordsOf reads those of ids that are not merged, in order of ID.
func EmployerWordsOf(ctx context.Context, q Querier, ids []hub.EmployerID) ([]EmployerWords, error) {
	return employerWords(ctx, q, `(SELECT d.record FROM duplicate_record d WHERE d.employer_id = e.id)`, `e.id = ANY (@ids) ORDER BY e.id`, pgx.StrictNamedArgs{"ids": ids})
}

// mostPlaces is how many sites and people of one employer are looked at.
const mostPlaces = `12`

func employerWords(ctx context.Context, q Querier, stored, where string, args pgx.StrictNamedArgs) ([]EmployerWords, error) {
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
			ARRAY(SELECT i.scheme || ':' || i.value FROM employer_identifier i WHERE i.employer_id = e.id AND i.removed_at IS NULL ORDER BY 1) AS numbers,
			`+stored+` AS stored
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

// StoreStagedRecords takes what is staged, which holds every employer; what it does not hold is forgotten. Changes of single records
// leave theirs alone meanwhile, see WriteDuplicates. Keys are written in their order, which is several times faster.
func StoreStagedRecords(ctx context.Context, tx pgx.Tx) error {
	for _, step := range []string{
		`SELECT pg_advisory_xact_lock(` + storingAll + `)`,
		`DELETE FROM duplicate_staged s USING duplicate_record r WHERE r.employer_id = s.employer_id AND r.record = s.record AND r.keys = s.keys`,
		`ANALYZE duplicate_staged`,
		`DELETE FROM duplicate_key k USING duplicate_record r, unnest(r.keys) old (key)
			WHERE (r.employer_id IN (SELECT employer_id FROM duplicate_staged) OR NOT EXISTS (SELECT FROM employer e WHERE e.id = r.employer_id AND e.merged_into IS NULL))
				AND k.key = old.key AND k.employer_id = r.employer_id`,
		`DELETE FROM duplicate_record r WHERE NOT EXISTS (SELECT FROM employer e WHERE e.id = r.employer_id AND e.merged_into IS NULL)`,
		`INSERT INTO duplicate_record SELECT * FROM duplicate_staged ON CONFLICT (employer_id) DO UPDATE SET record = excluded.record, keys = excluded.keys`,
		`INSERT INTO duplicate_key SELECT key, employer_id FROM duplicate_staged, unnest(keys) key ORDER BY key ON CONFLICT DO NOTHING`,
		`ANALYZE duplicate_record, duplicate_key`,
	} {
		if _, err := tx.Exec(ctx, step); err != nil {
			return fmt.Errorf("cannot store records to compare: %w", err)
		}
	}
	return nil
}

// storingAll is locked alone by a search that stores every record, and shared by who stores single ones; storing is locked by who
// stores single records or pairs.
const (
	storingAll = `hashtext('store all records to compare')`
	storing    = `hashtext('store records to compare')`
)

// WriteDuplicates keeps others from writing single records and pairs until tx ends, so that of two who write at the same time the
// second sees what the first wrote. It says false where a search is storing every record: that search looks afterwards at what was
// changed meanwhile. Who holds it waits for nobody else.
func WriteDuplicates(ctx context.Context, tx pgx.Tx) (bool, error) {
	rows, err := tx.Query(ctx, `SELECT CASE WHEN pg_try_advisory_xact_lock_shared(`+storingAll+`) THEN pg_advisory_xact_lock(`+storing+`) IS NOT NULL ELSE false END`)
	return one[bool](rows, err, "cannot begin to store records to compare")
}

// forgetRecords deletes the records of the employers @gone. The keys are found by the record, since they have no index by employer.
var forgetRecords = []string{
	`DELETE FROM duplicate_key k USING duplicate_record r, unnest(r.keys) old (key) WHERE r.employer_id = ANY (@gone) AND k.key = old.key AND k.employer_id = r.employer_id`,
	`DELETE FROM duplicate_record WHERE employer_id = ANY (@gone)`,
}

// PutDuplicateRecords stores the records of these employers as they are now, and forgets those that are not among them.
func PutDuplicateRecords(ctx context.Context, tx pgx.Tx, of []hub.EmployerID, records []DuplicateRecord) error {
	batch := &pgx.Batch{}
	gone := slices.Clone(of)
	for _, r := range records {
		gone = slices.DeleteFunc(gone, func(id hub.EmployerID) bool { return id == r.EmployerID })
		args := pgx.StrictNamedArgs{"employer": r.EmployerID, "keys": r.Keys}
		batch.Queue(`
			DELETE FROM duplicate_key k USING duplicate_record r, unnest(r.keys) old (key)
			WHERE r.employer_id = @employer AND k.key = old.key AND k.employer_id = r.employer_id AND k.key <> ALL (@keys)`, args)
		batch.Queue(`INSERT INTO duplicate_key SELECT unnest(@keys::bigint[]), @employer ON CONFLICT DO NOTHING`, args)
		batch.Queue(`
			INSERT INTO duplicate_record (employer_id, record, keys) VALUES (@employer, @record, @keys)
			ON CONFLICT (employer_id) DO UPDATE SET record = excluded.record, keys = excluded.keys`,
			pgx.StrictNamedArgs{"employer": r.EmployerID, "record": r.Record, "keys": r.Keys})
	}
	for _, sql := range forgetRecords {
		batch.Queue(sql, pgx.StrictNamedArgs{"gone": gone})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("cannot store records to compare: %w", err)
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
			UNION
			SELECT c.employer_id FROM import i JOIN import_change c ON c.import_id = i.id
			WHERE i.state = 'UNDONE' AND i.finished_at >= @since::timestamptz - `+longestChange+`
		) changed
		ORDER BY employer_id LIMIT @most`, pgx.StrictNamedArgs{"since": since, "most": most})
	return someEmployers(rows, err)
}

// EditedEmployers finds employers that staff changed since, or a little before; at most so many.
func EditedEmployers(ctx context.Context, q Querier, since time.Time, most int) ([]hub.EmployerID, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT employer_id FROM audit WHERE at >= @since::timestamptz - interval '1 minute' AND employer_id IS NOT NULL
		ORDER BY employer_id LIMIT @most`, pgx.StrictNamedArgs{"since": since, "most": most})
	return someEmployers(rows, err)
}

func someEmployers(rows pgx.Rows, err error) ([]hub.EmployerID, error) {
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

// CrowdedKeys finds the keys that more than so many records have.
func CrowdedKeys(ctx context.Context, q Querier, most int) ([]int64, error) {
	rows, err := q.Query(ctx, `SELECT key FROM duplicate_key GROUP BY key HAVING count(*) > @most`, pgx.StrictNamedArgs{"most": most})
	return column[int64](rows, err, "cannot find keys that many have")
}

// Holder is a record with a key that another one has too.
type Holder struct {
	Key int64
	DuplicateRecord
}

// KeyHolders hands over those who share a key with at most so many others, in order of the keys. What it hands over is good until
// the next one.
func KeyHolders(ctx context.Context, q Querier, most int, each func(Holder) error) error {
	rows, err := q.Query(ctx, `
		SELECT h.key, r.employer_id, r.record, r.keys
		FROM (SELECT key, employer_id, count(*) OVER (PARTITION BY key) AS holders FROM duplicate_key) h
		JOIN duplicate_record r ON r.employer_id = h.employer_id
		WHERE h.holders BETWEEN 2 AND @most
		ORDER BY h.key`, pgx.StrictNamedArgs{"most": most})
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

// WithKey is a stored record that has a key with what was asked for in common.
type WithKey struct {
	// Asked is the place of who has the key too among those asked for.
	Asked      int
	EmployerID hub.EmployerID
	Record     []byte
}

// HoldersOf finds for each set of keys the records that have one of them which no more than so many have.
func HoldersOf(ctx context.Context, q Querier, asked [][]int64, most int) ([]WithKey, error) {
	var places []int
	var keys []int64
	for i, of := range asked {
		for _, key := range of {
			places, keys = append(places, i), append(keys, key)
		}
	}
	// Of a key that many have no more are read than tell that there are too many.
	rows, err := q.Query(ctx, `
		SELECT found.asked, found.employer_id, r.record
		FROM (
			SELECT DISTINCT asked, employer_id FROM (
				SELECT a.asked, h.employer_id, count(*) OVER (PARTITION BY a.asked, a.key) AS holders
				FROM unnest(@places::int[], @keys::bigint[]) a (asked, key)
				CROSS JOIN LATERAL (SELECT k.employer_id FROM duplicate_key k WHERE k.key = a.key LIMIT @most + 1) h
			) h WHERE holders <= @most
		) found
		JOIN duplicate_record r ON r.employer_id = found.employer_id
		ORDER BY found.asked, found.employer_id`, pgx.StrictNamedArgs{"places": places, "keys": keys, "most": most})
	return all[WithKey](rows, err, "cannot find who shares a key")
}

// PutDuplicatePairs adds pairs. One that is there already gets the new score and reasons, and stays rejected where it is. A pair of an
// employer that somebody is about to change is left to that change and the next search, since who writes pairs must not wait.
func PutDuplicatePairs(ctx context.Context, tx pgx.Tx, pairs []hub.DuplicatePair) error {
	var employers []hub.EmployerID
	for _, p := range pairs {
		employers = append(employers, p.FirstID, p.SecondID)
	}
	rows, err := tx.Query(ctx, `SELECT id FROM employer WHERE id = ANY (@employers) FOR KEY SHARE SKIP LOCKED`, pgx.StrictNamedArgs{"employers": employers})
	free, err := column[uuid.UUID](rows, err, "cannot store pairs of records")
	if err != nil {
		return err
	}
	isFree := make(map[uuid.UUID]bool, len(free))
	for _, id := range free {
		isFree[id] = true
	}
	batch := &pgx.Batch{}
	for _, p := range pairs {
		if !isFree[p.FirstID.UUID] || !isFree[p.SecondID.UUID] {
			continue
		}
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

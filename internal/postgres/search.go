package postgres

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// LearnWords notes the words that employers' names have, for Correct and Rare, but for confidential ones. It replaces what was noted before.
func LearnWords(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `
		WITH said AS MATERIALIZED (
			SELECT word, ndoc FROM ts_stat('SELECT search FROM employer WHERE merged_into IS NULL AND confidential_to IS NULL') WHERE word ~ '^[a-z]{1,40}$'
		), gone AS (
			DELETE FROM search_word w WHERE NOT EXISTS (SELECT FROM said WHERE said.word = w.word)
		)
		INSERT INTO search_word (word, employers) SELECT word, ndoc FROM said
		ON CONFLICT (word) DO UPDATE SET employers = excluded.employers WHERE search_word.employers <> excluded.employers`)
	if err != nil {
		return explain(err, "cannot learn the words of names")
	}
	return nil
}

// Rare says whether one of terms begins so few words of names that all employers with it can be looked at. What is too short to tell is
// not rare, and a word that no name has is: numbers and postcodes, whose beginnings nobody shares with many.
func Rare(ctx context.Context, q Querier, terms []string) (bool, error) {
	rows, err := q.Query(ctx, `
		SELECT coalesce(bool_or(employers <= @few), false) FROM (
			SELECT (SELECT coalesce(sum(w.employers), 0) FROM search_word w WHERE w.word >= t.term AND w.word < t.term || '~') AS employers
			FROM unnest(@terms::text[]) t (term) WHERE length(t.term) >= @telling
		) each`, pgx.StrictNamedArgs{"terms": terms, "few": looksAt, "telling": telling})
	return one[bool](rows, err, "cannot ask how rare a word is")
}

// telling is how many letters of a word say something about how many employers have it.
const telling = 3

// likely is how many known words are looked at for one that nobody has.
const likely = 50

// corrections is how many of them stand in for it.
const corrections = 5

// Correct finds for each of terms the words that may have been meant, the nearest first: none for one that some word begins
// with, and for one that nothing is like.
func Correct(ctx context.Context, q Querier, terms []string) (map[string][]string, error) {
	rows, err := q.Query(ctx, `
		SELECT t.term, near.word
		FROM unnest(@terms::text[]) t (term)
		CROSS JOIN LATERAL (
			SELECT w.word FROM search_word w
			WHERE w.word % t.term AND length(w.word) > @telling
			ORDER BY similarity(w.word, t.term) DESC, w.employers DESC, w.word
			LIMIT @most
		) near
		WHERE NOT EXISTS (SELECT FROM search_word w WHERE w.word >= t.term AND w.word < t.term || '~')`,
		pgx.StrictNamedArgs{"terms": terms, "most": likely, "telling": telling})
	type correction struct{ Term, Word string }
	near, err := all[correction](rows, err, "cannot correct a search")
	words := map[string][]string{}
	for _, c := range near {
		words[c.Term] = append(words[c.Term], c.Word)
	}
	meant := map[string][]string{}
	for term, like := range words {
		if found := hub.Meant(term, like); len(found) > 0 {
			meant[term] = found[:min(corrections, len(found))]
		}
	}
	return meant, err
}

// EmployersNamed reads the first employers that viewer sees, by name, whose name begins as key does.
func EmployersNamed(ctx context.Context, q Querier, viewer Viewer, key string, most int) ([]hub.Employer, error) {
	args := pgx.StrictNamedArgs{"key": key}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		SELECT `+see.employerColumns()+` FROM employer e`+employerJoins+`
		WHERE `+living+` AND `+see.employer("e")+` AND e.name_key >= `+unseen(`@key::text`)+` AND e.name_key < `+unseen(`@key::text || '~'`)+`
		ORDER BY e.name_key, e.id LIMIT `+strconv.Itoa(most), args)
	return all[hub.Employer](rows, err, "cannot read employers by the beginning of their name")
}

// EmployersWith reads the first employers that viewer sees and that search finds, but for those of without: those contacted last first, then
// by name. Errors: ErrCommon where search finds too many to put in order.
func EmployersWith(ctx context.Context, q Querier, viewer Viewer, search string, without []hub.EmployerID, most int) ([]hub.Employer, error) {
	args := pgx.StrictNamedArgs{"without": without}
	see := viewer.sight(args)
	return see.inTouchFirst(ctx, q, hidingSearch(see.employerWhere(hub.EmployerFilter{Search: &search}))+` AND e.id <> ALL (coalesce(@without::uuid[], '{}'))`, most)
}

// ErrCommon says that so many employers have a word that they are better found on a walk through the list.
var ErrCommon = errors.New("too many employers have this word")

// EmployersMeaning reads the first employers that viewer sees and that have one of the words of each set, those contacted last first.
// Where many do, they are the first of some of them.
func EmployersMeaning(ctx context.Context, q Querier, viewer Viewer, sets [][]string, most int) ([]hub.Employer, error) {
	see := viewer.sight(pgx.StrictNamedArgs{"search": anyOfEach(sets)})
	found, err := see.inTouchFirst(ctx, q, hidingSearch(living+` AND `+see.employer("e")+` AND e.search @@ @search::tsquery`), most)
	if errors.Is(err, ErrCommon) {
		err = nil
	}
	return found, err
}

// hidingSearch lets where have one plan for all words.
func hidingSearch(where string) string {
	return strings.Replace(where, `@search::tsquery`, unseen(`@search::tsquery`), 1)
}

// inTouchFirst reads the first employers of which where is true, those contacted last first, then by name. Errors: ErrCommon, with the first of some,
// where it is true of more than looksAt.
func (s sight) inTouchFirst(ctx context.Context, q Querier, where string, most int) ([]hub.Employer, error) {
	rows, err := q.Query(ctx, `
		WITH found AS MATERIALIZED (
			SELECT e.id, `+lastContactKey+` AS last_contact, e.name_key FROM employer e WHERE `+where+` LIMIT `+strconv.Itoa(looksAt+1)+`
		), page AS (
			SELECT * FROM found ORDER BY last_contact DESC, name_key, id LIMIT `+strconv.Itoa(most)+`
		)
		SELECT `+s.employerColumns()+`, (SELECT count(*) FROM found) > `+strconv.Itoa(looksAt)+` AS common
		FROM page JOIN employer e USING (id)`+employerJoins+`
		ORDER BY page.last_contact DESC, page.name_key, page.id`, s.args)
	type row struct {
		hub.Employer
		Common bool
	}
	read, err := all[row](rows, err, "cannot read employers by words")
	found := make([]hub.Employer, len(read))
	for i, r := range read {
		found[i] = r.Employer
	}
	if err == nil && len(read) > 0 && read[0].Common {
		err = ErrCommon
	}
	return found, err
}

// looksAt is how many that have the words are looked at: put in order, or asked whether the viewer sees them.
const looksAt = 2000

// PeopleFound reads the present roles of people that viewer sees in full and whose name or address has a word that begins as
// each of terms does.
func PeopleFound(ctx context.Context, q Querier, viewer Viewer, terms []string, most int) ([]hub.PersonRole, error) {
	args := pgx.StrictNamedArgs{"query": prefixQuery(terms), "on": viewer.Today}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, see.roleSelect()+`
		WHERE `+see.employerOf(`r.employer_id`)+` AND p.id = ANY (ARRAY (SELECT f.id FROM person f WHERE f.search @@ `+unseen(`@query::tsquery`)+` LIMIT `+strconv.Itoa(looksAt)+`)) AND access.full AND (r.until IS NULL OR r.until >= @on)
		ORDER BY p.name, p.id, r.id LIMIT `+strconv.Itoa(most), args)
	return all[hub.PersonRole](rows, err, "cannot find people")
}

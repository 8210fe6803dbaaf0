package postgres

import (
	"context"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// LearnWords notes the words that employers' names have, for Correct, but for confidential ones. It replaces what was noted before.
func LearnWords(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `
		WITH said AS MATERIALIZED (
			SELECT word, ndoc FROM ts_stat('SELECT search FROM employer WHERE merged_into IS NULL AND confidential_to IS NULL') WHERE word ~ '^[a-z]{4,40}$'
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
			WHERE w.word % t.term
			ORDER BY similarity(w.word, t.term) DESC, w.employers DESC, w.word
			LIMIT @most
		) near
		WHERE NOT EXISTS (SELECT FROM search_word w WHERE w.word >= t.term AND w.word < t.term || '~')`,
		pgx.StrictNamedArgs{"terms": terms, "most": likely})
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

// EmployersMeaning reads the first employers that viewer sees and that have one of the words of each set, those contacted last first.
func EmployersMeaning(ctx context.Context, q Querier, viewer Viewer, sets [][]string, most int) ([]hub.Employer, error) {
	args := pgx.StrictNamedArgs{"query": anyOfEach(sets)}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		WITH found AS MATERIALIZED (
			SELECT e.id FROM employer e WHERE `+living+` AND `+see.employer("e")+` AND e.search @@ `+unseen(`@query::tsquery`)+` LIMIT `+strconv.Itoa(looksAt)+`
		)
		SELECT `+see.employerColumns()+` FROM found JOIN employer e USING (id)`+employerJoins+`
		ORDER BY `+lastContactKey+` DESC, e.name_key, e.id LIMIT `+strconv.Itoa(most), args)
	return all[hub.Employer](rows, err, "cannot read employers by corrected words")
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

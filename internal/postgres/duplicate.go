package postgres

import (
	"context"
	"strconv"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// duplicateState works out what became of pair p of employers a and b.
const duplicateState = `CASE WHEN p.rejected THEN 'REJECTED' WHEN coalesce(a.merged_into, a.id) = coalesce(b.merged_into, b.id) THEN 'MERGED' ELSE 'OPEN' END`

// duplicateSelect reads pair p that viewer sees.
func (s sight) duplicateSelect() string {
	return `
		SELECT p.id, p.first_id, p.second_id, p.score, p.reasons, ` + duplicateState + ` AS state, p.found_at, p.found_by, p.decided_at, p.decided_by, p.reason
		` + s.duplicateFrom()
}

func (s sight) duplicateFrom() string {
	return `FROM duplicate_pair p
		JOIN employer a ON a.id = p.first_id
		JOIN employer b ON b.id = p.second_id
		WHERE ` + s.duplicatePair("a", "b") + ` AND `
}

// duplicateWhere are the conditions of a filter. A record that was merged into a third one takes its pairs along.
func duplicateWhere(f hub.DuplicateFilter, args pgx.StrictNamedArgs) string {
	where := `true`
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		args[name] = value
	}
	if f.StateIn != nil {
		either := []string{`false`}
		for _, state := range f.StateIn {
			switch state {
			case hub.DuplicateOpen:
				either = append(either, `NOT p.rejected AND a.merged_into IS NULL AND b.merged_into IS NULL`)
			case hub.DuplicateRejected:
				either = append(either, `p.rejected`)
			case hub.DuplicateMerged:
				either = append(either, `NOT p.rejected AND coalesce(a.merged_into, a.id) = coalesce(b.merged_into, b.id)`)
			}
		}
		where += ` AND (` + strings.Join(either, ` OR `) + `)`
	}
	if f.MinScore != nil {
		add(`p.score >= @min_score`, "min_score", *f.MinScore)
	}
	if f.EmployerID != nil {
		add(`(p.first_id = @employer OR p.second_id = @employer)`, "employer", *f.EmployerID)
	}
	return where + ` AND NOT (NOT p.rejected AND (a.merged_into IS NOT NULL OR b.merged_into IS NOT NULL) AND coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id))`
}

// Duplicates reads a page of the pairs that viewer sees. Errors: BAD_INPUT for a cursor of another list.
func Duplicates(ctx context.Context, q Querier, viewer Viewer, f hub.DuplicateFilter, order hub.DuplicateOrder, page hub.Page) (hub.List[hub.DuplicatePair], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	name, by, after := "duplicates", `p.score DESC, p.id DESC`, `(p.score, p.id) < (@score, @id)`
	if order == hub.DuplicatesByFound {
		name, by, after = "duplicates by day", `p.id DESC`, `p.id < @id`
	}
	where := duplicateWhere(f, args)
	if page.After != "" {
		cursor, err := hub.ParseCursor(name, page.After)
		if err != nil {
			return hub.List[hub.DuplicatePair]{}, err
		}
		where += ` AND ` + after
		args["id"] = cursor.ID
		if order != hub.DuplicatesByFound {
			score, err := strconv.ParseFloat(cursor.Key, 64)
			if err != nil {
				return hub.List[hub.DuplicatePair]{}, hub.BadInput("this is not a place in this list", "after")
			}
			args["score"] = score
		}
	}
	rows, err := q.Query(ctx, viewer.sight(args).duplicateSelect()+where+` ORDER BY `+by+` LIMIT @limit`, args)
	return listOf(rows, err, page, "duplicates", func(p hub.DuplicatePair) (hub.DuplicatePair, hub.Cursor) {
		return p, hub.Cursor{List: name, Key: strconv.FormatFloat(p.Score, 'g', -1, 64), ID: p.ID.UUID}
	})
}

// CountDuplicates counts what Duplicates lists.
func CountDuplicates(ctx context.Context, q Querier, viewer Viewer, f hub.DuplicateFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) `+viewer.sight(args).duplicateFrom()+duplicateWhere(f, args), args)
	return one[int](rows, err, "cannot count duplicates")
}

// DuplicatePairsByID reads those of ids that viewer sees, in no order.
func DuplicatePairsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.DuplicatePairID) ([]hub.DuplicatePair, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, viewer.sight(args).duplicateSelect()+`p.id = ANY (@ids) ORDER BY p.id`, args)
	return all[hub.DuplicatePair](rows, err, "cannot read duplicates")
}

// DuplicatePairForUpdate reads one, and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer
// does not see.
func DuplicatePairForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.DuplicatePairID) (hub.DuplicatePair, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, viewer.sight(args).duplicateSelect()+`p.id = @id FOR UPDATE OF p`, args)
	return exactlyOne[hub.DuplicatePair](rows, err, "pair of records")
}

// RejectDuplicatePair writes that a pair is two employers.
func RejectDuplicatePair(ctx context.Context, tx pgx.Tx, p hub.DuplicatePair) error {
	_, err := tx.Exec(ctx, `
		UPDATE duplicate_pair SET rejected = true, decided_at = @at, decided_by = @by, reason = @reason WHERE id = @id`,
		pgx.StrictNamedArgs{"id": p.ID, "at": p.DecidedAt, "by": p.DecidedBy, "reason": p.Reason})
	if err != nil {
		return explain(err, "cannot reject a pair")
	}
	return nil
}

// PossibleDuplicatesOf reads for each of these employers the others that it may be, the likeliest first, at most ten.
func PossibleDuplicatesOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.PossibleDuplicate, error) {
	args := pgx.StrictNamedArgs{"employers": employers}
	side := func(own, other string) string {
		return `SELECT p.` + own + ` AS of_id, p.` + other + ` AS employer_id, p.score, p.reasons, p.id
			FROM duplicate_pair p JOIN employer a ON a.id = p.` + own + ` JOIN employer b ON b.id = p.` + other + `
			WHERE p.` + own + ` = asked.id AND NOT p.rejected AND a.merged_into IS NULL AND b.merged_into IS NULL AND ` + viewer.sight(args).possibleDuplicate("a", "b")
	}
	rows, err := q.Query(ctx, `
		SELECT found.of_id, found.employer_id, found.score, found.reasons
		FROM unnest(@employers::uuid[]) asked (id)
		CROSS JOIN LATERAL (SELECT * FROM (`+side("first_id", "second_id")+` UNION ALL `+side("second_id", "first_id")+`) p ORDER BY score DESC, id DESC LIMIT 10) found
		ORDER BY found.of_id, found.score DESC, found.id DESC`, args)
	return all[hub.PossibleDuplicate](rows, err, "cannot read possible duplicates")
}

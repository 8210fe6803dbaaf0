package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

var publishedListSelect = `
	SELECT l.id, l.scheme, l.listed_on, l.file_name, l.state, l.previous_id, l.failure, l.overwrite, l.undone, l.kept, l.started_at, l.finished_at, ` +
	userRecord("u", "o") + ` AS started_by
	FROM published_list l
	LEFT JOIN hub_user u ON u.id = l.started_by
	LEFT JOIN organisation o ON o.id = u.organisation_id
	WHERE `

// PublishedListsByID reads those of ids, in no order. Their names are public, so there is no predicate of visibility here.
func PublishedListsByID(ctx context.Context, q Querier, ids []hub.PublishedListID) ([]hub.PublishedList, error) {
	rows, err := q.Query(ctx, publishedListSelect+`l.id = ANY (@ids)`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.PublishedList](rows, err, "cannot read published lists")
}

// PublishedLists reads a page of those of a scheme, the latest first. Errors: BAD_INPUT for a cursor of another list.
func PublishedLists(ctx context.Context, q Querier, scheme string, page hub.Page) (hub.List[hub.PublishedList], error) {
	args := pgx.StrictNamedArgs{"scheme": scheme, "limit": page.First + 1}
	after, err := afterCursor("published lists", page, `l.id < @id AND @key = ''`, args)
	if err != nil {
		return hub.List[hub.PublishedList]{}, err
	}
	rows, err := q.Query(ctx, publishedListSelect+`l.scheme = @scheme AND `+after+` ORDER BY l.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, "published lists", func(l hub.PublishedList) (hub.PublishedList, hub.Cursor) {
		return l, hub.Cursor{List: "published lists", ID: l.ID.UUID}
	})
}

// LastPublishedList finds the list of a scheme that is in and has the latest day, and the digest of what it says. False: none is.
func LastPublishedList(ctx context.Context, q Querier, scheme string) (last hub.PublishedList, digest []byte, found bool, err error) {
	rows, err := q.Query(ctx, publishedListSelect+`l.scheme = @scheme AND l.state = 'APPLIED' ORDER BY l.listed_on DESC, l.id DESC LIMIT 1`, pgx.StrictNamedArgs{"scheme": scheme})
	lists, err := all[hub.PublishedList](rows, err, "cannot read published lists")
	if err != nil || len(lists) == 0 {
		return last, nil, false, err
	}
	rows, err = q.Query(ctx, `SELECT digest FROM published_list WHERE id = @id`, pgx.StrictNamedArgs{"id": lists[0].ID})
	digest, err = one[[]byte](rows, err, "cannot read a published list")
	return lists[0], digest, true, err
}

// PublishedListForUpdate reads one and keeps others from working on it until tx ends. Errors: NOT_FOUND.
func PublishedListForUpdate(ctx context.Context, tx pgx.Tx, id hub.PublishedListID) (hub.PublishedList, error) {
	rows, err := tx.Query(ctx, publishedListSelect+`l.id = @id FOR UPDATE OF l`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.PublishedList](rows, err, "published list")
}

// InsertPublishedList adds one with its rows. Errors: CONFLICT where another of the scheme is not finished.
func InsertPublishedList(ctx context.Context, tx pgx.Tx, l hub.PublishedList, digest []byte, read []hub.ListedRow) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO published_list (id, scheme, listed_on, file_name, digest, state, previous_id, started_by, started_at)
		VALUES (@id, @scheme, @listed, @file, @digest, @state, @previous, @by, @at)`,
		pgx.StrictNamedArgs{
			"id": l.ID, "scheme": l.Scheme, "listed": l.ListedOn, "file": l.FileName, "digest": digest, "state": l.State, "previous": l.PreviousID,
			"by": userIDOf(l.StartedBy), "at": l.StartedAt,
		})
	if err != nil {
		return explain(err, "cannot add a published list")
	}
	columns := []string{"list_id", "line", "name", "town", "postcode", "sector", "region", "level", "row_key", "outcome", "note"}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"published_list_row"}, columns, pgx.CopyFromSlice(len(read), func(i int) ([]any, error) {
		r := read[i]
		outcome := r.Outcome
		if outcome == "" {
			outcome = "WAITING"
		}
		return []any{l.ID, r.Line, r.Name, r.Town, r.Postcode, r.Sector, r.Region, r.Level, r.Key(), outcome, r.Note}, nil
	}))
	if err != nil {
		return explain(err, "cannot add the rows of a published list")
	}
	return nil
}

// SetPublishedList writes how far one is.
func SetPublishedList(ctx context.Context, tx pgx.Tx, l hub.PublishedList) error {
	_, err := tx.Exec(ctx, `
		UPDATE published_list SET state = @state, failure = @failure, overwrite = @overwrite, undone = @undone, kept = @kept, finished_at = @finished, worked_at = clock_timestamp()
		WHERE id = @id`,
		pgx.StrictNamedArgs{"id": l.ID, "state": l.State, "failure": l.Failure, "overwrite": l.Overwrite, "undone": l.Undone, "kept": l.Kept, "finished": l.FinishedAt})
	if err != nil {
		return explain(err, "cannot change a published list")
	}
	return nil
}

// StalledPublishedLists finds lists that wait for a step that nobody takes, and says that they were looked at. Who takes a step holds
// the list, and lets it go when it dies.
func StalledPublishedLists(ctx context.Context, tx pgx.Tx) ([]hub.PublishedListID, error) {
	rows, err := tx.Query(ctx, `
		UPDATE published_list SET worked_at = clock_timestamp() WHERE id IN (
			SELECT id FROM published_list WHERE state IN ('MATCHING', 'APPLYING', 'UNDOING') AND worked_at < clock_timestamp() - interval '2 minutes' FOR UPDATE SKIP LOCKED)
		RETURNING id`)
	if err != nil {
		return nil, fmt.Errorf("cannot find stalled lists: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (id hub.PublishedListID, err error) { return id, row.Scan(&id.UUID) })
}

// listedSelect is a row of a list: its employer's name is nowhere in it.
const listedSelect = `
	SELECT r.list_id, r.line, r.name, r.town, r.postcode, r.sector, r.region, r.level, r.outcome, r.employer_id, r.note, r.change, r.level_before, r.effect,
		r.decided_by, r.decided_at, `

// listedRow says that the viewer may see row r: not one about a confidential enquiry.
func (s sight) listedRow() string {
	return `(r.employer_id IS NULL OR ` + s.employerOf(`r.employer_id`) + `)`
}

// listCandidates are those of row r that the viewer sees.
func (s sight) listCandidates() string {
	id := `substr(x.c->>'employer', length('employer_') + 1)::uuid`
	return `(SELECT coalesce(jsonb_agg(x.c ORDER BY x.place), '[]') FROM jsonb_array_elements(r.candidates) WITH ORDINALITY x (c, place)
		WHERE ` + s.employerOf(`coalesce((SELECT k.merged_into FROM employer k WHERE k.id = `+id+`), `+id+`)`) + `) AS candidates`
}

func (s sight) listedWhere(list hub.PublishedListID, f hub.ListedFilter) string {
	s.args["list"] = list
	where := `r.list_id = @list AND ` + s.listedRow()
	if len(f.OutcomeIn) > 0 {
		where += ` AND r.outcome = ANY (@outcomes)`
		s.args["outcomes"] = f.OutcomeIn
	}
	if len(f.ChangeIn) > 0 {
		where += ` AND r.change = ANY (@changes)`
		s.args["changes"] = f.ChangeIn
	}
	if f.InRotherham != nil {
		in := `EXISTS (SELECT FROM postcode_directory d WHERE d.postcode = upper(r.postcode) AND d.ward_code IS NOT NULL)`
		if !*f.InRotherham {
			in = `NOT ` + in
		}
		where += ` AND ` + in
	}
	return where
}

// ListedRows reads a page of the rows of a list that viewer sees, by line. Errors: BAD_INPUT for a cursor of another list.
func ListedRows(ctx context.Context, q Querier, viewer Viewer, list hub.PublishedListID, f hub.ListedFilter, page hub.Page) (hub.List[hub.ListedRow], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterLine(page, args)
	if err != nil {
		return hub.List[hub.ListedRow]{}, err
	}
	s := viewer.sight(args)
	rows, err := q.Query(ctx, listedSelect+s.listCandidates()+` FROM published_list_row r WHERE `+s.listedWhere(list, f)+` AND `+after+` ORDER BY r.line LIMIT @limit`, args)
	return listedPage(rows, err, page)
}

// CountListedRows counts what ListedRows lists.
func CountListedRows(ctx context.Context, q Querier, viewer Viewer, list hub.PublishedListID, f hub.ListedFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM published_list_row r WHERE `+viewer.sight(args).listedWhere(list, f), args)
	return one[int](rows, err, "cannot count the rows of a published list")
}

func afterLine(page hub.Page, args pgx.StrictNamedArgs) (string, error) {
	if page.After == "" {
		return `true`, nil
	}
	cursor, err := hub.ParseCursor("listed rows", page.After)
	if err != nil {
		return "", err
	}
	line, err := strconv.Atoi(cursor.Key)
	if err != nil {
		return "", errors.New("a cursor with another key than its list has")
	}
	args["after"] = line
	return `r.line > @after`, nil
}

func listedPage(rows pgx.Rows, err error, page hub.Page) (hub.List[hub.ListedRow], error) {
	return listOf(rows, err, page, "rows of a published list", func(r hub.ListedRow) (hub.ListedRow, hub.Cursor) {
		return r, hub.Cursor{List: "listed rows", Key: strconv.Itoa(r.Line), ID: r.ListID.UUID}
	})
}

// gone are the rows r of @previous whose employer, which the viewer sees, the list @list does not name any more.
func (s sight) gone(list, previous hub.PublishedListID, mine bool) string {
	s.args["list"], s.args["previous"] = list, previous
	where := `r.list_id = @previous AND r.outcome = 'MATCHED' AND ` + s.listedRow() + `
		AND NOT EXISTS (SELECT FROM published_list_row n WHERE n.list_id = @list AND n.row_key = r.row_key)
		AND NOT EXISTS (SELECT FROM published_list_row n WHERE n.list_id = @list AND n.employer_id = r.employer_id)`
	if mine {
		where += ` AND EXISTS (SELECT FROM employer e WHERE e.id = r.employer_id AND e.led_by_user_id = @led_by)`
		s.args["led_by"] = s.UserID
	}
	return where
}

// ListedGone reads a page of the rows of the list before whose employers a list does not name any more; of those that viewer leads
// alone, where mine says so. Errors: BAD_INPUT for a cursor of another list.
func ListedGone(ctx context.Context, q Querier, viewer Viewer, of hub.PublishedList, mine bool, page hub.Page) (hub.List[hub.ListedRow], error) {
	if of.PreviousID == nil {
		return hub.List[hub.ListedRow]{}, nil
	}
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterLine(page, args)
	if err != nil {
		return hub.List[hub.ListedRow]{}, err
	}
	s := viewer.sight(args)
	rows, err := q.Query(ctx, listedSelect+s.listCandidates()+` FROM published_list_row r WHERE `+s.gone(of.ID, *of.PreviousID, mine)+` AND `+after+` ORDER BY r.line LIMIT @limit`, args)
	return listedPage(rows, err, page)
}

// CountListedGone counts what ListedGone lists.
func CountListedGone(ctx context.Context, q Querier, viewer Viewer, of hub.PublishedList, mine bool) (int, error) {
	if of.PreviousID == nil {
		return 0, nil
	}
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM published_list_row r WHERE `+viewer.sight(args).gone(of.ID, *of.PreviousID, mine), args)
	return one[int](rows, err, "cannot count who is not listed any more")
}

// PublishedListCounts counts the rows of a list that viewer sees.
func PublishedListCounts(ctx context.Context, q Querier, viewer Viewer, of hub.PublishedList) (hub.PublishedListCounts, error) {
	args := pgx.StrictNamedArgs{}
	s := viewer.sight(args)
	gone := `0`
	if of.PreviousID != nil {
		gone = `(SELECT count(*) FROM published_list_row r WHERE ` + s.gone(of.ID, *of.PreviousID, false) + `)`
	}
	count := func(condition string) string { return `count(*) FILTER (WHERE r.` + condition + `)` }
	rows, err := q.Query(ctx, `
		SELECT count(*) AS rows, `+count(`outcome = 'MATCHED'`)+` AS matched, `+count(`outcome = 'UNSURE'`)+` AS unsure, `+count(`outcome = 'UNMATCHED'`)+` AS unmatched,
			`+count(`outcome = 'IGNORED'`)+` AS ignored, `+count(`outcome = 'REPEATED'`)+` AS repeated, `+count(`outcome = 'REJECTED'`)+` AS rejected,
			`+count(`change = 'NEW'`)+` AS new, `+count(`change = 'MOVED_UP'`)+` AS moved_up, `+count(`change = 'MOVED_DOWN'`)+` AS moved_down, `+gone+` AS gone,
			`+count(`outcome = 'MATCHED' AND r.effect = 'MADE'`)+` AS made, `+count(`outcome = 'MATCHED' AND r.effect = 'CONFIRMED'`)+` AS confirmed
		FROM published_list_row r WHERE `+s.listedWhere(of.ID, hub.ListedFilter{}), args)
	return exactlyOne[hub.PublishedListCounts](rows, err, "published list")
}

// ListedRowForUpdate reads a row and keeps others from deciding it until tx ends. Errors: NOT_FOUND, also where viewer does not see it.
func ListedRowForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, list hub.PublishedListID, line int) (hub.ListedRow, error) {
	args := pgx.StrictNamedArgs{"line": line}
	s := viewer.sight(args)
	rows, err := tx.Query(ctx, listedSelect+s.listCandidates()+` FROM published_list_row r WHERE `+s.listedWhere(list, hub.ListedFilter{})+` AND r.line = @line FOR UPDATE`, args)
	return exactlyOne[hub.ListedRow](rows, err, "row of the list")
}

// ListingsOf reads which lists that are in named these employers, the latest first.
func ListingsOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.Listing, error) {
	rows, err := q.Query(ctx, `
		SELECT r.employer_id, l.scheme, l.listed_on, r.level
		FROM published_list_row r JOIN published_list l ON l.id = r.list_id
		WHERE r.employer_id = ANY (@employers) AND r.outcome = 'MATCHED' AND l.state = 'APPLIED'
		ORDER BY r.employer_id, l.listed_on DESC, l.id DESC, r.line`, pgx.StrictNamedArgs{"employers": employers})
	return all[hub.Listing](rows, err, "cannot read listings")
}

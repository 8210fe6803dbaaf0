package postgres

import (
	"context"
	"strconv"
	"strings"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// returnCounts are how many rows of return r in a table came to what.
func returnCounts(table string) string {
	var counts []string
	for _, outcome := range []hub.ImportOutcome{hub.RowCreated, hub.RowUpdated, hub.RowUnchanged, hub.RowRejected} {
		counts = append(counts, `(SELECT count(*) FROM `+table+` w WHERE w.return_id = r.id AND w.outcome = '`+string(outcome)+`') AS `+strings.ToLower(string(outcome)))
	}
	return strings.Join(counts, ", ")
}

func returnSelect() string {
	return `
		SELECT r.id, r.file_name, r.columns, r.state, ` + userRecord("u", "uo") + ` AS sent_by, r.sent_at, r.taken_at, r.undone_at, ` + returnCounts("encounter_return_row") + `
		FROM encounter_return r LEFT JOIN hub_user u ON u.id = r.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE `
}

// EncounterReturns reads a page of those that viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func EncounterReturns(ctx context.Context, q Querier, viewer Viewer, page hub.Page) (hub.List[hub.EncounterReturn], error) {
	const name = "encounter returns"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor(name, page, `r.id < @id AND @key = ''`, args)
	if err != nil {
		return hub.List[hub.EncounterReturn]{}, err
	}
	rows, err := q.Query(ctx, returnSelect()+viewer.sight(args).encounterReturn("r")+` AND `+after+` ORDER BY r.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(r hub.EncounterReturn) (hub.EncounterReturn, hub.Cursor) {
		return r, hub.Cursor{List: name, ID: r.ID.UUID}
	})
}

// CountEncounterReturns counts what EncounterReturns lists.
func CountEncounterReturns(ctx context.Context, q Querier, viewer Viewer) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM encounter_return r WHERE `+viewer.sight(args).encounterReturn("r"), args)
	return one[int](rows, err, "cannot count returns of encounters")
}

// EncounterReturnsByID reads those of ids that viewer sees, in no order.
func EncounterReturnsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.EncounterReturnID) ([]hub.EncounterReturn, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, returnSelect()+viewer.sight(args).encounterReturn("r")+` AND r.id = ANY (@ids) ORDER BY r.id`, args)
	return all[hub.EncounterReturn](rows, err, "cannot read returns of encounters")
}

// EncounterReturnForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see it.
func EncounterReturnForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.EncounterReturnID) (hub.EncounterReturn, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, returnSelect()+viewer.sight(args).encounterReturn("r")+` AND r.id = @id FOR UPDATE OF r`, args)
	return exactlyOne[hub.EncounterReturn](rows, err, "return of encounters")
}

// InsertEncounterReturn adds one without its rows.
func InsertEncounterReturn(ctx context.Context, tx pgx.Tx, r hub.EncounterReturn, of hub.OrganisationID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO encounter_return (id, organisation_id, file_name, columns, state, user_id, sent_at) VALUES (@id, @of, @name, @columns, @state, @by, @at)`,
		pgx.StrictNamedArgs{"id": r.ID, "of": of, "name": r.FileName, "columns": r.Columns, "state": r.State, "by": userIDOf(r.SentBy), "at": r.SentAt})
	if err != nil {
		return explain(err, "cannot add a return of encounters")
	}
	return nil
}

// SetEncounterReturn writes where a return stands.
func SetEncounterReturn(ctx context.Context, tx pgx.Tx, r hub.EncounterReturn) error {
	_, err := tx.Exec(ctx, `UPDATE encounter_return SET state = @state, taken_at = @taken, undone_at = @undone WHERE id = @id`,
		pgx.StrictNamedArgs{"id": r.ID, "state": r.State, "taken": r.TakenAt, "undone": r.UndoneAt})
	if err != nil {
		return explain(err, "cannot change a return of encounters")
	}
	return nil
}

// SetEncounterReturnRows writes the rows of a return, and what becomes of them.
func SetEncounterReturnRows(ctx context.Context, tx pgx.Tx, id hub.EncounterReturnID, rows []hub.ReturnRow) error {
	if _, err := tx.Exec(ctx, `DELETE FROM encounter_return_row WHERE return_id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot write rows of a return")
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"encounter_return_row"}, []string{"return_id", "line", "cells", "unreadable", "outcome", "reason"},
		pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
			r := rows[i]
			return []any{id.UUID, r.Line, r.Cells, r.Unreadable, string(r.Outcome), r.Reason}, nil
		}))
	if err != nil {
		return explain(err, "cannot write rows of a return")
	}
	return nil
}

// AllEncounterReturnRows reads every row of a return in the order of the file. The caller has made sure that the return is seen.
func AllEncounterReturnRows(ctx context.Context, q Querier, id hub.EncounterReturnID) ([]hub.ReturnRow, error) {
	rows, err := q.Query(ctx, `SELECT line, cells, unreadable, outcome, reason FROM encounter_return_row WHERE return_id = @id ORDER BY line`, pgx.StrictNamedArgs{"id": id})
	return all[hub.ReturnRow](rows, err, "cannot read rows of a return")
}

// EncounterReturnRows reads a page of the rows of a return with one of these outcomes, in the order of the file. The caller has made sure that
// the return is seen. Errors: BAD_INPUT for a cursor of another list.
func EncounterReturnRows(ctx context.Context, q Querier, id hub.EncounterReturnID, outcomes []hub.ImportOutcome, page hub.Page) (hub.List[hub.ReturnRow], error) {
	name := "rows of " + id.String()
	after, err := lineBefore(name, page)
	if err != nil {
		return hub.List[hub.ReturnRow]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT line, cells, unreadable, outcome, reason FROM encounter_return_row
		WHERE return_id = @return AND line > @after AND (cardinality(@outcomes::text[]) = 0 OR outcome = ANY (@outcomes))
		ORDER BY line LIMIT @limit`, pgx.StrictNamedArgs{"return": id, "after": after, "outcomes": outcomes, "limit": page.First + 1})
	return listOf(rows, err, page, name, func(r hub.ReturnRow) (hub.ReturnRow, hub.Cursor) {
		return r, hub.Cursor{List: name, Key: strconv.Itoa(r.Line)}
	})
}

// EmployerCalled is an employer that a name or a number may stand for.
type EmployerCalled struct {
	ID hub.EmployerID
	// Key is hub.NameKey of its name.
	Key     string
	Numbers []string
}

// EmployersCalled finds the living employers that viewer sees and that have one of these names, as hub.NameKey has them, or company numbers.
func EmployersCalled(ctx context.Context, q Querier, viewer Viewer, keys []string, numbers []hub.CompanyNumber) ([]EmployerCalled, error) {
	args := pgx.StrictNamedArgs{"keys": keys, "numbers": numbers}
	rows, err := q.Query(ctx, `
		SELECT e.id, e.name_key AS key, ARRAY (SELECT i.value FROM employer_identifier i WHERE i.employer_id = e.id AND i.scheme = 'COMPANIES_HOUSE') AS numbers
		FROM employer e
		WHERE `+living+` AND `+viewer.sight(args).employer("e")+` AND e.id IN (
			SELECT k.id FROM employer k WHERE k.name_key = ANY (@keys)
			UNION SELECT i.employer_id FROM employer_identifier i WHERE i.scheme = 'COMPANIES_HOUSE' AND i.value = ANY (@numbers))
		ORDER BY e.id`, args)
	return all[EmployerCalled](rows, err, "cannot find employers by name")
}

// EncountersOn reads the school encounters of these employers on these days and keeps others from changing them until tx ends.
func EncountersOn(ctx context.Context, tx pgx.Tx, employers []hub.EmployerID, days []hub.Date) ([]hub.SchoolEncounter, error) {
	rows, err := tx.Query(ctx, `
		SELECT `+SchoolEncounterBook.columns+` FROM school_encounter x WHERE x.employer_id = ANY (@employers) AND x.happens_on = ANY (@days) ORDER BY x.id FOR UPDATE`,
		pgx.StrictNamedArgs{"employers": employers, "days": days})
	return all[hub.SchoolEncounter](rows, err, "cannot read school encounters")
}

// InsertReturnedChanges keeps what a return made or changed.
func InsertReturnedChanges(ctx context.Context, tx pgx.Tx, id hub.EncounterReturnID, changes []hub.ReturnedChange) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"encounter_return_change"}, []string{"return_id", "line", "encounter_id", "before", "after"},
		pgx.CopyFromSlice(len(changes), func(i int) ([]any, error) {
			c := changes[i]
			return []any{id.UUID, c.Line, c.EncounterID.UUID, c.Before, c.After}, nil
		}))
	if err != nil {
		return explain(err, "cannot keep what a return changed")
	}
	return nil
}

// ReturnedChanges reads what a return made or changed, in the order of the file. The caller has made sure that the return is seen.
func ReturnedChanges(ctx context.Context, q Querier, id hub.EncounterReturnID) ([]hub.ReturnedChange, error) {
	rows, err := q.Query(ctx, `SELECT line, encounter_id, before, after, kept FROM encounter_return_change WHERE return_id = @id ORDER BY line`, pgx.StrictNamedArgs{"id": id})
	return all[hub.ReturnedChange](rows, err, "cannot read what a return changed")
}

// SetReturnKept writes why undoing left what these rows of a return changed.
func SetReturnKept(ctx context.Context, tx pgx.Tx, id hub.EncounterReturnID, kept []hub.ReturnKept) error {
	lines, reasons := []int{}, []string{}
	for _, k := range kept {
		lines, reasons = append(lines, k.Line), append(reasons, k.Reason)
	}
	_, err := tx.Exec(ctx, `
		UPDATE encounter_return_change x SET kept = k.reason FROM unnest(@lines::int[], @reasons::text[]) k (line, reason) WHERE x.return_id = @id AND x.line = k.line`,
		pgx.StrictNamedArgs{"id": id, "lines": lines, "reasons": reasons})
	if err != nil {
		return explain(err, "cannot note what undoing left")
	}
	return nil
}

// HoldReturned keeps others from changing the school encounters that a return made or changed until tx ends.
func HoldReturned(ctx context.Context, tx pgx.Tx, id hub.EncounterReturnID) error {
	_, err := tx.Exec(ctx, `SELECT FROM school_encounter WHERE id IN (SELECT encounter_id FROM encounter_return_change WHERE return_id = @id) ORDER BY id FOR UPDATE`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot hold school encounters")
	}
	return nil
}

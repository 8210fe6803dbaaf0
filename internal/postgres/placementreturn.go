package postgres

import (
	"context"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

func placementReturnSelect() string {
	return `
		SELECT r.id, r.kind, r.file_name, r.columns, ` + userRecord("u", "uo") + ` AS sent_by, r.sent_at, r.taken_at, ` + returnCounts("placement_return_row") + `
		FROM placement_return r LEFT JOIN hub_user u ON u.id = r.user_id LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE `
}

// PlacementReturns reads a page of those that viewer sees, the latest first. Errors: BAD_INPUT for a cursor of another list.
func PlacementReturns(ctx context.Context, q Querier, viewer Viewer, page hub.Page) (hub.List[hub.PlacementReturn], error) {
	const name = "placement returns"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor(name, page, `r.id < @id AND @key = ''`, args)
	if err != nil {
		return hub.List[hub.PlacementReturn]{}, err
	}
	rows, err := q.Query(ctx, placementReturnSelect()+viewer.sight(args).placementReturn("r")+` AND `+after+` ORDER BY r.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(r hub.PlacementReturn) (hub.PlacementReturn, hub.Cursor) {
		return r, hub.Cursor{List: name, ID: r.ID.UUID}
	})
}

// CountPlacementReturns counts what PlacementReturns lists.
func CountPlacementReturns(ctx context.Context, q Querier, viewer Viewer) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM placement_return r WHERE `+viewer.sight(args).placementReturn("r"), args)
	return one[int](rows, err, "cannot count returns of placements")
}

// PlacementReturnsByID reads those of ids that viewer sees, in no order.
func PlacementReturnsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.PlacementReturnID) ([]hub.PlacementReturn, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, placementReturnSelect()+viewer.sight(args).placementReturn("r")+` AND r.id = ANY (@ids) ORDER BY r.id`, args)
	return all[hub.PlacementReturn](rows, err, "cannot read returns of placements")
}

// PlacementReturnForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see it.
func PlacementReturnForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.PlacementReturnID) (hub.PlacementReturn, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, placementReturnSelect()+viewer.sight(args).placementReturn("r")+` AND r.id = @id FOR UPDATE OF r`, args)
	return exactlyOne[hub.PlacementReturn](rows, err, "return of placements")
}

// InsertPlacementReturn adds one without its rows.
func InsertPlacementReturn(ctx context.Context, tx pgx.Tx, r hub.PlacementReturn, of hub.OrganisationID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO placement_return (id, organisation_id, kind, file_name, columns, user_id, sent_at) VALUES (@id, @of, @kind, @name, @columns, @by, @at)`,
		pgx.StrictNamedArgs{"id": r.ID, "of": of, "kind": r.Kind, "name": r.FileName, "columns": r.Columns, "by": userIDOf(r.SentBy), "at": r.SentAt})
	if err != nil {
		return explain(err, "cannot add a return of placements")
	}
	return nil
}

// SetPlacementReturnTaken writes that a return was taken in.
func SetPlacementReturnTaken(ctx context.Context, tx pgx.Tx, r hub.PlacementReturn) error {
	_, err := tx.Exec(ctx, `UPDATE placement_return SET taken_at = @taken WHERE id = @id`, pgx.StrictNamedArgs{"id": r.ID, "taken": r.TakenAt})
	if err != nil {
		return explain(err, "cannot take in a return of placements")
	}
	return nil
}

// DeletePlacementReturn erases one with its rows.
func DeletePlacementReturn(ctx context.Context, tx pgx.Tx, id hub.PlacementReturnID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM placement_return WHERE id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot drop a return of placements")
	}
	return nil
}

// SetPlacementReturnRows writes the rows of a return, and what becomes of them.
func SetPlacementReturnRows(ctx context.Context, tx pgx.Tx, id hub.PlacementReturnID, rows []hub.PlacementReturnRow) error {
	if _, err := tx.Exec(ctx, `DELETE FROM placement_return_row WHERE return_id = @id`, pgx.StrictNamedArgs{"id": id}); err != nil {
		return explain(err, "cannot write rows of a return")
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"placement_return_row"}, []string{"return_id", "line", "cells", "unreadable", "outcome", "reason", "participant_id"},
		pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
			r := rows[i]
			return []any{id.UUID, r.Line, r.Cells, r.Unreadable, string(r.Outcome), r.Reason, r.ParticipantID}, nil
		}))
	if err != nil {
		return explain(err, "cannot write rows of a return")
	}
	return nil
}

const placementReturnRowSelect = `SELECT line, cells, unreadable, outcome, reason, participant_id FROM placement_return_row `

// AllPlacementReturnRows reads every row of a return in the order of the file. The caller has made sure that the return is seen.
func AllPlacementReturnRows(ctx context.Context, q Querier, id hub.PlacementReturnID) ([]hub.PlacementReturnRow, error) {
	rows, err := q.Query(ctx, placementReturnRowSelect+`WHERE return_id = @id ORDER BY line`, pgx.StrictNamedArgs{"id": id})
	return all[hub.PlacementReturnRow](rows, err, "cannot read rows of a return")
}

// PlacementReturnRows reads a page of the rows of a return with one of these outcomes, in the order of the file. The caller has made sure that
// the return is seen. Errors: BAD_INPUT for a cursor of another list.
func PlacementReturnRows(ctx context.Context, q Querier, id hub.PlacementReturnID, outcomes []hub.ImportOutcome, page hub.Page) (hub.List[hub.PlacementReturnRow], error) {
	name := "rows of " + id.String()
	after, err := lineBefore(name, page)
	if err != nil {
		return hub.List[hub.PlacementReturnRow]{}, err
	}
	rows, err := q.Query(ctx, placementReturnRowSelect+`
		WHERE return_id = @return AND line > @after AND (cardinality(@outcomes::text[]) = 0 OR outcome = ANY (@outcomes))
		ORDER BY line LIMIT @limit`, pgx.StrictNamedArgs{"return": id, "after": after, "outcomes": outcomes, "limit": page.First + 1})
	return listOf(rows, err, page, name, func(r hub.PlacementReturnRow) (hub.PlacementReturnRow, hub.Cursor) {
		return r, hub.Cursor{List: name, Key: strconv.Itoa(r.Line)}
	})
}

// ParticipantsCalled reads the participants with these references that viewer sees, upper and lower case alike.
func ParticipantsCalled(ctx context.Context, q Querier, viewer Viewer, references []string) ([]hub.Participant, error) {
	args := pgx.StrictNamedArgs{"references": references}
	rows, err := q.Query(ctx, participantSelect+`
		WHERE `+participantOrder+` IN (SELECT lower(r) COLLATE "C" FROM unnest(@references::text[]) r) AND `+viewer.sight(args).participants()+` ORDER BY n.id`, args)
	return all[hub.Participant](rows, err, "cannot find participants by reference")
}

// PlacementsOfEach reads the placements of these participants that viewer sees, what was proposed first first.
func PlacementsOfEach(ctx context.Context, q Querier, viewer Viewer, of []hub.ParticipantID) ([]hub.Placement, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, placementColumns+`WHERE l.participant_id = ANY (@of) AND `+viewer.sight(args).placement("l")+` ORDER BY l.proposed_at, l.id`, args)
	return all[hub.Placement](rows, err, "cannot read placements of participants")
}

// OpportunitiesToProposeAt reads the opportunities of these employers that are neither closed nor withdrawn, as far as viewer sees them.
func OpportunitiesToProposeAt(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.Opportunity, error) {
	args := pgx.StrictNamedArgs{"of": employers}
	rows, err := q.Query(ctx, opportunitySelect+`JOIN employer e ON e.id = o.employer_id
		WHERE o.employer_id = ANY (@of) AND o.state NOT IN ('CLOSED', 'WITHDRAWN') AND `+viewer.sight(args).employer("e")+` ORDER BY o.id`, args)
	return all[hub.Opportunity](rows, err, "cannot read opportunities of employers")
}

// CourseCalled is a course with the name of its provider.
type CourseCalled struct {
	ID       hub.CourseID
	Provider string
}

// CoursesCalled finds the courses with a title, upper and lower case alike, under way on a day.
func CoursesCalled(ctx context.Context, q Querier, title string, on hub.Date) ([]CourseCalled, error) {
	rows, err := q.Query(ctx, `
		SELECT x.id, p.name AS provider FROM course x JOIN provider p ON p.id = x.provider_id
		WHERE lower(x.title) = lower(@title) AND @on::date BETWEEN x.starts_on AND x.ends_on ORDER BY x.id`, pgx.StrictNamedArgs{"title": title, "on": on})
	return all[CourseCalled](rows, err, "cannot find courses by title")
}

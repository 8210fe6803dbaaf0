package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const networkIssueColumns = `
	SELECT i.id, i.network_id, i.meeting_id, i.employer_id, i.title, i.details, i.theme, i.sector, i.raised_on, i.answer_by, i.state, i.since, i.answer, i.version, `

var networkIssueSelect = networkIssueColumns + userRecord("u", "uo") + ` AS owner
	FROM network_issue i LEFT JOIN hub_user u ON u.id = i.owner_id LEFT JOIN organisation uo ON uo.id = u.organisation_id `

// issueWhere are the conditions of a filter on issue i. The issue of an employer that is hidden from the viewer is hidden too.
func (s sight) issueWhere(f hub.NetworkIssueFilter) string {
	where := s.employerOf(`i.employer_id`)
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		s.args[name] = value
	}
	if f.NetworkID != nil {
		add(`i.network_id = @network`, "network", *f.NetworkID)
	}
	if f.MeetingID != nil {
		add(`i.meeting_id = @meeting`, "meeting", *f.MeetingID)
	}
	if f.EmployerID != nil {
		add(`i.employer_id = @of_employer`, "of_employer", *f.EmployerID)
	}
	if len(f.StateIn) > 0 {
		add(`i.state = ANY (@states)`, "states", f.StateIn)
	}
	if len(f.ThemeIn) > 0 {
		add(`i.theme = ANY (@themes)`, "themes", f.ThemeIn)
	}
	if len(f.SectorIn) > 0 {
		add(`i.sector = ANY (@sectors)`, "sectors", f.SectorIn)
	}
	if f.Mine != nil {
		add(`(i.owner_id = @mine) IS `+map[bool]string{true: `TRUE`, false: `NOT TRUE`}[*f.Mine], "mine", s.UserID)
	}
	if f.AnsweredFrom != nil {
		add(`i.state = 'ANSWERED' AND i.since >= @answered_from`, "answered_from", *f.AnsweredFrom)
	}
	return where
}

// NetworkIssues reads a page of those that viewer may see, the latest first. Errors: BAD_INPUT for a cursor of another list.
func NetworkIssues(ctx context.Context, q Querier, viewer Viewer, f hub.NetworkIssueFilter, page hub.Page) (hub.List[hub.NetworkIssue], error) {
	const name = "network issues"
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := latestAfter(name, "i.id", page, args)
	if err != nil {
		return hub.List[hub.NetworkIssue]{}, err
	}
	rows, err := q.Query(ctx, networkIssueSelect+`WHERE `+viewer.sight(args).issueWhere(f)+after+` ORDER BY i.id DESC LIMIT @limit`, args)
	return listOf(rows, err, page, name, func(i hub.NetworkIssue) (hub.NetworkIssue, hub.Cursor) {
		return i, hub.Cursor{List: name, ID: i.ID.UUID}
	})
}

// CountNetworkIssues counts what NetworkIssues lists.
func CountNetworkIssues(ctx context.Context, q Querier, viewer Viewer, f hub.NetworkIssueFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM network_issue i WHERE `+viewer.sight(args).issueWhere(f), args)
	return one[int](rows, err, "cannot count issues")
}

// NetworkIssuesByID reads those of ids that viewer may see, in no order.
func NetworkIssuesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.NetworkIssueID) ([]hub.NetworkIssue, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, networkIssueSelect+`WHERE i.id = ANY (@ids) AND `+viewer.sight(args).employerOf(`i.employer_id`)+` ORDER BY i.id`, args)
	return all[hub.NetworkIssue](rows, err, "cannot read issues")
}

// NetworkIssueForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see the employer.
func NetworkIssueForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.NetworkIssueID) (hub.NetworkIssue, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, networkIssueSelect+`WHERE i.id = @id AND `+viewer.sight(args).employerOf(`i.employer_id`)+` FOR UPDATE OF i`, args)
	return exactlyOne[hub.NetworkIssue](rows, err, "issue")
}

// IssueMoves reads the steps of these issues that viewer may see, the latest first.
func IssueMoves(ctx context.Context, q Querier, viewer Viewer, of []hub.NetworkIssueID) ([]hub.IssueMove, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT v.issue_id, v.state, v.on_day, v.text, v.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM network_issue_move v
		JOIN network_issue i ON i.id = v.issue_id
		LEFT JOIN hub_user u ON u.id = v.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE v.issue_id = ANY (@of) AND `+viewer.sight(args).employerOf(`i.employer_id`)+`
		ORDER BY v.id DESC`, args)
	return all[hub.IssueMove](rows, err, "cannot read the steps of issues")
}

// TakesPart says that an employer, or one of its group, is a member of a network on a day or was asked to the meeting, where there is one.
func TakesPart(ctx context.Context, q Querier, employer hub.EmployerID, network hub.NetworkID, meeting *hub.MeetingID, day hub.Date) (bool, error) {
	rows, err := q.Query(ctx, `
		WITH RECURSIVE up AS (
			SELECT e.id, e.parent_id FROM employer e WHERE e.id = @employer
			UNION
			SELECT e.id, e.parent_id FROM up JOIN employer e ON e.id = up.parent_id
		), circle AS (
			SELECT id FROM up WHERE parent_id IS NULL
			UNION
			SELECT e.id FROM circle c JOIN employer e ON e.parent_id = c.id
		)
		SELECT EXISTS (SELECT FROM network_membership m WHERE m.network_id = @network AND m.employer_id IN (SELECT id FROM circle) AND `+stateOn+` IN ('ACTIVE', 'PAUSED'))
			OR EXISTS (SELECT FROM meeting_invitee g WHERE g.meeting_id = @meeting AND g.employer_id IN (SELECT id FROM circle))`,
		pgx.StrictNamedArgs{"employer": employer, "network": network, "meeting": meeting, "day": day})
	return one[bool](rows, err, "cannot look who takes part in a network")
}

// InsertNetworkIssue adds one.
func InsertNetworkIssue(ctx context.Context, tx pgx.Tx, i hub.NetworkIssue) error {
	args := issueArgs(i)
	args["network"], args["meeting"], args["employer"], args["raised"] = i.NetworkID, i.MeetingID, i.EmployerID, i.RaisedOn
	_, err := tx.Exec(ctx, `
		INSERT INTO network_issue (id, network_id, meeting_id, employer_id, title, details, theme, sector, raised_on, owner_id, answer_by, state, since, answer, version)
		VALUES (@id, @network, @meeting, @employer, @title, @details, @theme, @sector, @raised, @owner, @answer_by, @state, @since, @answer, @version)`, args)
	if err != nil {
		return explain(err, "cannot add an issue")
	}
	return nil
}

// SetNetworkIssue writes what may change about one.
func SetNetworkIssue(ctx context.Context, tx pgx.Tx, i hub.NetworkIssue) error {
	_, err := tx.Exec(ctx, `
		UPDATE network_issue SET title = @title, details = @details, theme = @theme, sector = @sector, owner_id = @owner, answer_by = @answer_by, state = @state,
			since = @since, answer = @answer, version = @version
		WHERE id = @id`, issueArgs(i))
	if err != nil {
		return explain(err, "cannot change an issue")
	}
	return nil
}

func issueArgs(i hub.NetworkIssue) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"id": i.ID, "title": i.Title, "details": i.Details, "theme": i.Theme, "sector": i.Sector, "owner": userIDOf(i.Owner), "answer_by": i.AnswerBy,
		"state": i.State, "since": i.Since, "answer": i.Answer, "version": i.Version,
	}
}

// InsertIssueMove writes the step by which an issue came to its state.
func InsertIssueMove(ctx context.Context, tx pgx.Tx, v hub.IssueMove, by *hub.UserID, now time.Time) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO network_issue_move (id, issue_id, state, on_day, text, recorded_at, user_id) VALUES (@id, @issue, @state, @on, @text, @now, @by)`,
		pgx.StrictNamedArgs{"id": id, "issue": v.IssueID, "state": v.State, "on": v.OnDay, "text": v.Text, "now": now, "by": by})
	if err != nil {
		return explain(err, "cannot note a step of an issue")
	}
	return nil
}

// DigestIssues reads the issues whose response a user owns and that are to be answered by a day, by day, at most most.
func DigestIssues(ctx context.Context, q Querier, viewer Viewer, by hub.Date, most int) ([]hub.DigestIssue, error) {
	args := pgx.StrictNamedArgs{"me": viewer.UserID, "by": by, "most": most}
	rows, err := q.Query(ctx, `
		SELECT i.id, i.title, i.network_id, n.name AS network_name, e.name AS employer_name, i.answer_by
		FROM network_issue i JOIN network n ON n.id = i.network_id LEFT JOIN employer e ON e.id = i.employer_id
		WHERE i.owner_id = @me AND i.state IN ('OPEN', 'IN_HAND') AND i.answer_by <= @by AND `+viewer.sight(args).employerOf(`i.employer_id`)+`
		ORDER BY i.answer_by, i.id LIMIT @most`, args)
	return all[hub.DigestIssue](rows, err, "cannot read the issues of a digest")
}

package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const meetingColumns = `g.id, g.network_id, g.title, g.agenda, g.place, g.link, g.starts_at, g.ends_at, g.cancelled_at, g.cancel_reason, g.sequence, g.timed_as,
		g.follow_up, g.followed_up_at, g.version`

const meetingSelect = `SELECT ` + meetingColumns + ` FROM meeting g `

// Meetings reads a page of a network's meetings: those to come, the next first, or those that are over or called off, the latest first.
// Errors: BAD_INPUT for a cursor of another list.
func Meetings(ctx context.Context, q Querier, f hub.MeetingFilter, now time.Time, page hub.Page) (hub.List[hub.Meeting], error) {
	args := pgx.StrictNamedArgs{"network": f.NetworkID, "now": now, "limit": page.First + 1}
	name, where, order, later := "meetings", `g.ends_at > @now AND g.cancelled_at IS NULL`, ``, `>`
	if f.Past {
		name, where, order, later = "past meetings", `(g.ends_at <= @now OR g.cancelled_at IS NOT NULL)`, ` DESC`, `<`
	}
	after, err := afterCursor(name, page, `(g.starts_at, g.id) `+later+` (@key::timestamptz, @id)`, args)
	if err != nil {
		return hub.List[hub.Meeting]{}, err
	}
	rows, err := q.Query(ctx, meetingSelect+`WHERE g.network_id = @network AND `+where+` AND `+after+`
		ORDER BY g.starts_at`+order+`, g.id`+order+` LIMIT @limit`, args)
	return listOf(rows, err, page, "meetings", func(m hub.Meeting) (hub.Meeting, hub.Cursor) {
		return m, hub.Cursor{List: name, Key: m.StartsAt.Format(time.RFC3339Nano), ID: m.ID.UUID}
	})
}

// MeetingsByID reads those of ids that exist, in no order.
func MeetingsByID(ctx context.Context, q Querier, ids []hub.MeetingID) ([]hub.Meeting, error) {
	rows, err := q.Query(ctx, meetingSelect+`WHERE g.id = ANY (@ids)`, pgx.StrictNamedArgs{"ids": ids})
	return all[hub.Meeting](rows, err, "cannot read meetings")
}

// MeetingForUpdate reads one and keeps others from changing it, and messages about it from being handed over, until tx ends. Errors:
// NOT_FOUND.
func MeetingForUpdate(ctx context.Context, tx pgx.Tx, id hub.MeetingID) (hub.Meeting, error) {
	rows, err := tx.Query(ctx, meetingSelect+`WHERE g.id = @id FOR NO KEY UPDATE OF g`, pgx.StrictNamedArgs{"id": id})
	return exactlyOne[hub.Meeting](rows, err, "meeting")
}

// InsertMeeting adds one that by calls.
func InsertMeeting(ctx context.Context, tx pgx.Tx, m hub.Meeting, by hub.Actor, user *hub.UserID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO meeting (id, network_id, title, agenda, place, link, starts_at, ends_at, organisation_id, user_id)
		VALUES (@id, @network, @title, @agenda, @place, @link, @starts, @ends, @organisation, @user)`,
		pgx.StrictNamedArgs{
			"id": m.ID, "network": m.NetworkID, "title": m.Title, "agenda": m.Agenda, "place": m.Place, "link": m.Link, "starts": m.StartsAt, "ends": m.EndsAt,
			"organisation": by.OrganisationID, "user": user,
		})
	if err != nil {
		return explain(err, "cannot call a meeting")
	}
	return nil
}

// SetMeeting writes what may change about one.
func SetMeeting(ctx context.Context, tx pgx.Tx, m hub.Meeting) error {
	_, err := tx.Exec(ctx, `
		UPDATE meeting SET title = @title, agenda = @agenda, place = @place, link = @link, starts_at = @starts, ends_at = @ends, cancelled_at = @cancelled,
			cancel_reason = @reason, sequence = @sequence, timed_as = @timed_as, follow_up = @follow_up, followed_up_at = @followed_up, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": m.ID, "title": m.Title, "agenda": m.Agenda, "place": m.Place, "link": m.Link, "starts": m.StartsAt, "ends": m.EndsAt, "cancelled": m.CancelledAt,
			"reason": m.CancelReason, "sequence": m.Sequence, "timed_as": m.TimedAs, "follow_up": m.FollowUp, "followed_up": m.FollowedUpAt, "version": m.Version,
		})
	if err != nil {
		return explain(err, "cannot change a meeting")
	}
	return nil
}

// FiguresOfMeetings count the invitees of these meetings whose employers viewer sees.
func FiguresOfMeetings(ctx context.Context, q Querier, viewer Viewer, ids []hub.MeetingID) ([]hub.MeetingFigures, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, `
		SELECT i.meeting_id,
			count(*) FILTER (WHERE asked) AS invited,
			count(*) FILTER (WHERE asked AND i.reply = 'YES') AS yes,
			count(*) FILTER (WHERE asked AND i.reply = 'NO') AS no,
			count(*) FILTER (WHERE asked AND i.reply = 'DEPUTY') AS deputy,
			count(*) FILTER (WHERE asked AND i.reply IS NULL) AS unanswered,
			count(DISTINCT i.employer_id) FILTER (WHERE i.attended) AS members,
			count(*) FILTER (WHERE i.attended) AS people,
			coalesce(bool_or(i.attended IS NOT NULL), false) AS recorded
		FROM meeting_invitee i CROSS JOIN LATERAL (SELECT i.stands_in_for IS NULL AND i.withdrawn_at IS NULL AS asked) a
		WHERE i.meeting_id = ANY (@ids) AND `+viewer.sight(args).employerOf(`i.employer_id`)+`
		GROUP BY i.meeting_id`, args)
	return all[hub.MeetingFigures](rows, err, "cannot count who was asked to meetings")
}

// InsertMeetingAction says that a task came of a meeting.
func InsertMeetingAction(ctx context.Context, tx pgx.Tx, meeting hub.MeetingID, task hub.TaskID) error {
	_, err := tx.Exec(ctx, `INSERT INTO meeting_action (meeting_id, task_id) VALUES (@meeting, @task)`, pgx.StrictNamedArgs{"meeting": meeting, "task": task})
	if err != nil {
		return explain(err, "cannot add an action of a meeting")
	}
	return nil
}

// ActionsOf reads the tasks that came of these meetings and that viewer sees, by due date.
func ActionsOf(ctx context.Context, q Querier, viewer Viewer, meetings []hub.MeetingID) ([]hub.OfMeeting[hub.Task], error) {
	rows, err := q.Query(ctx, `SELECT meeting_id, task_id FROM meeting_action WHERE meeting_id = ANY (@meetings)`, pgx.StrictNamedArgs{"meetings": meetings})
	type action struct {
		MeetingID hub.MeetingID
		TaskID    hub.TaskID
	}
	actions, err := all[action](rows, err, "cannot read the actions of meetings")
	if err != nil || len(actions) == 0 {
		return nil, err
	}
	var ids []hub.TaskID
	of := map[hub.TaskID]hub.MeetingID{}
	for _, a := range actions {
		ids = append(ids, a.TaskID)
		of[a.TaskID] = a.MeetingID
	}
	tasks, err := TasksByID(ctx, q, viewer, ids)
	var out []hub.OfMeeting[hub.Task]
	for _, t := range tasks {
		out = append(out, hub.OfMeeting[hub.Task]{MeetingID: of[t.ID], Of: t})
	}
	return out, err
}

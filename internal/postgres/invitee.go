package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const inviteeSelect = `
	SELECT i.id, i.meeting_id, i.employer_id, i.person_id, i.seat, i.stands_in_for, i.reply, i.deputy_id, i.note, i.replied_at, i.withdrawn_at, i.attended,
		(SELECT ROW (m.state, m.reason, m.sent_at) FROM reminder r JOIN message m ON m.id = r.message_id
			WHERE r.meeting_invitee_id = i.id ORDER BY m.id DESC LIMIT 1) AS told
	FROM meeting_invitee i `

// InviteesOf reads who is asked to these meetings, as far as viewer sees the employers, by the employers' names. Who stands in comes after whom they stand in for.
func InviteesOf(ctx context.Context, q Querier, viewer Viewer, meetings []hub.MeetingID) ([]hub.Invitee, error) {
	args := pgx.StrictNamedArgs{"meetings": meetings}
	rows, err := q.Query(ctx, inviteeSelect+`JOIN employer e ON e.id = i.employer_id
		WHERE i.meeting_id = ANY (@meetings) AND `+viewer.sight(args).employer("e")+`
		ORDER BY e.name_key, e.id, i.id`, args)
	return all[hub.Invitee](rows, err, "cannot read who is asked to meetings")
}

// InviteeOf finds the meeting of an invitee whose employer viewer sees. Errors: NOT_FOUND.
func InviteeOf(ctx context.Context, q Querier, viewer Viewer, id hub.InviteeID) (hub.Invitee, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := q.Query(ctx, inviteeSelect+`WHERE i.id = @id AND `+viewer.sight(args).employerOf(`i.employer_id`), args)
	return exactlyOne[hub.Invitee](rows, err, "invitation")
}

// InsertInvitee asks somebody to a meeting. False: they are asked already.
func InsertInvitee(ctx context.Context, tx pgx.Tx, i hub.Invitee, toldAt any) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO meeting_invitee (id, meeting_id, employer_id, person_id, seat, stands_in_for, told_at)
		VALUES (@id, @meeting, @employer, @person, @seat, @for, @told)
		ON CONFLICT ON CONSTRAINT meeting_invitee_once DO NOTHING`,
		pgx.StrictNamedArgs{"id": i.ID, "meeting": i.MeetingID, "employer": i.EmployerID, "person": i.PersonID, "seat": i.Seat, "for": i.StandsInFor, "told": toldAt})
	if err != nil {
		return false, explain(err, "cannot invite somebody")
	}
	return tag.RowsAffected() == 1, nil
}

// SetReply writes what an invitee answered, and whether somebody else comes instead.
func SetReply(ctx context.Context, tx pgx.Tx, i hub.Invitee) error {
	_, err := tx.Exec(ctx, `
		UPDATE meeting_invitee SET reply = @reply, deputy_id = @deputy, note = @note, replied_at = @replied, withdrawn_at = @withdrawn, stands_in_for = @for WHERE id = @id`,
		pgx.StrictNamedArgs{"id": i.ID, "reply": i.Reply, "deputy": i.DeputyID, "note": i.Note, "replied": i.RepliedAt, "withdrawn": i.WithdrawnAt, "for": i.StandsInFor})
	if err != nil {
		return explain(err, "cannot write a reply")
	}
	return nil
}

// AskAnew forgets what those asked to a meeting answered, since its time is another; they are told at at.
func AskAnew(ctx context.Context, tx pgx.Tx, meeting hub.MeetingID, at any) error {
	_, err := tx.Exec(ctx, `
		UPDATE meeting_invitee SET reply = NULL, deputy_id = NULL, note = NULL, replied_at = NULL, told_at = @at WHERE meeting_id = @meeting`,
		pgx.StrictNamedArgs{"meeting": meeting, "at": at})
	if err != nil {
		return explain(err, "cannot ask people anew")
	}
	return nil
}

// SetAttendance writes who of those asked to a meeting came, as far as viewer sees them; the others did not.
func SetAttendance(ctx context.Context, tx pgx.Tx, viewer Viewer, in hub.AttendanceInput) error {
	args := pgx.StrictNamedArgs{"meeting": in.MeetingID, "attended": in.Attended}
	_, err := tx.Exec(ctx, `
		UPDATE meeting_invitee i SET attended = i.id = ANY (@attended)
		WHERE i.meeting_id = @meeting AND `+viewer.sight(args).employerOf(`i.employer_id`), args)
	if err != nil {
		return explain(err, "cannot take attendance down")
	}
	return nil
}

// InvitedPage reads what the page of an invitee shows. Errors: NOT_FOUND.
func InvitedPage(ctx context.Context, q Querier, id hub.InviteeID, today hub.Date) (hub.Invited, error) {
	rows, err := q.Query(ctx, `
		SELECT i.id AS invitee_id, i.person_id, p.name AS person_name, e.id AS employer_id, e.name AS employer_name, i.reply, i.deputy_id, i.note, i.withdrawn_at IS NOT NULL AS withdrawn,
			i.stands_in_for IS NOT NULL AS stands_in, n.name AS network_name, o.name AS organisation_name, u.name AS officer_name, u.email AS officer_email, u.phone AS officer_phone,
			ROW (`+meetingColumns+`) AS meeting,
			(SELECT coalesce(json_agg(json_build_object('ID', 'person_' || d.id, 'Name', d.name) ORDER BY d.name), '[]') FROM (
				SELECT DISTINCT dp.id, dp.name FROM network_membership m
				JOIN network_representative nr ON nr.membership_id = m.id AND nr.since <= @today AND (nr.until IS NULL OR nr.until >= @today)
				JOIN person dp ON dp.id = nr.person_id
				WHERE m.network_id = g.network_id AND m.employer_id = i.employer_id AND nr.person_id <> i.person_id
					AND EXISTS (SELECT FROM person_role pr WHERE pr.person_id = dp.id AND pr.employer_id = i.employer_id AND (pr.until IS NULL OR pr.until >= @today))) d) AS deputies
		FROM meeting_invitee i
		JOIN meeting g ON g.id = i.meeting_id
		JOIN network n ON n.id = g.network_id
		JOIN person p ON p.id = i.person_id
		JOIN employer e ON e.id = i.employer_id
		JOIN organisation o ON o.id = g.organisation_id
		LEFT JOIN hub_user u ON u.id = g.user_id
		WHERE i.id = @id`, pgx.StrictNamedArgs{"id": id, "today": today})
	return exactlyOne[hub.Invited](rows, err, "invitation")
}

package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

const participantSelect = `
	SELECT n.id, n.reference, n.programme AS programme_code, n.age_band, n.adult_on,
		CASE WHEN EXISTS (SELECT FROM placement_programme p WHERE p.code = n.programme AND p.known_as_since IS NOT NULL) THEN n.known_as END AS known_as,
		n.closed_on, n.version
	FROM participant n `

const participantOrder = `lower(n.reference) COLLATE "C"`

// participantWhere are the conditions of a filter on participant n.
func (s sight) participantWhere(f hub.ParticipantFilter) string {
	where := s.participants()
	if f.Reference != nil {
		where += ` AND ` + participantOrder + ` ^@ lower(@reference)`
		s.args["reference"] = *f.Reference
	}
	if len(f.ProgrammeIn) > 0 {
		where += ` AND n.programme = ANY (@programmes)`
		s.args["programmes"] = f.ProgrammeIn
	}
	if f.Closed != nil {
		where += map[bool]string{true: ` AND n.closed_on IS NOT NULL`, false: ` AND n.closed_on IS NULL`}[*f.Closed]
	}
	return where
}

// Participants reads a page of those that viewer sees, by reference. Errors: BAD_INPUT for a cursor of another list.
func Participants(ctx context.Context, q Querier, viewer Viewer, f hub.ParticipantFilter, page hub.Page) (hub.List[hub.Participant], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after := `true`
	if page.After != "" {
		cursor, err := hub.ParseCursor("participants", page.After)
		if err != nil {
			return hub.List[hub.Participant]{}, err
		}
		after, args["key"] = participantOrder+` > lower(@key)`, cursor.Key
	}
	rows, err := q.Query(ctx, participantSelect+`
		WHERE `+viewer.sight(args).participantWhere(f)+` AND `+after+`
		ORDER BY `+participantOrder+` LIMIT @limit`, args)
	return listOf(rows, err, page, "participants", func(p hub.Participant) (hub.Participant, hub.Cursor) {
		return p, hub.Cursor{List: "participants", Key: p.Reference, ID: p.ID.UUID}
	})
}

// CountParticipants counts what Participants lists.
func CountParticipants(ctx context.Context, q Querier, viewer Viewer, f hub.ParticipantFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM participant n WHERE `+viewer.sight(args).participantWhere(f), args)
	return one[int](rows, err, "cannot count participants")
}

// ParticipantsByID reads those of ids that viewer sees, in no order.
func ParticipantsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.ParticipantID) ([]hub.Participant, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, participantSelect+`WHERE n.id = ANY (@ids) AND `+viewer.sight(args).participants()+` ORDER BY n.id`, args)
	return all[hub.Participant](rows, err, "cannot read participants")
}

// ParticipantForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see it.
func ParticipantForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.ParticipantID) (hub.Participant, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, participantSelect+`WHERE n.id = @id AND `+viewer.sight(args).participants()+` FOR UPDATE OF n`, args)
	return exactlyOne[hub.Participant](rows, err, "participant")
}

// FlagsOf reads the cohorts of these participants, as far as viewer sees them.
func FlagsOf(ctx context.Context, q Querier, viewer Viewer, of []hub.ParticipantID) ([]hub.ParticipantFlag, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT f.participant_id, f.flag, f.condition, f.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM participant_flag f
		LEFT JOIN hub_user u ON u.id = f.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE f.participant_id = ANY (@of) AND `+viewer.sight(args).participants()+`
		ORDER BY f.participant_id, f.flag`, args)
	return all[hub.ParticipantFlag](rows, err, "cannot read cohorts")
}

// SharesOf reads what hosts that viewer sees were told of these participants, the latest first.
func SharesOf(ctx context.Context, q Querier, viewer Viewer, of []hub.ParticipantID) ([]hub.ParticipantShare, error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT h.id, h.participant_id, h.employer_id, h.items, h.shared_on, h.recorded_at, `+userRecord("u", "uo")+` AS by
		FROM participant_share h
		LEFT JOIN hub_user u ON u.id = h.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE h.participant_id = ANY (@of) AND `+viewer.sight(args).placement("h")+`
		ORDER BY h.participant_id, h.shared_on DESC, h.id DESC`, args)
	return all[hub.ParticipantShare](rows, err, "cannot read what hosts were told")
}

// InsertParticipant adds one.
func InsertParticipant(ctx context.Context, tx pgx.Tx, p hub.Participant) error {
	args := participantArgs(p)
	args["programme"] = p.ProgrammeCode
	_, err := tx.Exec(ctx, `
		INSERT INTO participant (id, reference, programme, age_band, adult_on, known_as, closed_on, version)
		VALUES (@id, @reference, @programme, @band, @adult, @known, @closed, @version)`, args)
	if err != nil {
		return explain(err, "cannot add a participant")
	}
	return nil
}

// SetParticipant writes what may change about one.
func SetParticipant(ctx context.Context, tx pgx.Tx, p hub.Participant) error {
	_, err := tx.Exec(ctx, `
		UPDATE participant SET reference = @reference, age_band = @band, adult_on = @adult, known_as = @known, closed_on = @closed, version = @version WHERE id = @id`, participantArgs(p))
	if err != nil {
		return explain(err, "cannot change a participant")
	}
	return nil
}

func participantArgs(p hub.Participant) pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"id": p.ID, "reference": p.Reference, "band": p.AgeBand, "adult": p.AdultOn, "known": p.KnownAs, "closed": p.ClosedOn, "version": p.Version,
	}
}

// SetFlags makes flags the cohorts of a participant. One that is there under the same condition keeps when it was recorded and by whom.
func SetFlags(ctx context.Context, tx pgx.Tx, of hub.ParticipantID, flags []hub.ParticipantFlag) error {
	names, conditions := []string{}, []string{}
	var at *time.Time
	var by *hub.UserID
	for _, f := range flags {
		names, conditions = append(names, string(f.Flag)), append(conditions, string(f.Condition))
		at, by = &f.RecordedAt, userIDOf(f.By)
	}
	args := pgx.StrictNamedArgs{"of": of, "flags": names, "conditions": conditions, "at": at, "by": by}
	if _, err := tx.Exec(ctx, `DELETE FROM participant_flag WHERE participant_id = @of AND (flag, condition) NOT IN (SELECT * FROM unnest(@flags::text[], @conditions::text[]))`,
		pgx.StrictNamedArgs{"of": of, "flags": names, "conditions": conditions}); err != nil {
		return explain(err, "cannot take cohorts back")
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO participant_flag (participant_id, flag, condition, recorded_at, user_id)
		SELECT @of, flag, condition, @at, @by FROM unnest(@flags::text[], @conditions::text[]) AS given (flag, condition)
		ON CONFLICT (participant_id, flag) DO NOTHING`, args)
	if err != nil {
		return explain(err, "cannot record cohorts")
	}
	return nil
}

// InsertShare keeps what a host was told.
func InsertShare(ctx context.Context, tx pgx.Tx, s hub.ParticipantShare) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO participant_share (id, participant_id, employer_id, items, shared_on, recorded_at, user_id)
		VALUES (@id, @participant, @employer, @items, @on, @at, @by)`,
		pgx.StrictNamedArgs{"id": s.ID, "participant": s.ParticipantID, "employer": s.EmployerID, "items": s.Items, "on": s.SharedOn, "at": s.RecordedAt, "by": userIDOf(s.By)})
	if err != nil {
		return explain(err, "cannot record what a host was told")
	}
	return nil
}

// FirstShared is the first day on which a host was told something of a participant; nil where it never was.
func FirstShared(ctx context.Context, q Querier, of hub.ParticipantID, with hub.EmployerID) (*hub.Date, error) {
	rows, err := q.Query(ctx, `SELECT min(shared_on) FROM participant_share WHERE participant_id = @of AND employer_id = @with`, pgx.StrictNamedArgs{"of": of, "with": with})
	return one[*hub.Date](rows, err, "cannot read what a host was told")
}

// EraseNames erases the names of participants who took part no more by a day, at most so many, and gives whose they were.
func EraseNames(ctx context.Context, tx pgx.Tx, closedBy hub.Date, most int) ([]hub.ParticipantID, error) {
	rows, err := tx.Query(ctx, `
		UPDATE participant SET known_as = NULL, version = version + 1 WHERE id IN (
			SELECT id FROM participant WHERE known_as IS NOT NULL AND closed_on <= @by ORDER BY closed_on LIMIT @most FOR UPDATE SKIP LOCKED)
		RETURNING id`, pgx.StrictNamedArgs{"by": closedBy, "most": most})
	return column[hub.ParticipantID](rows, err, "cannot erase names of participants")
}

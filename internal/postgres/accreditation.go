package postgres

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const accreditationSelect = `
	SELECT a.id, a.employer_id, a.scheme, a.level, a.reference, a.awarded_on, a.expires_on, a.source, a.listed_on, a.verified_on, `

var accreditationFrom = userRecord("u", "uo") + ` AS verified_by, a.ended_on, a.end_reason, a.recorded_at, a.version
	FROM accreditation a
	LEFT JOIN hub_user u ON u.id = a.verified_by
	LEFT JOIN organisation uo ON uo.id = u.organisation_id
	WHERE `

// lastAward says that award a is the last one of its scheme that its employer got by @today.
const lastAward = `a.awarded_on <= @today AND NOT EXISTS (
	SELECT FROM accreditation later
	WHERE later.employer_id = a.employer_id AND later.scheme = a.scheme AND later.awarded_on <= @today AND later.awarded_on >= a.awarded_on
		AND (later.awarded_on, later.level, later.id) > (a.awarded_on, a.level, a.id))`

// AccreditationsOf reads all awards of these employers, the latest of each scheme first.
func AccreditationsOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.Accreditation, error) {
	return accreditations(ctx, q, `a.employer_id = ANY (@employers) ORDER BY a.employer_id, a.scheme, a.awarded_on DESC, a.level DESC, a.id DESC`, pgx.StrictNamedArgs{"employers": employers})
}

// AccreditationsByID reads those of ids whose employer viewer sees, in no order.
func AccreditationsByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.AccreditationID) ([]hub.Accreditation, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	return accreditations(ctx, q, viewer.sight(args).employerOf(`a.employer_id`)+` AND a.id = ANY (@ids) ORDER BY a.id`, args)
}

func accreditations(ctx context.Context, q Querier, where string, args pgx.StrictNamedArgs) ([]hub.Accreditation, error) {
	rows, err := q.Query(ctx, accreditationSelect+accreditationFrom+where, args)
	return all[hub.Accreditation](rows, err, "cannot read accreditations")
}

// AccreditationForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see
// the employer.
func AccreditationForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.AccreditationID) (hub.Accreditation, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, accreditationSelect+accreditationFrom+viewer.sight(args).employerOf(`a.employer_id`)+` AND a.id = @id FOR UPDATE OF a`, args)
	return exactlyOne[hub.Accreditation](rows, err, "accreditation")
}

// within says that award a runs out within so many months of @today. They are counted back from its last day, as
// hub.Accreditation.StatusOn does: at the ends of months that is not the same as counting forward from today.
func within(months string) string {
	return `(a.expires_on - make_interval(months => ` + months + `::int))::date <= @today::date`
}

// accreditationWhere are the conditions of a filter on the last award a of employer e.
func (s sight) accreditationWhere(f hub.AccreditationFilter) string {
	args, today := s.args, s.Today
	args["scheme"], args["today"] = f.Scheme, today
	where := `a.scheme = @scheme AND ` + living + ` AND ` + s.employer("e") + ` AND ` + lastAward
	add := func(condition, name string, value any) {
		where += ` AND ` + condition
		args[name] = value
	}
	if len(f.LevelIn) > 0 {
		add(`a.level = ANY (@levels)`, "levels", f.LevelIn)
	}
	if len(f.StatusIn) > 0 {
		args["warning"] = hub.MonthsOfWarning
		add(`CASE
			WHEN a.ended_on <= @today THEN 'ENDED'
			WHEN a.expires_on IS NULL THEN 'EXPIRY_UNKNOWN'
			WHEN a.expires_on < @today THEN 'LAPSED'
			WHEN `+within(`@warning`)+` THEN 'EXPIRING'
			ELSE 'CURRENT' END = ANY (@statuses)`, "statuses", f.StatusIn)
	}
	if f.ExpiresBy != nil {
		add(`coalesce(a.expires_on, 'infinity') <= @expires_by`, "expires_by", *f.ExpiresBy)
	}
	if f.ExpiresWithinMonths != nil {
		add(within(`@expires_within`), "expires_within", *f.ExpiresWithinMonths)
	}
	if f.InRotherham != nil {
		in := `EXISTS (SELECT FROM ` + openSite + ` AND d.ward_code IS NOT NULL)`
		if !*f.InRotherham {
			in = `NOT ` + in
		}
		where += ` AND ` + in
	}
	return where
}

// Accreditations reads a page of what employers that viewer sees hold or held last of a scheme: what runs out first comes first, what nobody knows
// the expiry of last. Errors: BAD_INPUT for a cursor of another list.
func Accreditations(ctx context.Context, q Querier, viewer Viewer, f hub.AccreditationFilter, page hub.Page) (hub.List[hub.Accreditation], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("accreditations", page, `(coalesce(a.expires_on, 'infinity'), a.id) > (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.Accreditation]{}, err
	}
	rows, err := q.Query(ctx, `
		WITH page AS (
			SELECT a.id FROM accreditation a JOIN employer e ON e.id = a.employer_id
			WHERE `+viewer.sight(args).accreditationWhere(f)+` AND `+after+`
			ORDER BY coalesce(a.expires_on, 'infinity'), a.id LIMIT @limit
		)`+accreditationSelect+accreditationFrom+`a.id IN (SELECT id FROM page) ORDER BY coalesce(a.expires_on, 'infinity'), a.id`,
		pgx.QueryExecModeCacheDescribe, args)
	return listOf(rows, err, page, "accreditations", func(a hub.Accreditation) (hub.Accreditation, hub.Cursor) {
		key := "infinity"
		if a.ExpiresOn != nil {
			key = a.ExpiresOn.String()
		}
		return a, hub.Cursor{List: "accreditations", Key: key, ID: a.ID.UUID}
	})
}

// CountAccreditations counts what Accreditations lists.
func CountAccreditations(ctx context.Context, q Querier, viewer Viewer, f hub.AccreditationFilter) (int, error) {
	args := pgx.StrictNamedArgs{}
	rows, err := q.Query(ctx, `SELECT count(*) FROM accreditation a JOIN employer e ON e.id = a.employer_id WHERE `+viewer.sight(args).accreditationWhere(f),
		pgx.QueryExecModeCacheDescribe, args)
	return one[int](rows, err, "cannot count accreditations")
}

// InsertAccreditation adds one.
func InsertAccreditation(ctx context.Context, tx pgx.Tx, a hub.Accreditation) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO accreditation (id, employer_id, scheme, level, reference, awarded_on, expires_on, source, listed_on, verified_on, verified_by, ended_on, end_reason, recorded_at, version)
		VALUES (@id, @employer, @scheme, @level, @reference, @awarded, @expires, @source, @listed, @verified, @verified_by, @ended, @reason, @recorded, @version)`,
		pgx.StrictNamedArgs{
			"id": a.ID, "employer": a.EmployerID, "scheme": a.Scheme, "level": a.Level, "reference": a.Reference, "awarded": a.AwardedOn, "expires": a.ExpiresOn,
			"source": a.Source, "listed": a.ListedOn, "verified": a.VerifiedOn, "verified_by": userIDOf(a.VerifiedBy), "ended": a.EndedOn, "reason": a.EndReason,
			"recorded": a.RecordedAt, "version": a.Version,
		})
	if err != nil {
		return explain(err, "cannot record an accreditation")
	}
	return nil
}

// SetAccreditation writes what may change about one.
func SetAccreditation(ctx context.Context, tx pgx.Tx, a hub.Accreditation) error {
	_, err := tx.Exec(ctx, `
		UPDATE accreditation SET level = @level, reference = @reference, awarded_on = @awarded, expires_on = @expires, source = @source, listed_on = @listed,
			verified_on = @verified, verified_by = @verified_by, ended_on = @ended, end_reason = @reason, version = @version
		WHERE id = @id`,
		pgx.StrictNamedArgs{
			"id": a.ID, "level": a.Level, "reference": a.Reference, "awarded": a.AwardedOn, "expires": a.ExpiresOn, "source": a.Source, "listed": a.ListedOn,
			"verified": a.VerifiedOn, "verified_by": userIDOf(a.VerifiedBy), "ended": a.EndedOn, "reason": a.EndReason, "version": a.Version,
		})
	if err != nil {
		return explain(err, "cannot change an accreditation")
	}
	return nil
}

// DeleteAccreditation removes one that was entered by mistake; its audit row keeps it.
func DeleteAccreditation(ctx context.Context, tx pgx.Tx, id hub.AccreditationID) error {
	_, err := tx.Exec(ctx, `DELETE FROM accreditation WHERE id = @id`, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return explain(err, "cannot remove an accreditation")
	}
	return nil
}

// StagesOf reads how far these employers are on their way to each scheme: the stage that was noted last.
func StagesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.StageNoted, error) {
	rows, err := q.Query(ctx, `
		SELECT DISTINCT ON (employer_id, scheme) employer_id, scheme, stage, since
		FROM accreditation_stage WHERE employer_id = ANY (@employers)
		ORDER BY employer_id, scheme, since DESC, recorded_at DESC`, pgx.StrictNamedArgs{"employers": employers})
	return all[hub.StageNoted](rows, err, "cannot read stages")
}

// lastStage says that stage t is the last one of its employer and scheme, and that nothing was awarded.
const lastStage = `NOT EXISTS (
		SELECT FROM accreditation_stage later
		WHERE later.employer_id = t.employer_id AND later.scheme = t.scheme AND (later.since, later.recorded_at) > (t.since, t.recorded_at))
	AND NOT EXISTS (SELECT FROM accreditation a WHERE a.employer_id = t.employer_id AND a.scheme = t.scheme)`

// OnTheirWay reads a page of employers that viewer sees and that are at a stage of their way to a scheme and have no level yet, those longest there
// first. Errors: BAD_INPUT for a cursor of another list.
func OnTheirWay(ctx context.Context, q Querier, viewer Viewer, f hub.StageFilter, page hub.Page) (hub.List[hub.StageNoted], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1, "scheme": f.Scheme, "stages": f.StageIn}
	after, err := afterCursor("on their way", page, `(t.since, t.id) > (@key::date, @id)`, args)
	if err != nil {
		return hub.List[hub.StageNoted]{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT t.employer_id, t.scheme, t.stage, t.since, t.id
		FROM accreditation_stage t JOIN employer e ON e.id = t.employer_id
		WHERE t.scheme = @scheme AND t.stage = ANY (@stages) AND `+living+` AND `+viewer.sight(args).employer("e")+` AND `+lastStage+` AND `+after+`
		ORDER BY t.since, t.id LIMIT @limit`, args)
	return listOf(rows, err, page, "employers on their way", func(t stageInList) (hub.StageNoted, hub.Cursor) {
		return t.StageNoted, hub.Cursor{List: "on their way", Key: t.Since.String(), ID: t.ID}
	})
}

type stageInList struct {
	hub.StageNoted
	ID uuid.UUID
}

// CountOnTheirWay counts what OnTheirWay lists.
func CountOnTheirWay(ctx context.Context, q Querier, viewer Viewer, f hub.StageFilter) (int, error) {
	args := pgx.StrictNamedArgs{"scheme": f.Scheme, "stages": f.StageIn}
	rows, err := q.Query(ctx, `
		SELECT count(*) FROM accreditation_stage t JOIN employer e ON e.id = t.employer_id
		WHERE t.scheme = @scheme AND t.stage = ANY (@stages) AND `+living+` AND `+viewer.sight(args).employer("e")+` AND `+lastStage, args)
	return one[int](rows, err, "cannot count employers on their way")
}

// InsertStage notes a stage.
func InsertStage(ctx context.Context, tx pgx.Tx, s hub.StageNoted, at time.Time) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO accreditation_stage (id, employer_id, scheme, stage, since, recorded_at) VALUES (@id, @employer, @scheme, @stage, @since, @at)`,
		pgx.StrictNamedArgs{"id": id, "employer": s.EmployerID, "scheme": s.Scheme, "stage": s.Stage, "since": s.Since, "at": at})
	if err != nil {
		return explain(err, "cannot note a stage")
	}
	return nil
}

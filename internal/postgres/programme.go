package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

const programmeSelect = `
	SELECT p.code, p.name, p.known_as_since, p.known_as_assessment, (
		SELECT coalesce(json_agg(json_build_object('StartsOn', r.starts_on, 'LeastDays', r.least_days, 'MostDays', r.most_days, 'LeastHours', r.least_hours,
			'LeastAge', r.least_age, 'MostAge', r.most_age, 'Checks', r.checks, 'OutcomeWeeks', r.outcome_weeks, 'Note', r.note) ORDER BY r.starts_on DESC), '[]')
		FROM placement_programme_rule r WHERE r.programme = p.code) AS rules
	FROM placement_programme p `

// PlacementProgrammes reads all of them with their rules, in the order in which people name them.
func PlacementProgrammes(ctx context.Context, q Querier) ([]hub.PlacementProgramme, error) {
	rows, err := q.Query(ctx, programmeSelect+`ORDER BY p.position`)
	return all[hub.PlacementProgramme](rows, err, "cannot read programmes")
}

// ProgrammeForUpdate reads one and keeps others from changing its rules until tx ends. Errors: NOT_FOUND.
func ProgrammeForUpdate(ctx context.Context, tx pgx.Tx, code string) (hub.PlacementProgramme, error) {
	rows, err := tx.Query(ctx, programmeSelect+`WHERE p.code = @code FOR UPDATE OF p`, pgx.StrictNamedArgs{"code": code})
	return exactlyOne[hub.PlacementProgramme](rows, err, "programme")
}

// SetProgrammeRule writes a rule in the place of the one that begins on its day, if there is one, and gives its ID.
func SetProgrammeRule(ctx context.Context, tx pgx.Tx, programme string, r hub.ProgrammeRule) (uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		INSERT INTO placement_programme_rule (id, programme, starts_on, least_days, most_days, least_hours, least_age, most_age, checks, outcome_weeks, note)
		VALUES (gen_random_uuid(), @programme, @starts, @least_days, @most_days, @least_hours, @least_age, @most_age, @checks, @weeks, @note)
		ON CONFLICT (programme, starts_on) DO UPDATE SET least_days = EXCLUDED.least_days, most_days = EXCLUDED.most_days, least_hours = EXCLUDED.least_hours,
			least_age = EXCLUDED.least_age, most_age = EXCLUDED.most_age, checks = EXCLUDED.checks, outcome_weeks = EXCLUDED.outcome_weeks, note = EXCLUDED.note
		RETURNING id`,
		pgx.StrictNamedArgs{
			"programme": programme, "starts": r.StartsOn, "least_days": r.LeastDays, "most_days": r.MostDays, "least_hours": r.LeastHours, "least_age": r.LeastAge,
			"most_age": r.MostAge, "checks": r.Checks, "weeks": r.OutcomeWeeks, "note": r.Note,
		})
	return one[uuid.UUID](rows, err, "cannot set a rule of a programme")
}

// SetKnownAs says from when participants of a programme may be kept with a name, and by which impact assessment; nil for neither ends it and
// erases the names that are kept. It gives how many those were.
func SetKnownAs(ctx context.Context, tx pgx.Tx, p hub.PlacementProgramme) (erased int, err error) {
	rows, err := tx.Query(ctx, `
		WITH decided AS (
			UPDATE placement_programme SET known_as_since = @since, known_as_assessment = @assessment WHERE code = @code
		), gone AS (
			UPDATE participant SET known_as = NULL WHERE programme = @code AND known_as IS NOT NULL AND @since::date IS NULL RETURNING id
		)
		SELECT count(*) FROM gone`, pgx.StrictNamedArgs{"code": p.Code, "since": p.KnownAsSince, "assessment": p.KnownAsAssessment})
	return one[int](rows, err, "cannot decide about names of participants")
}

// YoungWorkerRules reads what the law says of the hours of young workers, the latest first.
func YoungWorkerRules(ctx context.Context, q Querier) ([]hub.YoungWorkerRule, error) {
	rows, err := q.Query(ctx, `
		SELECT age_band, starts_on, most_a_day, most_a_week, earliest, latest, most_days, break_after, break_for, note
		FROM young_worker_rule ORDER BY age_band, starts_on DESC`)
	return all[hub.YoungWorkerRule](rows, err, "cannot read the rules of young workers")
}

// SetYoungWorkerRule writes a rule in the place of the one that begins on its day, if there is one.
func SetYoungWorkerRule(ctx context.Context, tx pgx.Tx, r hub.YoungWorkerRule) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO young_worker_rule (age_band, starts_on, most_a_day, most_a_week, earliest, latest, most_days, break_after, break_for, note)
		VALUES (@band, @starts, @day, @week, @earliest, @latest, @days, @after, @for, @note)
		ON CONFLICT (age_band, starts_on) DO UPDATE SET most_a_day = EXCLUDED.most_a_day, most_a_week = EXCLUDED.most_a_week, earliest = EXCLUDED.earliest,
			latest = EXCLUDED.latest, most_days = EXCLUDED.most_days, break_after = EXCLUDED.break_after, break_for = EXCLUDED.break_for, note = EXCLUDED.note`,
		pgx.StrictNamedArgs{
			"band": r.AgeBand, "starts": r.StartsOn, "day": r.MostADay, "week": r.MostAWeek, "earliest": r.Earliest, "latest": r.Latest, "days": r.MostDays, "after": r.BreakAfter,
			"for": r.BreakFor, "note": r.Note,
		})
	if err != nil {
		return explain(err, "cannot set a rule of young workers")
	}
	return nil
}

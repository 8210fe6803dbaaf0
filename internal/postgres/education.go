package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// EducationFigures counts what employers that viewer sees did with schools and providers from one day to another, both included. An employer
// counts once, through merges.
func EducationFigures(ctx context.Context, q Querier, viewer Viewer, from, until hub.Date) (hub.EducationFigures, error) {
	args := pgx.StrictNamedArgs{"from": from, "until": until}
	living := func(x string) string {
		return `JOIN employer e ON e.id = ` + x + `.employer_id AND e.merged_into IS NULL AND ` + viewer.sight(args).employer("e")
	}
	rows, err := q.Query(ctx, `
		SELECT s.school_employers, s.pupil_places, s.pupil_places_of_a_day, s.unconfirmed_places, c.collaborating_employers, a.*
		FROM (
			SELECT count(DISTINCT x.employer_id) FILTER (WHERE x.confirmed_on IS NOT NULL) AS school_employers,
				coalesce(sum(x.pupil_places) FILTER (WHERE x.confirmed_on IS NOT NULL), 0) AS pupil_places,
				coalesce(sum(x.pupil_places) FILTER (WHERE x.confirmed_on IS NOT NULL AND x.days >= 1), 0) AS pupil_places_of_a_day,
				coalesce(sum(x.pupil_places) FILTER (WHERE x.confirmed_on IS NULL), 0) AS unconfirmed_places
			FROM school_encounter x `+living("x")+` WHERE x.happens_on BETWEEN @from AND @until AND x.cancelled_on IS NULL
		) s, (
			SELECT count(DISTINCT x.employer_id) AS collaborating_employers
			FROM collaboration x `+living("x")+` WHERE x.starts_on <= @until AND (x.ends_on IS NULL OR x.ends_on >= @from) AND x.confirmed_on IS NOT NULL
		) c, (
			SELECT count(DISTINCT x.employer_id) FILTER (WHERE x.stage = 'OFFERED' AND x.in_rotherham) AS offering_employers,
				coalesce(sum(x.places) FILTER (WHERE x.stage = 'OFFERED' AND x.in_rotherham AND x.level <= 3), 0) AS offered_to_advanced,
				coalesce(sum(x.places) FILTER (WHERE x.stage = 'OFFERED' AND x.in_rotherham AND x.level >= 4), 0) AS offered_higher,
				coalesce(sum(x.places) FILTER (WHERE x.stage = 'PLEDGED'), 0) AS pledged,
				coalesce(sum(x.places) FILTER (WHERE x.stage = 'STARTED'), 0) AS started
			FROM apprenticeship x `+living("x")+` WHERE x.on_day BETWEEN @from AND @until
		) a`, args)
	return exactlyOne[hub.EducationFigures](rows, err, "figures")
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// CountOutcomes counts those that are claimed or confirmed, by programme, kind and the quarter of their day. It counts employers that are confidential
// too, and names none.
func CountOutcomes(ctx context.Context, q Querier, quarters []hub.Date, f hub.OutcomeFigureFilter) ([]hub.CountedOutcomes, error) {
	args := pgx.StrictNamedArgs{"quarters": quarters, "programmes": f.ProgrammeIn, "kinds": f.KindIn}
	rows, err := q.Query(ctx, `
		SELECT o.programme, x.kind, x.weeks, quarter, count(*)::int AS claimed, (count(*) FILTER (WHERE x.state = 'CONFIRMED'))::int AS confirmed,
			count(DISTINCT l.participant_id)::int AS participants
		FROM unnest(@quarters::date[]) AS quarters (quarter)
		JOIN placement_outcome x ON x.on_day >= quarter AND x.on_day < quarter + interval '3 months' AND x.state IN ('CLAIMED', 'CONFIRMED')
		JOIN placement l ON l.id = x.placement_id
		JOIN opportunity o ON o.id = l.opportunity_id
		WHERE (@programmes::text[] IS NULL OR o.programme = ANY (@programmes)) AND (@kinds::text[] IS NULL OR x.kind = ANY (@kinds))
		GROUP BY o.programme, x.kind, x.weeks, quarter
		ORDER BY o.programme, array_position('{INTERVIEW,OFFER,JOB_START,SUSTAINED}'::text[], x.kind), x.weeks NULLS FIRST, quarter`, args)
	return all[hub.CountedOutcomes](rows, err, "cannot count outcomes")
}

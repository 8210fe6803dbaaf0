package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// placementCounts are the records that figures of placements count, as they were known by the end of a day: chosen are the opportunities of
// employers that viewer sees and that in asks for, spell the days on which they were open, offered those that count as offered, with the first
// such day, and fill the placements there that were confirmed or started.
//
// An opportunity opens only while every check of its site holds on its first day, so that what was open passed them. One that was open for less
// than five days, and at which nobody was matched, is not counted. Nor is a placement that was recorded by mistake.
func placementCounts(viewer Viewer, in hub.PlacementFiguresInput) (with string, args pgx.StrictNamedArgs) {
	args = pgx.StrictNamedArgs{"from": in.From, "until": in.Until, "known": in.AsAt.End(), "as_at": *in.AsAt}
	where := living + ` AND ` + viewer.sight(args).employer("e")
	if len(in.ProgrammeIn) > 0 {
		where += ` AND o.programme = ANY (@programmes)`
		args["programmes"] = in.ProgrammeIn
	}
	if len(in.SicSectionIn) > 0 {
		where += ` AND e.sic_section = ANY (@sections)`
		args["sections"] = in.SicSectionIn
	}
	if len(in.WardIn) > 0 {
		where += ` AND o.site_id = ANY (ARRAY (` + sitesInWards + `))`
		args["wards"] = in.WardIn
	}
	return `
		WITH chosen AS MATERIALIZED (
			SELECT o.id, o.employer_id, e.legal_form, o.places FROM opportunity o JOIN employer e ON e.id = o.employer_id WHERE ` + where + `
		), spell AS MATERIALIZED (
			SELECT v.opportunity_id, v.on_day AS begins, coalesce(v.next_day, @as_at::date) AS ends
			FROM (
				SELECT v.opportunity_id, v.state, v.on_day, lead(v.on_day) OVER (PARTITION BY v.opportunity_id ORDER BY v.id) AS next_day
				FROM opportunity_move v WHERE v.recorded_at < @known
			) v WHERE v.state = 'OPEN'
		), offered AS MATERIALIZED (
			SELECT c.id, c.employer_id, c.legal_form, min(s.begins) AS day, coalesce((
				SELECT p.places FROM opportunity_places p WHERE p.opportunity_id = c.id AND p.recorded_at < @known ORDER BY p.id DESC LIMIT 1), c.places) AS places
			FROM chosen c JOIN spell s ON s.opportunity_id = c.id
			GROUP BY c.id, c.employer_id, c.legal_form, c.places
			HAVING sum(s.ends - s.begins + 1) >= 5 OR EXISTS (
				SELECT FROM placement l JOIN placement_move v ON v.placement_id = l.id WHERE l.opportunity_id = c.id AND v.state = 'MATCHED' AND v.recorded_at < @known)
		), fill AS MATERIALIZED (
			SELECT c.employer_id, c.legal_form, max(v.on_day) FILTER (WHERE v.state = 'CONFIRMED') AS confirmed_on, max(v.on_day) FILTER (WHERE v.state = 'STARTED') AS started_on,
				max(v.on_day) FILTER (WHERE v.state IN ('COMPLETED', 'ENDED_EARLY')) AS ended_on, (array_agg(v.state ORDER BY v.id DESC))[1] AS state
			FROM chosen c JOIN placement l ON l.opportunity_id = c.id JOIN placement_move v ON v.placement_id = l.id
			WHERE v.recorded_at < @known
			GROUP BY l.id, c.employer_id, c.legal_form
			HAVING bool_or(v.state = 'CONFIRMED') AND NOT bool_or(v.reason IS NOT DISTINCT FROM 'RECORDED_BY_MISTAKE')
		)`, args
}

// PlacementCounts counts what employers that viewer sees offered: by months or quarters of the calendar what opened, what was filled and who
// started, without those in which nothing happened; and by legal form the distinct employers with an opportunity that was open on a day of the
// period, and those where somebody was on a placement on one of these days.
func PlacementCounts(ctx context.Context, q Querier, viewer Viewer, in hub.PlacementFiguresInput) (hub.PlacementCounts, error) {
	with, args := placementCounts(viewer, in)
	args["by"] = in.By
	rows, err := q.Query(ctx, with+`
		SELECT (
			SELECT coalesce(json_agg(json_build_object('StartsOn', f.day, 'Offered', f.offered, 'Filled', f.filled, 'Started', f.started)), '[]')
			FROM (
				SELECT date_trunc(@by, d.day::timestamp)::date AS day, sum(d.offered) AS offered, sum(d.filled) AS filled, sum(d.started) AS started
				FROM (
					SELECT day, places AS offered, 0 AS filled, 0 AS started FROM offered
					UNION ALL SELECT confirmed_on, 0, 1, 0 FROM fill WHERE state IN ('CONFIRMED', 'STARTED', 'COMPLETED', 'ENDED_EARLY')
					UNION ALL SELECT started_on, 0, 0, 1 FROM fill
				) d WHERE d.day BETWEEN @from AND @until
				GROUP BY 1
			) f) AS flows, (
			SELECT coalesce(json_agg(json_build_object('LegalForm', f.legal_form, 'Offering', f.offering, 'Hosting', f.hosting)), '[]')
			FROM (
				SELECT d.legal_form, count(DISTINCT d.employer_id) FILTER (WHERE d.offering) AS offering, count(DISTINCT d.employer_id) FILTER (WHERE NOT d.offering) AS hosting
				FROM (
					SELECT o.employer_id, o.legal_form, true AS offering FROM offered o
					WHERE EXISTS (SELECT FROM spell s WHERE s.opportunity_id = o.id AND s.begins <= @until AND s.ends >= @from)
					UNION ALL
					SELECT f.employer_id, f.legal_form, false FROM fill f WHERE f.started_on <= @until AND (f.ended_on IS NULL OR f.ended_on >= @from)
				) d GROUP BY d.legal_form
			) f) AS employers`, args)
	return exactlyOne[hub.PlacementCounts](rows, err, "figures of placements")
}

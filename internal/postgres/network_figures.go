package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// NetworkFigures counts employers that viewer sees as at a day: members are those that were active or paused on it.
func NetworkFigures(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, at hub.Date) (hub.NetworkFigures, error) {
	args := pgx.StrictNamedArgs{"network": network, "day": at, "today": at}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, `
		WITH RECURSIVE standing AS (
			SELECT e.id, e.sic_section, `+stateOn+` AS state
			FROM network_membership m JOIN employer e ON e.id = m.employer_id
			WHERE m.network_id = @network AND `+living+` AND `+see.employer("e")+`
		), member AS (
			SELECT DISTINCT s.id, s.sic_section FROM standing s WHERE s.state IN ('ACTIVE', 'PAUSED')
		), up AS (
			SELECT e.id, e.parent_id FROM member m JOIN employer e ON e.id = m.id
			UNION
			SELECT e.id, e.parent_id FROM up JOIN employer e ON e.id = up.parent_id
		), through AS ( -- all of the groups of members
			SELECT id FROM up WHERE parent_id IS NULL
			UNION
			SELECT e.id FROM through t JOIN employer e ON e.parent_id = t.id
		), large AS (
			SELECT e.id FROM employer_size z JOIN employer e ON e.id = z.employer_id
			WHERE z.size_band = 'LARGE' AND z.valid_from <= @day AND (z.valid_until IS NULL OR z.valid_until > @day)
				AND `+living+` AND e.status <> 'CLOSED' AND `+see.employer("e")+` AND `+sitsInRotherham("e")+`
		), issue AS (
			SELECT (SELECT v.state FROM network_issue_move v WHERE v.issue_id = i.id AND v.on_day <= @day ORDER BY v.on_day DESC, v.id DESC LIMIT 1) AS state
			FROM network_issue i WHERE i.network_id = @network AND i.raised_on <= @day AND `+see.employerOf(`i.employer_id`)+`
		)
		SELECT @day::date AS as_at, (SELECT count(*) FROM member) AS members, (SELECT count(DISTINCT id) FROM standing WHERE state = 'INVITED') AS invited,
			(SELECT coalesce(json_agg(json_build_object('Key', section, 'Name', section, 'Employers', n) ORDER BY section), '[]') FROM (
				SELECT coalesce(sic_section, 'UNKNOWN') AS section, count(*) AS n FROM member GROUP BY 1) g) AS by_sector,
			(SELECT coalesce(json_agg(json_build_object('Key', band, 'Name', band, 'Employers', n) ORDER BY band), '[]') FROM (
				SELECT coalesce(z.size_band, 'UNKNOWN') AS band, count(*) AS n FROM member m
				LEFT JOIN employer_size z ON z.employer_id = m.id AND z.valid_from <= @day AND (z.valid_until IS NULL OR z.valid_until > @day)
				GROUP BY 1) g) AS by_size_band,
			(SELECT count(DISTINCT id) FROM large) AS large_employers, (SELECT count(DISTINCT id) FROM large WHERE id IN (SELECT id FROM through)) AS large_members,
			(SELECT count(*) FROM issue WHERE state <> 'DROPPED') AS issues_raised, (SELECT count(*) FROM issue WHERE state = 'ANSWERED') AS issues_answered`, args)
	return exactlyOne[hub.NetworkFigures](rows, err, "figures of a network")
}

package postgres

import (
	"context"
	"strconv"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// sitsInRotherham says that employer e has a site in a Rotherham ward that is open on @today.
func sitsInRotherham(e string) string {
	return `EXISTS (SELECT FROM site s JOIN postcode_directory d ON d.postcode = s.postcode
		WHERE s.employer_id = ` + e + `.id AND d.ward_code IS NOT NULL AND (s.opened_on IS NULL OR s.opened_on <= @today) AND (s.closed_on IS NULL OR s.closed_on >= @today))`
}

// accreditedIn says that employer e holds an accreditation of scheme on @today.
func accreditedIn(e, scheme string) string {
	return `EXISTS (SELECT FROM accreditation a WHERE a.employer_id = ` + e + `.id AND a.scheme = ` + scheme + ` AND ` + accreditedInAny + `)`
}

// candidates are the employers e, each the top of its group or without one, that a rule means and of whose group none is on the list
// of the network. Grouped has the parts of each top that has any, as far as they are seen.
func (s sight) candidates(network hub.NetworkID, r hub.NetworkRule) (with, where string) {
	s.args["today"], s.args["network"], s.args["rotherham"], s.args["scheme"], s.args["least"] = s.Today, network, r.InRotherham, r.Scheme, 0
	if r.MinHeadcount != nil {
		s.args["least"] = *r.MinHeadcount
	}
	listed := `EXISTS (SELECT FROM network_membership m WHERE m.network_id = @network AND m.employer_id = `
	with = `
		WITH RECURSIVE part AS (
			SELECT c.parent_id AS top, c.id FROM employer c JOIN employer t ON t.id = c.parent_id WHERE t.parent_id IS NULL AND c.parent_id IS NOT NULL
			UNION ALL
			SELECT part.top, c.id FROM part JOIN employer c ON c.parent_id = part.id
		), grouped AS MATERIALIZED (
			SELECT part.top, sum(e.headcount) AS headcount, count(*) AS parts, bool_or(` + listed + `e.id)) AS listed,
				bool_or(@rotherham::boolean AND ` + sitsInRotherham("e") + `) AS in_rotherham, bool_or(@scheme::text IS NOT NULL AND ` + accreditedIn("e", "@scheme") + `) AS accredited
			FROM part JOIN employer e ON e.id = part.id
			WHERE ` + living + ` AND e.status <> 'CLOSED' AND ` + s.employer("e") + `
			GROUP BY part.top
		)`
	where = `e.parent_id IS NULL AND ` + living + ` AND e.status <> 'CLOSED' AND ` + s.employer("e") + `
		AND (e.headcount >= @least OR g.headcount >= @least` + map[bool]string{true: ` OR @least = 0`}[r.MinHeadcount == nil] + `)
		AND NOT ` + listed + `e.id) AND g.listed IS NOT TRUE
		AND (NOT @rotherham::boolean OR g.in_rotherham OR ` + sitsInRotherham("e") + `)
		AND (@scheme::text IS NULL OR g.accredited OR ` + accreditedIn("e", "@scheme") + `)`
	return with, where
}

// size is the headcount of candidate e with its group: a group's own figure may or may not count its parts, so that the larger one stands.
const size = `coalesce(greatest(e.headcount, g.headcount), 0)`

// NetworkCandidates reads a page of the employers that a rule means and that are not on the list of a network, as far as viewer sees them, the
// largest first. Errors: BAD_INPUT for a cursor of another list.
func NetworkCandidates(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, r hub.NetworkRule, page hub.Page) (hub.List[hub.NetworkCandidate], error) {
	args := pgx.StrictNamedArgs{"limit": page.First + 1}
	after, err := afterCursor("candidates", page, `(-`+size+`, e.id) > (-@key::bigint, @id)`, args)
	if err != nil {
		return hub.List[hub.NetworkCandidate]{}, err
	}
	with, where := viewer.sight(args).candidates(network, r)
	rows, err := q.Query(ctx, with+`
		SELECT e.id AS employer_id, `+size+` AS headcount, coalesce(g.parts, 0) AS parts
		FROM employer e LEFT JOIN grouped g ON g.top = e.id
		WHERE `+where+` AND `+after+`
		ORDER BY -`+size+`, e.id LIMIT @limit`, args)
	return listOf(rows, err, page, "candidates", func(c hub.NetworkCandidate) (hub.NetworkCandidate, hub.Cursor) {
		return c, hub.Cursor{List: "candidates", Key: strconv.Itoa(c.Headcount), ID: c.EmployerID.UUID}
	})
}

// CountNetworkCandidates counts what NetworkCandidates lists.
func CountNetworkCandidates(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, r hub.NetworkRule) (int, error) {
	args := pgx.StrictNamedArgs{}
	with, where := viewer.sight(args).candidates(network, r)
	rows, err := q.Query(ctx, with+`SELECT count(*) FROM employer e LEFT JOIN grouped g ON g.top = e.id WHERE `+where, args)
	return one[int](rows, err, "cannot count candidates")
}

// FitnessOf reads what matters about these employers for a network, each with its group as far as viewer sees it.
func FitnessOf(ctx context.Context, q Querier, viewer Viewer, network hub.NetworkID, employers []hub.EmployerID) ([]hub.Fitness, error) {
	args := pgx.StrictNamedArgs{"employers": employers, "network": network, "today": viewer.Today}
	see := viewer.sight(args)
	rows, err := q.Query(ctx, groups+`, grouped AS (
			SELECT part.asked, greatest(max(e.headcount) FILTER (WHERE part.top), sum(e.headcount) FILTER (WHERE NOT part.top)) AS headcount,
				bool_or(`+sitsInRotherham("e")+`) AS in_rotherham,
				array(SELECT DISTINCT a.scheme FROM accreditation a JOIN part ap ON ap.id = a.employer_id
					WHERE ap.asked = part.asked AND `+accreditedInAny+`) AS schemes,
				(SELECT min(me.name) FROM network_membership m JOIN part mp ON mp.id = m.employer_id JOIN employer me ON me.id = m.employer_id
					WHERE mp.asked = part.asked AND m.network_id = @network AND (me.id = part.asked OR m.state NOT IN ('DECLINED', 'LEFT')) AND `+see.employer("me")+`) AS has
			FROM part JOIN employer e ON e.id = part.id
			WHERE `+living+` AND e.status <> 'CLOSED' AND `+see.employer("e")+`
			GROUP BY part.asked
		)
		SELECT e.id AS employer_id, e.status = 'CLOSED' AS closed, `+see.onHold("e")+` AS on_hold, g.headcount, coalesce(g.in_rotherham, false) AS in_rotherham,
			coalesce(g.schemes, '{}') AS schemes, g.has
		FROM employer e LEFT JOIN grouped g ON g.asked = e.id
		WHERE e.id = ANY (@employers) AND `+see.employer("e"), args)
	return all[hub.Fitness](rows, err, "cannot read what a network asks of employers")
}

// accreditedInAny says that accreditation a holds on @today.
const accreditedInAny = `a.awarded_on <= @today AND (a.expires_on IS NULL OR a.expires_on >= @today) AND (a.ended_on IS NULL OR a.ended_on > @today)`

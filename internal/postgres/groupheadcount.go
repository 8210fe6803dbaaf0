package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// groups joins the employers @employers to all employers of their groups, as part (asked, id, top).
const groups = `
	WITH RECURSIVE up AS (
		SELECT e.id AS asked, e.id, e.parent_id FROM employer e WHERE e.id = ANY (@employers)
		UNION
		SELECT up.asked, e.id, e.parent_id FROM up JOIN employer e ON e.id = up.parent_id
	), part AS (
		SELECT asked, id, true AS top FROM up WHERE parent_id IS NULL
		UNION
		SELECT part.asked, e.id, false FROM part JOIN employer e ON e.parent_id = part.id
	)`

// GroupPartsOf reads the employers of the groups of these employers that viewer sees and that are not closed, the top of each first.
func GroupPartsOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.OfEmployer[hub.GroupPart], error) {
	args := pgx.StrictNamedArgs{"employers": employers}
	return ofEmployers[hub.GroupPart](ctx, q, groups+`
		SELECT part.asked AS employer_id, ROW (e.id, part.top, e.headcount, z.valid_from) AS of
		FROM part JOIN employer e ON e.id = part.id LEFT JOIN employer_size z ON z.employer_id = e.id AND z.valid_until IS NULL AND e.headcount IS NOT NULL
		WHERE `+living+` AND e.status <> 'CLOSED' AND `+viewer.sight(args).employer("e")+`
		ORDER BY part.asked, part.top DESC, e.headcount DESC NULLS LAST, e.id`, args)
}

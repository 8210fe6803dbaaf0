package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// LockGroups makes changes of which employer is part of which wait for each other until tx ends: two that are harmless alone could
// make a circle together.
func LockGroups(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('employer groups'))`); err != nil {
		return explain(err, "cannot wait for another change of groups")
	}
	return nil
}

// above are an employer and those that it is part of, as a table of ids.
func above(id string) string {
	return `(
		WITH RECURSIVE above AS (
			SELECT ge.id, ge.parent_id FROM employer ge WHERE ge.id = ` + id + `
			UNION
			SELECT ge.id, ge.parent_id FROM above ga JOIN employer ge ON ge.id = ga.parent_id
		) SELECT above.id FROM above)`
}

// LeadsComeFrom finds of each of these employers the nearest one above it in its group that has a lead.
func LeadsComeFrom(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerID], error) {
	return ofEmployers[hub.EmployerID](ctx, q, `
		WITH RECURSIVE up AS (
			SELECT e.id AS part, e.parent_id, 1 AS steps FROM employer e WHERE e.id = ANY (@employers) AND e.lead_organisation_id IS NULL
			UNION ALL
			SELECT up.part, a.parent_id, up.steps + 1 FROM up JOIN employer a ON a.id = up.parent_id WHERE a.lead_organisation_id IS NULL
		)
		SELECT up.part AS employer_id, a.id AS of FROM up JOIN employer a ON a.id = up.parent_id
		WHERE a.lead_organisation_id IS NOT NULL
		ORDER BY up.part, up.steps`,
		pgx.StrictNamedArgs{"employers": employers})
}

// IsPartOf says that an employer is another one, or part of it, or of a part.
func IsPartOf(ctx context.Context, q Querier, employer, of hub.EmployerID) (bool, error) {
	rows, err := q.Query(ctx, `SELECT @of IN `+above("@employer"), pgx.StrictNamedArgs{"employer": employer, "of": of})
	return one[bool](rows, err, "cannot look up a group")
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

var coverSelect = `
	SELECT c.id, c.employer_id AS holder_id, s.employer_id, c.scheme, c.site_id, c.since, c.reason, ` + userRecord("u", "uo") + ` AS decided_by, c.decided_at,
		c.ended_on, c.end_reason, c.version
	FROM accreditation_cover c
	JOIN site s ON s.id = c.site_id
	LEFT JOIN hub_user u ON u.id = c.decided_by
	LEFT JOIN organisation uo ON uo.id = u.organisation_id
	WHERE `

// cover says that decision c about site s is seen: by whoever sees both the head office and the employer whose site it is.
func (s sight) cover(c, site string) string {
	return s.employerOf(c+`.employer_id`) + ` AND ` + s.employerOf(site+`.employer_id`)
}

// CoversOf reads the decisions by which sites of these employers are covered, or by which they cover others' sites, those that hold
// first, as far as viewer sees both sides.
func CoversOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.AccreditationCover, error) {
	args := pgx.StrictNamedArgs{"employers": employers}
	rows, err := q.Query(ctx, coverSelect+`
		c.id = ANY (ARRAY (
			SELECT h.id FROM accreditation_cover h WHERE h.employer_id = ANY (@employers)
			UNION ALL
			SELECT h.id FROM accreditation_cover h WHERE h.site_id = ANY (ARRAY (SELECT x.id FROM site x WHERE x.employer_id = ANY (@employers)))))
		AND `+viewer.sight(args).cover("c", "s")+`
		ORDER BY c.ended_on DESC NULLS FIRST, c.since DESC, c.id`, args)
	return all[hub.AccreditationCover](rows, err, "cannot read which sites are covered")
}

// CoverForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also where viewer does not see it.
func CoverForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.CoverID) (hub.AccreditationCover, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, coverSelect+viewer.sight(args).cover("c", "s")+` AND c.id = @id FOR UPDATE OF c`, args)
	return exactlyOne[hub.AccreditationCover](rows, err, "decision")
}

// InsertCover adds one. Errors: CONFLICT where the site is covered already.
func InsertCover(ctx context.Context, tx pgx.Tx, c hub.AccreditationCover) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO accreditation_cover (id, employer_id, scheme, site_id, since, reason, decided_by, decided_at, version)
		VALUES (@id, @holder, @scheme, @site, @since, @reason, @by, @at, @version)`,
		pgx.StrictNamedArgs{
			"id": c.ID, "holder": c.HolderID, "scheme": c.Scheme, "site": c.SiteID, "since": c.Since, "reason": c.Reason, "by": userIDOf(c.DecidedBy),
			"at": c.DecidedAt, "version": c.Version,
		})
	if err != nil {
		return explain(err, "cannot decide that a site is covered")
	}
	return nil
}

// EndCover writes that one ended.
func EndCover(ctx context.Context, tx pgx.Tx, c hub.AccreditationCover) error {
	_, err := tx.Exec(ctx, `UPDATE accreditation_cover SET ended_on = @ended, end_reason = @reason, version = @version WHERE id = @id`,
		pgx.StrictNamedArgs{"id": c.ID, "ended": c.EndedOn, "reason": c.EndReason, "version": c.Version})
	if err != nil {
		return explain(err, "cannot end that a site is covered")
	}
	return nil
}

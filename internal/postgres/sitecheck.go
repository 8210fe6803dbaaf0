package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// SiteChecksOf reads the checks of these sites as far as viewer sees the employers, the latest of each kind first.
func SiteChecksOf(ctx context.Context, q Querier, viewer Viewer, sites []hub.SiteID) ([]hub.SiteCheck, error) {
	args := pgx.StrictNamedArgs{"sites": sites}
	rows, err := q.Query(ctx, `
		SELECT k.id, k.employer_id, k.site_id, k.kind, k.result, k.exemption, k.reason, k.checked_on, k.expires_on, k.considers_young_people, k.person_id,
			`+userRecord("u", "uo")+` AS by, k.recorded_at
		FROM site_check k
		LEFT JOIN hub_user u ON u.id = k.user_id
		LEFT JOIN organisation uo ON uo.id = u.organisation_id
		WHERE k.site_id = ANY (@sites) AND `+viewer.sight(args).employerOf(`k.employer_id`)+`
		ORDER BY k.site_id, k.kind, k.recorded_at DESC, k.id DESC`, args)
	return all[hub.SiteCheck](rows, err, "cannot read checks of sites")
}

// InsertSiteCheck adds one.
func InsertSiteCheck(ctx context.Context, tx pgx.Tx, c hub.SiteCheck) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO site_check (id, employer_id, site_id, kind, result, exemption, reason, checked_on, expires_on, considers_young_people, person_id, user_id, recorded_at)
		VALUES (@id, @employer, @site, @kind, @result, @exemption, @reason, @checked, @expires, @young, @person, @user, @recorded)`,
		pgx.StrictNamedArgs{
			"id": c.ID, "employer": c.EmployerID, "site": c.SiteID, "kind": c.Kind, "result": c.Result, "exemption": c.Exemption, "reason": c.Reason, "checked": c.CheckedOn,
			"expires": c.ExpiresOn, "young": c.ConsidersYoungPeople, "person": c.PersonID, "user": userIDOf(c.By), "recorded": c.RecordedAt,
		})
	if err != nil {
		return explain(err, "cannot record a check")
	}
	return nil
}

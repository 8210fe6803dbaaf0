package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// siteSelect reads sites with the ward that the directory has for the postcode, which is never guessed.
const siteSelect = `
	SELECT s.id, s.employer_id, s.name, s.address, s.postcode, s.headcount, s.opened_on, s.closed_on, s.version,
		CASE WHEN w.code IS NOT NULL THEN ROW (w.code, w.name) END AS ward,
		CASE WHEN a.code IS NOT NULL THEN ROW (a.code, a.name) END AS investment_area
	FROM site s
	LEFT JOIN postcode_directory d ON d.postcode = s.postcode
	LEFT JOIN ward w ON w.code = d.ward_code
	LEFT JOIN investment_area a ON a.code = s.investment_area `

// SitesOf reads the sites of each of these employers, open ones first.
func SitesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.Site, error) {
	rows, err := q.Query(ctx, siteSelect+`
		WHERE s.employer_id = `+among("employers")+`
		ORDER BY s.closed_on IS NOT NULL, s.closed_on DESC, s.name, s.id`,
		pgx.StrictNamedArgs{"employers": employers})
	return all[hub.Site](rows, err, "cannot read sites")
}

// SitesByID reads those of ids that viewer sees, in no order.
func SitesByID(ctx context.Context, q Querier, viewer Viewer, ids []hub.SiteID) ([]hub.Site, error) {
	args := pgx.StrictNamedArgs{"ids": ids}
	rows, err := q.Query(ctx, siteSelect+`WHERE s.id = ANY (@ids) AND `+viewer.sight(args).employerOf(`s.employer_id`)+` ORDER BY s.id`, args)
	return all[hub.Site](rows, err, "cannot read sites")
}

// SiteForUpdate reads one and keeps others from changing it until tx ends. Errors: NOT_FOUND, also for one that viewer does not see.
func SiteForUpdate(ctx context.Context, tx pgx.Tx, viewer Viewer, id hub.SiteID) (hub.Site, error) {
	args := pgx.StrictNamedArgs{"id": id}
	rows, err := tx.Query(ctx, siteSelect+`WHERE s.id = @id AND `+viewer.sight(args).employerOf(`s.employer_id`)+` FOR UPDATE OF s`, args)
	return exactlyOne[hub.Site](rows, err, "site")
}

// InvestmentArea finds one by its code. Errors: NOT_FOUND.
func InvestmentArea(ctx context.Context, q Querier, code string) (hub.InvestmentArea, error) {
	rows, err := q.Query(ctx, `SELECT code, name FROM investment_area WHERE code = @code`, pgx.StrictNamedArgs{"code": code})
	return exactlyOne[hub.InvestmentArea](rows, err, "investment area")
}

// InsertSite adds a site.
func InsertSite(ctx context.Context, tx pgx.Tx, s hub.Site) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO site (id, employer_id, name, address, postcode, investment_area, headcount, opened_on, closed_on, version)
		VALUES (@id, @employer, @name, @address, @postcode, @area, @headcount, @opened, @closed, @version)`, siteArgs(s))
	if err != nil {
		return explain(err, "cannot add a site")
	}
	return nil
}

// SetSite writes everything of a site but its employer.
func SetSite(ctx context.Context, tx pgx.Tx, s hub.Site) error {
	args := siteArgs(s)
	delete(args, "employer")
	_, err := tx.Exec(ctx, `
		UPDATE site SET name = @name, address = @address, postcode = @postcode, investment_area = @area, headcount = @headcount,
			opened_on = @opened, closed_on = @closed, version = @version
		WHERE id = @id`, args)
	if err != nil {
		return explain(err, "cannot change a site")
	}
	return nil
}

func siteArgs(s hub.Site) pgx.StrictNamedArgs {
	var area *string
	if s.InvestmentArea != nil {
		area = &s.InvestmentArea.Code
	}
	return pgx.StrictNamedArgs{
		"id": s.ID, "employer": s.EmployerID, "name": s.Name, "address": s.Address, "postcode": s.Postcode, "area": area,
		"headcount": s.Headcount, "opened": s.OpenedOn, "closed": s.ClosedOn, "version": s.Version,
	}
}

package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

func ofEmployers[T any](ctx context.Context, q Querier, sql string, args pgx.StrictNamedArgs) ([]hub.OfEmployer[T], error) {
	rows, err := q.Query(ctx, sql, args)
	return all[hub.OfEmployer[T]](rows, err, "cannot read what belongs to employers")
}

// IdentifiersOf reads the numbers of each of these employers, by scheme.
func IdentifiersOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.Identifier], error) {
	return ofEmployers[hub.Identifier](ctx, q, `
		SELECT employer_id, ROW (scheme, value) AS of FROM employer_identifier
		WHERE employer_id = ANY (@employers) AND removed_at IS NULL
		ORDER BY scheme, value`,
		pgx.StrictNamedArgs{"employers": employers})
}

// NamesOf reads the names of each of these employers: the legal one, those used in trade, and the earlier ones, latest first.
func NamesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerName], error) {
	return ofEmployers[hub.EmployerName](ctx, q, `
		SELECT employer_id, ROW (kind, name, valid_from, valid_until) AS of FROM employer_name
		WHERE employer_id = ANY (@employers)
		ORDER BY array_position('{LEGAL,TRADING,PREVIOUS}', kind), valid_until DESC NULLS FIRST, id DESC`,
		pgx.StrictNamedArgs{"employers": employers})
}

// SICCodesOf reads the present codes of each of these employers, the main one first.
func SICCodesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerSIC], error) {
	return ofEmployers[hub.EmployerSIC](ctx, q, `
		SELECT employer_id, ROW (version, code) AS of FROM employer_sic
		WHERE employer_id = ANY (@employers) AND valid_until IS NULL
		ORDER BY version DESC, rank, code`,
		pgx.StrictNamedArgs{"employers": employers})
}

// InRotherham says of each of these employers whether an open site lies in a ward of Rotherham; employers none of whose
// sites' wards are known are left out.
func InRotherham(ctx context.Context, q Querier, employers []hub.EmployerID, today hub.Date) ([]hub.OfEmployer[bool], error) {
	return ofEmployers[bool](ctx, q, `
		SELECT s.employer_id, bool_or(d.ward_code IS NOT NULL) AS of
		FROM site s JOIN postcode_directory d ON d.postcode = s.postcode
		WHERE s.employer_id = ANY (@employers) AND (s.closed_on IS NULL OR s.closed_on >= @today)
		GROUP BY s.employer_id
		ORDER BY s.employer_id`,
		pgx.StrictNamedArgs{"employers": employers, "today": today})
}

// RecentContactsOf reads which partners were in touch with each of these employers in the 30 days up to today, each with its
// latest contact, the latest first.
func RecentContactsOf(ctx context.Context, q Querier, viewer Viewer, employers []hub.EmployerID) ([]hub.OfEmployer[hub.RecentContact], error) {
	args := pgx.StrictNamedArgs{"employers": employers, "since": viewer.Today.AddDays(-30)}
	see := viewer.sight(args)
	return ofEmployers[hub.RecentContact](ctx, q, `
		SELECT employer_id, of FROM (
			SELECT DISTINCT ON (x.employer_id, x.organisation_id) x.employer_id, x.happened_on, i.id,
				ROW (`+organisationRecord("o")+`, CASE WHEN notes.seen THEN `+userRecord("u", "uo")+` END, x.happened_on, i.channel, i.themes) AS of
			FROM interaction_employer x
			JOIN interaction i ON i.id = x.interaction_id
			`+see.joinNotes()+`
			JOIN organisation o ON o.id = i.organisation_id
			LEFT JOIN hub_user u ON u.id = i.user_id
			LEFT JOIN organisation uo ON uo.id = u.organisation_id
			WHERE x.employer_id = ANY (@employers) AND x.happened_on >= @since AND x.state = 'COMPLETE' AND `+see.contact("i")+`
			ORDER BY x.employer_id, x.organisation_id, x.happened_on DESC, i.id DESC
		) latest
		ORDER BY happened_on DESC, id DESC`, args)
}

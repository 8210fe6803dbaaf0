package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// GrowthSectorsOf reads with which growth sectors each of these employers is tagged.
func GrowthSectorsOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.GrowthSector], error) {
	return ofEmployers[hub.GrowthSector](ctx, q, `
		SELECT employer_id, sector AS of FROM employer_growth_sector
		WHERE employer_id = ANY (@employers) AND valid_until IS NULL
		ORDER BY employer_id, sector`,
		pgx.StrictNamedArgs{"employers": employers})
}

// SizesOf reads how many people each of these employers employs and employed, the latest first.
func SizesOf(ctx context.Context, q Querier, employers []hub.EmployerID) ([]hub.OfEmployer[hub.EmployerSize], error) {
	return ofEmployers[hub.EmployerSize](ctx, q, `
		SELECT employer_id, ROW (headcount, size_band, valid_from, valid_until) AS of FROM employer_size
		WHERE employer_id = ANY (@employers)
		ORDER BY employer_id, valid_from DESC, valid_until DESC NULLS FIRST`,
		pgx.StrictNamedArgs{"employers": employers})
}

// SetIdentifiers gives an employer these numbers in place of those that it has, but for the company number, which SetCompanyNumber
// writes. Errors: CONFLICT where another one has one of them.
func SetIdentifiers(ctx context.Context, tx pgx.Tx, id hub.EmployerID, all []hub.Identifier) error {
	schemes, values := make([]string, 0, len(all)), make([]string, 0, len(all))
	for _, i := range all {
		if i.Scheme != hub.SchemeCompaniesHouse {
			schemes, values = append(schemes, string(i.Scheme)), append(values, i.Value)
		}
	}
	return setList(ctx, tx, "cannot change an employer's numbers", pgx.StrictNamedArgs{"id": id, "schemes": schemes, "values": values}, `
		UPDATE employer_identifier SET removed_at = now()
		WHERE employer_id = @id AND removed_at IS NULL AND scheme <> 'COMPANIES_HOUSE' AND (scheme, value) NOT IN (SELECT * FROM unnest(@schemes::text[], @values::text[]))`, `
		INSERT INTO employer_identifier (employer_id, scheme, value)
		SELECT @id, scheme, value FROM unnest(@schemes::text[], @values::text[]) AS given (scheme, value)
		WHERE NOT EXISTS (SELECT FROM employer_identifier h WHERE h.employer_id = @id AND h.scheme = given.scheme AND h.value = given.value AND h.removed_at IS NULL)`)
}

// SetOtherNames gives an employer these names besides the legal ones. One that only got other days keeps its row.
func SetOtherNames(ctx context.Context, tx pgx.Tx, id hub.EmployerID, all []hub.EmployerName) error {
	kinds, names := make([]string, len(all)), make([]string, len(all))
	from, until := make([]*hub.Date, len(all)), make([]*hub.Date, len(all))
	for n, each := range all {
		kinds[n], names[n], from[n], until[n] = string(each.Kind), each.Name, each.From, each.Until
	}
	args := pgx.StrictNamedArgs{"id": id, "kinds": kinds, "names": names, "from": from, "until": until}
	// Of several rows of one name the n-th is the n-th given.
	const paired = `
		WITH given AS (
			SELECT kind, name, valid_from, valid_until, row_number() OVER (PARTITION BY kind, name ORDER BY place) AS nth
			FROM unnest(@kinds::text[], @names::text[], @from::date[], @until::date[]) WITH ORDINALITY AS g (kind, name, valid_from, valid_until, place)
		), held AS (
			SELECT id, kind, name, row_number() OVER (PARTITION BY kind, name ORDER BY valid_until DESC NULLS FIRST, id DESC) AS nth
			FROM employer_name WHERE employer_id = @id AND kind <> 'LEGAL'
		)`
	return setList(ctx, tx, "cannot change an employer's names", args,
		paired+`, gone AS (
			DELETE FROM employer_name WHERE id IN (SELECT id FROM held WHERE NOT EXISTS (SELECT FROM given g WHERE (g.kind, g.name, g.nth) = (held.kind, held.name, held.nth)))
		), changed AS (
			UPDATE employer_name n SET valid_from = g.valid_from, valid_until = g.valid_until
			FROM held JOIN given g USING (kind, name, nth)
			WHERE n.id = held.id
		)
		INSERT INTO employer_name (employer_id, kind, name, valid_from, valid_until)
		SELECT @id, kind, name, valid_from, valid_until FROM given g WHERE NOT EXISTS (SELECT FROM held WHERE (g.kind, g.name, g.nth) = (held.kind, held.name, held.nth))`)
}

// SetSICCodes gives an employer these codes from day on, the first of an edition as the main one of it.
func SetSICCodes(ctx context.Context, tx pgx.Tx, id hub.EmployerID, all []hub.EmployerSIC, day hub.Date) error {
	versions, codes := make([]string, len(all)), make([]string, len(all))
	for n, each := range all {
		versions[n], codes[n] = each.Version, each.Code
	}
	const given = `(SELECT version, code, row_number() OVER (PARTITION BY version ORDER BY place) AS rank
		FROM unnest(@versions::text[], @codes::text[]) WITH ORDINALITY AS g (version, code, place)) g`
	stays := `EXISTS (SELECT FROM ` + given + ` WHERE g.version = s.version AND g.code = s.code AND g.rank = s.rank)`
	args := pgx.StrictNamedArgs{"id": id, "day": day, "versions": versions, "codes": codes}
	return setList(ctx, tx, "cannot change an employer's SIC codes", args, `
		DELETE FROM employer_sic s WHERE s.employer_id = @id AND s.valid_until IS NULL AND s.valid_from >= @day AND NOT `+stays, `
		UPDATE employer_sic s SET valid_until = @day WHERE s.employer_id = @id AND s.valid_until IS NULL AND NOT `+stays, `
		INSERT INTO employer_sic (employer_id, version, code, rank, valid_from)
		SELECT @id, g.version, g.code, g.rank, @day FROM `+given+`
		WHERE NOT EXISTS (SELECT FROM employer_sic s WHERE s.employer_id = @id AND s.valid_until IS NULL AND s.version = g.version AND s.code = g.code AND s.rank = g.rank)`)
}

// SetGrowthSectors tags an employer with these sectors from day on.
func SetGrowthSectors(ctx context.Context, tx pgx.Tx, id hub.EmployerID, all []hub.GrowthSector, day hub.Date) error {
	args := pgx.StrictNamedArgs{"id": id, "day": day, "sectors": all}
	return setList(ctx, tx, "cannot change an employer's growth sectors", args, `
		DELETE FROM employer_growth_sector WHERE employer_id = @id AND valid_until IS NULL AND valid_from >= @day AND sector <> ALL (@sectors::text[])`, `
		UPDATE employer_growth_sector SET valid_until = @day WHERE employer_id = @id AND valid_until IS NULL AND sector <> ALL (@sectors::text[])`, `
		INSERT INTO employer_growth_sector (employer_id, sector, valid_from)
		SELECT @id, sector, @day FROM unnest(@sectors::text[]) AS given (sector)
		WHERE NOT EXISTS (SELECT FROM employer_growth_sector h WHERE h.employer_id = @id AND h.sector = given.sector AND h.valid_until IS NULL)`)
}

// setList makes the steps that replace a list; each names some of args.
func setList(ctx context.Context, tx pgx.Tx, doing string, args pgx.StrictNamedArgs, steps ...string) error {
	for _, step := range steps {
		if _, err := tx.Exec(ctx, step, pgx.NamedArgs(args)); err != nil {
			return explain(err, doing)
		}
	}
	return nil
}

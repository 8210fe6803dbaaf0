package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/jackc/pgx/v5"
)

// Wards lists the wards of Rotherham by name.
func Wards(ctx context.Context, q Querier) ([]hub.Ward, error) {
	rows, err := q.Query(ctx, `SELECT code, name FROM ward ORDER BY name, code`)
	return all[hub.Ward](rows, err, "cannot list wards")
}

// InvestmentAreas lists them by name.
func InvestmentAreas(ctx context.Context, q Querier) ([]hub.InvestmentArea, error) {
	rows, err := q.Query(ctx, `SELECT code, name FROM investment_area ORDER BY name, code`)
	return all[hub.InvestmentArea](rows, err, "cannot list investment areas")
}

// PutPostcodes adds postcodes to the directory, or changes the ward of those that are in it.
func PutPostcodes(ctx context.Context, tx pgx.Tx, postcodes []hub.PostcodeWard) error {
	codes, wards := make([]string, len(postcodes)), make([]*string, len(postcodes))
	for i, p := range postcodes {
		codes[i], wards[i] = string(p.Postcode), textOrNull(p.WardCode)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO postcode_directory (postcode, ward_code)
		SELECT * FROM unnest(@postcodes::text[], @wards::text[])
		ON CONFLICT (postcode) DO UPDATE SET ward_code = excluded.ward_code`,
		pgx.StrictNamedArgs{"postcodes": codes, "wards": wards})
	if err != nil {
		return explain(err, "cannot put postcodes into the directory")
	}
	return nil
}

// StagePostcodes takes postcodes into a table of this transaction; next gives them, and false after the last.
func StagePostcodes(ctx context.Context, tx pgx.Tx, next func() (hub.PostcodeArea, bool, error)) error {
	_, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE postcode_staged (place bigint GENERATED ALWAYS AS IDENTITY, postcode text, authority text, ward_code text, investment_area text) ON COMMIT DROP`)
	if err != nil {
		return explain(err, "cannot read postcodes")
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"postcode_staged"}, []string{"postcode", "authority", "ward_code", "investment_area"}, pgx.CopyFromFunc(func() ([]any, error) {
		p, more, err := next()
		if err != nil || !more {
			return nil, err
		}
		return []any{string(p.Postcode), p.AuthorityCode, p.WardCode, p.InvestmentArea}, nil
	}))
	if err != nil {
		return explain(err, "cannot read postcodes")
	}
	return nil
}

// PutStagedPostcodes makes the directory say what the staged rows say. Of a postcode that is there twice the last row counts. One
// in Rotherham whose ward the hub does not know is left out. Where areas says that the rows tell investment areas, those are
// written too, and open sites without one get that of their postcode.
func PutStagedPostcodes(ctx context.Context, tx pgx.Tx, areas bool, today hub.Date) (done hub.PostcodesImported, err error) {
	for _, sql := range []string{
		`ANALYZE postcode_staged`,
		`CREATE TEMPORARY TABLE postcode_wanted ON COMMIT DROP AS
			SELECT DISTINCT ON (s.postcode) s.postcode, s.authority, w.code AS ward_code, a.code AS investment_area,
				s.investment_area <> '' AND a.code IS NULL AS unknown_area
			FROM postcode_staged s
			LEFT JOIN ward w ON w.code = s.ward_code
			LEFT JOIN investment_area a ON a.code = s.investment_area
			ORDER BY s.postcode, s.place DESC`,
		`ANALYZE postcode_wanted`,
	} {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return done, explain(err, "cannot sort postcodes")
		}
	}
	err = tx.QueryRow(ctx, `
		WITH put AS (
			INSERT INTO postcode_directory AS d (postcode, ward_code, investment_area)
			SELECT postcode, ward_code, investment_area FROM postcode_wanted WHERE ward_code IS NOT NULL OR authority <> @rotherham
			ON CONFLICT (postcode) DO UPDATE
			SET ward_code = excluded.ward_code, investment_area = CASE WHEN @areas THEN excluded.investment_area ELSE d.investment_area END
			WHERE d.ward_code IS DISTINCT FROM excluded.ward_code OR @areas AND d.investment_area IS DISTINCT FROM excluded.investment_area
			RETURNING xmax = 0 AS added
		)
		SELECT (SELECT count(*) FROM put WHERE added), (SELECT count(*) FROM put WHERE NOT added),
			(SELECT count(*) FROM postcode_wanted WHERE ward_code IS NOT NULL),
			(SELECT count(*) FROM postcode_wanted WHERE ward_code IS NULL AND authority = @rotherham),
			(SELECT count(*) FROM postcode_wanted WHERE unknown_area)`, pgx.StrictNamedArgs{"rotherham": hub.RotherhamCode, "areas": areas}).
		Scan(&done.Added, &done.Changed, &done.InRotherham, &done.UnknownWard, &done.UnknownArea)
	if err != nil {
		return done, explain(err, "cannot put postcodes into the directory")
	}
	if !areas {
		return done, nil
	}
	tag, err := tx.Exec(ctx, `
		UPDATE site s SET investment_area = d.investment_area, version = s.version + 1
		FROM postcode_wanted w JOIN postcode_directory d ON d.postcode = w.postcode
		WHERE s.postcode = w.postcode AND s.investment_area IS NULL AND d.investment_area IS NOT NULL
			AND (s.closed_on IS NULL OR s.closed_on >= @today)`, pgx.StrictNamedArgs{"today": today})
	if err != nil {
		return done, explain(err, "cannot give sites their investment area")
	}
	done.Sites = int(tag.RowsAffected())
	return done, nil
}

// AreaOfPostcode finds the investment area that the directory has for a postcode; nil where it has none.
func AreaOfPostcode(ctx context.Context, q Querier, postcode hub.Postcode) (*string, error) {
	rows, err := q.Query(ctx, `SELECT investment_area FROM postcode_directory WHERE postcode = @postcode AND investment_area IS NOT NULL`,
		pgx.StrictNamedArgs{"postcode": postcode})
	found, err := column[string](rows, err, "cannot look for an investment area")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

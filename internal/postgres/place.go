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
	_, err := tx.Exec(ctx, `CREATE TEMPORARY TABLE postcode_staged (place bigint GENERATED ALWAYS AS IDENTITY, postcode text, authority text, ward_code text) ON COMMIT DROP`)
	if err != nil {
		return explain(err, "cannot read postcodes")
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"postcode_staged"}, []string{"postcode", "authority", "ward_code"}, pgx.CopyFromFunc(func() ([]any, error) {
		p, more, err := next()
		if err != nil || !more {
			return nil, err
		}
		return []any{string(p.Postcode), p.AuthorityCode, p.WardCode}, nil
	}))
	if err != nil {
		return explain(err, "cannot read postcodes")
	}
	return nil
}

// PutStagedPostcodes makes the directory say what the staged rows say. Of a postcode that is there twice the last row counts. One
// in Rotherham whose ward the hub does not know is left out.
func PutStagedPostcodes(ctx context.Context, tx pgx.Tx) (done hub.PostcodesImported, err error) {
	args := pgx.StrictNamedArgs{"rotherham": hub.RotherhamCode}
	for _, sql := range []string{
		`ANALYZE postcode_staged`,
		`CREATE TEMPORARY TABLE postcode_wanted ON COMMIT DROP AS
			SELECT DISTINCT ON (s.postcode) s.postcode, s.authority, w.code AS ward_code
			FROM postcode_staged s LEFT JOIN ward w ON w.code = s.ward_code
			ORDER BY s.postcode, s.place DESC`,
		`ANALYZE postcode_wanted`,
	} {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return done, explain(err, "cannot sort postcodes")
		}
	}
	err = tx.QueryRow(ctx, `
		WITH put AS (
			INSERT INTO postcode_directory AS d (postcode, ward_code)
			SELECT postcode, ward_code FROM postcode_wanted WHERE ward_code IS NOT NULL OR authority <> @rotherham
			ON CONFLICT (postcode) DO UPDATE SET ward_code = excluded.ward_code WHERE d.ward_code IS DISTINCT FROM excluded.ward_code
			RETURNING xmax = 0 AS added
		)
		SELECT (SELECT count(*) FROM put WHERE added), (SELECT count(*) FROM put WHERE NOT added),
			(SELECT count(*) FROM postcode_wanted WHERE ward_code IS NOT NULL),
			(SELECT count(*) FROM postcode_wanted WHERE ward_code IS NULL AND authority = @rotherham)`, args).
		Scan(&done.Added, &done.Changed, &done.InRotherham, &done.UnknownWard)
	if err != nil {
		return done, explain(err, "cannot put postcodes into the directory")
	}
	return done, nil
}

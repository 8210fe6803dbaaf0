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

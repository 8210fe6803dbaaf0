package postgres

import (
	"context"

	"employerhub/internal/hub"
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

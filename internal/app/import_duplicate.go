package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// likelySame finds an employer that a row may be about, and why; nil where there is none. A row with a number that nobody has is
// compared too, since the hub may hold the employer without one.
func (c change) likelySame(ctx context.Context, reader postgres.Viewer, row hub.SpreadsheetRow) (*postgres.LikelyEmployer, string, error) {
	found, err := postgres.LikelyEmployers(ctx, c, reader, row.Name)
	if err != nil {
		return nil, "", err
	}
	for _, e := range found {
		switch {
		case row.Postcode != "" && slices.Contains(e.Postcodes, string(row.Postcode)):
			return &e, "may be " + e.Name + ", which the hub holds with the same name and postcode", nil
		case row.Postcode == "" || len(e.Postcodes) == 0:
			return &e, "may be " + e.Name + ", which the hub holds with the same name; there is no postcode to tell them apart", nil
		}
	}
	return nil, "", nil
}

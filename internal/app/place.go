package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
)

// Wards lists the wards of Rotherham. Permission: READ_EMPLOYERS.
func (a *App) Wards(ctx context.Context) ([]hub.Ward, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.Wards(ctx, a.pool)
}

// InvestmentAreas lists the areas of major investment. Permission: READ_EMPLOYERS.
func (a *App) InvestmentAreas(ctx context.Context) ([]hub.InvestmentArea, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.InvestmentAreas(ctx, a.pool)
}

// SICSections lists the sections of SIC 2007. Permission: READ_EMPLOYERS.
func (a *App) SICSections(ctx context.Context) ([]hub.SICSection, error) {
	_, err := a.viewer(ctx, hub.PermReadEmployers)
	return hub.SICSections, err
}

// AddPostcodes puts postcodes into the directory, or moves those that are in it to another ward. Permission: IMPORT.
func (a *App) AddPostcodes(ctx context.Context, postcodes []hub.PostcodeWard) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return postgres.PutPostcodes(ctx, tx, postcodes) })
}

package app

import (
	"context"
	"errors"
	"io"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/importer"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
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

// InvestmentAreasByCode finds those of codes that there are. Permission: READ_EMPLOYERS.
func (a *App) InvestmentAreasByCode(ctx context.Context, codes []string) ([]hub.InvestmentArea, error) {
	areas, err := a.InvestmentAreas(ctx)
	return slices.DeleteFunc(areas, func(area hub.InvestmentArea) bool { return !slices.Contains(codes, area.Code) }), err
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

// ImportPostcodes makes the directory say what a file of the Office for National Statistics says: all of it or nothing. The wards
// of sites follow, since they are looked up in the directory. Permission: IMPORT. Errors: BAD_INPUT for a file that is none.
func (a *App) ImportPostcodes(ctx context.Context, file io.ReaderAt, size int64) (done hub.PostcodesImported, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermImport); err != nil {
		return done, err
	}
	table, err := importer.OpenTable(file, size, "")
	if err != nil {
		return done, err
	}
	defer table.Close()
	rows, err := importer.NewPostcodes(table)
	if err != nil {
		return done, err
	}
	err = a.change(ctx, func(c change) error {
		err := postgres.StagePostcodes(ctx, c, func() (hub.PostcodeArea, bool, error) {
			p, err := rows.Next()
			if errors.Is(err, io.EOF) {
				return p, false, nil
			}
			return p, true, err
		})
		if err != nil {
			return err
		}
		if rows.Read == rows.Left {
			return hub.BadInput("the file has no row with a postcode; send the ONS Postcode Directory as CSV", "file")
		}
		if done, err = postgres.PutStagedPostcodes(ctx, c, rows.HasAreas, c.today()); err != nil {
			return err
		}
		done.Read, done.Left, done.Problems = rows.Read, rows.Left, rows.Problems
		return c.audit(ctx, "postcodes.import", postgres.AuditSubject{Kind: "postcodes", ID: uuid.New()}, nil, done)
	})
	return done, err
}

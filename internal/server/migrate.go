package server

import (
	"context"
	"fmt"

	"employerhub/internal/config"
	"employerhub/internal/postgres"
)

type migrateCommand struct{}

// Run migrates the database of this configuration, or that of the development hub that runs here.
func (migrateCommand) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	if err := migrate(ctx, cfg); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "The database is up to date.")
	return nil
}

func migrate(ctx context.Context, cfg config.Config) error {
	pool, err := postgres.Open(ctx, string(cfg.DatabaseDirectURL))
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.Migrate(ctx, pool)
}

package server

import (
	"context"
	"errors"

	"employerhub/internal/config"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

// stores are the ways to the database.
type stores struct {
	// pool is for all queries. A transaction pooler may stand before it.
	pool *pgxpool.Pool
	// direct is for what lasts longer than a transaction: LISTEN, the job queue, migrations. It may be the same as pool.
	direct *pgxpool.Pool
}

func openStores(ctx context.Context, cfg config.Config) (stores, error) {
	pool, err := postgres.Open(ctx, string(cfg.DatabaseURL))
	if err != nil {
		return stores{}, err
	}
	if cfg.DatabaseDirectURL == cfg.DatabaseURL {
		return stores{pool, pool}, nil
	}
	direct, err := postgres.Open(ctx, string(cfg.DatabaseDirectURL))
	if err != nil {
		pool.Close()
		return stores{}, errors.Join(errors.New("HUB_DATABASE_DIRECT_URL does not work"), err)
	}
	return stores{pool, direct}, nil
}

func (s stores) close() {
	s.pool.Close()
	if s.direct != s.pool {
		s.direct.Close()
	}
}

// migrated refuses a database that is behind this program.
func (s stores) migrated(ctx context.Context) error {
	ok, err := postgres.Migrated(ctx, s.direct)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("the database is behind this program: run `hub migrate`")
	}
	return nil
}

package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// oldestServer is the first PostgreSQL that the hub's SQL runs on, as server_version_num counts.
const oldestServer = 150_000

// connections is how many a process has at most where its address does not say: jobs and LISTEN keep some for themselves.
const connections = 16

// Open connects to the database at url, a postgres:// address, and answers once it has been reached. The caller closes the
// pool.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("cannot read the database's address: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns=") {
		config.MaxConns = connections
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("cannot connect to the database: %w", err)
	}
	var number int
	var version string
	err = pool.QueryRow(ctx, `SELECT current_setting('server_version_num')::int, current_setting('server_version')`).Scan(&number, &version)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("cannot reach the database: %s", strings.Join(strings.Fields(err.Error()), " ")) // pgx's has a line for each attempt
	}
	if number < oldestServer {
		pool.Close()
		return nil, fmt.Errorf("the database is PostgreSQL %s, and the hub needs 15 or newer", version)
	}
	return pool, nil
}

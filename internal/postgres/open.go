package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// oldestServer is the first PostgreSQL that the hub's SQL runs on, as server_version_num counts.
const oldestServer = 150_000

// Open connects to the database at url, a postgres:// address, and answers once it has been reached. The caller closes the
// pool.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("cannot read the database's address: %w", err)
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

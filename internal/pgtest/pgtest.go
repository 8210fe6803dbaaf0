// Package pgtest gives each test a migrated database of its own, copied from a template. It needs nothing but `npm ci`:
// without HUB_DATABASE_URL it starts a server by itself.
package pgtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"io/fs"
	"strconv"
	"testing"

	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver that pgtestdb opens by its name
	"github.com/peterldowns/pgtestdb"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// New returns an empty database and a client that inserts jobs into it and works none.
func New(t *testing.T) (*pgxpool.Pool, *river.Client[pgx.Tx]) {
	t.Helper()
	url, err := serverURL()
	if err != nil {
		t.Fatal(err)
	}
	server, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	db := pgtestdb.Custom(t, pgtestdb.Config{
		DriverName: "pgx", Host: server.Host, Port: strconv.Itoa(int(server.Port)), User: server.User, Password: server.Password,
		Database: server.Database, Options: "sslmode=disable",
	}, migrator{})
	pool, err := pgxpool.New(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return pool, client
}

type migrator struct{}

// Hash names the template: a changed migration makes a new one.
func (migrator) Hash() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(postgres.Migrations(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sql, err := fs.ReadFile(postgres.Migrations(), path)
		sum.Write(sql)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

func (migrator) Migrate(ctx context.Context, _ *sql.DB, c pgtestdb.Config) error {
	pool, err := pgxpool.New(ctx, c.URL())
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.Migrate(ctx, pool)
}

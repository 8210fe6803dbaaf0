// Package pgtest gives each test a migrated database of its own, copied from a template. It needs nothing but `npm ci`:
// without HUB_DATABASE_URL it starts a server by itself.
package pgtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"sync"
	"testing"

	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// New returns an empty database and a client that inserts jobs into it and works none.
func New(t *testing.T) (*pgxpool.Pool, *river.Client[pgx.Tx]) {
	t.Helper()
	template, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	name := strings.ToLower("test_" + rand.Text())
	// Copying files is several times as fast as the other strategy, which writes each page to the log.
	if err := onServer(t.Context(), fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s OWNER %s STRATEGY file_copy", name, template, role)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := onServer(context.Background(), "DROP DATABASE "+name); err != nil {
			t.Error("a test leaves a connection open: ", err)
		}
	})
	pool, err := connect(t.Context(), name)
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

// role owns the databases and is no superuser, as the hub's is not where it is installed.
const role = "hub_test"

// migrated returns the name of the template, and makes it where no process did so before. The name tells which migrations are
// in it.
var migrated = sync.OnceValues(func() (string, error) {
	ctx := context.Background()
	hash, err := hashOfMigrations()
	if err != nil {
		return "", err
	}
	address, err := serverURL()
	if err != nil {
		return "", err
	}
	server, err := pgx.Connect(ctx, address)
	if err != nil {
		return "", err
	}
	defer server.Close(ctx) // and with it goes the lock
	if _, err := server.Exec(ctx, "SELECT pg_advisory_lock(hashtext($1))", role); err != nil {
		return "", err
	}
	name := "template_" + hash
	var made, roleMade bool
	err = server.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate), EXISTS (SELECT FROM pg_roles WHERE rolname = $2)`,
		name, role).Scan(&made, &roleMade)
	if made || err != nil {
		return name, err
	}
	if !roleMade {
		if _, err := server.Exec(ctx, "CREATE ROLE "+role+" LOGIN PASSWORD '"+role+"'"); err != nil {
			return "", err
		}
	}
	// One that is no template yet was left by a process that died.
	for _, sql := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " OWNER " + role} {
		if _, err := server.Exec(ctx, sql); err != nil {
			return "", err
		}
	}
	if err := migrate(ctx, name); err != nil {
		return "", err
	}
	_, err = server.Exec(ctx, "ALTER DATABASE "+name+" IS_TEMPLATE true")
	return name, err
})

func hashOfMigrations() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(postgres.Migrations(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sql, err := fs.ReadFile(postgres.Migrations(), path)
		sum.Write(sql)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)[:16]), err
}

func migrate(ctx context.Context, database string) error {
	pool, err := connect(ctx, database)
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.Migrate(ctx, pool)
}

// connect opens a database as the role of the tests.
func connect(ctx context.Context, database string) (*pgxpool.Pool, error) {
	server, err := serverURL()
	if err != nil {
		return nil, err
	}
	address, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	address.User, address.Path = url.UserPassword(role, role), "/"+database
	return pgxpool.New(ctx, address.String())
}

// onServer runs a statement as who runs the server.
func onServer(ctx context.Context, sql string) error {
	address, err := serverURL()
	if err != nil {
		return err
	}
	server, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	_, err = server.Exec(ctx, sql)
	return errors.Join(err, server.Close(ctx))
}

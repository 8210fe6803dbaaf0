package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"employerhub/internal/config"
	"employerhub/internal/embedpg"
	"employerhub/internal/postgres"
)

type devCommand struct{}

var errDatabaseEnded = errors.New("PostgreSQL has ended: its log is in HUB_DATA_DIR, postgres/log")

// startWithin is how long a development hub may take to make its database or to repair it after a crash.
const startWithin = 2 * time.Minute

// Run starts everything on this machine and keeps it until Ctrl+C.
func (devCommand) Run(ctx context.Context, p *program) (err error) {
	cfg := p.cfg
	cfg.Dev = true
	cfg.ShutdownDelay = 0
	cfg.LogFormat = cmp.Or(cfg.LogFormat, config.LogText)
	if err := cfg.Validate(); err != nil {
		return err
	}
	listener, err := listen(ctx, cfg.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	if err := os.MkdirAll(cfg.DataDir, 0o711); err != nil {
		return fmt.Errorf("cannot make HUB_DATA_DIR: %w", err)
	}
	if cfg.DatabaseURL == "" {
		database, err := startDatabase(ctx, cfg)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, database.Stop()) }()
		var cancel context.CancelCauseFunc
		ctx, cancel = context.WithCancelCause(ctx)
		defer cancel(nil)
		go func() {
			<-database.Done()
			cancel(errDatabaseEnded)
		}()
		cfg.DatabaseURL = config.DatabaseURL(database.URL())
		cfg.DatabaseDirectURL = cfg.DatabaseURL
	}
	if err := migrateDev(ctx, cfg); err != nil {
		return err
	}
	if cfg.BaseURL == "http://"+cfg.Listen {
		cfg.BaseURL = "http://" + listener.Addr().String() // port 0 has become a port
	}
	defer func() {
		if removed := os.Remove(devFilePath(cfg)); !errors.Is(removed, fs.ErrNotExist) {
			err = errors.Join(err, removed)
		}
	}()
	err = run(ctx, cfg, newLogger(cfg, p.stderr), process{listener: listener, pages: true, started: func() error {
		fmt.Fprintf(p.stdout, "The hub runs on %s (Ctrl+C stops it).\n", cfg.BaseURL)
		return devFile{URL: cfg.BaseURL, DatabaseURL: string(cfg.DatabaseURL)}.write(devFilePath(cfg))
	}})
	if errors.Is(context.Cause(ctx), errDatabaseEnded) {
		return errors.Join(errDatabaseEnded, err)
	}
	return err
}

func startDatabase(ctx context.Context, cfg config.Config) (*embedpg.Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	return embedpg.Start(ctx, embedpg.Config{Dir: filepath.Join(cfg.DataDir, "postgres"), Binaries: cfg.PGBin})
}

func migrateDev(ctx context.Context, cfg config.Config) error {
	pool, err := postgres.Open(ctx, string(cfg.DatabaseDirectURL))
	if err != nil {
		return err
	}
	defer pool.Close()
	return postgres.Migrate(ctx, pool)
}

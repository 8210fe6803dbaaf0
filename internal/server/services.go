package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/config"
	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"
	"employerhub/internal/worker"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

// services are what the doors and the jobs of one process share.
type services struct {
	// pool is for all queries. A transaction pooler may stand before it.
	pool *pgxpool.Pool
	// direct is for what lasts longer than a transaction: LISTEN, the job queue, migrations. It may be the same as pool.
	direct *pgxpool.Pool
	health *health
	jobs   *river.Client[pgx.Tx]
	app    *app.App
	// sender is nil where there is nothing to send by.
	sender *app.Sender
	// smtp is nil where no mail server is set.
	smtp *mail.SMTP
}

// openServices reaches the database, which must be up to date. The caller closes them.
func openServices(ctx context.Context, cfg config.Config, log *slog.Logger) (*services, error) {
	pool, err := postgres.Open(ctx, string(cfg.DatabaseURL))
	if err != nil {
		return nil, err
	}
	s := &services{pool: pool, direct: pool, health: &health{pool: pool}}
	if cfg.DatabaseDirectURL != cfg.DatabaseURL {
		if s.direct, err = postgres.Open(ctx, string(cfg.DatabaseDirectURL)); err != nil {
			pool.Close()
			return nil, fmt.Errorf("HUB_DATABASE_DIRECT_URL: %w", err)
		}
	}
	if err := s.assemble(ctx, cfg, log); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *services) assemble(ctx context.Context, cfg config.Config, log *slog.Logger) error {
	upToDate, err := postgres.Migrated(ctx, s.direct)
	if err != nil {
		return err
	}
	if !upToDate {
		return errors.New("the database is behind this program: run `hub migrate`")
	}
	workers := river.NewWorkers()
	s.jobs, err = river.NewClient(riverpgxv5.New(s.direct), &river.Config{
		Logger:          log,
		Middleware:      []rivertype.Middleware{worker.AsHub()},
		PeriodicJobs:    worker.Periodic(),
		Queues:          worker.Queues(),
		SoftStopTimeout: stopWithin,
		Workers:         workers,
	})
	if err != nil {
		return fmt.Errorf("cannot set up the job queue: %w", err)
	}
	clock := app.SystemClock
	if cfg.Dev {
		clock = app.DevelopmentClock(s.pool)
	}
	s.app = app.New(s.pool, s.jobs, clock)
	s.app.LinkCasesTo(cfg.CaseLink)
	if base := cfg.MailInAddress.Address.Address; base != "" {
		at, err := hub.ParseEmailAddress(base)
		if err != nil {
			return fmt.Errorf("HUB_MAIL_IN_ADDRESS: %w", err)
		}
		s.app.TakeEmailAt(at, cfg.MailInMaxBytes)
	}
	switch {
	case cfg.SMTPURL != "":
		if s.smtp, err = newSMTP(cfg); err != nil {
			return err
		}
		s.sender = newSender(cfg, log, s.app, s.smtp)
	case cfg.Dev:
		inbox, err := app.NewDevelopmentInbox(s.app, cfg.Dev)
		if err != nil {
			return err
		}
		s.sender = newSender(cfg, log, s.app, inbox)
	}
	worker.Register(workers, s.app, s.sender, log)
	return nil
}

// sendingSpell is after how long a lane looks whether the process is to end; well below stopWithin.
const sendingSpell = 10 * time.Second

// sendingFresh is enough for the rounds that a lane reads ahead, and no longer than a message is on its way.
const sendingFresh = 100 * time.Millisecond

func newSender(cfg config.Config, log *slog.Logger, a *app.App, transport mail.Transport) *app.Sender {
	composer := mail.Composer{From: cfg.MailFrom.Address, BaseURL: strings.TrimSuffix(cfg.BaseURL, "/")}
	limits := app.SendingLimits{Lease: cfg.MessageLease, Connections: cfg.MailConnections, Fresh: sendingFresh, Spell: sendingSpell, PerMinute: cfg.MailPerMinute}
	return app.NewSender(a, transport, composer, limits, log)
}

// newSMTP reaches the mail server in good time: the lane waits for three quarters of the lease.
func newSMTP(cfg config.Config) (*mail.SMTP, error) {
	server, err := mail.NewSMTP(mail.SMTPSettings{
		URL: string(cfg.SMTPURL), Idle: cfg.MailConnections, Timeout: min(cfg.MessageLease/2, time.Minute),
	})
	if err != nil {
		return nil, fmt.Errorf("HUB_SMTP_URL: %w", err)
	}
	return server, nil
}

func (s *services) close() {
	if s.smtp != nil {
		s.smtp.Close()
	}
	s.pool.Close()
	if s.direct != s.pool {
		s.direct.Close()
	}
}

package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/config"
	"employerhub/internal/demo"
	"employerhub/internal/embedpg"
	"employerhub/internal/hub"
)

type devCommand struct{}

// startWithin is how long a development hub may take to make its database or to repair it after a crash.
const startWithin = 2 * time.Minute

var errDatabaseEnded = errors.New("PostgreSQL has ended: its log is in HUB_DATA_DIR, postgres/log")

// Run starts everything on this machine and keeps it until Ctrl+C.
func (devCommand) Run(ctx context.Context, p *program) (err error) {
	cfg := p.cfg
	cfg.Dev = true
	cfg.ShutdownDelay = 0
	cfg.LogFormat = cmp.Or(cfg.LogFormat, config.LogText)
	if err := cfg.Validate(); err != nil {
		return err
	}
	listener, err := listen(ctx, "HUB_LISTEN", cfg.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	cfg.MailInListen = cmp.Or(cfg.MailInListen, "127.0.0.1:0")
	if cfg.MailInAddress.Address.Address == "" {
		cfg.MailInAddress.Address.Address = "log@hub.example"
	}
	mail, err := listen(ctx, "HUB_MAIL_IN_LISTEN", cfg.MailInListen)
	if err != nil {
		return err
	}
	defer mail.Close()
	if cfg.BaseURL == "http://"+cfg.Listen {
		cfg.BaseURL = "http://" + listener.Addr().String() // port 0 has become a port
	}
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
	if err := develop(ctx, cfg, p, process{listener: listener, mail: mail, serves: true, works: true}); err != nil {
		return err
	}
	if errors.Is(context.Cause(ctx), errDatabaseEnded) {
		return errDatabaseEnded
	}
	return nil
}

func startDatabase(ctx context.Context, cfg config.Config) (*embedpg.Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	return embedpg.Start(ctx, embedpg.Config{Dir: filepath.Join(cfg.DataDir, "postgres"), Binaries: cfg.PGBin})
}

// develop fills the database, says where the hub is, and runs it.
func develop(ctx context.Context, cfg config.Config, p *program, does process) error {
	if err := migrate(ctx, cfg); err != nil {
		return err
	}
	log := newLogger(cfg, p.stderr)
	services, err := openServices(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer services.close()
	asHub := hub.WithActor(ctx, hub.System)
	if err := demo.Staff(asHub, services.app); err != nil {
		return err
	}
	if err := demo.Records(asHub, services.app); err != nil {
		return err
	}
	file, token, err := newDevFile(asHub, cfg, services.app)
	if err != nil {
		return err
	}
	file.MailIn = does.mail.Addr().String()
	path := devFilePath(cfg)
	if err := file.write(path); err != nil {
		return err
	}
	if err := file.announce(p.stdout); err != nil {
		return err
	}
	err = run(ctx, cfg, log, services, does)
	_, revoked := services.app.RevokeAPIToken(context.WithoutCancel(asHub), token)
	return errors.Join(err, revoked, os.Remove(path))
}

// newDevFile makes the administrator's token and says who can sign in.
func newDevFile(ctx context.Context, cfg config.Config, a *app.App) (devFile, hub.TokenID, error) {
	file := devFile{URL: cfg.BaseURL, DatabaseURL: string(cfg.DatabaseURL)}
	users, err := a.SignInUsers(ctx)
	if err != nil {
		return file, hub.TokenID{}, err
	}
	var organisation hub.OrganisationID
	for _, u := range users {
		file.Users = append(file.Users, devUser{u.ID, u.Name, u.Organisation.Name, u.Roles})
		if slices.Contains(u.Roles, hub.RoleAdmin) {
			organisation = u.Organisation.ID
		}
	}
	token, secret, err := a.CreateAPIToken(ctx, hub.CreateAPITokenInput{
		Name: "Development", OrganisationID: organisation, Days: 30,
		Roles: []hub.Role{hub.RoleAdmin, hub.RoleManager, hub.RoleEngagement, hub.RolePlacements, hub.RoleAnalyst},
	})
	file.AdminToken = secret
	return file, token.ID, err
}

// announce tells the person at the terminal where to go and whom to be.
func (f devFile) announce(to io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "\nThe hub runs on %s and takes copies of e-mails by SMTP on %s (Ctrl+C stops it). Sign in as one of:\n", f.URL, f.MailIn)
	for _, u := range f.Users {
		fmt.Fprintf(&text, "  %-16s %-20s %s\n", u.Name, u.Organisation, u.roles())
	}
	_, err := fmt.Fprintln(to, text.String())
	return err
}

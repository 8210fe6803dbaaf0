package server

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"employerhub/internal/config"
	"employerhub/internal/hub"
)

type checkCommand struct {
	AuditSeal []string `name:"audit-seal" placeholder:"NUMBER:HASH" help:"A seal of the audit log as the log has it, which has to be there still."`
}

// Run prints the settings without their secrets, then tests them. It fails if one does not work.
func (c checkCommand) Run(ctx context.Context, p *program) error {
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, variable := range p.cfg.Variables() {
		fmt.Fprintf(table, "%s\t%s\n", variable.Name, variable.Value)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	var wrong error
	for _, check := range []struct {
		what string
		test func() error
	}{
		{"database", func() error { return checkDatabase(ctx, p) }},
		{"audit log", func() error { return c.checkAudit(ctx, p) }},
		{"mail server", func() error { return checkMail(ctx, p) }},
		{"sign-in", func() error { return checkSignIn(ctx, p) }},
		{"front end", checkFrontEnd},
	} {
		if err := check.test(); err != nil {
			wrong = errors.New("not everything works")
			fmt.Fprintf(p.stdout, "%s: %v\n", check.what, err)
		} else {
			fmt.Fprintf(p.stdout, "%s: works\n", check.what)
		}
	}
	return wrong
}

// checkDatabase reaches the database both ways and looks whether it is up to date.
func checkDatabase(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	services.close()
	return nil
}

// checkAudit makes the chain of seals over the audit log again, and says how far it goes.
func (c checkCommand) checkAudit(ctx context.Context, p *program) error {
	var kept []hub.Seal
	for _, text := range c.AuditSeal {
		seal, err := hub.ParseSeal(text)
		if err != nil {
			return err
		}
		kept = append(kept, seal)
	}
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	newest, err := services.app.CheckAudit(ctx, kept...)
	if err == nil && newest.ID > 0 {
		fmt.Fprintf(p.stdout, "newest seal of the audit log: %s\n", newest)
	}
	return err
}

// checkMail reaches the mail server and signs in. Without one only a development hub is content: it keeps messages itself.
func checkMail(ctx context.Context, p *program) error {
	if p.cfg.SMTPURL == "" {
		if p.development() {
			return nil
		}
		return errors.New("no message can be sent, and all of them wait for ever: set HUB_SMTP_URL")
	}
	server, err := newSMTP(p.cfg)
	if err != nil {
		return err
	}
	return server.Check(ctx)
}

// checkSignIn reaches the OpenID provider and shows it who the hub is.
func checkSignIn(ctx context.Context, p *program) error {
	switch {
	case p.cfg.OIDCIssuer != "":
		return newOIDC(p.cfg, p.log, nil).Check(ctx)
	case p.development():
		return nil
	default:
		return errors.New("nobody can sign in: set HUB_OIDC_ISSUER and HUB_OIDC_CLIENT_ID")
	}
}

// development says that this is a development hub, or that one runs in the same folder.
func (p *program) development() bool {
	if p.cfg.Dev {
		return true
	}
	_, err := findDatabase(config.Config{DataDir: p.cfg.DataDir})
	return err == nil
}

func checkFrontEnd() error {
	if !newFrontEnd().built() {
		return errNotBuilt
	}
	return nil
}

package server

import "context"

type serveCommand struct{}

// Run serves the API and the pages until it is told to stop.
func (serveCommand) Run(ctx context.Context, p *program) error {
	return runAlone(ctx, p, process{serves: true})
}

// runAlone runs a process on a database that is there already.
func runAlone(ctx context.Context, p *program, does process) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	if does.listener, err = listen(ctx, "HUB_LISTEN", cfg.Listen); err != nil {
		return err
	}
	defer does.listener.Close()
	if does.serves && cfg.MailInListen != "" {
		if does.mail, err = listen(ctx, "HUB_MAIL_IN_LISTEN", cfg.MailInListen); err != nil {
			return err
		}
		defer does.mail.Close()
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	return run(ctx, cfg, p.log, services, does)
}

package server

import "context"

type serveCommand struct{}

// Run serves the API and the pages until it is told to stop.
func (serveCommand) Run(ctx context.Context, p *program) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, cfg.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	return run(ctx, cfg, p.log, services, process{listener: listener, pages: true})
}

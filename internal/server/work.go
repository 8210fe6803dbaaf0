package server

import "context"

type workCommand struct{}

// Run works jobs off until it is told to stop.
func (workCommand) Run(ctx context.Context, p *program) error {
	return runAlone(ctx, p, process{works: true})
}

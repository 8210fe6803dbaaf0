package server

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"employerhub/internal/config"
)

type checkCommand struct{}

// Run prints the settings without their secrets, then tests them. It fails if one does not work.
func (checkCommand) Run(ctx context.Context, p *program) error {
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
		test func(context.Context, config.Config) error
	}{
		{"database", checkDatabase},
		{"front end", checkFrontEnd},
	} {
		if err := check.test(ctx, p.cfg); err != nil {
			wrong = errors.New("not everything works")
			fmt.Fprintf(p.stdout, "%s: %v\n", check.what, err)
		} else {
			fmt.Fprintf(p.stdout, "%s: works\n", check.what)
		}
	}
	return wrong
}

// checkDatabase reaches the database both ways and looks whether it is up to date.
func checkDatabase(ctx context.Context, cfg config.Config) error {
	cfg, err := findDatabase(cfg)
	if err != nil {
		return err
	}
	stores, err := openStores(ctx, cfg)
	if err != nil {
		return err
	}
	defer stores.close()
	return stores.migrated(ctx)
}

func checkFrontEnd(context.Context, config.Config) error {
	if !newFrontEnd().built() {
		return errNotBuilt
	}
	return nil
}

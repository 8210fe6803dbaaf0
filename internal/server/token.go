package server

import (
	"context"
	"fmt"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

type tokenCommand struct {
	Create tokenCreateCommand `cmd:"" help:"Make an API token and print it, this once."`
}

type tokenCreateCommand struct {
	Name         string     `arg:"" help:"What the token is for."`
	Organisation string     `required:"" help:"Name of the partner organisation that it acts for."`
	Role         []hub.Role `required:"" enum:"ENGAGEMENT,PLACEMENTS,MANAGER,ANALYST,ADMIN" help:"What it may do: ${enum}. Several add up."`
	Days         int        `default:"90" help:"Days until it stops working, 1 to 365."`
}

// Run prints the secret alone on standard output, so that a script can keep it.
func (c tokenCreateCommand) Run(ctx context.Context, p *program) error {
	return asHub(ctx, p, func(ctx context.Context, a *app.App) error {
		organisation, err := a.OrganisationNamed(ctx, c.Organisation)
		if err != nil {
			return err
		}
		_, secret, err := a.CreateAPIToken(ctx, hub.CreateAPITokenInput{Name: c.Name, OrganisationID: organisation.ID, Roles: c.Role, Days: c.Days})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, secret)
		return err
	})
}

package server

import (
	"context"
	"fmt"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

type organisationCommand struct {
	Add organisationAddCommand `cmd:"" help:"Take a partner organisation in. Nobody there sees personal data until an administrator records its data-sharing agreement."`
}

type organisationAddCommand struct {
	Name string               `arg:"" help:"As partners call it."`
	Kind hub.OrganisationKind `required:"" enum:"COUNCIL,CHAMBER,GROWTH_HUB,CAREERS_HUB,JOBCENTRE,COLLEGE,PROVIDER,OTHER" help:"What sort of partner it is: ${enum}."`
}

// Run adds the organisation.
func (c organisationAddCommand) Run(ctx context.Context, p *program) error {
	return asHub(ctx, p, func(ctx context.Context, a *app.App) error {
		organisation, err := a.AddOrganisation(ctx, hub.AddOrganisationInput{Name: c.Name, Kind: c.Kind})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, organisation.ID)
		return err
	})
}

type userCommand struct {
	Add userAddCommand `cmd:"" help:"Let a member of staff in: the first administrator, who adds the others on the Settings screen."`
}

type userAddCommand struct {
	Name         string     `arg:"" help:"Full name."`
	Email        string     `arg:"" help:"Address that the sign-in provider vouches for."`
	Organisation string     `required:"" help:"Name of the organisation that they belong to."`
	Role         []hub.Role `required:"" enum:"ENGAGEMENT,PLACEMENTS,MANAGER,ANALYST,ADMIN" help:"What they may do: ${enum}. Several add up."`
}

// Run adds the user.
func (c userAddCommand) Run(ctx context.Context, p *program) error {
	email, err := hub.ParseEmailAddress(c.Email)
	if err != nil {
		return err
	}
	return asHub(ctx, p, func(ctx context.Context, a *app.App) error {
		organisation, err := a.OrganisationNamed(ctx, c.Organisation)
		if err != nil {
			return err
		}
		id, err := a.AddUser(ctx, hub.AddUserInput{OrganisationID: organisation.ID, Name: c.Name, Email: email, Roles: c.Role})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, id)
		return err
	})
}

// asHub runs a use case as the hub itself, on the database of this configuration.
func asHub(ctx context.Context, p *program, do func(ctx context.Context, a *app.App) error) error {
	cfg, err := findDatabase(p.cfg)
	if err != nil {
		return err
	}
	services, err := openServices(ctx, cfg, p.log)
	if err != nil {
		return err
	}
	defer services.close()
	return do(hub.WithActor(ctx, hub.System), services.app)
}

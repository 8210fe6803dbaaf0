package demo

import (
	"context"
	"fmt"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// partner is an organisation and who works there.
type partner struct {
	name string
	kind hub.OrganisationKind
	// shares says that it has signed a data-sharing agreement.
	shares bool
	staff  []person
}

type person struct {
	name, email string
	roles       []hub.Role
}

// partners show one of each: every role, and an organisation that may not see personal data. The people are made up.
var partners = []partner{
	{"Rotherham Council", hub.OrganisationCouncil, true, []person{
		{"Asha Rahman", "asha.rahman@council.example", []hub.Role{hub.RoleEngagement}},
		{"Martin Oldroyd", "martin.oldroyd@council.example", []hub.Role{hub.RoleEngagement, hub.RoleManager}},
		{"Nadia Hussain", "nadia.hussain@council.example", []hub.Role{hub.RolePlacements}},
		{"Grace Adeyemi", "grace.adeyemi@council.example", []hub.Role{hub.RoleAnalyst}},
		{"Tom Wragg", "tom.wragg@council.example", []hub.Role{hub.RoleAdmin}},
	}},
	{"Chamber of Commerce", hub.OrganisationChamber, true, []person{
		{"Helen Sykes", "helen.sykes@chamber.example", []hub.Role{hub.RoleEngagement, hub.RoleManager}},
	}},
	{"Rother College", hub.OrganisationCollege, true, []person{
		{"Danielle Frost", "danielle.frost@college.example", []hub.Role{hub.RoleEngagement, hub.RolePlacements}},
	}},
	{"Launchpad Training", hub.OrganisationProvider, false, []person{
		{"Omar Siddiqui", "omar.siddiqui@launchpad.example", []hub.Role{hub.RolePlacements}},
	}},
}

// Staff takes the partners and their staff in, once. The caller acts as the hub itself.
func Staff(ctx context.Context, a *app.App) error {
	present, err := a.SignInUsers(ctx)
	if err != nil || len(present) > 0 {
		return err
	}
	today, err := a.Today(ctx)
	if err != nil {
		return err
	}
	for _, p := range partners {
		in := hub.AddOrganisationInput{Name: p.name, Kind: p.kind}
		if p.shares {
			in.Agreement, in.AgreedUntil = "DSA/"+string(p.kind), today.AddDays(3*365)
		}
		organisation, err := a.AddOrganisation(ctx, in)
		if err != nil {
			return fmt.Errorf("cannot add %s: %w", p.name, err)
		}
		for _, s := range p.staff {
			email, err := hub.ParseEmailAddress(s.email)
			if err != nil {
				return err
			}
			if _, err := a.AddUser(ctx, hub.AddUserInput{OrganisationID: organisation.ID, Name: s.name, Email: email, Roles: s.roles}); err != nil {
				return fmt.Errorf("cannot add %s: %w", s.name, err)
			}
		}
	}
	return nil
}

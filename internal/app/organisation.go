package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// AddOrganisation takes a partner in. Permission: ADMINISTER_ACCESS. Errors: CONFLICT where the name is taken.
func (a *App) AddOrganisation(ctx context.Context, in hub.AddOrganisationInput) (hub.Organisation, error) {
	organisation := hub.Organisation{ID: hub.NewOrganisationID(), Name: in.Name, Kind: in.Kind}
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.Organisation{}, err
	}
	return organisation, a.change(ctx, func(c change) error {
		if err := postgres.AddOrganisation(ctx, c, organisation); err != nil {
			return err
		}
		if in.Agreement != "" {
			if err := postgres.AddDataSharingAgreement(ctx, c, organisation.ID, in.Agreement, c.today(), in.AgreedUntil); err != nil {
				return err
			}
		}
		return c.audit(ctx, "organisation.add", postgres.AuditSubject{Kind: "organisation", ID: organisation.ID.UUID}, nil, in)
	})
}

// AddUser lets a member of staff in. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT for an organisation that is not there,
// CONFLICT where the e-mail address is taken.
func (a *App) AddUser(ctx context.Context, in hub.AddUserInput) (hub.UserID, error) {
	id := hub.NewUserID()
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.UserID{}, err
	}
	return id, a.change(ctx, func(c change) error {
		if err := postgres.AddUser(ctx, c, id, in); err != nil {
			return err
		}
		return c.audit(ctx, "user.add", postgres.AuditSubject{Kind: "user", ID: id.UUID}, nil, in)
	})
}

// OwnOrganisation is the one that the caller belongs to. Permission: any signed-in caller.
func (a *App) OwnOrganisation(ctx context.Context) (hub.Organisation, error) {
	by := hub.ActorFrom(ctx)
	if err := hub.AuthoriseSignedIn(by); err != nil {
		return hub.Organisation{}, err
	}
	return postgres.Organisation(ctx, a.pool, by.OrganisationID)
}

// OrganisationNamed finds a partner by its name, in whatever case. Permission: READ_EMPLOYERS. Errors: NOT_FOUND.
func (a *App) OrganisationNamed(ctx context.Context, name string) (hub.Organisation, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return hub.Organisation{}, err
	}
	return postgres.OrganisationNamed(ctx, a.pool, name)
}

// Organisations lists partners by name. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Organisations(ctx context.Context, page hub.Page) (hub.List[hub.Organisation], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.Organisation]{}, err
	}
	return postgres.Organisations(ctx, a.pool, page)
}

// CountOrganisations counts partners. Permission: READ_EMPLOYERS.
func (a *App) CountOrganisations(ctx context.Context) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	return postgres.CountOrganisations(ctx, a.pool)
}

// OrganisationsByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) OrganisationsByID(ctx context.Context, ids []hub.OrganisationID) ([]hub.Organisation, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.OrganisationsByID(ctx, a.pool, ids)
}

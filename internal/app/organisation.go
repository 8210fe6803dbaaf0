package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// AddOrganisation takes a partner in. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT, CONFLICT where the name is taken.
func (a *App) AddOrganisation(ctx context.Context, in hub.AddOrganisationInput) (hub.Organisation, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.Organisation{}, err
	}
	in, err := in.Clean()
	if err != nil {
		return hub.Organisation{}, err
	}
	organisation := hub.Organisation{ID: hub.NewOrganisationID(), Name: in.Name, Kind: in.Kind}
	return organisation, a.change(ctx, func(c change) error {
		if err := nameIsFree(ctx, c, organisation); err != nil {
			return err
		}
		if err := postgres.AddOrganisation(ctx, c, organisation); err != nil {
			return err
		}
		if in.Agreement != "" {
			agreement := hub.DataSharingAgreement{ID: hub.NewAgreementID(), Reference: in.Agreement, From: c.today(), Until: in.AgreedUntil}
			if err := postgres.AddAgreement(ctx, c, organisation.ID, agreement); err != nil {
				return err
			}
		}
		return c.audit(ctx, "organisation.add", ofOrganisation(organisation.ID), nil, in)
	})
}

// nameIsFree refuses the name of another organisation, in whatever case. Errors: CONFLICT.
func nameIsFree(ctx context.Context, c change, o hub.Organisation) error {
	switch other, err := postgres.OrganisationNamed(ctx, c, o.Name); {
	case hub.CodeOf(err) == hub.ErrNotFound, err == nil && other.ID == o.ID:
		return nil
	case err != nil:
		return err
	}
	return hub.Conflict("there is an organisation of this name", "name")
}

// UpdateOrganisation changes a partner's name or kind. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND, BAD_INPUT, CONFLICT
// where the name is taken.
func (a *App) UpdateOrganisation(ctx context.Context, in hub.UpdateOrganisationInput) (hub.Partner, error) {
	return a.changePartner(ctx, in.ID, "organisation.update", func(c change, p *hub.Partner) error {
		if err := in.Apply(&p.Organisation); err != nil {
			return err
		}
		if err := nameIsFree(ctx, c, p.Organisation); err != nil {
			return err
		}
		return postgres.UpdateOrganisation(ctx, c, p.Organisation)
	})
}

// AddAgreement records a data-sharing agreement, so that the organisation sees personal data on its days. Permission:
// ADMINISTER_ACCESS. Errors: NOT_FOUND, BAD_INPUT.
func (a *App) AddAgreement(ctx context.Context, in hub.AddAgreementInput) (hub.Partner, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.Partner{}, err
	}
	in, err := in.Clean()
	if err != nil {
		return hub.Partner{}, err
	}
	return a.changePartner(ctx, in.OrganisationID, "organisation.add_agreement", func(c change, _ *hub.Partner) error {
		return postgres.AddAgreement(ctx, c, in.OrganisationID, hub.DataSharingAgreement{ID: hub.NewAgreementID(), Reference: in.Reference, From: in.From, Until: in.Until})
	})
}

// EndAgreement lets a data-sharing agreement end on a day before it would have; where no other holds, the organisation sees no
// personal data from the day after. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND, BAD_INPUT for a day outside of it.
func (a *App) EndAgreement(ctx context.Context, id hub.AgreementID, until hub.Date) (hub.Partner, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return hub.Partner{}, err
	}
	of, err := postgres.OrganisationOfAgreement(ctx, a.pool, id)
	if err != nil {
		return hub.Partner{}, err
	}
	return a.changePartner(ctx, of, "organisation.end_agreement", func(c change, p *hub.Partner) error {
		for _, agreement := range p.Agreements {
			if agreement.ID == id && (until.Before(agreement.From) || until.After(agreement.Until)) {
				return hub.BadInput("choose a day from "+agreement.From.Words()+" to "+agreement.Until.Words(), "until")
			}
		}
		return postgres.EndAgreement(ctx, c, id, until)
	})
}

// changePartner makes one change of a partner, audits what differs, and tells its open windows that what they may see has
// changed.
func (a *App) changePartner(ctx context.Context, id hub.OrganisationID, action string, edit func(change, *hub.Partner) error) (now hub.Partner, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return now, err
	}
	err = a.change(ctx, func(c change) error {
		before, err := postgres.Partner(ctx, c, id, c.today())
		if err != nil {
			return err
		}
		now = before
		if err := edit(c, &now); err != nil {
			return err
		}
		if now, err = postgres.Partner(ctx, c, id, c.today()); err != nil {
			return err
		}
		callers, err := postgres.CallersOf(ctx, c, id)
		if err != nil {
			return err
		}
		if err := postgres.Notify(ctx, c, postgres.TopicCaller, callers...); err != nil {
			return err
		}
		return c.audit(ctx, action, ofOrganisation(id), auditedPartner(before), auditedPartner(now))
	})
	return now, err
}

// auditedPartner is what the log keeps of a partner: its agreements in words, and not how many users it has.
func auditedPartner(p hub.Partner) any {
	agreements := []string{}
	for _, a := range p.Agreements {
		agreements = append(agreements, a.Reference+" from "+a.From.Words()+" to "+a.Until.Words())
	}
	return struct {
		Name       string
		Kind       hub.OrganisationKind
		Agreements []string
	}{p.Organisation.Name, p.Organisation.Kind, agreements}
}

func ofOrganisation(id hub.OrganisationID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "organisation", ID: id.UUID}
}

// Partners lists organisations by name, as administrators see them. Permission: ADMINISTER_ACCESS. Errors: BAD_INPUT for the
// cursor.
func (a *App) Partners(ctx context.Context, page hub.Page) (hub.List[hub.Partner], error) {
	v, err := a.viewer(ctx, hub.PermAdministerAccess)
	if err != nil {
		return hub.List[hub.Partner]{}, err
	}
	return postgres.Partners(ctx, a.pool, page, v.Today)
}

// CountPartners counts all organisations. Permission: ADMINISTER_ACCESS.
func (a *App) CountPartners(ctx context.Context) (int, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermAdministerAccess); err != nil {
		return 0, err
	}
	return postgres.CountOrganisations(ctx, a.pool, nil)
}

// Partner reads one organisation as administrators see it. Permission: ADMINISTER_ACCESS. Errors: NOT_FOUND.
func (a *App) Partner(ctx context.Context, id hub.OrganisationID) (hub.Partner, error) {
	v, err := a.viewer(ctx, hub.PermAdministerAccess)
	if err != nil {
		return hub.Partner{}, err
	}
	return postgres.Partner(ctx, a.pool, id, v.Today)
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

// Organisations lists partners by name, where search is not nil those of whose names words begin so. Permission:
// READ_EMPLOYERS. Errors: BAD_INPUT for the cursor, and for a search of more than 200 characters.
func (a *App) Organisations(ctx context.Context, search *string, page hub.Page) (hub.List[hub.Organisation], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.Organisation]{}, err
	}
	if err := hub.CheckSearch(search, "search"); err != nil {
		return hub.List[hub.Organisation]{}, err
	}
	return postgres.Organisations(ctx, a.pool, search, page)
}

// CountOrganisations counts those that search finds. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the search.
func (a *App) CountOrganisations(ctx context.Context, search *string) (int, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return 0, err
	}
	if err := hub.CheckSearch(search, "search"); err != nil {
		return 0, err
	}
	return postgres.CountOrganisations(ctx, a.pool, search)
}

// OrganisationsByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) OrganisationsByID(ctx context.Context, ids []hub.OrganisationID) ([]hub.Organisation, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.OrganisationsByID(ctx, a.pool, ids)
}

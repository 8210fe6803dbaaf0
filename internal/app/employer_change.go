package app

import (
	"context"
	"reflect"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// CreateEmployer adds an employer by hand. Permission: WRITE_ENGAGEMENT. Errors: BAD_INPUT; CONFLICT where another employer
// has the number.
func (a *App) CreateEmployer(ctx context.Context, in hub.CreateEmployerInput) (created hub.Employer, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Employer{}, err
	}
	err = a.change(ctx, func(c change) error {
		e, tradingNames, err := hub.NewEmployer(in)
		if err != nil {
			return err
		}
		if in.LeadIt != nil && *in.LeadIt {
			if err := c.leadBy(ctx, &e, &c.by.OrganisationID, c.userID()); err != nil {
				return err
			}
		}
		if err := c.insertEmployer(ctx, e, tradingNames); err != nil {
			return err
		}
		if created, err = postgres.EmployerForUpdate(ctx, c, c.viewer(), e.ID); err != nil {
			return err
		}
		return c.audit(ctx, createdByHand, ofEmployer(e.ID), nil, created)
	})
	return created, err
}

// insertEmployer writes a new employer with everything that has a history of its own. Errors: CONFLICT where another employer has
// the number.
func (c change) insertEmployer(ctx context.Context, e hub.Employer, tradingNames []string) error {
	words := hub.SearchWords(append([]string{e.Name}, tradingNames...), value(e.CompanyNumber), value(e.Postcode))
	if err := postgres.InsertEmployer(ctx, c, e, words); err != nil {
		return err
	}
	if err := c.setNumber(ctx, e); err != nil {
		return err
	}
	names := []hub.EmployerName{{Kind: hub.NameLegal, Name: e.Name}}
	for _, name := range tradingNames {
		names = append(names, hub.EmployerName{Kind: hub.NameTrading, Name: name})
	}
	for _, n := range names {
		if err := postgres.InsertEmployerName(ctx, c, e.ID, n); err != nil {
			return err
		}
	}
	if err := postgres.SetEmployerSize(ctx, c, e, c.today()); err != nil {
		return err
	}
	return postgres.SetEmployerLead(ctx, c, e, c.today())
}

// UpdateEmployer changes an employer; earlier names, sizes, codes, tags and leads stay in its history. On an error it returns the
// employer as it stands. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT; CONFLICT for a stale version or a number
// that another employer has.
func (a *App) UpdateEmployer(ctx context.Context, in hub.UpdateEmployerInput) (hub.Employer, error) {
	now, err := update(ctx, a,
		func(c change) (employerRecord, error) { return c.employerRecord(ctx, in) },
		func(c change, r *employerRecord) error {
			if err := r.Employer.Update(in); err != nil {
				return err
			}
			if err := c.changeFacts(r, in); err != nil {
				return err
			}
			if err := c.changeParent(ctx, &r.Employer, in); err != nil {
				return err
			}
			return c.changeLead(ctx, &r.Employer, in)
		},
		func(c change, before employerRecord, r *employerRecord) error {
			r.Version++
			if err := c.setDated(ctx, before, *r); err != nil {
				return err
			}
			if err := c.setFacts(ctx, before, *r); err != nil {
				return err
			}
			words, err := c.searchWords(ctx, r.Employer)
			if err != nil {
				return err
			}
			if err := postgres.SetEmployer(ctx, c, r.Employer, words); err != nil {
				return err
			}
			stands, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), r.ID)
			if err != nil {
				return err
			}
			r.InheritedOrganisation, r.InheritedLead = stands.InheritedOrganisation, stands.InheritedLead
			was, is, err := c.partsOf(ctx, before.Employer, r.Employer)
			if err != nil {
				return err
			}
			return c.audit(ctx, "employer.update", ofEmployer(r.ID), before.told(was), r.told(is))
		})
	return now.Employer, err
}

// setDated writes what has a history of its own and an employer has one of, where it changed.
func (c change) setDated(ctx context.Context, before, after employerRecord) error {
	e := after.Employer
	if e.Name != before.Name {
		if err := postgres.SetLegalName(ctx, c, e.ID, e.Name, c.today()); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(e.CompanyNumber, before.Employer.CompanyNumber) {
		if err := c.setNumber(ctx, e); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(e.Headcount, before.Headcount) || !reflect.DeepEqual(after.SizeFrom, before.SizeFrom) {
		from := c.today()
		if after.SizeFrom != before.SizeFrom && after.SizeFrom != nil {
			from = *after.SizeFrom
		}
		if err := postgres.SetEmployerSize(ctx, c, e, from); err != nil {
			return err
		}
	}
	if !reflect.DeepEqual(e.LeadOrganisation, before.LeadOrganisation) || !reflect.DeepEqual(e.AccountLead, before.AccountLead) {
		return postgres.SetEmployerLead(ctx, c, e, c.today())
	}
	return nil
}

// setNumber gives e its company number. Errors: CONFLICT that says whose it is already, where the caller may know.
func (c change) setNumber(ctx context.Context, e hub.Employer) error {
	if e.CompanyNumber != nil {
		number := hub.Identifier{Scheme: hub.SchemeCompaniesHouse, Value: string(*e.CompanyNumber)}
		if err := c.identifierIsFree(ctx, e, number, "companyNumber"); err != nil {
			return err
		}
	}
	return postgres.SetCompanyNumber(ctx, c, e.ID, e.CompanyNumber)
}

// identifierIsFree refuses a number that another employer than e has; field is where it was typed. Errors: CONFLICT that says whose
// it is, where the caller may know.
func (c change) identifierIsFree(ctx context.Context, e hub.Employer, number hub.Identifier, field ...string) error {
	holder, err := postgres.HolderOf(ctx, c, c.viewer(), number)
	switch {
	case hub.CodeOf(err) == hub.ErrNotFound || err == nil && holder.ID == e.ID:
		return nil
	case err != nil:
		return err
	case !holder.Seen:
		return hub.Conflict("this "+number.Scheme.Noun()+" is taken; correct it, or ask an administrator of the hub", field...)
	}
	living, err := postgres.Survivors(ctx, c, []hub.EmployerID{holder.ID})
	if err != nil {
		return err
	}
	if living[0] == e.ID {
		return hub.Conflict("this number stayed with "+holder.Name+" when it was merged into this record; undo that merge in the history, and choose the number when you merge again", field...)
	}
	return hub.Conflict(holder.Name+" has this "+number.Scheme.Noun()+" already; open it instead, or correct the number", field...)
}

// changeLead sets who leads as far as in says so. Another organisation comes without an account lead until one is named.
func (c change) changeLead(ctx context.Context, e *hub.Employer, in hub.UpdateEmployerInput) error {
	if !in.LeadOrganisationID.IsSet() && !in.AccountLeadID.IsSet() {
		return nil
	}
	var organisation *hub.OrganisationID
	var person *hub.UserID
	if e.LeadOrganisation != nil {
		organisation = &e.LeadOrganisation.ID
	}
	if e.AccountLead != nil {
		person = &e.AccountLead.ID
	}
	if in.LeadOrganisationID.IsSet() {
		if !reflect.DeepEqual(organisation, in.LeadOrganisationID.Value()) {
			person = nil
		}
		organisation = in.LeadOrganisationID.Value()
	}
	in.AccountLeadID.Apply(&person)
	return c.leadBy(ctx, e, organisation, person)
}

func (c change) leadBy(ctx context.Context, e *hub.Employer, organisationID *hub.OrganisationID, personID *hub.UserID) error {
	var organisation *hub.Organisation
	var person *hub.User
	if organisationID != nil {
		found, err := postgres.OrganisationsByID(ctx, c, []hub.OrganisationID{*organisationID})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return hub.BadInput("there is no such organisation; choose one from the list", "leadOrganisationId")
		}
		organisation = &found[0]
	}
	if personID != nil {
		found, err := c.user(ctx, *personID, "accountLeadId")
		if err != nil {
			return err
		}
		person = &found
	}
	before := *e
	if err := e.Lead(organisation, person); err != nil {
		return err
	}
	return e.KeepsLead(before)
}

// user finds a user that field of an input names. Errors: BAD_INPUT.
func (c change) user(ctx context.Context, id hub.UserID, field ...string) (hub.User, error) {
	found, err := postgres.UsersByID(ctx, c, []hub.UserID{id})
	if err != nil {
		return hub.User{}, err
	}
	if len(found) == 0 {
		return hub.User{}, hub.BadInput("there is no such user; choose one from the list", field...)
	}
	return found[0], nil
}

// userID is the member of staff who makes the change; nil for a machine.
func (c change) userID() *hub.UserID {
	if c.by.Kind != hub.ActorUser {
		return nil
	}
	return &c.by.UserID
}

// searchWords are those of e with all names that it has or had.
func (c change) searchWords(ctx context.Context, e hub.Employer) (string, error) {
	held, err := postgres.NamesOf(ctx, c, []hub.EmployerID{e.ID})
	names := []string{e.Name}
	for _, n := range held {
		names = append(names, n.Of.Name)
	}
	return hub.SearchWords(names, value(e.CompanyNumber), value(e.Postcode)), err
}

func ofEmployer(id hub.EmployerID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "employer", ID: id.UUID, Employer: id}
}

// value is what p points to, or the zero value.
func value[T any](p *T) T {
	if p == nil {
		return *new(T)
	}
	return *p
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PeopleByID finds those of ids that exist, as far as the caller may see them. Permission: READ_EMPLOYERS.
func (a *App) PeopleByID(ctx context.Context, ids []hub.PersonID) ([]hub.Person, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PeopleByID(ctx, a.pool, v, ids)
}

// AddPerson adds a person with a role at an employer. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT; CONFLICT
// where somebody at the employer has the address already.
func (a *App) AddPerson(ctx context.Context, in hub.AddPersonInput) (added hub.PersonRole, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.PersonRole{}, err
	}
	err = a.change(ctx, func(c change) error {
		added, err = c.addPerson(ctx, in)
		return err
	})
	return added, err
}

// addPerson adds a person with a role, and returns them as the caller sees them. Errors: as for AddPerson.
func (c change) addPerson(ctx context.Context, in hub.AddPersonInput) (added hub.PersonRole, err error) {
	r, err := hub.NewPerson(in)
	if err != nil {
		return added, err
	}
	if r.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
		return added, err
	}
	if _, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), r.EmployerID); err != nil { // so that nobody adds the same person beside
		return added, err
	}
	if err := c.addressIsFree(ctx, r.Person, r.EmployerID); err != nil {
		return added, err
	}
	if err := postgres.InsertPerson(ctx, c, r.Person, c.by.OrganisationID); err != nil {
		return added, err
	}
	if err := postgres.InsertRole(ctx, c, r); err != nil {
		return added, err
	}
	if err := c.audit(ctx, "person.add", ofPerson(r.Person.ID, r.EmployerID), nil, personDetails(r.Person)); err != nil {
		return added, err
	}
	if err := c.audit(ctx, "role.add", ofRole(r), nil, roleDetails(r)); err != nil {
		return added, err
	}
	seen, err := postgres.RolesByID(ctx, c, c.viewer(), []hub.RoleID{r.ID})
	if err == nil {
		added = seen[0]
	}
	return added, err
}

// UpdatePerson changes a person's name or ways of contact. On an error it returns the person as they stand. Permission:
// WRITE_ENGAGEMENT, and full contact access. Errors: NOT_FOUND, BAD_INPUT; CONFLICT for a stale version or an address that
// somebody else at the employer has.
func (a *App) UpdatePerson(ctx context.Context, in hub.UpdatePersonInput) (hub.Person, error) {
	return update(ctx, a,
		func(c change) (hub.Person, error) { return postgres.PersonForUpdate(ctx, c, c.viewer(), in.ID) },
		func(_ change, p *hub.Person) error { return p.Update(in) },
		func(c change, before hub.Person, p *hub.Person) error {
			p.Version++
			employers, err := postgres.EmployersOf(ctx, c, in.ID)
			if err != nil {
				return err
			}
			for _, e := range employers {
				if err := c.addressIsFree(ctx, *p, e); err != nil {
					return err
				}
			}
			if err := postgres.SetPerson(ctx, c, *p); err != nil {
				return err
			}
			return c.auditPerson(ctx, "person.update", in.ID, employers, personDetails(before), personDetails(*p))
		})
}

// RecordObjection keeps that a person does not want to hear about a topic, and stops what is under way about it. Recorded
// again, the first one stays. Permission: WRITE_ENGAGEMENT, and full contact access. Errors: NOT_FOUND, BAD_INPUT.
func (a *App) RecordObjection(ctx context.Context, in hub.RecordObjectionInput) (now hub.Person, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Person{}, err
	}
	err = a.change(ctx, func(c change) error {
		if now, err = postgres.PersonForUpdate(ctx, c, c.viewer(), in.PersonID); err != nil {
			return err
		}
		how, err := in.Words()
		if err != nil {
			return err
		}
		o := hub.Objection{Topic: in.Topic, ReceivedAt: c.now, How: how}
		added, err := postgres.InsertObjection(ctx, c, in.PersonID, o)
		if err != nil {
			return err
		}
		if added {
			employers, err := postgres.EmployersOf(ctx, c, in.PersonID)
			if err != nil {
				return err
			}
			if err := c.auditPerson(ctx, "person.object", in.PersonID, employers, nil, o); err != nil {
				return err
			}
		}
		if in.Topic.StopsDiagnostics() {
			if err := c.stopInvitations(ctx, in.PersonID, nil, hub.InvitationObjected); err != nil {
				return err
			}
		}
		now, err = postgres.PersonForUpdate(ctx, c, c.viewer(), in.PersonID)
		return err
	})
	return now, err
}

// addressIsFree refuses an address that somebody else at the employer has. Errors: CONFLICT.
func (c change) addressIsFree(ctx context.Context, p hub.Person, at hub.EmployerID) error {
	if p.Email == nil {
		return nil
	}
	held, err := postgres.EmailHeldAt(ctx, c, at, *p.Email, p.ID)
	if err == nil && held {
		return hub.Conflict("somebody at this employer has this e-mail address already; look them up in the list of people", "email")
	}
	return err
}

// auditPerson records a change of a person in the history of each employer where they have a role.
func (c change) auditPerson(ctx context.Context, action string, id hub.PersonID, employers []hub.EmployerID, before, after any) error {
	for _, e := range employers {
		if err := c.audit(ctx, action, ofPerson(id, e), before, after); err != nil {
			return err
		}
	}
	return nil
}

// details are what history keeps of a person.
type details struct {
	Name       *string
	Email      *hub.EmailAddress
	Phone      *string
	EmailState *hub.EmailState
}

func personDetails(p hub.Person) details { return details{p.Name, p.Email, p.Phone, p.EmailState} }

func ofPerson(id hub.PersonID, at hub.EmployerID) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "person", ID: id.UUID, Employer: at}
}

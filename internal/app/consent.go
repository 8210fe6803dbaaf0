package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// RecordConsent keeps that a person agreed to marketing about a topic: who is an individual subscriber in law gets none without it.
// Permission: WRITE_ENGAGEMENT, and full contact access. Errors: NOT_FOUND and those of hub.Person.Agree.
func (a *App) RecordConsent(ctx context.Context, in hub.RecordConsentInput) (hub.Person, error) {
	return a.changePerson(ctx, in.PersonID, func(c change, p hub.Person, employers []hub.EmployerID) error {
		given, err := p.Agree(in, c.today())
		if err != nil {
			return err
		}
		given.RecordedAt, given.RecordedBy = c.now, &c.by.Name
		return c.agree(ctx, in.PersonID, employers, given)
	})
}

// WithdrawConsent keeps that a person does not agree to marketing about a topic any more. Open invitations to marketing that stood on it
// end, and their messages do not go; answers are still taken by the link. Permission: WRITE_ENGAGEMENT, and full contact access. Errors: NOT_FOUND; BAD_INPUT, also
// where no consent holds.
func (a *App) WithdrawConsent(ctx context.Context, in hub.WithdrawConsentInput) (hub.Person, error) {
	return a.changePerson(ctx, in.PersonID, func(c change, p hub.Person, employers []hub.EmployerID) error {
		held, err := p.Holds(in.Topic)
		if err != nil {
			return err
		}
		how, err := in.Words()
		if err != nil {
			return err
		}
		return c.withdraw(ctx, in.PersonID, employers, held, how)
	})
}

// RemoveObjection takes an objection back that was recorded by mistake, or that the person does not stand by any more. Consent that it
// had ended stays ended. Permission: WRITE_ENGAGEMENT, and full contact access. Errors: NOT_FOUND and those of hub.Person.TakenBack.
func (a *App) RemoveObjection(ctx context.Context, in hub.RemoveObjectionInput) (hub.Person, error) {
	return a.changePerson(ctx, in.PersonID, func(c change, p hub.Person, employers []hub.EmployerID) error {
		was, why, err := p.TakenBack(in)
		if err != nil {
			return err
		}
		if _, err := postgres.DeleteObjection(ctx, c, in.PersonID, in.Topic); err != nil {
			return err
		}
		return c.auditPerson(ctx, "objection.remove", in.PersonID, employers, was, map[string]string{"Reason": why})
	})
}

// changePerson lets do change what is kept about a person, and returns them as they are then; on an error as they were.
func (a *App) changePerson(ctx context.Context, id hub.PersonID, do func(c change, p hub.Person, employers []hub.EmployerID) error) (now hub.Person, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Person{}, err
	}
	err = a.change(ctx, func(c change) error {
		if now, err = postgres.PersonForUpdate(ctx, c, c.viewer(), id); err != nil {
			return err
		}
		employers, err := postgres.EmployersOf(ctx, c, id)
		if err != nil {
			return err
		}
		if err := do(c, now, employers); err != nil {
			return err
		}
		now, err = postgres.PersonForUpdate(ctx, c, c.viewer(), id)
		return err
	})
	return now, err
}

func (c change) agree(ctx context.Context, person hub.PersonID, employers []hub.EmployerID, given hub.Consent) error {
	if err := postgres.InsertConsent(ctx, c, person, given); err != nil {
		return err
	}
	return c.auditPerson(ctx, "consent.record", person, employers, nil, given)
}

func (c change) withdraw(ctx context.Context, person hub.PersonID, employers []hub.EmployerID, held hub.Consent, how string) error {
	if _, err := postgres.WithdrawConsent(ctx, c, person, held.Topic, c.today(), how); err != nil {
		return err
	}
	after, on := held, c.today()
	after.WithdrawnOn, after.WithdrawnHow = &on, &how
	if err := c.auditPerson(ctx, "consent.withdraw", person, employers, held, after); err != nil || held.Topic != hub.TopicDiagnostics {
		return err
	}
	return c.stopMarketing(ctx, person)
}

// stopMarketing ends the open invitations of a person that stood on consent. Answers are still taken: to send them is the person's own act.
func (c change) stopMarketing(ctx context.Context, person hub.PersonID) error {
	open, err := postgres.MarketingInvitations(ctx, c, person)
	if err != nil {
		return err
	}
	for _, i := range open {
		if !hub.NeedsConsent(hub.CampaignMarketing, i.LegalForm) {
			continue
		}
		if err := postgres.SetInvitationState(ctx, c, i.ID, postgres.InvitationMove{To: hub.InvitationNoConsent, At: c.now}); err != nil {
			return err
		}
		if err := c.auditInvitation(ctx, i.ID, i.EmployerID, hub.InvitationOpen, hub.InvitationNoConsent); err != nil {
			return err
		}
	}
	return nil
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// HandOver gives a questionnaire to a colleague: the invitation, its link and its reminders are theirs from then on, the answers so
// far stay, and a message asks them. Permission: the person who was asked. Errors: NOT_FOUND, and those of
// hub.HandOverInput.Colleague and hub.Asked.HandOver.
func (a *App) HandOver(ctx context.Context, in hub.HandOverInput) error {
	return a.answer(ctx, in.InvitationID, func(c change, asked hub.Asked) error {
		role, err := in.Colleague(asked.EmployerID)
		if err != nil {
			return err
		}
		known, err := postgres.PersonWithEmail(ctx, c, asked.EmployerID, *role.Person.Email, c.today())
		if err != nil {
			return err
		}
		before, err := postgres.HandOvers(ctx, c, in.InvitationID)
		if err != nil {
			return err
		}
		if err := asked.HandOver(known, before, c.today()); err != nil {
			return err
		}
		if known == nil {
			if err := postgres.InsertPerson(ctx, c, role.Person, asked.OrganisationID); err != nil {
				return err
			}
			if err := c.audit(ctx, "person.add", ofPerson(role.Person.ID, asked.EmployerID), nil, personDetails(role.Person)); err != nil {
				return err
			}
		} else {
			role.Person.ID = known.ID
		}
		if known == nil || !known.HasRole {
			if err := postgres.InsertRole(ctx, c, role); err != nil {
				return err
			}
			if err := c.audit(ctx, "role.add", ofRole(role), nil, roleDetails(role)); err != nil {
				return err
			}
		}
		if err := postgres.HandOverInvitation(ctx, c, in.InvitationID, asked.PersonID, role.Person.ID, c.now); err != nil {
			return err
		}
		type with struct{ Person hub.PersonID }
		subject := postgres.AuditSubject{Kind: "invitation", ID: in.InvitationID.UUID, Employer: asked.EmployerID}
		if err := c.audit(ctx, "invitation.handover", subject, with{asked.PersonID}, with{role.Person.ID}); err != nil {
			return err
		}
		return c.askColleague(ctx, asked, role.Person.ID, before)
	})
}

// askColleague writes the message to whom a questionnaire was given.
func (c change) askColleague(ctx context.Context, asked hub.Asked, colleague hub.PersonID, before int) error {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	i := hub.Invitation{ID: asked.InvitationID, CampaignID: asked.CampaignID, EmployerID: asked.EmployerID, PersonID: colleague}
	campaign := hub.Campaign{ClosesOn: asked.ClosesOn, SendWindow: hub.WindowOperational}
	r := hub.NewReminder(i, 0, campaign, campaign.SendWindow.Next(calendar, c.now))
	r.Rule, r.Step = hub.RuleDiagnosticHandover, before
	return postgres.InsertReminders(ctx, c, []hub.Reminder{r})
}

// HandedOver says to whom the person behind a link gave an invitation. Permission: that person. Errors: NOT_FOUND.
func (a *App) HandedOver(ctx context.Context, id hub.InvitationID) (hub.HandedOver, error) {
	return postgres.HandedOverTo(ctx, a.pool, id, hub.ActorFrom(ctx).PersonID)
}

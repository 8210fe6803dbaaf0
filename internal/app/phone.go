package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// TakeAnswersByPhone makes a link by which the caller enters the answers of a person who is on the telephone. Answers go to the
// invitation that the person has; where there is none, one is made that sends no message and does not count as asking the
// employer. Permission: WRITE_ENGAGEMENT and READ_ANSWERS of a signed-in user, with full contact access. Errors: NOT_FOUND;
// BAD_INPUT for a token, and where the person does not work there.
func (a *App) TakeAnswersByPhone(ctx context.Context, in hub.TakeAnswersByPhoneInput) (link hub.PhoneLink, err error) {
	by := hub.ActorFrom(ctx)
	for _, p := range []hub.Permission{hub.PermWriteEngagement, hub.PermReadAnswers} {
		if err := hub.Authorise(by, p); err != nil {
			return link, err
		}
	}
	if by.Kind != hub.ActorUser {
		return link, hub.BadInput("a program cannot take answers by phone; sign in as a person")
	}
	err = a.change(ctx, func(c change) error {
		if in.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		employer, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), in.EmployerID) // so that two who begin at once share an invitation
		if err != nil {
			return err
		}
		person, err := postgres.PersonForUpdate(ctx, c, c.viewer(), in.PersonID)
		if err != nil {
			return err
		}
		works, err := postgres.WorksAt(ctx, c, in.PersonID, in.EmployerID, c.today())
		if err != nil {
			return err
		}
		if !works {
			return hub.BadInput(*person.Name+" does not work at "+employer.Name+" today; add them to its people first", "personId")
		}
		if _, err := postgres.PublishedQuestionnaire(ctx, c, in.QuestionnaireVersionID); err != nil {
			return err
		}
		invitation, err := c.invitationByPhone(ctx, in, employer.Name)
		if err != nil {
			return err
		}
		var token hub.LinkToken
		link, token = hub.NewPhoneLink(in.PersonID, invitation, by.UserID, c.now)
		if err := postgres.InsertLink(ctx, c, link.Link, token); err != nil {
			return err
		}
		subject := postgres.AuditSubject{Kind: "invitation", ID: invitation.UUID, Employer: in.EmployerID}
		return c.audit(ctx, "invitation.phone", subject, nil, map[string]string{"Person": *person.Name})
	})
	return link, err
}

// invitationByPhone is the one that the person has, or a new one.
func (c change) invitationByPhone(ctx context.Context, in hub.TakeAnswersByPhoneInput, employer string) (hub.InvitationID, error) {
	found, err := postgres.AskedAlready(ctx, c, c.by, in, c.today())
	if err == nil || hub.CodeOf(err) != hub.ErrNotFound {
		return found.ID, err
	}
	campaign := hub.NewPhoneCampaign(in, employer, c.by, c.now)
	i := hub.Invitation{
		ID: hub.NewInvitationID(), CampaignID: campaign.ID, EmployerID: in.EmployerID, PersonID: in.PersonID, State: hub.InvitationOpen,
	}
	if err := postgres.InsertPhoneCampaign(ctx, c, campaign, i); err != nil {
		return i.ID, err
	}
	return i.ID, c.audit(ctx, "campaign.phone", postgres.AuditSubject{Kind: "campaign", ID: campaign.ID.UUID, Employer: in.EmployerID}, nil, campaign)
}

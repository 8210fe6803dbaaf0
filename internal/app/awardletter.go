package app

import (
	"context"
	"fmt"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// remindOfAwards makes the messages to employers' contacts that an award runs out, as the table of steps says.
func (a *App) remindOfAwards(ctx context.Context, done *Swept) error {
	return a.inBatches(ctx, func(ctx context.Context, c change) (int, error) {
		due, err := postgres.AwardsToTell(ctx, c, c.today(), sweepBatch)
		if err != nil || len(due) == 0 {
			return 0, err
		}
		if err := postgres.InsertAwardReminders(ctx, c, due, c.now); err != nil {
			return 0, err
		}
		done.Reminded += len(due)
		_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
		return len(due), err
	})
}

// handOverAwards looks at those of claimed that are about an award once more, cancels those that nobody needs any more, and writes the
// others. It says how many it cancelled.
func (s *Sender) handOverAwards(ctx context.Context, c change, lease uuid.UUID, claimed []hub.MessageID) (out []outbound, over []postgres.HandedOver, cancelled int, err error) {
	letters, err := postgres.ClaimedAwards(ctx, c, lease, claimed, c.today())
	if err != nil {
		return nil, nil, 0, err
	}
	for _, o := range letters {
		obstacle, kept := o.Obstacle(c.now)
		if !kept && o.HeldUntil != nil {
			if err := postgres.PutOff(ctx, c, o.ID, o.HeldUntil.At(0, 0)); err != nil {
				return nil, nil, 0, err
			}
			continue
		}
		token := hub.NewLinkToken()
		var message mail.Message
		if !kept {
			if message, err = s.composer.Award(o, token); err != nil {
				s.log.ErrorContext(ctx, "message not written", "message", o.ID.String(), "error", err)
				obstacle, kept = "it could not be written", true
			}
		}
		if kept {
			if err := postgres.CancelMessage(ctx, c, o.ID, obstacle); err != nil {
				return nil, nil, 0, err
			}
			cancelled++
			continue
		}
		link := hub.Link{ID: hub.NewLinkID(), PersonID: o.PersonID, MessageID: o.ID, ExpiresAt: o.ExpiresOn.AddDays(linkOutlives).End()}
		over = append(over, postgres.HandedOver{ID: o.ID, Subject: message.Subject, Link: link, Token: token})
		out = append(out, outbound{message: message, Outgoing: hub.Outgoing{
			ID: o.ID, Attempts: o.Attempts, PersonID: o.PersonID, EmailState: o.EmailState, EmployerID: o.EmployerID}})
	}
	return out, over, cancelled, nil
}

// Contacted is whom a link in a message about an award or about placements was sent to. Permission: whoever holds the link. Errors: NOT_FOUND.
func (a *App) Contacted(ctx context.Context, l hub.Link) (hub.Contacted, error) {
	return postgres.Contacted(ctx, a.pool, l.ID)
}

// ContactLeft says that who was written to about an award or about placements does not work at the employer any more: the role ends, and whoever looks after
// the employer is asked to find out who follows. Permission: whoever holds the link. Errors: NOT_FOUND.
func (a *App) ContactLeft(ctx context.Context, l hub.Link) error {
	return a.change(ctx, func(c change) error {
		told, err := postgres.Contacted(ctx, c, l.ID)
		if err != nil {
			return err
		}
		asked := hub.Asked{PersonID: l.PersonID, PersonName: told.PersonName, EmployerID: told.EmployerID, EmployerName: told.EmployerName, TaskAssigneeID: told.LedByUserID}
		if err := c.endRoles(ctx, asked); err != nil {
			return err
		}
		if err := c.stopInvitations(ctx, l.PersonID, &told.EmployerID, hub.InvitationLeft); err != nil || told.LedByOrganisationID == nil {
			return err
		}
		asked.TaskOrganisationID = *told.LedByOrganisationID
		return c.ask(ctx, asked, whoFollows(asked), l.ID.String()+":left")
	})
}

// whoFollows asks to find out who follows somebody who has left.
func whoFollows(asked hub.Asked) hub.TaskOutcome {
	return hub.TaskOutcome{Title: fmt.Sprintf("%s has left %s: find out who follows", asked.PersonName, asked.EmployerName), DueWorkingDay: 5}
}

// endRoles ends the roles of who was asked at the employer as of yesterday.
func (c change) endRoles(ctx context.Context, asked hub.Asked) error {
	last := c.today().AddDays(-1)
	ended, err := postgres.EndRoles(ctx, c, asked.PersonID, asked.EmployerID, last)
	if err != nil {
		return err
	}
	for _, role := range ended {
		subject := postgres.AuditSubject{Kind: "role", ID: role.UUID, Employer: asked.EmployerID}
		if err := c.audit(ctx, "role.end", subject, nil, map[string]hub.Date{"Until": last}); err != nil {
			return err
		}
	}
	return nil
}

package app

import (
	"context"
	"errors"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"
)

// uncertain are the messages that somebody has to decide about.
var uncertain = hub.MessageFilter{StateIn: []hub.MessageState{hub.MessageUncertain}, Unsettled: true}

// UncertainMessages lists those of which nobody knows whether they arrived and that nobody decided about, the latest first.
// Permission: READ_ANSWERS or SEND_DIAGNOSTICS. Errors: BAD_INPUT for a cursor that cannot be read.
func (a *App) UncertainMessages(ctx context.Context, page hub.Page) (hub.List[hub.Message], error) {
	return a.Messages(ctx, uncertain, page)
}

// CountUncertainMessages counts those that UncertainMessages lists. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) CountUncertainMessages(ctx context.Context) (int, error) {
	return a.CountMessages(ctx, uncertain)
}

// Messages lists those that the caller may see, the latest first. Permission: READ_ANSWERS or SEND_DIAGNOSTICS. Errors: BAD_INPUT
// for a cursor that cannot be read.
func (a *App) Messages(ctx context.Context, f hub.MessageFilter, page hub.Page) (hub.List[hub.Message], error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return hub.List[hub.Message]{}, err
	}
	return postgres.Messages(ctx, a.pool, hub.ActorFrom(ctx), f, page)
}

// CountMessages counts those that Messages lists. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) CountMessages(ctx context.Context, f hub.MessageFilter) (int, error) {
	if err := maySeeCampaigns(ctx); err != nil {
		return 0, err
	}
	return postgres.CountMessages(ctx, a.pool, hub.ActorFrom(ctx), f)
}

// SettleUncertainMessage writes down what somebody decided about a message of which nobody knows whether it arrived. RESEND makes
// a new message that says the same with a new link, and returns it; LEAVE returns the message itself. Permission:
// SEND_DIAGNOSTICS. Errors: NOT_FOUND, CONFLICT where it is not uncertain, was decided about, or its invitation is settled.
func (a *App) SettleUncertainMessage(ctx context.Context, in hub.SettleUncertainMessageInput) (hub.Message, error) {
	var settled hub.Message
	if err := maySend(ctx); err != nil {
		return settled, err
	}
	err := a.change(ctx, func(c change) error {
		m, resend, err := c.unsettled(ctx, in.MessageID)
		if err != nil {
			return err
		}
		shows := m.ID
		switch {
		case m.State != hub.MessageUncertain:
			return hub.Conflict("it is known what became of this message")
		case m.SettledAt != nil:
			return hub.Conflict("somebody has decided about this message already")
		case in.Decision == hub.UncertainResend:
			if shows, err = resend(); err != nil {
				return err
			}
			if _, err := a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil); err != nil {
				return err
			}
		}
		var by *hub.UserID
		if !c.by.UserID.IsZero() {
			by = &c.by.UserID
		}
		if err := postgres.SettleUncertain(ctx, c, m.ID, by, c.now); err != nil {
			return err
		}
		type decided struct{ Decision hub.UncertainDecision }
		subject := postgres.AuditSubject{Kind: "message", ID: m.ID.UUID, Employer: m.EmployerID}
		if err := c.audit(ctx, "message.settle", subject, nil, decided{in.Decision}); err != nil {
			return err
		}
		stored, err := postgres.MessagesByID(ctx, c, c.by, []hub.MessageID{shows})
		if err == nil && len(stored) != 1 {
			err = errors.New("a message is not there after it was settled")
		}
		if err != nil {
			return err
		}
		settled = stored[0]
		return nil
	})
	return settled, err
}

// unsettled reads a message that somebody decides about, with the way to send it again: of a campaign, or about a meeting or an award. Errors:
// NOT_FOUND.
func (c change) unsettled(ctx context.Context, id hub.MessageID) (postgres.UnsettledService, func() (hub.MessageID, error), error) {
	m, err := postgres.LockMessage(ctx, c, c.by, id)
	if hub.CodeOf(err) == hub.ErrNotFound {
		service, err := postgres.LockServiceMessage(ctx, c, c.by, id)
		return service, func() (hub.MessageID, error) { return c.resendService(ctx, service) }, err
	}
	of := postgres.UnsettledService{ID: m.ID, State: m.State, SettledAt: m.SettledAt, EmployerID: m.EmployerID}
	return of, func() (hub.MessageID, error) { return c.resend(ctx, m) }, err
}

// resendService makes a message that says the same as m about a meeting or an award, in the next hours in which it may go.
func (c change) resendService(ctx context.Context, m postgres.UnsettledService) (hub.MessageID, error) {
	why, err := postgres.ServiceMessageObstacle(ctx, c, m, c.now)
	if err != nil {
		return hub.MessageID{}, err
	}
	if why != "" {
		return hub.MessageID{}, hub.Conflict("nothing needs to be sent any more: " + why)
	}
	again := hub.NewMessageID()
	return again, postgres.InsertServiceResend(ctx, c, m.ID, again, c.now)
}

// resend makes a message that says the same as m, in the next hours in which it may go.
func (c change) resend(ctx context.Context, m postgres.Unsettled) (hub.MessageID, error) {
	if why, stopped := m.InvitationState.Settled(); stopped {
		return hub.MessageID{}, hub.Conflict("nothing needs to be sent any more: " + why)
	}
	if m.CampaignState == hub.CampaignClosed || m.CampaignState == hub.CampaignCancelled {
		return hub.MessageID{}, hub.Conflict("nothing needs to be sent any more: the campaign is closed")
	}
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return hub.MessageID{}, err
	}
	invitation := hub.Invitation{ID: m.InvitationID, CampaignID: m.CampaignID, EmployerID: m.EmployerID, PersonID: m.PersonID}
	campaign := hub.Campaign{SendWindow: m.SendWindow, ClosesOn: m.ClosesOn}
	again := hub.NewReminder(invitation, m.Step, campaign, m.SendWindow.Next(calendar, c.now))
	again.Rule = hub.RuleDiagnosticResend
	return again.MessageID, postgres.InsertResend(ctx, c, again, m.ID)
}

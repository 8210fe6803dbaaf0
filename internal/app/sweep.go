package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/postgres"
)

// Swept counts what a sweep did.
type Swept struct {
	// CampaignsClosed are past their closing day.
	CampaignsClosed int
	// Reminded are messages that were made: reminders, and the first ones of a campaign that is too large for its launch to make them.
	Reminded int
	// Cancelled are messages that nobody needs any more.
	Cancelled int
	// DueAgain are messages that a process took and did not send; Uncertain those that it may have sent.
	DueAgain, Uncertain int
	// Digests are those made for staff; ReferralsOverdue are steps of the reminders of referrals.
	Digests, ReferralsOverdue int
	// MeetingReminders are messages about meetings that were made.
	MeetingReminders int
	// RequestMessages are messages about placements that were made.
	RequestMessages int
}

// sweepBatch is how many rows one transaction of a sweep changes at most.
const sweepBatch = 500

// Sweep does what is due by the clock. Several may run at once, and one that comes late catches up. Permission: the hub itself.
func (a *App) Sweep(ctx context.Context) (done Swept, err error) {
	ctx = hub.WithActor(ctx, hub.System)
	return done, errors.Join(
		a.expireLeases(ctx, &done),
		a.closeCampaigns(ctx, &done),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.planReminders(ctx, nil) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return a.remind(ctx, c, &done) }),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.cancelNeedless(ctx, &done) }),
		a.change(ctx, func(c change) error { return c.cancelOldDigests(ctx, &done) }),
		a.remindOfReferrals(ctx, &done),
		a.remindOfAwards(ctx, &done),
		a.askToRenew(ctx),
		a.planDigests(ctx, &done),
		a.remindOfMeetings(ctx, &done),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.cancelNeedlessAboutMeetings(ctx, &done) }),
		a.askAboutPlacements(ctx, &done),
		a.inBatches(ctx, func(ctx context.Context, c change) (int, error) { return c.eraseNames(ctx) }),
		a.startLane(ctx),
	)
}

// inBatches repeats do, each time in a transaction of its own, until it finds less than a batch.
func (a *App) inBatches(ctx context.Context, do func(ctx context.Context, c change) (found int, err error)) error {
	for {
		var found int
		err := a.change(ctx, func(c change) (err error) {
			found, err = do(ctx, c)
			return err
		})
		if err != nil || found < sweepBatch {
			return err
		}
	}
}

func (a *App) expireLeases(ctx context.Context, done *Swept) error {
	return a.change(ctx, func(c change) (err error) {
		done.DueAgain, done.Uncertain, err = postgres.ExpireLeases(ctx, c)
		return err
	})
}

// closeCampaigns ends those whose closing day is over, and stops asking whoever has not answered.
func (a *App) closeCampaigns(ctx context.Context, done *Swept) error {
	return a.change(ctx, func(c change) error {
		closed, err := postgres.CloseCampaigns(ctx, c, c.now)
		if err != nil {
			return err
		}
		for _, campaign := range closed {
			type state struct{ State hub.CampaignState }
			subject := postgres.AuditSubject{Kind: "campaign", ID: campaign.ID.UUID}
			if err := c.audit(ctx, "campaign.close", subject, state{campaign.State}, state{hub.CampaignClosed}); err != nil {
				return err
			}
		}
		done.CampaignsClosed += len(closed)
		return nil
	})
}

// lookAgain is after how long a sweep looks once more at an invitation of which the message before the next reminder has not gone out.
// Whoever sends that plans the reminder, unless it dies first; and no reminder is due within days.
const lookAgain = time.Hour

// planReminders says of open invitations, of some or where of is nil of those that are to be looked at, when the next reminder is due,
// if the message before it is out.
func (c change) planReminders(ctx context.Context, of []hub.InvitationID) (int, error) {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return 0, err
	}
	unplanned, err := postgres.UnplannedInvitations(ctx, c, of, c.now, sweepBatch)
	if err != nil || len(unplanned) == 0 {
		return 0, err
	}
	for i := range unplanned {
		c.planReminder(&unplanned[i], calendar)
	}
	return len(unplanned), postgres.SetNextReminders(ctx, c, unplanned)
}

// planReminder says when the next reminder of an invitation is due, or when to look again.
func (c change) planReminder(i *postgres.ReminderSubject, calendar hub.Calendar) {
	i.LookAt = &c.now // whenever it is not planned any more
	switch {
	case i.WaitsUntil != nil && i.WaitsUntil.After(c.now):
		i.LookAt = new(i.WaitsUntil.Add(lookAgain))
	case i.WaitsUntil != nil || i.LastSentAt == nil:
		i.LookAt = new(c.now.Add(lookAgain))
	default:
		due, ok := i.ReminderPlan.Due(i.NextStep, *i.LastSentAt, i.ClosesOn, i.SendWindow, calendar)
		if ok {
			i.NextReminderAt = &due
		} else {
			i.NextStep, i.LookAt = len(i.ReminderPlan.Steps)+1, nil
		}
	}
}

// remind makes the messages that are due, and starts a lane for them.
func (a *App) remind(ctx context.Context, c change, done *Swept) (int, error) {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return 0, err
	}
	due, err := postgres.DueInvitations(ctx, c, c.now, sweepBatch)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	var reminders []hub.Reminder
	for i := range due {
		d := &due[i]
		if !d.Heard {
			campaign, at := hub.Campaign{SendWindow: d.SendWindow, ClosesOn: d.ClosesOn}, *d.NextReminderAt
			if d.NextStep == 0 {
				at = d.SendWindow.Next(calendar, at)
			}
			reminders = append(reminders, hub.NewReminder(d.Invitation, d.NextStep, campaign, at))
		}
		d.NextStep, d.NextReminderAt, d.LookAt = d.NextStep+1, nil, new(c.now.Add(lookAgain))
	}
	if err := postgres.InsertReminders(ctx, c, reminders); err != nil {
		return 0, err
	}
	if err := postgres.SetNextReminders(ctx, c, due); err != nil {
		return 0, err
	}
	done.Reminded += len(reminders)
	_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
	return len(due), err
}

// cancelNeedless ends messages that wait and will never be sent, so that staff see it before the window opens.
func (c change) cancelNeedless(ctx context.Context, done *Swept) (int, error) {
	needless, err := postgres.NeedlessMessages(ctx, c, c.now, sweepBatch)
	if err != nil {
		return 0, err
	}
	for _, o := range needless {
		obstacle, ok := o.Obstacle(c.now)
		if !ok {
			return 0, fmt.Errorf("%s is not needed, and nothing keeps it back", o.ID)
		}
		if err := c.cancel(ctx, o, obstacle); err != nil {
			return 0, err
		}
	}
	done.Cancelled += len(needless)
	return len(needless), nil
}

// cancel ends a message that the transaction has locked, and the invitation with it where the obstacle says so.
func (c change) cancel(ctx context.Context, o hub.Outgoing, why hub.Obstacle) error {
	if err := postgres.CancelMessage(ctx, c, o.ID, why.Reason); err != nil || why.Invitation == "" {
		return err
	}
	if err := postgres.SetInvitationState(ctx, c, o.InvitationID, postgres.InvitationMove{To: why.Invitation, At: c.now}); err != nil {
		return err
	}
	return c.auditInvitation(ctx, o.InvitationID, o.EmployerID, hub.InvitationOpen, why.Invitation)
}

// startLane enqueues a lane where there is something to send now.
func (a *App) startLane(ctx context.Context) error {
	return a.change(ctx, func(c change) error {
		open, err := c.openWindows(ctx)
		if err != nil {
			return err
		}
		due, err := postgres.SomethingDue(ctx, c, c.now, open)
		if err != nil || !due {
			return err
		}
		_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
		return err
	})
}

// Sending says that messages are due, with a lane, or about to become due by the clock. Permission: anyone.
func (a *App) Sending(ctx context.Context) (sending bool, err error) {
	err = a.change(hub.WithActor(ctx, hub.System), func(c change) error {
		open, err := c.openWindows(ctx)
		if err != nil {
			return err
		}
		sending, err = postgres.Sending(ctx, c, c.now, open)
		return err
	})
	return sending, err
}

// openWindows are those in which mail may go out now.
func (c change) openWindows(ctx context.Context) ([]hub.SendWindow, error) {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return nil, err
	}
	var open []hub.SendWindow
	for _, w := range []hub.SendWindow{hub.WindowSurvey, hub.WindowOperational, hub.WindowAny} {
		if w.Open(calendar, c.now) {
			open = append(open, w)
		}
	}
	return open, nil
}

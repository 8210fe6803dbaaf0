package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
)

// remindOfMeetings makes the reminders of meetings that are due: to those who have not replied, and to those who come.
func (a *App) remindOfMeetings(ctx context.Context, done *Swept) error {
	now, err := a.clock(ctx)
	if err != nil {
		return err
	}
	coming, err := postgres.MeetingsToRemindOf(ctx, a.pool, now, hub.DateOf(now).AddDays(hub.MeetingRemindersFrom).End())
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range coming { // a transaction each, so that one that fails keeps no other back
		err := a.change(ctx, func(c change) error {
			made, err := a.remindOfMeeting(ctx, c, id)
			done.MeetingReminders += made
			return err
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("cannot remind of %s: %w", id, err))
		}
	}
	return errors.Join(failed...)
}

func (a *App) remindOfMeeting(ctx context.Context, c change, id hub.MeetingID) (int, error) {
	m, err := postgres.MeetingForUpdate(ctx, c, id)
	if err != nil || m.State(c.now) != hub.MeetingPlanned {
		return 0, err
	}
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return 0, err
	}
	invitees, err := postgres.InviteesToRemind(ctx, c, id)
	if err != nil {
		return 0, err
	}
	var about []hub.AboutMeeting
	for _, i := range invitees {
		for _, s := range m.Steps(hub.DateOf(i.ToldAt), c.now, calendar) {
			if (s.Rule == hub.RuleMeetingReply) != (i.Reply == nil) {
				continue
			}
			about = append(about, hub.AboutMeeting{
				Rule: s.Rule, Step: s.Step, Occurrence: strconv.Itoa(m.TimedAs), InviteeID: i.InviteeID, EmployerID: i.EmployerID, PersonID: i.PersonID,
				Window: hub.WindowOperational, Due: c.now, NotAfter: &s.NotAfter,
			})
		}
	}
	return a.say(ctx, c, about)
}

// say adds messages about a meeting and starts a lane for them.
func (a *App) say(ctx context.Context, c change, about []hub.AboutMeeting) (int, error) {
	made, err := postgres.InsertAboutMeetings(ctx, c, about)
	if err != nil || made == 0 {
		return 0, err
	}
	_, err = a.jobs.InsertTx(ctx, c.Tx, jobs.Send{}, nil)
	return made, err
}

// telling is what is said about a meeting, and what makes it the same again.
type telling struct {
	rule       hub.ReminderRule
	occurrence string
}

// tellOf tells invitees of a meeting something about it: before it begins where that matters.
func (a *App) tellOf(ctx context.Context, c change, m hub.Meeting, what telling, to []postgres.ToRemind) error {
	calendar, err := postgres.Calendar(ctx, c)
	if err != nil {
		return err
	}
	window, notAfter := hub.UrgentWindow(calendar, c.now, m.StartsAt), &m.StartsAt
	if what.rule == hub.RuleMeetingFollowUp {
		window, notAfter = hub.WindowOperational, nil
	}
	var about []hub.AboutMeeting
	for _, i := range to {
		about = append(about, hub.AboutMeeting{
			Rule: what.rule, Occurrence: what.occurrence, InviteeID: i.InviteeID, EmployerID: i.EmployerID, PersonID: i.PersonID, Window: window, Due: c.now, NotAfter: notAfter,
		})
	}
	_, err = a.say(ctx, c, about)
	return err
}

// cancelNeedlessAboutMeetings ends messages about meetings that wait and will never be sent.
func (c change) cancelNeedlessAboutMeetings(ctx context.Context, done *Swept) (int, error) {
	needless, err := postgres.NeedlessAboutMeetings(ctx, c, c.now, sweepBatch)
	if err != nil {
		return 0, err
	}
	for _, o := range needless {
		reason, ok := o.Obstacle(c.now)
		if !ok {
			return 0, fmt.Errorf("%s is not needed, and nothing keeps it back", o.ID)
		}
		if err := postgres.CancelMessage(ctx, c, o.ID, reason); err != nil {
			return 0, err
		}
	}
	done.Cancelled += len(needless)
	return len(needless), nil
}

// meetingLinkOutlives is for how many days after a meeting its links still say what became of it.
const meetingLinkOutlives = 90

// handOverMeetings looks at those of claimed that are about meetings once more, cancels those that nobody needs any more, and writes the others.
// It says how many it cancelled.
func (s *Sender) handOverMeetings(ctx context.Context, c change, lease uuid.UUID, claimed []hub.MessageID) (out []outbound, links []postgres.HandedOver, cancelled int, err error) {
	messages, err := postgres.ClaimedMeetings(ctx, c, lease, claimed, c.today())
	if err != nil {
		return nil, nil, 0, err
	}
	for _, o := range messages {
		obstacle, kept := o.Obstacle(c.now)
		if !kept && o.Waits() {
			if err := postgres.PutOff(ctx, c, o.ID, o.HeldUntil.At(0, 0)); err != nil {
				return nil, nil, 0, err
			}
			continue
		}
		token := hub.NewLinkToken()
		var message mail.Message
		if !kept {
			if message, err = s.composer.Meeting(o, token, c.now); err != nil {
				s.log.ErrorContext(ctx, "message about a meeting not written", "message", o.ID.String(), "error", err)
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
		link := hub.Link{ID: hub.NewLinkID(), PersonID: o.PersonID, InviteeID: &o.InviteeID, ExpiresAt: hub.DateOf(o.EndsAt).AddDays(meetingLinkOutlives).End()}
		links = append(links, postgres.HandedOver{ID: o.ID, Subject: message.Subject, Link: link, Token: token})
		addressed := hub.Outgoing{ID: o.ID, Attempts: o.Attempts, PersonID: o.PersonID, EmployerID: o.EmployerID, EmailState: o.EmailState}
		out = append(out, outbound{Outgoing: addressed, message: message, about: &o.MeetingID})
	}
	return out, links, cancelled, nil
}

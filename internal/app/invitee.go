package app

import (
	"context"
	"maps"
	"slices"
	"time"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// InviteToMeeting asks one more person to a meeting; where it is over, they are noted as somebody who was there. Permission: MANAGE_NETWORKS. Errors:
// NOT_FOUND, BAD_INPUT for somebody who does not work for the employer, CONFLICT for a cancelled meeting and for who is asked already.
func (a *App) InviteToMeeting(ctx context.Context, in hub.InviteToMeetingInput) (hub.Meeting, error) {
	return a.withMeeting(ctx, in.MeetingID, func(c change, m hub.Meeting) error {
		employer, err := c.livingEmployer(ctx, in.EmployerID)
		if err != nil {
			return err
		}
		if err := c.worksAt(ctx, in.PersonID, employer, "personId"); err != nil {
			return err
		}
		if m.CancelledAt != nil {
			return m.MayInvite(c.now)
		}
		i := hub.Invitee{ID: hub.NewInviteeID(), MeetingID: m.ID, EmployerID: employer, PersonID: in.PersonID, Seat: hub.SeatDeputy}
		added, err := a.inviteOne(ctx, c, m, i)
		if err == nil && !added {
			err = hub.Conflict("this person is on the list already", "personId")
		}
		return err
	})
}

// worksAt refuses somebody who has no role at the employer today. Errors: BAD_INPUT.
func (c change) worksAt(ctx context.Context, person hub.PersonID, employer hub.EmployerID, field string) error {
	works, err := postgres.WorksAt(ctx, c, person, employer, c.today())
	if err == nil && !works {
		err = hub.BadInput("choose somebody who works for this employer", field)
	}
	return err
}

// RecordMeetingReply keeps what an invitee told staff. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND, those of hub.Invitee.Answer, BAD_INPUT for a deputy who
// does not work for the employer.
func (a *App) RecordMeetingReply(ctx context.Context, in hub.RecordReplyInput) (hub.Meeting, error) {
	v, err := a.viewer(ctx, hub.PermManageNetworks)
	if err != nil {
		return hub.Meeting{}, err
	}
	i, err := postgres.InviteeOf(ctx, a.pool, v, in.InviteeID)
	if err != nil {
		return hub.Meeting{}, err
	}
	return a.withMeeting(ctx, i.MeetingID, func(c change, m hub.Meeting) error {
		return a.reply(ctx, c, m, c.viewer(), in)
	})
}

// ReplyToMeeting is the answer of the person behind a link. Permission: that person. Errors: NOT_FOUND, those of hub.Invitee.Answer, BAD_INPUT for a deputy who does
// not work for the employer.
func (a *App) ReplyToMeeting(ctx context.Context, id hub.InviteeID, in hub.ReplyInput) error {
	return a.change(ctx, func(c change) error {
		system := postgres.Viewer{Actor: hub.System, Today: c.today()}
		i, err := postgres.InviteeOf(ctx, c, system, id)
		if err != nil {
			return err
		}
		if i.PersonID != c.by.PersonID {
			return hub.NotFound("invitation")
		}
		m, err := postgres.MeetingForUpdate(ctx, c, i.MeetingID)
		if err != nil {
			return err
		}
		if err := a.reply(ctx, c, m, system, hub.RecordReplyInput{InviteeID: id, Reply: in.Reply, DeputyID: in.DeputyID, Note: in.Note}); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicMeeting, m.ID.UUID)
	})
}

// reply keeps a reply and asks the deputy that it names; a deputy of an earlier reply is told not to come. The transaction has the meeting.
func (a *App) reply(ctx context.Context, c change, m hub.Meeting, v postgres.Viewer, in hub.RecordReplyInput) error {
	i, err := postgres.InviteeOf(ctx, c, v, in.InviteeID) // again, now that nobody else changes it
	if err != nil {
		return err
	}
	before := i
	if err := i.Answer(hub.ReplyInput{Reply: in.Reply, DeputyID: in.DeputyID, Note: in.Note}, m, c.now); err != nil {
		return err
	}
	if i.DeputyID != nil {
		if err := c.worksAt(ctx, *i.DeputyID, i.EmployerID, "deputyId"); err != nil {
			return err
		}
	}
	if err := postgres.SetReply(ctx, c, i); err != nil {
		return err
	}
	if err := c.audit(ctx, "meeting.reply", ofInvitee(i), before, i); err != nil {
		return err
	}
	return a.sendDeputy(ctx, c, m, i)
}

// sendDeputy asks whom an invitee sends instead, and nobody else any more in that place.
func (a *App) sendDeputy(ctx context.Context, c change, m hub.Meeting, by hub.Invitee) error {
	all, err := postgres.InviteesOf(ctx, c, postgres.Viewer{Actor: hub.System, Today: c.today()}, []hub.MeetingID{m.ID})
	if err != nil {
		return err
	}
	for _, other := range all {
		sent := by.DeputyID != nil && other.PersonID == *by.DeputyID
		switch {
		case sent && other.WithdrawnAt != nil: // once more
			other.WithdrawnAt, other.Reply, other.StandsInFor = nil, nil, &by.ID
			if err := postgres.SetReply(ctx, c, other); err != nil {
				return err
			}
			return a.tellOne(ctx, c, m, hub.RuleMeetingInvitation, other)
		case sent:
			return nil // asked already
		case other.StandsInFor != nil && *other.StandsInFor == by.ID && other.WithdrawnAt == nil:
			other.WithdrawnAt = &c.now
			if err := postgres.SetReply(ctx, c, other); err != nil {
				return err
			}
			if err := a.tellOne(ctx, c, m, hub.RuleMeetingCancellation, other); err != nil {
				return err
			}
		}
	}
	if by.DeputyID == nil {
		return nil
	}
	deputy := hub.Invitee{ID: hub.NewInviteeID(), MeetingID: m.ID, EmployerID: by.EmployerID, PersonID: *by.DeputyID, Seat: hub.SeatDeputy, StandsInFor: &by.ID}
	_, err = a.inviteOne(ctx, c, m, deputy)
	return err
}

// tellOne tells an invitee what changes for them alone.
func (a *App) tellOne(ctx context.Context, c change, m hub.Meeting, rule hub.ReminderRule, i hub.Invitee) error {
	return a.tellOf(ctx, c, m, telling{rule, c.now.Format(time.RFC3339Nano)}, []postgres.ToRemind{{InviteeID: i.ID, EmployerID: i.EmployerID, PersonID: i.PersonID}})
}

// RecordAttendance takes down who came; those asked and not named did not. It can be taken down again. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND, CONFLICT where the
// meeting has not begun or was called off.
func (a *App) RecordAttendance(ctx context.Context, in hub.AttendanceInput) (hub.Meeting, error) {
	return a.withMeeting(ctx, in.MeetingID, func(c change, m hub.Meeting) error {
		if err := m.CheckAttendance(c.now); err != nil {
			return err
		}
		before, err := postgres.InviteesOf(ctx, c, c.viewer(), []hub.MeetingID{m.ID})
		if err != nil {
			return err
		}
		if err := postgres.SetAttendance(ctx, c, c.viewer(), in); err != nil {
			return err
		}
		after, err := postgres.InviteesOf(ctx, c, c.viewer(), []hub.MeetingID{m.ID})
		if err != nil {
			return err
		}
		type attendance struct{ Attended *bool }
		came := map[hub.EmployerID]bool{}
		for n, i := range after {
			was := before[n].Attended
			if was != nil && *was == *i.Attended {
				continue
			}
			came[i.EmployerID] = came[i.EmployerID] || *i.Attended
			if err := c.audit(ctx, "meeting.attendance", ofInvitee(i), attendance{was}, attendance{i.Attended}); err != nil {
				return err
			}
		}
		return c.countAttendance(ctx, came)
	})
}

// countAttendance lets attendance at a meeting count as the latest contact with employers, and makes prospects and dormant ones of whom somebody came
// engaged. Of those of whom nobody came after all, what else happened counts again.
func (c change) countAttendance(ctx context.Context, came map[hub.EmployerID]bool) error {
	contacts, err := postgres.EmployerContactsForUpdate(ctx, c, c.viewer(), slices.Collect(maps.Keys(came)))
	if err != nil {
		return err
	}
	for _, of := range contacts {
		from := hub.InteractionDraft
		if !came[of.ID] {
			from = hub.InteractionComplete
		}
		if err := c.countContact(ctx, []postgres.EmployerContact{of}, from, hub.InteractionComplete); err != nil {
			return err
		}
	}
	return nil
}

// Invited is what the page of somebody who is asked to a meeting shows. Permission: that person. Errors: NOT_FOUND.
func (a *App) Invited(ctx context.Context, id hub.InviteeID) (hub.Invited, error) {
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Invited{}, err
	}
	asked, err := postgres.InvitedPage(ctx, a.pool, id, today)
	if err == nil && asked.PersonID != hub.ActorFrom(ctx).PersonID {
		err = hub.NotFound("invitation")
	}
	return asked, err
}

package app

import (
	"context"
	"strconv"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Meetings lists those of a network that are to come, or those that are not. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the cursor.
func (a *App) Meetings(ctx context.Context, f hub.MeetingFilter, page hub.Page) (hub.List[hub.Meeting], error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return hub.List[hub.Meeting]{}, err
	}
	now, err := a.clock(ctx)
	if err != nil {
		return hub.List[hub.Meeting]{}, err
	}
	return postgres.Meetings(ctx, a.pool, f, now, page)
}

// MeetingsByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) MeetingsByID(ctx context.Context, ids []hub.MeetingID) ([]hub.Meeting, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.MeetingsByID(ctx, a.pool, ids)
}

// InviteesOf finds who is asked to these meetings, as far as the caller sees the employers. Permission: READ_EMPLOYERS.
func (a *App) InviteesOf(ctx context.Context, meetings []hub.MeetingID) ([]hub.Invitee, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.InviteesOf(ctx, a.pool, v, meetings)
}

// FiguresOfMeetings count the invitees of these meetings. Permission: READ_EMPLOYERS.
func (a *App) FiguresOfMeetings(ctx context.Context, meetings []hub.MeetingID) ([]hub.MeetingFigures, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.FiguresOfMeetings(ctx, a.pool, v, meetings)
}

// ActionsOf finds the tasks that came of these meetings and that the caller may see. Permission: READ_EMPLOYERS; visibility decides.
func (a *App) ActionsOf(ctx context.Context, meetings []hub.MeetingID) ([]hub.OfMeeting[hub.Task], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.ActionsOf(ctx, a.pool, v, meetings)
}

// CallMeeting plans a meeting and invites the representatives of the network's active members; deputies where a member has no representative.
// Permission: MANAGE_NETWORKS. Errors: NOT_FOUND for the network, those of hub.NewMeeting.
func (a *App) CallMeeting(ctx context.Context, in hub.CallMeetingInput) (m hub.Meeting, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return hub.Meeting{}, err
	}
	err = a.change(ctx, func(c change) error {
		called, err := hub.NewMeeting(in, c.now)
		if err != nil {
			return err
		}
		if _, err := postgres.NetworkForUpdate(ctx, c, in.NetworkID); err != nil {
			return err
		}
		if err := postgres.InsertMeeting(ctx, c, called, c.by, c.userID()); err != nil {
			return err
		}
		m = called
		if err := c.audit(ctx, "meeting.call", ofMeeting(called), nil, called); err != nil {
			return err
		}
		return a.inviteMembers(ctx, c, called)
	})
	if err != nil {
		return hub.Meeting{}, err
	}
	return m, nil
}

// InviteMembers invites to a meeting who speaks for active members and is not invited yet. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND,
// CONFLICT where the meeting is over or was called off.
func (a *App) InviteMembers(ctx context.Context, id hub.MeetingID) (hub.Meeting, error) {
	return a.withMeeting(ctx, id, func(c change, m hub.Meeting) error {
		if err := m.MayInvite(c.now); err != nil {
			return err
		}
		return a.inviteMembers(ctx, c, m)
	})
}

func (a *App) inviteMembers(ctx context.Context, c change, m hub.Meeting) error {
	speak, err := postgres.RepresentationsOn(ctx, c, c.viewer(), m.NetworkID, c.today())
	if err != nil {
		return err
	}
	var members []hub.MembershipID
	represented := map[hub.MembershipID]bool{}
	for _, r := range speak {
		members = append(members, r.MembershipID)
		represented[r.MembershipID] = represented[r.MembershipID] || r.Seat == hub.SeatRepresentative
	}
	memberships, err := postgres.MembershipsByID(ctx, c, c.viewer(), members)
	if err != nil {
		return err
	}
	employers := map[hub.MembershipID]hub.EmployerID{}
	for _, s := range memberships {
		employers[s.ID] = s.EmployerID
	}
	for _, r := range speak {
		if r.Seat == hub.SeatDeputy && represented[r.MembershipID] {
			continue
		}
		invitee := hub.Invitee{ID: hub.NewInviteeID(), MeetingID: m.ID, EmployerID: employers[r.MembershipID], PersonID: r.PersonID, Seat: r.Seat}
		if _, err := a.inviteOne(ctx, c, m, invitee); err != nil {
			return err
		}
	}
	return postgres.Notify(ctx, c, postgres.TopicMeeting, m.ID.UUID)
}

// inviteOne asks somebody to a meeting and tells them. False: they are asked already.
func (a *App) inviteOne(ctx context.Context, c change, m hub.Meeting, i hub.Invitee) (bool, error) {
	added, err := postgres.InsertInvitee(ctx, c, i, c.now)
	if err != nil || !added {
		return added, err
	}
	if err := c.audit(ctx, "meeting.invite", ofInvitee(i), nil, i); err != nil {
		return false, err
	}
	if m.State(c.now) == hub.MeetingOver { // noted afterwards
		return true, nil
	}
	return true, a.tellOne(ctx, c, m, hub.RuleMeetingInvitation, i)
}

// ChangeMeeting says all of a meeting anew, and tells exactly those who were told of it. Where the time is another, they are asked anew. On an
// error it returns the meeting as it stands. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND, those of hub.Meeting.Change.
func (a *App) ChangeMeeting(ctx context.Context, in hub.ChangeMeetingInput) (hub.Meeting, error) {
	retold, moved := false, false
	return a.changeMeeting(ctx, in.ID, "meeting.change", func(c change, m *hub.Meeting) (err error) {
		retold, moved, err = m.Change(in, c.now)
		return err
	}, func(c change, m hub.Meeting) error {
		if moved {
			if err := postgres.AskAnew(ctx, c, m.ID, c.now); err != nil {
				return err
			}
		}
		if !retold {
			return nil
		}
		return a.tellEverybody(ctx, c, m, hub.RuleMeetingChange)
	})
}

// CancelMeeting calls a meeting off, and tells exactly those who were told of it. On an error it returns the meeting as it stands. Permission:
// MANAGE_NETWORKS. Errors: NOT_FOUND, those of hub.Meeting.Cancel.
func (a *App) CancelMeeting(ctx context.Context, in hub.CancelMeetingInput) (hub.Meeting, error) {
	return a.changeMeeting(ctx, in.ID, "meeting.cancel",
		func(c change, m *hub.Meeting) error { return m.Cancel(in, c.now) },
		func(c change, m hub.Meeting) error { return a.tellEverybody(ctx, c, m, hub.RuleMeetingCancellation) })
}

// FollowUpMeeting writes to those who came, once. On an error it returns the meeting as it stands. Permission: MANAGE_NETWORKS. Errors:
// NOT_FOUND, those of hub.Meeting.WriteUp, CONFLICT where attendance was not taken down.
func (a *App) FollowUpMeeting(ctx context.Context, in hub.FollowUpMeetingInput) (hub.Meeting, error) {
	return a.changeMeeting(ctx, in.ID, "meeting.follow_up",
		func(c change, m *hub.Meeting) error { return m.WriteUp(in, c.now) },
		func(c change, m hub.Meeting) error {
			came, err := postgres.InviteesToTell(ctx, c, m.ID, true)
			if err != nil {
				return err
			}
			if len(came) == 0 {
				return hub.Conflict("take down first who came")
			}
			return a.tellOf(ctx, c, m, telling{hub.RuleMeetingFollowUp, m.ID.String()}, came)
		})
}

func (a *App) tellEverybody(ctx context.Context, c change, m hub.Meeting, rule hub.ReminderRule) error {
	to, err := postgres.InviteesToTell(ctx, c, m.ID, false)
	if err != nil {
		return err
	}
	return a.tellOf(ctx, c, m, telling{rule, strconv.Itoa(m.Sequence)}, to)
}

func (a *App) changeMeeting(ctx context.Context, id hub.MeetingID, action string, edit func(change, *hub.Meeting) error, then func(change, hub.Meeting) error) (hub.Meeting, error) {
	return updateAs(ctx, a, hub.PermManageNetworks,
		func(c change) (hub.Meeting, error) { return postgres.MeetingForUpdate(ctx, c, id) },
		edit,
		func(c change, before hub.Meeting, m *hub.Meeting) error {
			m.Version++
			if err := postgres.SetMeeting(ctx, c, *m); err != nil {
				return err
			}
			if err := c.audit(ctx, action, ofMeeting(*m), before, *m); err != nil {
				return err
			}
			if err := postgres.Notify(ctx, c, postgres.TopicMeeting, m.ID.UUID); err != nil {
				return err
			}
			return then(c, *m)
		})
}

// withMeeting does something with a meeting that nobody else changes meanwhile. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND and those of do.
func (a *App) withMeeting(ctx context.Context, id hub.MeetingID, do func(change, hub.Meeting) error) (m hub.Meeting, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermManageNetworks); err != nil {
		return hub.Meeting{}, err
	}
	err = a.change(ctx, func(c change) error {
		if m, err = postgres.MeetingForUpdate(ctx, c, id); err != nil {
			return err
		}
		if err := do(c, m); err != nil {
			return err
		}
		return postgres.Notify(ctx, c, postgres.TopicMeeting, m.ID.UUID)
	})
	return m, err
}

// AddMeetingAction makes something that a meeting wants done a task of the caller's organisation. Permission: MANAGE_NETWORKS. Errors: NOT_FOUND for the
// meeting, and those of CreateTask.
func (a *App) AddMeetingAction(ctx context.Context, in hub.AddMeetingActionInput) (hub.Meeting, error) {
	return a.withMeeting(ctx, in.MeetingID, func(c change, m hub.Meeting) error {
		task := hub.CreateTaskInput{Title: in.Title, DueOn: in.DueOn, EmployerID: in.EmployerID, AssigneeID: in.AssigneeID}
		added, err := c.createTask(ctx, task)
		if err != nil {
			return err
		}
		return postgres.InsertMeetingAction(ctx, c, m.ID, added.ID)
	})
}

func ofMeeting(m hub.Meeting) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "meeting", ID: m.ID.UUID}
}

func ofInvitee(i hub.Invitee) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "invitee", ID: i.ID.UUID, Employer: i.EmployerID}
}

// MeetingProgress gives a meeting now and after each change, once a second at most, until it is cancelled. Permission: READ_EMPLOYERS. Errors:
// NOT_FOUND.
func (a *App) MeetingProgress(ctx context.Context, id hub.MeetingID) (<-chan *hub.Meeting, error) {
	return follow(ctx, a, changed{postgres.TopicMeeting, id.UUID}, func() (*hub.Meeting, bool, error) {
		found, err := a.MeetingsByID(ctx, []hub.MeetingID{id})
		if err == nil && len(found) == 0 {
			err = hub.NotFound("meeting")
		}
		if err != nil {
			return nil, false, err
		}
		return &found[0], found[0].CancelledAt != nil, nil
	})
}

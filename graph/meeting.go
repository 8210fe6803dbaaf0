package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r network) Meetings(ctx context.Context, n *hub.Network, past bool, first int, after *string) (*generated.MeetingConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Meetings(ctx, hub.MeetingFilter{NetworkID: n.ID, Past: past}, page)
	if err != nil {
		return nil, err
	}
	return &generated.MeetingConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, m *hub.Meeting) generated.MeetingEdge {
		return generated.MeetingEdge{Cursor: cursor, Node: m}
	})}, nil
}

func (r meeting) Network(ctx context.Context, m *hub.Meeting) (*hub.Network, error) {
	return load(ctx).network.Load(ctx, m.NetworkID)
}

func (r meeting) State(ctx context.Context, m *hub.Meeting) (hub.MeetingState, error) {
	now, err := r.app.Now(ctx)
	return m.State(now), err
}

func (r meeting) Invitees(ctx context.Context, m *hub.Meeting) ([]hub.Invitee, error) {
	return load(ctx).invitees.Load(ctx, m.ID)
}

func (r meeting) Figures(ctx context.Context, m *hub.Meeting) (*hub.MeetingFigures, error) {
	figures, err := load(ctx).meetingFigures.Load(ctx, m.ID)
	if figures == nil { // nobody is asked
		figures = &hub.MeetingFigures{}
	}
	return figures, err
}

func (r meeting) Actions(ctx context.Context, m *hub.Meeting) ([]hub.Task, error) {
	return load(ctx).meetingActions.Load(ctx, m.ID)
}

func (r invitee) Employer(ctx context.Context, i *hub.Invitee) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, i.EmployerID)
}

func (r invitee) Person(ctx context.Context, i *hub.Invitee) (*hub.Person, error) {
	return load(ctx).person.Load(ctx, i.PersonID)
}

func (r invitee) Deputy(ctx context.Context, i *hub.Invitee) (*hub.Person, error) {
	if i.DeputyID == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *i.DeputyID)
}

func (r invitee) Note(ctx context.Context, i *hub.Invitee) (*string, error) {
	if !hub.ActorFrom(ctx).SeesPersonalData() {
		return nil, nil
	}
	return i.Note, nil
}

func (r mutation) CallMeeting(ctx context.Context, input hub.CallMeetingInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.CallMeeting(ctx, input))
}

func (r mutation) ChangeMeeting(ctx context.Context, input hub.ChangeMeetingInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.ChangeMeeting(ctx, input))
}

func (r mutation) CancelMeeting(ctx context.Context, input hub.CancelMeetingInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.CancelMeeting(ctx, input))
}

func (r mutation) InviteMembers(ctx context.Context, meetingID string) (*generated.MeetingPayload, error) {
	id, err := hub.ParseID[hub.MeetingID](meetingID)
	if err != nil {
		return nil, err
	}
	return meetingPayload(r.app.InviteMembers(ctx, id))
}

func (r mutation) InviteToMeeting(ctx context.Context, input hub.InviteToMeetingInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.InviteToMeeting(ctx, input))
}

func (r mutation) RecordMeetingReply(ctx context.Context, input hub.RecordReplyInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.RecordMeetingReply(ctx, input))
}

func (r mutation) RecordAttendance(ctx context.Context, input hub.AttendanceInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.RecordAttendance(ctx, input))
}

func (r mutation) AddMeetingAction(ctx context.Context, input hub.AddMeetingActionInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.AddMeetingAction(ctx, input))
}

func (r mutation) FollowUpMeeting(ctx context.Context, input hub.FollowUpMeetingInput) (*generated.MeetingPayload, error) {
	return meetingPayload(r.app.FollowUpMeeting(ctx, input))
}

func meetingPayload(m hub.Meeting, err error) (*generated.MeetingPayload, error) {
	problems, err := userErrors(err)
	return &generated.MeetingPayload{Meeting: some(m, m.ID), UserErrors: problems}, err
}

func (r subscription) MeetingProgress(ctx context.Context, id string) (<-chan *hub.Meeting, error) {
	meetingID, err := hub.ParseID[hub.MeetingID](id)
	if err != nil {
		return nil, err
	}
	return r.app.MeetingProgress(ctx, meetingID)
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r campaign) Messages(ctx context.Context, obj *hub.Campaign, stateIn []hub.MessageState, first int, after *string) (*generated.MessageConnection, error) {
	return r.messages(ctx, hub.MessageFilter{CampaignID: &obj.ID, StateIn: stateIn}, first, after)
}

func (r *Resolver) messages(ctx context.Context, f hub.MessageFilter, first int, after *string) (*generated.MessageConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Messages(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := messageConnection(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountMessages(ctx, f)
	}
	return out, err
}

func (r query) UncertainMessages(ctx context.Context, first int, after *string) (*generated.MessageConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.UncertainMessages(ctx, page)
	if err != nil {
		return nil, err
	}
	out := messageConnection(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountUncertainMessages(ctx)
	}
	return out, err
}

func messageConnection(list hub.List[hub.Message]) *generated.MessageConnection {
	return &generated.MessageConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, m *hub.Message) generated.MessageEdge {
		return generated.MessageEdge{Cursor: cursor, Node: m}
	})}
}

func (r mutation) SettleUncertainMessage(ctx context.Context, input hub.SettleUncertainMessageInput) (*generated.MessagePayload, error) {
	settled, err := r.app.SettleUncertainMessage(ctx, input)
	problems, err := userErrors(err)
	payload := &generated.MessagePayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.Message = &settled
	}
	return payload, err
}

func (r message) Employer(ctx context.Context, obj *hub.Message) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r message) Campaign(ctx context.Context, obj *hub.Message) (*hub.Campaign, error) {
	if obj.CampaignID == nil {
		return nil, nil
	}
	return load(ctx).campaign.Load(ctx, *obj.CampaignID)
}

func (r message) Meeting(ctx context.Context, obj *hub.Message) (*hub.Meeting, error) {
	if obj.MeetingID == nil {
		return nil, nil
	}
	return load(ctx).meeting.Load(ctx, *obj.MeetingID)
}

func (r message) Accreditation(ctx context.Context, obj *hub.Message) (*hub.Accreditation, error) {
	if obj.AccreditationID == nil {
		return nil, nil
	}
	return load(ctx).accreditation.Load(ctx, *obj.AccreditationID)
}

func (r message) ResendOf(ctx context.Context, obj *hub.Message) (*hub.Message, error) {
	if obj.ResendOf == nil {
		return nil, nil
	}
	return load(ctx).message.Load(ctx, *obj.ResendOf)
}

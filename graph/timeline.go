package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r employer) Timeline(ctx context.Context, e *hub.Employer, first int, after *string) (*generated.TimelineConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Timeline(ctx, e.ID, page)
	if err != nil {
		return nil, err
	}
	return &generated.TimelineConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.TimelineEntry) generated.TimelineEdge {
		return generated.TimelineEdge{Cursor: cursor, Node: e}
	})}, nil
}

func (r timelineEntry) Interaction(ctx context.Context, e *hub.TimelineEntry) (*hub.Interaction, error) {
	if e.InteractionID == nil {
		return nil, nil
	}
	return load(ctx).interaction.Load(ctx, *e.InteractionID)
}

func (r timelineEntry) Response(ctx context.Context, e *hub.TimelineEntry) (*hub.Response, error) {
	if e.ResponseID == nil {
		return nil, nil
	}
	return load(ctx).response.Load(ctx, *e.ResponseID)
}

func (r timelineEntry) Message(ctx context.Context, e *hub.TimelineEntry) (*hub.Message, error) {
	if e.MessageID == nil {
		return nil, nil
	}
	return load(ctx).message.Load(ctx, *e.MessageID)
}

func (r timelineEntry) Referral(ctx context.Context, e *hub.TimelineEntry) (*hub.Referral, error) {
	if e.ReferralID == nil {
		return nil, nil
	}
	return load(ctx).referral.Load(ctx, *e.ReferralID)
}

func (r subscription) EmployerTimeline(ctx context.Context, employerID string) (<-chan *hub.TimelineEntry, error) {
	id, err := hub.ParseID[hub.EmployerID](employerID)
	if err != nil {
		return nil, err
	}
	return r.app.EmployerTimeline(ctx, id)
}

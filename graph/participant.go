package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Participants(ctx context.Context, filter *hub.ParticipantFilter, first int, after *string) (*generated.ParticipantConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.ParticipantFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.Participants(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ParticipantConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, p *hub.Participant) generated.ParticipantEdge {
		return generated.ParticipantEdge{Cursor: cursor, Node: p}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountParticipants(ctx, f)
	}
	return out, err
}

func (r participant) CaseLink(_ context.Context, p *hub.Participant) (*string, error) {
	return r.app.CaseLink(p.Reference), nil
}

func (r participant) Programme(ctx context.Context, p *hub.Participant) (*hub.PlacementProgramme, error) {
	return load(ctx).programme.Load(ctx, p.ProgrammeCode)
}

func (r participant) Flags(ctx context.Context, p *hub.Participant) ([]hub.ParticipantFlag, error) {
	return load(ctx).flags.Load(ctx, p.ID)
}

func (r participant) Shares(ctx context.Context, p *hub.Participant) ([]hub.ParticipantShare, error) {
	return load(ctx).shares.Load(ctx, p.ID)
}

func (r participant) Placements(ctx context.Context, p *hub.Participant, first int, after *string) (*generated.PlacementConnection, error) {
	return r.placements(ctx, hub.PlacementFilter{ParticipantID: &p.ID}, first, after)
}

func (r participantShare) Employer(ctx context.Context, s *hub.ParticipantShare) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, s.EmployerID)
}

func (r mutation) AddParticipant(ctx context.Context, input hub.AddParticipantInput) (*generated.ParticipantPayload, error) {
	return participantPayload(r.app.AddParticipant(ctx, input))
}

func (r mutation) UpdateParticipant(ctx context.Context, input hub.UpdateParticipantInput) (*generated.ParticipantPayload, error) {
	return participantPayload(r.app.UpdateParticipant(ctx, input))
}

func participantPayload(p hub.Participant, err error) (*generated.ParticipantPayload, error) {
	problems, err := userErrors(err)
	return &generated.ParticipantPayload{Participant: some(p, p.ID), UserErrors: problems}, err
}

func (r mutation) RecordSharing(ctx context.Context, input hub.RecordSharingInput) (*generated.SharingPayload, error) {
	told, err := r.app.RecordSharing(ctx, input)
	problems, err := userErrors(err)
	return &generated.SharingPayload{Participants: told, UserErrors: problems}, err
}

func (r mutation) AllowKnownAs(ctx context.Context, input hub.AllowKnownAsInput) (*generated.ProgrammeRulePayload, error) {
	p, err := r.app.AllowKnownAs(ctx, input)
	problems, err := userErrors(err)
	out := &generated.ProgrammeRulePayload{UserErrors: problems}
	if p.Code != "" {
		out.Programme = &p
	}
	return out, err
}

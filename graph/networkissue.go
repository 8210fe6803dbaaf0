package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) NetworkIssues(ctx context.Context, filter *hub.NetworkIssueFilter, first int, after *string) (*generated.NetworkIssueConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	var f hub.NetworkIssueFilter
	if filter != nil {
		f = *filter
	}
	list, err := r.app.NetworkIssues(ctx, f, page)
	if err != nil {
		return nil, err
	}
	out := &generated.NetworkIssueConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, i *hub.NetworkIssue) generated.NetworkIssueEdge {
		return generated.NetworkIssueEdge{Cursor: cursor, Node: i}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountNetworkIssues(ctx, f)
	}
	return out, err
}

func (r networkIssue) Network(ctx context.Context, i *hub.NetworkIssue) (*hub.Network, error) {
	return load(ctx).network.Load(ctx, i.NetworkID)
}

func (r networkIssue) Meeting(ctx context.Context, i *hub.NetworkIssue) (*hub.Meeting, error) {
	if i.MeetingID == nil {
		return nil, nil
	}
	return load(ctx).meeting.Load(ctx, *i.MeetingID)
}

func (r networkIssue) Employer(ctx context.Context, i *hub.NetworkIssue) (*hub.Employer, error) {
	if i.EmployerID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *i.EmployerID)
}

func (r networkIssue) AllowedTransitions(ctx context.Context, i *hub.NetworkIssue) ([]hub.IssueState, error) {
	return i.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r networkIssue) Moves(ctx context.Context, i *hub.NetworkIssue) ([]hub.IssueMove, error) {
	return load(ctx).issueMoves.Load(ctx, i.ID)
}

func (r mutation) RaiseIssue(ctx context.Context, input hub.RaiseIssueInput) (*generated.NetworkIssuePayload, error) {
	return issuePayload(r.app.RaiseIssue(ctx, input))
}

func (r mutation) UpdateIssue(ctx context.Context, input hub.UpdateIssueInput) (*generated.NetworkIssuePayload, error) {
	return issuePayload(r.app.UpdateIssue(ctx, input))
}

func (r mutation) TransitionIssue(ctx context.Context, input hub.TransitionIssueInput) (*generated.NetworkIssuePayload, error) {
	return issuePayload(r.app.TransitionIssue(ctx, input))
}

func issuePayload(i hub.NetworkIssue, err error) (*generated.NetworkIssuePayload, error) {
	problems, err := userErrors(err)
	return &generated.NetworkIssuePayload{Issue: some(i, i.ID), UserErrors: problems}, err
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r employer) Invitations(ctx context.Context, obj *hub.Employer, first int, after *string) (*generated.InvitationConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.InvitationsOfEmployer(ctx, obj.ID, page)
	if err != nil {
		return nil, err
	}
	out := invitationConnection(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountInvitationsOfEmployer(ctx, obj.ID)
	}
	return out, err
}

func invitationConnection(list hub.List[hub.Invitation]) *generated.InvitationConnection {
	return &generated.InvitationConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, i *hub.Invitation) generated.InvitationEdge {
		return generated.InvitationEdge{Cursor: cursor, Node: i}
	})}
}

func (r invitation) Campaign(ctx context.Context, obj *hub.Invitation) (*hub.Campaign, error) {
	return load(ctx).campaign.Load(ctx, obj.CampaignID)
}

func (r invitation) Employer(ctx context.Context, obj *hub.Invitation) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r invitation) Messages(ctx context.Context, obj *hub.Invitation) ([]hub.Message, error) {
	return load(ctx).messages.Load(ctx, obj.ID)
}

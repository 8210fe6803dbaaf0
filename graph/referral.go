package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Referrals(ctx context.Context, direction hub.ReferralDirection, filter *hub.ReferralFilter, first int, after *string) (*generated.ReferralConnection, error) {
	if filter == nil {
		filter = &hub.ReferralFilter{}
	}
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Referrals(ctx, direction, *filter, page)
	if err != nil {
		return nil, err
	}
	out := referrals(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountReferrals(ctx, direction, *filter)
	}
	return out, err
}

func (r employer) Referrals(ctx context.Context, e *hub.Employer, first int, after *string) (*generated.ReferralConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ReferralsOf(ctx, e.ID, page)
	if err != nil {
		return nil, err
	}
	out := referrals(list)
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountReferralsOf(ctx, e.ID)
	}
	return out, err
}

func referrals(list hub.List[hub.Referral]) *generated.ReferralConnection {
	return &generated.ReferralConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, r *hub.Referral) generated.ReferralEdge {
		return generated.ReferralEdge{Cursor: cursor, Node: r}
	})}
}

func (r referral) Employer(ctx context.Context, f *hub.Referral) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, f.EmployerID)
}

func (r referral) Person(ctx context.Context, f *hub.Referral) (*hub.Person, error) {
	if f.PersonID == nil {
		return nil, nil
	}
	return load(ctx).person.Load(ctx, *f.PersonID)
}

func (r referral) Interaction(ctx context.Context, f *hub.Referral) (*hub.Interaction, error) {
	if f.InteractionID == nil {
		return nil, nil
	}
	return load(ctx).interaction.Load(ctx, *f.InteractionID)
}

func (r referral) AllowedTransitions(ctx context.Context, f *hub.Referral) ([]hub.ReferralState, error) {
	return f.AllowedTransitions(hub.ActorFrom(ctx)), nil
}

func (r referral) Moves(ctx context.Context, f *hub.Referral) ([]hub.ReferralMove, error) {
	return load(ctx).referralMoves.Load(ctx, f.ID)
}

func (r mutation) Refer(ctx context.Context, input hub.ReferInput) (*generated.ReferralPayload, error) {
	return referralPayload(r.app.Refer(ctx, input))
}

func (r mutation) AskForIntroduction(ctx context.Context, input hub.AskForIntroductionInput) (*generated.ReferralPayload, error) {
	return referralPayload(r.app.AskForIntroduction(ctx, input))
}

func (r mutation) TransitionReferral(ctx context.Context, input hub.TransitionReferralInput) (*generated.ReferralPayload, error) {
	return referralPayload(r.app.TransitionReferral(ctx, input))
}

func referralPayload(f hub.Referral, err error) (*generated.ReferralPayload, error) {
	problems, err := userErrors(err)
	return &generated.ReferralPayload{Referral: some(f, f.ID), UserErrors: problems}, err
}

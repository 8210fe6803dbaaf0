package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Accounts(ctx context.Context, search *string, organisationID *string, disabled bool, first int, after *string) (*generated.AccountConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	users, err := userFilter(search, organisationID)
	if err != nil {
		return nil, err
	}
	filter := hub.AccountFilter{UserFilter: users, Disabled: disabled}
	list, err := r.app.Accounts(ctx, filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.AccountConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, a *hub.Account) generated.AccountEdge {
		return generated.AccountEdge{Cursor: cursor, Node: a}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountAccounts(ctx, filter)
	}
	return out, err
}

func (r query) Partners(ctx context.Context, first int, after *string) (*generated.PartnerConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Partners(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.PartnerConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, p *hub.Partner) generated.PartnerEdge {
		return generated.PartnerEdge{Cursor: cursor, Node: p}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountPartners(ctx)
	}
	return out, err
}

func (r mutation) CreateOrganisation(ctx context.Context, input hub.AddOrganisationInput) (*generated.PartnerPayload, error) {
	organisation, err := r.app.AddOrganisation(ctx, input)
	problems, err := userErrors(err)
	if err != nil || len(problems) > 0 {
		return &generated.PartnerPayload{UserErrors: problems}, err
	}
	partner, err := r.app.Partner(ctx, organisation.ID)
	return &generated.PartnerPayload{Partner: &partner, UserErrors: problems}, err
}

func (r mutation) UpdateOrganisation(ctx context.Context, input hub.UpdateOrganisationInput) (*generated.PartnerPayload, error) {
	return partnerPayload(r.app.UpdateOrganisation(ctx, input))
}

func (r mutation) AddDataSharingAgreement(ctx context.Context, input hub.AddAgreementInput) (*generated.PartnerPayload, error) {
	return partnerPayload(r.app.AddAgreement(ctx, input))
}

func (r mutation) EndDataSharingAgreement(ctx context.Context, input generated.EndDataSharingAgreementInput) (*generated.PartnerPayload, error) {
	id, err := hub.ParseID[hub.AgreementID](input.ID)
	if err != nil {
		return nil, err
	}
	return partnerPayload(r.app.EndAgreement(ctx, id, input.Until))
}

func partnerPayload(partner hub.Partner, err error) (*generated.PartnerPayload, error) {
	problems, err := userErrors(err)
	payload := &generated.PartnerPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.Partner = &partner
	}
	return payload, err
}

func (r mutation) CreateUser(ctx context.Context, input hub.AddUserInput) (*generated.AccountPayload, error) {
	id, err := r.app.AddUser(ctx, input)
	problems, err := userErrors(err)
	if err != nil || len(problems) > 0 {
		return &generated.AccountPayload{UserErrors: problems}, err
	}
	account, err := r.app.Account(ctx, id)
	return &generated.AccountPayload{Account: &account, UserErrors: problems}, err
}

func (r mutation) UpdateUser(ctx context.Context, input hub.UpdateUserInput) (*generated.AccountPayload, error) {
	account, err := r.app.UpdateUser(ctx, input)
	problems, err := userErrors(err)
	payload := &generated.AccountPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.Account = &account
	}
	return payload, err
}

func (r query) MySessions(ctx context.Context) ([]hub.UserSession, error) { return r.app.Sessions(ctx) }

func (r mutation) EndMySession(ctx context.Context, input generated.EndMySessionInput) (*generated.EndMySessionPayload, error) {
	id, err := hub.ParseID[hub.SessionID](input.ID)
	if err != nil {
		return nil, err
	}
	problems, err := userErrors(r.app.EndSession(ctx, id))
	return &generated.EndMySessionPayload{ID: &input.ID, UserErrors: problems}, err
}

func (r mutation) RevokeSessions(ctx context.Context, input generated.RevokeSessionsInput) (*generated.RevokeSessionsPayload, error) {
	id, err := hub.ParseID[hub.UserID](input.UserID)
	if err != nil {
		return nil, err
	}
	ended, err := r.app.RevokeSessions(ctx, id)
	problems, err := userErrors(err)
	return &generated.RevokeSessionsPayload{Ended: ended, UserErrors: problems}, err
}

func (r query) SignInGroups(ctx context.Context) ([]hub.SignInGroup, error) {
	return r.app.SignInGroups(ctx)
}

func (r mutation) SetSignInGroup(ctx context.Context, input generated.SetSignInGroupInput) (*generated.SignInGroupPayload, error) {
	var of *hub.OrganisationID
	if input.OrganisationID != nil {
		id, err := hub.ParseID[hub.OrganisationID](*input.OrganisationID)
		if err != nil {
			return nil, err
		}
		of = &id
	}
	group, err := r.app.SetSignInGroup(ctx, input.Name, of, input.Roles)
	problems, err := userErrors(err)
	payload := &generated.SignInGroupPayload{UserErrors: problems}
	if err == nil && len(problems) == 0 {
		payload.SignInGroup = &group
	}
	return payload, err
}

func (r mutation) RemoveSignInGroup(ctx context.Context, input generated.RemoveSignInGroupInput) (*generated.RemoveSignInGroupPayload, error) {
	problems, err := userErrors(r.app.RemoveSignInGroup(ctx, input.Name))
	return &generated.RemoveSignInGroupPayload{Name: &input.Name, UserErrors: problems}, err
}

package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// Memberships lists the memberships of a network whose employers the caller sees, by the employers' names. Permission: READ_EMPLOYERS.
// Errors: BAD_INPUT for the cursor.
func (a *App) Memberships(ctx context.Context, network hub.NetworkID, f hub.MembershipFilter, page hub.Page) (hub.List[hub.Membership], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.Membership]{}, err
	}
	return postgres.Memberships(ctx, a.pool, v, network, f, page)
}

// CountMemberships counts what Memberships lists. Permission: READ_EMPLOYERS.
func (a *App) CountMemberships(ctx context.Context, network hub.NetworkID, f hub.MembershipFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	return postgres.CountMemberships(ctx, a.pool, v, network, f)
}

// MembershipsByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) MembershipsByID(ctx context.Context, ids []hub.MembershipID) ([]hub.Membership, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.MembershipsByID(ctx, a.pool, v, ids)
}

// MembershipsOf finds the memberships of these employers. Permission: READ_EMPLOYERS.
func (a *App) MembershipsOf(ctx context.Context, employers []hub.EmployerID) ([]hub.Membership, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.MembershipsOf(ctx, a.pool, v, employers)
}

// MembershipMoves finds every step of these memberships, the latest first. Permission: READ_EMPLOYERS.
func (a *App) MembershipMoves(ctx context.Context, memberships []hub.MembershipID) ([]hub.MembershipMove, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.MembershipMoves(ctx, a.pool, v, memberships)
}

// RepresentationsOf finds who speaks and spoke for these memberships, the latest first. Permission: READ_EMPLOYERS; the people's details
// follow contactAccess.
func (a *App) RepresentationsOf(ctx context.Context, memberships []hub.MembershipID) ([]hub.Representation, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.RepresentationsOf(ctx, a.pool, v, memberships)
}

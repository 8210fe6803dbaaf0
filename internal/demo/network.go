package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// networkSoFar is how the largest employers stand with the network, the largest first; the others are candidates.
var networkSoFar = []hub.MembershipState{hub.MemberActive, hub.MemberActive, hub.MemberInvited, hub.MemberActive, hub.MemberProspect}

// networkMembers fills an empty network with some of the largest employers, each with somebody who speaks for it.
func networkMembers(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermManageNetworks) })
	networks, err := a.Networks(ctx)
	if err != nil || at < 0 || len(networks) == 0 {
		return err
	}
	network, manager := networks[0], hub.WithActor(ctx, staff[at])
	held, err := a.CountMemberships(ctx, network.ID, hub.MembershipFilter{})
	if err != nil || held > 0 {
		return err
	}
	largest, err := a.NetworkCandidates(manager, network, hub.Page{First: len(networkSoFar)})
	if err != nil {
		return err
	}
	since := today.AddDays(-60)
	for i, candidate := range largest.Nodes {
		added, _, err := a.AddToNetwork(manager, hub.AddToNetworkInput{NetworkID: network.ID, EmployerIds: []hub.EmployerID{candidate.EmployerID}, State: networkSoFar[i], OnDay: &since})
		if err != nil {
			return err
		}
		people, err := a.RolesOf(manager, []hub.EmployerID{candidate.EmployerID})
		if err != nil {
			return err
		}
		if len(added) == 0 || len(people) == 0 || networkSoFar[i] != hub.MemberActive {
			continue
		}
		m := added[0]
		if _, err := a.SetRepresentation(manager, hub.SetRepresentationInput{MembershipID: m.ID, Version: m.Version, PersonID: people[0].Person.ID, Seat: hub.SeatRepresentative}); err != nil {
			return err
		}
	}
	return nil
}

package demo

import (
	"context"
	"slices"
	"time"

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
	return firstMeeting(manager, a, network.ID, today)
}

// firstMeeting calls a meeting in three weeks, to which one member says yes.
func firstMeeting(manager context.Context, a *app.App, network hub.NetworkID, today hub.Date) error {
	starts := today.AddDays(21).At(10, 0)
	m, err := a.CallMeeting(manager, hub.CallMeetingInput{
		NetworkID: network, Title: "Skills for the year ahead", Agenda: new("What we are short of\nT Level placements\nWho meets next"),
		Place: new("Rotherham Town Hall, Moorgate Street"), StartsAt: starts, EndsAt: starts.Add(2 * time.Hour),
	})
	if err != nil {
		return err
	}
	asked, err := a.InviteesOf(manager, []hub.MeetingID{m.ID})
	if err != nil || len(asked) == 0 {
		return err
	}
	_, err = a.RecordMeetingReply(manager, hub.RecordReplyInput{InviteeID: asked[0].ID, Reply: hub.ReplyYes, Note: new("Would like to speak about apprentices")})
	return err
}

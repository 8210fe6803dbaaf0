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
	if err := firstMeeting(manager, a, network.ID, today); err != nil {
		return err
	}
	if err := issuesSoFar(manager, a, staff[at], largest.Nodes, network.ID, today); err != nil {
		return err
	}
	_, err = a.CreateNetwork(manager, hub.CreateNetworkInput{
		Name: "Disability Confident peer group", About: new("Employers that hold Disability Confident and help each other to the next level."),
		StartsOn: &since, Scheme: new(hub.DisabilityConfident), InRotherham: true,
	})
	return err
}

// issuesSoFar lets the first member and the network as a whole raise issues: one that is answered, one that waits, and one that is overdue soon.
func issuesSoFar(manager context.Context, a *app.App, by hub.Actor, members []hub.NetworkCandidate, network hub.NetworkID, today hub.Date) error {
	if len(members) == 0 || by.UserID.IsZero() {
		return nil
	}
	raised, answered, soon := today.AddDays(-45), today.AddDays(-10), today.AddDays(5)
	for i, in := range []hub.RaiseIssueInput{
		{Title: "Welders are nowhere to be found", Details: new("Three vacancies since spring, and no answer to any advertisement"), Theme: hub.ThemeSkills, Sector: new("C"), EmployerID: &members[0].EmployerID},
		{Title: "No bus to the early shift", Details: new("The first bus comes at seven, the shift begins at six"), Theme: hub.ThemeRecruitment, AnswerBy: &soon},
		{Title: "Who pays for occupational health in a small firm", Theme: hub.ThemeGoodWork, EmployerID: &members[0].EmployerID},
	} {
		in.NetworkID, in.RaisedOn = network, &raised
		if i < 2 {
			in.OwnerID = &by.UserID
		}
		issue, err := a.RaiseIssue(manager, in)
		if err != nil {
			return err
		}
		steps := map[int]hub.TransitionIssueInput{
			0: {State: hub.IssueAnswered, Text: new("The college begins a welding bootcamp in January; twelve places are kept for members")},
			1: {State: hub.IssueInHand, Text: new("The combined authority looks at the timetable")},
		}
		if step, ok := steps[i]; ok {
			step.ID, step.Version, step.OnDay = issue.ID, issue.Version, &answered
			if _, err := a.TransitionIssue(manager, step); err != nil {
				return err
			}
		}
	}
	return nil
}

// storiesSoFar are good practices of engaged employers, in the order of their names.
var storiesSoFar = []struct{ title, story, topic string }{
	{"Interviews in which people show what they can do", "Whoever applies for the shop floor spends two hours at a bench instead of half an hour at a table. Half of last year's starters had no certificate, and all but one are still there.", "INCLUSIVE_RECRUITMENT"},
	{"Shifts that parents can work", "Two of the five shifts begin after the school run. Sick leave fell, and nobody has left from them since.", "FLEXIBLE_HOURS"},
	{"A day a year for somebody else", "Everybody may spend a paid day with a charity in the borough. Forty people did last year.", "VOLUNTEERING"},
}

// goodPractices writes up what some engaged employers do well; the first of them agreed to publish it.
func goodPractices(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWriteEngagement) })
	if at < 0 {
		return nil
	}
	by := hub.WithActor(ctx, staff[at])
	held, err := a.CountGoodPractices(by, hub.GoodPracticeFilter{})
	if err != nil || held > 0 {
		return err
	}
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(storiesSoFar)})
	if err != nil {
		return err
	}
	for i, e := range engaged.Nodes {
		g, err := a.AddGoodPractice(by, hub.AddGoodPracticeInput{EmployerID: e.ID, Title: storiesSoFar[i].title, Story: storiesSoFar[i].story, Topic: &storiesSoFar[i].topic})
		if err != nil {
			return err
		}
		people, err := a.RolesOf(by, []hub.EmployerID{e.ID})
		if err != nil {
			return err
		}
		if i > 0 || len(people) == 0 {
			continue
		}
		if _, err := a.ConsentToPublish(by, hub.ConsentToPublishInput{ID: g.ID, Version: g.Version, PersonID: people[0].Person.ID, OnDay: today.AddDays(-3), How: "By e-mail"}); err != nil {
			return err
		}
	}
	return nil
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

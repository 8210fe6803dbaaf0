package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// interestsSoFar are what engaged employers said of hosting, one each in the order of their names. again is in days; 0 is never.
var interestsSoFar = []struct {
	programme hub.Programme
	level     hub.HostingLevel
	reason    string
	again     int
}{
	{hub.ProgrammeTLevel, hub.HostingLooking, "", 0},
	{hub.ProgrammeWorkExperience, hub.HostingNotNow, "They move to a larger site first", 60},
	{hub.ProgrammeWorkAcademy, hub.HostingOpen, "", 0},
	{hub.ProgrammeWorkExperience, hub.HostingOrganised, "", 0},
	{hub.ProgrammeSupportedInternship, hub.HostingNotNow, "Nobody is free to be a mentor", 7},
}

// hosting lets some of the engaged employers say whether they host next year.
func hosting(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWritePlacements) })
	held, err := a.CountHostingInterests(hub.WithActor(ctx, hub.System), hub.HostingInterestFilter{Year: new(today.Year() + 1)})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(interestsSoFar)})
	if err != nil {
		return err
	}
	for i, e := range engaged.Nodes {
		so := interestsSoFar[i]
		in := hub.RecordHostingInterestInput{EmployerID: e.ID, Programme: so.programme, Year: today.Year() + 1, Level: so.level, SaidOn: new(today.AddDays(-3 * i))}
		if so.reason != "" {
			in.Reason = &so.reason
		}
		if so.again > 0 {
			in.AskAgainOn = new(today.AddDays(so.again))
		}
		if _, err := a.RecordHostingInterest(by, in); err != nil {
			return err
		}
	}
	return nil
}

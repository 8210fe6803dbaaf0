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

// askedSoFar is how many more of them are asked by link: one of them is not asked any more, one answered, one put it off, and the others have not answered yet.
const askedSoFar = 5

// hosting lets some of the engaged employers say whether they host next year.
func hosting(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWritePlacements) })
	held, err := a.CountHostingInterests(hub.WithActor(ctx, hub.System), hub.HostingInterestFilter{Year: new(today.Year() + 1)})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(interestsSoFar) + askedSoFar})
	if err != nil {
		return err
	}
	said := min(len(interestsSoFar), len(engaged.Nodes))
	for i, e := range engaged.Nodes[:said] {
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
	return askHosts(by, a, engaged.Nodes[said:], today)
}

// askHosts asks employers by link whether they host next year.
func askHosts(by context.Context, a *app.App, employers []hub.Employer, today hub.Date) error {
	if len(employers) == 0 {
		return nil
	}
	in := hub.AskHostingInterestInput{Programme: hub.ProgrammeWorkExperience, Year: today.Year() + 1}
	for _, e := range employers {
		in.EmployerIds = append(in.EmployerIds, e.ID)
	}
	asked, _, err := a.AskHostingInterest(by, in)
	if err != nil {
		return err
	}
	for i, r := range asked {
		person := hub.WithActor(by, hub.Actor{Kind: hub.ActorPerson, PersonID: r.PersonID, Name: "the employer"})
		switch i {
		case 0:
			_, err = a.WithdrawPlacementRequest(by, hub.WithdrawPlacementRequestInput{ID: r.ID, Reason: "They said by phone that they will ring in spring"})
		case 1:
			err = a.AnswerRequest(person, r.ID, hub.Form{"level": {string(hub.HostingOpen)}})
		case 2:
			err = a.PutOffRequest(person, r.ID, today.AddDays(45))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

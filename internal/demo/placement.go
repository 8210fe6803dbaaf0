package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// opportunitiesSoFar are what engaged employers offer, in the order of their names, each at its first site. One that is open has all checks;
// of the others the risk assessment is missing.
var opportunitiesSoFar = []struct {
	programme, role string
	places          int
	in              int // days until it starts, below 0 where it has; 0 for flexible dates
	lasts           int // days; 0 where nobody said
	open            bool
	since           int // how many days it is so
}{
	{"T_LEVEL", "Workshop technician", 2, 60, 105, true, 25},
	{"WORK_READY", "Warehouse assistant", 4, 21, 0, true, 30},
	{"SUPPORTED_INTERNSHIP", "Kitchen assistant", 1, 0, 0, false, 3},
	{"WORK_ACADEMY", "Customer adviser", 6, 14, 0, false, 4},
	{"FUNDED_PLACEMENT", "Care assistant", 5, -100, 0, true, 125},
}

// opportunities lets some of the engaged employers offer placements.
func opportunities(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWritePlacements) })
	held, err := a.CountOpportunities(ctx, hub.OpportunityFilter{})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(opportunitiesSoFar)})
	if err != nil {
		return err
	}
	for i, e := range engaged.Nodes {
		sites, err := a.SitesOf(by, []hub.EmployerID{e.ID})
		if err != nil {
			return err
		}
		people, err := a.RolesOf(by, []hub.EmployerID{e.ID})
		if err != nil {
			return err
		}
		if len(sites) == 0 || len(people) == 0 {
			continue
		}
		if err := offer(by, a, i, sites[0].ID, people[0].Person.ID, today); err != nil {
			return err
		}
	}
	return placements(ctx, a, staff, today)
}

// participantsSoFar are placed at what is open, one opportunity after the other in the order of their first days, and moved on so far.
var participantsSoFar = []struct {
	reference, programme string
	age                  hub.AgeBand
	at                   int // which of the open opportunities
	steps                int // after the proposal: matched, accepted, confirmed, started
	began                int // how many days ago it started; 0 where it has not
	then                 func(told) error
}{
	{"PW-26-0101", "FUNDED_PLACEMENT", hub.AgeFrom25, 0, 4, 40, told.goesWell},
	{"PW-26-0102", "FUNDED_PLACEMENT", hub.AgeFrom50, 0, 4, 40, told.isSubsidised},
	{"PW-26-0103", "FUNDED_PLACEMENT", hub.AgeFrom18, 0, 4, 95, told.ledToAJob},
	{"PW-26-0104", "FUNDED_PLACEMENT", hub.AgeFrom25, 0, 4, 60, told.endedEarly},
	{"PW-26-0107", "FUNDED_PLACEMENT", hub.AgeFrom18, 0, 2, 0, nil},
	{"PW-26-0110", "WORK_READY", hub.AgeFrom18, 1, 3, 0, nil},
	{"PW-26-0111", "WORK_READY", hub.AgeFrom25, 1, 3, 0, nil},
	{"PW-26-0112", "WORK_READY", hub.AgeFrom18, 1, 1, 0, nil},
	{"PW-26-0115", "WORK_READY", hub.AgeFrom50, 1, 0, 0, nil},
	{"RC-2027-031", "T_LEVEL", hub.AgeFrom16, 2, 3, 0, nil},
	{"RC-2027-032", "T_LEVEL", hub.AgeFrom16, 2, 2, 0, nil},
	{"RC-2027-040", "T_LEVEL", hub.AgeFrom16, 2, 0, 0, nil},
}

// placements lets people take part in programmes, and places them.
func placements(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	places := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermManageParticipants) && by.SeesPersonalData() })
	rules := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermManageRules) })
	if places < 0 || rules < 0 {
		return nil
	}
	if _, err := a.AllowKnownAs(hub.WithActor(ctx, staff[rules]), hub.AllowKnownAsInput{Programme: "WORK_READY", Assessment: new("DPIA 2026/04")}); err != nil {
		return err
	}
	by := hub.WithActor(ctx, staff[places])
	others, err := staffWith(ctx, a, hub.RolePlacements)
	if err != nil {
		return err
	}
	colleague := slices.IndexFunc(others, func(s hub.Actor) bool { return s.UserID != staff[places].UserID })
	open, err := a.Opportunities(by, hub.OpportunityFilter{StateIn: []hub.OpportunityState{hub.OpportunityOpen}}, hub.Page{First: 10})
	if err != nil {
		return err
	}
	for i, so := range participantsSoFar {
		if so.at >= len(open.Nodes) {
			continue
		}
		in := hub.AddParticipantInput{Reference: so.reference, Programme: so.programme, AgeBand: so.age}
		if so.programme == "WORK_READY" {
			in.KnownAs = new([]string{"Sam", "Jo", "Alex", "Kit"}[i%4])
			in.Flags = []hub.ParticipantFlagInput{{Flag: hub.FlagDisabled, Condition: hub.ConditionEquality}}
		}
		p, err := a.AddParticipant(by, in)
		if err != nil {
			return err
		}
		placed, err := place(by, a, p.ID, open.Nodes[so.at], so.steps, today.AddDays(-so.began))
		if err != nil {
			return err
		}
		if so.then == nil || placed.State != hub.PlacementStarted || colleague < 0 {
			continue
		}
		if err := so.then(told{a, by, hub.WithActor(ctx, others[colleague]), placed, today}); err != nil {
			return err
		}
	}
	return nil
}

// offer adds one of opportunitiesSoFar at a site with its checks.
func offer(by context.Context, a *app.App, i int, site hub.SiteID, contact hub.PersonID, today hub.Date) error {
	so := opportunitiesSoFar[i]
	in := hub.AddOpportunityInput{
		SiteID: site, Programme: so.programme, Role: so.role, Places: so.places, Days: []hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY"},
		FromTime: new("09:00"), UntilTime: new("16:30"), ContactID: &contact,
	}
	if so.in != 0 {
		in.StartsOn = new(today.AddDays(so.in))
	}
	if so.lasts > 0 {
		in.EndsOn = new(today.AddDays(so.in + so.lasts))
	}
	o, err := a.AddOpportunity(by, in)
	if err != nil {
		return err
	}
	checks := []hub.RecordSiteCheckInput{
		{SiteID: site, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(today.AddDays(200))},
		{SiteID: site, Kind: hub.CheckSafeguardingContact, Result: hub.CheckConfirmedByPhone, PersonID: &contact},
	}
	to := hub.OpportunityChecks
	if so.open {
		checks = append(checks, hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckRiskAssessment, Result: hub.CheckSeen, ConsidersYoungPeople: new(true)})
		to = hub.OpportunityOpen
	}
	for _, check := range checks {
		if _, err := a.RecordSiteCheck(by, check); err != nil {
			return err
		}
	}
	_, err = a.TransitionOpportunity(by, hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: to, OnDay: new(today.AddDays(-so.since))})
	return err
}

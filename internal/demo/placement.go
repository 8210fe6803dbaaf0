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
	in              int // days until it starts; 0 for flexible dates
	open            bool
}{
	{"T_LEVEL", "Workshop technician", 2, 60, true},
	{"WORK_READY", "Warehouse assistant", 4, 21, true},
	{"SUPPORTED_INTERNSHIP", "Kitchen assistant", 1, 0, false},
	{"WORK_ACADEMY", "Customer adviser", 6, 14, false},
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
	return nil
}

// offer adds one of opportunitiesSoFar at a site with its checks.
func offer(by context.Context, a *app.App, i int, site hub.SiteID, contact hub.PersonID, today hub.Date) error {
	so := opportunitiesSoFar[i]
	in := hub.AddOpportunityInput{
		SiteID: site, Programme: so.programme, Role: so.role, Places: so.places, Days: []hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY"},
		FromTime: new("09:00"), UntilTime: new("16:30"), ContactID: &contact,
	}
	if so.in > 0 {
		in.StartsOn = new(today.AddDays(so.in))
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
	_, err = a.TransitionOpportunity(by, hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: to})
	return err
}

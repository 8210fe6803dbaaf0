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
}{
	{"T_LEVEL", "Workshop technician", 2, 60, 105, true},
	{"WORK_READY", "Warehouse assistant", 4, 21, 0, true},
	{"SUPPORTED_INTERNSHIP", "Kitchen assistant", 1, 0, 0, false},
	{"WORK_ACADEMY", "Customer adviser", 6, 14, 0, false},
	{"FUNDED_PLACEMENT", "Care assistant", 3, -20, 0, true},
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
	return placements(ctx, a, staff)
}

// participantsSoFar are placed at what is open, one opportunity after the other in the order of their first days, and moved on so far.
var participantsSoFar = []struct {
	reference, programme string
	age                  hub.AgeBand
	at                   int // which of the open opportunities
	steps                int // after the proposal: matched, accepted, confirmed, started
}{
	{"PW-26-0101", "FUNDED_PLACEMENT", hub.AgeFrom25, 0, 4},
	{"PW-26-0102", "FUNDED_PLACEMENT", hub.AgeFrom50, 0, 4},
	{"PW-26-0107", "FUNDED_PLACEMENT", hub.AgeFrom18, 0, 2},
	{"PW-26-0110", "WORK_READY", hub.AgeFrom18, 1, 3},
	{"PW-26-0111", "WORK_READY", hub.AgeFrom25, 1, 3},
	{"PW-26-0112", "WORK_READY", hub.AgeFrom18, 1, 1},
	{"PW-26-0115", "WORK_READY", hub.AgeFrom50, 1, 0},
	{"RC-2027-031", "T_LEVEL", hub.AgeFrom16, 2, 3},
	{"RC-2027-032", "T_LEVEL", hub.AgeFrom16, 2, 2},
	{"RC-2027-040", "T_LEVEL", hub.AgeFrom16, 2, 0},
}

// placements lets people take part in programmes, and places them.
func placements(ctx context.Context, a *app.App, staff []hub.Actor) error {
	places := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermManageParticipants) && by.SeesPersonalData() })
	rules := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermManageRules) })
	if places < 0 || rules < 0 {
		return nil
	}
	if _, err := a.AllowKnownAs(hub.WithActor(ctx, staff[rules]), hub.AllowKnownAsInput{Programme: "WORK_READY", Assessment: new("DPIA 2026/04")}); err != nil {
		return err
	}
	by := hub.WithActor(ctx, staff[places])
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
		if err := place(by, a, p.ID, open.Nodes[so.at], so.steps); err != nil {
			return err
		}
		switch so.reference {
		case "PW-26-0101":
			err = followUp(by, a, p.ID)
		case "PW-26-0102":
			err = subsidise(by, a, p.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// followUp takes down how the host finds a placement that a participant has started, and claims that it offered a job; it is asked whether that is so.
func followUp(by context.Context, a *app.App, who hub.ParticipantID) error {
	started, err := a.Placements(by, hub.PlacementFilter{ParticipantID: &who, StateIn: []hub.PlacementState{hub.PlacementStarted}}, hub.Page{First: 1})
	if err != nil || len(started.Nodes) == 0 {
		return err
	}
	p := started.Nodes[0]
	if _, err := a.RecordPlacementReview(by, hub.RecordReviewInput{
		PlacementID: p.ID, Stage: hub.ReviewMidway, ByHost: true, Going: hub.GoesVeryWell, Again: hub.AgainYes, Attendance: new(hub.AttendsEveryDay), Help: []hub.ReviewHelp{hub.HelpVisit},
	}); err != nil {
		return err
	}
	_, err = a.ClaimPlacementOutcome(by, hub.ClaimOutcomeInput{PlacementID: p.ID, Kind: hub.OutcomeOffer, OnDay: *p.StartsOn, HoursAWeek: new(30), Evidence: "Their letter that offers the job", Reference: new("Case file 14")})
	return err
}

// subsidise agrees a subsidy of what a participant has started, and claims it for the first day; a colleague has to approve that.
func subsidise(by context.Context, a *app.App, who hub.ParticipantID) error {
	started, err := a.Placements(by, hub.PlacementFilter{ParticipantID: &who, StateIn: []hub.PlacementState{hub.PlacementStarted}}, hub.Page{First: 1})
	if err != nil || len(started.Nodes) == 0 {
		return err
	}
	p := started.Nodes[0]
	if _, err := a.AgreeSubsidy(by, hub.AgreeSubsidyInput{
		PlacementID: p.ID, PerPeriod: 400_00, Most: 2_400_00, AnsweredOn: *p.StartsOn, GroupHeadcount: 38, OutOfWork: true, MinimumWage: true, NoDisplacement: true, PayrollEvidence: true,
		Assistance: 12_000_00, AssistanceLetter: "MFA 2026/31",
	}); err != nil {
		return err
	}
	_, err = a.ClaimSubsidy(by, hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: *p.StartsOn, UntilDay: *p.StartsOn, Amount: 80_00, Payroll: "Payroll week 1"})
	return err
}

// place proposes a participant for an opportunity and takes so many steps.
func place(by context.Context, a *app.App, who hub.ParticipantID, at hub.Opportunity, steps int) error {
	made, _, err := a.ProposePlacements(by, hub.ProposePlacementsInput{OpportunityID: at.ID, ParticipantIds: []hub.ParticipantID{who}})
	if err != nil || len(made) == 0 || steps == 0 {
		return err
	}
	if _, err := a.RecordSharing(by, hub.RecordSharingInput{ParticipantIds: []hub.ParticipantID{who}, EmployerID: at.EmployerID, Items: []hub.SharedItem{hub.SharedSkills, hub.SharedAvailability}}); err != nil {
		return err
	}
	for _, to := range []hub.PlacementState{hub.PlacementMatched, hub.PlacementAccepted, hub.PlacementConfirmed, hub.PlacementStarted}[:steps] {
		// One that cannot go on stays where it is.
		if _, _, err := a.TransitionPlacements(by, hub.TransitionPlacementsInput{IDs: []hub.PlacementID{made[0].ID}, State: to}); err != nil {
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
	_, err = a.TransitionOpportunity(by, hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: to})
	return err
}

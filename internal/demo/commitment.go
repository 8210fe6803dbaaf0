package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// commitments lets two of the engaged employers be major investors, and adds a plan of an area.
func commitments(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWritePlacements) })
	held, err := a.CountCommitments(hub.WithActor(ctx, hub.System), hub.CommitmentFilter{})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: 2})
	if err != nil || len(engaged.Nodes) < 2 {
		return err
	}
	areas, err := a.InvestmentAreas(by)
	if err != nil || len(areas) < 2 {
		return err
	}
	first, second := engaged.Nodes[0].ID, engaged.Nodes[1].ID
	promise := func(e hub.EmployerID, area int, kind hub.CommitmentKind, about string, number *int, pence *hub.Pence, due int) (hub.Commitment, error) {
		return a.RecordCommitment(by, e, hub.CommitmentInput{
			Area: &areas[area].Code, Kind: kind, About: about, Number: number, Pence: pence, MadeOn: today.AddMonths(-18), DueOn: today.AddDays(due), Reference: new("S106/2025/14"),
		})
	}
	pupils, err := promise(first, 0, hub.CommitmentSchoolEncounters, "Local schools see the new plant", new(200), nil, 200)
	if err != nil {
		return err
	}
	encounters, err := a.SchoolEncounters(by, hub.SchoolEncounterFilter{EmployerID: &first}, hub.Page{First: 1})
	if err != nil {
		return err
	}
	for _, e := range encounters.Nodes {
		if _, err := a.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: pupils.ID, SchoolEncounterID: &e.ID}); err != nil {
			return err
		}
	}
	if _, err := promise(first, 0, hub.CommitmentApprenticeshipStarts, "Apprentices in the new plant", new(12), nil, -20); err != nil {
		return err
	}
	money, err := promise(second, 1, hub.CommitmentMoney, "A welding workshop for the college", nil, new(hub.Pence(250_000_00)), 400)
	if err != nil {
		return err
	}
	if _, err := a.AddCommitmentEvidence(by, hub.AddCommitmentEvidenceInput{CommitmentID: money.ID, Pence: new(hub.Pence(90_000_00)), OnDay: today.AddDays(-30), Description: "Invoice of the first three bays"}); err != nil {
		return err
	}
	sector := hub.GrowthAdvancedManufacturing
	_, err = a.RecordAreaPlan(by, hub.AreaPlanInput{
		Title: "Welders and fitters for the corridor", Area: &areas[1].Code, GrowthSector: &sector, Status: hub.PlanAgreed, OwnerID: staff[at].OrganisationID,
		StartsOn: today.AddDays(-60), ReviewOn: new(today.AddDays(120)), Needs: "Most of the employers who answered the diagnostic look for welders and fitters, and lose them to firms outside the borough.",
		Recommendations: new("A bootcamp each term, designed with employers.\nOne shared list of placements."), Contributors: new("Eight employers, two providers, the Chamber"),
		Transport: new("No bus reaches the early shift."), Childcare: new("No nursery near the sites opens before eight."),
	})
	return err
}

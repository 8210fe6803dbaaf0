package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestOutcomesAreCountedByQuarter(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.clock.set(moment("2027-07-05 12:00"))
	for _, in := range []hub.ClaimOutcomeInput{
		{Kind: hub.OutcomeInterview, OnDay: hub.NewDate(2027, 3, 31)},
		{Kind: hub.OutcomeJobStart, OnDay: hub.NewDate(2027, 4, 1)},
		{Kind: hub.OutcomeSustained, Weeks: new(13), OnDay: hub.NewDate(2027, 7, 1)},
	} {
		in.PlacementID, in.Evidence = p.ID, "Payslip"
		if _, err := b.app.ClaimPlacementOutcome(b.coordinator(), in); err != nil {
			t.Fatal(err)
		}
	}
	figures, err := b.app.OutcomeFigures(b.coordinator(), 2027, hub.OutcomeFigureFilter{ProgrammeIn: []string{"T_LEVEL"}})
	if err != nil || len(figures) != 2 || figures[0].Kind != hub.OutcomeJobStart || figures[0].Quarter != hub.NewDate(2027, 4, 1) || *figures[0].Claimed != 1 || *figures[0].Confirmed != 0 || *figures[1].Weeks != 13 {
		t.Errorf("got %+v, %v", figures, err)
	}
	if figures, err := b.app.OutcomeFigures(b.coordinator(), 2026, hub.OutcomeFigureFilter{}); err != nil || len(figures) != 1 || figures[0].Quarter != hub.NewDate(2027, 1, 1) {
		t.Errorf("the year before: got %+v, %v", figures, err)
	}
	analyst := b.manager
	analyst.Roles = []hub.Role{hub.RoleAnalyst}
	if figures, err := b.app.OutcomeFigures(b.as(analyst), 2027, hub.OutcomeFigureFilter{}); err != nil || len(figures) != 2 || figures[0].Claimed != nil || figures[0].Confirmed != nil || figures[0].Participants != nil {
		t.Errorf("an analyst: got %+v, %v", figures, err)
	}
	if _, err := b.app.OutcomeFigures(b.coordinator(), 1999, hub.OutcomeFigureFilter{}); hub.FieldOf(err) != "year" {
		t.Errorf("got %v", err)
	}
}

package app_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func (b testBundle) placementFigures(ctx context.Context, from, until hub.Date, change func(*hub.PlacementFiguresInput)) hub.PlacementFigures {
	b.Helper()
	in := hub.PlacementFiguresInput{From: from, Until: until, By: hub.PeriodMonth}
	if change != nil {
		change(&in)
	}
	f, err := b.app.PlacementFigures(ctx, in)
	if err != nil {
		b.Fatal(err)
	}
	return f
}

// flows are the periods in which something happened, as told, and the sums.
func flows(f hub.PlacementFigures) string {
	told := func(n *int) string {
		if n == nil {
			return "few"
		}
		return strconv.Itoa(*n)
	}
	var out strings.Builder
	for _, p := range f.Periods {
		if p.PlacesOffered > 0 || told(p.PlacesFilled) != "0" || told(p.Started) != "0" {
			fmt.Fprintf(&out, "%s %d/%s/%s, ", p.StartsOn, p.PlacesOffered, told(p.PlacesFilled), told(p.Started))
		}
	}
	fmt.Fprintf(&out, "all %d/%s/%s, by %d at %d", f.PlacesOffered, told(f.PlacesFilled), told(f.Started), f.Offering, f.Hosting)
	return out.String()
}

func TestPlacesAreCountedAsTheyWereOfferedAndFilled(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by, analyst := b.coordinator(), b.as(b.partner("Board", hub.RoleAnalyst))
	o := b.hosted(8)
	year := func(ctx context.Context, change func(*hub.PlacementFiguresInput)) string {
		b.Helper()
		return flows(b.placementFigures(ctx, hub.NewDate(2026, 4, 1), hub.NewDate(2027, 3, 31), change))
	}
	want := func(what, want, got string) {
		b.Helper()
		if got != want {
			b.Errorf("%s: got %s, want %s", what, got, want)
		}
	}
	want("open since today with nobody matched", "all 0/0/0, by 0 at 0", year(by, nil))
	var placed []hub.Placement
	for n := range 7 {
		placed = append(placed, b.accepted(o, fmt.Sprint("PW-", n)))
	}
	want("matched", "2026-11-01 8/0/0, all 8/0/0, by 1 at 0", year(by, nil))

	// Another employer, unmatched: after five days it counts. A draft never does.
	other := b.hosted(3)
	b.offersPlaces(other.SiteID)
	b.exec(`UPDATE employer SET legal_form = 'PUBLIC_BODY' WHERE id = $1`, other.EmployerID)
	b.clock.set(moment("2026-11-27 09:00"))
	want("on the fourth day", "2026-11-01 8/0/0, all 8/0/0, by 1 at 0", year(by, nil))
	b.clock.set(moment("2026-11-28 09:00"))
	want("on the fifth day", "2026-11-01 11/0/0, all 11/0/0, by 2 at 0", year(by, nil))

	// Six are confirmed in December, of which one is given back; then there are more places, and four start in March.
	b.clock.set(moment("2026-12-10 09:00"))
	for i := range 6 {
		placed[i] = b.placed(placed[i], hub.PlacementConfirmed)
	}
	placed[5] = b.placed(placed[5], hub.PlacementAccepted)
	if _, err := b.app.UpdateOpportunity(by, hub.UpdateOpportunityInput{ID: o.ID, Version: b.opportunity(o.ID).Version, Places: hub.Set(10)}); err != nil {
		t.Fatal(err)
	}
	want("confirmed", "2026-11-01 13/0/0, 2026-12-01 0/5/0, all 13/5/0, by 2 at 0", year(by, nil))
	want("by quarters", "2026-10-01 13/5/0, all 13/5/0, by 2 at 0", year(by, func(in *hub.PlacementFiguresInput) { in.By = hub.PeriodQuarter }))
	want("as it was known before", "2026-11-01 11/0/0, all 11/0/0, by 2 at 0", year(by, func(in *hub.PlacementFiguresInput) { in.AsAt = new(hub.NewDate(2026, 12, 9)) }))
	b.clock.set(moment("2027-03-02 09:00"))
	for i := range 4 {
		placed[i] = b.placed(placed[i], hub.PlacementStarted)
	}
	mistake, err := b.app.TransitionPlacement(by, hub.TransitionPlacementInput{ID: placed[3].ID, Version: placed[3].Version, State: hub.PlacementEndedEarly, Reason: new(hub.ReasonMistake)})
	if err != nil || mistake.State != hub.PlacementEndedEarly {
		t.Fatalf("got %+v, %v", mistake, err)
	}
	want("started", "2026-11-01 13/0/0, 2026-12-01 0/4/0, 2027-03-01 0/0/3, all 13/4/3, by 2 at 1", year(by, nil))
	want("an analyst", "2026-11-01 13/0/0, 2026-12-01 0/few/0, 2027-03-01 0/0/few, all 13/few/few, by 2 at 1", year(analyst, nil))

	// As at a day: the second is closed in January, and the first filled.
	b.clock.set(moment("2027-03-10 09:00"))
	step := func(id hub.OpportunityID, to hub.OpportunityState) {
		b.Helper()
		if _, err := b.app.TransitionOpportunity(by, hub.TransitionOpportunityInput{ID: id, Version: b.opportunity(id).Version, State: to}); err != nil {
			t.Fatal(err)
		}
	}
	step(other.ID, hub.OpportunityClosed)
	step(o.ID, hub.OpportunityFilled)
	b.clock.set(moment("2027-03-20 09:00"))
	day := func(d hub.Date) string { return flows(b.placementFigures(by, d, d, nil)) }
	want("before anything", "all 0/0/0, by 0 at 0", day(hub.NewDate(2026, 11, 23)))
	want("on the day on which both were open", "all 0/0/0, by 2 at 0", day(hub.NewDate(2027, 2, 1)))
	want("once somebody is there", "all 0/0/0, by 2 at 1", day(hub.NewDate(2027, 3, 9)))
	want("once none is open", "all 0/0/0, by 0 at 1", day(hub.NewDate(2027, 3, 11)))
	f := b.placementFigures(by, hub.NewDate(2026, 11, 1), hub.NewDate(2027, 3, 31), nil)
	if f.ByOwnership[1] != (hub.PlacementEmployers{Ownership: hub.OwnershipPublic, Offering: 1}) || f.ByOwnership[0] != (hub.PlacementEmployers{Ownership: hub.OwnershipPrivate, Offering: 1, Hosting: 1}) {
		t.Errorf("by ownership: %+v", f.ByOwnership)
	}
	if last := f.Periods[len(f.Periods)-1]; len(f.Periods) != 5 || last.StartsOn != hub.NewDate(2027, 3, 1) || last.EndsOn != hub.NewDate(2027, 3, 31) {
		t.Errorf("the periods are %+v", f.Periods)
	}

	// Filters, and an employer that the reader may not know of.
	b.exec(`UPDATE employer SET sic_section = 'C' WHERE id = $1`, other.EmployerID)
	want("of a sector", "2026-11-01 3/0/0, all 3/0/0, by 1 at 0", year(by, func(in *hub.PlacementFiguresInput) { in.SicSectionIn = []string{"C"} }))
	want("of another programme", "all 0/0/0, by 0 at 0", year(by, func(in *hub.PlacementFiguresInput) { in.ProgrammeIn = []string{"WORK_TRIAL"} }))
	want("of a ward without a site", "all 0/0/0, by 0 at 0", year(by, func(in *hub.PlacementFiguresInput) { in.WardIn = []string{"E05000000"} }))
	b.exec(`UPDATE employer SET lead_organisation_id = $1, confidential_to = $1, confidential_since = now(), confidential_by = 'Mo', confidential_reason = 'x' WHERE id = $2`, b.manager.OrganisationID, other.EmployerID)
	want("who may not know of one", "2026-11-01 10/0/0, 2026-12-01 0/few/0, 2027-03-01 0/0/few, all 10/few/few, by 1 at 1", year(analyst, nil))

	// One that was open since October is written down in March, with a step that is too early first.
	late := b.offersPlaces(o.SiteID)
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2029, 12, 31))})
	open := func(state hub.OpportunityState, version int, on hub.Date) error {
		_, err := b.app.TransitionOpportunity(by, hub.TransitionOpportunityInput{ID: late.ID, Version: version, State: state, OnDay: &on})
		return err
	}
	if err := open(hub.OpportunityChecks, 1, hub.NewDate(2026, 10, 5)); err != nil {
		t.Fatal(err)
	}
	b.refused("open before it was checked", hub.ErrBadInput, "onDay", func() error { return open(hub.OpportunityOpen, 2, hub.NewDate(2026, 10, 4)) })
	if err := open(hub.OpportunityOpen, 2, hub.NewDate(2026, 10, 6)); err != nil {
		t.Fatal(err)
	}
	if err := open(hub.OpportunityChecks, 3, hub.NewDate(2027, 3, 19)); err != nil {
		t.Fatal(err)
	}
	if err := open(hub.OpportunityDraft, 4, hub.NewDate(2027, 3, 20)); err != nil {
		t.Fatal(err)
	}
	b.refused("a draft once more, open before it was taken back", hub.ErrBadInput, "onDay", func() error { return open(hub.OpportunityOpen, 5, hub.NewDate(2026, 10, 1)) })
	want("when it was offered", "2026-10-01 2/0/0, 2026-11-01 13/0/0, 2026-12-01 0/4/0, 2027-03-01 0/0/3, all 15/4/3, by 2 at 1", year(by, nil))
	want("as it was known before", "2026-11-01 13/0/0, 2026-12-01 0/4/0, 2027-03-01 0/0/3, all 13/4/3, by 2 at 1", year(by, func(in *hub.PlacementFiguresInput) { in.AsAt = new(hub.NewDate(2027, 3, 19)) }))
	want("on a day of October", "all 0/0/0, by 1 at 0", day(hub.NewDate(2026, 10, 20)))

	for field, change := range map[string]func(*hub.PlacementFiguresInput){
		"until": func(in *hub.PlacementFiguresInput) { in.Until = in.From.AddDays(-1) },
		"asAt":  func(in *hub.PlacementFiguresInput) { in.AsAt = new(hub.NewDate(2027, 3, 21)) },
	} {
		b.refused(field, hub.ErrBadInput, field, func() error {
			in := hub.PlacementFiguresInput{From: hub.NewDate(2026, 4, 1), Until: hub.NewDate(2027, 3, 31), By: hub.PeriodMonth}
			change(&in)
			_, err := b.app.PlacementFigures(by, in)
			return err
		})
	}
}

// opportunity is one as it stands.
func (b testBundle) opportunity(id hub.OpportunityID) hub.Opportunity {
	b.Helper()
	found, err := b.app.OpportunitiesByID(b.coordinator(), []hub.OpportunityID{id})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0]
}

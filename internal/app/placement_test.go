package app_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"employerhub/internal/hub"
)

// hosted is an open opportunity for T Level placements from 1 March 2027 at a site whose checks hold.
func (b testBundle) hosted(places int) hub.Opportunity {
	b.Helper()
	site, e := b.hostSite()
	b.checked(site, e)
	return b.opened(site, places)
}

// opened is one more of those at a site.
func (b testBundle) opened(site hub.SiteID, places int) hub.Opportunity {
	b.Helper()
	o, err := b.app.AddOpportunity(b.coordinator(), hub.AddOpportunityInput{
		SiteID: site, Programme: "T_LEVEL", Role: "Technician", Places: places, StartsOn: new(hub.NewDate(2027, 3, 1)), EndsOn: new(hub.NewDate(2027, 6, 30)),
		Days: []hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY"}, FromTime: new("09:00"), UntilTime: new("16:30"),
	})
	if err != nil {
		b.Fatal(err)
	}
	if o, err = b.app.TransitionOpportunity(b.coordinator(), hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: hub.OpportunityOpen}); err != nil {
		b.Fatal(err)
	}
	return o
}

// accepted is a placement of somebody new at o whom the host takes.
func (b testBundle) accepted(o hub.Opportunity, reference string) hub.Placement {
	b.Helper()
	return b.acceptedOf(o, b.participant(reference).ID)
}

func (b testBundle) acceptedOf(o hub.Opportunity, who hub.ParticipantID) hub.Placement {
	b.Helper()
	made, refused, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: []hub.ParticipantID{who}})
	if err != nil || len(refused) > 0 {
		b.Fatalf("got %v, %v", refused, err)
	}
	if _, err := b.app.RecordSharing(b.coordinator(), hub.RecordSharingInput{ParticipantIds: []hub.ParticipantID{who}, EmployerID: o.EmployerID, Items: []hub.SharedItem{hub.SharedName}}); err != nil {
		b.Fatal(err)
	}
	return b.placed(b.placed(made[0], hub.PlacementMatched), hub.PlacementAccepted)
}

func (b testBundle) place(p hub.Placement, to hub.PlacementState) (hub.Placement, error) {
	return b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: to})
}

func (b testBundle) placed(p hub.Placement, to hub.PlacementState) hub.Placement {
	b.Helper()
	now, err := b.place(p, to)
	if err != nil {
		b.Fatal(err)
	}
	return now
}

func TestAPlacementFromTheProposalToItsEnd(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2)
	who := b.participant("PW-1")
	made, refused, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: []hub.ParticipantID{who.ID, hub.NewParticipantID()}})
	if err != nil || len(made) != 1 || len(refused) != 1 || refused[0].Why != "participant not found" {
		t.Fatalf("got %+v, %+v, %v", made, refused, err)
	}
	p := made[0]
	if p.State != hub.PlacementProposed || *p.StartsOn != *o.StartsOn || len(p.Days) != 3 || *p.FromTime != "09:00" {
		t.Errorf("got %+v", p)
	}
	if _, refused, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: []hub.ParticipantID{who.ID}}); err != nil || len(refused) != 1 || !strings.Contains(refused[0].Why, "already") {
		t.Errorf("twice: got %+v, %v", refused, err)
	}
	if _, err := b.place(p, hub.PlacementMatched); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), "record what was shared first") {
		t.Errorf("before anything was shared: got %v", err)
	}
	if _, err := b.app.RecordSharing(b.coordinator(), hub.RecordSharingInput{ParticipantIds: []hub.ParticipantID{who.ID}, EmployerID: o.EmployerID, Items: []hub.SharedItem{hub.SharedSkills, hub.SharedName}}); err != nil {
		t.Fatal(err)
	}
	if now, err := b.place(p, hub.PlacementConfirmed); hub.CodeOf(err) != hub.ErrConflict || now.State != hub.PlacementProposed {
		t.Errorf("too far: got %+v, %v", now, err)
	}
	p = b.placed(b.placed(p, hub.PlacementMatched), hub.PlacementAccepted)

	// The insurance runs out the day before.
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 2, 28))})
	if _, err := b.place(p, hub.PlacementConfirmed); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), "the employers' liability insurance holds only until 28 February 2027. Put that right for 1 March 2027 first") {
		t.Errorf("got %v", err)
	}
	missing, err := b.app.MissingChecksOfPlacements(b.coordinator(), []hub.PlacementID{p.ID})
	if err != nil || len(missing) != 1 || missing[0].Kind != hub.CheckEmployersLiability {
		t.Errorf("got %+v, %v", missing, err)
	}
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 3, 31))})
	p = b.placed(p, hub.PlacementConfirmed)
	left, err := b.app.PlacesLeft(b.coordinator(), []hub.OpportunityID{o.ID})
	if err != nil || len(left) != 1 || left[0].Left != 1 || p.Place == nil || *p.Place != 1 {
		t.Errorf("got %+v, %v, place %v", left, err, p.Place)
	}
	if _, err := b.app.UpdateOpportunity(b.coordinator(), hub.UpdateOpportunityInput{ID: o.ID, Version: o.Version, Places: hub.Set(1)}); err != nil {
		t.Errorf("as many places as are taken: got %v", err)
	}

	// It starts, late and no earlier than the step before; the insurance lapses, which stops nothing.
	if _, err := b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: hub.PlacementStarted}); hub.FieldOf(err) != "onDay" {
		t.Errorf("before the opportunity begins: got %v", err)
	}
	b.clock.set(moment("2027-04-06 09:00"))
	start := func(on hub.Date) (hub.Placement, error) {
		return b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: hub.PlacementStarted, OnDay: &on})
	}
	if _, err := start(hub.NewDate(2026, 11, 23)); hub.FieldOf(err) != "onDay" || !strings.Contains(err.Error(), "since 24 November 2026") {
		t.Errorf("before it was confirmed: got %v", err)
	}
	if _, err := start(hub.NewDate(2027, 4, 7)); hub.FieldOf(err) != "onDay" {
		t.Errorf("tomorrow: got %v", err)
	}
	if p, err = start(hub.NewDate(2027, 3, 8)); err != nil || *p.StartsOn != hub.NewDate(2027, 3, 8) || p.Since != *p.StartsOn {
		t.Fatalf("got %+v, %v", p, err)
	}
	if missing, err := b.app.MissingChecksOfPlacements(b.coordinator(), []hub.PlacementID{p.ID}); err != nil || len(missing) != 1 || missing[0].Why != "holds only until 31 March 2027" {
		t.Errorf("got %+v, %v", missing, err)
	}
	if _, err := b.app.UpdateParticipant(b.coordinator(), hub.UpdateParticipantInput{ID: who.ID, Version: 1, ClosedOn: hub.Set(hub.NewDate(2027, 4, 6))}); hub.FieldOf(err) != "closedOn" {
		t.Errorf("closed with a placement: got %v", err)
	}
	for name, in := range map[string]hub.TransitionPlacementInput{
		"reason":      {State: hub.PlacementEndedEarly},
		"withdrawnBy": {State: hub.PlacementEndedEarly, Reason: new(hub.ReasonTravel), WithdrawnBy: new(hub.ByEmployer)},
	} {
		in.ID, in.Version = p.ID, p.Version
		if _, err := b.app.TransitionPlacement(b.coordinator(), in); hub.FieldOf(err) != name {
			t.Errorf("%s: got %v", name, err)
		}
	}
	p = b.placed(p, hub.PlacementCompleted)
	if *p.EndsOn != hub.NewDate(2027, 4, 6) || p.Place != nil || len(p.AllowedTransitions(b.manager)) > 0 {
		t.Errorf("got %+v", p)
	}
	moves, err := b.app.PlacementMoves(b.coordinator(), []hub.PlacementID{p.ID})
	if err != nil || len(moves) != 6 || moves[0].State != hub.PlacementCompleted || moves[1].OnDay != hub.NewDate(2027, 3, 8) || moves[0].By == nil {
		t.Errorf("got %+v, %v", moves, err)
	}
	if _, err := b.pool.Exec(t.Context(), `DELETE FROM placement_move`); err == nil {
		t.Error("a step was deleted")
	}
	if got := b.value(`SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_id = '` + p.ID.UUID.String() + `'`); got != "placement.propose"+strings.Repeat(" placement.transition", 5) {
		t.Errorf("the history has %s", got)
	}
}

func TestAMatchRecordsWhatTheHostIsTold(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(3)
	var people []hub.ParticipantID
	for i := range 3 {
		people = append(people, b.participant(fmt.Sprintf("PW-%d", i)).ID)
	}
	made, _, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: people})
	if err != nil || len(made) != 3 {
		t.Fatalf("got %+v, %v", made, err)
	}
	slices.SortFunc(made, func(a, b hub.Placement) int { return slices.Compare(a.ParticipantID.UUID[:], b.ParticipantID.UUID[:]) })
	one, before, stale := made[0], made[1], made[2]
	told := []hub.SharedItem{hub.SharedSkills, hub.SharedName}
	const shares = `SELECT coalesce(string_agg(items::text || ' ' || shared_on, ', ' ORDER BY recorded_at, id), '') FROM participant_share`

	if _, err := b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: one.ID, Version: one.Version + 1, State: hub.PlacementMatched, Shared: told}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("read before a change: got %v", err)
	}
	b.wants("nothing half done", shares, "")
	on := hub.NewDate(2026, 11, 24)
	if one, err = b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: one.ID, Version: one.Version, State: hub.PlacementMatched, OnDay: &on, Shared: told}); err != nil || one.State != hub.PlacementMatched {
		t.Fatalf("got %+v, %v", one, err)
	}
	b.wants("told with the match", shares, "{NAME,SKILLS_AND_EXPERIENCE} 2026-11-24")
	b.wants("history", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action IN ('participant.share', 'placement.transition')`, "participant.share placement.transition")
	if one, err = b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: one.ID, Version: one.Version, State: hub.PlacementAccepted, Shared: told}); err != nil {
		t.Fatal(err)
	}
	b.wants("told once", shares, "{NAME,SKILLS_AND_EXPERIENCE} 2026-11-24")
	if _, err := b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: one.ID, Version: one.Version, State: hub.PlacementConfirmed, Shared: told}); hub.FieldOf(err) != "shared" {
		t.Errorf("with another step: got %v", err)
	}

	// Together: each is told of alone, and who stays as they were is not told of.
	b.exec(`INSERT INTO participant_share (id, participant_id, employer_id, items, shared_on, recorded_at) VALUES (gen_random_uuid(), $1, $2, '{AVAILABILITY}', '2026-11-24', '2026-11-24T08:00Z')`, before.ParticipantID, o.EmployerID)
	b.exec(`UPDATE placement SET state = 'WITHDRAWN' WHERE id = $1`, stale.ID)
	moved, refused, err := b.app.TransitionPlacements(b.coordinator(), hub.TransitionPlacementsInput{IDs: []hub.PlacementID{before.ID, stale.ID}, State: hub.PlacementMatched, Shared: told})
	if err != nil || len(moved) != 1 || moved[0].ID != before.ID || len(refused) != 1 || *refused[0].PlacementID != stale.ID {
		t.Fatalf("got %+v, %+v, %v", moved, refused, err)
	}
	b.wants("no more is recorded", `SELECT count(*)::text FROM participant_share`, "2")
	b.exec(`UPDATE placement SET state = 'PROPOSED' WHERE id = $1`, stale.ID)
	if moved, refused, err = b.app.TransitionPlacements(b.coordinator(), hub.TransitionPlacementsInput{IDs: []hub.PlacementID{stale.ID}, State: hub.PlacementMatched, Shared: told}); err != nil || len(moved) != 1 {
		t.Fatalf("got %+v, %+v, %v", moved, refused, err)
	}
	b.wants("the last of them", `SELECT count(*)::text FROM participant_share WHERE participant_id = '`+stale.ParticipantID.UUID.String()+`'`, "1")
}

func TestAnOpportunityStaysAroundThePlacesThatAreHeld(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(1)
	p := b.placed(b.accepted(o, "PW-1"), hub.PlacementConfirmed)
	o = b.opportunity(o.ID)
	for field, in := range map[string]hub.UpdateOpportunityInput{
		"startsOn": {StartsOn: hub.Set(hub.NewDate(2027, 3, 2))}, "endsOn": {EndsOn: hub.Set(hub.NewDate(2027, 6, 29))},
	} {
		in.ID, in.Version = o.ID, o.Version
		if _, err := b.app.UpdateOpportunity(b.coordinator(), in); hub.CodeOf(err) != hub.ErrConflict || hub.FieldOf(err) != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	withdraw := hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: hub.OpportunityWithdrawn, Reason: new("the line moves")}
	if _, err := b.app.TransitionOpportunity(b.coordinator(), withdraw); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("withdrawn under somebody: got %v", err)
	}
	if _, err := b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{
		ID: p.ID, Version: p.Version, State: hub.PlacementWithdrawn, WithdrawnBy: new(hub.ByEmployer), Reason: new(hub.ReasonEmployerPlans),
	}); err != nil {
		t.Fatal(err)
	}
	withdraw.Version = b.opportunity(o.ID).Version
	if _, err := b.app.TransitionOpportunity(b.coordinator(), withdraw); err != nil {
		t.Errorf("with nobody there: got %v", err)
	}
}

func TestOpportunitiesAreNarrowedByWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2) // from 1 March 2027
	flexible := b.opened(o.SiteID, 2)
	b.exec(`UPDATE opportunity SET starts_on = NULL, ends_on = NULL, programme = 'WORK_READY', state = 'CHECKS' WHERE id = $1`, flexible.ID)
	site, e := b.hostSite()
	elsewhere := b.offersPlaces(site)
	b.exec(`INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S60 5BA', min(code) FROM ward ON CONFLICT (postcode) DO UPDATE SET ward_code = EXCLUDED.ward_code`)
	b.exec(`UPDATE site SET postcode = 'S60 5BA' WHERE id = $1`, o.SiteID)
	b.exec(`UPDATE employer SET sic_section = CASE WHEN id = $1 THEN 'A' ELSE 'C' END`, e)
	ward := b.value(`SELECT min(code) FROM ward`)
	for name, c := range map[string]struct {
		filter hub.OpportunityFilter
		want   []hub.Opportunity
	}{
		"all":                    {hub.OpportunityFilter{}, []hub.Opportunity{o, elsewhere, flexible}},
		"a state":                {hub.OpportunityFilter{StateIn: []hub.OpportunityState{hub.OpportunityChecks}}, []hub.Opportunity{flexible}},
		"a programme":            {hub.OpportunityFilter{ProgrammeIn: []string{"T_LEVEL"}}, []hub.Opportunity{o, elsewhere}},
		"a sector":               {hub.OpportunityFilter{SicSectionIn: []string{"A"}}, []hub.Opportunity{elsewhere}},
		"another sector":         {hub.OpportunityFilter{SicSectionIn: []string{"B"}}, nil},
		"the ward":               {hub.OpportunityFilter{WardIn: []string{ward}}, []hub.Opportunity{o, flexible}},
		"another ward":           {hub.OpportunityFilter{WardIn: []string{"E05999999"}}, nil},
		"of the ward and sector": {hub.OpportunityFilter{WardIn: []string{ward}, SicSectionIn: []string{"A"}}, nil},
		"a start on the day":     {hub.OpportunityFilter{StartsFrom: o.StartsOn, StartsBy: o.StartsOn}, []hub.Opportunity{o, elsewhere, flexible}},
		"a start after the day":  {hub.OpportunityFilter{StartsFrom: new(o.StartsOn.AddDays(1))}, []hub.Opportunity{flexible}},
		"a start before the day": {hub.OpportunityFilter{StartsBy: new(o.StartsOn.AddDays(-1))}, []hub.Opportunity{flexible}},
	} {
		list, err := b.app.Opportunities(b.coordinator(), c.filter, hub.Page{First: 10})
		n, err2 := b.app.CountOpportunities(b.coordinator(), c.filter)
		got, want := map[hub.OpportunityID]bool{}, map[hub.OpportunityID]bool{}
		for _, each := range list.Nodes {
			got[each.ID] = true
		}
		for _, each := range c.want {
			want[each.ID] = true
		}
		if err != nil || err2 != nil || !maps.Equal(got, want) || n != len(want) {
			t.Errorf("%s: got %v, counted %d, %v, %v; want %v", name, got, n, err, err2, want)
		}
	}
	b.refused("too many wards", hub.ErrBadInput, "filter", func() error {
		_, err := b.app.Opportunities(b.coordinator(), hub.OpportunityFilter{WardIn: make([]string, 101)}, hub.Page{First: 10})
		return err
	})
}

func TestPlacementsAreNarrowedByWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2)
	p := b.accepted(o, "PW-1")
	b.accepted(o, "PW-2")
	b.placed(p, hub.PlacementConfirmed)
	b.exec(`INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S60 5BA', min(code) FROM ward ON CONFLICT (postcode) DO UPDATE SET ward_code = EXCLUDED.ward_code`)
	b.exec(`UPDATE site SET postcode = 'S60 5BA'`)
	b.exec(`UPDATE employer SET sic_section = 'C'`)
	ward := b.value(`SELECT min(code) FROM ward`)
	for name, c := range map[string]struct {
		filter hub.PlacementFilter
		want   int
	}{
		"all":                    {hub.PlacementFilter{}, 2},
		"a state":                {hub.PlacementFilter{StateIn: []hub.PlacementState{hub.PlacementConfirmed}}, 1},
		"two states":             {hub.PlacementFilter{StateIn: []hub.PlacementState{hub.PlacementConfirmed, hub.PlacementAccepted}}, 2},
		"the programme":          {hub.PlacementFilter{ProgrammeIn: []string{"T_LEVEL"}}, 2},
		"another programme":      {hub.PlacementFilter{ProgrammeIn: []string{"WORK_TRIAL"}}, 0},
		"the sector":             {hub.PlacementFilter{SicSectionIn: []string{"C"}}, 2},
		"another sector":         {hub.PlacementFilter{SicSectionIn: []string{"A"}}, 0},
		"the ward":               {hub.PlacementFilter{WardIn: []string{ward}}, 2},
		"another ward":           {hub.PlacementFilter{WardIn: []string{"E05999999"}}, 0},
		"the employer":           {hub.PlacementFilter{EmployerID: &o.EmployerID}, 2},
		"the opportunity":        {hub.PlacementFilter{OpportunityID: &o.ID}, 2},
		"the participant":        {hub.PlacementFilter{ParticipantID: &p.ParticipantID}, 1},
		"a start on the day":     {hub.PlacementFilter{StartsFrom: o.StartsOn, StartsBy: o.StartsOn}, 2},
		"a start after the day":  {hub.PlacementFilter{StartsFrom: new(o.StartsOn.AddDays(1))}, 0},
		"a start before the day": {hub.PlacementFilter{StartsBy: new(o.StartsOn.AddDays(-1))}, 0},
	} {
		list, err := b.app.Placements(b.coordinator(), c.filter, hub.Page{First: 10})
		n, err2 := b.app.CountPlacements(b.coordinator(), c.filter)
		if err != nil || err2 != nil || len(list.Nodes) != c.want || n != c.want {
			t.Errorf("%s: got %d, counted %d, want %d: %v, %v", name, len(list.Nodes), n, c.want, err, err2)
		}
	}
	first, err := b.app.Placements(b.coordinator(), hub.PlacementFilter{}, hub.Page{First: 1})
	if err != nil || !first.HasNext {
		t.Fatalf("got %+v, %v", first, err)
	}
	second, err := b.app.Placements(b.coordinator(), hub.PlacementFilter{}, hub.Page{First: 1, After: first.Cursors[0]})
	if err != nil || second.HasNext || len(second.Nodes) != 1 || second.Nodes[0].ID == first.Nodes[0].ID {
		t.Errorf("got %+v, %v", second, err)
	}
}

func TestWhoReadsPlacements(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.accepted(b.hosted(1), "PW-1")
	for _, role := range []hub.Role{hub.RoleManager, hub.RoleEngagement, hub.RoleAnalyst, hub.RoleAdmin} {
		by := b.manager
		by.Roles = []hub.Role{role}
		if _, err := b.app.Placements(b.as(by), hub.PlacementFilter{}, hub.Page{First: 10}); hub.CodeOf(err) != hub.ErrForbidden {
			t.Errorf("%s lists them: %v", role, err)
		}
		if nodes, err := b.app.Nodes(b.as(by), []string{p.ID.String()}); err != nil || nodes[0] != nil {
			t.Errorf("%s reads %v, %v", role, nodes, err)
		}
		if _, err := b.app.TransitionPlacement(b.as(by), hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: hub.PlacementConfirmed}); hub.CodeOf(err) != hub.ErrForbidden {
			t.Errorf("%s confirms: %v", role, err)
		}
		left, err := b.app.PlacesLeft(b.as(by), []hub.OpportunityID{p.OpportunityID})
		if told := role == hub.RoleManager || role == hub.RoleEngagement; err != nil || (len(left) > 0) != told {
			t.Errorf("%s is told of places left: %v, %v", role, left, err)
		}
	}
	if history, err := b.app.History(b.as(b.manager), p.EmployerID, hub.Page{First: 50}); err != nil || strings.Contains(fmt.Sprint(history.Nodes), "placement.") || strings.Contains(fmt.Sprint(history.Nodes), "participant.") {
		t.Errorf("the history of the employer tells a manager %v, %v", history.Nodes, err)
	}
	reads := func() string { return b.value(`SELECT count(*)::text FROM audit WHERE action = 'participant.read'`) }
	before := reads()
	if history, err := b.app.History(b.coordinator(), p.EmployerID, hub.Page{First: 50}); err != nil || !strings.Contains(fmt.Sprint(history.Nodes), "placement.transition") {
		t.Errorf("the history of the employer tells a coordinator %v, %v", history.Nodes, err)
	}
	if before != "0" || reads() != "1" {
		t.Errorf("%s readings were recorded before and %s after a history told of a participant", before, reads())
	}
}

func TestHoursOfSomebodyUnder18(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(3)
	p, err := b.app.AddParticipant(b.coordinator(), hub.AddParticipantInput{Reference: "PW-1", Programme: "T_LEVEL", AgeBand: hub.AgeFrom16, AdultOn: new(hub.NewDate(2027, 4, 1))})
	if err != nil {
		t.Fatal(err)
	}
	placement := b.acceptedOf(o, p.ID)
	hours := func(from, until string, days ...hub.Weekday) {
		t.Helper()
		if placement, err = b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{
			ID: placement.ID, Version: placement.Version, FromTime: hub.Set(from), UntilTime: hub.Set(until), Days: hub.Set(days),
		}); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		from, until string
		days        []hub.Weekday
	}{
		"between 06:00 and 22:00":    {"21:00", "23:00", []hub.Weekday{"MONDAY"}},
		"8 hours a day at most":      {"08:00", "16:31", []hub.Weekday{"MONDAY"}},
		"5 days a week at most":      {"08:00", "12:00", []hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"}},
		"enter the days of the week": {"08:00", "12:00", nil},
	} {
		hours(c.from, c.until, c.days...)
		if _, err := b.place(placement, hub.PlacementConfirmed); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	// From the day on which the participant is an adult any hours do.
	hours("15:00", "23:00", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY")
	if placement, err = b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: placement.ID, Version: placement.Version, StartsOn: hub.Set(hub.NewDate(2027, 4, 1))}); err != nil {
		t.Fatal(err)
	}
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 12, 31))})
	b.placed(placement, hub.PlacementConfirmed)

	other := b.participant("PW-2")
	b.exec(`UPDATE participant SET age_band = 'FROM_16' WHERE id = $1`, other.ID)
	again := b.acceptedOf(o, other.ID)
	b.placed(again, hub.PlacementConfirmed) // 7 hours on three days
	if _, err := b.app.AddParticipant(b.coordinator(), hub.AddParticipantInput{Reference: "PW-3", Programme: "T_LEVEL", AgeBand: hub.AgeFrom50}); err != nil {
		t.Fatal(err)
	}
	old := b.value(`SELECT id::text FROM participant WHERE reference = 'PW-3'`)
	id, err := hub.ParseID[hub.ParticipantID]("participant_" + old)
	if err != nil {
		t.Fatal(err)
	}
	if _, refused, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: []hub.ParticipantID{id}}); err != nil || len(refused) != 1 || !strings.Contains(refused[0].Why, "up to 19") {
		t.Errorf("somebody of 50: got %+v, %v", refused, err)
	}
}

func TestRulesOfYoungWorkersHoldFromADayOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2) // 7 hours with the break, from 1 March
	rule := hub.SetYoungWorkerRuleInput{
		AgeBand: hub.AgeFrom16, StartsOn: hub.NewDate(2027, 4, 1), MostADay: 360, MostAWeek: 1800, Earliest: "06:00", Latest: "22:00", MostDays: 5, BreakAfter: 270, BreakFor: 30,
	}
	if _, err := b.app.SetYoungWorkerRule(b.coordinator(), rule); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("placement staff: got %v", err)
	}
	for field, spoil := range map[string]func(*hub.SetYoungWorkerRuleInput){
		"ageBand":  func(in *hub.SetYoungWorkerRuleInput) { in.AgeBand = hub.AgeFrom18 },
		"mostADay": func(in *hub.SetYoungWorkerRuleInput) { in.MostADay = 0 },
		"latest":   func(in *hub.SetYoungWorkerRuleInput) { in.Latest = "05:00" },
		"earliest": func(in *hub.SetYoungWorkerRuleInput) { in.Earliest = "six" },
	} {
		in := rule
		spoil(&in)
		if _, err := b.app.SetYoungWorkerRule(b.as(b.manager), in); hub.FieldOf(err) != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if all, err := b.app.SetYoungWorkerRule(b.as(b.manager), rule); err != nil || len(all) != 3 {
		t.Fatalf("got %+v, %v", all, err)
	}
	p := b.accepted(o, "PW-1")
	b.exec(`UPDATE participant SET age_band = 'FROM_16'`)
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 12, 31))})
	later, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: p.ID, Version: p.Version, StartsOn: hub.Set(hub.NewDate(2027, 4, 1)), Days: hub.Set([]hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY"})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.place(later, hub.PlacementConfirmed); err == nil || !strings.Contains(err.Error(), "6 hours a day at most; this is 7 hours without the break") {
		t.Errorf("from that day on: got %v", err)
	}
	before, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: p.ID, Version: later.Version, StartsOn: hub.Set(hub.NewDate(2027, 3, 31))})
	if err != nil {
		t.Fatal(err)
	}
	b.placed(before, hub.PlacementConfirmed)
}

func TestNobodyIsAtTwoPlacesAtATime(t *testing.T) {
	t.Parallel()
	b := setup(t)
	site, e := b.hostSite()
	b.checked(site, e)
	first, second := b.opened(site, 2), b.opened(site, 2)
	p := b.accepted(first, "PW-1")
	q := b.acceptedOf(second, p.ParticipantID)
	b.placed(p, hub.PlacementConfirmed)
	if _, err := b.place(q, hub.PlacementConfirmed); hub.CodeOf(err) != hub.ErrConflict || !strings.Contains(err.Error(), "at another placement at these hours") {
		t.Errorf("at the same hours: got %v", err)
	}
	// Whatever the code does, the database refuses it.
	if _, err := b.pool.Exec(t.Context(), `UPDATE placement SET state = 'CONFIRMED', place = 1 WHERE id = $1`, q.ID); err == nil || !strings.Contains(err.Error(), "placement_hours_once") {
		t.Errorf("got %v", err)
	}
	q, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: q.ID, Version: q.Version, Days: hub.Set([]hub.Weekday{"THURSDAY", "FRIDAY", "SATURDAY"})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.place(q, hub.PlacementConfirmed); hub.FieldOf(err) != "overlap" || !strings.Contains(err.Error(), "from 1 March 2027; say why") {
		t.Errorf("on other days: got %v", err)
	}
	q, err = b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: q.ID, Version: q.Version, State: hub.PlacementConfirmed, Overlap: new(hub.OverlapPartTime)})
	if err != nil || q.Overlap == nil {
		t.Fatalf("got %+v, %v", q, err)
	}
	if _, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: q.ID, Version: q.Version, Days: hub.Set([]hub.Weekday{"THURSDAY", "FRIDAY", "SATURDAY", "MONDAY"})}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("a day that clashes, later: got %v", err)
	}
}

func TestAPlacementHasTheHoursThatItsProgrammeAsksFor(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(3) // a T Level: at least 315 hours
	hours := func(p hub.Placement, in hub.UpdatePlacementInput) (hub.Placement, error) {
		in.ID, in.Version = p.ID, p.Version
		return b.app.UpdatePlacement(b.coordinator(), in)
	}
	whole, short := b.accepted(o, "PW-1"), b.accepted(o, "PW-2")
	for name, c := range map[string]struct {
		in   hub.UpdatePlacementInput
		want string // empty: enough
	}{
		"a day too short":    {hub.UpdatePlacementInput{EndsOn: hub.Set(hub.NewDate(2027, 6, 8))}, "307 hours and 30 minutes"},
		"too few days":       {hub.UpdatePlacementInput{Days: hub.Set([]hub.Weekday{"MONDAY", "TUESDAY"})}, "247 hours and 30 minutes of work are planned from 1 March 2027 to 30 June 2027, bank holidays left out, and its programme asks for at least 315; choose a later last day"},
		"the days unknown":   {hub.UpdatePlacementInput{Days: hub.Set([]hub.Weekday{})}, "enter the last day, the days of the week and the hours of the placement first"},
		"the end unknown":    {hub.UpdatePlacementInput{EndsOn: hub.Clear[hub.Date]()}, "enter the last day"},
		"just enough":        {hub.UpdatePlacementInput{Days: hub.Set([]hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY"}), EndsOn: hub.Set(hub.NewDate(2027, 6, 9))}, ""},
		"an hour a day less": {hub.UpdatePlacementInput{Days: hub.Set([]hub.Weekday{"MONDAY", "TUESDAY", "WEDNESDAY"}), FromTime: hub.Set("09:00"), UntilTime: hub.Set("15:00"), EndsOn: hub.Set(hub.NewDate(2027, 6, 30))}, "306 hours"},
	} {
		b.exec(`UPDATE placement SET days = '{MONDAY,TUESDAY,WEDNESDAY}', from_time = '09:00', until_time = '16:30', ends_on = '2027-06-30', state = 'ACCEPTED', place = NULL WHERE id = $1`, short.ID)
		all, err := b.app.PlacementsByID(b.coordinator(), []hub.PlacementID{short.ID})
		if err != nil {
			t.Fatal(err)
		}
		p, err := hours(all[0], c.in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := b.place(p, hub.PlacementConfirmed); c.want == "" && err != nil || c.want != "" && (hub.FieldOf(err) != "endsOn" || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %v", name, err)
		}
		short = p
	}
	b.exec(`UPDATE placement SET days = '{MONDAY,TUESDAY}', ends_on = '2027-06-30', state = 'ACCEPTED', place = NULL WHERE id = $1`, short.ID)
	moved, refused, err := b.app.TransitionPlacements(b.coordinator(), hub.TransitionPlacementsInput{IDs: []hub.PlacementID{whole.ID, short.ID}, State: hub.PlacementConfirmed})
	if err != nil || len(moved) != 1 || moved[0].ID != whole.ID || len(refused) != 1 || *refused[0].PlacementID != short.ID || !strings.Contains(refused[0].Why, "at least 315") {
		t.Fatalf("together: got %+v, %+v, %v", moved, refused, err)
	}
	if _, err := hours(moved[0], hub.UpdatePlacementInput{EndsOn: hub.Set(hub.NewDate(2027, 5, 31))}); hub.FieldOf(err) != "endsOn" {
		t.Errorf("made shorter afterwards: got %v", err)
	}

	// The break of somebody under 18 is no work: 45 days of 7 hours are enough, and 44 are not.
	b.exec(`UPDATE participant SET age_band = 'FROM_16'`)
	young := b.accepted(o, "PW-3")
	b.exec(`UPDATE participant SET age_band = 'FROM_16'`)
	for last, enough := range map[string]bool{"2027-06-16": true, "2027-06-15": false} {
		b.exec(`UPDATE placement SET ends_on = $2::date, state = 'ACCEPTED', place = NULL WHERE id = $1`, young.ID, last)
		all, err := b.app.PlacementsByID(b.coordinator(), []hub.PlacementID{young.ID})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.place(all[0], hub.PlacementConfirmed); (err == nil) != enough {
			t.Errorf("until %s: got %v", last, err)
		}
	}
	// A rule of another day asks for other hours.
	rule, err := b.app.SetProgrammeRule(b.as(b.manager), hub.SetProgrammeRuleInput{Programme: "T_LEVEL", StartsOn: hub.NewDate(2027, 2, 1), LeastHours: new(750), Checks: []hub.CheckKind{}})
	if err != nil {
		t.Fatal(rule, err)
	}
	other := b.accepted(o, "PW-4")
	if _, err := b.place(other, hub.PlacementConfirmed); err == nil || !strings.Contains(err.Error(), "at least 750") {
		t.Errorf("under another rule: got %v", err)
	}
}

func TestHoursOfTwoHostsAddUp(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.hosted(2) // a T Level: at least 315 hours
	b.exec(`UPDATE opportunity SET days = '{MONDAY,TUESDAY}' WHERE id = $1`, first.ID)
	site, e := b.hostSite()
	b.exec(`UPDATE employer SET name = 'The second host' WHERE id = $1`, e)
	b.checked(site, e)
	second := b.opened(site, 2)
	b.exec(`UPDATE opportunity SET days = '{WEDNESDAY}' WHERE id = $1`, second.ID)
	one := b.accepted(first, "PW-1") // 247 hours and 30 minutes
	refused := func(what string, p hub.Placement, want string) {
		t.Helper()
		if _, err := b.place(p, hub.PlacementConfirmed); hub.FieldOf(err) != "endsOn" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", what, err)
		}
	}
	refused("with one host alone", one, "247 hours and 30 minutes of work are planned from 1 March 2027 to 30 June 2027, bank holidays left out, and its programme asks for at least 315")
	other := b.acceptedOf(second, one.ParticipantID) // 135 hours
	if _, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: other.ID, Version: other.Version, EndsOn: hub.Set(hub.NewDate(2027, 4, 14))}); err != nil {
		t.Fatal(err)
	}
	refused("with two that are too short", one, "bank holidays left out, 52 hours and 30 minutes at the participant's other placements on it, and its programme asks for at least 315")
	other, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: other.ID, Version: other.Version + 1, EndsOn: hub.Set(hub.NewDate(2027, 4, 28)), Overlap: hub.Set(hub.OverlapPartTime)})
	if err != nil {
		t.Fatal(err)
	}
	confirmed := b.placed(one, hub.PlacementConfirmed) // 315 hours with the other one
	b.placed(other, hub.PlacementConfirmed)
	if _, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: confirmed.ID, Version: confirmed.Version, EndsOn: hub.Set(hub.NewDate(2027, 6, 29)), Overlap: hub.Set(hub.OverlapPartTime)}); err != nil {
		t.Errorf("a day less that is no day of work: %v", err)
	}
	b.refused("a week less", hub.ErrBadInput, "endsOn", func() error {
		_, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: confirmed.ID, Version: confirmed.Version + 1, EndsOn: hub.Set(hub.NewDate(2027, 6, 23))})
		return err
	})

	// What was recorded by mistake, and what is on another programme, adds nothing.
	b.exec(`UPDATE opportunity SET programme = 'WORK_READY' WHERE id = $1`, second.ID)
	b.refused("another programme", hub.ErrBadInput, "endsOn", func() error {
		_, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: confirmed.ID, Version: confirmed.Version + 1, EndsOn: hub.Set(hub.NewDate(2027, 6, 30))})
		return err
	})
	b.exec(`UPDATE opportunity SET programme = 'T_LEVEL' WHERE id = $1`, second.ID)
	b.exec(`INSERT INTO placement_move (id, placement_id, state, reason, on_day, recorded_at) VALUES (gen_random_uuid(), $1, 'ENDED_EARLY', 'RECORDED_BY_MISTAKE', '2027-04-01', now())`, other.ID)
	b.refused("a mistake", hub.ErrBadInput, "endsOn", func() error {
		_, err := b.app.UpdatePlacement(b.coordinator(), hub.UpdatePlacementInput{ID: confirmed.ID, Version: confirmed.Version + 1, EndsOn: hub.Set(hub.NewDate(2027, 6, 30))})
		return err
	})
}

func TestTheLastPlaceGoesToOneAlone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(3)
	const many = 12
	var all [many]hub.Placement
	for i := range all {
		all[i] = b.accepted(o, fmt.Sprintf("PW-%d", i))
	}
	var together sync.WaitGroup
	var mu sync.Mutex
	confirmed, refused := 0, 0
	for _, p := range all {
		together.Go(func() {
			_, err := b.place(p, hub.PlacementConfirmed)
			mu.Lock()
			defer mu.Unlock()
			switch hub.CodeOf(err) {
			case hub.ErrConflict:
				refused++
			default:
				if err != nil {
					t.Error(err)
				}
				confirmed++
			}
		})
	}
	together.Wait()
	if confirmed != 3 || refused != many-3 || b.value(`SELECT string_agg(place::text, '' ORDER BY place) FROM placement WHERE state = 'CONFIRMED'`) != "123" {
		t.Errorf("%d were confirmed and %d refused", confirmed, refused)
	}
	if _, err := b.app.UpdateOpportunity(b.coordinator(), hub.UpdateOpportunityInput{ID: o.ID, Version: b.opportunity(o.ID).Version, Places: hub.Set(2)}); hub.FieldOf(err) != "places" {
		t.Errorf("fewer places than are taken: got %v", err)
	}

	// Past the code: writers at once in the database alone, each with the last place in mind.
	b.exec(`UPDATE placement SET state = 'ACCEPTED', place = NULL WHERE place = 3`)
	var won int
	for _, p := range all {
		together.Go(func() {
			tag, err := b.pool.Exec(context.Background(), `UPDATE placement SET state = 'CONFIRMED', place = 3 WHERE id = $1 AND state = 'ACCEPTED'`, p.ID)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won += int(tag.RowsAffected())
			} else if !strings.Contains(err.Error(), "placement_place_once") {
				t.Error(err)
			}
		})
	}
	together.Wait()
	if won != 1 {
		t.Errorf("%d hold the last place", won)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE placement SET state = 'CONFIRMED', place = 4 WHERE state = 'ACCEPTED'`); err == nil || !strings.Contains(err.Error(), "no such place") {
		t.Errorf("a place more than there are: got %v", err)
	}
}

func TestACohortMovesTogether(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2)
	var people []hub.ParticipantID
	for i := range 4 {
		people = append(people, b.participant(fmt.Sprintf("PW-%d", i)).ID)
	}
	made, refused, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: o.ID, ParticipantIds: people})
	if err != nil || len(made) != 4 || len(refused) > 0 {
		t.Fatalf("got %v, %v, %v", made, refused, err)
	}
	if _, err := b.app.RecordSharing(b.coordinator(), hub.RecordSharingInput{ParticipantIds: people[:3], EmployerID: o.EmployerID, Items: []hub.SharedItem{hub.SharedName}}); err != nil {
		t.Fatal(err)
	}
	var ids []hub.PlacementID
	for _, p := range made {
		ids = append(ids, p.ID)
	}
	step := func(to hub.PlacementState, moves int, why string) {
		t.Helper()
		moved, refused, err := b.app.TransitionPlacements(b.coordinator(), hub.TransitionPlacementsInput{IDs: ids, State: to})
		if err != nil || len(moved) != moves || len(moved)+len(refused) != 4 {
			t.Fatalf("%s: got %d moved, %+v, %v", to, len(moved), refused, err)
		}
		for _, r := range refused {
			if !strings.Contains(r.Why, why) && !strings.Contains(r.Why, "cannot become") {
				t.Errorf("%s: %s", to, r.Why)
			}
		}
	}
	step(hub.PlacementMatched, 3, "shared")
	step(hub.PlacementAccepted, 3, "")
	step(hub.PlacementConfirmed, 2, "waiting list")
	b.clock.set(moment("2027-03-01 09:00"))
	step(hub.PlacementStarted, 2, "")
	b.clock.set(moment("2027-06-30 17:00"))
	step(hub.PlacementCompleted, 2, "")
	if got := b.value(`SELECT string_agg(state, ' ' ORDER BY state) FROM placement`); got != "ACCEPTED COMPLETED COMPLETED PROPOSED" {
		t.Errorf("got %s", got)
	}
	if _, _, err := b.app.TransitionPlacements(b.coordinator(), hub.TransitionPlacementsInput{IDs: ids, State: hub.PlacementWithdrawn}); hub.FieldOf(err) != "reason" {
		t.Errorf("got %v", err)
	}
	if n := b.value(`SELECT count(*)::text FROM placement_move`); n != "16" {
		t.Errorf("%s steps, want 4 proposed, 3 matched, 3 accepted, 2 confirmed, 2 started, 2 completed", n)
	}
}

// Whatever is asked for in whatever order, what holds of placements holds.
func TestPlacementsHoldThroughRandomEvents(t *testing.T) {
	t.Parallel()
	b := setup(t)
	site, e := b.hostSite()
	b.checked(site, e)
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 12, 31))})
	opportunities := []hub.Opportunity{b.opened(site, 1), b.opened(site, 2)}
	var people []hub.ParticipantID
	for i := range 5 {
		people = append(people, b.participant(fmt.Sprintf("PW-%d", i)).ID)
	}
	states := []hub.PlacementState{
		hub.PlacementProposed, hub.PlacementMatched, hub.PlacementAccepted, hub.PlacementConfirmed, hub.PlacementStarted, hub.PlacementCompleted, hub.PlacementWithdrawn,
		hub.PlacementDidNotStart, hub.PlacementEndedEarly,
	}
	anybody := hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RolePlacements}}
	dice := rand.New(rand.NewPCG(11, 4))
	var known []hub.Placement
	today := hub.NewDate(2027, 3, 1)
	took := map[hub.PlacementState]int{}
	for range 400 {
		b.clock.set(today.At(9, 0))
		switch dice.IntN(8) {
		case 0:
			made, _, err := b.app.ProposePlacements(b.coordinator(), hub.ProposePlacementsInput{OpportunityID: opportunities[dice.IntN(2)].ID, ParticipantIds: []hub.ParticipantID{people[dice.IntN(len(people))]}})
			if err != nil {
				t.Fatal(err)
			}
			known = append(known, made...)
		case 1:
			if _, err := b.app.RecordSharing(b.coordinator(), hub.RecordSharingInput{ParticipantIds: people[dice.IntN(len(people)):][:1], EmployerID: e, Items: []hub.SharedItem{hub.SharedName}}); err != nil {
				t.Fatal(err)
			}
		case 2:
			if today.Before(hub.NewDate(2027, 6, 20)) {
				today = today.AddDays(dice.IntN(3))
			}
		default:
			if len(known) == 0 {
				continue
			}
			at := dice.IntN(len(known))
			to := states[dice.IntN(len(states))]
			if next := known[at].AllowedTransitions(anybody); len(next) > 0 && dice.IntN(5) > 0 { // mostly one that may follow, and mostly the first of them
				to = next[dice.IntN(len(next))*dice.IntN(2)]
			}
			in := hub.TransitionPlacementsInput{IDs: []hub.PlacementID{known[at].ID}, State: to}
			switch in.State {
			case hub.PlacementWithdrawn:
				in.WithdrawnBy, in.Reason = new(hub.ByParticipant), new(hub.ReasonTravel)
			case hub.PlacementDidNotStart, hub.PlacementEndedEarly:
				in.Reason = new(hub.ReasonTravel)
			default:
			}
			if dice.IntN(5) == 0 {
				in.OnDay = new(today.AddDays(-dice.IntN(10)))
			}
			moved, _, err := b.app.TransitionPlacements(b.coordinator(), in)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range moved {
				took[p.State]++
				known[at] = p
			}
		}
	}
	if len(took) < 8 {
		t.Errorf("only these steps were taken: %v", took)
	}
	for name, sql := range map[string]string{
		"no more hold a place than there are": `SELECT count(*) FROM opportunity o WHERE places < (SELECT count(*) FROM placement l WHERE l.opportunity_id = o.id AND state IN ('CONFIRMED', 'STARTED'))`,
		"only those hold one":                 `SELECT count(*) FROM placement WHERE (place IS NOT NULL) <> (state IN ('CONFIRMED', 'STARTED'))`,
		"nobody is in two places at a time":   `SELECT count(*) FROM placement a JOIN placement b USING (participant_id) WHERE a.id < b.id AND a.state IN ('CONFIRMED', 'STARTED') AND b.state IN ('CONFIRMED', 'STARTED') AND a.period && b.period AND a.hours && b.hours`,
		"the last step is the state":          `SELECT count(*) FROM placement l WHERE (state, since) <> (SELECT v.state, v.on_day FROM placement_move v WHERE v.placement_id = l.id ORDER BY id DESC LIMIT 1)`,
		"days do not go back":                 `SELECT count(*) FROM placement_move a JOIN placement_move b USING (placement_id) WHERE a.id < b.id AND a.on_day > b.on_day`,
		"nobody is matched before anything was shared": `SELECT count(*) FROM placement_move v JOIN placement l ON l.id = v.placement_id WHERE v.state IN ('MATCHED', 'ACCEPTED')
			AND NOT EXISTS (SELECT FROM participant_share s WHERE s.participant_id = l.participant_id AND s.shared_on <= v.on_day)`,
		"what started began in time":         `SELECT count(*) FROM placement l JOIN opportunity o ON o.id = l.opportunity_id WHERE l.state = 'STARTED' AND (l.starts_on < o.starts_on OR l.starts_on > o.ends_on OR l.starts_on <> l.since)`,
		"an end that needs one has a reason": `SELECT count(*) FROM placement_move WHERE (reason IS NOT NULL) <> (state IN ('WITHDRAWN', 'DID_NOT_START', 'ENDED_EARLY'))`,
	} {
		if n := b.value(`SELECT (` + sql + `)::text`); n != "0" {
			t.Errorf("%s: not of %s", name, n)
		}
	}
}

func TestAnOpportunityFollowsItsPlaces(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(2)
	steps := func() string {
		b.Helper()
		moves, err := b.app.OpportunityMoves(b.coordinator(), []hub.OpportunityID{o.ID})
		if err != nil {
			b.Fatal(err)
		}
		var out strings.Builder
		for _, m := range moves {
			out.WriteString(string(m.State))
			if m.ByItself {
				fmt.Fprintf(&out, " by itself (%s)", *m.Reason)
			}
			out.WriteString(", ")
		}
		return out.String()
	}
	withdraw := func(p hub.Placement) {
		b.Helper()
		if _, err := b.app.TransitionPlacement(b.coordinator(), hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: hub.PlacementWithdrawn, WithdrawnBy: new(hub.ByEmployer), Reason: new(hub.ReasonEmployerPlans)}); err != nil {
			b.Fatal(err)
		}
	}
	first, second := b.placed(b.accepted(o, "PW-1"), hub.PlacementConfirmed), b.accepted(o, "PW-2")
	if got := b.opportunity(o.ID); got.State != hub.OpportunityOpen || got.Version != o.Version {
		t.Errorf("with a place left: %+v", got)
	}
	waiting := b.accepted(o, "PW-3")
	second = b.placed(second, hub.PlacementConfirmed)
	if got := steps(); got != "FILLED by itself (The last place was taken), OPEN, DRAFT, " {
		t.Errorf("with none left: %s", got)
	}
	withdraw(second)
	if got := steps(); !strings.HasPrefix(got, "OPEN by itself (A place was given back), FILLED by itself") {
		t.Errorf("with one given back: %s", got)
	}
	waiting = b.placed(waiting, hub.PlacementConfirmed)

	// A check that does not hold keeps it from opening, and so does what staff decided.
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 2, 28))})
	withdraw(waiting)
	if got := b.opportunity(o.ID); got.State != hub.OpportunityFilled {
		t.Errorf("without a check it is %s", got.State)
	}
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 3, 31))})
	for _, to := range []hub.OpportunityState{hub.OpportunityOpen, hub.OpportunityFilled} {
		if _, err := b.app.TransitionOpportunity(b.coordinator(), hub.TransitionOpportunityInput{ID: o.ID, Version: b.opportunity(o.ID).Version, State: to}); err != nil {
			t.Fatal(err)
		}
	}
	withdraw(first)
	if got := b.opportunity(o.ID); got.State != hub.OpportunityFilled {
		t.Errorf("staff said that it is filled, and it is %s", got.State)
	}
}

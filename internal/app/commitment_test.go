package app_test

import (
	"context"
	"testing"

	"employerhub/internal/hub"
)

func TestCommitmentsAreHeldAgainstWhatWasDelivered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asha, ben := b.placements(), b.partner("Council placements", hub.RolePlacements)
	by := b.as(asha)
	e, other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck"})
	var areas []string
	list, err := b.app.InvestmentAreas(by)
	if err != nil || len(list) == 0 {
		t.Fatalf("no areas: %v", err)
	}
	for _, a := range list {
		areas = append(areas, a.Code)
	}
	promise := func(kind hub.CommitmentKind, change func(*hub.CommitmentInput)) (hub.Commitment, error) {
		in := hub.CommitmentInput{Area: &areas[0], Kind: kind, About: "Local schools", Number: new(100), MadeOn: hub.NewDate(2026, 1, 5), DueOn: hub.NewDate(2026, 11, 1)}
		if change != nil {
			change(&in)
		}
		return b.app.RecordCommitment(by, e.ID, in)
	}
	for name, refused := range map[string]struct {
		field  string
		kind   hub.CommitmentKind
		change func(*hub.CommitmentInput)
	}{
		"no number":                  {"number", hub.CommitmentSchoolEncounters, func(in *hub.CommitmentInput) { in.Number = nil }},
		"a number of money":          {"pence", hub.CommitmentMoney, nil},
		"money of volunteering":      {"number", hub.CommitmentVolunteering, func(in *hub.CommitmentInput) { in.Number, in.Pence = nil, new(hub.Pence(100)) }},
		"due before it was made":     {"dueOn", hub.CommitmentMoney, func(in *hub.CommitmentInput) { in.Pence, in.DueOn = new(hub.Pence(1)), hub.NewDate(2026, 1, 4) }},
		"an area that is not there":  {"area", hub.CommitmentPlacements, func(in *hub.CommitmentInput) { in.Area = new("ATLANTIS") }},
		"nothing about it":           {"about", hub.CommitmentPlacements, func(in *hub.CommitmentInput) { in.About = "" }},
		"made on a day that will be": {"madeOn", hub.CommitmentPlacements, func(in *hub.CommitmentInput) { in.MadeOn, in.DueOn = hub.NewDate(2027, 1, 1), hub.NewDate(2027, 2, 1) }},
	} {
		b.refused(name, hub.ErrBadInput, refused.field, func() error { _, err := promise(refused.kind, refused.change); return err })
	}
	pupils, err := promise(hub.CommitmentSchoolEncounters, nil)
	if err != nil || *pupils.StandingOn(hub.NewDate(2026, 11, 24)) != hub.CommitmentOverdue {
		t.Fatalf("got %+v, %v", pupils, err)
	}
	confirmed := func(in *hub.SchoolEncounterInput) {
		in.ConfirmedOn, in.Confirmation = new(hub.NewDate(2026, 10, 20)), new("by e-mail")
	}
	encounter := func(at hub.EmployerID, change func(*hub.SchoolEncounterInput)) hub.SchoolEncounter {
		t.Helper()
		recorded, err := b.app.RecordSchoolEncounter(by, at, talk(change))
		if err != nil {
			t.Fatal(err)
		}
		return recorded
	}
	good, open, elsewhere := encounter(e.ID, confirmed), encounter(e.ID, nil), encounter(other.ID, confirmed)
	link := func(to hub.CommitmentID, id hub.SchoolEncounterID) (hub.Commitment, error) {
		return b.app.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: to, SchoolEncounterID: &id})
	}
	b.refused("an encounter of another employer", hub.ErrBadInput, "schoolEncounterId", func() error { _, err := link(pupils.ID, elsewhere.ID); return err })
	if now, err := link(pupils.ID, open.ID); err != nil || now.DeliveredQuantity != 0 {
		t.Errorf("what no school confirmed delivers %+v, %v", now, err)
	}
	if now, err := link(pupils.ID, good.ID); err != nil || now.DeliveredQuantity != 120 || *now.StandingOn(hub.NewDate(2026, 11, 24)) != hub.CommitmentDelivered {
		t.Errorf("got %+v, %v", now, err)
	}
	second, err := promise(hub.CommitmentSchoolEncounters, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.refused("a record that counts already", hub.ErrConflict, "schoolEncounterId", func() error { _, err := link(second.ID, good.ID); return err })
	if now, err := b.app.UnlinkFromCommitment(by, hub.LinkCommitmentInput{CommitmentID: pupils.ID, SchoolEncounterID: &open.ID}); err != nil || now.DeliveredQuantity != 120 {
		t.Errorf("got %+v, %v", now, err)
	}
	b.refused("a record that is not linked", hub.ErrBadInput, "commitmentId", func() error {
		_, err := b.app.UnlinkFromCommitment(by, hub.LinkCommitmentInput{CommitmentID: pupils.ID, SchoolEncounterID: &open.ID})
		return err
	})
	starts, err := promise(hub.CommitmentApprenticeshipStarts, func(in *hub.CommitmentInput) { in.Number = new(2) })
	if err != nil {
		t.Fatal(err)
	}
	for stage, ok := range map[hub.ApprenticeshipStage]bool{hub.ApprenticeshipPledged: false, hub.ApprenticeshipStarted: true} {
		ap, err := b.app.RecordApprenticeship(by, e.ID, hub.ApprenticeshipInput{Stage: stage, Level: 3, Standard: "Fitter", Places: 4, OnDay: hub.NewDate(2026, 9, 1)})
		if err != nil {
			t.Fatal(err)
		}
		now, err := b.app.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: starts.ID, ApprenticeshipID: &ap.ID})
		if ok && (err != nil || now.DeliveredQuantity != 4) || !ok && hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %+v, %v", stage, now, err)
		}
	}

	money, err := promise(hub.CommitmentMoney, func(in *hub.CommitmentInput) { in.Number, in.Pence = nil, new(hub.Pence(5_000_000_00)) })
	if err != nil || *money.Promised().Pence != 500_000_000 || money.Promised().Number != nil {
		t.Fatalf("got %+v, %v", money, err)
	}
	b.refused("a link to money", hub.ErrBadInput, "commitmentId", func() error { _, err := link(money.ID, open.ID); return err })
	paid := hub.AddCommitmentEvidenceInput{CommitmentID: money.ID, Pence: new(hub.Pence(2_000_000_00)), OnDay: hub.NewDate(2026, 6, 1), Description: "Invoice 4711"}
	b.refused("evidence of pupils", hub.ErrBadInput, "commitmentId", func() error {
		_, err := b.app.AddCommitmentEvidence(by, hub.AddCommitmentEvidenceInput{CommitmentID: pupils.ID, Number: new(3), OnDay: paid.OnDay, Description: "x"})
		return err
	})
	b.refused("evidence of before it was made", hub.ErrBadInput, "onDay", func() error {
		early := paid
		early.OnDay = hub.NewDate(2025, 12, 31)
		_, err := b.app.AddCommitmentEvidence(by, early)
		return err
	})
	now, err := b.app.AddCommitmentEvidence(by, paid)
	if err != nil || now.DeliveredQuantity != 0 || now.WaitingQuantity != 200_000_000 {
		t.Fatalf("got %+v, %v", now, err)
	}
	evidence, err := b.app.EvidenceOfCommitments(by, []hub.CommitmentID{money.ID})
	if err != nil || len(evidence) != 1 {
		t.Fatalf("got %+v, %v", evidence, err)
	}
	b.refused("one's own evidence", hub.ErrBadInput, "id", func() error { _, err := b.app.VerifyCommitmentEvidence(by, evidence[0].ID); return err })
	if now, err := b.app.VerifyCommitmentEvidence(b.as(ben), evidence[0].ID); err != nil || now.DeliveredQuantity != 200_000_000 || now.WaitingQuantity != 0 {
		t.Errorf("got %+v, %v", now, err)
	}
	b.refused("evidence verified already", hub.ErrConflict, "id", func() error { _, err := b.app.VerifyCommitmentEvidence(b.as(ben), evidence[0].ID); return err })

	for standing, want := range map[hub.CommitmentStanding]int{hub.CommitmentDelivered: 2, hub.CommitmentOverdue: 2, hub.CommitmentUnderWay: 0} {
		f := hub.CommitmentFilter{EmployerID: &e.ID, AreaIn: areas[:1], StandingIn: []hub.CommitmentStanding{standing}}
		list, err := b.app.Commitments(by, f, hub.Page{First: 10})
		if n, countErr := b.app.CountCommitments(by, f); err != nil || countErr != nil || len(list.Nodes) != want || n != want {
			t.Errorf("%s: got %d, counted %d, want %d, %v, %v", standing, len(list.Nodes), n, want, err, countErr)
		}
	}
	figures, err := b.app.CommitmentFigures(by)
	if err != nil || len(figures) != 3 {
		t.Fatalf("got %+v, %v", figures, err)
	}
	for _, f := range figures {
		want := map[hub.CommitmentKind][4]int64{hub.CommitmentSchoolEncounters: {2, 1, 200, 100}, hub.CommitmentApprenticeshipStarts: {1, 0, 2, 2}, hub.CommitmentMoney: {1, 1, 500_000_000, 200_000_000}}[f.Kind]
		if got := [4]int64{int64(f.Commitments), int64(*f.Overdue), f.Quantity, f.DeliveredQuantity}; got != want || f.Employers != 1 || *f.Area != areas[0] {
			t.Errorf("%s: got %v of %d employers, want %v", f.Kind, got, f.Employers, want)
		}
	}
	b.merge(other.ID, e.ID)
	if n, err := b.app.CountCommitments(by, hub.CommitmentFilter{EmployerID: &other.ID}); err != nil || n != 4 {
		t.Errorf("after the merge: %d, %v", n, err)
	}
	if got := b.titles(b.manager, other.ID, hub.TimelineCommitment); got == "" {
		t.Error("the timeline says nothing")
	}
	if err := b.app.RemoveCommitment(by, money.ID, 1); err != nil {
		t.Fatal(err)
	}
}

func TestAPlanIsOfAnAreaOrASector(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(b.placements())
	in := hub.AreaPlanInput{
		Title: "Welders for the corridor", GrowthSector: new(hub.GrowthAdvancedManufacturing), Status: hub.PlanDraft, OwnerID: b.manager.OrganisationID,
		StartsOn: hub.NewDate(2026, 10, 1), Needs: "Six of nine employers lack welders.", Transport: new("No bus before six"),
	}
	for name, refused := range map[string]struct {
		field  string
		change func(*hub.AreaPlanInput)
	}{
		"of nothing":                      {"area", func(in *hub.AreaPlanInput) { in.GrowthSector = nil }},
		"an area that is not there":       {"area", func(in *hub.AreaPlanInput) { in.Area = new("ATLANTIS") }},
		"an owner that is not there":      {"ownerId", func(in *hub.AreaPlanInput) { in.OwnerID = hub.NewOrganisationID() }},
		"no needs":                        {"needs", func(in *hub.AreaPlanInput) { in.Needs = " " }},
		"agreed and recommending nothing": {"recommendations", func(in *hub.AreaPlanInput) { in.Status = hub.PlanAgreed }},
		"looked at before it begins":      {"reviewOn", func(in *hub.AreaPlanInput) { in.ReviewOn = new(hub.NewDate(2026, 9, 1)) }},
	} {
		b.refused(name, hub.ErrBadInput, refused.field, func() error {
			in := in
			refused.change(&in)
			_, err := b.app.RecordAreaPlan(by, in)
			return err
		})
	}
	plan, err := b.app.RecordAreaPlan(by, in)
	if err != nil {
		t.Fatal(err)
	}
	in.Status, in.Recommendations = hub.PlanAgreed, new("An early bus, and a bootcamp")
	if plan, err = b.app.UpdateAreaPlan(by, plan.ID, 1, in); err != nil || plan.Version != 2 {
		t.Fatalf("got %+v, %v", plan, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error { _, err := b.app.UpdateAreaPlan(by, plan.ID, 1, in); return err })
	f := hub.AreaPlanFilter{StatusIn: []hub.AreaPlanStatus{hub.PlanAgreed}, GrowthSectorIn: []hub.GrowthSector{hub.GrowthAdvancedManufacturing}}
	list, err := b.app.AreaPlans(by, f, hub.Page{First: 5})
	if n, countErr := b.app.CountAreaPlans(by, f); err != nil || countErr != nil || len(list.Nodes) != 1 || n != 1 || *list.Nodes[0].Transport != "No bus before six" {
		t.Errorf("got %+v, %d, %v, %v", list.Nodes, n, err, countErr)
	}
	if err := b.app.RemoveAreaPlan(by, plan.ID, 2); err != nil {
		t.Fatal(err)
	}
}

func TestACommitmentIsDeliveredByPlacementsThatStarted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	o := b.hosted(3)
	by := b.coordinator()
	promised, err := b.app.RecordCommitment(by, o.EmployerID, hub.CommitmentInput{Kind: hub.CommitmentPlacements, About: "Places for the borough", Number: new(2), MadeOn: hub.NewDate(2026, 1, 5), DueOn: hub.NewDate(2027, 11, 1)})
	if err != nil {
		t.Fatal(err)
	}
	link := func(by context.Context, p hub.Placement) (hub.Commitment, error) {
		return b.app.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: promised.ID, PlacementID: &p.ID})
	}
	waiting, first, second := b.placed(b.accepted(o, "PW-0"), hub.PlacementConfirmed), b.placed(b.accepted(o, "PW-1"), hub.PlacementConfirmed), b.placed(b.accepted(o, "PW-2"), hub.PlacementConfirmed)
	b.clock.set(moment("2027-03-02 09:00"))
	first, second = b.placed(first, hub.PlacementStarted), b.placed(second, hub.PlacementStarted)
	b.refused("one that did not start", hub.ErrBadInput, "placementId", func() error { _, err := link(by, waiting); return err })
	b.refused("who is not told of placements", hub.ErrBadInput, "placementId", func() error { _, err := link(b.as(b.manager), first); return err })
	b.refused("no placement", hub.ErrBadInput, "placementId", func() error {
		_, err := b.app.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: promised.ID})
		return err
	})
	b.refused("evidence", hub.ErrBadInput, "commitmentId", func() error {
		_, err := b.app.AddCommitmentEvidence(by, hub.AddCommitmentEvidenceInput{CommitmentID: promised.ID, Number: new(2), OnDay: hub.NewDate(2026, 11, 1), Description: "A list"})
		return err
	})
	if now, err := link(by, first); err != nil || now.DeliveredQuantity != 1 {
		t.Errorf("got %+v, %v", now, err)
	}
	b.refused("twice", hub.ErrConflict, "placementId", func() error { _, err := link(by, first); return err })
	if now, err := link(by, second); err != nil || now.DeliveredQuantity != 2 || *now.StandingOn(hub.NewDate(2027, 3, 2)) != hub.CommitmentDelivered {
		t.Errorf("got %+v, %v", now, err)
	}
	for who, want := range map[string]struct {
		by    context.Context
		links int
	}{"placement staff": {by, 2}, "a manager": {b.as(b.manager), 0}} {
		links, err := b.app.CommitmentLinks(want.by, []hub.CommitmentID{promised.ID})
		list, listErr := b.app.CommitmentsByID(want.by, []hub.CommitmentID{promised.ID})
		if err != nil || listErr != nil || len(links) != want.links || *list[0].Delivered().Number != 2 {
			t.Errorf("%s sees %d links of %+v, %v, %v", who, len(links), list, err, listErr)
		}
	}
	if _, err := b.app.TransitionPlacement(by, hub.TransitionPlacementInput{ID: second.ID, Version: second.Version, State: hub.PlacementEndedEarly, Reason: new(hub.ReasonMistake)}); err != nil {
		t.Fatal(err)
	}
	if list, err := b.app.CommitmentsByID(by, []hub.CommitmentID{promised.ID}); err != nil || list[0].DeliveredQuantity != 1 {
		t.Errorf("one recorded by mistake counts: %+v, %v", list, err)
	}
	if now, err := b.app.UnlinkFromCommitment(by, hub.LinkCommitmentInput{CommitmentID: promised.ID, PlacementID: &first.ID}); err != nil || now.DeliveredQuantity != 0 {
		t.Errorf("got %+v, %v", now, err)
	}
}

package app_test

import (
	"reflect"
	"testing"

	"employerhub/internal/hub"
)

// placements is somebody of the college who runs placements.
func (b testBundle) placements() hub.Actor {
	return b.partner("Rother Valley College", hub.RolePlacements)
}

func talk(change func(*hub.SchoolEncounterInput)) hub.SchoolEncounterInput {
	in := hub.SchoolEncounterInput{School: " Wath  Academy ", Kind: hub.EncounterWithEmployers, HappensOn: hub.NewDate(2026, 10, 6), Days: 0.26, YearGroups: []int{10, 9, 10}, PupilPlaces: 120}
	if change != nil {
		change(&in)
	}
	return in
}

func TestASchoolEncounterIsRecordedConfirmedAndCalledOff(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	by := b.as(b.placements())
	recorded, err := b.app.RecordSchoolEncounter(by, e.ID, talk(nil))
	if err != nil || recorded.School != "Wath Academy" || recorded.Days != 0.3 || len(recorded.YearGroups) != 2 || recorded.YearGroups[0] != 9 {
		t.Fatalf("got %+v, %v", recorded, err)
	}
	for name, refused := range map[string]struct {
		field  string
		change func(*hub.SchoolEncounterInput)
	}{
		"no school":                      {"school", func(in *hub.SchoolEncounterInput) { in.School = " " }},
		"no pupil places":                {"pupilPlaces", func(in *hub.SchoolEncounterInput) { in.PupilPlaces = 0 }},
		"no time at all":                 {"days", func(in *hub.SchoolEncounterInput) { in.Days = 0.04 }},
		"a year group that is none":      {"yearGroups", func(in *hub.SchoolEncounterInput) { in.YearGroups = []int{15} }},
		"confirmed and nobody says how":  {"confirmation", func(in *hub.SchoolEncounterInput) { in.ConfirmedOn = new(hub.NewDate(2026, 10, 7)) }},
		"called off and nobody says why": {"cancelReason", func(in *hub.SchoolEncounterInput) { in.CancelledOn = new(hub.NewDate(2026, 10, 1)) }},
		"a confirmation before it happened": {"confirmedOn", func(in *hub.SchoolEncounterInput) {
			in.HappensOn, in.ConfirmedOn, in.Confirmation = hub.NewDate(2026, 12, 1), new(hub.NewDate(2026, 11, 20)), new("by e-mail")
		}},
	} {
		b.refused(name, hub.ErrBadInput, refused.field, func() error {
			_, err := b.app.RecordSchoolEncounter(by, e.ID, talk(refused.change))
			return err
		})
	}
	b.refused("no employer", hub.ErrNotFound, "", func() error {
		_, err := b.app.RecordSchoolEncounter(by, hub.NewEmployerID(), talk(nil))
		return err
	})
	b.refused("who only engages", hub.ErrForbidden, "", func() error {
		_, err := b.app.RecordSchoolEncounter(b.as(b.partner("Chamber", hub.RoleEngagement)), e.ID, talk(nil))
		return err
	})
	confirm := func(version int) (hub.SchoolEncounter, error) {
		return b.app.UpdateSchoolEncounter(by, recorded.ID, version, talk(func(in *hub.SchoolEncounterInput) {
			in.ConfirmedOn, in.Confirmation = new(hub.NewDate(2026, 10, 20)), new("Careers leader, by e-mail")
		}))
	}
	if recorded, err = confirm(1); err != nil || recorded.Version != 2 {
		t.Fatalf("got %+v, %v", recorded, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error { _, err := confirm(1); return err })
	if again, err := confirm(2); err != nil || again.Version != 2 {
		t.Errorf("the same again gives %+v, %v", again, err)
	}
	if _, err := b.app.RecordSchoolEncounter(by, e.ID, talk(func(in *hub.SchoolEncounterInput) {
		in.CancelledOn, in.CancelReason, in.HappensOn = new(hub.NewDate(2026, 11, 2)), new("the hall was flooded"), hub.NewDate(2026, 11, 3)
	})); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.RecordSchoolEncounter(by, e.ID, talk(func(in *hub.SchoolEncounterInput) { in.HappensOn = hub.NewDate(2027, 2, 1) })); err != nil {
		t.Fatal(err)
	}
	want := "Called off for pupils: Wath Academy (the hall was flooded), School encounter: Wath Academy (120 pupil places)"
	if got := b.titles(b.manager, e.ID, hub.TimelineEducation); got != want {
		t.Errorf("the timeline says %s, want %s: what is to come has not happened", got, want)
	}
	page := hub.Page{First: 2}
	for name, f := range map[string]hub.SchoolEncounterFilter{
		"confirmed":  {Confirmed: new(true)},
		"cancelled":  {Cancelled: new(true)},
		"in a month": {From: new(hub.NewDate(2026, 10, 1)), Until: new(hub.NewDate(2026, 10, 31)), KindIn: []hub.SchoolEncounterKind{hub.EncounterWithEmployers}, EmployerID: &e.ID},
	} {
		list, err := b.app.SchoolEncounters(by, f, page)
		if n, countErr := b.app.CountSchoolEncounters(by, f); err != nil || countErr != nil || len(list.Nodes) != 1 || n != 1 {
			t.Errorf("%s: got %d, counted %d, %v, %v", name, len(list.Nodes), n, err, countErr)
		}
	}
	b.refused("a period that ends before it begins", hub.ErrBadInput, "until", func() error {
		_, err := b.app.SchoolEncounters(by, hub.SchoolEncounterFilter{From: new(hub.NewDate(2026, 10, 2)), Until: new(hub.NewDate(2026, 10, 1))}, page)
		return err
	})
	first, err := b.app.SchoolEncounters(by, hub.SchoolEncounterFilter{}, page)
	if err != nil || !first.HasNext || first.Nodes[0].HappensOn != hub.NewDate(2027, 2, 1) {
		t.Fatalf("got %+v, %v", first, err)
	}
	page.After = first.Cursors[1]
	if rest, err := b.app.SchoolEncounters(by, hub.SchoolEncounterFilter{}, page); err != nil || len(rest.Nodes) != 1 || rest.Nodes[0].ID != recorded.ID {
		t.Errorf("the second page has %+v, %v", rest.Nodes, err)
	}
	if err := b.app.RemoveSchoolEncounter(by, recorded.ID, 2); err != nil {
		t.Fatal(err)
	}
	if got := b.changes(b.manager, e.ID, "schoolencounter."); got != "schoolencounter.remove schoolencounter.record schoolencounter.record schoolencounter.update schoolencounter.record" {
		t.Errorf("the history says %s", got)
	}
}

func TestWhatEmployersDoForEducationIsCountedOnceForEach(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(b.placements())
	abdy, beck := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck Engineering"})
	college, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: "The college"})
	if err != nil {
		t.Fatal(err)
	}
	day := hub.NewDate(2026, 10, 6)
	work := hub.CollaborationInput{ProviderID: college.ID, Course: "Welding level 2", Kind: hub.CollaborationCoDesign, StartsOn: hub.NewDate(2026, 6, 1)}
	collaborating := func(change func(*hub.CollaborationInput)) func() error {
		return func() error {
			in := work
			change(&in)
			_, err := b.app.RecordCollaboration(by, abdy.ID, in)
			return err
		}
	}
	b.refused("a provider that is not there", hub.ErrBadInput, "providerId", collaborating(func(in *hub.CollaborationInput) { in.ProviderID = hub.NewProviderID() }))
	b.refused("an end before the start", hub.ErrBadInput, "endsOn", collaborating(func(in *hub.CollaborationInput) { in.EndsOn = new(hub.NewDate(2026, 5, 1)) }))
	b.refused("confirmed by nobody", hub.ErrBadInput, "confirmedBy", collaborating(func(in *hub.CollaborationInput) { in.ConfirmedOn = &day }))
	b.refused("confirmed and nothing shows it", hub.ErrBadInput, "evidence", collaborating(func(in *hub.CollaborationInput) { in.ConfirmedOn, in.ConfirmedBy = &day, new(hub.PartyProvider) }))
	apprentices := hub.ApprenticeshipInput{Stage: hub.ApprenticeshipOffered, Level: 3, Standard: "Engineering fitter", Places: 4, OnDay: day, InRotherham: true}
	offering := func(change func(*hub.ApprenticeshipInput)) func() error {
		return func() error {
			in := apprentices
			change(&in)
			_, err := b.app.RecordApprenticeship(by, abdy.ID, in)
			return err
		}
	}
	b.refused("a level that is none", hub.ErrBadInput, "level", offering(func(in *hub.ApprenticeshipInput) { in.Level = 8 }))
	b.refused("an offer with a day to start by", hub.ErrBadInput, "dueOn", offering(func(in *hub.ApprenticeshipInput) { in.DueOn = new(hub.NewDate(2027, 1, 1)) }))
	b.refused("an offer to come", hub.ErrBadInput, "onDay", offering(func(in *hub.ApprenticeshipInput) { in.OnDay = hub.NewDate(2027, 1, 1) }))
	for _, e := range []hub.EmployerID{abdy.ID, beck.ID} {
		for _, record := range []func() error{
			func() error {
				_, err := b.app.RecordSchoolEncounter(by, e, talk(func(in *hub.SchoolEncounterInput) {
					in.Days, in.ConfirmedOn, in.Confirmation = 1, &day, new("by e-mail")
				}))
				return err
			},
			func() error { _, err := b.app.RecordSchoolEncounter(by, e, talk(nil)); return err },
			func() error {
				_, err := b.app.RecordSchoolEncounter(by, e, talk(func(in *hub.SchoolEncounterInput) { in.CancelledOn, in.CancelReason = &day, new("ill") }))
				return err
			},
			func() error {
				in := work
				in.Evidence, in.ConfirmedOn, in.ConfirmedBy = new("Minutes of June"), &day, new(hub.PartyProvider)
				_, err := b.app.RecordCollaboration(by, e, in)
				return err
			},
			func() error { _, err := b.app.RecordCollaboration(by, e, work); return err },
			func() error { _, err := b.app.RecordApprenticeship(by, e, apprentices); return err },
			func() error {
				in := apprentices
				in.Stage, in.Level, in.DueOn = hub.ApprenticeshipPledged, 6, new(hub.NewDate(2027, 9, 1))
				_, err := b.app.RecordApprenticeship(by, e, in)
				return err
			},
		} {
			if err := record(); err != nil {
				t.Fatal(err)
			}
		}
	}
	figures := func(by hub.Actor) hub.EducationFigures {
		t.Helper()
		f, err := b.app.EducationFigures(b.as(by), hub.NewDate(2026, 9, 1), hub.NewDate(2027, 8, 31))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	want := hub.EducationFigures{
		SchoolEmployers: 2, PupilPlaces: 240, PupilPlacesOfADay: 240, UnconfirmedPlaces: 240, CollaboratingEmployers: 2, OfferingEmployers: 2, OfferedToAdvanced: 8, Pledged: 8, Started: new(0),
	}
	if got := figures(b.manager); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	b.merge(abdy.ID, beck.ID)
	want.SchoolEmployers, want.CollaboratingEmployers, want.OfferingEmployers = 1, 1, 1
	if got := figures(b.manager); !reflect.DeepEqual(got, want) {
		t.Errorf("after the merge: got %+v, want %+v", got, want)
	}
	b.exec(`UPDATE employer SET lead_organisation_id = $1, confidential_to = $1, confidential_since = now(), confidential_by = 'Mo', confidential_reason = 'x' WHERE id = $2`, b.manager.OrganisationID, abdy.ID)
	if got := figures(b.partner("Board", hub.RoleAnalyst)); !reflect.DeepEqual(got, hub.EducationFigures{Started: new(0)}) {
		t.Errorf("who may not know of it counts %+v", got)
	}
}

func TestWhatAnEmployerSaidLastOfTheLevyStands(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(b.placements())
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	say := func(in hub.RecordLevyWordInput) error {
		in.EmployerID = e.ID
		_, err := b.app.RecordLevyWord(by, in)
		return err
	}
	if err := say(hub.RecordLevyWordInput{Pays: true, Transfer: hub.LevyGive}); err != nil {
		t.Fatal(err)
	}
	if err := say(hub.RecordLevyWordInput{Transfer: hub.LevyReceive, SaidOn: new(hub.NewDate(2025, 1, 1))}); err != nil {
		t.Fatal(err)
	}
	b.refused("giving what it does not pay", hub.ErrBadInput, "transfer", func() error { return say(hub.RecordLevyWordInput{Transfer: hub.LevyGive}) })
	b.refused("a day to come", hub.ErrBadInput, "saidOn", func() error {
		return say(hub.RecordLevyWordInput{Transfer: hub.LevyNone, SaidOn: new(hub.NewDate(2027, 1, 1))})
	})
	if got, err := b.app.LevyWordsOf(by, []hub.EmployerID{e.ID}); err != nil || len(got) != 1 || got[0].Transfer != hub.LevyGive {
		t.Errorf("got %+v, %v", got, err)
	}
}

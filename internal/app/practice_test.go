package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestAPracticeIsDiscussedStartedAndConfirmed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	in := hub.RecordPracticeInput{EmployerID: e.ID, Topic: "FLEXIBLE_HOURS", DiscussedOn: new(hub.NewDate(2026, 10, 1))}
	p, err := b.app.RecordPractice(b.as(b.manager), in)
	if err != nil || p.Topic.Name != "Flexible hours" {
		t.Fatalf("got %+v, %v", p, err)
	}
	recording := func(change func(*hub.RecordPracticeInput)) func() error {
		return func() error {
			in := hub.RecordPracticeInput{EmployerID: e.ID, Topic: "VOLUNTEERING", StartedOn: new(hub.NewDate(2026, 10, 1))}
			change(&in)
			_, err := b.app.RecordPractice(b.as(b.manager), in)
			return err
		}
	}
	b.refused("the topic twice", hub.ErrConflict, "topic", recording(func(in *hub.RecordPracticeInput) { in.Topic = "FLEXIBLE_HOURS" }))
	b.refused("no topic", hub.ErrBadInput, "topic", recording(func(in *hub.RecordPracticeInput) { in.Topic = "FREE_LUNCH" }))
	b.refused("no day", hub.ErrBadInput, "discussedOn", recording(func(in *hub.RecordPracticeInput) { in.StartedOn = nil }))
	b.refused("a day to come", hub.ErrBadInput, "startedOn", recording(func(in *hub.RecordPracticeInput) { in.StartedOn = new(hub.NewDate(2027, 1, 1)) }))
	b.refused("confirmed and nobody says how", hub.ErrBadInput, "confirmation", recording(func(in *hub.RecordPracticeInput) { in.ConfirmedOn = new(hub.NewDate(2026, 11, 1)) }))
	b.refused("confirmed before it started", hub.ErrBadInput, "confirmedOn", recording(func(in *hub.RecordPracticeInput) {
		in.ConfirmedOn, in.Confirmation = new(hub.NewDate(2026, 9, 30)), new("by e-mail")
	}))
	b.refused("no employer", hub.ErrNotFound, "", recording(func(in *hub.RecordPracticeInput) { in.EmployerID = hub.NewEmployerID() }))
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.RecordPractice(b.as(b.partner("Board", hub.RoleAnalyst)), in)
		return err
	})
	updating := func(version int) (hub.Practice, error) {
		return b.app.UpdatePractice(b.as(b.manager), hub.UpdatePracticeInput{
			ID: p.ID, Version: version, StartedOn: hub.Set(hub.NewDate(2026, 10, 12)), Evidence: hub.Set("Rota seen on the visit"),
			ConfirmedOn: hub.Set(hub.NewDate(2026, 11, 2)), Confirmation: hub.Set("The HR manager, by e-mail"),
		})
	}
	if p, err = updating(1); err != nil || p.Version != 2 || p.DiscussedOn == nil || *p.Confirmation != "The HR manager, by e-mail" {
		t.Fatalf("got %+v, %v", p, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error {
		_, err := updating(1)
		return err
	})
	b.refused("a start taken back after the word of the employer", hub.ErrBadInput, "startedOn", func() error {
		_, err := b.app.UpdatePractice(b.as(b.manager), hub.UpdatePracticeInput{ID: p.ID, Version: 2, StartedOn: hub.Clear[hub.Date]()})
		return err
	})
	if got := b.titles(b.manager, e.ID, hub.TimelinePractice); got != "Confirmed by the employer: Flexible hours (The HR manager, by e-mail), Started: Flexible hours (Rota seen on the visit), Discussed: Flexible hours" {
		t.Errorf("the timeline says %s", got)
	}

	// The other record's practice comes with it, and what both say of one topic stays twice.
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering"})
	if _, err := b.app.RecordPractice(b.as(b.manager), hub.RecordPracticeInput{EmployerID: other.ID, Topic: "VOLUNTEERING", DiscussedOn: new(hub.NewDate(2026, 9, 1))}); err != nil {
		t.Fatal(err)
	}
	b.merge(e.ID, other.ID)
	if of, err := b.app.PracticesOf(b.as(b.manager), []hub.EmployerID{e.ID}); err != nil || len(of) != 2 {
		t.Errorf("got %+v, %v", of, err)
	}
	if err := b.app.RemovePractice(b.as(b.manager), p.ID, 2); err != nil {
		t.Fatal(err)
	}
	if got := b.changes(b.partner("Growth Hub", hub.RoleEngagement), e.ID, "practice."); got != "practice.remove practice.record practice.update practice.record" {
		t.Errorf("the history says %s", got)
	}
}

// titles are those of the entries of a kind of an employer's timeline, as somebody sees it, the latest first, with their text.
func (b testBundle) titles(by hub.Actor, e hub.EmployerID, kind hub.TimelineKind) string {
	b.Helper()
	var titles []string
	page := hub.Page{First: 2} // so that entries of one day are on two pages
	for {
		list, err := b.app.Timeline(b.as(by), e, page)
		if err != nil {
			b.Fatal(err)
		}
		for _, entry := range list.Nodes {
			if entry.Kind == kind {
				title := entry.Title
				if entry.Text != nil {
					title += " (" + *entry.Text + ")"
				}
				titles = append(titles, title)
			}
		}
		if !list.HasNext {
			return strings.Join(titles, ", ")
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
}

// changes are the actions of an employer's history that somebody sees and that begin so, the latest first.
func (b testBundle) changes(by hub.Actor, e hub.EmployerID, begin string) string {
	b.Helper()
	list, err := b.app.History(b.as(by), e, hub.Page{First: 100})
	if err != nil {
		b.Fatal(err)
	}
	var actions []string
	for _, c := range list.Nodes {
		if strings.HasPrefix(c.Action, begin) {
			actions = append(actions, c.Action)
		}
	}
	return strings.Join(actions, " ")
}

func TestAwardsAndStagesStandInTheTimelineAndTheHistory(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd", LeadIt: new(true)})
	for stage, since := range map[hub.AccreditationStage]hub.Date{hub.StageAware: hub.NewDate(2018, 1, 1), hub.StageApplied: hub.NewDate(2018, 3, 1)} {
		if _, err := b.app.SetAccreditationStage(b.as(b.manager), hub.SetAccreditationStageInput{EmployerID: e.ID, Scheme: hub.DisabilityConfident, Stage: stage, Since: &since}); err != nil {
			t.Fatal(err)
		}
	}
	expires := func(day hub.Date) func(*hub.RecordAccreditationInput) {
		return func(in *hub.RecordAccreditationInput) { in.ExpiresOn = &day }
	}
	first := b.awarded(e.ID, 1, hub.NewDate(2018, 5, 1), expires(hub.NewDate(2021, 5, 1)))
	second := b.awarded(e.ID, 1, hub.NewDate(2021, 5, 1), func(in *hub.RecordAccreditationInput) {
		in.RenewsID, in.ExpiresOn = &first.ID, new(hub.NewDate(2024, 5, 1))
	})
	b.awarded(e.ID, 2, hub.NewDate(2022, 2, 1), func(in *hub.RecordAccreditationInput) {
		in.RenewsID, in.ExpiresOn, in.Reference = &second.ID, new(hub.NewDate(2025, 2, 1)), new("DCS0777")
	})
	last := b.awarded(e.ID, 2, hub.NewDate(2026, 11, 2), nil)
	if _, err := b.app.EndAccreditation(b.as(b.manager), last.ID, 1, hub.NewDate(2026, 11, 20), "Moved away"); err != nil {
		t.Fatal(err)
	}
	b.awarded(e.ID, 1, hub.NewDate(2026, 11, 24), func(in *hub.RecordAccreditationInput) { in.Scheme = "REAL_LIVING_WAGE" })
	const dc = "Disability Confident"
	want := strings.Join([]string{
		"Awarded Real Living Wage", dc + " level 2, Employer ended (Moved away)", "Awarded " + dc + " level 2, Employer", dc + " level 2, Employer ran out",
		"Moved up to " + dc + " level 2, Employer (DCS0777)", "Renewed " + dc + " level 1, Committed", "Awarded " + dc + " level 1, Committed",
		"Applied for " + dc, "Aware of " + dc,
	}, ", ")
	analyst, engaged := b.partner("Board", hub.RoleAnalyst), b.partner("Growth Hub", hub.RoleEngagement)
	for _, by := range []hub.Actor{b.manager, analyst, engaged} {
		if got := b.titles(by, e.ID, hub.TimelineAccreditation); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", by.Name, got, want)
		}
		if got := b.changes(by, e.ID, "accreditation."); got != "accreditation.record accreditation.end accreditation.record accreditation.record accreditation.record accreditation.record accreditation.stage accreditation.stage" {
			t.Errorf("%s: the history says %s", by.Name, got)
		}
	}

	// What happened to a confidential enquiry is its lead's alone.
	e = b.read(e.ID)
	if _, err := b.app.MakeConfidential(b.as(b.manager), hub.MakeConfidentialInput{EmployerID: e.ID, Version: e.Version, Reason: "An enquiry of an investor"}); err != nil {
		t.Fatal(err)
	}
	for _, by := range []hub.Actor{analyst, engaged} {
		if got := b.titles(by, e.ID, hub.TimelineAccreditation) + b.changes(by, e.ID, ""); got != "" {
			t.Errorf("%s sees %s", by.Name, got)
		}
	}
	if got := b.titles(b.manager, e.ID, hub.TimelineAccreditation); got != want {
		t.Errorf("the lead sees %s", got)
	}
}

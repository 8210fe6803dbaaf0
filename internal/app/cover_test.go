package app_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// postcodes makes S60 1AA a postcode of a Rotherham ward and S1 2AA one elsewhere.
func (b testBundle) postcodes() {
	b.exec(`INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S60 1AA', code FROM ward ORDER BY code LIMIT 1`)
	b.exec(`INSERT INTO postcode_directory (postcode) VALUES ('S1 2AA')`)
}

func (b testBundle) site(e hub.EmployerID, postcode hub.Postcode, opened *hub.Date) hub.Site {
	b.Helper()
	site, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e, Name: "Works", Postcode: &postcode, OpenedOn: opened})
	if err != nil {
		b.Fatal(err)
	}
	return site
}

// later moves the clock on by so many days.
func (b testBundle) later(days int) {
	b.clock.mu.Lock()
	defer b.clock.mu.Unlock()
	b.clock.now = b.clock.now.AddDate(0, 0, days)
}

// confident are how many employers count on a day, in all and by the award of their head office alone.
func (b testBundle) confident(on hub.Date) string {
	b.Helper()
	f, err := b.app.DisabilityConfidentEmployers(b.as(b.manager), &on)
	if err != nil {
		b.Fatal(err)
	}
	said := []string{fmt.Sprintf("%d, %d covered", f.Employers, f.Covered)}
	for _, s := range f.BySector {
		said = append(said, fmt.Sprintf("%s %d", s.Key, s.Employers))
	}
	return strings.Join(said, ", ")
}

func TestAnAwardOfAHeadOfficeCoversASiteOnlyByADecision(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.postcodes()
	head := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Group plc"})
	part := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Castings Ltd"})
	site, away := b.site(part.ID, "S60 1AA", nil), b.site(part.ID, "S1 2AA", nil)
	held := b.awarded(head.ID, 2, hub.NewDate(2025, 6, 1), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2026, 10, 31)) })
	in := hub.CoverSiteInput{HolderID: head.ID, Scheme: hub.DisabilityConfident, SiteID: site.ID, Since: new(hub.NewDate(2026, 3, 1)), Reason: "Their HR director confirmed it by e-mail"}
	covering := func(change func(*hub.CoverSiteInput)) func() error {
		return func() error {
			in := in
			change(&in)
			_, err := b.app.CoverSite(b.as(b.manager), in)
			return err
		}
	}
	none := func(*hub.CoverSiteInput) {}
	b.refused("no group", hub.ErrBadInput, "holderId", covering(none))
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: part.ID, Version: b.read(part.ID).Version, ParentEmployerID: hub.OptionalEmployerID{Optional: hub.Set(head.ID)}}); err != nil {
		t.Fatal(err)
	}
	b.refused("before the award", hub.ErrBadInput, "holderId", covering(func(in *hub.CoverSiteInput) { in.Since = new(hub.NewDate(2025, 5, 31)) }))
	b.refused("after it lapsed", hub.ErrBadInput, "holderId", covering(func(in *hub.CoverSiteInput) { in.Since = new(hub.NewDate(2026, 11, 1)) }))
	b.refused("a day to come", hub.ErrBadInput, "since", covering(func(in *hub.CoverSiteInput) { in.Since = new(hub.NewDate(2027, 1, 1)) }))
	b.refused("a site elsewhere", hub.ErrBadInput, "siteId", covering(func(in *hub.CoverSiteInput) { in.SiteID = away.ID }))
	b.refused("no reason", hub.ErrBadInput, "reason", covering(func(in *hub.CoverSiteInput) { in.Reason = " " }))
	b.refused("no site", hub.ErrNotFound, "", covering(func(in *hub.CoverSiteInput) { in.SiteID = hub.NewSiteID() }))
	b.refused("its own site", hub.ErrBadInput, "siteId", covering(func(in *hub.CoverSiteInput) { in.HolderID = part.ID }))
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.CoverSite(b.as(b.partner("Board", hub.RoleAnalyst)), in)
		return err
	})
	if got := b.confident(hub.NewDate(2026, 6, 1)); got != "0, 0 covered" {
		t.Errorf("without a decision %s count", got)
	}
	cover, err := b.app.CoverSite(b.as(b.manager), in)
	if err != nil || cover.DecidedBy.Name != "Mo Manager" || cover.EmployerID != part.ID {
		t.Fatalf("got %+v, %v", cover, err)
	}
	b.refused("twice", hub.ErrConflict, "siteId", covering(none))
	if one, other := b.standing(head.ID), b.standing(part.ID); len(one.Covers) != 1 || len(other.Covers) != 1 || other.Covers[0].Reason != in.Reason {
		t.Errorf("got %+v and %+v", one.Covers, other.Covers)
	}
	wants := func(on hub.Date, want string) {
		t.Helper()
		if got := b.confident(on); got != want {
			t.Errorf("on %v: got %s, want %s", on, got, want)
		}
	}
	wants(hub.NewDate(2026, 2, 28), "0, 0 covered")
	wants(hub.NewDate(2026, 3, 1), "1, 1 covered, UNKNOWN 1")
	wants(hub.NewDate(2026, 10, 31), "1, 1 covered, UNKNOWN 1")
	wants(hub.NewDate(2026, 11, 1), "0, 0 covered") // the award lapsed
	b.awarded(head.ID, 2, hub.NewDate(2026, 11, 10), func(in *hub.RecordAccreditationInput) {
		in.RenewsID, in.ExpiresOn = &held.ID, new(hub.NewDate(2029, 11, 10))
	})
	wants(hub.NewDate(2026, 11, 10), "1, 1 covered, UNKNOWN 1") // renewed, and the decision holds on
	// With an award of its own it counts by that, once.
	own := b.awarded(part.ID, 1, hub.NewDate(2026, 11, 12), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2028, 11, 12)) })
	wants(hub.NewDate(2026, 11, 12), "1, 0 covered, UNKNOWN 1")
	if err := b.app.RemoveAccreditation(b.as(b.manager), own.ID, own.Version); err != nil {
		t.Fatal(err)
	}
	ending := func(change func(*hub.EndCoverInput)) func() error {
		return func() error {
			in := hub.EndCoverInput{ID: cover.ID, Version: 1, EndedOn: new(hub.NewDate(2026, 11, 20)), Reason: "Sold to another group"}
			change(&in)
			_, err := b.app.EndCover(b.as(b.manager), in)
			return err
		}
	}
	b.refused("ended before it began", hub.ErrBadInput, "endedOn", ending(func(in *hub.EndCoverInput) { in.EndedOn = new(hub.NewDate(2026, 2, 1)) }))
	b.refused("a stale version", hub.ErrConflict, "", ending(func(in *hub.EndCoverInput) { in.Version = 7 }))
	if err := ending(func(*hub.EndCoverInput) {})(); err != nil {
		t.Fatal(err)
	}
	wants(hub.NewDate(2026, 11, 19), "1, 1 covered, UNKNOWN 1")
	wants(hub.NewDate(2026, 11, 20), "0, 0 covered")

	// Whoever may not know of the head office reads nothing of the decision.
	if got := b.changes(b.partner("Growth Hub", hub.RoleEngagement), part.ID, "cover."); got != "cover.end cover.decide" {
		t.Errorf("the history says %s", got)
	}
	head = b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Holding", LeadIt: new(true)})
	b.exec(`UPDATE accreditation_cover SET employer_id = $1`, head.ID)
	if _, err := b.app.MakeConfidential(b.as(b.manager), hub.MakeConfidentialInput{EmployerID: head.ID, Version: b.read(head.ID).Version, Reason: "An enquiry"}); err != nil {
		t.Fatal(err)
	}
	other := b.partner("Chamber", hub.RoleEngagement)
	of, err := b.app.StandingsOf(b.as(other), []hub.EmployerID{part.ID})
	if err != nil || len(of[0].Standings[0].Covers) != 0 || b.changes(other, part.ID, "cover.") != "" {
		t.Errorf("a partner sees %+v and %q, %v", of[0].Standings[0].Covers, b.changes(other, part.ID, "cover."), err)
	}
}

func TestDisabilityConfidentFiguresAsTheyWereOnADay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.postcodes()
	until := func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2028, 1, 1)) }
	codes := func(code string) hub.Optional[[]hub.EmployerSIC] {
		return hub.Set([]hub.EmployerSIC{{Version: string(hub.SIC2007), Code: code}})
	}
	update := func(e hub.EmployerID, change func(*hub.UpdateEmployerInput)) {
		t.Helper()
		in := hub.UpdateEmployerInput{ID: e, Version: b.read(e).Version}
		change(&in)
		if _, err := b.app.UpdateEmployer(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
	}
	// Two records of one employer, one that closes, one whose only site closes, and one that moves away.
	kept, twice := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Engineering"})
	shuts := b.employer(b.manager, hub.CreateEmployerInput{Name: "Bolts Ltd"})
	empties := b.employer(b.manager, hub.CreateEmployerInput{Name: "Crofts Ltd"})
	moves := b.employer(b.manager, hub.CreateEmployerInput{Name: "Drums Ltd"})
	for _, e := range []hub.Employer{kept, twice, shuts, empties, moves} {
		b.awarded(e.ID, 1, hub.NewDate(2025, 1, 1), until)
		update(e.ID, func(in *hub.UpdateEmployerInput) { in.SICCodes = codes("25620") })
	}
	before, after := hub.NewDate(2026, 11, 24), hub.NewDate(2026, 12, 10)
	for _, e := range []hub.EmployerID{kept.ID, twice.ID, shuts.ID} {
		b.site(e, "S60 1AA", nil)
	}
	closing, leaving := b.site(empties.ID, "S60 1AA", nil), b.site(moves.ID, "S60 1AA", nil)
	if got := b.confident(before); got != "5, 0 covered, C 5" {
		t.Fatalf("got %s", got)
	}
	b.later(10)
	update(shuts.ID, func(in *hub.UpdateEmployerInput) { in.Status = hub.Set(hub.EmployerClosed) })
	update(kept.ID, func(in *hub.UpdateEmployerInput) { in.SICCodes = codes("62020") })
	for _, s := range []hub.Site{closing, leaving} {
		if _, err := b.app.UpdateSite(b.as(b.manager), hub.UpdateSiteInput{ID: s.ID, Version: s.Version, ClosedOn: hub.Set(hub.NewDate(2026, 12, 1))}); err != nil {
			t.Fatal(err)
		}
	}
	b.site(moves.ID, "S1 2AA", new(hub.NewDate(2026, 12, 1)))
	b.later(10)
	for on, want := range map[hub.Date]string{
		before: "5, 0 covered, C 5", hub.NewDate(2026, 12, 1): "5, 0 covered, C 5", hub.NewDate(2026, 12, 2): "3, 0 covered, C 3",
		after: "2, 0 covered, C 1, J 1",
	} {
		if got := b.confident(on); got != want {
			t.Errorf("on %v: got %s, want %s", on, got, want)
		}
	}
	// That they were one employer is so on every day, whenever somebody found out.
	m := b.merge(kept.ID, twice.ID)
	for on, want := range map[hub.Date]string{before: "4, 0 covered, C 4", after: "1, 0 covered, J 1"} {
		if got := b.confident(on); got != want {
			t.Errorf("merged, on %v: got %s, want %s", on, got, want)
		}
	}
	if _, err := b.app.UndoMerge(b.as(b.manager), hub.UndoMergeInput{ID: m.ID}); err != nil {
		t.Fatal(err)
	}
	if got := b.confident(before); got != "5, 0 covered, C 5" {
		t.Errorf("two again: got %s", got)
	}
}

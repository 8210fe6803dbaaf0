package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestAGoodPracticeIsPublishedOnlyWhileTheEmployerAgreesToItsWords(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(1)[0]
	person := b.people(e)[0]
	elsewhere := b.people(b.employers(2)[1])[0]
	in := hub.AddGoodPracticeInput{EmployerID: e, Title: " Quiet  hours ", Story: "One shift a week without music.\nSick leave fell.", Topic: new("FLEXIBLE_HOURS"), Link: new("www.example.co.uk/quiet")}
	adding := func(change func(*hub.AddGoodPracticeInput)) func() error {
		return func() error {
			in := in
			change(&in)
			_, err := b.app.AddGoodPractice(b.as(b.manager), in)
			return err
		}
	}
	b.refused("no title", hub.ErrBadInput, "title", adding(func(in *hub.AddGoodPracticeInput) { in.Title = "" }))
	b.refused("no story", hub.ErrBadInput, "story", adding(func(in *hub.AddGoodPracticeInput) { in.Story = " " }))
	b.refused("no such topic", hub.ErrBadInput, "topic", adding(func(in *hub.AddGoodPracticeInput) { in.Topic = new("FREE_LUNCH") }))
	b.refused("no address", hub.ErrBadInput, "link", adding(func(in *hub.AddGoodPracticeInput) { in.Link = new("javascript:alert(1)") }))
	b.refused("no employer", hub.ErrNotFound, "", adding(func(in *hub.AddGoodPracticeInput) { in.EmployerID = hub.NewEmployerID() }))
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, err := b.app.AddGoodPractice(b.as(b.partner("Board", hub.RoleAnalyst)), in)
		return err
	})
	g, err := b.app.AddGoodPractice(b.as(b.manager), in)
	if err != nil || g.Title != "Quiet hours" || g.Topic.Name != "Flexible hours" || g.State() != hub.GoodPracticeWritten {
		t.Fatalf("got %+v, %v", g, err)
	}

	agreeing := func(change func(*hub.ConsentToPublishInput)) func() error {
		return func() error {
			in := hub.ConsentToPublishInput{ID: g.ID, Version: g.Version, PersonID: person, OnDay: hub.NewDate(2026, 11, 20), How: "E-mail to Mo"}
			change(&in)
			now, err := b.app.ConsentToPublish(b.as(b.manager), in)
			if err == nil {
				g = now
			}
			return err
		}
	}
	as := func(*hub.ConsentToPublishInput) {}
	b.refused("somebody of another employer", hub.ErrBadInput, "personId", agreeing(func(in *hub.ConsentToPublishInput) { in.PersonID = elsewhere }))
	b.refused("a day to come", hub.ErrBadInput, "onDay", agreeing(func(in *hub.ConsentToPublishInput) { in.OnDay = hub.NewDate(2027, 1, 1) }))
	b.refused("nobody says how", hub.ErrBadInput, "how", agreeing(func(in *hub.ConsentToPublishInput) { in.How = " " }))
	b.refused("a stale version", hub.ErrConflict, "", agreeing(func(in *hub.ConsentToPublishInput) { in.Version = 9 }))
	if err := agreeing(as)(); err != nil || g.State() != hub.GoodPracticePublishable || *g.ConsentBy != person {
		t.Fatalf("got %+v, %v", g, err)
	}
	b.refused("agreed twice", hub.ErrConflict, "", agreeing(as))

	withdraw := func(on hub.Date) (hub.GoodPractice, error) {
		return b.app.WithdrawPublishing(b.as(b.manager), hub.WithdrawPublishingInput{ID: g.ID, Version: g.Version, OnDay: on, How: "By telephone"})
	}
	b.refused("withdrawn before it was given", hub.ErrBadInput, "onDay", func() error {
		_, err := withdraw(hub.NewDate(2026, 11, 19))
		return err
	})
	if g, err = withdraw(hub.NewDate(2026, 11, 22)); err != nil || g.State() != hub.GoodPracticeWithdrawn {
		t.Fatalf("got %+v, %v", g, err)
	}
	if got := b.titles(b.manager, e, hub.TimelinePractice); got != "Good practice written up: Quiet hours, Took back its consent to publish: Quiet hours (By telephone), Agreed to publish its good practice: Quiet hours (E-mail to Mo)" {
		t.Errorf("the timeline says %s", got)
	}
	b.refused("agreed anew before that", hub.ErrBadInput, "onDay", agreeing(as))
	if err := agreeing(func(in *hub.ConsentToPublishInput) { in.OnDay = hub.NewDate(2026, 11, 23) })(); err != nil || g.State() != hub.GoodPracticePublishable {
		t.Fatalf("got %+v, %v", g, err)
	}

	// A topic is ours; the words are the employer's.
	if g, err = b.app.UpdateGoodPractice(b.as(b.manager), hub.UpdateGoodPracticeInput{ID: g.ID, Version: g.Version, Topic: hub.Clear[string]()}); err != nil || g.State() != hub.GoodPracticePublishable || g.Topic != nil {
		t.Fatalf("got %+v, %v", g, err)
	}
	if g, err = b.app.UpdateGoodPractice(b.as(b.manager), hub.UpdateGoodPracticeInput{ID: g.ID, Version: g.Version, Story: hub.Set("Two shifts")}); err != nil || g.State() != hub.GoodPracticeWritten || g.ConsentBy != nil {
		t.Fatalf("got %+v, %v", g, err)
	}
	b.exec(`UPDATE employer SET sic_section = 'C' WHERE id = $1`, e)
	for name, f := range map[string]hub.GoodPracticeFilter{
		"of a sector": {SectorIn: []string{"C"}}, "of the employer": {EmployerID: &e}, "written": {StateIn: []hub.GoodPracticeState{hub.GoodPracticeWritten}},
	} {
		list, err := b.app.GoodPractices(b.as(b.manager), f, hub.Page{First: 10})
		if n, err2 := b.app.CountGoodPractices(b.as(b.manager), f); err != nil || err2 != nil || len(list.Nodes) != 1 || n != 1 {
			t.Errorf("%s: %d, %v, %v", name, n, err, err2)
		}
	}
	for name, f := range map[string]hub.GoodPracticeFilter{
		"of another sector": {SectorIn: []string{"Q"}}, "of a topic": {TopicIn: []string{"FLEXIBLE_HOURS"}}, "to be published": {StateIn: []hub.GoodPracticeState{hub.GoodPracticePublishable}},
	} {
		if n, err := b.app.CountGoodPractices(b.as(b.manager), f); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	if err := b.app.RemoveGoodPractice(b.as(b.manager), g.ID, g.Version); err != nil {
		t.Fatal(err)
	}
	if got := b.changes(b.manager, e, "goodpractice."); got != "goodpractice.remove goodpractice.update goodpractice.update goodpractice.agree goodpractice.withdraw goodpractice.agree goodpractice.add" {
		t.Errorf("the history says %s", got)
	}
}

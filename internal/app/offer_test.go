package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

func (b testBundle) provider(name string) hub.Provider {
	b.Helper()
	p, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: name})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func (b testBundle) offer(in hub.AddOfferInput) hub.Offer {
	b.Helper()
	o, err := b.app.AddOffer(b.as(b.manager), in)
	if err != nil {
		b.Fatal(err)
	}
	return o
}

func (b testBundle) offerTitles(filter hub.OfferFilter) string {
	b.Helper()
	list, err := b.app.Offers(b.as(b.manager), filter, hub.Page{First: 10})
	n, counting := b.app.CountOffers(b.as(b.manager), filter)
	if err != nil || counting != nil || n != len(list.Nodes) {
		b.Fatalf("listed %d, counted %d: %v, %v", len(list.Nodes), n, err, counting)
	}
	titles := make([]string, len(list.Nodes))
	for i, o := range list.Nodes {
		titles[i] = o.Title
	}
	return strings.Join(titles, ", ")
}

func TestDirectoryOfProvision(t *testing.T) {
	t.Parallel()
	b := setup(t)
	college := b.provider("Rother College")
	welding := b.offer(hub.AddOfferInput{ProviderID: college.ID, Title: "Welding bootcamp", Kind: hub.OfferBootcamp, Level: new(3), Skills: []string{"MIG welding", " MIG welding", ""}, Sectors: []string{"C"}})
	b.offer(hub.AddOfferInput{ProviderID: college.ID, Title: "Access to Work", Kind: hub.OfferFunding, EndsOn: new(hub.NewDate(2026, 11, 23))})

	t.Run("lists what is not past, by every filter", func(t *testing.T) {
		for name, tc := range map[string]struct {
			filter hub.OfferFilter
			want   string
		}{
			"nothing asked":        {hub.OfferFilter{}, "Welding bootcamp"},
			"past too":             {hub.OfferFilter{Past: new(true)}, "Access to Work, Welding bootcamp"},
			"a skill":              {hub.OfferFilter{Search: new("mig we")}, "Welding bootcamp"},
			"the provider's name":  {hub.OfferFilter{Search: new("rother")}, "Welding bootcamp"},
			"something else":       {hub.OfferFilter{Search: new("plumbing")}, ""},
			"a kind":               {hub.OfferFilter{KindIn: []hub.OfferKind{hub.OfferFunding}, Past: new(true)}, "Access to Work"},
			"a sector, or all":     {hub.OfferFilter{SectorIn: []string{"C"}, Past: new(true)}, "Access to Work, Welding bootcamp"},
			"another sector":       {hub.OfferFilter{SectorIn: []string{"Q"}}, ""},
			"a level":              {hub.OfferFilter{Level: new(3)}, "Welding bootcamp"},
			"a provider not there": {hub.OfferFilter{ProviderIn: []hub.ProviderID{hub.NewProviderID()}}, ""},
		} {
			if got := b.offerTitles(tc.filter); got != tc.want {
				t.Errorf("%s: got %q, want %q", name, got, tc.want)
			}
		}
	})
	t.Run("is found by the provider's new name", func(t *testing.T) {
		renamed, err := b.app.UpdateProvider(b.as(b.manager), hub.UpdateProviderInput{ID: college.ID, Version: 1, Name: hub.Set("Don Valley College")})
		if err != nil || renamed.Version != 2 {
			t.Fatalf("got %+v, %v", renamed, err)
		}
		if got := b.offerTitles(hub.OfferFilter{Search: new("don valley")}); got != "Welding bootcamp" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("refuses what makes no sense", func(t *testing.T) {
		add := func(in hub.AddOfferInput) func() error {
			return func() error { _, err := b.app.AddOffer(b.as(b.manager), in); return err }
		}
		good := hub.AddOfferInput{ProviderID: college.ID, Title: "A course", Kind: hub.OfferShortCourse}
		with := func(change func(*hub.AddOfferInput)) hub.AddOfferInput { in := good; change(&in); return in }
		b.refused("no title", hub.ErrBadInput, "title", add(with(func(in *hub.AddOfferInput) { in.Title = " " })))
		b.refused("a kind that is none", hub.ErrBadInput, "kind", add(with(func(in *hub.AddOfferInput) { in.Kind = "GIFT" })))
		b.refused("level nine", hub.ErrBadInput, "level", add(with(func(in *hub.AddOfferInput) { in.Level = new(9) })))
		b.refused("no such sector", hub.ErrBadInput, "sectors", add(with(func(in *hub.AddOfferInput) { in.Sectors = []string{"Z"} })))
		b.refused("a link that is none", hub.ErrBadInput, "link", add(with(func(in *hub.AddOfferInput) { in.Link = new("javascript:alert(1)") })))
		b.refused("ends before it starts", hub.ErrBadInput, "endsOn", add(with(func(in *hub.AddOfferInput) {
			in.StartsOn, in.EndsOn = new(hub.NewDate(2026, 12, 2)), new(hub.NewDate(2026, 12, 1))
		})))
		b.refused("no such provider", hub.ErrBadInput, "providerId", add(with(func(in *hub.AddOfferInput) { in.ProviderID = hub.NewProviderID() })))
		b.refused("the same name again", hub.ErrConflict, "name", func() error {
			_, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: "DON VALLEY  college"})
			return err
		})
		b.refused("a stale version", hub.ErrConflict, "", func() error {
			_, err := b.app.UpdateOffer(b.as(b.manager), hub.UpdateOfferInput{ID: welding.ID, Version: 9, Offer: good})
			return err
		})
	})
	t.Run("is written by engagement staff alone", func(t *testing.T) {
		b.refused("an analyst", hub.ErrForbidden, "", func() error {
			_, err := b.app.AddOffer(b.as(b.partner("Board", hub.RoleAnalyst)), hub.AddOfferInput{})
			return err
		})
	})
}

func TestOffersForSkillsNeeds(t *testing.T) {
	t.Parallel()
	b := setup(t)
	college := b.provider("Rother College")
	welding := b.offer(hub.AddOfferInput{ProviderID: college.ID, Title: "Welding bootcamp", Kind: hub.OfferBootcamp})
	b.offer(hub.AddOfferInput{ProviderID: college.ID, Title: "Care certificate", Kind: hub.OfferShortCourse})
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	need := hub.NewSkillsNeedID()
	b.exec(`INSERT INTO skills_need (id, employer_id, kind, status, occupation, horizon, created_at) VALUES ($1, $2, 'HARD_TO_FILL_VACANCY', 'OPEN', 'Welders', 'NOW', now())`, need, e.ID)
	b.exec(`INSERT INTO skills_need_status (skills_need_id, status, valid_from) VALUES ($1, 'OPEN', '2026-11-01')`, need)
	suggested := func() []hub.SuggestedOffer {
		t.Helper()
		found, err := b.app.SuggestedOffers(b.as(b.manager), []hub.SkillsNeedID{need})
		if err != nil || len(found) != 1 {
			t.Fatalf("got %+v, %v", found, err)
		}
		return found[0].Offers
	}
	match := func(takeBack bool) (hub.SkillsNeed, error) {
		return b.app.MatchOffer(b.as(b.manager), hub.MatchOfferInput{SkillsNeedID: need, OfferID: welding.ID, TakeBack: takeBack})
	}

	if got := suggested(); len(got) != 1 || got[0].Offer.ID != welding.ID || len(got[0].Reasons) != 2 || got[0].Reasons[0] != hub.ReasonOccupation {
		t.Fatalf("suggested %+v", got)
	}
	for range 2 { // the second time changes nothing
		if n, err := match(false); err != nil || n.Status != hub.NeedMatched || n.Version != 2 {
			t.Fatalf("got %+v, %v", n, err)
		}
	}
	if got := suggested(); len(got) != 0 {
		t.Errorf("what was put to the need is suggested again: %+v", got)
	}
	if got, err := b.app.OffersMatched(b.as(b.manager), []hub.SkillsNeedID{need}); err != nil || len(got) != 1 || got[0].ID != welding.ID {
		t.Errorf("got %+v, %v", got, err)
	}
	b.wants("the days it held", `SELECT string_agg(concat_ws(' ', status, valid_from, valid_until), ', ' ORDER BY valid_from) FROM skills_need_status`, "OPEN 2026-11-01 2026-11-24, MATCHED 2026-11-24")
	if n, err := match(true); err != nil || n.Status != hub.NeedOpen {
		t.Errorf("got %+v, %v", n, err)
	}
	b.refused("a partner who does not see the need", hub.ErrNotFound, "", func() error {
		_, err := b.app.MatchOffer(b.as(b.partner("Chamber", hub.RoleEngagement)), hub.MatchOfferInput{SkillsNeedID: need, OfferID: welding.ID})
		return err
	})
	b.exec(`UPDATE skills_need SET status = 'MET' WHERE id = $1`, need)
	b.refused("a need that is met", hub.ErrBadInput, "skillsNeedId", func() error { _, err := match(false); return err })
}

func TestImportOffers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	take := func(file string) app.OffersImported {
		t.Helper()
		done, err := b.app.ImportOffers(hub.WithActor(b.Context(), hub.System), strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	const file = "\ufeffTitle,Kind,Provider,Reference,Level,Skills,Ends on\r\n" +
		"Welding,bootcamp,Rother College,R1,3,MIG; TIG,2027-07-31\r\n" +
		"Care,Short course,Rother College,R2,,,\r\n" +
		"Care again,short course,Rother College,R2,,,\r\n" +
		"No reference,advice,Rother College,,,,\r\n" +
		"Odd level,advice,Elsewhere,R3,high,,\r\n" +
		"Odd kind,gift,Elsewhere,R4,,,\r\n"

	first := take(file)
	if first.Created != 2 || len(first.Rejected) != 4 || first.Rejected[0].Line != 4 || !strings.Contains(first.Rejected[0].Reason, "R2") {
		t.Fatalf("got %+v", first)
	}
	b.wants("providers", `SELECT string_agg(name, ', ') FROM provider`, "Rother College")
	b.wants("skills", `SELECT skills::text FROM offer WHERE reference = 'R1'`, "{MIG,TIG}")
	if again := take(file); again.Created != 0 || again.Updated != 0 || again.Unchanged != 2 {
		t.Errorf("the same file changed something: %+v", again)
	}
	if changed := take("Reference,Provider,Title,Kind\nR1,Rother College,Welding for all,bootcamp\n"); changed.Updated != 1 || changed.Unchanged != 0 {
		t.Errorf("got %+v", changed)
	}
	b.wants("audit", `SELECT count(*)::text FROM audit WHERE action = 'offer.update'`, "1")
	b.refused("a file without its columns", hub.ErrBadInput, "file", func() error {
		_, err := b.app.ImportOffers(hub.WithActor(b.Context(), hub.System), strings.NewReader("Title,Kind\n"))
		return err
	})
}

package app_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

// referred is a referral that by makes of an employer to another partner, due in a week.
func (b testBundle) referred(by hub.Actor, of hub.EmployerID, to hub.Actor) hub.Referral {
	b.Helper()
	r, err := b.app.Refer(b.as(by), hub.ReferInput{EmployerID: of, OrganisationID: to.OrganisationID, About: "They want apprentices", DueOn: hub.NewDate(2026, 12, 1)})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// step takes a referral where in says, from the version that it has.
func (b testBundle) step(by hub.Actor, r hub.Referral, in hub.TransitionReferralInput) hub.Referral {
	b.Helper()
	in.ID, in.Version = r.ID, r.Version
	after, err := b.app.TransitionReferral(b.as(by), in)
	if err != nil {
		b.Fatal(err)
	}
	return after
}

func TestReferral(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber, college := b.partner("Chamber", hub.RoleEngagement), b.partner("College", hub.RoleEngagement)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	dana := b.person(b.manager, e.ID, "dana@abdy.example")
	seesDana := func(by hub.Actor) bool {
		t.Helper()
		people, err := b.app.PeopleByID(b.as(by), []hub.PersonID{dana.Person.ID})
		if err != nil || len(people) != 1 {
			t.Fatalf("got %+v, %v", people, err)
		}
		return people[0].ContactAccess == hub.ContactFull
	}
	shared := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, Summary: "They lose welders"})
	readsNotes := func(by hub.Actor) bool {
		t.Helper()
		found, err := b.app.InteractionsByID(b.as(by), []hub.InteractionID{shared.ID})
		if err != nil || len(found) != 1 {
			t.Fatalf("got %+v, %v", found, err)
		}
		return found[0].Summary != nil
	}
	r := b.referred(b.manager, e.ID, chamber)

	t.Run("is seen by both organisations, and by nobody else", func(t *testing.T) {
		if r.State != hub.ReferralOpen || r.SentBy.Name != "Mo Manager" || r.From.Name != "Rotherham Council" || r.To.Name != "Chamber" || *r.About != "They want apprentices" {
			t.Errorf("got %+v", r)
		}
		for name, tc := range map[string]struct {
			by        hub.Actor
			direction hub.ReferralDirection
			filter    hub.ReferralFilter
			want      int
		}{
			"sent":                   {b.manager, hub.ReferralsSent, hub.ReferralFilter{}, 1},
			"sent by me":             {b.manager, hub.ReferralsSent, hub.ReferralFilter{Mine: new(true)}, 1},
			"sent by a colleague":    {b.colleague(hub.RoleEngagement), hub.ReferralsSent, hub.ReferralFilter{Mine: new(true)}, 0},
			"not received":           {b.manager, hub.ReferralsReceived, hub.ReferralFilter{}, 0},
			"received":               {chamber, hub.ReferralsReceived, hub.ReferralFilter{StateIn: []hub.ReferralState{hub.ReferralOpen}}, 1},
			"anybody's is mine":      {chamber, hub.ReferralsReceived, hub.ReferralFilter{Mine: new(true)}, 1},
			"of another kind":        {chamber, hub.ReferralsReceived, hub.ReferralFilter{KindIn: []hub.ReferralKind{hub.KindIntroduction}}, 0},
			"due by today":           {chamber, hub.ReferralsReceived, hub.ReferralFilter{DueBy: new(hub.NewDate(2026, 11, 24))}, 0},
			"another partner's list": {college, hub.ReferralsReceived, hub.ReferralFilter{}, 0},
		} {
			list, err := b.app.Referrals(b.as(tc.by), tc.direction, tc.filter, hub.Page{First: 10})
			n, counting := b.app.CountReferrals(b.as(tc.by), tc.direction, tc.filter)
			if err != nil || counting != nil || len(list.Nodes) != tc.want || n != tc.want {
				t.Errorf("%s: got %d, counted %d, %v, %v; want %d", name, len(list.Nodes), n, err, counting, tc.want)
			}
		}
		hidden, err := b.app.ReferralsByID(b.as(college), []hub.ReferralID{r.ID})
		if err != nil || len(hidden) != 0 {
			t.Errorf("another partner sees %+v, %v", hidden, err)
		}
		noAgreement := chamber
		noAgreement.SharesPersonalData = false
		bare, err := b.app.ReferralsByID(b.as(noAgreement), []hub.ReferralID{r.ID})
		if err != nil || len(bare) != 1 || bare[0].About != nil {
			t.Errorf("without an agreement the receiver sees %+v, %v", bare, err)
		}
	})
	t.Run("only the receiver answers it", func(t *testing.T) {
		in := hub.TransitionReferralInput{ID: r.ID, Version: 1, To: hub.ReferralAccepted}
		b.refused("the sender", hub.ErrBadInput, "to", func() error { _, err := b.app.TransitionReferral(b.as(b.manager), in); return err })
		b.refused("another partner", hub.ErrNotFound, "", func() error { _, err := b.app.TransitionReferral(b.as(college), in); return err })
		in.To = hub.ReferralCompleted
		b.refused("a step that is not next", hub.ErrBadInput, "to", func() error { _, err := b.app.TransitionReferral(b.as(chamber), in); return err })
		in.To = hub.ReferralDeclined
		b.refused("no reason", hub.ErrBadInput, "reason", func() error { _, err := b.app.TransitionReferral(b.as(chamber), in); return err })
	})
	t.Run("the same is not asked twice at once", func(t *testing.T) {
		b.refused("again", hub.ErrConflict, "", func() error {
			_, err := b.app.Refer(b.as(b.manager), hub.ReferInput{EmployerID: e.ID, OrganisationID: chamber.OrganisationID, About: "x", DueOn: hub.NewDate(2026, 12, 1)})
			return err
		})
	})
	t.Run("accepting it gives the sight of the lead over people and shared notes, and no more", func(t *testing.T) {
		if seesDana(chamber) || readsNotes(chamber) {
			t.Fatal("seen before it is accepted")
		}
		r = b.step(chamber, r, hub.TransitionReferralInput{To: hub.ReferralAccepted})
		if !seesDana(chamber) || !readsNotes(chamber) || r.Handler.ID != chamber.UserID {
			t.Errorf("not seen by who accepted; %+v", r)
		}
		if seesDana(college) || readsNotes(college) {
			t.Error("seen by another partner")
		}
		needs, err := b.app.SkillsNeedsOf(b.as(chamber), []hub.EmployerID{e.ID})
		if err != nil || len(needs) != 0 {
			t.Errorf("needs are the lead's, got %+v, %v", needs, err)
		}
	})
	t.Run("is completed by an own interaction with the employer", func(t *testing.T) {
		for name, by := range map[string]*hub.InteractionID{
			"none": nil, "another organisation's": &shared.ID,
			"a draft":               new(b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, Draft: true}).ID),
			"with another employer": new(b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck"}).ID}}).ID),
		} {
			code := hub.ErrNotFound
			if by == nil {
				code = hub.ErrBadInput
			}
			b.refused(name, code, "", func() error {
				_, err := b.app.TransitionReferral(b.as(chamber), hub.TransitionReferralInput{ID: r.ID, Version: r.Version, To: hub.ReferralCompleted, InteractionID: by})
				return err
			})
		}
		met := b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, PersonIds: []hub.PersonID{dana.Person.ID}})
		r = b.step(chamber, r, hub.TransitionReferralInput{To: hub.ReferralCompleted, InteractionID: &met.ID, Reason: new(" Two starts in March ")})
		if r.State != hub.ReferralCompleted || *r.InteractionID != met.ID || *r.Answer != "Two starts in March" || r.ClosedAt == nil || !seesDana(chamber) {
			t.Errorf("got %+v", r)
		}
	})
	t.Run("keeps every step, in history and on the timeline", func(t *testing.T) {
		moves, err := b.app.ReferralMoves(b.as(b.manager), []hub.ReferralID{r.ID})
		if err != nil || len(moves) != 3 || moves[0].State != hub.ReferralOpen || moves[1].Organisation.Name != "Chamber" || *moves[2].Reason != "Two starts in March" {
			t.Fatalf("got %+v, %v", moves, err)
		}
		if _, err := b.pool.Exec(t.Context(), `UPDATE referral_move SET reason = 'other'`); err == nil {
			t.Error("a step can be changed afterwards")
		}
		b.wants("history", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_kind = 'referral'`, "referral.create referral.move referral.move")
		for name, tc := range map[string]struct {
			by    hub.Actor
			words bool
		}{"the sender": {b.manager, true}, "another partner": {college, false}} {
			list, err := b.app.Timeline(b.as(tc.by), e.ID, hub.Page{First: 50})
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, entry := range list.Nodes {
				if entry.Kind == hub.TimelineReferral {
					titles = append(titles, entry.Title)
					if told := entry.Who != nil && entry.ReferralID != nil; told != tc.words {
						t.Errorf("%s: got %+v", name, entry)
					}
				}
			}
			slices.Sort(titles)
			want := []string{"Chamber accepted the referral by Rotherham Council", "Chamber completed the referral by Rotherham Council", "Referred to Chamber by Rotherham Council"}
			if !slices.Equal(titles, want) {
				t.Errorf("%s: got %q", name, titles)
			}
		}
	})
	t.Run("what is wrong is told", func(t *testing.T) {
		good := hub.ReferInput{EmployerID: e.ID, OrganisationID: college.OrganisationID, About: "x", DueOn: hub.NewDate(2026, 12, 1)}
		for name, tc := range map[string]struct {
			change func(*hub.ReferInput)
			code   hub.ErrorCode
			field  string
		}{
			"to oneself":            {func(in *hub.ReferInput) { in.OrganisationID = b.manager.OrganisationID }, hub.ErrBadInput, "organisationId"},
			"to nobody":             {func(in *hub.ReferInput) { in.OrganisationID = hub.NewOrganisationID() }, hub.ErrBadInput, "organisationId"},
			"to somebody elsewhere": {func(in *hub.ReferInput) { in.UserID = &chamber.UserID }, hub.ErrNotFound, ""},
			"about nothing":         {func(in *hub.ReferInput) { in.About = " " }, hub.ErrBadInput, "about"},
			"due yesterday":         {func(in *hub.ReferInput) { in.DueOn = hub.NewDate(2026, 11, 23) }, hub.ErrBadInput, "dueOn"},
			"no such employer":      {func(in *hub.ReferInput) { in.EmployerID = hub.NewEmployerID() }, hub.ErrNotFound, ""},
		} {
			in := good
			tc.change(&in)
			b.refused(name, tc.code, tc.field, func() error { _, err := b.app.Refer(b.as(b.manager), in); return err })
		}
		for _, role := range []hub.Role{hub.RoleAnalyst, hub.RoleAdmin, hub.RolePlacements} {
			b.refused(string(role), hub.ErrForbidden, "", func() error { _, err := b.app.Refer(b.as(b.colleague(role)), good); return err })
		}
	})
	t.Run("a declined one gives no sight, and an accepted one can be given back", func(t *testing.T) {
		other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Cole & Co", LeadIt: new(true)})
		dana = b.person(b.manager, other.ID, "sam@cole.example")
		back := b.step(college, b.referred(b.manager, other.ID, college), hub.TransitionReferralInput{To: hub.ReferralAccepted})
		if !seesDana(college) {
			t.Error("not seen once accepted")
		}
		b.step(college, back, hub.TransitionReferralInput{To: hub.ReferralDeclined, Reason: new("we have nobody")})
		if seesDana(college) {
			t.Error("still seen after it was given back")
		}
		b.referred(b.manager, other.ID, college) // and may be asked again
	})
}

func TestIntroduction(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	led := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	free := b.employer(b.manager, hub.CreateEmployerInput{Name: "Free Ltd"})
	dana := b.person(b.manager, led.ID, "dana@abdy.example")
	ask := func(by hub.Actor, of hub.EmployerID, person *hub.PersonID) (hub.Referral, error) {
		return b.app.AskForIntroduction(b.as(by), hub.AskForIntroductionInput{EmployerID: of, PersonID: person, About: "A talk on apprentices", DueOn: hub.NewDate(2026, 12, 1)})
	}
	access := func(by hub.Actor) hub.ContactAccess {
		t.Helper()
		people, err := b.app.PeopleByID(b.as(by), []hub.PersonID{dana.Person.ID})
		if err != nil || len(people) != 1 {
			t.Fatalf("got %+v, %v", people, err)
		}
		return people[0].ContactAccess
	}
	if got := access(chamber); got != hub.ContactIntroduction {
		t.Fatalf("the partner sees %s before", got)
	}

	r, err := ask(chamber, led.ID, &dana.Person.ID)
	if err != nil || r.Kind != hub.KindIntroduction || r.To.ID != b.manager.OrganisationID || r.Handler == nil || r.Handler.ID != b.manager.UserID {
		t.Fatalf("it does not reach the account lead: %+v, %v", r, err)
	}
	b.refused("again", hub.ErrConflict, "", func() error { _, err := ask(chamber, led.ID, &dana.Person.ID); return err })
	b.refused("nobody leads", hub.ErrBadInput, "employerId", func() error { _, err := ask(chamber, free.ID, nil); return err })
	b.refused("the lead itself", hub.ErrBadInput, "employerId", func() error { _, err := ask(b.manager, led.ID, nil); return err })
	b.refused("somebody who does not work there", hub.ErrNotFound, "", func() error { _, err := ask(chamber, led.ID, new(hub.NewPersonID())); return err })

	accepted := b.step(b.manager, r, hub.TransitionReferralInput{To: hub.ReferralAccepted})
	if got := access(chamber); got != hub.ContactIntroduction {
		t.Errorf("a promise shows the partner %s", got)
	}
	done := b.step(b.manager, accepted, hub.TransitionReferralInput{To: hub.ReferralCompleted, Reason: new("Dana expects your call")})
	if got := access(chamber); got != hub.ContactFull || *done.PersonID != dana.Person.ID || *done.Answer != "Dana expects your call" {
		t.Errorf("introduced, the partner sees %s; %+v", got, done)
	}

	t.Run("one that names nobody is completed by saying to whom", func(t *testing.T) {
		college := b.partner("College", hub.RoleEngagement)
		open, err := ask(college, led.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		accepted := b.step(b.manager, open, hub.TransitionReferralInput{To: hub.ReferralAccepted})
		in := hub.TransitionReferralInput{ID: open.ID, Version: accepted.Version, To: hub.ReferralCompleted}
		b.refused("nobody", hub.ErrBadInput, "personId", func() error { _, err := b.app.TransitionReferral(b.as(b.manager), in); return err })
		in.PersonID = new(hub.NewPersonID())
		b.refused("a stranger", hub.ErrNotFound, "", func() error { _, err := b.app.TransitionReferral(b.as(b.manager), in); return err })
		b.step(b.manager, accepted, hub.TransitionReferralInput{To: hub.ReferralCompleted, PersonID: &dana.Person.ID})
		if got := access(college); got != hub.ContactFull {
			t.Errorf("got %s", got)
		}
	})
}

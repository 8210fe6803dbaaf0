package app_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// network is the HR Director Network.
func (b testBundle) network() hub.Network {
	b.Helper()
	all, err := b.app.Networks(b.as(b.manager))
	if err != nil || len(all) == 0 || all[0].Name != "HR Director Network" {
		b.Fatalf("got %+v, %v", all, err)
	}
	return all[0]
}

// inRotherham is an employer of so many with an open site in Rotherham.
func (b testBundle) inRotherham(name string, headcount int) hub.Employer {
	b.Helper()
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: name, Headcount: &headcount})
	b.exec(`INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S60 1AA', min(code) FROM ward ON CONFLICT DO NOTHING`)
	b.exec(`INSERT INTO site (id, employer_id, name, postcode) VALUES ($1, $2, 'Works', 'S60 1AA')`, hub.NewSiteID(), e.ID)
	return e
}

func (b testBundle) candidates() string {
	b.Helper()
	var names []string
	page := hub.Page{First: 1}
	for {
		list, err := b.app.NetworkCandidates(b.as(b.manager), b.network(), page)
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range list.Nodes {
			names = append(names, fmt.Sprintf("%s %d", b.value(`SELECT name FROM employer WHERE id = '`+c.EmployerID.UUID.String()+`'`), c.Headcount))
		}
		if !list.HasNext {
			break
		}
		page.After = list.Cursors[0]
	}
	if n, err := b.app.CountNetworkCandidates(b.as(b.manager), b.network()); err != nil || n != len(names) {
		b.Errorf("%d candidates are counted and %d listed, %v", n, len(names), err)
	}
	return strings.Join(names, ", ")
}

func (b testBundle) add(state hub.MembershipState, employers ...hub.EmployerID) ([]hub.Membership, string) {
	b.Helper()
	added, refused, err := b.app.AddToNetwork(b.as(b.manager), hub.AddToNetworkInput{NetworkID: b.network().ID, EmployerIds: employers, State: state, OnDay: new(hub.NewDate(2026, 11, 2))})
	if err != nil {
		b.Fatal(err)
	}
	var why []string
	for _, r := range refused {
		why = append(why, r.Why)
	}
	return added, strings.Join(why, "; ")
}

func TestCandidatesAreTheLargestOfTheBoroughWithTheirGroups(t *testing.T) {
	t.Parallel()
	b := setup(t)
	steel, care := b.inRotherham("Steel Ltd", 900), b.inRotherham("Care Ltd", 400)
	b.inRotherham("Small Ltd", 30)
	b.employer(b.manager, hub.CreateEmployerInput{Name: "Elsewhere Ltd", Headcount: new(5000)})
	gone := b.inRotherham("Gone Ltd", 800)
	b.exec(`UPDATE employer SET status = 'CLOSED' WHERE id = $1`, gone.ID)
	twin := b.inRotherham("Twin Ltd", 700)
	b.exec(`UPDATE employer SET merged_into = $1, merged_at = now() WHERE id = $2`, steel.ID, twin.ID)
	top := b.employer(b.manager, hub.CreateEmployerInput{Name: "Holding plc", Headcount: new(5)})
	north, south := b.inRotherham("North Ltd", 200), b.inRotherham("South Ltd", 220)
	b.exec(`UPDATE employer SET parent_id = $1 WHERE id IN ($2, $3)`, top.ID, north.ID, south.ID)

	if got := b.candidates(); got != "Steel Ltd 900, Holding plc 420, Care Ltd 400" {
		t.Errorf("got %s", got)
	}
	added, why := b.add(hub.MemberActive, steel.ID, twin.ID, gone.ID, north.ID, south.ID, hub.NewEmployerID())
	if len(added) != 2 || why != "was chosen twice; was not found; is closed; is on the list already, as North Ltd" {
		t.Errorf("%d added, the others: %s", len(added), why)
	}
	if got := b.candidates(); got != "Care Ltd 400" {
		t.Errorf("got %s", got)
	}
	if _, why := b.add(hub.MemberActive, steel.ID); why != "is on the list already, as Steel Ltd" {
		t.Errorf("got %s", why)
	}
	// A rule of today replaces none of the past.
	if _, err := b.app.SetNetworkRule(b.as(b.manager), hub.SetNetworkRuleInput{NetworkID: b.network().ID, StartsOn: hub.NewDate(2026, 11, 24), MinHeadcount: new(20)}); err != nil {
		t.Fatal(err)
	}
	if got := b.candidates(); got != "Elsewhere Ltd 5000, Care Ltd 400, Small Ltd 30" {
		t.Errorf("got %s", got)
	}
	if rule, _ := b.network().RuleOn(hub.NewDate(2026, 11, 23)); *rule.MinHeadcount != 250 {
		t.Errorf("the day before, the rule says %+v", rule)
	}
	if figures, err := b.app.NetworkFigures(b.as(b.manager), b.network().ID, nil); err != nil || figures.Members != 2 || figures.LargeEmployers != 2 || figures.LargeMembers != 1 || len(figures.BySizeBand) != 2 {
		t.Errorf("got %+v, %v", figures, err)
	}
	if figures, err := b.app.NetworkFigures(b.as(b.manager), b.network().ID, new(hub.NewDate(2026, 11, 1))); err != nil || figures.Members != 0 {
		t.Errorf("before they joined: got %+v, %v", figures, err)
	}
	_ = care
}

func TestWhoDoesNotFitIsAddedOnlyForAReason(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Tiny Ltd", Headcount: new(3)})
	if added, why := b.add(hub.MemberProspect, e.ID); len(added) != 0 || why != "has no 250 employees that we know of, with its group, and has no open site that we know to be in Rotherham" {
		t.Errorf("%d added, the others: %s", len(added), why)
	}
	in := hub.AddToNetworkInput{NetworkID: b.network().ID, EmployerIds: []hub.EmployerID{e.ID}, State: hub.MemberProspect, Exception: new("Opens a plant here next year")}
	added, _, err := b.app.AddToNetwork(b.as(b.manager), in)
	if err != nil || len(added) != 1 || *added[0].Reason != *in.Exception {
		t.Fatalf("got %+v, %v", added, err)
	}
	adding := func(change func(*hub.AddToNetworkInput)) func() error {
		return func() error {
			in := in
			change(&in)
			_, _, err := b.app.AddToNetwork(b.as(b.manager), in)
			return err
		}
	}
	b.refused("nobody", hub.ErrBadInput, "employerIds", adding(func(in *hub.AddToNetworkInput) { in.EmployerIds = nil }))
	b.refused("too many", hub.ErrBadInput, "employerIds", adding(func(in *hub.AddToNetworkInput) { in.EmployerIds = make([]hub.EmployerID, 101) }))
	b.refused("as one that left", hub.ErrBadInput, "state", adding(func(in *hub.AddToNetworkInput) { in.State = hub.MemberLeft }))
	b.refused("tomorrow", hub.ErrBadInput, "onDay", adding(func(in *hub.AddToNetworkInput) { in.OnDay = new(hub.NewDate(2026, 11, 25)) }))
	b.refused("no network", hub.ErrNotFound, "", adding(func(in *hub.AddToNetworkInput) { in.NetworkID = hub.NewNetworkID() }))
	b.refused("an officer", hub.ErrForbidden, "", func() error {
		_, _, err := b.app.AddToNetwork(b.as(b.partner("Chamber", hub.RoleEngagement)), in)
		return err
	})
	b.exec(`UPDATE employer SET hold_until = '2027-01-01', hold_reason = 'DISPUTE', hold_since = now(), hold_by = $2 WHERE id = $1`, e.ID, b.manager.UserID)
	b.refused("an invitation on hold", hub.ErrBadInput, "state", func() error {
		_, err := b.app.TransitionMembership(b.as(b.manager), hub.TransitionMembershipInput{ID: added[0].ID, Version: 1, State: hub.MemberInvited})
		return err
	})
}

func TestAMembershipTakesOnlyStepsThatFollow(t *testing.T) {
	t.Parallel()
	b := setup(t)
	added, _ := b.add(hub.MemberInvited, b.inRotherham("Steel Ltd", 900).ID)
	m := added[0]
	moving := func(state hub.MembershipState, on *hub.Date, reason *string) func() error {
		return func() error {
			moved, err := b.app.TransitionMembership(b.as(b.manager), hub.TransitionMembershipInput{ID: m.ID, Version: m.Version, State: state, OnDay: on, Reason: reason})
			if err == nil {
				m = moved
			}
			return err
		}
	}
	must := func(do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	day := func(d int) *hub.Date { return new(hub.NewDate(2026, 11, d)) }
	b.refused("back to a prospect", hub.ErrBadInput, "state", moving(hub.MemberProspect, nil, nil))
	b.refused("paused before it joined", hub.ErrBadInput, "state", moving(hub.MemberPaused, nil, new("Busy")))
	b.refused("before the last step", hub.ErrBadInput, "onDay", moving(hub.MemberActive, day(1), nil))
	b.refused("tomorrow", hub.ErrBadInput, "onDay", moving(hub.MemberActive, day(25), nil))
	b.refused("no for no reason", hub.ErrBadInput, "reason", moving(hub.MemberDeclined, nil, nil))
	must(moving(hub.MemberActive, day(10), nil))
	must(moving(hub.MemberPaused, day(12), new("A busy year")))
	must(moving(hub.MemberLeft, day(20), new("Moved away")))
	b.refused("left twice", hub.ErrBadInput, "state", moving(hub.MemberLeft, nil, new("Again")))
	if *m.Reason != "Moved away" || m.Version != 4 {
		t.Errorf("got %+v", m)
	}
	for d, want := range map[int]int{9: 0, 10: 1, 13: 1, 20: 0} {
		if figures, err := b.app.NetworkFigures(b.as(b.manager), m.NetworkID, day(d)); err != nil || figures.Members != want {
			t.Errorf("on the %dth: got %+v, %v, want %d", d, figures, err, want)
		}
	}
	moves, err := b.app.MembershipMoves(b.as(b.manager), []hub.MembershipID{m.ID})
	if err != nil || len(moves) != 4 || moves[0].State != hub.MemberLeft || moves[3].State != hub.MemberInvited || moves[0].By.Name != "Mo Manager" {
		t.Errorf("got %+v, %v", moves, err)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE network_membership_move SET on_day = '2026-01-01'`); err == nil {
		t.Error("a step was changed")
	}
	if m, err = b.app.UpdateMembership(b.as(b.manager), hub.UpdateMembershipInput{ID: m.ID, Version: 4, Terms: hub.Set("Two meetings a year"), RenewsOn: hub.Set(hub.NewDate(2027, 11, 1))}); err != nil || *m.Terms != "Two meetings a year" {
		t.Errorf("got %+v, %v", m, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error {
		_, err := b.app.UpdateMembership(b.as(b.manager), hub.UpdateMembershipInput{ID: m.ID, Version: 4})
		return err
	})
	b.wants("audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'membership.%'`, "membership.add membership.move membership.move membership.move membership.update")
	timeline, err := b.app.Timeline(b.as(b.manager), m.EmployerID, hub.Page{First: 10})
	if err != nil || timeline.Nodes[1].Title != "Left the HR Director Network" || *timeline.Nodes[1].Text != "Moved away" {
		t.Errorf("got %+v, %v", timeline.Nodes, err)
	}
}

func TestSomebodyOfTheEmployerSpeaksForAMember(t *testing.T) {
	t.Parallel()
	b := setup(t)
	steel, other := b.inRotherham("Steel Ltd", 900), b.inRotherham("Care Ltd", 400)
	added, _ := b.add(hub.MemberActive, steel.ID)
	m := added[0]
	dana, alan := b.person(b.manager, steel.ID, "dana@steel.example"), b.person(b.manager, steel.ID, "alan@steel.example")
	stranger := b.person(b.manager, other.ID, "sam@care.example")
	day := func(d int) *hub.Date { return new(hub.NewDate(2026, 11, d)) }
	seating := func(who hub.PersonRole, seat hub.Seat, since *hub.Date) func() error {
		return func() error {
			now, err := b.app.SetRepresentation(b.as(b.manager), hub.SetRepresentationInput{MembershipID: m.ID, Version: m.Version, PersonID: who.Person.ID, Seat: seat, Since: since})
			if err == nil {
				m = now
			}
			return err
		}
	}
	must := func(do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	speaks := func(d int) string {
		t.Helper()
		of, err := postgres.RepresentationsOn(t.Context(), b.pool, postgres.Viewer{Actor: hub.System, Today: *day(d)}, m.NetworkID, *day(d))
		if err != nil {
			t.Fatal(err)
		}
		var who []string
		for _, r := range of {
			who = append(who, map[hub.PersonID]string{dana.Person.ID: "Dana", alan.Person.ID: "Alan"}[r.PersonID]+" "+string(r.Seat))
		}
		return strings.Join(who, ", ")
	}
	b.refused("a stranger as representative", hub.ErrBadInput, "personId", seating(stranger, hub.SeatRepresentative, nil))
	b.refused("a stranger as deputy", hub.ErrBadInput, "personId", seating(stranger, hub.SeatDeputy, nil))
	must(seating(dana, hub.SeatRepresentative, day(3)))
	must(seating(alan, hub.SeatDeputy, day(3)))
	b.refused("twice", hub.ErrBadInput, "personId", seating(dana, hub.SeatRepresentative, nil))
	b.refused("before the one who has the seat", hub.ErrBadInput, "since", seating(alan, hub.SeatRepresentative, day(3)))
	must(seating(alan, hub.SeatRepresentative, day(10)))
	for d, want := range map[int]string{2: "", 3: "Dana REPRESENTATIVE, Alan DEPUTY", 9: "Dana REPRESENTATIVE, Alan DEPUTY", 10: "Alan REPRESENTATIVE"} {
		if got := speaks(d); got != want {
			t.Errorf("on the %dth: got %q, want %q", d, got, want)
		}
	}
	// Who leaves the employer speaks for it no more.
	if _, err := b.app.UpdatePersonRole(b.as(b.manager), hub.UpdatePersonRoleInput{ID: alan.ID, Version: alan.Version, Until: hub.Set(*day(15))}); err != nil {
		t.Fatal(err)
	}
	if got := speaks(15) + "/" + speaks(16); got != "Alan REPRESENTATIVE/" {
		t.Errorf("got %q", got)
	}
	ending := func(who hub.PersonRole, until *hub.Date) func() error {
		return func() error {
			now, err := b.app.EndRepresentation(b.as(b.manager), hub.EndRepresentationInput{MembershipID: m.ID, Version: m.Version, PersonID: who.Person.ID, Seat: hub.SeatRepresentative, Until: until})
			if err == nil {
				m = now
			}
			return err
		}
	}
	must(seating(dana, hub.SeatRepresentative, day(18)))
	b.refused("before it began", hub.ErrBadInput, "until", ending(dana, day(17)))
	b.refused("who has no seat", hub.ErrBadInput, "personId", ending(stranger, nil))
	must(ending(dana, day(20)))
	if got := speaks(20) + "/" + speaks(21); got != "Dana REPRESENTATIVE/" {
		t.Errorf("got %q", got)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error {
		_, err := b.app.SetRepresentation(b.as(b.manager), hub.SetRepresentationInput{MembershipID: m.ID, Version: 1, PersonID: dana.Person.ID, Seat: hub.SeatDeputy})
		return err
	})
}

func TestAFurtherNetworkHasItsOwnRuleListAndName(t *testing.T) {
	t.Parallel()
	b := setup(t)
	holder, other := b.inRotherham("Holder Ltd", 12), b.inRotherham("Other Ltd", 900)
	unknown := b.employer(b.manager, hub.CreateEmployerInput{Name: "Nobody counted Ltd"})
	for _, e := range []hub.Employer{holder, unknown} {
		b.awarded(e.ID, 1, hub.NewDate(2026, 1, 1), nil)
	}
	in := hub.CreateNetworkInput{Name: " Disability Confident  peer group ", About: new("Employers that help each other"), Scheme: new(hub.DisabilityConfident)}
	creating := func(change func(*hub.CreateNetworkInput)) func() error {
		return func() error {
			in := in
			change(&in)
			_, err := b.app.CreateNetwork(b.as(b.manager), in)
			return err
		}
	}
	b.refused("no name", hub.ErrBadInput, "name", creating(func(in *hub.CreateNetworkInput) { in.Name = " " }))
	b.refused("no such scheme", hub.ErrBadInput, "scheme", creating(func(in *hub.CreateNetworkInput) { in.Scheme = new("FREE_LUNCH") }))
	b.refused("nobody is so large", hub.ErrBadInput, "minHeadcount", creating(func(in *hub.CreateNetworkInput) { in.MinHeadcount = new(0) }))
	b.refused("a name that is taken", hub.ErrConflict, "name", creating(func(in *hub.CreateNetworkInput) { in.Name = "HR Director Network" }))
	b.refused("who does not manage networks", hub.ErrForbidden, "", func() error {
		_, err := b.app.CreateNetwork(b.as(b.partner("Growth Hub", hub.RoleEngagement)), in)
		return err
	})
	peers, err := b.app.CreateNetwork(b.as(b.manager), in)
	if err != nil || peers.Name != "Disability Confident peer group" || len(peers.Rules) != 1 || peers.Rules[0].StartsOn != hub.NewDate(2026, 11, 24) {
		t.Fatalf("got %+v, %v", peers, err)
	}
	if all, err := b.app.Networks(b.as(b.manager)); err != nil || len(all) != 2 || all[1].ID != peers.ID {
		t.Errorf("got %+v, %v", all, err)
	}
	candidates, err := b.app.NetworkCandidates(b.as(b.manager), peers, hub.Page{First: 10})
	if err != nil || len(candidates.Nodes) != 2 || candidates.Nodes[0].EmployerID != holder.ID || candidates.Nodes[1].EmployerID != unknown.ID {
		t.Errorf("got %+v, %v; want who holds the accreditation, the largest first", candidates.Nodes, err)
	}
	added, refused, err := b.app.AddToNetwork(b.as(b.manager), hub.AddToNetworkInput{NetworkID: peers.ID, EmployerIds: []hub.EmployerID{holder.ID, other.ID}, State: hub.MemberActive})
	if err != nil || len(added) != 1 || len(refused) != 1 || refused[0].Why != "does not hold the accreditation" {
		t.Errorf("got %+v, %+v, %v", added, refused, err)
	}
	// The first network is as it was.
	if got := b.candidates(); got != "Other Ltd 900" {
		t.Errorf("got %s", got)
	}
	renaming := func(version int, name string) (hub.Network, error) {
		return b.app.UpdateNetwork(b.as(b.manager), hub.UpdateNetworkInput{ID: peers.ID, Version: version, Name: hub.Set(name), About: hub.Clear[string]()})
	}
	if now, err := renaming(1, "Peers"); err != nil || now.Name != "Peers" || now.About != nil || now.Version != 2 {
		t.Errorf("got %+v, %v", now, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error {
		_, err := renaming(1, "Friends")
		return err
	})
	b.refused("the name of another", hub.ErrConflict, "name", func() error {
		_, err := renaming(2, "HR Director Network")
		return err
	})
}

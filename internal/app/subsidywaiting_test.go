package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// waits is what waits of subsidies, with the totals of all of it, as a reader sees it.
func (b testBundle) waits(by context.Context, f hub.WaitingSubsidyFilter) string {
	b.Helper()
	list, err := b.app.WaitingSubsidies(by, f, hub.Page{First: 20})
	if err != nil {
		b.Fatal(err)
	}
	var said []string
	for _, w := range list.Nodes {
		said = append(said, fmt.Sprintf("%s £%d %s to %s", w.WaitsFor, w.Amount/100, w.FromDay, w.UntilDay))
	}
	totals, err := b.app.SubsidyTotals(by, f)
	if err != nil {
		b.Fatal(err)
	}
	var count int
	var listed, total hub.Pence
	for _, w := range list.Nodes {
		listed += w.Amount
	}
	for _, t := range totals {
		count, total = count+t.Count, total+t.Amount
	}
	if count != len(list.Nodes) || total != listed {
		b.Errorf("the totals %+v are not those of %+v", totals, list.Nodes)
	}
	return strings.Join(said, ", ")
}

func TestASubsidyWaitsToBeClaimedApprovedPaidAndClawedBack(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1") // from 1 March to 30 June 2027
	first, other := b.coordinator(), b.as(b.partner("College", hub.RolePlacements))
	forMe := hub.WaitingSubsidyFilter{ForMe: new(true)}
	wait := func(when string, by context.Context, f hub.WaitingSubsidyFilter, want string) {
		t.Helper()
		if got := b.waits(by, f); got != want {
			t.Errorf("%s: got %q, want %q", when, got, want)
		}
	}
	if _, err := b.app.AgreeSubsidy(first, agreement(p.ID, hub.NewDate(2027, 3, 1))); err != nil {
		t.Fatal(err)
	}
	wait("on the first day", first, hub.WaitingSubsidyFilter{}, "")
	b.clock.set(moment("2027-03-27 12:00"))
	wait("before four weeks are over", first, hub.WaitingSubsidyFilter{}, "")
	wait("by the next day", first, hub.WaitingSubsidyFilter{DueBy: new(hub.NewDate(2027, 3, 28))}, "TO_CLAIM £100 2027-03-01 to 2027-03-28")
	b.clock.set(moment("2027-03-28 12:00"))
	wait("once they are", first, forMe, "TO_CLAIM £100 2027-03-01 to 2027-03-28")
	wait("for who has nothing to do with it", other, forMe, "")
	wait("though that partner sees it", other, hub.WaitingSubsidyFilter{}, "TO_CLAIM £100 2027-03-01 to 2027-03-28")
	for name, f := range map[string]hub.WaitingSubsidyFilter{
		"another programme": {ProgrammeIn: []string{"WORK_READY"}}, "another employer": {EmployerID: new(hub.NewEmployerID())}, "something else": {WaitsForIn: []hub.SubsidyWait{hub.SubsidyToPay}},
	} {
		wait(name, first, f, "")
	}
	wait("the programme and the employer", first, hub.WaitingSubsidyFilter{ProgrammeIn: []string{"T_LEVEL"}, EmployerID: &p.EmployerID}, "TO_CLAIM £100 2027-03-01 to 2027-03-28")
	for name, by := range map[string]hub.Role{"a manager": hub.RoleManager, "an analyst": hub.RoleAnalyst} {
		b.refused(name, hub.ErrForbidden, "", func() error {
			_, err := b.app.WaitingSubsidies(b.as(b.partner(name, by)), hub.WaitingSubsidyFilter{}, hub.Page{First: 20})
			return err
		})
	}
	if got := b.value(`SELECT count(*)::text FROM audit WHERE action = 'participant.read' AND actor_name = 'Pat of College'`); got != "1" {
		t.Errorf("%s readings are recorded", got)
	}

	claim := func(from, until hub.Date) hub.SubsidyClaimID {
		t.Helper()
		if _, err := b.app.ClaimSubsidy(first, hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: from, UntilDay: until, Amount: 90_00, Payroll: "P 1"}); err != nil {
			t.Fatal(err)
		}
		return b.subsidy(p.ID).Claims[len(b.subsidy(p.ID).Claims)-1].ID
	}
	move := func(by context.Context, id hub.SubsidyClaimID, to hub.SubsidyClaimState) {
		t.Helper()
		if _, err := b.app.MoveSubsidyClaim(by, hub.MoveSubsidyClaimInput{ClaimID: id, State: to, Reference: new("BACS 1")}); err != nil {
			t.Fatal(err)
		}
	}
	march := claim(hub.NewDate(2027, 3, 1), hub.NewDate(2027, 3, 28))
	wait("for who claimed", first, forMe, "")
	wait("for a partner where nobody else of the claimant's could approve", other, forMe, "TO_APPROVE £90 2027-03-01 to 2027-03-28")
	second := b.second()
	wait("for a partner where somebody else could", other, forMe, "")
	wait("for another one", second, forMe, "TO_APPROVE £90 2027-03-01 to 2027-03-28")
	move(second, march, hub.SubsidyApproved)
	wait("once it is approved", first, forMe, "TO_PAY £90 2027-03-01 to 2027-03-28")
	move(first, march, hub.SubsidyPaid)
	wait("once it is paid", first, forMe, "")
	b.clock.set(moment("2027-04-25 12:00"))
	wait("four weeks later", first, forMe, "TO_CLAIM £100 2027-03-29 to 2027-04-25")
	april := claim(hub.NewDate(2027, 3, 29), hub.NewDate(2027, 4, 20))
	move(first, april, hub.SubsidyRefused)
	wait("once it is refused", first, forMe, "TO_CLAIM £100 2027-03-29 to 2027-04-25")
	april = claim(hub.NewDate(2027, 3, 29), hub.NewDate(2027, 4, 20))
	move(second, april, hub.SubsidyApproved)
	move(first, april, hub.SubsidyPaid)
	b.exec(`UPDATE placement SET state = 'ENDED_EARLY', place = NULL, since = '2027-04-22', ends_on = '2027-04-22' WHERE id = $1`, p.ID)
	wait("once it ended early", second, forMe, "TO_CLAIM £70 2027-04-21 to 2027-04-22, TO_CLAW_BACK £90 2027-03-01 to 2027-03-28, TO_CLAW_BACK £90 2027-03-29 to 2027-04-20")
	move(second, march, hub.SubsidyKept)
	move(second, april, hub.SubsidyClawedBack)
	move(second, march, hub.SubsidyClawedBack)
	b.clock.set(moment("2028-04-21 12:00"))
	wait("a year later", second, forMe, "TO_CLAIM £70 2027-04-21 to 2027-04-22")
	b.clock.set(moment("2028-04-22 12:00"))
	wait("after a year", second, forMe, "")
}

func TestWaitingSubsidiesAreReadPageByPage(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	if _, err := b.app.AgreeSubsidy(b.coordinator(), agreement(p.ID, hub.NewDate(2027, 3, 1))); err != nil {
		t.Fatal(err)
	}
	b.clock.set(moment("2027-03-10 12:00"))
	for day := 1; day <= 5; day++ { // of one placement, claimed on one day
		if _, err := b.app.ClaimSubsidy(b.coordinator(), hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: hub.NewDate(2027, 3, day), UntilDay: hub.NewDate(2027, 3, day), Amount: 10_00, Payroll: "P"}); err != nil {
			t.Fatal(err)
		}
	}
	page, seen := hub.Page{First: 2}, map[hub.SubsidyClaimID]bool{}
	for {
		list, err := b.app.WaitingSubsidies(b.coordinator(), hub.WaitingSubsidyFilter{}, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range list.Nodes {
			seen[*w.ClaimID] = true
		}
		if !list.HasNext {
			break
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
	if len(seen) != 5 {
		t.Errorf("%d claims were read, want 5", len(seen))
	}
}

func TestApproversHearOfClaimsAndWhoClaimedDoesNot(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	b.exec(`UPDATE hub_user SET roles = '{PLACEMENTS}' WHERE id = $1`, b.manager.UserID)
	b.exec(`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES (gen_random_uuid(), $1, 'A', '2026-01-01', '2028-01-01')`, b.manager.OrganisationID)
	first, second := b.coordinator(), b.second()
	b.exec(`UPDATE user_setting SET digest = 'DAILY'`)
	p := b.begun("PW-1")
	firstRead, secondRead := b.reads(b.manager), b.reads(hub.ActorFrom(second))
	if _, err := b.app.AgreeSubsidy(first, agreement(p.ID, hub.NewDate(2027, 3, 1))); err != nil {
		t.Fatal(err)
	}
	day := func(when, toFirst, toSecond string) {
		t.Helper()
		b.at(when)
		for i, to := range []string{toFirst, toSecond} {
			said := strings.Join([]func() []string{firstRead, secondRead}[i](), "")
			if (to == "") != !strings.Contains(said, "/placements/subsidies?for=me") || !strings.Contains(said, to) {
				t.Errorf("%s: want %q, got %s", when, to, said)
			}
			if strings.Contains(said, "PW-1") {
				t.Errorf("%s: a message names who takes part", when)
			}
		}
	}
	move := func(by context.Context, to hub.SubsidyClaimState) {
		t.Helper()
		if _, err := b.app.MoveSubsidyClaim(by, hub.MoveSubsidyClaimInput{ClaimID: b.subsidy(p.ID).Claims[0].ID, State: to, Reference: new("BACS 1")}); err != nil {
			t.Fatal(err)
		}
	}
	day("2027-03-25 08:00", "", "")
	day("2027-03-30 08:00", "1 placement; not claimed up to 28 March 2027", "1 placement; not claimed up to 28 March 2027")
	if _, err := b.app.ClaimSubsidy(first, hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: hub.NewDate(2027, 3, 1), UntilDay: hub.NewDate(2027, 3, 28), Amount: 90_00, Payroll: "P 1"}); err != nil {
		t.Fatal(err)
	}
	day("2027-03-31 08:00", "", "1 claim; made on 30 March 2027")
	move(second, hub.SubsidyApproved)
	day("2027-04-01 08:00", "1 claim; approved on 31 March 2027", "1 claim; approved on 31 March 2027")
	move(first, hub.SubsidyPaid)
	b.exec(`UPDATE placement SET state = 'ENDED_EARLY', place = NULL, since = '2027-04-01', ends_on = '2027-04-01' WHERE id = $1`, p.ID)
	day("2027-04-02 08:00", "1 claim; the placement ended early on 1 April 2027", "1 claim; the placement ended early on 1 April 2027")
	day("2027-04-06 08:00", "", "")
}

func TestTotalsOfSubsidiesAreThoseOfTheListThroughRandomEvents(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first, second := b.coordinator(), b.second()
	dice := rand.New(rand.NewPCG(11, 13))
	var placed []hub.Placement
	for _, reference := range []string{"PW-1", "PW-2", "PW-3", "PW-4"} {
		p := b.begun(reference)
		if _, err := b.app.AgreeSubsidy(first, agreement(p.ID, hub.NewDate(2027, 3, 1))); err != nil {
			t.Fatal(err)
		}
		placed = append(placed, p)
	}
	day, done := hub.NewDate(2027, 3, 1), map[string]int{}
	for range 200 {
		at := dice.IntN(len(placed))
		p, by := placed[at], []context.Context{first, second}[dice.IntN(2)]
		s := b.subsidy(p.ID)
		what := []string{"day", "claim", "claim", "move", "move", "move", "move", "move", "move", "end"}[dice.IntN(10)]
		var err error
		switch {
		case what == "day":
			day = day.AddDays(2 + dice.IntN(8))
			b.clock.set(day.At(12, 0))
		case what == "claim":
			from := hub.NewDate(2027, 3, 1).AddDays(7 * dice.IntN(16))
			_, err = b.app.ClaimSubsidy(by, hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: from, UntilDay: from.AddDays(6), Amount: hub.Pence(1 + dice.IntN(60_00)), Payroll: "P 1"})
		case what == "move" && len(s.Claims) > 0:
			to := []hub.SubsidyClaimState{
				hub.SubsidyApproved, hub.SubsidyApproved, hub.SubsidyApproved, hub.SubsidyPaid, hub.SubsidyPaid, hub.SubsidyPaid, hub.SubsidyKept, hub.SubsidyClawedBack, hub.SubsidyRefused,
			}[dice.IntN(9)]
			in := hub.MoveSubsidyClaimInput{ClaimID: s.Claims[dice.IntN(len(s.Claims))].ID, State: to, Reference: new("BACS 1")}
			if to == hub.SubsidyClawedBack {
				in.Amount = new(hub.Pence(1 + dice.IntN(20_00)))
			}
			what = string(to)
			_, err = b.app.MoveSubsidyClaim(by, in)
		case what == "end" && dice.IntN(4) == 0:
			_, err = b.app.TransitionPlacement(by, hub.TransitionPlacementInput{ID: p.ID, Version: p.Version, State: hub.PlacementEndedEarly, OnDay: &day, Reason: new(hub.ReasonTravel)})
		default:
			continue
		}
		switch {
		case err == nil:
			done[what]++
		case hub.CodeOf(err) != hub.ErrBadInput && hub.CodeOf(err) != hub.ErrConflict:
			t.Fatalf("%s: %v", what, err)
		}
		b.waits(first, hub.WaitingSubsidyFilter{}) // says where totals and list differ
		b.waits(by, hub.WaitingSubsidyFilter{ForMe: new(true)})
		b.reconciles(placed)
		if t.Failed() {
			t.Fatalf("after %s of %s", what, p.ID)
		}
	}
	for _, what := range []string{"day", "claim", "end", "APPROVED", "PAID", "REFUSED", "CLAWED_BACK", "KEPT"} {
		if done[what] == 0 {
			t.Errorf("never %s, of %v", what, done)
		}
	}
}

// reconciles fails where what the subsidies of placements tell is not the sum of the entries as they are kept, or more than was claimed.
func (b testBundle) reconciles(placed []hub.Placement) {
	b.Helper()
	var sum hub.Pence
	for _, p := range placed {
		s := b.subsidy(p.ID)
		sum += s.Paid() - s.ClawedBack()
		if s.Paid() > s.Claimed() || s.Claimed() > s.Most || s.ClawedBack() > s.Paid() || s.Left() != s.Most-s.Claimed() {
			b.Errorf("does not reconcile: %+v", s)
		}
	}
	if kept := b.value(`SELECT coalesce(sum(amount), 0)::text FROM subsidy_entry`); kept != strconv.Itoa(int(sum)) {
		b.Errorf("the entries come to %s, the subsidies to %d", kept, sum)
	}
}

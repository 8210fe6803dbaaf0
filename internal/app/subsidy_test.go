package app_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"employerhub/internal/hub"
)

func agreement(of hub.PlacementID, on hub.Date) hub.AgreeSubsidyInput {
	return hub.AgreeSubsidyInput{
		PlacementID: of, PerPeriod: 100_00, Most: 250_00, AnsweredOn: on, GroupHeadcount: 249, OutOfWork: true, MinimumWage: true, NoDisplacement: true, PayrollEvidence: true,
		Assistance: 314_750_00, AssistanceLetter: "MFA 7",
	}
}

// subsidy is that of a placement as it stands.
func (b testBundle) subsidy(of hub.PlacementID) hub.Subsidy {
	b.Helper()
	found, err := b.app.SubsidiesOf(b.coordinator(), []hub.PlacementID{of})
	if err != nil || len(found) != 1 {
		b.Fatalf("got %+v, %v", found, err)
	}
	return found[0]
}

func TestWhatIsNotEligibleIsNotSubsidised(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	rule := hub.SubsidyRule{MostHeadcount: 249, MostAssistance: 315_000_00}
	p := hub.Placement{ID: hub.NewPlacementID(), State: hub.PlacementConfirmed}
	if _, err := p.Subsidise(agreement(p.ID, hub.NewDate(2027, 3, 1)), rule, hub.GroupHeadcount{}, nil, now); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(in *hub.AgreeSubsidyInput){
		"groupHeadcount":   func(in *hub.AgreeSubsidyInput) { in.GroupHeadcount = 250 },
		"outOfWork":        func(in *hub.AgreeSubsidyInput) { in.OutOfWork = false },
		"minimumWage":      func(in *hub.AgreeSubsidyInput) { in.MinimumWage = false },
		"noDisplacement":   func(in *hub.AgreeSubsidyInput) { in.NoDisplacement = false },
		"payrollEvidence":  func(in *hub.AgreeSubsidyInput) { in.PayrollEvidence = false },
		"assistance":       func(in *hub.AgreeSubsidyInput) { in.Assistance++ },
		"assistanceLetter": func(in *hub.AgreeSubsidyInput) { in.AssistanceLetter = " " },
		"most":             func(in *hub.AgreeSubsidyInput) { in.Most = 99_99 },
		"answeredOn":       func(in *hub.AgreeSubsidyInput) { in.AnsweredOn = hub.NewDate(2027, 3, 2) },
	} {
		in := agreement(p.ID, hub.NewDate(2027, 3, 1))
		spoil(&in)
		if _, err := p.Subsidise(in, rule, hub.GroupHeadcount{}, nil, now); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

func TestAnotherHeadcountThanTheHubKnowsTakesAReason(t *testing.T) {
	t.Parallel()
	top, part := hub.GroupPart{Top: true, Headcount: new(100)}, hub.GroupPart{Headcount: new(150)}
	now, rule := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC), hub.SubsidyRule{MostHeadcount: 249, MostAssistance: 315_000_00}
	for name, of := range map[string]struct {
		parts []hub.GroupPart
		known *int
		takes map[int]bool // whether that number takes a reason
	}{
		"nothing is known":         {[]hub.GroupPart{{Top: true}}, nil, map[int]bool{1: false, 249: false}},
		"one alone":                {[]hub.GroupPart{top}, new(100), map[int]bool{99: true, 100: false, 101: true}},
		"the parts are more":       {[]hub.GroupPart{top, part}, new(150), map[int]bool{149: true, 150: false, 151: true}},
		"the parts add up":         {[]hub.GroupPart{top, part, {Headcount: new(20)}}, new(170), map[int]bool{150: true, 170: false}},
		"one part is unknown":      {[]hub.GroupPart{top, part, {}}, new(150), map[int]bool{149: true, 150: false, 249: false}},
		"the top alone is unknown": {[]hub.GroupPart{{Top: true}, part}, new(150), map[int]bool{149: true, 200: false}},
	} {
		group := hub.GroupHeadcount{Parts: of.parts}
		if !reflect.DeepEqual(group.Known(), of.known) {
			t.Errorf("%s: got %v", name, group.Known())
		}
		for headcount, takes := range of.takes {
			p := hub.Placement{ID: hub.NewPlacementID(), State: hub.PlacementConfirmed}
			in := agreement(p.ID, hub.NewDate(2027, 3, 1))
			in.GroupHeadcount = headcount
			if _, err := p.Subsidise(in, rule, group, nil, now); (hub.FieldOf(err) == "headcountReason") != takes {
				t.Errorf("%s, %d: got %v", name, headcount, err)
			}
			in.HeadcountReason = new("Its accountant says so")
			if s, err := p.Subsidise(in, rule, group, nil, now); err != nil || *s.HeadcountReason != *in.HeadcountReason || !reflect.DeepEqual(s.KnownHeadcount, of.known) {
				t.Errorf("%s, %d with a reason: got %+v, %v", name, headcount, s, err)
			}
		}
	}
}

func TestTheHeadcountOfAGroupIsThatOfItsEmployersThatTheReaderSees(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.begun("PW-1")
	b.exec(`UPDATE employer SET headcount = 40 WHERE id = $1`, p.EmployerID)
	b.exec(`INSERT INTO employer_size (employer_id, headcount, valid_from) VALUES ($1, 40, '2026-06-01')`, p.EmployerID)
	others := b.employers(4)
	top, sister, closed, secret := others[0], others[1], others[2], others[3]
	b.exec(`UPDATE employer SET parent_id = $1 WHERE id <> $1`, top)
	b.exec(`UPDATE employer SET headcount = 60, status = CASE WHEN id = $1 THEN 'CLOSED' ELSE status END WHERE id IN ($1, $2)`, closed, secret)
	council := b.partner("Council", hub.RoleEngagement)
	b.exec(`UPDATE employer SET confidential_to = $2, confidential_since = now(), confidential_by = $3, confidential_reason = 'x', lead_organisation_id = $2 WHERE id = $1`, secret, council.OrganisationID, council.UserID)
	found, err := b.app.GroupPartsOf(b.coordinator(), []hub.EmployerID{p.EmployerID})
	if err != nil || len(found) != 3 || found[0].Of.EmployerID != top || !found[0].Of.Top || found[1].Of.EmployerID != p.EmployerID || *found[1].Of.Headcount != 40 || *found[1].Of.AsAt != hub.NewDate(2026, 6, 1) || found[2].Of.EmployerID != sister || found[2].Of.Headcount != nil {
		t.Fatalf("got %+v, %v", found, err)
	}
	in := agreement(p.ID, hub.NewDate(2027, 3, 1))
	in.GroupHeadcount = 39
	b.refused("fewer than are known", hub.ErrBadInput, "headcountReason", func() error { _, err := b.app.AgreeSubsidy(b.coordinator(), in); return err })
	in.HeadcountReason = new(" Two have left ")
	if _, err := b.app.AgreeSubsidy(b.coordinator(), in); err != nil {
		t.Fatal(err)
	}
	if s := b.subsidy(p.ID); *s.KnownHeadcount != 40 || *s.HeadcountReason != "Two have left" {
		t.Errorf("got %+v", s)
	}
}

func TestSubsidiesReconcileThroughRandomEvents(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 9))
	users := []*hub.User{{ID: hub.NewUserID()}, {ID: hub.NewUserID()}}
	now := time.Date(2027, 6, 30, 12, 0, 0, 0, time.UTC)
	moved := map[hub.SubsidyClaimState]int{}
	for range 300 {
		p := hub.Placement{ID: hub.NewPlacementID(), State: hub.PlacementStarted, StartsOn: new(hub.NewDate(2027, 3, 1))}
		s := hub.Subsidy{PlacementID: p.ID, PerPeriod: 100_00, Most: 250_00}
		for range 40 {
			by := users[r.IntN(2)]
			switch r.IntN(8) {
			case 0:
				if r.IntN(6) == 0 && p.State == hub.PlacementStarted {
					p.State, p.EndsOn = hub.PlacementEndedEarly, new(hub.NewDate(2027, 3, 1).AddDays(r.IntN(90)))
				}
			case 1, 2:
				from := hub.NewDate(2027, 2, 25).AddDays(r.IntN(120))
				c, err := s.Claim(hub.ClaimSubsidyInput{FromDay: from, UntilDay: from.AddDays(r.IntN(10)), Amount: hub.Pence(r.IntN(110_00)), Payroll: "P 1"}, p, by, now)
				if err == nil {
					s.Claims = append(s.Claims, c)
				}
			default:
				if len(s.Claims) == 0 {
					continue
				}
				c := &s.Claims[r.IntN(len(s.Claims))]
				c.PlacementState = p.State
				to := []hub.SubsidyClaimState{hub.SubsidyApproved, hub.SubsidyPaid, hub.SubsidyPaid, hub.SubsidyKept, hub.SubsidyClawedBack, hub.SubsidyRefused}[r.IntN(6)]
				entry, err := c.Move(hub.MoveSubsidyClaimInput{State: to, Amount: new(hub.Pence(r.IntN(110_00))), Reference: new("BACS 1")}, p, by, now)
				if err == nil {
					moved[to]++
					if to == hub.SubsidyApproved && c.ApprovedBy.ID == c.ClaimedBy.ID {
						t.Fatal("who claimed approved")
					}
				}
				if entry != nil {
					s.Entries = append(s.Entries, *entry)
				}
			}
			var sum hub.Pence
			for _, e := range s.Entries {
				sum += e.Amount
			}
			if s.Paid()-s.ClawedBack() != sum || sum < 0 || s.Paid() > s.Most || s.Paid() > s.Claimed() || s.Left() < 0 {
				t.Fatalf("does not reconcile: %+v", s)
			}
		}
	}
	for _, to := range []hub.SubsidyClaimState{hub.SubsidyApproved, hub.SubsidyPaid, hub.SubsidyKept, hub.SubsidyClawedBack, hub.SubsidyRefused} {
		if moved[to] == 0 {
			t.Errorf("never %s", to)
		}
	}
}

func TestASubsidyIsAgreedClaimedApprovedPaidAndClawedBack(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := b.placed(b.accepted(b.hosted(1), "PW-1"), hub.PlacementConfirmed)
	first, second := b.coordinator(), b.second()
	today, err := b.app.Today(first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.AgreeSubsidy(first, agreement(p.ID, today)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.AgreeSubsidy(first, agreement(p.ID, today)); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("twice: got %v", err)
	}
	claim := hub.ClaimSubsidyInput{PlacementID: p.ID, FromDay: today, UntilDay: today, Amount: 100_00, Payroll: "P 1"}
	if _, err := b.app.ClaimSubsidy(first, claim); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("before it started: got %v", err)
	}
	exec := func(sql string) {
		if _, err := b.pool.Exec(t.Context(), sql, p.ID, today); err != nil {
			t.Fatal(err)
		}
	}
	exec(`UPDATE placement SET state = 'STARTED', starts_on = $2::date - 30, ends_on = $2::date WHERE id = $1`)
	if _, err := b.app.ClaimSubsidy(first, claim); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.ClaimSubsidy(second, claim); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("a period twice: got %v", err)
	}
	subsidy := func() hub.Subsidy { return b.subsidy(p.ID) }
	move := func(by context.Context, to hub.SubsidyClaimState) error {
		_, err := b.app.MoveSubsidyClaim(by, hub.MoveSubsidyClaimInput{ClaimID: subsidy().Claims[0].ID, State: to, Reference: new("BACS 1")})
		return err
	}
	if err := move(first, hub.SubsidyApproved); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("by who claimed: got %v", err)
	}
	if err := move(second, hub.SubsidyApproved); err != nil {
		t.Fatal(err)
	}
	if err := move(first, hub.SubsidyPaid); err != nil {
		t.Fatal(err)
	}
	if err := move(first, hub.SubsidyClawedBack); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("before it ended early: got %v", err)
	}
	exec(`UPDATE placement SET state = 'ENDED_EARLY', place = NULL, since = $2::date WHERE id = $1`)
	if err := move(second, hub.SubsidyClawedBack); err != nil {
		t.Fatal(err)
	}
	if s := subsidy(); s.Paid() != 100_00 || s.ClawedBack() != 100_00 || s.Left() != 150_00 || len(s.Entries) != 2 || s.Entries[1].By == nil {
		t.Errorf("got %+v", s)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE subsidy_entry SET amount = 1`); err == nil {
		t.Error("an entry was changed")
	}
}

func TestRulesOfSubsidiesHoldFromADayOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by := b.as(b.manager)
	in := hub.SetSubsidyRuleInput{StartsOn: hub.NewDate(2027, 1, 1), MostHeadcount: 49, MostAssistance: 20_000_000}
	b.refused("placement staff", hub.ErrForbidden, "", func() error { _, err := b.app.SetSubsidyRule(b.coordinator(), in); return err })
	for field, change := range map[string]func(*hub.SetSubsidyRuleInput){
		"mostHeadcount":  func(in *hub.SetSubsidyRuleInput) { in.MostHeadcount = 0 },
		"mostAssistance": func(in *hub.SetSubsidyRuleInput) { in.MostAssistance = 0 },
		"startsOn":       func(in *hub.SetSubsidyRuleInput) { in.StartsOn = hub.NewDate(1999, 12, 31) },
	} {
		b.refused(field, hub.ErrBadInput, field, func() error {
			in := in
			change(&in)
			_, err := b.app.SetSubsidyRule(by, in)
			return err
		})
	}
	rules, err := b.app.SetSubsidyRule(by, in)
	if err != nil || len(rules) != 2 || rules[0] != hub.SubsidyRule(in) || rules[1].MostHeadcount != 249 {
		t.Fatalf("got %+v, %v", rules, err)
	}
	in.MostHeadcount = 99
	if rules, err = b.app.SetSubsidyRule(by, in); err != nil || len(rules) != 2 || rules[0].MostHeadcount != 99 {
		t.Errorf("the same day again: %+v, %v", rules, err)
	}
	if read, err := b.app.SubsidyRules(b.as(b.partner("Board", hub.RoleAnalyst))); err != nil || len(read) != 2 {
		t.Errorf("got %+v, %v", read, err)
	}
	if got := b.value(`SELECT string_agg(action, ' ') FROM audit WHERE action LIKE 'subsidy_rule%'`); got != "subsidy_rule.set subsidy_rule.set" {
		t.Errorf("the log says %s", got)
	}
}

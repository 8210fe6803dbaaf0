package hub_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestAnOpportunityOnlyEverTakesAllowedSteps(t *testing.T) {
	t.Parallel()
	all := []hub.OpportunityState{hub.OpportunityDraft, hub.OpportunityChecks, hub.OpportunityOpen, hub.OpportunityFilled, hub.OpportunityClosed, hub.OpportunityWithdrawn}
	by := hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RolePlacements}}
	dice := rand.New(rand.NewPCG(7, 7))
	reached := map[hub.OpportunityState]bool{}
	for range 200 {
		o := hub.Opportunity{State: hub.OpportunityDraft, Version: 1}
		for range 20 {
			before, to, said := o.State, all[dice.IntN(len(all))], dice.IntN(2) == 0
			in := hub.TransitionOpportunityInput{Version: 1, State: to}
			if said {
				in.Reason = new("they moved")
			}
			allowed := slices.Contains(o.AllowedTransitions(by), to) && (said || to != hub.OpportunityWithdrawn)
			if _, err := o.Move(in, hub.Host{}); (err == nil) != allowed {
				t.Fatalf("from %s to %s, reason %t: got %v", before, to, said, err)
			}
			if want := map[bool]hub.OpportunityState{true: to, false: before}[allowed]; o.State != want {
				t.Fatalf("from %s to %s: is %s, want %s", before, to, o.State, want)
			}
			reached[o.State] = true
		}
	}
	if len(reached) != len(all) {
		t.Errorf("only %v were reached", reached)
	}
	if got := (hub.Opportunity{State: hub.OpportunityOpen}).AllowedTransitions(hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleAnalyst}}); len(got) != 0 {
		t.Errorf("an analyst may %v", got)
	}
}

func TestAStepOfAnOpportunityHoldsFromADayThatFollowsTheLast(t *testing.T) {
	t.Parallel()
	today, since := hub.NewDate(2027, 3, 10), hub.NewDate(2027, 3, 2)
	for name, tc := range map[string]struct {
		from  hub.OpportunityState
		since *hub.Date
		on    *hub.Date
		want  hub.Date // zero: BAD_INPUT
	}{
		"today where nobody says":         {hub.OpportunityChecks, &since, nil, today},
		"a day to come":                   {hub.OpportunityChecks, &since, new(today.AddDays(1)), hub.Date{}},
		"the day of the last step":        {hub.OpportunityChecks, &since, &since, since},
		"before the last step":            {hub.OpportunityChecks, &since, new(since.AddDays(-1)), hub.Date{}},
		"before a draft was written down": {hub.OpportunityDraft, nil, new(since.AddDays(-30)), since.AddDays(-30)},
		"a draft on a day to come":        {hub.OpportunityDraft, nil, new(today.AddDays(1)), hub.Date{}},
		"a draft once more, before that":  {hub.OpportunityDraft, &since, new(since.AddDays(-1)), hub.Date{}},
	} {
		o := hub.Opportunity{ID: hub.NewOpportunityID(), State: tc.from, Version: 1}
		step, err := o.Move(hub.TransitionOpportunityInput{Version: 1, State: hub.OpportunityOpen, OnDay: tc.on}, hub.Host{Today: today, Since: tc.since})
		switch {
		case tc.want.IsZero() && (hub.FieldOf(err) != "onDay" || o.State != tc.from):
			t.Errorf("%s: got %+v, %v", name, step, err)
		case !tc.want.IsZero() && (err != nil || step.OnDay != tc.want || step.OpportunityID != o.ID || step.State != hub.OpportunityOpen):
			t.Errorf("%s: got %+v, %v", name, step, err)
		}
	}
}

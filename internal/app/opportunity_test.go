package app_test

import (
	"context"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// coordinator is placement staff of the council.
func (b testBundle) coordinator() context.Context {
	by := b.manager
	by.Roles = []hub.Role{hub.RolePlacements}
	return b.as(by)
}

// hostSite is the site of an employer with one HR director.
func (b testBundle) hostSite() (hub.SiteID, hub.EmployerID) {
	b.Helper()
	e := b.employers(1)[0]
	site := hub.NewSiteID()
	b.exec(`INSERT INTO site (id, employer_id, name) VALUES ($1, $2, 'Works')`, site, e)
	return site, e
}

// offersPlaces adds an opportunity for a T Level placement at a site from 1 March 2027.
func (b testBundle) offersPlaces(at hub.SiteID) hub.Opportunity {
	b.Helper()
	o, err := b.app.AddOpportunity(b.coordinator(), hub.AddOpportunityInput{
		SiteID: at, Programme: "T_LEVEL", Role: " Lab  technician ", Places: 2, StartsOn: new(hub.NewDate(2027, 3, 1)), Days: []hub.Weekday{"FRIDAY", "MONDAY", "MONDAY"},
		FromTime: new("09:00"), UntilTime: new("16:30"),
	})
	if err != nil {
		b.Fatal(err)
	}
	return o
}

func (b testBundle) check(in hub.RecordSiteCheckInput) {
	b.Helper()
	if _, err := b.app.RecordSiteCheck(b.coordinator(), in); err != nil {
		b.Fatal(err)
	}
}

// checked records all checks of a site as a T Level placement from 1 March 2027 needs them.
func (b testBundle) checked(site hub.SiteID, e hub.EmployerID) {
	b.Helper()
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 3, 1))})
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckRiskAssessment, Result: hub.CheckConfirmedByPhone, ConsidersYoungPeople: new(true)})
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckSafeguardingContact, Result: hub.CheckSeen, PersonID: &b.people(e)[0]})
}

func TestAnOpportunityOpensOnlyWhileItsChecksHoldOnTheFirstDay(t *testing.T) {
	t.Parallel()
	b := setup(t)
	site, e := b.hostSite()
	o := b.offersPlaces(site)
	if o.Role != "Lab technician" || len(o.Days) != 2 || o.Days[0] != "MONDAY" || o.State != hub.OpportunityDraft {
		t.Errorf("got %+v", o)
	}
	open := func() (hub.Opportunity, error) {
		return b.app.TransitionOpportunity(b.coordinator(), hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: hub.OpportunityOpen})
	}
	missing := func() string {
		all, err := b.app.MissingChecksOf(b.coordinator(), []hub.OpportunityID{o.ID})
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, m := range all {
			words = append(words, string(m.Kind)+" "+m.Why)
		}
		return strings.Join(words, "; ")
	}
	if _, err := open(); hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), "employers' liability insurance has not been checked; the risk assessment has not") {
		t.Errorf("without checks: got %v", err)
	}
	b.checked(site, e)
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 2, 28))})
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckRiskAssessment, Result: hub.CheckSeen, ConsidersYoungPeople: new(false)})
	if got := missing(); got != "EMPLOYERS_LIABILITY holds only until 28 February 2027; RISK_ASSESSMENT does not consider young people" {
		t.Errorf("got %s", got)
	}
	if _, err := open(); hub.CodeOf(err) != hub.ErrBadInput || strings.Contains(err.Error(), "safeguarding") {
		t.Errorf("with two that do not hold: got %v", err)
	}
	b.checked(site, e)
	if got := missing(); got != "" {
		t.Errorf("all checked, and %s", got)
	}
	now, err := open()
	if err != nil || now.State != hub.OpportunityOpen || now.Version != 2 {
		t.Fatalf("got %+v, %v", now, err)
	}
	// The next opportunity at the site uses the same checks.
	next := b.offersPlaces(site)
	if _, err := b.app.TransitionOpportunity(b.coordinator(), hub.TransitionOpportunityInput{ID: next.ID, Version: 1, State: hub.OpportunityOpen}); err != nil {
		t.Error(err)
	}
	// A later first day of an open one, on which the insurance has run out.
	if _, err := b.app.UpdateOpportunity(b.coordinator(), hub.UpdateOpportunityInput{ID: o.ID, Version: 2, StartsOn: hub.Set(hub.NewDate(2027, 3, 2))}); hub.FieldOf(err) != "startsOn" {
		t.Errorf("got %v", err)
	}
	moves, err := b.app.OpportunityMoves(b.coordinator(), []hub.OpportunityID{o.ID})
	if err != nil || len(moves) != 2 || moves[0].State != hub.OpportunityOpen || moves[0].By == nil || moves[0].By.Name != "Mo Manager" {
		t.Errorf("got %+v, %v", moves, err)
	}
	if _, err := b.pool.Exec(t.Context(), `UPDATE opportunity_move SET reason = 'x'`); err == nil {
		t.Error("a step was changed")
	}
	timeline, err := b.app.Timeline(b.as(b.manager), e, hub.Page{First: 10})
	if err != nil || len(timeline.Nodes) < 2 || timeline.Nodes[1].Title != "Offers a placement: Lab technician" {
		t.Errorf("got %+v, %v", timeline.Nodes, err)
	}
	if got := b.value(`SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE record_kind = 'opportunity' AND record_id = '` + o.ID.UUID.String() + `'`); got != "opportunity.add opportunity.transition" {
		t.Errorf("the history has %s", got)
	}
}

func TestWhatCannotBeOfferedIsToldBesideItsField(t *testing.T) {
	t.Parallel()
	b := setup(t)
	site, _ := b.hostSite()
	good := hub.AddOpportunityInput{SiteID: site, Programme: "WORK_TRIAL", Role: "Packer", Places: 1, StartsOn: new(hub.NewDate(2027, 3, 1))}
	for name, c := range map[string]struct {
		spoil func(*hub.AddOpportunityInput)
		field string
	}{
		"no role":              {func(in *hub.AddOpportunityInput) { in.Role = " " }, "role"},
		"no place":             {func(in *hub.AddOpportunityInput) { in.Places = 0 }, "places"},
		"no such programme":    {func(in *hub.AddOpportunityInput) { in.Programme = "X" }, "programme"},
		"an end before":        {func(in *hub.AddOpportunityInput) { in.EndsOn = new(hub.NewDate(2027, 2, 1)) }, "endsOn"},
		"31 days of 30":        {func(in *hub.AddOpportunityInput) { in.EndsOn = new(hub.NewDate(2027, 3, 31)) }, "endsOn"},
		"an end without one":   {func(in *hub.AddOpportunityInput) { in.StartsOn, in.EndsOn = nil, new(hub.NewDate(2027, 3, 2)) }, "startsOn"},
		"no time":              {func(in *hub.AddOpportunityInput) { in.FromTime, in.UntilTime = new("9"), new("17:00") }, "fromTime"},
		"half a day":           {func(in *hub.AddOpportunityInput) { in.FromTime = new("09:00") }, "untilTime"},
		"a day that goes back": {func(in *hub.AddOpportunityInput) { in.FromTime, in.UntilTime = new("17:00"), new("09:00") }, "untilTime"},
		"a contact elsewhere":  {func(in *hub.AddOpportunityInput) { in.ContactID = new(hub.NewPersonID()) }, "contactId"},
	} {
		in := good
		c.spoil(&in)
		if _, err := b.app.AddOpportunity(b.coordinator(), in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != c.field {
			t.Errorf("%s: got %v at %s", name, err, hub.FieldOf(err))
		}
	}
	if n := b.value(`SELECT count(*)::text FROM opportunity`); n != "0" {
		t.Errorf("%s were kept", n)
	}
	in := good
	in.EndsOn = new(hub.NewDate(2027, 3, 30))
	if _, err := b.app.AddOpportunity(b.coordinator(), in); err != nil {
		t.Errorf("30 days of 30: %v", err)
	}
	if _, err := b.app.AddOpportunity(b.as(hub.Actor{Kind: hub.ActorUser, Roles: []hub.Role{hub.RoleEngagement}}), good); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("engagement staff: got %v", err)
	}
	for name, c := range map[string]struct {
		in    hub.RecordSiteCheckInput
		field string
	}{
		"an insurance without an end":       {hub.RecordSiteCheckInput{Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen}, "expiresOn"},
		"an exemption without one":          {hub.RecordSiteCheckInput{Kind: hub.CheckEmployersLiability, Result: hub.CheckNotRequired, Reason: new("small")}, "exemption"},
		"an assessment that does not say":   {hub.RecordSiteCheckInput{Kind: hub.CheckRiskAssessment, Result: hub.CheckSeen}, "considersYoungPeople"},
		"not required for no reason":        {hub.RecordSiteCheckInput{Kind: hub.CheckRiskAssessment, Result: hub.CheckNotRequired}, "reason"},
		"a contact who does not work there": {hub.RecordSiteCheckInput{Kind: hub.CheckSafeguardingContact, Result: hub.CheckSeen, PersonID: new(hub.NewPersonID())}, "personId"},
		"tomorrow":                          {hub.RecordSiteCheckInput{Kind: hub.CheckRiskAssessment, Result: hub.CheckSeen, CheckedOn: new(hub.NewDate(2026, 11, 25))}, "checkedOn"},
		"an insurance that ran out before":  {hub.RecordSiteCheckInput{Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2026, 11, 23))}, "expiresOn"},
	} {
		c.in.SiteID = site
		if _, err := b.app.RecordSiteCheck(b.coordinator(), c.in); hub.CodeOf(err) != hub.ErrBadInput || hub.FieldOf(err) != c.field {
			t.Errorf("%s: got %v at %s", name, err, hub.FieldOf(err))
		}
	}
	b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckEmployersLiability, Result: hub.CheckNotRequired, Exemption: new(hub.ExemptPublicBody)})
}

func TestRulesOfProgrammesHoldFromADayOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	site, _ := b.hostSite()
	add := func(end hub.Date) error {
		_, err := b.app.AddOpportunity(b.coordinator(), hub.AddOpportunityInput{SiteID: site, Programme: "WORK_TRIAL", Role: "Packer", Places: 1, StartsOn: new(end.AddDays(-19)), EndsOn: &end})
		return err
	}
	if _, err := b.app.SetProgrammeRule(b.coordinator(), hub.SetProgrammeRuleInput{Programme: "WORK_TRIAL", StartsOn: hub.NewDate(2027, 6, 1)}); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("placement staff: got %v", err)
	}
	now, err := b.app.SetProgrammeRule(b.as(b.manager), hub.SetProgrammeRuleInput{
		Programme: "WORK_TRIAL", StartsOn: hub.NewDate(2027, 6, 1), MostDays: new(15), Checks: []hub.CheckKind{hub.CheckRiskAssessment}, OutcomeWeeks: []int{26, 13, 26},
	})
	if err != nil || len(now.Rules) != 2 || *now.Rules[0].MostDays != 15 || len(now.Rules[0].OutcomeWeeks) != 2 || now.Rules[0].OutcomeWeeks[0] != 13 {
		t.Fatalf("got %+v, %v", now, err)
	}
	if log, err := b.app.AuditLog(b.admin(), hub.AuditFilter{Action: new("programme_rule.set")}, hub.Page{First: 10}); err != nil || len(log.Nodes) != 1 || len(log.Nodes[0].Fields) == 0 {
		t.Errorf("the log says %+v, %v", log.Nodes, err)
	}
	if err := add(hub.NewDate(2027, 6, 19)); err != nil {
		t.Errorf("starting the day before: %v", err)
	}
	if err := add(hub.NewDate(2027, 6, 20)); hub.FieldOf(err) != "endsOn" {
		t.Errorf("starting on that day: %v", err)
	}
	if _, err := b.app.SetProgrammeRule(b.as(b.manager), hub.SetProgrammeRuleInput{Programme: "WORK_TRIAL", StartsOn: hub.NewDate(2027, 6, 1), LeastAge: new(20), MostAge: new(18)}); hub.FieldOf(err) != "mostAge" {
		t.Errorf("got %v", err)
	}
}

package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// wanting is an opportunity from 1 March 2027 at a site whose checks all hold but the insurance, which does until that day, and whose host can be asked.
func wanting(t *testing.T) (testBundle, hub.Opportunity) {
	t.Helper()
	b := setup(t)
	b.exec(`UPDATE hub_user SET roles = '{PLACEMENTS,MANAGER}'`)
	return b, b.hosted(2)
}

func TestAHostIsAskedForChecksThatRunOut(t *testing.T) {
	t.Parallel()
	host := map[string]int{address(1): 1}

	t.Run("twenty working days before, once, and what it answers is a task until the check is recorded", func(t *testing.T) {
		t.Parallel()
		b, o := wanting(t)
		b.at("2027-01-29 09:00")
		b.got("before", nil)
		b.at("2027-02-01 09:00")
		if m := b.server.took[0]; m.Subject != "Show us the employers' liability insurance of Works" || !strings.Contains(m.Text, "Rotherham Council sends this") {
			t.Errorf("got %s\n%s", m.Subject, m.Text)
		}
		as, _ := b.byLink()
		b.got("on the day", host)
		b.at("2027-02-02 09:00")
		b.got("the day after", nil)
		list, err := b.app.RequestsOfPerson(as)
		if err != nil || len(list) != 1 || list[0].Questions()[0].Hint != "By our records it holds until 1 March 2027, and a placement there needs it." {
			t.Fatalf("got %+v, %v", list, err)
		}
		for name, refused := range map[string]hub.Form{
			"nothing":        {},
			"a day that was": {"answer": {"SENDS"}, "sendBy.day": {"1"}, "sendBy.month": {"2"}, "sendBy.year": {"2027"}},
			"an old one":     {"answer": {"SENDS"}, "lastDay.day": {"1"}, "lastDay.month": {"2"}, "lastDay.year": {"2027"}},
		} {
			if err := b.app.AnswerRequest(as, list[0].ID, refused); hub.CodeOf(err) != hub.ErrBadInput {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if err := b.app.AnswerRequest(as, list[0].ID, hub.Form{
			"answer": {"SENDS"}, "lastDay.day": {"28"}, "lastDay.month": {"2"}, "lastDay.year": {"2028"}, "sendBy.day": {"12"}, "sendBy.month": {"2"}, "sendBy.year": {"2027"}, "note": {"Ask Sam"},
		}); err != nil {
			t.Fatal(err)
		}
		b.wants("the task", `SELECT title || ' ' || due_on || ' ' || state || ' ' || (assignee_id IS NOT NULL) FROM task`,
			"Record the employers' liability insurance of Works: the host has it and sends it, until 28 February 2028. It says: Ask Sam 2027-02-12 OPEN true")
		b.at("2027-02-20 09:00")
		b.got("afterwards", nil)
		b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2028, 2, 28))})
		b.wants("the task", `SELECT state FROM task`, "DONE")
	})
	t.Run("at once for what was never checked, all in one message, until it is recorded or nothing needs it", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		site, e := b.hostSite()
		o := b.offersPlaces(site)
		b.at(tuesday)
		b.got("of a draft", nil)
		move := func(to hub.OpportunityState, why *string) {
			t.Helper()
			var err error
			if o, err = b.app.TransitionOpportunity(b.coordinator(), hub.TransitionOpportunityInput{ID: o.ID, Version: o.Version, State: to, Reason: why}); err != nil {
				t.Fatal(err)
			}
		}
		move(hub.OpportunityChecks, nil)
		b.at(tuesday)
		if m := b.server.took[0]; m.Subject != "3 things that we ask of Employer 01 about placements" {
			t.Errorf("got %s", m.Subject)
		}
		b.got("that is checked", host)
		b.check(hub.RecordSiteCheckInput{SiteID: site, Kind: hub.CheckSafeguardingContact, Result: hub.CheckSeen, PersonID: &b.people(e)[0]})
		b.sweep()
		b.wants("withdrawn", `SELECT string_agg(check_kind || ': ' || withdrawn_reason || ' ' || unreached, ', ') FROM placement_request WHERE withdrawn_at IS NOT NULL`,
			"SAFEGUARDING_CONTACT: the check holds, or nothing there needs it any more false")
		move(hub.OpportunityWithdrawn, new("They move"))
		b.at("2026-12-01 08:00")
		b.got("the reminder", nil)
		b.wants("open", `SELECT count(*)::text FROM placement_request WHERE withdrawn_at IS NULL`, "0")
		move(hub.OpportunityDraft, nil)
		move(hub.OpportunityChecks, nil)
		b.at("2026-12-02 08:00")
		b.got("offered again", host)
	})
	t.Run("for a risk assessment that leaves out the young people who may come, until one considers them", func(t *testing.T) {
		t.Parallel()
		b, o := wanting(t)
		assess := func(young bool) {
			t.Helper()
			b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckRiskAssessment, Result: hub.CheckSeen, ConsidersYoungPeople: &young})
		}
		b.at(tuesday)
		b.got("while it considers them", nil)
		assess(false)
		b.at("2026-11-25 09:00")
		if m := b.server.took[0]; m.Subject != "Show us that the risk assessment of Works considers young people" {
			t.Errorf("got %s", m.Subject)
		}
		as, _ := b.byLink()
		b.got("once it does not", host)
		list, err := b.app.RequestsOfPerson(as)
		if err != nil || len(list) != 1 || list[0].Questions()[0].Hint != "By our records it does not consider young people, and a placement there may be of somebody under 18." {
			t.Fatalf("got %+v, %v", list, err)
		}
		b.exec(`UPDATE placement_programme_rule SET least_age = 18 WHERE programme = 'T_LEVEL'`)
		b.sweep()
		b.wants("where nobody under 18 comes", `SELECT withdrawn_reason FROM placement_request`, "the check holds, or nothing there needs it any more")
		b.exec(`UPDATE placement_programme_rule SET least_age = 16 WHERE programme = 'T_LEVEL'`)
		b.sweep()
		b.wants("where they do again", `SELECT count(*)::text FROM placement_request WHERE withdrawn_at IS NULL`, "1")
		assess(true)
		b.sweep()
		b.wants("once it considers them", `SELECT count(*)::text FROM placement_request WHERE withdrawn_at IS NULL`, "0")
	})
	t.Run("not where the employer is on hold", func(t *testing.T) {
		t.Parallel()
		b, _ := wanting(t)
		b.exec(`UPDATE employer SET hold_until = '2027-02-05', hold_since = '2026-11-24', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1)`)
		b.at("2027-02-01 09:00")
		b.got("on hold", nil)
		b.at("2027-02-05 09:00")
		b.got("afterwards", host)
	})
}

func TestStaffHearOnceWhatNobodyAnswered(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	b.person(b.manager, e.ID, hrAddress)
	other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Other Ltd"})
	gone := b.person(b.manager, other.ID, ownerAddress)
	came := b.reads(b.manager)
	b.ask(e.ID, hub.ProgrammeTLevel)
	b.ask(other.ID, hub.ProgrammeTLevel)
	day := func(when string, want ...string) {
		t.Helper()
		b.at(when)
		b.hears(when, came(), want...)
	}
	day(tuesday)
	b.exec(`UPDATE person SET email_state = 'HARD_BOUNCED' WHERE id = $1`, gone.Person.ID)
	b.sweep()
	day("2026-11-25 08:00", "Would you host in 2027? T Level industry placement; not asked any more: mail to the person bounces")
	day("2026-12-08 08:00") // the day by which an answer is due
	day("2026-12-09 08:00", "Would you host in 2027? T Level industry placement; asked on 24 November 2026, no answer by 8 December 2026")
	day("2026-12-10 08:00")
}

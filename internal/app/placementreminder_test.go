package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestCoordinatorsHearOfWhatComesOnce(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	b.exec(`UPDATE hub_user SET roles = '{PLACEMENTS,MANAGER}' WHERE id = $1`, b.manager.UserID)
	b.exec(`INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES (gen_random_uuid(), $1, 'A', '2026-01-01', '2028-01-01')`, b.manager.OrganisationID)
	came := b.reads(b.manager)
	o := b.hosted(2) // from 1 March to 30 June 2027; the insurance holds until 1 March
	p := b.placed(b.accepted(o, "PW-1"), hub.PlacementConfirmed)
	day := func(when string, want ...string) {
		t.Helper()
		b.at(when)
		said := came()
		b.hears(when, said, want...)
		if strings.Contains(strings.Join(said, ""), "PW-1") {
			t.Errorf("%s: a message names who takes part", when)
		}
	}
	day("2026-11-25 08:00")
	day("2027-01-29 08:00")
	// 1 February is 20 working days before 1 March.
	day("2027-02-01 08:00", "the employers' liability insurance holds only until 1 March 2027; 1 person relies on it")
	if got := b.value(`SELECT title || ' ' || due_on || ' ' || state FROM task`); got != "Renew the employers' liability insurance of Works, which holds until 1 March 2027 2027-03-01 OPEN" {
		t.Errorf("the task is %s", got)
	}
	day("2027-02-02 08:00")
	day("2027-02-15 08:00", "1 place left; it begins on 1 March 2027")
	day("2027-02-22 08:00", "1 person starts on 1 March 2027")
	b.check(hub.RecordSiteCheckInput{SiteID: o.SiteID, Kind: hub.CheckEmployersLiability, Result: hub.CheckSeen, ExpiresOn: new(hub.NewDate(2027, 12, 31))})
	if got := b.value(`SELECT state FROM task`); got != "DONE" {
		t.Errorf("the check is renewed, and its task is %s", got)
	}
	day("2027-02-23 08:00")
	day("2027-03-01 08:00")
	p = b.placed(p, hub.PlacementStarted)
	day("2027-04-30 08:00", "1 person is half-way on 30 April 2027")
	day("2027-06-30 08:00", "1 person had the last day on 30 June 2027")
	b.placed(p, hub.PlacementCompleted)
	day("2027-07-01 08:00", "1 person had the last day on 30 June 2027; ask the host how it was")
	if said := b.value(`SELECT count(*)::text FROM reminder WHERE user_id IS NOT NULL AND rule <> 'placement.unanswered' AND (rule LIKE 'placement.%' OR rule LIKE 'opportunity.%')`); said != "6" {
		t.Errorf("%s reminders, want 6", said)
	}
}

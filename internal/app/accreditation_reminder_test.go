package app_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// expiring is a hub whose manager leads an employer with an award that runs out on a day, and what the manager's digests say.
func expiring(t *testing.T, expires hub.Date) (testBundle, hub.Accreditation, func() []string) {
	t.Helper()
	b := withDigest(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	b.exec(`UPDATE user_setting SET quiet_days = 3650`)
	a := b.awarded(e.ID, 1, hub.NewDate(2024, 3, 1), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = &expires })
	return b, a, b.reads(b.manager)
}

func TestTheLeadHearsThatAnAwardRunsOut(t *testing.T) {
	t.Parallel()
	expires := hub.NewDate(2027, 9, 1) // a Wednesday; the steps begin on Monday 1 March, Tuesday 1 June, Thursday 1 July and Thursday 2 September

	t.Run("six, three and two months before and when it has lapsed, each once", func(t *testing.T) {
		t.Parallel()
		b, a, mo := expiring(t, expires)
		for _, day := range []struct{ at, want string }{
			{"2027-02-26 08:00", ""},
			{"2027-03-01 08:00", "1 accreditation running out\nHello Mo Manager,\n\nAccreditations that run out\n\n- Abdy Engineering Ltd (Disability Confident level 1, Committed, runs out on 1 September 2027; renew it or move up)"},
			{"2027-03-02 08:00", ""},
			{"2027-05-28 08:00", ""},
			{"2027-06-01 08:00", "1 accreditation running out"},
			{"2027-06-02 08:00", ""},
			{"2027-07-01 08:00", "1 accreditation running out"},
			{"2027-07-02 08:00", ""},
			{"2027-09-01 08:00", ""}, // the last day: it still holds
			{"2027-09-02 08:00", "1 accreditation lapsed\nHello Mo Manager,\n\nAccreditations that lapsed\n\n- Abdy Engineering Ltd (Disability Confident level 1, Committed, ran out on 1 September 2027)"},
			{"2027-09-03 08:00", ""},
			{"2028-03-01 08:00", ""},
		} {
			b.at(day.at)
			b.at(day.at) // twice, and once more with another lane
			var want []string
			if day.want != "" {
				want = []string{day.want}
			}
			b.hears(day.at, mo(), want...)
		}
		b.wants("what was heard", `SELECT string_agg(step || ' of ' || occurrence, ', ' ORDER BY step) FROM reminder WHERE rule = 'accreditation.expiry' AND subject_id = '`+a.ID.UUID.String()+`'`,
			"1 of 2027-09-01, 2 of 2027-09-01, 3 of 2027-09-01, 4 of 2027-09-01")
	})
	t.Run("late: what holds on the day, and nothing that is out of date", func(t *testing.T) {
		t.Parallel()
		b, _, mo := expiring(t, expires)
		b.at("2027-06-15 11:00") // nobody swept since November
		b.at("2027-06-15 11:01")
		b.hears("in June", mo(), "runs out on 1 September 2027")
		b.wants("the step", `SELECT string_agg(step::text, ',') FROM reminder WHERE rule = 'accreditation.expiry'`, "2")
		b.at("2027-11-30 08:00")
		b.hears("lapsed for three months but a day", mo(), "1 accreditation lapsed")
	})
	t.Run("not of what lapsed long ago", func(t *testing.T) {
		t.Parallel()
		b, _, mo := expiring(t, expires)
		b.at("2027-12-02 08:00")
		b.hears("three months and a day later", mo())
	})
	t.Run("a renewal stops it, also while the digest waits", func(t *testing.T) {
		t.Parallel()
		b, a, mo := expiring(t, expires)
		b.at("2027-03-01 08:00")
		mo()
		b.clock.set(moment("2027-06-01 08:00"))
		b.sweep()
		b.awarded(a.EmployerID, 2, hub.NewDate(2027, 5, 28), func(in *hub.RecordAccreditationInput) {
			in.RenewsID, in.ExpiresOn = &a.ID, new(hub.NewDate(2030, 5, 28))
		})
		b.send()
		b.hears("renewed", mo())
		for _, at := range []string{"2027-07-01 08:00", "2027-09-02 08:00"} {
			b.at(at)
			b.hears(at, mo())
		}
	})
	t.Run("an end, a removal and a hold stop it, and a corrected day is told anew", func(t *testing.T) {
		t.Parallel()
		for name, change := range map[string]string{
			"ended": `UPDATE accreditation SET ended_on = '2027-02-01', end_reason = 'Gave it up'`, "removed": `DELETE FROM accreditation`,
			"closed": `UPDATE employer SET status = 'CLOSED'`,
			"held":   `UPDATE employer SET hold_until = '2027-04-01', hold_since = '2027-01-01', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1)`,
		} {
			b, _, mo := expiring(t, expires)
			b.exec(change)
			b.at("2027-03-01 08:00")
			b.hears(name, mo())
			if name == "held" {
				b.at("2027-04-01 08:00")
				b.hears("the hold is over", mo(), "runs out on 1 September 2027")
				b.exec(`UPDATE accreditation SET expires_on = '2027-10-01'`)
				b.at("2027-04-02 08:00")
				b.hears("corrected", mo(), "runs out on 1 October 2027")
			}
		}
	})
	t.Run("a process that died before it told is followed by one that tells once", func(t *testing.T) {
		t.Parallel()
		b, _, mo := expiring(t, expires)
		b.clock.set(moment("2027-03-01 08:00"))
		b.sweep()
		b.exec(`UPDATE message SET state = 'CLAIMED', lease = gen_random_uuid(), lease_until = now() - interval '1 s', attempts = 1`)
		b.at("2027-03-01 08:05")
		b.at("2027-03-01 08:06")
		b.hears("once", mo(), "runs out on 1 September 2027")
		b.at("2027-03-02 08:00")
		b.hears("and no more", mo())
	})
	t.Run("what cannot be renewed by the rules of the day says so", func(t *testing.T) {
		t.Parallel()
		b, _, mo := expiring(t, expires)
		b.exec(`UPDATE scheme_rule SET starts_on = '2027-01-01' WHERE starts_on IS NULL`)
		b.at("2027-03-01 08:00")
		b.hears("after the reform", mo(), "it cannot be renewed, so help them to move up")
	})
}

// TestTheDaysOfExpirySteps looks on which day each step begins, day for day.
func TestTheDaysOfExpirySteps(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ expires, want string }{
		"the end of a month":                 {"2027-08-31", "2027-02-28 1, 2027-05-31 2, 2027-06-30 3, 2027-09-01 4"},
		"the end of a month, in a leap year": {"2028-08-31", "2028-02-29 1, 2028-05-31 2, 2028-06-30 3, 2028-09-01 4"},
		"a leap day":                         {"2028-02-29", "2027-08-29 1, 2027-11-29 2, 2027-12-29 3, 2028-03-01 4"},
		"six months after a leap day":        {"2028-08-29", "2028-02-29 1, 2028-05-29 2, 2028-06-29 3, 2028-08-30 4"},
		"the clocks go forward":              {"2027-09-28", "2027-03-28 1, 2027-06-28 2, 2027-07-28 3, 2027-09-29 4"},
		"the clocks go back":                 {"2028-01-31", "2027-07-31 1, 2027-10-31 2, 2027-11-30 3, 2028-02-01 4"},
		"the last day before summer time":    {"2027-03-27", "2026-11-24 1, 2026-12-27 2, 2027-01-27 3, 2027-03-28 4"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expires, err := hub.ParseDate(tc.expires)
			if err != nil {
				t.Fatal(err)
			}
			b, a, _ := expiring(t, expires)
			var begun []string
			last := 0
			for day := hub.NewDate(2026, 11, 24); !day.After(expires.AddDays(5)); day = day.AddDays(1) {
				found, err := postgres.AwardsRunningOut(t.Context(), b.pool, postgres.Viewer{Actor: b.manager, Today: day}, hub.MessageID{}, 10)
				if err != nil || len(found) > 1 {
					t.Fatalf("%s: got %+v, %v", day, found, err)
				}
				expiring := a.StatusOn(day) == hub.AwardExpiring
				if len(found) == 1 && found[0].Step != last {
					last = found[0].Step
					begun = append(begun, fmt.Sprintf("%s %d", day, last))
				}
				if told := last > 0 && last < 4; told != expiring {
					t.Errorf("%s: step %d, and expiring is %v", day, last, expiring)
				}
				listed, err := postgres.CountAccreditations(t.Context(), b.pool, postgres.Viewer{Actor: b.manager, Today: day}, hub.AccreditationFilter{
					Scheme: hub.DisabilityConfident, StatusIn: []hub.AccreditationStatus{hub.AwardExpiring}, ExpiresWithinMonths: new(hub.MonthsOfWarning)})
				if err != nil || (listed == 1) != expiring {
					t.Errorf("%s: %d in the list, %v, and expiring is %v", day, listed, err, expiring)
				}
			}
			if got := strings.Join(begun, ", "); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

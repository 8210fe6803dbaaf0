package app_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"
)

// told is a hub whose manager leads an employer, with an HR director and an owner, whose award runs out on Wednesday 1 September 2027.
func told(t *testing.T) (testBundle, hub.Accreditation, hub.PersonRole) {
	t.Helper()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	owner, hr := b.person(b.manager, e.ID, "owner@employer.example"), b.person(b.manager, e.ID, "hr@employer.example")
	b.exec(`UPDATE person_role SET function = 'OWNER' WHERE id = $1`, owner.ID)
	b.exec(`UPDATE person_role SET function = 'HR' WHERE id = $1`, hr.ID)
	b.clock.set(moment("2027-02-26 10:00"))
	a := b.awarded(e.ID, 1, hub.NewDate(2024, 9, 1), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2027, 9, 1)) })
	return b, a, hr
}

const hrAddress, ownerAddress = "hr@employer.example", "owner@employer.example"

func (b testBundle) got(when string, want map[string]int) {
	b.Helper()
	if got := b.server.taken(); !maps.Equal(got, want) {
		b.Errorf("%s: got %v, want %v", when, got, want)
	}
}

func TestTheContactHearsThatAnAwardRunsOut(t *testing.T) {
	t.Parallel()
	once := map[string]int{hrAddress: 1}

	t.Run("six and three months before, each once, in the hours for such mail", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		for _, step := range []struct {
			at   string
			want map[string]int
		}{
			{"2027-02-28 12:00", nil}, {"2027-03-01 07:59", nil}, {"2027-03-01 08:00", once}, {"2027-03-01 08:01", nil}, {"2027-05-31 12:00", nil},
			{"2027-06-01 07:59", nil}, {"2027-06-01 08:00", once}, {"2027-06-02 08:00", nil}, {"2027-07-01 08:00", nil}, {"2027-09-02 08:00", nil},
		} {
			b.at(step.at)
			b.at(step.at)
			b.got(step.at, step.want)
		}
	})
	t.Run("what it says", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.exec(`UPDATE scheme_rule SET starts_on = '2027-01-01' WHERE starts_on IS NULL`)
		b.at("2027-03-01 08:00")
		m := b.server.took[0]
		if m.Subject != "Disability Confident at Abdy Engineering Ltd runs out on 1 September 2027" || m.ReplyTo.Address != "mo@rotherham.example" || !strings.HasSuffix(m.Unsubscribe, "/unsubscribe") {
			t.Errorf("got %+v", m)
		}
		for _, want := range []string{"holds Disability Confident level 1, Committed, until 1 September 2027", "cannot be renewed at this level any more", "Mo Manager, Rotherham Council, telephone 01709 382121", "/contact-left"} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("%q is missing in\n%s", want, m.Text)
			}
		}
	})
	t.Run("late: the step of the day once, and none that is past", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.at("2027-06-15 11:00")
		b.at("2027-06-15 11:01")
		b.got("in June", once)
		b.wants("the step", `SELECT string_agg(step::text, ',') FROM reminder`, "2")
		c, _, _ := told(t)
		c.at("2027-07-01 08:00")
		c.got("in July", nil)
	})
	t.Run("what nobody sent before the next step is cancelled", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.clock.set(moment("2027-05-31 12:00"))
		b.sweep() // on a bank holiday
		b.at("2027-06-01 08:00")
		b.got("in June", once)
		b.wants("the old one", `SELECT reason FROM message WHERE state = 'CANCELLED'`, "out of date")
	})
	t.Run("a kill before the call sends it once, one after it never again", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.clock.set(moment("2027-03-01 08:00"))
		b.sweep()
		b.exec(`UPDATE message SET state = 'CLAIMED', lease = gen_random_uuid(), lease_until = now() - interval '1 s', attempts = 1`)
		b.at("2027-03-01 08:05")
		b.at("2027-03-01 08:06")
		b.got("before", once)

		b.clock.set(moment("2027-06-01 08:00"))
		b.sweep()
		b.exec(`UPDATE message SET state = 'HANDED_OVER', lease = gen_random_uuid(), lease_until = now() - interval '1 s', attempts = 1 WHERE state = 'DUE'`)
		b.at("2027-06-01 08:05")
		b.at("2027-06-02 08:05")
		b.got("after", nil)
		b.wants("the messages", `SELECT string_agg(state, ' ' ORDER BY due_at) FROM message`, "ACCEPTED UNCERTAIN")
	})
	t.Run("two sweeps at once make one", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.clock.set(moment("2027-03-01 08:00"))
		ended := make(chan error)
		for range 2 {
			go func() { _, err := b.app.Sweep(context.Background()); ended <- err }()
		}
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		b.wants("messages", `SELECT count(*)::text FROM message`, "1")
	})
	t.Run("does not go where the reason goes while it waits", func(t *testing.T) {
		t.Parallel()
		for name, tc := range map[string]struct{ change, reason string }{
			"renewed": {`INSERT INTO accreditation (id, employer_id, scheme, level, awarded_on, source, recorded_at)
				SELECT gen_random_uuid(), employer_id, scheme, 2, '2027-02-26', source, now() FROM accreditation`, "the accreditation was renewed, ended or corrected"},
			"ended":         {`UPDATE accreditation SET ended_on = '2027-02-26', end_reason = 'Gave it up'`, "the accreditation was renewed, ended or corrected"},
			"removed":       {`DELETE FROM accreditation`, "the accreditation was renewed, ended or corrected"},
			"corrected":     {`UPDATE accreditation SET expires_on = '2028-09-01'`, "the accreditation was renewed, ended or corrected"},
			"objected":      {`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'ACCREDITATIONS', now(), 'by phone' FROM person`, "the person objected"},
			"left":          {`UPDATE person_role SET until = '2027-02-26'`, "the person has left the employer"},
			"closed":        {`UPDATE employer SET status = 'CLOSED'`, "the employer is closed"},
			"bounced":       {`UPDATE person SET email_state = 'HARD_BOUNCED'`, "mail to the person bounces"},
			"led by nobody": {`UPDATE employer SET lead_organisation_id = NULL, account_lead_id = NULL`, "nobody leads the employer"},
		} {
			b, _, _ := told(t)
			b.clock.set(moment("2027-03-01 08:00"))
			b.sweep()
			b.exec(tc.change)
			b.send()
			b.at("2027-03-02 08:00")
			b.got(name, nil)
			b.wants(name, `SELECT string_agg(state || ': ' || reason, ', ') FROM message`, "CANCELLED: "+tc.reason)
		}
	})
	t.Run("waits while the employer is on hold", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.clock.set(moment("2027-03-01 08:00"))
		b.sweep()
		b.exec(`UPDATE employer SET hold_until = '2027-04-01', hold_since = '2027-03-01', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1)`)
		b.send()
		b.at("2027-03-31 12:00")
		b.got("on hold", nil)
		b.at("2027-04-01 08:00")
		b.got("afterwards", once)
	})
	t.Run("goes to the next one where an address is wrong, and to nobody who does not want it", func(t *testing.T) {
		t.Parallel()
		b, _, _ := told(t)
		b.server.answer = func(m mail.Message) mail.Outcome {
			if m.To.Address == hrAddress {
				return mail.Outcome{Result: mail.RefusedForGood, Reason: "no such user"}
			}
			return mail.Outcome{Result: mail.Accepted}
		}
		b.at("2027-03-01 08:00")
		b.at("2027-03-01 08:01")
		b.got("the owner", map[string]int{ownerAddress: 1})
		b.exec(`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'ALL', now(), 'by phone' FROM person WHERE email = $1`, ownerAddress)
		b.at("2027-06-01 08:00")
		b.got("nobody", nil)
	})
	t.Run("the link stops it, and says that somebody has left", func(t *testing.T) {
		t.Parallel()
		b, a, hr := told(t)
		b.at("2027-03-01 08:00")
		m := b.server.took[0]
		token := hub.LinkToken(strings.TrimSuffix(m.Unsubscribe[strings.LastIndex(m.Unsubscribe, "/a/")+3:], "/unsubscribe"))
		link, state, err := b.app.Link(t.Context(), token)
		if err != nil || state != hub.LinkWorks || link.Topic() != hub.TopicAccreditations || link.PersonID != hr.Person.ID {
			t.Fatalf("got %+v, %s, %v", link, state, err)
		}
		as := hub.WithActor(t.Context(), link.Actor())
		if err := b.app.ContactLeft(as, link); err != nil {
			t.Fatal(err)
		}
		b.wants("the task", `SELECT title || ' ' || (assignee_id = '`+b.manager.UserID.UUID.String()+`') FROM task`, "Dana Wells has left Abdy Engineering Ltd: find out who follows true")
		if err := b.app.Unsubscribe(as, link.Topic()); err != nil {
			t.Fatal(err)
		}
		b.wants("the objection", `SELECT topic FROM objection`, "ACCREDITATIONS")
		b.server.taken()
		b.at("2027-06-01 08:00")
		b.got("the owner", map[string]int{ownerAddress: 1})
		list, err := b.app.Timeline(b.as(b.manager), a.EmployerID, hub.Page{First: 10})
		if err != nil || list.Nodes[0].Kind != hub.TimelineMessage {
			t.Errorf("got %+v, %v", list.Nodes, err)
		}
	})
}

func TestTheStepsThatContactsHear(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ expires, first, second string }{
		"the end of a month":   {"2027-08-31", "2027-02-28", "2027-05-31"},
		"a leap day":           {"2028-02-29", "2027-08-29", "2027-11-29"},
		"the clocks go back":   {"2028-01-31", "2027-07-31", "2027-10-31"},
		"the clocks go on":     {"2027-09-28", "2027-03-28", "2027-06-28"},
		"of which one is leap": {"2028-08-31", "2028-02-29", "2028-05-31"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _, _ := told(t)
			b.exec(`UPDATE accreditation SET expires_on = $1`, tc.expires)
			day := func(s string) hub.Date {
				d, err := hub.ParseDate(s)
				if err != nil {
					t.Fatal(err)
				}
				return d
			}
			for on, want := range map[hub.Date]int{
				day(tc.first).AddDays(-1): 0, day(tc.first): 1, day(tc.second).AddDays(-1): 1, day(tc.second): 2, day(tc.expires).AddMonths(-2).AddDays(-1): 2,
				day(tc.expires).AddMonths(-2): 0, day(tc.expires).AddDays(1): 0,
			} {
				tx, err := b.pool.Begin(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				found, err := postgres.AwardsToTell(t.Context(), tx, on, 10)
				step := 0
				if len(found) == 1 {
					step = found[0].Step
				}
				if err != nil || step != want {
					t.Errorf("%s: step %d, %v; want %d", on, step, err, want)
				}
				_ = tx.Rollback(t.Context())
			}
		})
	}
}

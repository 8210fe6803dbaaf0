package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// asks is a hub whose coordinator can ask an employer with one placement contact. It is Tuesday 24 November 2026, half past ten.
func asks(t *testing.T) (testBundle, hub.EmployerID, hub.PersonID) {
	t.Helper()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	p := b.person(b.manager, e.ID, hrAddress)
	return b, e.ID, p.Person.ID
}

// ask asks an employer whether it would host in 2027.
func (b testBundle) ask(of hub.EmployerID, programme hub.Programme) hub.AskedRequest {
	b.Helper()
	asked, refused, err := b.app.AskHostingInterest(b.as(b.manager), hub.AskHostingInterestInput{EmployerIds: []hub.EmployerID{of}, Programme: programme, Year: 2027})
	if err != nil || len(asked) != 1 {
		b.Fatalf("got %+v, %+v, %v", asked, refused, err)
	}
	return asked[0]
}

// byLink is the person to whom the last message went that was not taken yet.
func (b testBundle) byLink() (context.Context, hub.Link) {
	b.Helper()
	m := b.server.took[len(b.server.took)-1]
	token := hub.LinkToken(strings.TrimSuffix(m.Unsubscribe[strings.LastIndex(m.Unsubscribe, "/a/")+3:], "/unsubscribe"))
	link, state, err := b.app.Link(b.Context(), token)
	if err != nil || state != hub.LinkWorks || !link.ToRequests || link.Topic() != hub.TopicPlacements {
		b.Fatalf("got %+v, %s, %v", link, state, err)
	}
	return hub.WithActor(b.Context(), link.Actor()), link
}

var once = map[string]int{hrAddress: 1}

func TestAPersonHearsOnceWhatIsAskedAndIsRemindedOnce(t *testing.T) {
	t.Parallel()

	t.Run("at once, and five working days later", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		for _, step := range []struct {
			at   string
			want map[string]int
		}{
			{"2026-11-24 10:30", once}, {"2026-11-24 10:31", nil}, {"2026-11-25 09:00", nil}, {"2026-11-30 17:00", nil}, {"2026-12-01 07:59", nil}, {"2026-12-01 08:00", once},
			{"2026-12-01 08:01", nil}, {"2026-12-08 08:00", nil}, {"2027-01-15 08:00", nil},
		} {
			b.at(step.at)
			b.at(step.at)
			b.got(step.at, step.want)
		}
		b.wants("the steps", `SELECT string_agg(step::text || ' ' || occurrence, ', ' ORDER BY step) FROM reminder`, "0 2026-11-24, 1 2026-11-24")
	})
	t.Run("what it says", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		b.at(tuesday)
		m := b.server.took[0]
		if m.Subject != "Would you host in 2027? T Level industry placement" || m.ReplyTo.Address != "mo@rotherham.example" {
			t.Errorf("got %+v", m)
		}
		for _, want := range []string{"at Abdy Engineering Ltd", "- Would you host in 2027? T Level industry placement, please by 8 December 2026", "Rotherham Council sends this", "/contact-left"} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("%q is missing in\n%s", want, m.Text)
			}
		}
		b.at("2026-12-01 08:00")
		if m := b.server.took[1]; m.Subject != "Reminder: Would you host in 2027? T Level industry placement" || !strings.Contains(m.Text, "You have not told us yet") {
			t.Errorf("the reminder: got %s\n%s", m.Subject, m.Text)
		}
	})
	t.Run("late: once, and the reminder five working days after that", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		b.at("2026-12-10 11:00")
		if m := b.server.took[0]; !strings.Contains(m.Text, "please by 24 December 2026") {
			t.Errorf("the day counts from when it is told:\n%s", m.Text)
		}
		b.at("2026-12-10 11:01")
		b.got("in December", once)
		b.at("2026-12-16 11:00")
		b.got("four working days later", nil)
		b.at("2026-12-17 11:00")
		b.got("five working days later", once)
	})
	t.Run("two sweeps at once make one", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		b.ask(e, hub.ProgrammeWorkTrial)
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
	t.Run("several requests are one message, also what is asked before it goes", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		b.sweep()
		b.ask(e, hub.ProgrammeWorkTrial)
		b.send()
		b.at("2026-11-24 16:00")
		b.at("2026-11-25 09:00")
		if m := b.server.took[0]; m.Subject != "2 things that we ask of Abdy Engineering Ltd about placements" || !strings.Contains(m.Text, "Work trial, please by") {
			t.Errorf("got %s\n%s", m.Subject, m.Text)
		}
		b.got("on both days", once)
		b.ask(e, hub.ProgrammeWorkReady)
		b.at("2026-11-25 09:05")
		b.got("another, on the next day", once)
		b.ask(e, hub.ProgrammeVolunteering)
		b.at("2026-11-25 15:00")
		b.got("yet another on that day", nil)
		b.at("2026-11-26 08:00")
		b.got("which waits for the next", once)
	})
	t.Run("two people get a message each; who works for two employers gets one a day", func(t *testing.T) {
		t.Parallel()
		b, e, p := asks(t)
		other, third := b.employer(b.manager, hub.CreateEmployerInput{Name: "Other Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Third Ltd"})
		b.person(b.manager, other.ID, ownerAddress)
		b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) VALUES (gen_random_uuid(), $1, $2, 'HR')`, p, third.ID)
		for _, id := range []hub.EmployerID{e, other.ID, third.ID} {
			b.ask(id, hub.ProgrammeTLevel)
		}
		b.at(tuesday)
		b.at("2026-11-24 16:00")
		b.got("today", map[string]int{hrAddress: 1, ownerAddress: 1})
		b.at("2026-11-25 08:00")
		if m := b.server.took[0]; !strings.Contains(m.Text, "at Third Ltd") || strings.Contains(m.Text, "Abdy") {
			t.Errorf("got\n%s", m.Text)
		}
		b.got("tomorrow", once)
	})
}

func TestADeathWithTheReminderOfARequest(t *testing.T) {
	t.Parallel()
	b, e, _ := asks(t)
	b.ask(e, hub.ProgrammeTLevel)
	b.at(tuesday)
	before := b.value(`SELECT step || ' ' || tell_on FROM placement_request`)
	mortals := b.mortals()
	deaths, died := 0, true
	for ; died; deaths++ {
		b.exec(`DELETE FROM reminder WHERE step > 0`)
		b.exec(`DELETE FROM personal_link WHERE NOT EXISTS (SELECT FROM reminder WHERE message_id = personal_link.message_id)`)
		b.exec(`DELETE FROM message WHERE NOT EXISTS (SELECT FROM reminder WHERE message_id = message.id)`)
		b.exec(`UPDATE placement_request SET step = split_part($1, ' ', 1)::int, tell_on = split_part($1, ' ', 2)::date`, before)
		b.clock.set(moment("2026-12-01 08:00"))
		dying := mortals.dyingAfter(deaths)
		_, swept := dying.app.Sweep(dying.ctx)
		_, _, sent := dying.lane.Send(dying.ctx)
		died = swept != nil || sent != nil
		dying.bury()

		b.expireLeases()
		b.sweep()
		b.send()
		b.at("2026-12-01 08:01")
		b.wants(fmt.Sprintf("after a death at statement %d", deaths), `SELECT string_agg(step || ' ' || (state IN ('ACCEPTED', 'UNCERTAIN')), ',' ORDER BY step) FROM reminder r JOIN message m ON m.id = r.message_id`,
			"0 true,1 true")
		for id, times := range b.server.messages() {
			if times > 1 {
				t.Errorf("after a death at statement %d: %s was taken %d times", deaths, id, times)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if deaths < 15 {
		t.Errorf("only %d statements: the deaths were not where they should be", deaths)
	}
}

func TestARequestIsNotToldWhereTheReasonGoes(t *testing.T) {
	t.Parallel()
	const said = `INSERT INTO hosting_interest (employer_id, programme, year, level, said_on) SELECT id, 'T_LEVEL', 2027, 'OPEN', '2026-11-24' FROM employer`
	for name, tc := range map[string]struct{ change, message, request string }{
		"answered otherwise": {said, "nothing is asked any more", "the employer has said it otherwise"},
		"answered":           {`UPDATE placement_request SET answered_at = now(), tell_on = NULL`, "nothing is asked any more", ""},
		"objected":           {`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'PLACEMENTS', now(), 'by phone' FROM person`, "the person objected", "the person objected"},
		"left":               {`UPDATE person_role SET until = '2026-11-23'`, "the person has left the employer", "the person has left the employer"},
		"closed":             {`UPDATE employer SET status = 'CLOSED'`, "the employer is closed", "the employer is closed"},
		"no address":         {`UPDATE person SET email = NULL`, "the person has no address", "the person has no address"},
		"bounced":            {`UPDATE person SET email_state = 'HARD_BOUNCED'`, "mail to the person bounces", "mail to the person bounces"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, swept := range []bool{false, true} { // whether a sweep comes between the change and the hand-over
				b, e, _ := asks(t)
				b.ask(e, hub.ProgrammeTLevel)
				b.sweep()
				b.exec(tc.change)
				if swept {
					b.sweep()
				}
				b.send()
				b.at("2026-11-25 08:00")
				b.got(name, nil)
				want := "CANCELLED: " + tc.message
				if swept {
					want = "CANCELLED: nothing is asked any more"
				}
				b.wants(name, `SELECT string_agg(state || ': ' || reason, ', ') FROM message`, want)
				b.wants(name, `SELECT coalesce(withdrawn_reason, '') FROM placement_request`, tc.request)
			}
		})
	}
	t.Run("waits while the employer is on hold, and is asked from then on", func(t *testing.T) {
		t.Parallel()
		const hold = `UPDATE employer SET hold_until = '2027-02-01', hold_since = '2026-11-24', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1)`
		for _, swept := range []bool{false, true} {
			b, e, _ := asks(t)
			b.ask(e, hub.ProgrammeTLevel)
			if swept {
				b.sweep()
			}
			b.exec(hold)
			b.at("2027-01-29 12:00")
			b.got("on hold", nil)
			b.at("2027-02-01 08:00")
			b.got("afterwards", once)
			b.wants("the day by which an answer helps", `SELECT due_on::text FROM placement_request`, "2027-02-15")
		}
	})
	t.Run("a kill before the call sends it once, one after it never again by itself", func(t *testing.T) {
		t.Parallel()
		b, e, _ := asks(t)
		b.ask(e, hub.ProgrammeTLevel)
		b.ask(e, hub.ProgrammeWorkTrial)
		b.sweep()
		b.exec(`UPDATE message SET state = 'CLAIMED', lease = gen_random_uuid(), lease_until = now() - interval '1 s', attempts = 1`)
		b.at("2026-11-24 10:35")
		b.at("2026-11-24 10:36")
		b.got("before", once)
		b.clock.set(moment("2026-12-01 08:00"))
		b.sweep()
		b.exec(`UPDATE message SET state = 'HANDED_OVER', lease = gen_random_uuid(), lease_until = now() - interval '1 s', attempts = 1, sent_at = '2026-12-01 08:00' WHERE state = 'DUE'`)
		b.exec(`UPDATE placement_request SET step = 2, tell_on = NULL`) // which the hand-over writes with it
		b.at("2026-12-01 08:05")
		b.at("2026-12-02 08:05")
		b.got("after", nil)
		open, err := b.app.UncertainMessages(b.as(b.manager), hub.Page{First: 10})
		if err != nil || len(open.Nodes) != 1 {
			t.Fatalf("got %+v, %v; want the one to decide about once", open.Nodes, err)
		}
		if _, err := b.app.SettleUncertainMessage(b.as(b.manager), hub.SettleUncertainMessageInput{MessageID: open.Nodes[0].ID, Decision: hub.UncertainResend}); err != nil {
			t.Fatal(err)
		}
		b.send()
		b.got("said again", once)
		b.wants("the messages", `SELECT string_agg(state, ' ' ORDER BY id) FROM message`, "ACCEPTED UNCERTAIN ACCEPTED")
	})
}

func TestAnEmployerAnswersByLinkWhetherItHosts(t *testing.T) {
	t.Parallel()
	b, e, _ := asks(t)
	r := b.ask(e, hub.ProgrammeTLevel)
	b.at(tuesday)
	as, _ := b.byLink()
	list, err := b.app.RequestsOfPerson(as)
	if err != nil || len(list) != 1 || list[0].ID != r.ID {
		t.Fatalf("got %+v, %v", list, err)
	}
	for name, refused := range map[string]hub.Form{
		"nothing": {}, "an unknown level": {"level": {"MAYBE"}}, "a reason for yes": {"level": {"OPEN"}, "reason": {"They move"}}, "another field": {"level": {"OPEN"}, "year": {"2030"}},
		"a day that went": {"level": {"NOT_NOW"}, "askAgainOn.day": {"1"}, "askAgainOn.month": {"3"}, "askAgainOn.year": {"2026"}},
	} {
		if err := b.app.AnswerRequest(as, r.ID, refused); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := b.app.AnswerRequest(b.as(b.manager), r.ID, hub.Form{"level": {"OPEN"}}); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("somebody else: got %v", err)
	}
	answer := hub.Form{"level": {"NOT_NOW"}, "reason": {"They move"}, "askAgainOn.day": {"1"}, "askAgainOn.month": {"3"}, "askAgainOn.year": {"2027"}}
	if err := b.app.AnswerRequest(as, r.ID, answer); err != nil {
		t.Fatal(err)
	}
	if err := b.app.AnswerRequest(as, r.ID, answer); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("twice: got %v", err)
	}
	interests, err := b.app.HostingInterests(b.as(b.partner("Analysts", hub.RoleAnalyst)), hub.HostingInterestFilter{}, hub.Page{First: 10})
	if err != nil || len(interests.Nodes) != 1 || interests.Nodes[0].Level != hub.HostingNotNow || *interests.Nodes[0].RequestID != r.ID || interests.Nodes[0].By != nil {
		t.Fatalf("got %+v, %v", interests.Nodes, err)
	}
	b.wants("the record", `SELECT string_agg(actor_kind || ' ' || action, ', ' ORDER BY id) FROM audit WHERE actor_kind = 'PERSON'`, "PERSON hostinginterest.record, PERSON placementrequest.answer")
	b.server.taken()
	b.at("2027-02-26 08:00")
	b.got("before the day", nil)
	b.at("2027-03-02 08:00") // a day late
	b.at("2027-03-02 08:01")
	as, _ = b.byLink()
	b.got("on the day to ask again", once)
	if list, err = b.app.RequestsOfPerson(as); err != nil || len(list) != 1 {
		t.Fatalf("got %+v, %v", list, err)
	}
	if err := b.app.AnswerRequest(as, list[0].ID, hub.Form{"level": {"LOOKING"}}); err != nil {
		t.Fatal(err)
	}
	b.at("2027-03-10 08:00")
	b.got("afterwards", nil)
}

func TestARequestIsPutOff(t *testing.T) {
	t.Parallel()
	b, e, _ := asks(t)
	r := b.ask(e, hub.ProgrammeTLevel)
	b.at(tuesday)
	as, _ := b.byLink()
	b.got("asked", once)
	for _, day := range []hub.Date{hub.NewDate(2026, 11, 24), hub.NewDate(2027, 2, 23)} {
		if err := b.app.PutOffRequest(as, r.ID, day); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %v", day, err)
		}
	}
	if err := b.app.PutOffRequest(as, r.ID, hub.NewDate(2027, 1, 11)); err != nil {
		t.Fatal(err)
	}
	b.at("2026-12-08 08:00")
	b.at("2027-01-08 08:00")
	b.got("put off", nil)
	b.at("2027-01-11 08:00")
	b.got("on the day", once)
	b.at("2027-01-18 08:00")
	b.got("the reminder", once)
}

func TestWhoIsNotAskedToHost(t *testing.T) {
	t.Parallel()
	b, e, _ := asks(t)
	in := hub.AskHostingInterestInput{Programme: hub.ProgrammeTLevel, Year: 2027}
	for name, tc := range map[string]struct{ change, why string }{
		"fine":      {`SELECT 1`, ""},
		"said":      {`INSERT INTO hosting_interest (employer_id, programme, year, level, said_on) SELECT id, 'T_LEVEL', 2027, 'OPEN', '2026-11-02' FROM employer WHERE name = $1`, "it answered on 2 November 2026"},
		"not now":   {`INSERT INTO hosting_interest (employer_id, programme, year, level, said_on) SELECT id, 'T_LEVEL', 2027, 'NOT_NOW', '2026-11-02' FROM employer WHERE name = $1`, "it said not now on 2 November 2026"},
		"closed":    {`UPDATE employer SET status = 'CLOSED' WHERE name = $1`, "the employer is closed"},
		"held":      {`UPDATE employer SET hold_until = '2027-02-01', hold_since = '2026-11-24', hold_reason = 'REDUNDANCY', hold_by = (SELECT id FROM hub_user LIMIT 1) WHERE name = $1`, "the employer is on hold"},
		"unwilling": {`INSERT INTO objection (person_id, topic, received_at, how) SELECT r.person_id, 'ALL', now(), 'by phone' FROM person_role r JOIN employer e ON e.id = r.employer_id WHERE e.name = $1`, "nobody there can be written to about placements; add a placement contact with an address"},
	} {
		one := b.employer(b.manager, hub.CreateEmployerInput{Name: name})
		b.person(b.manager, one.ID, hub.EmailAddress(strings.ReplaceAll(name, " ", "")+"@employer.example"))
		if tc.why != "" {
			b.exec(tc.change, name)
		}
		for n, why := range []string{tc.why, "it was asked on 24 November 2026 and has not answered yet"} {
			in.EmployerIds = []hub.EmployerID{one.ID}
			asked, refused, err := b.app.AskHostingInterest(b.as(b.manager), in)
			if tc.why != "" {
				why = tc.why
			}
			if err != nil || (why == "") != (len(asked) == 1) || why != "" && (len(refused) != 1 || refused[0].Why != why) {
				t.Errorf("%s, %d: got %+v, %+v, %v; want %q", name, n, asked, refused, err, why)
			}
		}
	}
	in.EmployerIds = []hub.EmployerID{e}
	if _, _, err := b.app.AskHostingInterest(b.as(b.partner("Wath Advice", hub.RoleEngagement)), in); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("engagement staff: got %v", err)
	}
	for _, year := range []int{2025, 2032} {
		in.Year = year
		if _, _, err := b.app.AskHostingInterest(b.as(b.manager), in); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%d: got %v", year, err)
		}
	}
	in.Year, in.EmployerIds = 2027, nil
	if _, _, err := b.app.AskHostingInterest(b.as(b.manager), in); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("nobody: got %v", err)
	}
}

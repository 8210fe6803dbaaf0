package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

// withDigest is a hub whose manager gets a daily digest, of which the first is planned for Wednesday at eight.
func withDigest(t *testing.T) testBundle {
	t.Helper()
	b := setup(t)
	b.exec(`UPDATE user_setting SET digest = 'DAILY'`)
	b.sweep()
	return b
}

// reads gives a user an address, and is what the digests said that came there since it was asked last.
func (b testBundle) reads(by hub.Actor) func() []string {
	b.Helper()
	address := by.UserID.String() + "@partner.example"
	b.exec(`UPDATE hub_user SET email = $1 WHERE id = $2`, address, by.UserID)
	b.sweep()
	return func() []string {
		b.server.mu.Lock()
		defer b.server.mu.Unlock()
		var said []string
		var others []mail.Message
		for _, m := range b.server.took {
			if m.To.Address == address {
				said = append(said, m.Subject+"\n"+m.Text)
			} else {
				others = append(others, m)
			}
		}
		b.server.took = others
		return said
	}
}

// hears checks that digests came that say each of want, in their order; none where there is no want.
func (b testBundle) hears(when string, got []string, want ...string) {
	b.Helper()
	if len(got) != len(want) {
		b.Errorf("%s: %d digests, want %d:\n%s", when, len(got), len(want), strings.Join(got, "\n"))
		return
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			b.Errorf("%s: digest lacks %q:\n%s", when, want[i], got[i])
		}
	}
}

// task is one of by's, due on a day.
func (b testBundle) task(by hub.Actor, title string, due hub.Date) hub.Task {
	b.Helper()
	task, err := b.app.CreateTask(b.as(by), hub.CreateTaskInput{Title: title, DueOn: due})
	if err != nil {
		b.Fatal(err)
	}
	return task
}

func TestDigestOfTasks(t *testing.T) {
	t.Parallel()
	thursday := hub.NewDate(2026, 11, 26)

	t.Run("comes every working day while there is something to do", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		mo := b.reads(b.manager)
		call := b.task(b.manager, "Call back", thursday)

		b.at("2026-11-25 08:00")
		b.hears("the day before", mo())
		b.at("2026-11-26 07:59")
		b.hears("before eight", mo())
		b.at("2026-11-26 08:00")
		b.hears("the day", mo(), "1 task to do")
		b.at("2026-11-26 08:01")
		b.at("2026-11-26 17:00")
		b.hears("the same day", mo())
		b.at("2026-11-27 08:00")
		b.hears("the day after", mo(), "1 task overdue\nHello Mo Manager,\n\nOverdue tasks\n\n- Call back (due 26 November 2026)\n  https://hub.rotherham.example/\n")
		b.at("2026-11-29 12:00")
		b.hears("Sunday", mo())
		if _, err := b.app.TransitionTask(b.as(b.manager), hub.TransitionTaskInput{ID: call.ID, Version: call.Version, To: hub.TaskDone}); err != nil {
			t.Fatal(err)
		}
		b.at("2026-11-30 08:00")
		b.hears("done", mo())
		b.wants("what was said", `SELECT string_agg(rule || ' ' || occurrence, ', ' ORDER BY rule, occurrence) FROM reminder`,
			"digest 2026-11-26, digest 2026-11-27, task.overdue 2026-11-26")
		b.wants("the message", `SELECT DISTINCT (employer_id IS NULL AND campaign_id IS NULL AND person_id IS NULL)::text FROM message`, "true")
	})
	t.Run("comes once after days without the sweep", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		mo := b.reads(b.manager)
		b.task(b.manager, "Call back", thursday)

		b.at("2026-12-01 11:20") // Tuesday; it was due on Wednesday before
		b.at("2026-12-01 11:21")
		b.hears("late", mo(), "1 task overdue")
		b.at("2026-12-02 08:00")
		b.hears("and again in time", mo(), "1 task overdue")
	})
	t.Run("waits for the morning where the sweep comes at night", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		mo := b.reads(b.manager)
		b.task(b.manager, "Call back", thursday)

		b.at("2026-11-27 19:00") // Friday
		b.hears("at night", mo())
		b.at("2026-11-30 08:00")
		b.at("2026-11-30 08:01")
		b.hears("on Monday", mo(), "1 task overdue")
		b.wants("messages made in vain", `SELECT count(*)::text FROM message WHERE state = 'CANCELLED'`, "0")
	})
	t.Run("comes weekly on the chosen day, with what the week brings", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		mo := b.reads(b.manager)
		b.exec(`UPDATE user_setting SET digest = 'WEEKLY', digest_day = 'THURSDAY', digest_next_at = NULL`)
		b.task(b.manager, "Plan the visit", thursday.AddDays(6))
		b.task(b.manager, "Next week's", thursday.AddDays(7))

		b.at("2026-11-25 08:00")
		b.hears("Wednesday", mo())
		b.at("2026-11-26 08:00")
		b.hears("Thursday", mo(), "1 task to do\nHello Mo Manager,\n\nTasks to do\n\n- Plan the visit (due 2 December 2026)")
		b.at("2026-11-27 08:00")
		b.hears("Friday", mo())
	})
	t.Run("does not come to who wants none, or whose access has ended", func(t *testing.T) {
		t.Parallel()
		for name, change := range map[string]string{"none": `UPDATE user_setting SET digest = 'NONE'`, "ended": `UPDATE hub_user SET disabled_at = now()`} {
			b := withDigest(t)
			mo := b.reads(b.manager)
			b.task(b.manager, "Call back", thursday)
			b.exec(change)
			b.at("2026-11-27 08:00")
			b.hears(name, mo())
		}
	})
	t.Run("is not sent where the reason goes while it waits", func(t *testing.T) {
		t.Parallel()
		for name, tc := range map[string]struct{ change, reason string }{
			"done":    {`UPDATE task SET state = 'DONE', closed_at = now()`, "there is nothing left to say"},
			"no more": {`UPDATE user_setting SET digest = 'NONE'`, "the user wants no digest any more"},
			"ended":   {`UPDATE hub_user SET disabled_at = now()`, "the user's access has ended"},
		} {
			b := withDigest(t)
			mo := b.reads(b.manager)
			b.task(b.manager, "Call back", thursday)
			b.clock.set(moment("2026-11-27 08:00"))
			b.sweep()
			b.exec(tc.change)
			b.send()
			b.hears(name, mo())
			b.wants(name, `SELECT state || ': ' || reason FROM message`, "CANCELLED: "+tc.reason)
		}
	})
	t.Run("that nobody sent on its day is told by the next one", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		mo := b.reads(b.manager)
		b.task(b.manager, "Call back", thursday)
		b.clock.set(moment("2026-11-27 08:00"))
		b.sweep() // and no lane until Monday

		b.at("2026-11-30 08:00")
		b.hears("Monday", mo(), "1 task overdue")
		b.wants("the old one", `SELECT reason FROM message WHERE state = 'CANCELLED'`, "out of date")
		b.wants("what it told", `SELECT state FROM message m JOIN reminder r ON r.message_id = m.id WHERE rule = 'task.overdue'`, "ACCEPTED")
	})
	t.Run("stops where the address is refused for good", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		b.task(b.manager, "Call back", thursday)
		b.server.answer = func(mail.Message) mail.Outcome {
			return mail.Outcome{Result: mail.RefusedForGood, Reason: "no such user"}
		}
		b.at("2026-11-27 08:00")
		b.server.answer = nil
		b.at("2026-11-30 08:00")
		b.wants("the messages", `SELECT string_agg(state, ',') FROM message`, "REJECTED")
		b.wants("the choice", `SELECT digest || ' ' || (digest_refused_at IS NOT NULL)::text FROM user_setting`, "NONE true")
		b.wants("its audit", `SELECT count(*)::text FROM audit WHERE action = 'user.refuse_digest'`, "1")
	})
}

func TestOverdueReferrals(t *testing.T) {
	t.Parallel()
	type referralBundle struct {
		testBundle
		chamber  hub.Actor
		mo, pat  func() []string
		referral hub.Referral
	}
	setup := func(t *testing.T) referralBundle {
		t.Helper()
		b := withDigest(t)
		chamber := b.partner("Chamber", hub.RoleEngagement)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		return referralBundle{b, chamber, b.reads(b.manager), b.reads(chamber), b.referred(b.manager, e.ID, chamber)} // due on Tuesday 1 December
	}

	t.Run("remind the receiver, then tell the sender, each once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.at("2026-11-25 08:00")
		b.hears("the receiver, while it waits", b.pat(), "1 referral waiting\nHello Pat of Chamber,\n\nReferrals that wait for you\n\n- Abdy Engineering Ltd (from Rotherham Council, due 1 December 2026)")
		b.at("2026-12-01 08:00")
		b.pat()
		b.wants("on its day", `SELECT overdue_step::text FROM referral`, "0")
		b.at("2026-12-02 00:01")
		b.wants("the day after", `SELECT overdue_step || ' ' || overdue_since FROM referral`, "1 2026-12-02")
		b.at("2026-12-02 08:00")
		b.hears("the receiver", b.pat(), "due 1 December 2026, overdue)")
		b.at("2026-12-04 08:00")
		b.hears("the sender, two working days later", b.mo())
		b.at("2026-12-07 08:00")
		b.hears("the sender", b.mo(), "1 of your referrals overdue\nHello Mo Manager,\n\nReferrals of yours that nobody answered in time\n\n- Abdy Engineering Ltd (to Chamber, due 1 December 2026, overdue)")
		b.at("2026-12-08 08:00")
		b.hears("the sender, once", b.mo())
		b.wants("what was heard", `SELECT string_agg(DISTINCT step || ' ' || occurrence, ', ') FROM reminder WHERE rule = 'referral.overdue'`, "1 2026-12-01, 2 2026-12-01")
	})
	t.Run("leave the receiver their days where the sweep comes late", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.at("2026-12-14 08:00")
		b.at("2026-12-14 08:01")
		b.hears("the receiver", b.pat(), ", overdue)")
		b.hears("the sender", b.mo())
		b.at("2026-12-17 08:00")
		b.hears("the sender, three working days later", b.mo(), "1 of your referrals overdue")
	})
	t.Run("stop with an answer", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.at("2026-12-02 08:00")
		b.step(b.chamber, b.referral, hub.TransitionReferralInput{To: hub.ReferralAccepted})
		b.mo()
		b.at("2026-12-03 08:00")
		b.hears("the sender", b.mo(), "1 reply to a referral\nHello Mo Manager,\n\nWhat partners said to your referrals\n\n- Abdy Engineering Ltd (accepted by Chamber, 2 December 2026)")
		b.at("2026-12-10 08:00")
		b.hears("and no more", b.mo())
		b.wants("a new day", `SELECT overdue_step || ' ' || due_on FROM referral`, "0 2026-12-16")
		b.at("2026-12-17 08:00")
		b.wants("is reminded anew", `SELECT overdue_step || ' ' || overdue_since FROM referral`, "1 2026-12-17")
	})
	t.Run("do not reach the sender where the answer comes before the digest goes", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.at("2026-12-02 08:00")
		b.clock.set(moment("2026-12-07 08:00"))
		b.sweep()
		b.step(b.chamber, b.referral, hub.TransitionReferralInput{To: hub.ReferralDeclined, Reason: new("no time")})
		b.mo()
		b.clock.set(moment("2026-12-07 08:01"))
		b.send()
		b.hears("the sender", b.mo(), "declined by Chamber")
		b.wants("that it was overdue", `SELECT count(*)::text FROM reminder WHERE step = 2`, "0")
	})
	t.Run("wait while the employer is on hold", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		hold := `UPDATE employer SET hold_until = $1, hold_reason = 'DISPUTE', hold_since = now(), hold_by = 'Mo'`
		b.exec(hold, hub.NewDate(2026, 12, 3))
		b.at("2026-11-25 08:00")
		b.hears("nobody is prompted", append(b.mo(), b.pat()...))
		b.at("2026-12-02 08:00")
		b.hears("nor when it is overdue", append(b.mo(), b.pat()...))
		b.wants("no step is taken", `SELECT overdue_step::text FROM referral`, "0")
		b.at("2026-12-03 08:00")
		b.wants("the hold is over", `SELECT overdue_step || ' ' || overdue_since FROM referral`, "1 2026-12-03")
		b.hears("the receiver", b.pat(), ", overdue)")
		b.exec(hold, hub.NewDate(2026, 12, 14))
		b.at("2026-12-08 08:00")
		b.hears("nobody, on hold again", append(b.mo(), b.pat()...))
		b.exec(hold, hub.NewDate(2026, 12, 9))
		b.at("2026-12-09 08:00")
		b.pat()
		b.exec(hold, hub.NewDate(2026, 12, 14))
		b.wants("the sender is to be told", `SELECT overdue_step::text FROM referral`, "2")
		b.at("2026-12-10 08:00")
		b.mo()
		b.at("2026-12-11 08:00")
		b.hears("not now, though", append(b.mo(), b.pat()...))
	})
	t.Run("name no confidential employer to who may not see it", func(t *testing.T) {
		t.Parallel()
		b := withDigest(t)
		chamber, college := b.partner("Chamber", hub.RoleEngagement), b.partner("College", hub.RoleEngagement)
		e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
		sender, receiver := b.reads(chamber), b.reads(college)
		b.referred(chamber, e.ID, college)
		b.exec(`UPDATE employer SET confidential_to = lead_organisation_id, confidential_since = now(), confidential_by = 'Mo', confidential_reason = 'A secret' WHERE id = $1`, e.ID)
		b.at("2026-12-02 08:00")
		b.hears("the receiver, who is let in", receiver(), ", overdue)")
		b.at("2026-12-07 08:00")
		b.wants("the sender would be told", `SELECT overdue_step::text FROM referral`, "2")
		b.hears("the sender, who is not let in", sender())
	})
	t.Run("are seen by who wants no digest", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.exec(`UPDATE user_setting SET digest = 'NONE'`)
		b.at("2026-12-02 08:00")
		b.at("2026-12-07 08:00")
		b.hears("nobody", append(b.mo(), b.pat()...))
		b.wants("the steps go on", `SELECT overdue_step::text FROM referral`, "2")
	})
	t.Run("reach everybody there, and managers, where nobody deals with them", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		colleague := b.colleague(hub.RoleManager)
		b.exec(`UPDATE hub_user SET roles = '{MANAGER}' WHERE id = $1`, colleague.UserID)
		reads := b.reads(colleague)
		b.exec(`UPDATE hub_user SET disabled_at = now() WHERE id = $1`, b.manager.UserID)
		b.at("2026-12-02 08:00")
		b.at("2026-12-07 08:00")
		b.hears("another manager", reads(), "1 of your referrals overdue")
	})
}

func TestEmployersGoneQuiet(t *testing.T) {
	t.Parallel()
	setup := func(t *testing.T) (testBundle, hub.Employer, func() []string) {
		t.Helper()
		b := withDigest(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}}) // on 24 November
		return b, e, b.reads(b.manager)
	}

	t.Run("after exactly the chosen days, once for each silence", func(t *testing.T) {
		t.Parallel()
		b, e, mo := setup(t)
		b.at("2027-05-21 08:00") // Friday, day 178
		b.hears("before", mo())
		b.exec(`INSERT INTO holiday (day, name) VALUES ('2027-05-24', 'so that the digest comes on day 182')`)
		b.at("2027-05-25 08:00")
		b.hears("after 180 days", mo(), "1 employer gone quiet\nHello Mo Manager,\n\nGone quiet\n\n- Abdy Engineering Ltd (no contact since 24 November 2026)")
		b.at("2027-05-26 08:00")
		b.at("2027-08-26 08:00")
		b.hears("once", mo())
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, HappenedOn: new(hub.NewDate(2027, 8, 26))})
		b.at("2028-02-22 08:00")
		b.hears("the next silence, after exactly 180 days", mo(), "no contact since 26 August 2027")
	})
	t.Run("on the very day, and not the day before", func(t *testing.T) {
		t.Parallel()
		b, _, mo := setup(t)
		b.exec(`UPDATE user_setting SET quiet_days = 9`)
		b.at("2026-12-02 08:00")
		b.hears("day 8", mo())
		b.at("2026-12-03 08:00")
		b.hears("day 9", mo(), "Gone quiet")
	})
	t.Run("key accounts after their own days", func(t *testing.T) {
		t.Parallel()
		b, _, mo := setup(t)
		b.exec(`UPDATE employer SET key_account = true`)
		b.at("2027-01-22 08:00")
		b.hears("day 59", mo())
		b.at("2027-01-25 08:00")
		b.hears("day 62", mo(), "key account, no contact since 24 November 2026")
	})
	t.Run("once after weeks without the sweep", func(t *testing.T) {
		t.Parallel()
		b, _, mo := setup(t)
		b.at("2027-07-21 15:00")
		b.at("2027-07-21 15:01")
		b.at("2027-07-22 08:00")
		b.hears("late", mo(), "Gone quiet")
	})
	t.Run("when the hold is over", func(t *testing.T) {
		t.Parallel()
		b, _, mo := setup(t)
		b.exec(`UPDATE employer SET hold_until = '2027-07-22', hold_reason = 'DISPUTE', hold_since = now(), hold_by = 'Mo'`)
		b.at("2027-07-21 15:00")
		b.hears("on hold", mo())
		b.at("2027-07-22 08:00")
		b.hears("the day on which it ends", mo(), "Gone quiet")
	})
	t.Run("never a closed or dormant one, and not who does not lead it", func(t *testing.T) {
		t.Parallel()
		for _, change := range []string{
			`UPDATE employer SET status = 'CLOSED'`, `UPDATE employer SET status = 'DORMANT'`, `UPDATE employer SET account_lead_id = NULL`,
			`UPDATE employer SET hold_until = '2027-07-22', hold_reason = 'DISPUTE', hold_since = now(), hold_by = 'Mo'`,
		} {
			b, _, mo := setup(t)
			b.exec(change)
			b.at("2027-07-21 15:00")
			b.hears(change, mo())
		}
	})
	t.Run("not where somebody is in touch before the digest goes", func(t *testing.T) {
		t.Parallel()
		b, e, mo := setup(t)
		b.clock.set(moment("2027-07-21 15:00"))
		b.sweep()
		b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: []hub.EmployerID{e.ID}, HappenedOn: new(hub.NewDate(2027, 7, 21))})
		b.send()
		b.hears("talked to", mo())
		b.wants("the message", `SELECT state || ': ' || reason FROM message`, "CANCELLED: there is nothing left to say")
	})
	t.Run("not again where nobody knows whether the digest arrived", func(t *testing.T) {
		t.Parallel()
		b, _, mo := setup(t)
		b.server.answer = func(mail.Message) mail.Outcome { return mail.Outcome{Result: mail.Unknown} }
		b.at("2027-07-21 15:00")
		b.server.answer = nil
		mo()
		b.at("2027-07-22 08:00")
		b.hears("the day after", mo())
		b.wants("the messages", `SELECT string_agg(state, ',') FROM message`, "UNCERTAIN")
	})
}

func TestAnswersInTheDigest(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	mo := b.reads(b.manager)
	b.launch(b.employers(1)...)
	b.exec(`INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, answers, started_at, submitted_at, reference)
		SELECT gen_random_uuid(), i.id, i.employer_id, $1, 'SUBMITTED', '{}', $2, $2, 'R1' FROM invitation i`, b.pulse, moment("2026-11-25 09:00"))
	b.exec(`UPDATE invitation SET state = 'SUBMITTED'`)

	b.at("2026-11-25 08:00")
	b.hears("before it came in", mo())
	b.at("2026-11-26 08:00")
	b.hears("the next morning", mo(), "1 new answer\nHello Mo Manager,\n\nAnswers that came in\n\n- Employer 01 (Skills pulse, 25 November 2026)")
	b.at("2026-11-27 08:00")
	b.hears("once", mo())
}

// TestADeathWithADigest lets a process die at each statement that it sends while it makes and sends digests, in turn.
func TestADeathWithADigest(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	b.reads(b.manager)
	b.reads(chamber)
	e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	b.referred(b.manager, e.ID, chamber)
	b.task(b.manager, "Call back", hub.NewDate(2026, 11, 24))
	owed := hub.RaiseIssueInput{NetworkID: b.network().ID, Title: "No welders", Theme: hub.ThemeSkills, OwnerID: &b.manager.UserID, AnswerBy: new(hub.NewDate(2026, 11, 24))}
	if _, err := b.app.RaiseIssue(b.as(b.manager), owed); err != nil {
		t.Fatal(err)
	}
	b.exec(`UPDATE user_setting SET quiet_days = 1`)
	b.exec(`UPDATE employer SET last_contact_on = '2026-11-24'`)
	mortals := b.mortals()
	deaths, died := 0, true
	for ; died; deaths++ {
		b.exec(`DELETE FROM reminder`)
		b.exec(`DELETE FROM message`)
		b.exec(`UPDATE referral SET overdue_step = 1, overdue_since = '2026-12-02'`)
		b.exec(`UPDATE user_setting SET digest_next_at = $1`, moment("2026-12-07 08:00"))
		b.clock.set(moment("2026-12-07 08:00"))
		dying := mortals.dyingAfter(deaths)
		_, swept := dying.app.Sweep(dying.ctx)
		_, _, sent := dying.lane.Send(dying.ctx)
		died = swept != nil || sent != nil
		dying.bury()

		b.expireLeases()
		b.sweep()
		b.send()
		b.at("2026-12-07 08:01")

		b.wants("a digest for each", `SELECT count(*)::text FROM message`, "2")
		b.wants("what they told", `SELECT string_agg(rule || step, ',' ORDER BY rule, step) FROM reminder`,
			"digest0,digest0,employer.quiet0,issue.overdue0,referral.overdue1,referral.overdue2,task.overdue0")
		rows := b.value(`SELECT string_agg(id || ' ' || state, ',') FROM message`)
		taken := b.server.messages()
		b.server.taken()
		for row := range strings.SplitSeq(rows, ",") {
			id, state, _ := strings.Cut(row, " ")
			n := 0
			for m, times := range taken {
				if m.UUID.String() == id {
					n = times
				}
			}
			if n > 1 || state == "ACCEPTED" && n != 1 || state != "ACCEPTED" && state != "UNCERTAIN" {
				t.Errorf("%s is %s and was taken %d times", id, state, n)
			}
		}
		if t.Failed() {
			t.Fatalf("after a death at statement %d", deaths)
		}
	}
	if deaths < 40 {
		t.Errorf("only %d statements: the deaths were not where they should be", deaths)
	}
}

package app_test

import (
	"context"
	"errors"
	"maps"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

func TestExactlyTheRightPeopleAreReminded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	employers := b.employers(6)
	b.launch(employers...)
	if sent := b.send(); sent.Accepted != 6 {
		t.Fatalf("%d invitations sent, want 6", sent.Accepted)
	}
	b.server.taken()
	// 1 answers, 2 declines, 3 objects on the page, 4 tells staff, 5 is part done, 6 does nothing.
	b.exec(`UPDATE invitation SET state = 'SUBMITTED', next_reminder_at = NULL WHERE employer_id = $1`, employers[0])
	b.exec(`UPDATE invitation SET state = 'DECLINED', next_reminder_at = NULL WHERE employer_id = $1`, employers[1])
	b.exec(`UPDATE invitation SET state = 'OBJECTED', next_reminder_at = NULL WHERE employer_id = $1`, employers[2])
	b.exec(`INSERT INTO objection (person_id, topic, received_at, how) SELECT person_id, 'ALL', now(), 'by phone' FROM invitation WHERE employer_id = $1`, employers[3])
	b.exec(`INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, answers, started_at)
		SELECT gen_random_uuid(), i.id, i.employer_id, $2, 'IN_PROGRESS', '{"hiring": {"options": ["harder"]}}', now() FROM invitation i WHERE employer_id = $1`,
		employers[4], b.pulse)

	for _, step := range []struct {
		at   string
		want map[string]int
	}{
		{"2026-11-30 12:00", nil}, // four working days later
		{"2026-12-01 09:29", nil}, // the fifth, before the window opens
		{"2026-12-01 09:31", map[string]int{address(5): 1, address(6): 1}},
		{"2026-12-01 15:00", nil}, // once
		{"2026-12-14 12:00", nil}, // Monday: three working days before the end
		{"2026-12-15 09:31", map[string]int{address(5): 1, address(6): 1}},
		{"2026-12-17 12:00", nil}, // the last day
		{"2026-12-18 12:00", nil}, // over
		{"2027-01-12 12:00", nil},
	} {
		b.at(step.at)
		if got := b.server.taken(); !maps.Equal(got, step.want) {
			t.Errorf("%s: got %v, want %v", step.at, got, step.want)
		}
	}

	b.wants("whoever objected by phone", `SELECT state FROM invitation i JOIN objection USING (person_id)`, "OBJECTED")
	b.wants("why its reminder was not sent", `SELECT reason FROM message WHERE state = 'CANCELLED'`, "the person objected")
	b.wants("the campaign", `SELECT state FROM campaign`, "CLOSED")
	b.wants("those who did nothing", `SELECT count(*)::text FROM invitation WHERE state = 'CLOSED'`, "2")
	b.wants("its audit", `SELECT count(*)::text FROM audit WHERE action = 'campaign.close'`, "1")
}

func TestRemindersSayHowFarTheAnswerIs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	employers := b.employers(2)
	b.launch(employers...)
	b.send()
	b.exec(`INSERT INTO response (id, invitation_id, employer_id, questionnaire_version_id, state, answers, started_at)
		SELECT gen_random_uuid(), i.id, i.employer_id, $2, 'IN_PROGRESS', '{}', now() FROM invitation i WHERE employer_id = $1`, employers[1], b.pulse)

	b.at("2026-12-01 10:00")

	b.wants("not started", `SELECT subject FROM message m JOIN reminder r ON r.message_id = m.id WHERE step = 1 AND subject_id = '`+employers[0].UUID.String()+`'`,
		"Still time: skills at Employer 01")
	b.wants("part done", `SELECT subject FROM message m JOIN reminder r ON r.message_id = m.id WHERE step = 1 AND subject_id = '`+employers[1].UUID.String()+`'`,
		"You are part way through")
	b.wants("a link for each message", `SELECT count(*)::text FROM personal_link`, "4")
}

func TestTheSweepCatchesUp(t *testing.T) {
	t.Parallel()

	t.Run("over a day on which several things were due each is done once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(3)...)
		b.claim() // by a process that died; the day passes before anybody looks
		b.expireLeases()
		b.exec(`UPDATE campaign SET closes_on = '2026-12-03'`)

		b.at("2026-11-25 11:00")
		b.at("2026-11-25 11:01")
		if got := b.server.taken(); len(got) != 3 || got[address(1)] != 1 {
			t.Errorf("got %v, want the invitations once, a day late", got)
		}
		b.at("2026-12-04 11:00") // the reminders were due, and then the campaign ended
		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing that is out of date", got)
		}
		b.wants("invitations", `SELECT DISTINCT state FROM invitation`, "CLOSED")
	})

	t.Run("after a day without it everybody is reminded once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(3)...)
		b.send()
		b.server.taken()

		b.at("2026-12-02 11:00") // due on the first
		b.at("2026-12-02 11:01")

		if got := b.server.taken(); len(got) != 3 || got[address(1)] != 1 {
			t.Errorf("got %v, want each once", got)
		}
	})

	t.Run("after the closing day nothing is sent", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(3)...)

		b.at("2026-12-18 11:00") // Friday after the last day, and never an invitation

		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing", got)
		}
		b.wants("messages", `SELECT DISTINCT state || ': ' || reason FROM message`, "CANCELLED: the campaign is closed")
	})

	t.Run("people have three working days of peace after a late reminder", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.send()

		b.at("2026-12-14 12:00") // the first reminder is a week late, and not sent on a Monday
		b.at("2026-12-15 10:00") // sent; the second would be due today
		b.server.taken()
		b.at("2026-12-17 15:00")

		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing two days later", got)
		}
	})

	t.Run("those whose message waits for its window are not looked at until then", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.clock.set(moment("2026-11-20 18:00")) // a Friday
		b.launch(b.employers(3)...)
		b.sweep()
		b.wants("looked at again", `SELECT DISTINCT to_char(plan_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') FROM invitation`, "2026-11-24 10:30")

		b.exec(`UPDATE message SET state = 'ACCEPTED', sent_at = due_at`) // by a process that died before it planned the reminder
		b.clock.set(moment("2026-11-24 10:29"))
		b.sweep()
		b.wants("planned meanwhile", `SELECT count(next_reminder_at)::text FROM invitation`, "0")
		b.clock.set(moment("2026-11-24 10:30"))
		b.sweep()

		b.wants("the next reminder", `SELECT DISTINCT to_char(next_reminder_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') FROM invitation`, "2026-12-01 09:30")
	})

	t.Run("one that has no more steps is never looked at again", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.send()
		b.exec(`UPDATE invitation SET next_step = 3, next_reminder_at = NULL`) // after the last
		b.sweep()
		b.wants("looked at", `SELECT plan_at::text FROM invitation`, "infinity")
	})

	t.Run("an invitation that is open again is reminded from where it was", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.send()
		b.exec(`UPDATE invitation SET state = 'DECLINED', next_reminder_at = NULL`)
		b.at("2026-12-01 10:00")
		b.server.taken()
		b.exec(`UPDATE invitation SET state = 'OPEN'`)

		b.at("2026-12-02 10:00") // planned for the first, and sent
		b.at("2026-12-02 10:01")

		if got := b.server.taken(); got[address(1)] != 1 {
			t.Errorf("got %v, want one reminder", got)
		}
	})
}

func TestRemindersOverTheClockChange(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ launched, before, due string }{
		"back, to Greenwich Mean Time":       {"2026-10-20 10:30", "2026-10-27 09:29", "2026-10-27 09:30"},
		"forward, to British Summer Time":    {"2026-03-24 10:30", "2026-03-31 09:29", "2026-03-31 09:30"},
		"back, in the hour that comes twice": {"2026-10-20 10:30", "2026-10-25 01:30", "2026-10-27 09:30"},
		"forward, in the hour that is not":   {"2026-03-24 10:30", "2026-03-29 01:30", "2026-03-31 09:30"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.clock.set(moment(tc.launched))
			b.launch(b.employers(1)...)
			b.send()
			b.server.taken()

			b.at(tc.before)
			if got := b.server.taken(); len(got) != 0 {
				t.Fatalf("got %v before half past nine of the fifth working day", got)
			}
			b.at(tc.due)
			if got := b.server.taken(); len(got) != 1 {
				t.Errorf("got %v at half past nine, want one", got)
			}
		})
	}
}

// TestASubmissionRacesItsReminder lets the answer come at each step of a reminder's way: one that is not with the mail server yet
// does not go out any more.
func TestASubmissionRacesItsReminder(t *testing.T) {
	t.Parallel()
	const answers = `UPDATE invitation SET state = 'SUBMITTED', settled_at = now(), next_reminder_at = NULL`
	for name, tc := range map[string]struct {
		until func(b testBundle) // the reminder's way before the answer
		sent  int
		state string
	}{
		"before the sweep makes it": {func(b testBundle) { b.clock.set(moment("2026-12-01 10:00")) }, 0, ""},
		"while it waits for a lane": {func(b testBundle) { b.clock.set(moment("2026-12-01 10:00")); b.sweep() }, 0, "CANCELLED: answered"},
		"after a process claimed it and died": {func(b testBundle) {
			b.clock.set(moment("2026-12-01 10:00"))
			b.sweep()
			b.claim()
			b.expireLeases()
		}, 0, "CANCELLED: answered"},
		"after it went out": {func(b testBundle) { b.at("2026-12-01 10:00") }, 1, "ACCEPTED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.launch(b.employers(1)...)
			b.send()
			b.server.taken()
			tc.until(b)

			b.exec(answers)
			b.at("2026-12-01 10:01")
			b.at("2026-12-15 10:00") // when the second would be due

			if got := b.server.taken(); got[address(1)] != tc.sent {
				t.Errorf("got %v, want %d", got, tc.sent)
			}
			b.wants("the reminder", `SELECT coalesce(string_agg(concat_ws(': ', m.state, m.reason), ' '), '') FROM message m JOIN reminder r ON r.message_id = m.id
				WHERE r.step > 0`, tc.state)
		})
	}

	t.Run("while the lane looks at it", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.send()
		b.server.taken()
		b.clock.set(moment("2026-12-01 10:00"))
		b.sweep()
		submission, err := b.pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := submission.Exec(t.Context(), answers); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error)
		go func() { _, _, err := b.sender.Send(context.Background()); ended <- err }()
		b.untilSomebodyWaits()
		if err := errors.Join(submission.Commit(t.Context()), <-ended); err != nil {
			t.Fatal(err)
		}

		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing", got)
		}
	})

	t.Run("while it is with the mail server: it arrives, and none follows", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.send()
		b.server.taken()
		b.clock.set(moment("2026-12-01 10:00"))
		b.sweep()
		b.server.answer = func(mail.Message) mail.Outcome {
			if _, err := b.pool.Exec(context.Background(), answers); err != nil { // it does not wait for the mail server
				t.Error(err)
			}
			return mail.Outcome{Result: mail.Accepted}
		}
		b.send()
		b.server.answer = nil
		b.at("2026-12-15 10:00")

		if got := b.server.taken(); got[address(1)] != 1 {
			t.Errorf("got %v, want the one that was under way", got)
		}
		b.wants("the invitation", `SELECT state || ' ' || (next_reminder_at IS NULL) FROM invitation`, "SUBMITTED true")
	})
}

func TestNoMailOnAHoliday(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.launch(b.employers(1)...)
	ctx := hub.WithActor(t.Context(), b.manager)
	if err := b.app.SetHoliday(ctx, hub.Holiday{Day: hub.NewDate(2026, 11, 24), Name: "A day of mourning"}); err != nil {
		t.Fatal(err)
	}

	b.send()
	if got := b.server.taken(); len(got) != 0 {
		t.Fatalf("got %v, want nothing on a holiday", got)
	}
	if err := b.app.RemoveHoliday(ctx, hub.NewDate(2026, 11, 24)); err != nil {
		t.Fatal(err)
	}
	b.send()

	if got := b.server.taken(); len(got) != 1 {
		t.Errorf("got %v, want one when it is none any more", got)
	}
}

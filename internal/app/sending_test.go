package app_test

import (
	"context"
	"maps"
	"sync"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/mail"
	"employerhub/internal/postgres"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func TestAMessageIsSentOnce(t *testing.T) {
	t.Parallel()

	t.Run("by two lanes at once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(20)...)
		var lanes sync.WaitGroup
		for range 2 {
			lanes.Go(func() {
				if _, _, err := b.lane().Send(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		lanes.Wait()

		for person, n := range b.server.taken() {
			if n != 1 {
				t.Errorf("%s got %d messages", person, n)
			}
		}
		if got := b.states(); got[hub.MessageAccepted] != 20 {
			t.Errorf("got %v, want 20 accepted", got)
		}
	})

	t.Run("after a process died before the hand-over", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(2)...)
		b.claim() // and nothing more

		if sent := b.send(); sent.Accepted != 0 {
			t.Fatalf("%d sent under another's lease", sent.Accepted)
		}
		b.expireLeases()
		if swept := b.sweep(); swept.DueAgain != 2 || swept.Uncertain != 0 {
			t.Fatalf("got %+v, want two due again", swept)
		}

		if sent := b.send(); sent.Accepted != 2 || len(b.server.taken()) != 2 {
			t.Errorf("got %+v, want both sent", sent)
		}
	})

	t.Run("is not known after a process died with the mail server", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		called, answer, ended := make(chan struct{}), make(chan struct{}), make(chan error)
		b.server.answer = func(mail.Message) mail.Outcome {
			close(called)
			<-answer
			return mail.Outcome{Result: mail.Accepted}
		}
		go func() { _, _, err := b.sender.Send(context.Background()); ended <- err }()
		<-called
		b.expireLeases()

		if swept := b.sweep(); swept.Uncertain != 1 {
			t.Fatalf("got %+v, want one uncertain", swept)
		}
		close(answer) // the process lives, and its answer comes after its lease
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		b.server.answer = nil
		b.server.taken()
		b.at("2026-11-25 10:00")

		if got := b.states(); got[hub.MessageUncertain] != 1 || len(b.server.taken()) != 0 {
			t.Errorf("got %v, want it left alone", got)
		}
		b.wants("the next reminder", `SELECT to_char(next_reminder_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') FROM invitation`, "2026-12-01 09:30")
	})

	t.Run("not at all where the answer comes while it is claimed", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		submission, err := b.pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := submission.Exec(t.Context(), `UPDATE invitation SET state = 'SUBMITTED', next_reminder_at = NULL`); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error)
		go func() { _, _, err := b.sender.Send(context.Background()); ended <- err }()
		b.untilSomebodyWaits()
		if err := submission.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err != nil {
			t.Fatal(err)
		}

		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing", got)
		}
		b.wants("the message", `SELECT state || ': ' || reason FROM message`, "CANCELLED: answered")
	})
}

func TestAStaleLeaseCannotWrite(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.launch(b.employers(1)...)
	lease, claimed := b.claim()
	b.expireLeases()
	b.sweep()
	b.claim()

	for name, write := range map[string]func(ctx context.Context, tx pgx.Tx) (int, error){
		"the hand-over": func(ctx context.Context, tx pgx.Tx) (int, error) {
			ahead := []postgres.HandedOver{{ID: claimed[0]}}
			err := tx.QueryRow(ctx, `
				SELECT concat_ws(' ', i.xmin, c.xmin, e.xmin, p.xmin)
				FROM invitation i JOIN campaign c ON c.id = i.campaign_id JOIN employer e ON e.id = i.employer_id JOIN person p ON p.id = i.person_id`).Scan(&ahead[0].AsRead)
			if err != nil {
				return 0, err
			}
			taken, err := postgres.TakeRound(ctx, tx, postgres.Round{Lease: lease, Ahead: ahead, Next: claimed, Now: b.clock.now, For: time.Minute})
			return len(taken.HandedOver) + len(taken.Claimed), err
		},
		"the outcome": func(ctx context.Context, tx pgx.Tx) (int, error) {
			settled, err := postgres.SettleMessages(ctx, tx, lease, []postgres.MessageOutcome{{ID: claimed[0], State: hub.MessageAccepted}})
			return len(settled), err
		},
	} {
		err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
			n, err := write(t.Context(), tx)
			if n != 0 {
				t.Errorf("%s was written under a stale lease", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := b.states(); got[hub.MessageClaimed] != 1 {
		t.Errorf("got %v, want it claimed by the second", got)
	}
}

func TestWhatWasReadAheadIsComparedAtTheHandOver(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change         string
		ahead, claimed int
	}{
		"nothing changed":        {`SELECT`, 1, 0},
		"the person's address":   {`UPDATE person SET email_state = 'HARD_BOUNCED'`, 0, 1},
		"the employer's status":  {`UPDATE employer SET status = 'CLOSED'`, 0, 1},
		"the campaign's state":   {`UPDATE campaign SET state = 'CANCELLED'`, 0, 1},
		"the invitation's state": {`UPDATE invitation SET state = 'SUBMITTED', next_reminder_at = NULL`, 0, 1},
		"the message's lease":    {`UPDATE message SET lease = gen_random_uuid()`, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.launch(b.employers(1)...)
			lease, claimed := b.claim()
			err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
				read, err := postgres.ReadAhead(t.Context(), tx, lease, claimed, hub.DateOf(b.clock.now))
				if err != nil || len(read) != 1 {
					t.Fatalf("%d read ahead, %v", len(read), err)
				}
				b.exec(tc.change)
				ahead := []postgres.HandedOver{{ID: claimed[0], AsRead: read[0].AsRead}}
				taken, err := postgres.TakeRound(t.Context(), tx, postgres.Round{Lease: lease, Ahead: ahead, Next: claimed, Now: b.clock.now, For: time.Minute})
				if len(taken.HandedOver) != tc.ahead || len(taken.Claimed) != tc.claimed {
					t.Errorf("%d handed over and %d looked at again, want %d and %d", len(taken.HandedOver), len(taken.Claimed), tc.ahead, tc.claimed)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestWhatBecomesOfAMessage(t *testing.T) {
	t.Parallel()

	t.Run("refused for now: it waits, and goes out later", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.server.answer = func(mail.Message) mail.Outcome {
			return mail.Outcome{Result: mail.RefusedForNow, Reason: "451 try again later"}
		}
		b.send()
		b.wants("the message", `SELECT concat_ws(' ', state, attempts, reason, sent_at IS NULL, next_try_at > now() + interval '50 s') FROM message`,
			"DUE 1 451 try again later t t")

		if sent := b.send(); sent.Refused != 0 {
			t.Fatal("it was tried again at once")
		}
		b.exec(`UPDATE message SET next_try_at = now()`)
		b.send()
		b.wants("after the second time", `SELECT concat_ws(' ', attempts, next_try_at > now() + interval '110 s') FROM message`, "2 t")
		b.exec(`UPDATE message SET next_try_at = now()`)
		b.server.answer = nil
		b.send()

		b.wants("the message", `SELECT concat_ws(' ', state, attempts, reason IS NULL) FROM message`, "ACCEPTED 3 t")
	})

	t.Run("refused for good: the address and the invitation say so, and nothing follows", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(2)...)
		b.server.answer = func(m mail.Message) mail.Outcome {
			if m.To.Address == address(1) {
				return mail.Outcome{Result: mail.RefusedForGood, Reason: "550 no such user"}
			}
			return mail.Outcome{Result: mail.Accepted}
		}
		b.send()

		b.wants("the message", `SELECT state || ': ' || reason FROM message WHERE reason IS NOT NULL`, "REJECTED: 550 no such user")
		b.wants("the address", `SELECT email_state FROM person WHERE email = 'person01@employer.example'`, "HARD_BOUNCED")
		b.wants("the invitations", `SELECT string_agg(i.state, ' ' ORDER BY e.name) FROM invitation i JOIN employer e ON e.id = i.employer_id`, "BOUNCED OPEN")
		b.wants("the audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE actor_kind = 'SYSTEM' AND action <> 'questionnaire.publish'`,
			"person.bounce invitation.move")
		b.server.taken()
		b.at("2026-12-01 10:00")
		if got := b.server.taken(); !maps.Equal(got, map[string]int{address(2): 1}) {
			t.Errorf("reminded: %v, want the other only", got)
		}
	})

	t.Run("no answer: it is uncertain, and never sent again by itself", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.server.answer = func(mail.Message) mail.Outcome {
			return mail.Outcome{Result: mail.Unknown, Reason: "the line broke after the message"}
		}
		b.send()
		b.server.taken()
		b.server.answer = nil
		b.at("2026-11-25 10:00")

		b.wants("the message", `SELECT state || ': ' || reason FROM message`, "UNCERTAIN: the line broke after the message")
		if got := b.server.taken(); len(got) != 0 {
			t.Errorf("got %v, want nothing", got)
		}
	})

	t.Run("one that is slow keeps no other waiting", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(6)...)
		var others sync.WaitGroup
		others.Add(5)
		b.server.answer = func(m mail.Message) mail.Outcome {
			if m.To.Address != address(1) {
				others.Done()
				return mail.Outcome{Result: mail.Accepted}
			}
			taken := make(chan struct{})
			go func() { others.Wait(); close(taken) }()
			select {
			case <-taken:
			case <-time.After(20 * time.Second):
				t.Error("the others wait for it")
			}
			return mail.Outcome{Result: mail.Accepted}
		}

		if sent := b.send(); sent.Accepted != 6 {
			t.Errorf("got %+v, want all sent", sent)
		}
	})

	t.Run("a mail server that does not answer is given up before the lease ends", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		var left time.Duration
		transport := transport(func(ctx context.Context, _ mail.Message) mail.Outcome {
			deadline, _ := ctx.Deadline()
			left = time.Until(deadline)
			return mail.Outcome{Result: mail.Unknown}
		})
		limits := app.SendingLimits{Lease: time.Minute, Connections: 1, Spell: time.Minute}
		if _, _, err := b.laneBy(transport, b.app, limits).Send(t.Context()); err != nil {
			t.Fatal(err)
		}

		if left <= 0 || left > 45*time.Second {
			t.Errorf("it has %s, want three quarters of its lease", left)
		}
	})
}

func TestWhatChangesBeforeTheHandOverIsSeen(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ change, reason, invitation string }{
		"an objection":            {`INSERT INTO objection (person_id, topic, received_at, how) SELECT person_id, 'DIAGNOSTICS', now(), 'by phone' FROM invitation`, "the person objected", "OBJECTED"},
		"another topic's is not":  {`INSERT INTO objection (person_id, topic, received_at, how) SELECT person_id, 'NETWORK', now(), 'by phone' FROM invitation`, "", "OPEN"},
		"the person has left":     {`UPDATE person_role SET until = '2026-11-23'`, "the person has left the employer", "LEFT"},
		"today is the last day":   {`UPDATE person_role SET until = '2026-11-24'`, "", "OPEN"},
		"the address bounces":     {`UPDATE person SET email_state = 'HARD_BOUNCED'`, "mail to the person bounces", "BOUNCED"},
		"the person complained":   {`UPDATE person SET email_state = 'COMPLAINED'`, "mail to the person bounces", "BOUNCED"},
		"the address is gone":     {`UPDATE person SET email = NULL`, "the person has no address", "OPEN"},
		"the employer closed":     {`UPDATE employer SET status = 'CLOSED'`, "the employer is closed", "OPEN"},
		"the campaign was closed": {`UPDATE campaign SET state = 'CANCELLED'`, "the campaign is closed", "OPEN"},
		"an address that is none": {`UPDATE person SET email = 'a@b' || chr(10) || 'Bcc: all@employer.example'`, "it could not be written", "OPEN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.launch(b.employers(1)...)
			b.exec(tc.change)

			sent := b.send()

			if want := tc.reason == ""; (sent.Accepted == 1) != want || (sent.Cancelled == 0) != want {
				t.Errorf("got %+v", sent)
			}
			b.wants("why", `SELECT coalesce(reason, '') FROM message`, tc.reason)
			b.wants("the invitation", `SELECT state FROM invitation`, tc.invitation)
		})
	}

	t.Run("an objection after the message was read ahead, once that is not fresh any more", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(2)...)
		// With one connection both messages are read ahead before the first goes.
		first := true
		transport := transport(func(ctx context.Context, m mail.Message) mail.Outcome {
			if first {
				first = false
				b.exec(`INSERT INTO objection (person_id, topic, received_at, how) SELECT person_id, 'DIAGNOSTICS', now(), 'by phone' FROM invitation`)
			}
			return b.server.Send(ctx, m)
		})
		limits := app.SendingLimits{Lease: time.Minute, Connections: 1, Fresh: 1, Spell: time.Minute}
		sent, _, err := b.laneBy(transport, b.app, limits).Send(t.Context())
		if err != nil || sent.Accepted != 1 || sent.Cancelled != 1 {
			t.Errorf("got %+v, %v, want the second cancelled", sent, err)
		}
	})

	t.Run("a campaign that is paused waits", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.exec(`UPDATE campaign SET state = 'PAUSED'`)
		if sent := b.send(); sent != (app.Sent{}) {
			t.Errorf("got %+v, want nothing", sent)
		}
		b.exec(`UPDATE campaign SET state = 'RUNNING'`)
		if sent := b.send(); sent.Accepted != 1 {
			t.Errorf("got %+v, want it sent", sent)
		}
	})
}

// TestADeathAtAnyMoment lets a process die at each statement that it sends to the database, in turn: what it did is then
// recovered by another, and nobody hears anything twice or never.
func TestADeathAtAnyMoment(t *testing.T) {
	t.Parallel()
	b := setup(t)
	employers := b.employers(3)
	mortals := b.mortals()
	deaths, died := 0, true
	for ; died; deaths++ {
		for _, table := range []string{"personal_link", "reminder", "message", "invitation", "campaign"} {
			b.exec(`DELETE FROM ` + table)
		}
		b.clock.set(moment(tuesday))
		b.launch(employers...)
		dying := mortals.dyingAfter(deaths)
		_, swept := dying.app.Sweep(dying.ctx)
		_, _, sent := dying.lane.Send(dying.ctx)
		died = swept != nil || sent != nil
		tookBefore := b.server.messages()
		dying.bury()

		b.expireLeases()
		b.sweep()
		b.send()
		b.at("2026-12-01 10:00") // the first reminder, for everybody

		b.holds(deaths)
		for id := range tookBefore {
			b.wants("the message that the dying process sent", `SELECT (state IN ('ACCEPTED', 'UNCERTAIN'))::text FROM message WHERE id = '`+id.UUID.String()+`'`, "true")
		}
		if t.Failed() {
			t.Fatalf("after a death at statement %d", deaths)
		}
	}
	if deaths < 30 {
		t.Errorf("only %d statements: the deaths were not where they should be", deaths)
	}
}

// holds checks what must be true of every message at any time, and that none is left behind.
func (b testBundle) holds(deaths int) {
	b.Helper()
	taken := b.server.messages()
	b.server.taken()
	rows, err := b.pool.Query(b.Context(), `SELECT id, state FROM message ORDER BY id`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id hub.MessageID
		var state hub.MessageState
		if err := rows.Scan(&id, &state); err != nil {
			b.Fatal(err)
		}
		switch n := taken[id]; {
		case n > 1:
			b.Errorf("death %d: %s was taken %d times", deaths, id, n)
		case state == hub.MessageAccepted && n != 1:
			b.Errorf("death %d: %s is accepted, and was taken %d times", deaths, id, n)
		case state != hub.MessageAccepted && state != hub.MessageUncertain:
			b.Errorf("death %d: %s is left %s", deaths, id, state)
		}
	}
	b.wants("messages: an invitation and a reminder each", `SELECT count(*)::text FROM message`, "6")
}

// expireLeases lets the time of all leases run out.
func (b testBundle) expireLeases() {
	b.Helper()
	b.exec(`UPDATE message SET lease_until = now() - interval '1 s' WHERE lease IS NOT NULL`)
}

// claim takes what is due, as a process does that dies right after.
func (b testBundle) claim() (uuid.UUID, []hub.MessageID) {
	b.Helper()
	lease := uuid.New()
	var claimed []hub.MessageID
	err := pgx.BeginFunc(b.Context(), b.pool, func(tx pgx.Tx) (err error) {
		claimed, err = postgres.ClaimMessages(b.Context(), tx, postgres.Claim{
			Lease: lease, For: time.Minute, Now: b.clock.now, Open: []hub.SendWindow{hub.WindowSurvey}, Most: 10,
		})
		return err
	})
	if err != nil || len(claimed) == 0 {
		b.Fatalf("%d claimed, %v", len(claimed), err)
	}
	return lease, claimed
}

// untilSomebodyWaits returns once a statement waits for a lock of another.
func (b testBundle) untilSomebodyWaits() {
	b.Helper()
	b.until(`SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`)
}

// until asks the database again and again until it says yes.
func (b testBundle) until(question string) {
	b.Helper()
	for yes := false; !yes; {
		if err := b.pool.QueryRow(b.Context(), question).Scan(&yes); err != nil {
			b.Fatal(err)
		}
	}
}

// mortals are processes that die one after the other. They leave each other their connections: what a new one plans for the
// first time takes longer than the rest of a life.
type mortals struct {
	testBundle
	pool  *pgxpool.Pool
	death *death
}

func (b testBundle) mortals() mortals {
	b.Helper()
	d := &death{}
	config := b.pool.Config()
	config.ConnConfig.Tracer = d
	config.ConnConfig.RuntimeParams["application_name"] = "dying"
	pool, err := pgxpool.NewWithConfig(b.Context(), config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(pool.Close)
	return mortals{b, pool, d}
}

// dying is a process of which nothing reaches the database after so many statements. bury waits until the database has
// noticed.
type dying struct {
	ctx  context.Context //nolint:containedctx // it ends with the process
	app  *app.App
	lane *app.Sender
	bury func()
}

func (m mortals) dyingAfter(statements int) dying {
	m.Helper()
	ctx, die := context.WithCancel(context.Background())
	m.death.after(statements, die)
	a := app.New(m.pool, m.jobs, m.clock.Now)
	return dying{ctx, a, m.laneBy(m.server, a, app.SendingLimits{Lease: time.Minute, Connections: 2, Spell: time.Minute}), func() {
		die()
		m.until(`SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dying' AND state <> 'idle')`)
	}}
}

// death cancels every statement after the first ones, and whatever else goes on. It lets a rollback through, which the
// database does of itself for a process that died.
type death struct {
	mu   sync.Mutex
	left int
	die  context.CancelFunc
}

func (d *death) after(statements int, die context.CancelFunc) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left, d.die = statements, die
}

func (d *death) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	traced := d.trace(ctx)
	if traced.Err() != nil && data.SQL == "rollback" {
		return context.WithoutCancel(ctx)
	}
	return traced
}

func (d *death) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (d *death) TraceCopyFromStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceCopyFromStartData) context.Context {
	return d.trace(ctx)
}

func (d *death) TraceCopyFromEnd(context.Context, *pgx.Conn, pgx.TraceCopyFromEndData) {}

func (d *death) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return d.trace(ctx)
}

func (d *death) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (d *death) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func (d *death) trace(ctx context.Context) context.Context {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.left--; d.left >= 0 {
		return ctx
	}
	d.die()
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return ctx
}

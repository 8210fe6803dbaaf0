package app_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertest"
)

func TestSendDiagnostic(t *testing.T) {
	t.Parallel()

	t.Run("campaign, invitations, messages, audit and job commit together", func(t *testing.T) {
		t.Parallel()
		b := setup(t)

		campaign := b.launch(b.employers(3)...)

		if campaign.State != hub.CampaignRunning || campaign.LaunchedBy == nil || campaign.LaunchedBy.Name != "Mo Manager" {
			t.Errorf("got %+v", campaign)
		}
		b.wants("rows", `SELECT concat_ws(' ', (SELECT count(*) FROM invitation), (SELECT count(*) FROM message), (SELECT count(*) FROM reminder))`, "3 3 3")
		b.wants("audit", `SELECT after ->> 'Invited' FROM audit JOIN audit_content ON audit_id = id WHERE action = 'campaign.launch'`, "3")
		rivertest.RequireInserted(context.Background(), t, riverpgxv5.New(b.pool), jobs.Send{}, nil)
	})

	t.Run("a refused one leaves nothing behind", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		employers := b.employers(1)
		b.exec(`UPDATE person SET email = NULL`)
		before := b.value(rowsOf)

		_, audience, err := b.app.SendDiagnostic(hub.WithActor(t.Context(), b.manager), b.input(employers...))

		if hub.CodeOf(err) != hub.ErrBadInput || len(audience.LeftOut) != 1 {
			t.Errorf("got %v, %+v; want BAD_INPUT and who was left out", err, audience)
		}
		b.wants("rows", rowsOf, before)
	})

	t.Run("it goes out in the next window", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.clock.set(moment("2026-11-26 16:00")) // Thursday, just closed
		b.launch(b.employers(1)...)
		b.wants("due", `SELECT to_char(due_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') FROM message`, "2026-12-01 09:30")

		if sent := b.at("2026-11-30 12:00"); sent.Accepted != 0 {
			t.Error("sent on a Monday")
		}
		if sent := b.at("2026-12-01 09:30"); sent.Accepted != 1 {
			t.Error("not sent when the window opened")
		}
	})

	t.Run("who was left out, and why", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employers(7)
		b.exec(`UPDATE employer SET status = 'CLOSED' WHERE id = $1`, e[0])
		b.exec(`UPDATE person SET email = NULL WHERE email = $1`, address(2))
		b.exec(`INSERT INTO objection (person_id, topic, received_at, how) SELECT id, 'ALL', now(), 'by phone' FROM person WHERE email = $1`, address(3))
		b.exec(`UPDATE person SET email_state = 'HARD_BOUNCED' WHERE email = $1`, address(4))
		b.exec(`UPDATE employer SET legal_form = 'SOLE_TRADER' WHERE id = $1`, e[4])
		b.launch(e[5])
		input := b.input(e...)
		input.Kind = hub.CampaignMarketing

		audience, err := b.app.DiagnosticPreview(hub.WithActor(t.Context(), b.manager), input)

		of := func(n int) hub.PersonID { return b.people(e[n])[0] }
		want := []hub.LeftOut{
			{EmployerID: e[0], Reason: hub.LeftOutClosed}, {EmployerID: e[1], Reason: hub.LeftOutNoAddress},
			{EmployerID: e[2], PersonID: of(2), Reason: hub.LeftOutObjected}, {EmployerID: e[3], PersonID: of(3), Reason: hub.LeftOutBounced},
			{EmployerID: e[4], PersonID: of(4), Reason: hub.LeftOutIndividualSubscriber}, {EmployerID: e[5], PersonID: of(5), Reason: hub.LeftOutAlreadyInvited},
		}
		if err != nil || !slices.Equal(audience.LeftOut, want) || len(audience.Recipients) != 1 || audience.Recipients[0].EmployerID != e[6] {
			t.Errorf("got %+v, %v", audience, err)
		}
	})

	t.Run("twice in ninety days is enough, by the rule of the day", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employers(1)
		for _, on := range []string{"2026-11-24 10:30", "2027-01-12 10:30"} {
			b.at(on) // closes the campaign before
			input := b.input(e...)
			input.ClosesOn = nil
			if _, _, err := b.app.SendDiagnostic(hub.WithActor(t.Context(), b.manager), input); err != nil {
				t.Fatal(err)
			}
		}
		for on, want := range map[string]int{"2027-02-16 10:30": 0, "2027-02-23 10:30": 1} {
			b.at(on)
			input := b.input(e...)
			input.ClosesOn = nil
			audience, err := b.app.DiagnosticPreview(hub.WithActor(t.Context(), b.manager), input)
			if err != nil || len(audience.Recipients) != want {
				t.Errorf("%s: got %+v, %v; want %d", on, audience, err, want)
			}
		}
		b.exec(`INSERT INTO contact_budget (valid_from, campaigns, days) VALUES ('2027-03-01', 1, 90)`)
		b.clock.set(moment("2027-03-02 10:30"))
		input := b.input(e...)
		input.ClosesOn = nil
		audience, err := b.app.DiagnosticPreview(hub.WithActor(t.Context(), b.manager), input)
		if err != nil || len(audience.LeftOut) != 1 || audience.LeftOut[0].Reason != hub.LeftOutOverBudget {
			t.Errorf("a stricter rule: got %+v, %v", audience, err)
		}
	})

	t.Run("two managers at once ask nobody twice", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employers(5)
		var refused int
		var mu sync.Mutex
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				_, _, err := b.app.SendDiagnostic(hub.WithActor(context.Background(), b.manager), b.input(e...))
				mu.Lock()
				defer mu.Unlock()
				if hub.CodeOf(err) == hub.ErrBadInput {
					refused++
				} else if err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()

		b.wants("invitations", `SELECT count(*)::text FROM invitation`, "5")
		if refused != 1 {
			t.Errorf("%d were told that nobody would get it, want 1", refused)
		}
	})

	t.Run("who may not", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employers(1)
		colleague, partner := b.manager, b.manager
		colleague.Roles = []hub.Role{hub.RoleEngagement}
		partner.SharesPersonalData = false
		for who, by := range map[string]hub.Actor{"an officer": colleague, "a partner without an agreement": partner} {
			_, _, sent := b.app.SendDiagnostic(hub.WithActor(t.Context(), by), b.input(e...))
			_, previewed := b.app.DiagnosticPreview(hub.WithActor(t.Context(), by), b.input(e...))
			if hub.CodeOf(sent) != hub.ErrForbidden || hub.CodeOf(previewed) != hub.ErrForbidden {
				t.Errorf("%s: got %v, %v; want FORBIDDEN", who, sent, previewed)
			}
		}
	})

	t.Run("a draft and a retired version are not sent", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employers(1)
		b.exec(`UPDATE questionnaire_version SET state = 'RETIRED'`)

		_, err := b.app.DiagnosticPreview(hub.WithActor(t.Context(), b.manager), b.input(e...))

		if hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("got %v, want BAD_INPUT", err)
		}
	})
}

// rowsOf counts all that a launch writes.
const rowsOf = `SELECT concat_ws(' ', (SELECT count(*) FROM campaign), (SELECT count(*) FROM invitation), (SELECT count(*) FROM message),
	(SELECT count(*) FROM reminder), (SELECT count(*) FROM audit), (SELECT count(*) FROM river_job))`

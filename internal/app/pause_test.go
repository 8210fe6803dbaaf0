package app_test

import (
	"sync"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
	"employerhub/internal/mail"
)

func TestACampaignThatTheMailServerRefusesIsPaused(t *testing.T) {
	t.Parallel()

	t.Run("with what it said, and everything is due again", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(12)...)
		b.server.answer = func(mail.Message) mail.Outcome {
			return mail.Outcome{Result: mail.RefusedByPolicy, Reason: "554 5.7.1 not from you"}
		}

		b.send()

		b.wants("the campaign", `SELECT concat_ws(' ', state, version, paused_reason) FROM campaign`,
			"PAUSED 2 the mail server refused 10 messages in a row; the last time it said: 554 5.7.1 not from you")
		b.wants("the audit", `SELECT concat_ws(' ', actor_kind, count(*)) FROM audit WHERE action = 'campaign.pause' GROUP BY actor_kind`, "SYSTEM 1")
		b.wants("addresses that were marked", `SELECT count(*)::text FROM person WHERE email_state = 'HARD_BOUNCED'`, "0")

		b.server.answer = nil
		b.exec(`UPDATE campaign SET state = 'RUNNING', refusals_in_row = 0`)
		b.expireLeases()
		b.sweep()
		b.send()
		for person, n := range b.server.taken() {
			if n != 1 {
				t.Errorf("%s got %d messages", person, n)
			}
		}
		if got := b.states(); got[hub.MessageAccepted]+got[hub.MessageRejected] != 12 || got[hub.MessageAccepted] < 10 {
			t.Errorf("got %v, want those of the pause sent", got)
		}
	})

	t.Run("not while it takes some", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(12)...)
		n, mu := 0, sync.Mutex{}
		b.server.answer = func(mail.Message) mail.Outcome {
			mu.Lock()
			defer mu.Unlock()
			if n++; n%6 == 0 {
				return mail.Outcome{Result: mail.Accepted}
			}
			return mail.Outcome{Result: mail.RefusedForNow, Reason: "451 later"}
		}

		b.send()

		b.wants("the campaign", `SELECT state FROM campaign`, "RUNNING")
	})

	t.Run("not for one person's address", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launch(b.employers(1)...)
		b.server.answer = func(mail.Message) mail.Outcome {
			return mail.Outcome{Result: mail.RefusedForNow, Reason: "450 full"}
		}
		for range 12 {
			b.exec(`UPDATE message SET next_try_at = now()`)
			b.send()
		}
		b.wants("the campaign", `SELECT concat_ws(' ', state, refusals_in_row) FROM campaign`, "RUNNING 12")
	})
}

func TestNoMoreGoesOutInAMinuteThanMay(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		perMinute int
		campaign  string
		want      int
	}{
		"by the hub's limit":           {5, `UPDATE campaign SET rate_per_minute = NULL`, 5},
		"by the campaign's":            {0, `UPDATE campaign SET rate_per_minute = 7`, 7},
		"by the lesser of the two":     {5, `UPDATE campaign SET rate_per_minute = 7`, 5},
		"by the campaign's, the lower": {9, `UPDATE campaign SET rate_per_minute = 7`, 7},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.launch(b.employers(20)...)
			b.exec(tc.campaign)
			limits := app.SendingLimits{Lease: time.Minute, Connections: 2, Spell: time.Minute, PerMinute: tc.perMinute}
			var lanes sync.WaitGroup
			for range 3 {
				lanes.Go(func() {
					if _, _, err := b.laneBy(b.server, b.app, limits).Send(b.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			lanes.Wait()

			if got := len(b.server.taken()); got != tc.want {
				t.Errorf("%d went out, want %d", got, tc.want)
			}
			b.exec(`UPDATE message SET transport_called_at = transport_called_at - interval '1 minute'`)
			if sent, _, err := b.laneBy(b.server, b.app, limits).Send(t.Context()); err != nil || sent.Accepted != tc.want {
				t.Errorf("a minute later: %+v, %v; want %d more", sent, err, tc.want)
			}
		})
	}
}

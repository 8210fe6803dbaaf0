package app_test

import (
	"context"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/jobs"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertest"
)

// many is more than a launch makes messages for, by one batch of a sweep and a bit.
const many = 1100

func TestALargeLaunch(t *testing.T) {
	t.Parallel()

	t.Run("makes some messages itself, and the sweep the others, once", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.clock.set(moment("2026-11-26 16:00")) // Thursday, just closed

		campaign := b.launchMany()

		b.wants("rows", `SELECT concat_ws(' ', (SELECT count(*) FROM invitation), (SELECT count(*) FROM message), (SELECT count(*) FROM reminder))`, "1100 500 500")
		b.wantsFigures(campaign.ID, hub.CampaignFigures{CampaignID: campaign.ID, Invited: many, Due: many})
		rivertest.RequireInserted(context.Background(), t, riverpgxv5.New(b.pool), jobs.Sweep{}, nil)
		b.clock.set(moment("2026-11-27 10:00")) // late
		if swept := b.sweep(); swept.Reminded != many-500 {
			t.Errorf("the first sweep made %d messages, want %d", swept.Reminded, many-500)
		}
		if swept := b.sweep(); swept.Reminded != 0 {
			t.Errorf("the second sweep made %d messages, want none", swept.Reminded)
		}
		b.wants("invitations with one message", `SELECT count(*)::text FROM (SELECT FROM reminder WHERE rule = 'diagnostic.invitation' AND step = 0 GROUP BY invitation_id HAVING count(*) = 1) x`, "1100")
		b.wants("when they are due", `SELECT string_agg(DISTINCT to_char(due_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'), ', ') FROM message`, "2026-12-01 09:30")
		b.wantsFigures(campaign.ID, hub.CampaignFigures{CampaignID: campaign.ID, Invited: many, Due: many})
		if sent := b.at("2026-12-01 10:00"); sent.Accepted != many {
			t.Errorf("got %+v, want all accepted", sent)
		}
		b.wants("the next reminders", `SELECT string_agg(DISTINCT next_step || ' ' || to_char(next_reminder_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD'), ', ') FROM invitation`, "1 2026-12-08")
	})

	t.Run("makes no message any more once it is cancelled", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		campaign := b.launchMany()

		b.moved(campaign, hub.CampaignCancelled)

		if swept := b.sweep(); swept.Reminded != 0 {
			t.Errorf("made %d messages, want none", swept.Reminded)
		}
		b.wantsFigures(campaign.ID, hub.CampaignFigures{CampaignID: campaign.ID, Invited: many})
	})

	t.Run("makes none while it is paused, and all when it goes on", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		campaign := b.launchMany()

		campaign = b.moved(campaign, hub.CampaignPaused)

		if sent := b.at(tuesday); sent.Accepted != 0 {
			t.Errorf("got %+v, want nothing sent", sent)
		}
		b.wantsFigures(campaign.ID, hub.CampaignFigures{CampaignID: campaign.ID, Invited: many, Due: many})
		b.moved(campaign, hub.CampaignRunning)
		if sent := b.at(tuesday); sent.Accepted != many {
			t.Errorf("got %+v, want all sent", sent)
		}
	})

	t.Run("keeps what is still to be made when its closing day moves", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		campaign := b.launchMany()
		closes := campaign.ClosesOn.AddDays(1)

		_, err := b.app.UpdateCampaign(b.as(b.manager), hub.UpdateCampaignInput{
			ID: campaign.ID, Version: campaign.Version, ClosesOn: hub.Set(closes),
		})
		if err != nil {
			t.Fatal(err)
		}
		b.sweep()

		b.wants("messages by when they are out of date", `SELECT string_agg(DISTINCT n || ' until ' || day, ', ') FROM (
			SELECT count(*) AS n, (not_after AT TIME ZONE 'Europe/London')::date AS day FROM message GROUP BY day) x`, "1100 until 2026-12-19")
	})

	t.Run("does not ask somebody who objected before the message was made", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.launchMany()
		b.exec(`UPDATE employer SET lead_organisation_id = $1`, b.manager.OrganisationID)
		var late hub.PersonID
		if err := b.pool.QueryRow(t.Context(), `SELECT person_id FROM invitation WHERE next_step = 0 LIMIT 1`).Scan(&late); err != nil {
			t.Fatal(err)
		}

		_, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: late, Topic: hub.TopicAll, How: "by phone"})
		if err != nil {
			t.Fatal(err)
		}

		if swept := b.sweep(); swept.Reminded != many-501 {
			t.Errorf("made %d messages, want %d", swept.Reminded, many-501)
		}
	})
}

// launchMany asks that many employers, each with an HR director.
func (b testBundle) launchMany() hub.Campaign {
	b.Helper()
	b.exec(`INSERT INTO employer (id, name, name_key, legal_form, search_words)
		SELECT gen_random_uuid(), 'Employer ' || n, 'employer ' || n, 'PRIVATE_LIMITED', 'employer' FROM generate_series(1, $1::int) n`, many)
	b.exec(`INSERT INTO person (id, name, email) SELECT id, 'Person', id || '@employer.example' FROM employer`)
	b.exec(`INSERT INTO person_role (id, person_id, employer_id, function) SELECT e.id, p.id, e.id, 'HR_DIRECTOR' FROM employer e JOIN person p ON p.id = e.id`)
	return b.launch()
}

// moved is move where it has to work.
func (b testBundle) moved(c hub.Campaign, to hub.CampaignState) hub.Campaign {
	b.Helper()
	moved, err := b.move(c, to)
	if err != nil {
		b.Fatal(err)
	}
	return moved
}

func (b testBundle) wantsFigures(of hub.CampaignID, want hub.CampaignFigures) {
	b.Helper()
	got, err := b.app.FiguresOfCampaigns(b.as(b.manager), []hub.CampaignID{of})
	if err != nil || len(got) != 1 || got[0] != want {
		b.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

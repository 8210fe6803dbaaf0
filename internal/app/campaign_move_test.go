package app_test

import (
	"context"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// move takes a campaign to a state as the manager who launched it, and reads how it stands.
func (b testBundle) move(c hub.Campaign, to hub.CampaignState) (hub.Campaign, error) {
	b.Helper()
	return b.app.TransitionCampaign(hub.WithActor(b.Context(), b.manager), hub.TransitionCampaignInput{
		ID: c.ID, Version: c.Version, To: to, Reason: new("the chair wants to read it first"),
	})
}

func TestACampaignIsPausedAndResumed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	campaign := b.launch(b.employers(3)...)

	paused, err := b.move(campaign, hub.CampaignPaused)

	if err != nil || paused.State != hub.CampaignPaused || paused.PausedReason == nil || *paused.PausedReason != "Paused by Mo Manager: the chair wants to read it first" {
		t.Fatalf("got %+v, %v", paused, err)
	}
	if sent := b.at("2026-11-25 10:00"); sent.Accepted != 0 {
		t.Errorf("%d went out while it was paused", sent.Accepted)
	}
	resumed, err := b.move(paused, hub.CampaignRunning)
	if err != nil || resumed.PausedReason != nil || resumed.Version != 3 {
		t.Fatalf("got %+v, %v", resumed, err)
	}
	if sent := b.send(); sent.Accepted != 3 {
		t.Errorf("%d went out after it was resumed, want 3", sent.Accepted)
	}
	b.wants("what was recorded", `SELECT string_agg(action || ' ' || actor_name, ', ' ORDER BY id) FROM audit WHERE action = 'campaign.move'`,
		"campaign.move Mo Manager, campaign.move Mo Manager")
}

func TestACampaignEndsForGood(t *testing.T) {
	t.Parallel()
	for to, reason := range map[hub.CampaignState]string{hub.CampaignClosed: "the campaign is closed", hub.CampaignCancelled: "the campaign is cancelled"} {
		t.Run(string(to), func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			campaign := b.launch(b.employers(2)...)

			ended, err := b.move(campaign, to)

			if err != nil || ended.State != to {
				t.Fatalf("got %+v, %v", ended, err)
			}
			b.wants("the invitations", `SELECT string_agg(state, ', ') FROM invitation`, "CLOSED, CLOSED")
			b.wants("the messages", `SELECT string_agg(state || ': ' || reason, ', ') FROM message`, "CANCELLED: "+reason+", CANCELLED: "+reason)
			if sent := b.at("2026-12-10 10:00"); sent.Accepted != 0 {
				t.Errorf("%d went out", sent.Accepted)
			}
			if _, err := b.move(ended, hub.CampaignRunning); hub.CodeOf(err) != hub.ErrBadInput {
				t.Errorf("it began again: %v", err)
			}
		})
	}
}

func TestWhoMayMoveACampaign(t *testing.T) {
	t.Parallel()
	b := setup(t)
	campaign := b.launch(b.employers(1)...)
	officer, stranger := b.manager, b.manager
	officer.Roles = []hub.Role{hub.RoleEngagement}
	stranger.OrganisationID = hub.NewOrganisationID()
	in := hub.TransitionCampaignInput{ID: campaign.ID, Version: campaign.Version, To: hub.CampaignPaused}
	for name, tc := range map[string]struct {
		by   hub.Actor
		code hub.ErrorCode
	}{
		"an officer":           {officer, hub.ErrForbidden},
		"another organisation": {stranger, hub.ErrNotFound},
	} {
		if _, err := b.app.TransitionCampaign(hub.WithActor(t.Context(), tc.by), in); hub.CodeOf(err) != tc.code {
			t.Errorf("%s: got %v, want %s", name, err, tc.code)
		}
	}
	if _, err := b.move(campaign, hub.CampaignPaused); err != nil {
		t.Fatal(err)
	}
	if now, err := b.move(campaign, hub.CampaignCancelled); hub.CodeOf(err) != hub.ErrConflict || now.State != hub.CampaignPaused {
		t.Errorf("a stale step: got %s, %v; want CONFLICT and how it stands", now.State, err)
	}
}

func TestALaterClosingDayMovesWhatFollowsFromIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	campaign := b.launch(b.employers(2)...)
	b.send()
	later := campaign.ClosesOn.AddDays(14)

	now, err := b.app.UpdateCampaign(hub.WithActor(t.Context(), b.manager), hub.UpdateCampaignInput{
		ID: campaign.ID, Version: campaign.Version, ClosesOn: hub.Set(later), RatePerMinute: hub.Set(60),
	})

	if err != nil || now.ClosesOn != later || *now.RatePerMinute != 60 {
		t.Fatalf("got %+v, %v", now, err)
	}
	b.wants("the links", `SELECT DISTINCT (expires_at AT TIME ZONE 'Europe/London')::date::text FROM personal_link`, later.AddDays(31).String())
	b.clock.set(moment("2026-12-22 10:00")) // after the first closing day
	b.sweep()
	b.wants("the campaign", `SELECT state FROM campaign`, "RUNNING")
	if sent := b.send(); sent.Accepted != 2 {
		t.Errorf("%d were reminded, want 2", sent.Accepted)
	}
}

func TestTheWordsOfACampaign(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := hub.WithActor(t.Context(), b.manager)
	changed, err := b.app.UpdateMessageText(ctx, hub.UpdateMessageTextInput{
		Key: hub.TextInvitation, Subject: "About {employer}", Body: "Hello.\n\n{link} Answer until {closes}\n\nCall {from}.",
	})
	if err != nil || !changed.Custom || changed.Version != 1 {
		t.Fatalf("got %+v, %v", changed, err)
	}
	input := b.input(b.employers(1)...)
	input.Texts = []hub.MessageTextInput{{Key: hub.TextReminderNotStarted, Subject: "Again: {employer}", Body: "{link} Answer until {closes}"}}
	if _, _, err := b.app.SendDiagnostic(ctx, input); err != nil {
		t.Fatal(err)
	}
	if _, err := b.app.UpdateMessageText(ctx, hub.UpdateMessageTextInput{Key: hub.TextInvitation, Version: 1, Subject: "Later", Body: "{link} Later"}); err != nil {
		t.Fatal(err)
	}

	b.send()
	b.at("2026-12-02 10:00")

	first, second := b.server.took[0], b.server.took[1]
	if first.Subject != "About Employer 01" || !strings.Contains(first.Text, "Hello.") || strings.Contains(first.Text, "Call") || !strings.Contains(first.HTML, "Answer until 17 December 2026</a>") {
		t.Errorf("the invitation: %s\n%s", first.Subject, first.Text)
	}
	if second.Subject != "Again: Employer 01" {
		t.Errorf("the reminder: %s", second.Subject)
	}
}

func TestWordsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := hub.WithActor(t.Context(), b.manager)
	e := b.employers(1)
	for name, tc := range map[string]struct{ subject, body, want string }{
		"an unknown field":           {"Hello", "Dear {name},\n\n{link} Answer", "line 1 has {name}, which is not a field"},
		"a field without an end":     {"Hello {employer", "{link} Answer", "line 1 has a { or } without its partner"},
		"no link":                    {"Hello", "Nothing to do", "exactly one paragraph that begins with {link}"},
		"two links":                  {"Hello", "{link} Answer\n\n{link} Again", "exactly one paragraph that begins with {link}"},
		"a link in mid-sentence":     {"Hello", "Go to {link} now", "begin a paragraph of its own with {link}"},
		"a link without a label":     {"Hello", "{link}", "begin a paragraph of its own with {link}"},
		"a subject of two lines":     {"Hello\r\nBcc: all@example.org", "{link} Answer", "write the subject on one line"},
		"no subject":                 {" ", "{link} Answer", "write a subject"},
		"a subject that is too long": {strings.Repeat("x", 151), "{link} Answer", "at most 150 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			input := b.input(e...)
			input.Texts = []hub.MessageTextInput{{Key: hub.TextInvitation, Subject: tc.subject, Body: tc.body}}
			_, _, err := b.app.SendDiagnostic(ctx, input)
			if hub.CodeOf(err) != hub.ErrBadInput || !strings.Contains(err.Error(), tc.want) || hub.FieldOf(err) != "texts" {
				t.Errorf("launched with it: %v", err)
			}
			_, err = b.app.UpdateMessageText(ctx, hub.UpdateMessageTextInput{Key: hub.TextHandover, Subject: tc.subject, Body: tc.body})
			if hub.CodeOf(err) != hub.ErrBadInput {
				t.Errorf("kept as a text: %v", err)
			}
		})
	}
}

func TestTheHubsOwnWordsComeBack(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ctx := hub.WithActor(t.Context(), b.manager)
	text := hub.UpdateMessageTextInput{Key: hub.TextInvitation, Subject: "Mine", Body: "{link} Mine"}
	if _, err := b.app.UpdateMessageText(ctx, text); err != nil {
		t.Fatal(err)
	}
	if now, err := b.app.UpdateMessageText(ctx, text); hub.CodeOf(err) != hub.ErrConflict || now.Subject != "Mine" {
		t.Errorf("a stale change: got %+v, %v", now, err)
	}

	back, err := b.app.UpdateMessageText(ctx, hub.UpdateMessageTextInput{Key: hub.TextInvitation, Version: 1})

	if err != nil || back.Custom || back.Words != hub.OwnWords(hub.TextInvitation) {
		t.Errorf("got %+v, %v", back, err)
	}
	for _, key := range hub.MessageTextKeys {
		if err := hub.OwnWords(key).Check(); err != nil {
			t.Errorf("the hub's own words of %s: %v", key, err)
		}
	}
}

func TestAPartnersContactLeavesAnEmployerOut(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employers(3)
	chamber := hub.NewOrganisationID()
	b.exec(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Chamber', 'CHAMBER')`, chamber)
	for n, contact := range []struct {
		by    hub.OrganisationID
		day   string
		asked bool
	}{{chamber, "2026-11-10", false}, {chamber, "2026-11-10", true}, {b.manager.OrganisationID, "2026-11-10", false}} {
		i := hub.NewInteractionID()
		b.exec(`INSERT INTO interaction (id, channel, happened_on, summary, visibility, state, asked_for, organisation_id)
			VALUES ($1, 'CALL', $2::date, 'x', 'SHARED', 'COMPLETE', $3, $4)`, i, contact.day, contact.asked, contact.by)
		b.exec(`INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state) VALUES ($1, $2, $3, $4::date, 'COMPLETE')`,
			i, e[n], contact.by, contact.day)
	}
	for days, want := range map[int]int{30: 1, 5: 0, 0: 0} {
		input := b.input(e...)
		input.ContactedWithinDays = days
		audience, err := b.app.DiagnosticPreview(hub.WithActor(t.Context(), b.manager), input)
		if err != nil || audience.LeftOutBy()[hub.LeftOutContactedByPartner] != want {
			t.Errorf("within %d days: left out %v, %v; want %d", days, audience.LeftOut, err, want)
		}
	}
}

func TestWhoWatchesACampaignHearsOfIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	go b.app.Listen(t.Context(), b.pool, discard)
	campaign := b.launch(b.employers(1)...)
	ctx, stop := context.WithCancel(hub.WithActor(t.Context(), b.manager))
	defer stop()
	progress, err := b.app.CampaignProgress(ctx, campaign.ID)
	if err != nil {
		t.Fatal(err)
	}
	if first := <-progress; first.State != hub.CampaignRunning {
		t.Fatalf("got %s", first.State)
	}
	if _, err := b.move(campaign, hub.CampaignClosed); err != nil {
		t.Fatal(err)
	}
	if next := <-progress; next.State != hub.CampaignClosed {
		t.Errorf("got %s, want CLOSED", next.State)
	}
	if _, more := <-progress; more {
		t.Error("it goes on after the end")
	}
	stranger := b.manager
	stranger.OrganisationID = hub.NewOrganisationID()
	if _, err := b.app.CampaignProgress(hub.WithActor(t.Context(), stranger), campaign.ID); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("a stranger: %v", err)
	}
}

package app_test

import (
	"context"
	"log/slog"
	"testing"

	"employerhub/internal/hub"
)

func TestWhoWatchesATimelineHearsOfWhatIsNewAndTheirs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	chamber := b.partner("Chamber", hub.RoleEngagement)
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	with := []hub.EmployerID{e.ID}
	b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: with})
	ctx, stop := context.WithCancel(b.as(b.manager))
	defer stop()
	go b.app.Listen(ctx, b.pool, slog.New(slog.DiscardHandler))
	news, err := b.app.EmployerTimeline(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}

	b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: with, Draft: true})
	old := b.interaction(chamber, hub.RecordInteractionInput{EmployerIds: with, HappenedOn: new(hub.NewDate(2026, 11, 2)), Visibility: hub.VisibilityOwnOrganisation})

	if got := <-news; got.InteractionID == nil || *got.InteractionID != old.ID || got.Title != "Call with Chamber" || got.Text != nil || got.Who != nil {
		t.Errorf("got %+v", got)
	}
	if _, err := b.app.UpdateInteraction(b.as(chamber), hub.UpdateInteractionInput{ID: old.ID, Version: 1, Summary: hub.Set("A correction is no news.")}); err != nil {
		t.Fatal(err)
	}
	visit := b.interaction(b.manager, hub.RecordInteractionInput{EmployerIds: with, Channel: hub.ChannelVisit})
	if got := <-news; *got.InteractionID != visit.ID || got.Text == nil || *got.Who != "Mo Manager" {
		t.Errorf("got %+v", got)
	}
	stop()
	if got, open := <-news; open {
		t.Errorf("got %+v after the end", got)
	}
	if _, err := b.app.EmployerTimeline(b.as(b.manager), hub.NewEmployerID()); hub.CodeOf(err) != hub.ErrNotFound {
		t.Errorf("an employer who is not there: %v", err)
	}
}

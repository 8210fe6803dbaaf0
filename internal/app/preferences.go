package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// byLink is how an objection came in that somebody made on a page of theirs.
const byLink = "by personal link"

// Preferences are what the person behind a link hears about. Permission: that person, also by a link that works no more. Errors:
// NOT_FOUND.
func (a *App) Preferences(ctx context.Context) (hub.Preferences, error) {
	return postgres.Preferences(ctx, a.pool, hub.ActorFrom(ctx).PersonID)
}

// SetPreferences lets the person behind a link hear about the topics in wanted and about no other; with nothing wanted, about
// nothing at all. Invitations to what is not wanted stop. Permission: that person, also by a link that works no more. Errors: NOT_FOUND,
// BAD_INPUT for a topic that there is not.
func (a *App) SetPreferences(ctx context.Context, wanted []hub.Topic) error {
	for _, topic := range wanted {
		if !slices.Contains(hub.Topics, topic) {
			return hub.BadInput("This page sent a topic that we do not know. Open it again by the link in our e-mail")
		}
	}
	return a.change(ctx, func(c change) error {
		person := c.by.PersonID
		if _, err := postgres.Preferences(ctx, c, person); err != nil {
			return err
		}
		refused := map[hub.Topic]bool{hub.TopicAll: len(wanted) == 0}
		for _, topic := range hub.Topics {
			refused[topic] = !slices.Contains(wanted, topic)
		}
		for _, topic := range append([]hub.Topic{hub.TopicAll}, hub.Topics...) {
			if err := c.prefer(ctx, topic, refused[topic]); err != nil {
				return err
			}
		}
		if refused[hub.TopicDiagnostics] {
			return c.stopInvitations(ctx, person, nil, hub.InvitationObjected)
		}
		return nil
	})
}

// prefer records or takes back one objection of the person who acts.
func (c change) prefer(ctx context.Context, topic hub.Topic, refused bool) error {
	person, o := c.by.PersonID, hub.Objection{Topic: topic, ReceivedAt: c.now, How: byLink}
	action, before, after := "person.object", any(nil), any(o)
	var changed bool
	var err error
	if refused {
		changed, err = postgres.InsertObjection(ctx, c, person, o)
	} else {
		action, before, after = "person.agree", o, nil
		changed, err = postgres.DeleteObjection(ctx, c, person, topic)
	}
	if err != nil || !changed {
		return err
	}
	employers, err := postgres.EmployersOf(ctx, c, person)
	if err != nil {
		return err
	}
	return c.auditPerson(ctx, action, person, employers, before, after)
}

// Unsubscribe is one click on what a mail program offers: the person does not hear about diagnostics any more, and open invitations
// stop. Permission: the person behind the link, also by one that works no more.
func (a *App) Unsubscribe(ctx context.Context) error {
	return a.change(ctx, func(c change) error {
		if err := c.prefer(ctx, hub.TopicDiagnostics, true); err != nil {
			return err
		}
		return c.stopInvitations(ctx, c.by.PersonID, nil, hub.InvitationObjected)
	})
}

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
	today, err := a.Today(ctx)
	if err != nil {
		return hub.Preferences{}, err
	}
	return postgres.Preferences(ctx, a.pool, hub.ActorFrom(ctx).PersonID, today)
}

// SetPreferences lets the person behind a link hear about the topics that they want and about no other; with nothing wanted, about
// nothing at all. Invitations to what is not wanted stop. Where the page asked, it also gives and withdraws consent to marketing.
// Permission: that person, also by a link that works no more. Errors: NOT_FOUND, BAD_INPUT for a topic that there is not.
func (a *App) SetPreferences(ctx context.Context, in hub.PreferencesInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		person := c.by.PersonID
		refused := map[hub.Topic]bool{hub.TopicAll: len(in.Wanted) == 0}
		for _, topic := range hub.Topics {
			refused[topic] = !slices.Contains(in.Wanted, topic)
		}
		for _, topic := range append([]hub.Topic{hub.TopicAll}, hub.Topics...) {
			if err := c.prefer(ctx, topic, refused[topic]); err != nil {
				return err
			}
		}
		if refused[hub.TopicDiagnostics] {
			if err := c.stopInvitations(ctx, person, nil, hub.InvitationObjected); err != nil {
				return err
			}
		}
		now, err := postgres.Preferences(ctx, c, person, c.today())
		if err != nil || in.Agreed == nil {
			return err
		}
		return c.consentTo(ctx, in, now.Agreed)
	})
}

// consentTo gives and withdraws the consent of the person who acts, who agreed to some topics before.
func (c change) consentTo(ctx context.Context, in hub.PreferencesInput, before []hub.Topic) error {
	person := c.by.PersonID
	employers, err := postgres.EmployersOf(ctx, c, person)
	if err != nil {
		return err
	}
	for _, topic := range hub.Topics {
		agreed, how := slices.Contains(before, topic), c.by.Way(byLink)
		switch {
		case in.Agrees(topic) && !agreed:
			given := hub.Consent{Topic: topic, GivenOn: c.today(), How: how, Wording: in.Agreed[topic], RecordedAt: c.now}
			if c.by.EntersByPhone() {
				given.RecordedBy = &c.by.Name
			}
			err = c.agree(ctx, person, employers, given)
		case !in.Agrees(topic) && agreed:
			err = c.withdraw(ctx, person, employers, hub.Consent{Topic: topic}, how)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// prefer records or takes back one objection of the person who acts.
func (c change) prefer(ctx context.Context, topic hub.Topic, refused bool) error {
	person, o := c.by.PersonID, hub.Objection{Topic: topic, ReceivedAt: c.now, How: c.by.Way(byLink), ByPerson: !c.by.EntersByPhone()}
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

// Unsubscribe is one click on what a mail program offers: the person does not hear about what the message was about any more, and open
// invitations to it stop. Permission: the person behind the link, also by one that works no more.
func (a *App) Unsubscribe(ctx context.Context, from hub.Topic) error {
	return a.change(ctx, func(c change) error {
		if err := c.prefer(ctx, from, true); err != nil || from != hub.TopicDiagnostics {
			return err
		}
		return c.stopInvitations(ctx, c.by.PersonID, nil, hub.InvitationObjected)
	})
}

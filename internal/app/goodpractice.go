package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// GoodPractices lists what employers do well, the latest first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) GoodPractices(ctx context.Context, f hub.GoodPracticeFilter, page hub.Page) (hub.List[hub.GoodPractice], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return hub.List[hub.GoodPractice]{}, err
	}
	if err := f.Check(); err != nil {
		return hub.List[hub.GoodPractice]{}, err
	}
	return postgres.GoodPractices(ctx, a.pool, v, f, page)
}

// CountGoodPractices counts what GoodPractices lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountGoodPractices(ctx context.Context, f hub.GoodPracticeFilter) (int, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return 0, err
	}
	if err := f.Check(); err != nil {
		return 0, err
	}
	return postgres.CountGoodPractices(ctx, a.pool, v, f)
}

// GoodPracticesByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) GoodPracticesByID(ctx context.Context, ids []hub.GoodPracticeID) ([]hub.GoodPractice, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.GoodPracticesByID(ctx, a.pool, v, ids)
}

// AddGoodPractice writes up something that an employer does well. Nobody has agreed to publish it yet. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND for the employer, BAD_INPUT.
func (a *App) AddGoodPractice(ctx context.Context, in hub.AddGoodPracticeInput) (added hub.GoodPractice, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.GoodPractice{}, err
	}
	err = a.change(ctx, func(c change) error {
		if in.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		topic, err := c.topic(ctx, in.Topic)
		if err != nil {
			return err
		}
		g, err := hub.NewGoodPractice(in, topic, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertGoodPractice(ctx, c, g); err != nil {
			return err
		}
		added = g
		return c.audit(ctx, "goodpractice.add", ofGoodPractice(g), nil, g)
	})
	if err != nil {
		return hub.GoodPractice{}, err
	}
	return added, nil
}

// topic finds the topic of good work that an input names; nil where it names none. Errors: BAD_INPUT.
func (c change) topic(ctx context.Context, code *string) (*hub.PracticeTopic, error) {
	if code == nil {
		return nil, nil
	}
	topics, err := postgres.PracticeTopics(ctx, c)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(topics, func(t hub.PracticeTopic) bool { return t.Code == *code })
	if at < 0 {
		return nil, hub.BadInput(fmt.Sprintf("there is no topic %q; choose one from the list", *code), "topic")
	}
	return &topics[at], nil
}

// UpdateGoodPractice changes its words. The consent was to the words as they stood, so with others it goes. On an error it returns the good
// practice as it stands. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdateGoodPractice(ctx context.Context, in hub.UpdateGoodPracticeInput) (hub.GoodPractice, error) {
	return a.changeGoodPractice(ctx, in.ID, "goodpractice.update", func(c change, g *hub.GoodPractice) error {
		topic, err := c.topic(ctx, in.Topic.Value())
		if err != nil {
			return err
		}
		return g.Update(in, topic)
	})
}

// ConsentToPublish notes that somebody of the employer agreed that a good practice is published as it stands. On an error it returns the good
// practice as it stands. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND, those of hub.GoodPractice.Agree.
func (a *App) ConsentToPublish(ctx context.Context, in hub.ConsentToPublishInput) (hub.GoodPractice, error) {
	return a.changeGoodPractice(ctx, in.ID, "goodpractice.agree", func(c change, g *hub.GoodPractice) error {
		roles, err := postgres.RolesOf(ctx, c, c.viewer(), []hub.EmployerID{g.EmployerID})
		if err != nil {
			return err
		}
		return g.Agree(in, roles, c.today())
	})
}

// WithdrawPublishing notes that the consent was taken back. On an error it returns the good practice as it stands. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND, those of hub.GoodPractice.Withdraw.
func (a *App) WithdrawPublishing(ctx context.Context, in hub.WithdrawPublishingInput) (hub.GoodPractice, error) {
	return a.changeGoodPractice(ctx, in.ID, "goodpractice.withdraw", func(c change, g *hub.GoodPractice) error { return g.Withdraw(in, c.today()) })
}

func (a *App) changeGoodPractice(ctx context.Context, id hub.GoodPracticeID, action string, edit func(change, *hub.GoodPractice) error) (hub.GoodPractice, error) {
	return update(ctx, a,
		func(c change) (hub.GoodPractice, error) {
			return postgres.GoodPracticeForUpdate(ctx, c, c.viewer(), id)
		},
		edit,
		func(c change, before hub.GoodPractice, g *hub.GoodPractice) error {
			g.Version++
			if err := postgres.SetGoodPractice(ctx, c, *g); err != nil {
				return err
			}
			return c.audit(ctx, action, ofGoodPractice(*g), before, *g)
		})
}

// RemoveGoodPractice takes away one that was entered by mistake; the history keeps it. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND,
// CONFLICT for a stale version.
func (a *App) RemoveGoodPractice(ctx context.Context, id hub.GoodPracticeID, version int) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		g, err := postgres.GoodPracticeForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if err := g.IsVersion(version); err != nil {
			return err
		}
		if err := postgres.DeleteGoodPractice(ctx, c, id); err != nil {
			return err
		}
		return c.audit(ctx, "goodpractice.remove", ofGoodPractice(g), g, nil)
	})
}

func ofGoodPractice(g hub.GoodPractice) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "goodpractice", ID: g.ID.UUID, Employer: g.EmployerID}
}

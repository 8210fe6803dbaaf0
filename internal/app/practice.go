package app

import (
	"context"
	"fmt"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// PracticeTopics lists the topics of good work. Permission: READ_EMPLOYERS.
func (a *App) PracticeTopics(ctx context.Context) ([]hub.PracticeTopic, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.PracticeTopics(ctx, a.pool)
}

// PracticesOf finds how far these employers are with topics of good work. Permission: READ_EMPLOYERS.
func (a *App) PracticesOf(ctx context.Context, employers []hub.EmployerID) ([]hub.Practice, error) {
	if _, err := a.viewer(ctx, hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.PracticesOf(ctx, a.pool, employers)
}

// PracticesByID finds those of ids whose employer the caller sees. Permission: READ_EMPLOYERS.
func (a *App) PracticesByID(ctx context.Context, ids []hub.PracticeID) ([]hub.Practice, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.PracticesByID(ctx, a.pool, v, ids)
}

// RecordPractice keeps how far an employer is with a topic. Permission: WRITE_ENGAGEMENT. Errors: NOT_FOUND for the employer,
// BAD_INPUT, CONFLICT where the topic is recorded already.
func (a *App) RecordPractice(ctx context.Context, in hub.RecordPracticeInput) (recorded hub.Practice, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return hub.Practice{}, err
	}
	err = a.change(ctx, func(c change) error {
		if in.EmployerID, err = c.livingEmployer(ctx, in.EmployerID); err != nil {
			return err
		}
		if _, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), in.EmployerID); err != nil { // so that nobody records the same topic beside
			return err
		}
		topics, err := postgres.PracticeTopics(ctx, c)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(topics, func(t hub.PracticeTopic) bool { return t.Code == in.Topic })
		if at < 0 {
			return hub.BadInput(fmt.Sprintf("there is no topic %q; choose one from the list", in.Topic), "topic")
		}
		held, err := postgres.PracticesOf(ctx, c, []hub.EmployerID{in.EmployerID})
		if err != nil {
			return err
		}
		practice, err := hub.NewPractice(in, topics[at], held, c.now)
		if err != nil {
			return err
		}
		if err := postgres.InsertPractice(ctx, c, practice); err != nil {
			return err
		}
		recorded = practice
		return c.audit(ctx, "practice.record", ofPractice(practice), nil, practice)
	})
	if err != nil {
		return hub.Practice{}, err
	}
	return recorded, nil
}

// UpdatePractice changes what is known of a practice. On an error it returns the practice as it stands. Permission:
// WRITE_ENGAGEMENT. Errors: NOT_FOUND, BAD_INPUT, CONFLICT for a stale version.
func (a *App) UpdatePractice(ctx context.Context, in hub.UpdatePracticeInput) (hub.Practice, error) {
	return update(ctx, a,
		func(c change) (hub.Practice, error) { return postgres.PracticeForUpdate(ctx, c, c.viewer(), in.ID) },
		func(c change, p *hub.Practice) error { return p.Update(in, c.today()) },
		func(c change, before hub.Practice, p *hub.Practice) error {
			p.Version++
			if err := postgres.SetPractice(ctx, c, *p); err != nil {
				return err
			}
			return c.audit(ctx, "practice.update", ofPractice(*p), before, *p)
		})
}

// RemovePractice takes away a practice that was entered by mistake; the history keeps it. Permission: WRITE_ENGAGEMENT. Errors:
// NOT_FOUND, CONFLICT for a stale version.
func (a *App) RemovePractice(ctx context.Context, id hub.PracticeID, version int) error {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWriteEngagement); err != nil {
		return err
	}
	return a.change(ctx, func(c change) error {
		p, err := postgres.PracticeForUpdate(ctx, c, c.viewer(), id)
		if err != nil {
			return err
		}
		if err := p.IsVersion(version); err != nil {
			return err
		}
		if err := postgres.DeletePractice(ctx, c, id); err != nil {
			return err
		}
		return c.audit(ctx, "practice.remove", ofPractice(p), p, nil)
	})
}

func ofPractice(p hub.Practice) postgres.AuditSubject {
	return postgres.AuditSubject{Kind: "practice", ID: p.ID.UUID, Employer: p.EmployerID}
}

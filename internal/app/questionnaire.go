package app

import (
	"context"
	"reflect"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// SeedQuestionnaires publishes the questionnaires that every hub starts with. Where a release brings one that differs from what
// is published, it becomes the next version and the one before retires: what was asked with it stays as it was. Permission: the
// hub itself.
func (a *App) SeedQuestionnaires(ctx context.Context) error {
	return a.change(hub.WithActor(ctx, hub.System), func(c change) error {
		if err := c.publish(ctx, "diagnostic", hub.Diagnostic()); err != nil {
			return err
		}
		return c.publish(ctx, "pulse", hub.Pulse())
	})
}

// publish makes d the published version of the questionnaire with that key, unless it is.
func (c change) publish(ctx context.Context, key string, d hub.Definition) error {
	q, err := postgres.QuestionnaireForUpdate(ctx, c, hub.Questionnaire{ID: hub.NewQuestionnaireID(), Key: key, Name: d.Title})
	if err != nil {
		return err
	}
	versions, err := postgres.QuestionnaireVersionsOf(ctx, c, []hub.QuestionnaireID{q.ID})
	if err != nil {
		return err
	}
	next := hub.QuestionnaireVersion{
		ID: hub.NewQuestionnaireVersionID(), QuestionnaireID: q.ID, Number: 1, State: hub.VersionPublished, Definition: d, PublishedAt: &c.now,
	}
	for _, v := range versions {
		next.Number = max(next.Number, v.Number+1)
		if v.State != hub.VersionPublished {
			continue
		}
		if reflect.DeepEqual(v.Definition, d) {
			return nil
		}
		if err := postgres.RetireQuestionnaireVersion(ctx, c, v.ID); err != nil {
			return err
		}
		type state struct{ State hub.QuestionnaireVersionState }
		subject := postgres.AuditSubject{Kind: "questionnaireversion", ID: v.ID.UUID}
		if err := c.audit(ctx, "questionnaire.retire", subject, state{v.State}, state{hub.VersionRetired}); err != nil {
			return err
		}
	}
	if err := postgres.InsertQuestionnaireVersion(ctx, c, next); err != nil {
		return err
	}
	return c.audit(ctx, "questionnaire.publish", postgres.AuditSubject{Kind: "questionnaireversion", ID: next.ID.UUID}, nil, next)
}

// Questionnaires lists all. Permission: READ_ANSWERS or SEND_DIAGNOSTICS.
func (a *App) Questionnaires(ctx context.Context) ([]hub.Questionnaire, error) {
	by := hub.ActorFrom(ctx)
	if !by.May(hub.PermSendDiagnostics) {
		if err := hub.Authorise(by, hub.PermReadAnswers); err != nil {
			return nil, err
		}
	}
	return postgres.Questionnaires(ctx, a.pool)
}

// QuestionnaireVersionsOf lists the versions of these questionnaires, the latest first. What is asked is no secret to
// anybody who may read employers. Permission: READ_EMPLOYERS.
func (a *App) QuestionnaireVersionsOf(ctx context.Context, of []hub.QuestionnaireID) ([]hub.QuestionnaireVersion, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.QuestionnaireVersionsOf(ctx, a.pool, of)
}

// QuestionnaireVersionsByID finds those of ids that exist. Permission: READ_EMPLOYERS.
func (a *App) QuestionnaireVersionsByID(ctx context.Context, ids []hub.QuestionnaireVersionID) ([]hub.QuestionnaireVersion, error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermReadEmployers); err != nil {
		return nil, err
	}
	return postgres.QuestionnaireVersionsByID(ctx, a.pool, ids)
}

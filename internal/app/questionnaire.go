package app

import (
	"context"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

// SeedQuestionnaires publishes the questionnaires that every hub starts with, where they are not there yet. A later release
// that changes one adds a version; this never touches one. Permission: the hub itself.
func (a *App) SeedQuestionnaires(ctx context.Context) error {
	return a.change(hub.WithActor(ctx, hub.System), func(c change) error {
		pulse := hub.Pulse()
		q := hub.Questionnaire{ID: hub.NewQuestionnaireID(), Key: "pulse", Name: pulse.Title}
		if added, err := postgres.InsertQuestionnaire(ctx, c, q); err != nil || !added {
			return err
		}
		v := hub.QuestionnaireVersion{
			ID: hub.NewQuestionnaireVersionID(), QuestionnaireID: q.ID, Number: 1, State: hub.VersionPublished,
			Definition: pulse, PublishedAt: &c.now,
		}
		if err := postgres.InsertQuestionnaireVersion(ctx, c, v); err != nil {
			return err
		}
		return c.audit(ctx, "questionnaire.publish", postgres.AuditSubject{Kind: "questionnaireversion", ID: v.ID.UUID}, nil, v)
	})
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

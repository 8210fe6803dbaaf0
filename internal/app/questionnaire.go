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

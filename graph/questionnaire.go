package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) Questionnaires(ctx context.Context) ([]hub.Questionnaire, error) {
	return r.app.Questionnaires(ctx)
}

func (r questionnaire) Published(ctx context.Context, obj *hub.Questionnaire) (*hub.QuestionnaireVersion, error) {
	versions, err := load(ctx).versionsOf.Load(ctx, obj.ID)
	for i := range versions {
		if versions[i].State == hub.VersionPublished {
			return &versions[i], err
		}
	}
	return nil, err
}

func (r questionnaire) Versions(ctx context.Context, obj *hub.Questionnaire) ([]hub.QuestionnaireVersion, error) {
	return load(ctx).versionsOf.Load(ctx, obj.ID)
}

func (r questionnaireVersion) Definition(_ context.Context, obj *hub.QuestionnaireVersion) (any, error) {
	return obj.Definition, nil
}

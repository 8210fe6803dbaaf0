package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r response) Employer(ctx context.Context, obj *hub.Response) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r response) QuestionnaireVersion(ctx context.Context, obj *hub.Response) (*hub.QuestionnaireVersion, error) {
	return load(ctx).questionnaireVersion.Load(ctx, obj.QuestionnaireVersionID)
}

func (r response) Answers(ctx context.Context, obj *hub.Response) ([]hub.Answer, error) {
	version, err := load(ctx).questionnaireVersion.Load(ctx, obj.QuestionnaireVersionID)
	if err != nil {
		return nil, err
	}
	employer, err := load(ctx).employer.Load(ctx, obj.EmployerID)
	if err != nil {
		return nil, err
	}
	return version.Definition.InWords(obj.Given, hub.Facts{hub.FactEmployer: employer.Name}), nil
}

func (r response) SkillsNeeds(ctx context.Context, obj *hub.Response) ([]hub.SkillsNeed, error) {
	return load(ctx).needsFrom.Load(ctx, obj.ID)
}

func (r invitation) Response(ctx context.Context, obj *hub.Invitation) (*hub.Response, error) {
	return load(ctx).responseTo.Load(ctx, obj.ID)
}

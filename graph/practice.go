package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PracticeTopics(ctx context.Context) ([]hub.PracticeTopic, error) {
	return r.app.PracticeTopics(ctx)
}

func (r employer) Practices(ctx context.Context, e *hub.Employer) ([]hub.Practice, error) {
	return load(ctx).practices.Load(ctx, e.ID)
}

func (r practice) Employer(ctx context.Context, p *hub.Practice) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, p.EmployerID)
}

func (r mutation) RecordPractice(ctx context.Context, input hub.RecordPracticeInput) (*generated.PracticePayload, error) {
	return practicePayload(r.app.RecordPractice(ctx, input))
}

func (r mutation) UpdatePractice(ctx context.Context, input hub.UpdatePracticeInput) (*generated.PracticePayload, error) {
	return practicePayload(r.app.UpdatePractice(ctx, input))
}

func (r mutation) RemovePractice(ctx context.Context, input generated.RemovePracticeInput) (*generated.PracticePayload, error) {
	id, err := hub.ParseID[hub.PracticeID](input.ID)
	if err != nil {
		return nil, err
	}
	return practicePayload(hub.Practice{}, r.app.RemovePractice(ctx, id, input.Version))
}

func practicePayload(p hub.Practice, err error) (*generated.PracticePayload, error) {
	problems, err := userErrors(err)
	return &generated.PracticePayload{Practice: some(p, p.ID), UserErrors: problems}, err
}

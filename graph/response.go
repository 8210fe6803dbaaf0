package graph

import (
	"context"
	"maps"
	"slices"

	"employerhub/graph/generated"
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
	return version.Definition.For(obj.Facts).InWords(obj.Given, obj.Facts), nil
}

func (r response) SkillsNeeds(ctx context.Context, obj *hub.Response) ([]hub.SkillsNeed, error) {
	return load(ctx).needsFrom.Load(ctx, obj.ID)
}

func (r invitation) Response(ctx context.Context, obj *hub.Invitation) (*hub.Response, error) {
	return load(ctx).responseTo.Load(ctx, obj.ID)
}

func (r response) Scores(_ context.Context, obj *hub.Response) ([]generated.ThemeScore, error) {
	scores := []generated.ThemeScore{}
	for _, theme := range slices.Sorted(maps.Keys(obj.Scores)) {
		scores = append(scores, generated.ThemeScore{Theme: theme, Score: obj.Scores[theme]})
	}
	slices.SortStableFunc(scores, func(a, b generated.ThemeScore) int { return b.Score - a.Score })
	return scores, nil
}

func (r query) Responses(ctx context.Context, filter *hub.ResponseFilter, first int, after *string) (*generated.ResponseConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &hub.ResponseFilter{}
	}
	list, err := r.app.Responses(ctx, *filter, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ResponseConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, one *hub.Response) generated.ResponseEdge {
		return generated.ResponseEdge{Cursor: cursor, Node: one}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountResponses(ctx, *filter)
	}
	return out, err
}

func (r response) Invitation(ctx context.Context, obj *hub.Response) (*hub.Invitation, error) {
	return load(ctx).invitation.Load(ctx, obj.InvitationID)
}

package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) MergePreview(ctx context.Context, keepEmployerID, otherEmployerID string, choices []hub.MergeChoice) (*hub.MergePreview, error) {
	keep, err := hub.ParseID[hub.EmployerID](keepEmployerID)
	if err != nil {
		return nil, err
	}
	other, err := hub.ParseID[hub.EmployerID](otherEmployerID)
	if err != nil {
		return nil, err
	}
	preview, err := r.app.MergePreview(ctx, keep, other, choices)
	return &preview, err
}

func (r employer) Merges(ctx context.Context, e *hub.Employer, first int, after *string) (*generated.EmployerMergeConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.MergesOf(ctx, e.ID, page)
	if err != nil {
		return nil, err
	}
	out := &generated.EmployerMergeConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, m *hub.EmployerMerge) generated.EmployerMergeEdge {
		return generated.EmployerMergeEdge{Cursor: cursor, Node: m}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountMergesOf(ctx, e.ID)
	}
	return out, err
}

func (r employerMerge) Kept(ctx context.Context, m *hub.EmployerMerge) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, m.KeptID)
}

func (r employerMerge) Other(ctx context.Context, m *hub.EmployerMerge) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, m.OtherID)
}

func (r mutation) MergeEmployers(ctx context.Context, input hub.MergeEmployersInput) (*generated.MergeEmployersPayload, error) {
	kept, made, err := r.app.MergeEmployers(ctx, input)
	problems, err := userErrors(err)
	return &generated.MergeEmployersPayload{Employer: some(kept, kept.ID), Merge: some(made, made.ID), UserErrors: problems}, err
}

func (r mutation) UndoMerge(ctx context.Context, input hub.UndoMergeInput) (*generated.UndoMergePayload, error) {
	undone, err := r.app.UndoMerge(ctx, input)
	problems, err := userErrors(err)
	return &generated.UndoMergePayload{Merge: some(undone.Merge, undone.Merge.ID), WouldOverwrite: append([]hub.MergeOverwrite{}, undone.WouldOverwrite...), UserErrors: problems}, err
}

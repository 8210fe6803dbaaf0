package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) SavedViews(ctx context.Context, first int, after *string) (*generated.SavedViewConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.SavedViews(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.SavedViewConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, v *hub.SavedView) generated.SavedViewEdge {
		return generated.SavedViewEdge{Cursor: cursor, Node: v}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountSavedViews(ctx)
	}
	return out, err
}

func (r mutation) SaveView(ctx context.Context, input hub.SaveViewInput) (*generated.SavedViewPayload, error) {
	return savedViewPayload(r.app.SaveView(ctx, input))
}

func (r mutation) UpdateSavedView(ctx context.Context, input hub.UpdateSavedViewInput) (*generated.SavedViewPayload, error) {
	return savedViewPayload(r.app.UpdateSavedView(ctx, input))
}

func savedViewPayload(v hub.SavedView, err error) (*generated.SavedViewPayload, error) {
	problems, err := userErrors(err)
	return &generated.SavedViewPayload{SavedView: some(v, v.ID), UserErrors: problems}, err
}

func (r mutation) RemoveSavedView(ctx context.Context, input generated.RemoveSavedViewInput) (*generated.RemoveSavedViewPayload, error) {
	id, err := hub.ParseID[hub.SavedViewID](input.ID)
	if err != nil {
		return nil, err
	}
	if err := r.app.RemoveSavedView(ctx, id); err != nil {
		problems, err := userErrors(err)
		return &generated.RemoveSavedViewPayload{UserErrors: problems}, err
	}
	return &generated.RemoveSavedViewPayload{ID: &input.ID, UserErrors: []generated.UserError{}}, nil
}

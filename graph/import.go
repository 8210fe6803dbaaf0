package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Imports(ctx context.Context, first int, after *string) (*generated.ImportConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.Imports(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ImportConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, i *hub.Import) generated.ImportEdge {
		return generated.ImportEdge{Cursor: cursor, Node: i}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountImports(ctx)
	}
	return out, err
}

func (r query) Import(ctx context.Context, id string) (*hub.Import, error) {
	importID, err := hub.ParseID[hub.ImportID](id)
	if err != nil {
		return nil, err
	}
	found, err := r.app.Import(ctx, importID)
	if hub.CodeOf(err) == hub.ErrNotFound {
		return nil, nil
	}
	return &found, err
}

func (r importResolver) Findings(ctx context.Context, obj *hub.Import, first int, after *string, severity *hub.FindingSeverity) (*generated.ImportFindingConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ImportFindings(ctx, obj.ID, severity, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ImportFindingConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, f *hub.ImportFinding) generated.ImportFindingEdge {
		return generated.ImportFindingEdge{Cursor: cursor, Node: f}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountImportFindings(ctx, obj.ID, severity)
	}
	return out, err
}

func (r importResolver) RejectedURL(_ context.Context, obj *hub.Import) (*string, error) {
	if obj.Rejected == 0 {
		return nil, nil
	}
	address := "/imports/" + obj.ID.String() + "/rejected.csv"
	return &address, nil
}

func (r subscription) ImportProgress(ctx context.Context, id string) (<-chan *hub.Import, error) {
	importID, err := hub.ParseID[hub.ImportID](id)
	if err != nil {
		return nil, err
	}
	return r.app.ImportProgress(ctx, importID)
}

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
	if obj.Rejected+obj.PossibleDuplicates == 0 || obj.State == hub.ImportDiscarded {
		return nil, nil
	}
	address := "/imports/" + obj.ID.String() + "/rejected.csv"
	if obj.Sheet != "" {
		address = "/imports/" + obj.ID.String() + "/rejected.xlsx"
	}
	return &address, nil
}

func (r importResolver) Columns(ctx context.Context, obj *hub.Import) ([]hub.ImportColumn, error) {
	return r.app.ImportColumns(ctx, obj.ID)
}

func (r importResolver) Rows(ctx context.Context, obj *hub.Import, first int, after *string, outcome *hub.ImportOutcome) (*generated.ImportRowConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ImportRows(ctx, obj.ID, outcome, page)
	if err != nil {
		return nil, err
	}
	out := &generated.ImportRowConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, row *hub.ImportRow) generated.ImportRowEdge {
		return generated.ImportRowEdge{Cursor: cursor, Node: row}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountImportRows(ctx, obj.ID, outcome)
	}
	return out, err
}

func (r importRowResolver) Employer(ctx context.Context, obj *hub.ImportRow) (*hub.Employer, error) {
	if obj.EmployerID == nil {
		return nil, nil
	}
	return load(ctx).employer.Load(ctx, *obj.EmployerID)
}

func (r mutation) PreviewImport(ctx context.Context, input hub.PreviewImportInput) (*generated.ImportPayload, error) {
	return importPayload(r.app.PreviewImport(ctx, input))
}

func (r mutation) DecideImportRow(ctx context.Context, input hub.DecideImportRowInput) (*generated.ImportPayload, error) {
	return importPayload(r.app.DecideImportRow(ctx, input))
}

func (r mutation) ApplyImport(ctx context.Context, input hub.ImportStepInput) (*generated.ImportPayload, error) {
	return importPayload(r.app.ApplyImport(ctx, input.ImportID))
}

func (r mutation) UndoImport(ctx context.Context, input hub.ImportStepInput) (*generated.ImportPayload, error) {
	return importPayload(r.app.UndoImport(ctx, input.ImportID))
}

func (r importResolver) KeptEmployers(ctx context.Context, obj *hub.Import, first int, after *string) (*generated.ImportKeptConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.ImportKept(ctx, obj.ID, page)
	if err != nil {
		return nil, err
	}
	return &generated.ImportKeptConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), TotalCount: obj.Kept, Edges: edges(list, func(cursor string, k *hub.ImportKept) generated.ImportKeptEdge {
		return generated.ImportKeptEdge{Cursor: cursor, Node: k}
	})}, nil
}

func (r importKeptResolver) Employer(ctx context.Context, obj *hub.ImportKept) (*hub.Employer, error) {
	return load(ctx).employer.Load(ctx, obj.EmployerID)
}

func (r mutation) DiscardImport(ctx context.Context, input hub.ImportStepInput) (*generated.ImportPayload, error) {
	return importPayload(r.app.DiscardImport(ctx, input.ImportID))
}

func importPayload(i hub.Import, err error) (*generated.ImportPayload, error) {
	problems, err := userErrors(err)
	return &generated.ImportPayload{Import: some(i, i.ID), UserErrors: problems}, err
}

func (r subscription) ImportProgress(ctx context.Context, id string) (<-chan *hub.Import, error) {
	importID, err := hub.ParseID[hub.ImportID](id)
	if err != nil {
		return nil, err
	}
	return r.app.ImportProgress(ctx, importID)
}

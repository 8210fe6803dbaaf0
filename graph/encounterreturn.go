package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) EncounterReturns(ctx context.Context, first int, after *string) (*generated.EncounterReturnConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.EncounterReturns(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.EncounterReturnConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.EncounterReturn) generated.EncounterReturnEdge {
		return generated.EncounterReturnEdge{Cursor: cursor, Node: e}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountEncounterReturns(ctx)
	}
	return out, err
}

func (r query) EncounterReturn(ctx context.Context, id string) (*hub.EncounterReturn, error) {
	returnID, err := hub.ParseID[hub.EncounterReturnID](id)
	if err != nil {
		return nil, err
	}
	found, err := r.app.EncounterReturnsByID(ctx, []hub.EncounterReturnID{returnID})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func (r encounterReturn) Rows(ctx context.Context, e *hub.EncounterReturn, outcomeIn []hub.ImportOutcome, first int, after *string) (*generated.EncounterReturnRowConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.EncounterReturnRows(ctx, e.ID, outcomeIn, page)
	if err != nil {
		return nil, err
	}
	return &generated.EncounterReturnRowConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), TotalCount: e.CountOf(outcomeIn), Edges: edges(list, func(cursor string, row *hub.ReturnRow) generated.EncounterReturnRowEdge {
		return generated.EncounterReturnRowEdge{Cursor: cursor, Node: row}
	})}, nil
}

func (r encounterReturn) RejectedURL(_ context.Context, e *hub.EncounterReturn) (*string, error) {
	if e.Rejected == 0 {
		return nil, nil
	}
	return new("/encounter-returns/" + e.ID.String() + "/rejected.csv"), nil
}

func (r mutation) TakeInEncounterReturn(ctx context.Context, input generated.EncounterReturnInput) (*generated.EncounterReturnPayload, error) {
	return settledReturn(ctx, input, r.app.TakeInEncounterReturn)
}

func (r mutation) DiscardEncounterReturn(ctx context.Context, input generated.EncounterReturnInput) (*generated.EncounterReturnPayload, error) {
	return settledReturn(ctx, input, r.app.DiscardEncounterReturn)
}

func (r mutation) UndoEncounterReturn(ctx context.Context, input generated.EncounterReturnInput) (*generated.EncounterReturnPayload, error) {
	return settledReturn(ctx, input, r.app.UndoEncounterReturn)
}

func (r encounterReturn) Undo(ctx context.Context, e *hub.EncounterReturn) (*hub.EncounterReturnUndo, error) {
	return r.app.EncounterReturnUndo(ctx, e.ID)
}

func settledReturn(ctx context.Context, input generated.EncounterReturnInput, settle func(context.Context, hub.EncounterReturnID) (hub.EncounterReturn, error)) (*generated.EncounterReturnPayload, error) {
	id, err := hub.ParseID[hub.EncounterReturnID](input.EncounterReturnID)
	if err != nil {
		return nil, err
	}
	e, err := settle(ctx, id)
	problems, err := userErrors(err)
	return &generated.EncounterReturnPayload{EncounterReturn: some(e, e.ID), UserErrors: problems}, err
}

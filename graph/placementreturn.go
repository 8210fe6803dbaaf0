package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) PlacementReturns(ctx context.Context, first int, after *string) (*generated.PlacementReturnConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.PlacementReturns(ctx, page)
	if err != nil {
		return nil, err
	}
	out := &generated.PlacementReturnConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.PlacementReturn) generated.PlacementReturnEdge {
		return generated.PlacementReturnEdge{Cursor: cursor, Node: e}
	})}
	if selects(ctx, "totalCount") {
		out.TotalCount, err = r.app.CountPlacementReturns(ctx)
	}
	return out, err
}

func (r query) PlacementReturn(ctx context.Context, id string) (*hub.PlacementReturn, error) {
	returnID, err := hub.ParseID[hub.PlacementReturnID](id)
	if err != nil {
		return nil, err
	}
	found, err := r.app.PlacementReturnsByID(ctx, []hub.PlacementReturnID{returnID})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func (r placementReturn) Rows(ctx context.Context, e *hub.PlacementReturn, outcomeIn []hub.ImportOutcome, first int, after *string) (*generated.PlacementReturnRowConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.PlacementReturnRows(ctx, e.ID, outcomeIn, page)
	if err != nil {
		return nil, err
	}
	return &generated.PlacementReturnRowConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), TotalCount: e.CountOf(outcomeIn), Edges: edges(list, func(cursor string, row *hub.PlacementReturnRow) generated.PlacementReturnRowEdge {
		return generated.PlacementReturnRowEdge{Cursor: cursor, Node: row}
	})}, nil
}

func (r placementReturn) RejectedURL(_ context.Context, e *hub.PlacementReturn) (*string, error) {
	if e.Rejected == 0 {
		return nil, nil
	}
	return new("/placement-returns/" + e.ID.String() + "/rejected.csv"), nil
}

func (r placementReturnRow) Participant(ctx context.Context, row *hub.PlacementReturnRow) (*hub.Participant, error) {
	if row.ParticipantID == nil {
		return nil, nil
	}
	return load(ctx).participant.Load(ctx, *row.ParticipantID)
}

func (r mutation) TakeInPlacementReturn(ctx context.Context, input generated.PlacementReturnInput) (*generated.PlacementReturnPayload, error) {
	id, err := hub.ParseID[hub.PlacementReturnID](input.PlacementReturnID)
	if err != nil {
		return nil, err
	}
	taken, err := r.app.TakeInPlacementReturn(ctx, id)
	problems, err := userErrors(err)
	return &generated.PlacementReturnPayload{PlacementReturn: some(taken, taken.ID), UserErrors: problems}, err
}

func (r mutation) DiscardPlacementReturn(ctx context.Context, input generated.PlacementReturnInput) (*generated.PlacementReturnPayload, error) {
	id, err := hub.ParseID[hub.PlacementReturnID](input.PlacementReturnID)
	if err != nil {
		return nil, err
	}
	problems, err := userErrors(r.app.DiscardPlacementReturn(ctx, id))
	return &generated.PlacementReturnPayload{UserErrors: problems}, err
}

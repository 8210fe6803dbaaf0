package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r employer) History(ctx context.Context, e *hub.Employer, first int, after *string) (*generated.ChangeConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	list, err := r.app.History(ctx, e.ID, page)
	if err != nil {
		return nil, err
	}
	for _, c := range list.Nodes {
		load(ctx).told.noteChanges(c.RecordID, c.Fields)
	}
	return &generated.ChangeConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, c *hub.Change) generated.ChangeEdge {
		return generated.ChangeEdge{Cursor: cursor, Node: c}
	})}, nil
}

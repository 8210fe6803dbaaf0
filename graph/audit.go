package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Audit(ctx context.Context, filter *hub.AuditFilter, first int, after *string) (*generated.AuditEntryConnection, error) {
	page, err := page(first, after)
	if err != nil {
		return nil, err
	}
	if filter == nil {
		filter = &hub.AuditFilter{}
	}
	list, err := r.app.AuditLog(ctx, *filter, page)
	if err != nil {
		return nil, err
	}
	for _, e := range list.Nodes {
		load(ctx).told.noteChanges(e.RecordID, e.Fields)
	}
	return &generated.AuditEntryConnection{Nodes: list.Nodes, PageInfo: pageInfo(list), Edges: edges(list, func(cursor string, e *hub.AuditEntry) generated.AuditEntryEdge {
		return generated.AuditEntryEdge{Cursor: cursor, Node: e}
	})}, nil
}

func (r query) AuditActions(ctx context.Context) ([]string, error) { return r.app.AuditActions(ctx) }

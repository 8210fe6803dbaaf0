package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) Node(ctx context.Context, id string) (hub.Node, error) {
	found, err := r.app.Nodes(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

func (r query) Nodes(ctx context.Context, ids []string) ([]hub.Node, error) {
	return r.app.Nodes(ctx, ids)
}

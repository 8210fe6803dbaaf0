package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
)

// page checks the arguments that every connection takes. Errors: BAD_INPUT.
func page(first int, after *string) (hub.Page, error) { return hub.NewPage(first, after) }

// pageInfo tells how to read on after list.
func pageInfo[T any](list hub.List[T]) *generated.PageInfo {
	info := &generated.PageInfo{HasNextPage: list.HasNext}
	if n := len(list.Cursors); n > 0 {
		info.EndCursor = &list.Cursors[n-1]
	}
	return info
}

// edges pairs the records of list with their cursors.
func edges[T, E any](list hub.List[T], edge func(cursor string, node *T) E) []E {
	out := make([]E, len(list.Nodes))
	for i := range list.Nodes {
		out[i] = edge(list.Cursors[i], &list.Nodes[i])
	}
	return out
}

// selects says whether the request asks the field at hand for field: what is costly is done only then.
func selects(ctx context.Context, field string) bool {
	for _, f := range graphql.CollectFieldsCtx(ctx, nil) {
		if f.Name == field {
			return true
		}
	}
	return false
}

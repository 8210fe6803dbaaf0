package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) Search(ctx context.Context, text string, first int) (*hub.SearchResults, error) {
	found, err := r.app.Search(ctx, text, first)
	return &found, err
}

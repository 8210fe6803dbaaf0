package graph

import (
	"context"

	"employerhub/internal/hub"
)

func (r query) Search(ctx context.Context, text string, first int) (*hub.SearchResults, error) {
	found, err := r.app.Search(ctx, hub.SearchQuery{Text: text, First: first, People: selects(ctx, "people"), Offers: selects(ctx, "offers")})
	return &found, err
}

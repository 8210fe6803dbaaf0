package graph

import (
	"context"
	"errors"
	"log/slog"

	"employerhub/graph/generated"
	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// present is the one place where an error becomes what a caller sees. What no one prepared for is logged under an ID and
// masked.
func present(ctx context.Context, err error) *gqlerror.Error {
	out := graphql.DefaultErrorPresenter(ctx, err)
	if e, ok := errors.AsType[*hub.Error](err); ok {
		out.Extensions = map[string]any{"code": e.Code}
		return out
	}
	if g, ok := errors.AsType[*gqlerror.Error](err); ok && g.Err == nil { // the request itself: syntax, validation, limits
		return g
	}
	id := uuid.NewString()
	slog.ErrorContext(ctx, "request failed", "error_id", id, "error", err)
	out.Message = "something went wrong on our side; quote " + id
	out.Extensions = map[string]any{"code": hub.ErrInternal, "id": id}
	return out
}

// userErrors separates what the person can put right, which belongs into the payload, from everything else.
func userErrors(err error) ([]generated.UserError, error) {
	e, ok := errors.AsType[*hub.Error](err)
	if !ok || e.Code != hub.ErrBadInput && e.Code != hub.ErrConflict {
		return []generated.UserError{}, err
	}
	return []generated.UserError{{Code: e.Code, Field: append([]string{}, e.Field...), Message: e.Message}}, nil
}

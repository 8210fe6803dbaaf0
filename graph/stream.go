package graph

import (
	"context"
	"time"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// checkEvery is how long a stream may go on before its caller's sign-in is looked at again, where nothing happens.
const checkEvery = time.Minute

// stream carries out an operation and gives each of its answers to send, until there are no more, send fails or ctx ends.
// What a caller may not see any more is not sent. Errors: UNAUTHENTICATED where the sign-in ended or its rights changed.
func (h *Handler) stream(ctx context.Context, op *graphql.OperationContext, send func(answer) error) error {
	begun := time.Now()
	var last answer
	defer func() { h.observe(op, last, time.Since(begun)) }()
	next, ctx := h.exec.DispatchOperation(ctx, op)
	for {
		response := next(ctx)
		if response == nil {
			return ctx.Err()
		}
		if op.Operation.Operation == ast.Subscription && len(response.Data) > 0 {
			if err := h.stillAllowed(ctx); err != nil {
				return err
			}
		}
		last = answer{data: response.Data, errors: response.Errors}
		if err := send(last); err != nil {
			return err
		}
		if len(response.Data) == 0 && len(response.Errors) > 0 { // it could not begin
			return nil
		}
	}
}

// limited gives a query or mutation its time, and a subscription all there is.
func (h *Handler) limited(ctx context.Context, op *graphql.OperationContext) (context.Context, context.CancelFunc) {
	if op.Operation.Operation == ast.Subscription {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, h.Timeout)
}

// stillAllowed asks again who the caller is. Errors: UNAUTHENTICATED where the sign-in ended or its rights changed.
func (h *Handler) stillAllowed(ctx context.Context) error {
	now, err := h.app.StillSignedIn(ctx)
	if err == nil && !now.SameRights(hub.ActorFrom(ctx)) {
		return hub.Unauthenticated("what you may see has changed; connect again")
	}
	return err
}

// watchCaller calls gone once the caller's sign-in has ended, and returns when that is so or ctx ends.
func (h *Handler) watchCaller(ctx context.Context, gone func(error)) {
	woken, stop := h.app.WatchCaller(ctx)
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-woken:
		case <-time.After(checkEvery):
		}
		if err := h.stillAllowed(ctx); hub.CodeOf(err) == hub.ErrUnauthenticated {
			gone(err)
			return
		}
	}
}

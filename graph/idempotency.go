package graph

import (
	"context"
	"encoding/json"
	"net/http"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// idempotencyHeader names a mutation that may be sent again.
const idempotencyHeader = "Idempotency-Key"

// once carries out a mutation, or gives the answer that it had under the same key. The key is taken in the mutation's own
// transaction, so of two that run at the same time one waits and then changes nothing.
func (h *Handler) once(ctx context.Context, key string, op *graphql.OperationContext) answer {
	by := hub.ActorFrom(ctx)
	if by.Kind == hub.ActorAnonymous { // there is nobody whose key it could be
		return h.execute(ctx, op)
	}
	if len(graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Mutation"})) != 1 {
		return answer{refused: &refusal{http.StatusBadRequest, problems(hub.BadInput("a request with an Idempotency-Key has exactly one mutation"))}}
	}
	request, err := json.Marshal([]any{op.RawQuery, op.OperationName, op.Variables})
	if err != nil {
		return answer{errors: h.mask(ctx, err)}
	}
	if by.Idempotency, err = hub.NewIdempotencyKey(key, request); err != nil {
		return answer{refused: &refusal{http.StatusBadRequest, problems(err)}}
	}
	ctx = hub.WithActor(ctx, by)
	if got, ok := h.answered(ctx); ok {
		return got
	}
	got := h.execute(ctx, op)
	if repeated(got.errors) {
		if first, ok := h.answered(ctx); ok {
			return first
		}
		return answer{errors: problems(hub.Conflict("this was carried out under the same Idempotency-Key"))}
	}
	got = answer{stored: got.body(), errors: got.errors}
	if err := h.app.KeepAnswer(context.WithoutCancel(ctx), got.stored); err != nil {
		_ = h.mask(ctx, err) // the change is made; only its answer cannot be given again
	}
	return got
}

// answered finds what an earlier request under the same key came to.
func (h *Handler) answered(ctx context.Context) (answer, bool) {
	stored, err := h.app.Answer(ctx)
	switch hub.CodeOf(err) {
	case hub.ErrNotFound:
		return answer{}, false
	case hub.ErrConflict:
		return answer{errors: problems(err)}, true
	}
	if err != nil {
		return answer{errors: h.mask(ctx, err)}, true
	}
	return answer{stored: stored}, true
}

func (h *Handler) mask(ctx context.Context, err error) gqlerror.List {
	return gqlerror.List{presenter{h.Log}.present(ctx, err)}
}

func repeated(errs gqlerror.List) bool {
	for _, e := range errs {
		if e.Extensions["code"] == codeRepeated {
			return true
		}
	}
	return false
}

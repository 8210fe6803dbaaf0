package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"employerhub/graph/generated"
	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// presenter is the one place where an error becomes what a caller sees.
type presenter struct{ log *slog.Logger }

// present shows what a person can be told. What no one prepared for is logged under an ID and masked.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	out := graphql.DefaultErrorPresenter(ctx, err)
	switch known, ok := errors.AsType[*hub.Error](err); {
	case ok:
		return coded(out, known.Code, known.Message)
	case errors.Is(err, hub.ErrRepeated):
		return coded(out, codeRepeated, hub.ErrRepeated.Error())
	case argumentsUnread(ctx):
		return coded(out, hub.ErrBadInput, out.Message)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return coded(out, hub.ErrTooComplex, tooSlow().Error())
	case errors.Is(ctx.Err(), context.Canceled):
		return coded(out, hub.ErrInternal, "the request was given up") // nobody reads this
	}
	id := uuid.NewString()
	p.log.ErrorContext(ctx, "request failed", "error_id", id, "path", out.Path.String(), "error", err)
	out = coded(out, hub.ErrInternal, "something went wrong on our side; quote "+id)
	out.Extensions["id"] = id
	return out
}

// codeRepeated marks the answer of a mutation that was carried out before under the same key. It never leaves the handler.
const codeRepeated hub.ErrorCode = "REPEATED"

func coded(e *gqlerror.Error, code hub.ErrorCode, message string) *gqlerror.Error {
	e.Message = message
	e.Extensions = map[string]any{"code": code}
	return e
}

// argumentsUnread says that the error of ctx's field is about its arguments: the resolver was not called.
func argumentsUnread(ctx context.Context) bool {
	field := graphql.GetFieldContext(ctx)
	return field != nil && field.Args == nil && field.Field.Definition != nil && len(field.Field.Definition.Arguments) > 0
}

// recovered turns a panic in a resolver into an error that is logged and masked.
func recovered(_ context.Context, fault any) error {
	return fmt.Errorf("panic: %v\n%s", fault, debug.Stack())
}

const (
	// mostErrors is how many faults of a document are told, so that a hostile one has a short answer.
	mostErrors = 5
	// mostMessage is how long the message of each may be: some repeat the document's own words.
	mostMessage = 240
)

// requestErrors presents the faults of a document, its variables or its size.
func requestErrors(errs gqlerror.List) gqlerror.List {
	var out gqlerror.List
	for _, e := range errs[:min(len(errs), mostErrors)] {
		code := hub.ErrBadInput
		if known, ok := errors.AsType[*hub.Error](e); ok {
			code = known.Code
		}
		message := e.Message
		if letters := []rune(message); len(letters) > mostMessage {
			message = string(letters[:mostMessage]) + "…"
		}
		out = append(out, &gqlerror.Error{Message: message, Path: e.Path, Locations: e.Locations[:min(len(e.Locations), 2)], Extensions: map[string]any{"code": code}})
	}
	return out
}

// problems presents an error that belongs to no place in a document.
func problems(err error) gqlerror.List { return requestErrors(gqlerror.List{gqlerror.Wrap(err)}) }

func tooComplex(format string, args ...any) error {
	return &hub.Error{Code: hub.ErrTooComplex, Message: fmt.Sprintf(format, args...)}
}

func tooSlow() error { return tooComplex("this took too long and was stopped; ask for less at once") }

// userErrors separates what the person can put right, which belongs into the payload, from everything else.
func userErrors(err error) ([]generated.UserError, error) {
	e, ok := errors.AsType[*hub.Error](err)
	if !ok || e.Code != hub.ErrBadInput && e.Code != hub.ErrConflict {
		return []generated.UserError{}, err
	}
	return []generated.UserError{{Code: e.Code, Field: append([]string{}, e.Field...), Message: e.Message}}, nil
}

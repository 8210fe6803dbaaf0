package graph

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"time"

	"employerhub/graph/generated"
	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
)

// Config is what a process decides about the API. The zero value is a strict one.
type Config struct {
	// Batch is how many operations one request may hold as a list; 0 takes no lists.
	Batch int
	// Trusted lists the front end's own operations. They are known by name in metrics.
	Trusted TrustedDocuments
	// TrustedOnly refuses all other operations to browser sessions.
	TrustedOnly bool
	// PerMinute is how many requests a caller may send in a minute; 1200 where 0.
	PerMinute int
	// AtOnce is how many requests and streams of a caller may be under way together; 20 where 0.
	AtOnce int
	// Timeout is how long an operation may take; 15 s where 0.
	Timeout time.Duration
	// Origin is where the hub's own pages come from, such as https://hub.example.org: pages of others may open no socket.
	Origin string
	// SignIn finds who "Bearer hub_…" in a socket's first message is; nil where only headers count.
	SignIn func(r *http.Request, authorization string) (hub.Actor, error)
	Socket SocketTimes
	// Observe is told about every operation, for metrics; nil where nobody counts.
	Observe func(Operation)
	Log     *slog.Logger
}

// Operation is what is counted about one.
type Operation struct {
	// Name is one of the trusted documents' names, else "other".
	Name string
	// Kind is query, mutation or subscription; empty for a request that could not be read.
	Kind string
	// Outcome is ok, error or, for what was not carried out, refused.
	Outcome string
	Took    time.Duration
}

// Handler is the API over HTTP, websockets and server-sent events. gqlgen's own server is not used: it answers requests that
// it refuses in ways that the specification does not allow, and validates before it counts.
type Handler struct {
	Config
	app     *app.App
	exec    *executor.Executor
	callers *callers
}

// NewHandler serves r's schema. The request's context must have an actor.
func NewHandler(r *Resolver, c Config) *Handler {
	c.PerMinute = cmp.Or(c.PerMinute, 1200)
	c.AtOnce = cmp.Or(c.AtOnce, 20)
	c.Timeout = cmp.Or(c.Timeout, 15*time.Second)
	c.Socket.Init = cmp.Or(c.Socket.Init, 10*time.Second)
	c.Socket.Idle = cmp.Or(c.Socket.Idle, 10*time.Minute)
	c.Log = cmp.Or(c.Log, slog.Default())
	documents := newDocuments()
	exec := executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: r}))
	exec.SetQueryCache(documents)
	exec.SetParserTokenLimit(mostTokens)
	exec.SetErrorPresenter(presenter{c.Log}.present)
	exec.SetRecoverFunc(recovered)
	exec.AroundResponses(r.withLoaders)
	exec.Use(guard{documents})
	exec.Use(price{})
	return &Handler{Config: c, app: r.app, exec: exec, callers: newCallers(c.PerMinute, c.AtOnce)}
}

// ServeHTTP answers one request, whatever its transport.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	done, err := h.callers.enter(r)
	if err != nil {
		w.Header().Set("Retry-After", "60")
		newAnswerer(w, r).refuse(refusal{http.StatusTooManyRequests, problems(err)})
		return
	}
	defer done()
	switch {
	case wantsSocket(r):
		h.serveSocket(w, r)
	case wantsEvents(r):
		h.serveEvents(w, r)
	default:
		h.serveAnswer(w, r)
	}
}

// serveAnswer carries out queries and mutations that are answered once.
func (h *Handler) serveAnswer(w http.ResponseWriter, r *http.Request) {
	to := newAnswerer(w, r)
	if to.mediaType == "" {
		to.refuse(refusal{http.StatusNotAcceptable, problems(hub.BadInput("accept " + mediaResponse + " or " + mediaJSON))})
		return
	}
	operations, isList, refused := h.read(w, r)
	if refused != nil {
		to.refuse(*refused)
		return
	}
	if !isList {
		to.write(h.carryOut(r, operations[0]))
		return
	}
	answers := make([]answer, len(operations))
	for i, params := range operations {
		answers[i] = h.carryOut(r, params)
	}
	to.writeList(answers)
}

// carryOut runs one query or mutation.
func (h *Handler) carryOut(r *http.Request, params *graphql.RawParams) (out answer) {
	ctx, cancel := context.WithTimeout(r.Context(), h.Timeout)
	defer cancel()
	begun := time.Now()
	op, refused := h.prepare(ctx, params)
	defer func() { h.observe(op, out, time.Since(begun)) }()
	if refused != nil {
		return answer{refused: refused}
	}
	switch {
	case op.Operation.Operation == ast.Subscription:
		return answer{refused: &refusal{http.StatusBadRequest, problems(hub.BadInput("a subscription goes through a websocket (graphql-transport-ws) or Accept: text/event-stream"))}}
	case op.Operation.Operation == ast.Mutation && r.Method == http.MethodGet:
		return answer{refused: &refusal{http.StatusMethodNotAllowed, problems(hub.BadInput("send mutations with POST"))}}
	case op.Operation.Operation == ast.Mutation && r.Header.Get(idempotencyHeader) != "":
		return h.once(ctx, r.Header.Get(idempotencyHeader), op)
	}
	return h.execute(ctx, op)
}

// prepare reads, checks and prices an operation.
func (h *Handler) prepare(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *refusal) {
	if h.TrustedOnly && hub.ActorFrom(ctx).Kind == hub.ActorUser && !h.Trusted.has(params.Query) {
		return nil, &refusal{0, problems(hub.Forbidden("this hub takes only its own front end's operations from browsers; use an API token"))}
	}
	op, errs := h.exec.CreateOperationContext(graphql.StartOperationTrace(ctx), params)
	if errs != nil {
		return op, &refusal{0, requestErrors(errs)}
	}
	return op, nil
}

func (h *Handler) execute(ctx context.Context, op *graphql.OperationContext) answer {
	next, ctx := h.exec.DispatchOperation(ctx, op)
	response := next(ctx)
	if response == nil { // the time was over, or the caller gone, before it began
		return answer{errors: problems(tooSlow())}
	}
	return answer{data: response.Data, errors: response.Errors}
}

func (h *Handler) observe(op *graphql.OperationContext, got answer, took time.Duration) {
	if h.Observe == nil {
		return
	}
	seen := Operation{Name: "other", Outcome: "ok", Took: took}
	if op != nil && op.Operation != nil {
		seen.Kind = string(op.Operation.Operation)
		if h.Trusted.has(op.RawQuery) {
			seen.Name = op.Operation.Name
		}
	}
	switch {
	case got.refused != nil:
		seen.Outcome = "refused"
	case len(got.errors) > 0:
		seen.Outcome = "error"
	}
	h.Observe(seen)
}

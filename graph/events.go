package graph

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"employerhub/internal/hub"

	"github.com/vektah/gqlparser/v2/ast"
)

// eventsAlive is how often a quiet stream sends a comment, so that nothing between takes it for dead.
const eventsAlive = 15 * time.Second

// wantsEvents says that the caller takes an event stream and no single answer. Clients that could take both mean an answer.
func wantsEvents(r *http.Request) bool {
	if acceptable(r) != "" {
		return false
	}
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		if kind, _, err := mime.ParseMediaType(part); err == nil && kind == mediaEvents {
			return true
		}
	}
	return false
}

// serveEvents answers with server-sent events: one "next" for each answer, then "complete". This is the "distinct
// connections" mode of the graphql-sse protocol.
func (h *Handler) serveEvents(w http.ResponseWriter, r *http.Request) {
	to := answerer{w, mediaResponse} // for what is refused before the stream begins
	operations, isList, refused := h.read(w, r)
	switch {
	case refused != nil:
		to.refuse(*refused)
		return
	case isList:
		to.refuse(refusal{http.StatusBadRequest, problems(hub.BadInput("a stream carries one operation"))})
		return
	}
	op, refused := h.prepare(r.Context(), operations[0])
	switch {
	case refused != nil:
		h.observe(op, answer{refused: refused}, 0)
		to.refuse(*refused)
		return
	case op.Operation.Operation == ast.Mutation && r.Method == http.MethodGet:
		to.refuse(refusal{http.StatusMethodNotAllowed, problems(hub.BadInput("send mutations with POST"))})
		return
	}
	ctx, cancel := h.limited(r.Context(), op)
	defer cancel()
	go h.watchCaller(ctx, func(error) { cancel() })

	events := newEventWriter(w)
	stopAlive := events.keepAlive(ctx)
	err := h.stream(ctx, op, func(got answer) error { return events.write("next", got.body()) })
	stopAlive()
	if err == nil || hub.CodeOf(err) == hub.ErrUnauthenticated {
		_ = events.write("complete", nil) // nobody to tell when the caller has gone
	}
}

// eventWriter writes server-sent events, one writer at a time.
type eventWriter struct {
	mu sync.Mutex
	w  http.ResponseWriter
	to *http.ResponseController
}

func newEventWriter(w http.ResponseWriter) *eventWriter {
	header := w.Header()
	header.Set("Content-Type", mediaEvents+"; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // for proxies that would hold events back
	w.WriteHeader(http.StatusOK)
	e := &eventWriter{w: w, to: http.NewResponseController(w)}
	_ = e.to.Flush() // the first write says so too
	return e
}

func (e *eventWriter) write(event string, data []byte) error {
	return e.text(fmt.Sprintf("event: %s\ndata: %s\n\n", event, data))
}

func (e *eventWriter) text(text string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = e.to.SetWriteDeadline(time.Now().Add(socketWrite)) // a connection without deadlines has none to miss
	if _, err := e.w.Write([]byte(text)); err != nil {
		return err
	}
	return e.to.Flush()
}

// keepAlive sends comments until it is stopped; nothing is written after that.
func (e *eventWriter) keepAlive(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(eventsAlive)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				_ = e.text(":\n\n") // the next event finds out that the caller has gone
			}
		}
	}()
	return func() { cancel(); <-done }
}

package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
)

// Reasons to close a socket, by the graphql-transport-ws protocol.
const (
	closeBadMessage      websocket.StatusCode = 4400
	closeUnauthorized    websocket.StatusCode = 4401
	closeForbidden       websocket.StatusCode = 4403
	closeInitTimeout     websocket.StatusCode = 4408
	closeIDTaken         websocket.StatusCode = 4409
	closeTooManyRequests websocket.StatusCode = 4429
)

const (
	socketProtocol = "graphql-transport-ws"
	// socketMessage is how much one message may have: a document and its variables.
	socketMessage = 128 << 10
	// socketOperations is how many operations may be under way on one socket.
	socketOperations = 50
	// socketPing is how often the other end is asked whether it is there, and how long it has to answer.
	socketPing = 25 * time.Second
	// socketWrite is how long the other end has to take a message.
	socketWrite = 10 * time.Second
)

// SocketTimes are how long a socket may keep us waiting; zero values stand for the usual.
type SocketTimes struct {
	// Init is how long a socket may be open before it says who it is: 10 s.
	Init time.Duration
	// Idle is how long one may be open without an operation: 10 minutes.
	Idle time.Duration
}

func wantsSocket(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// socketMessageBody is one message, either way.
type socketMessageBody struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one connection. Its caller is that of the cookie or token it came with, else of the first message.
type socket struct {
	*Handler
	conn    *websocket.Conn
	request *http.Request
	ctx     context.Context
	ready   bool
	idle    *time.Timer

	mu         sync.Mutex
	operations map[string]context.CancelFunc
}

// serveSocket speaks graphql-transport-ws until either end has enough.
func (h *Handler) serveSocket(w http.ResponseWriter, r *http.Request) {
	if !h.ownOrigin(r) {
		http.Error(w, "pages of others may not connect", http.StatusForbidden)
		return
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{socketProtocol}, InsecureSkipVerify: true}) // looked at above
	if err != nil {
		return // Accept has answered
	}
	conn.SetReadLimit(socketMessage)
	if conn.Subprotocol() != socketProtocol {
		_ = conn.Close(4406, "Subprotocol not acceptable")
		return
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context())) // so that there is time to say why it ends
	defer cancel()
	s := &socket{Handler: h, conn: conn, request: r, ctx: ctx, operations: map[string]context.CancelFunc{}}
	defer context.AfterFunc(r.Context(), func() { s.close(websocket.StatusGoingAway, "the hub is stopping") })()
	s.idle = time.AfterFunc(h.Socket.Idle, func() { s.close(websocket.StatusNormalClosure, "idle") })
	defer s.idle.Stop()
	begin := time.AfterFunc(h.Socket.Init, func() { s.close(closeInitTimeout, "Connection initialisation timeout") })
	defer begin.Stop()
	go s.ping(ctx)
	for {
		_, text, err := conn.Read(ctx)
		if err != nil {
			return // it is closed, by either end
		}
		var message socketMessageBody
		if err := json.Unmarshal(text, &message); err != nil {
			s.close(closeBadMessage, "Invalid message received")
			return
		}
		if code, reason := s.take(message, begin); code != 0 {
			s.close(code, reason)
			return
		}
	}
}

// ownOrigin lets programs in, which send none, and the hub's own pages: a browser sends the cookie along whoever asks.
func (h *Handler) ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || origin == h.Origin {
		return true
	}
	parsed, err := url.Parse(origin)
	return err == nil && parsed.Host == r.Host
}

// take acts on one message. A code says why the socket has to be closed.
func (s *socket) take(m socketMessageBody, begin *time.Timer) (websocket.StatusCode, string) {
	switch m.Type {
	case "connection_init":
		if s.ready {
			return closeTooManyRequests, "Too many initialisation requests"
		}
		begin.Stop()
		return s.open(m.Payload)
	case "ping":
		_ = s.send(socketMessageBody{Type: "pong"}) // nobody to tell when the other end has gone
	case "pong":
	case "subscribe":
		if !s.ready {
			return closeUnauthorized, "Unauthorized"
		}
		return s.subscribe(m)
	case "complete":
		s.end(m.ID)
	default:
		return closeBadMessage, "Invalid message received"
	}
	return 0, ""
}

// open finds out who is there. A program that cannot send headers gives its token in the first message.
func (s *socket) open(payload json.RawMessage) (websocket.StatusCode, string) {
	var given struct{ Authorization string }
	if len(payload) > 0 && json.Unmarshal(payload, &given) != nil {
		return closeBadMessage, "Invalid message received"
	}
	if given.Authorization != "" && s.SignIn != nil {
		by, err := s.SignIn(s.request, given.Authorization)
		if err != nil {
			return closeForbidden, "Forbidden"
		}
		s.ctx = hub.WithActor(s.ctx, by)
	}
	if hub.ActorFrom(s.ctx).Kind == hub.ActorAnonymous {
		return closeForbidden, "Forbidden"
	}
	s.ready = true
	go s.watchCaller(s.ctx, func(error) { s.close(closeForbidden, "Forbidden") })
	_ = s.send(socketMessageBody{Type: "connection_ack"}) // the next read finds out when the other end has gone
	return 0, ""
}

func (s *socket) subscribe(m socketMessageBody) (websocket.StatusCode, string) {
	var p parameters
	if m.ID == "" || json.Unmarshal(m.Payload, &p) != nil {
		return closeBadMessage, "Invalid message received"
	}
	params, err := p.raw(s.request)
	if err != nil {
		return closeBadMessage, "Invalid message received"
	}
	if !s.callers.allow(s.request.WithContext(s.ctx)) {
		return closeTooManyRequests, "Too many requests"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.operations[m.ID]; taken {
		return closeIDTaken, "Subscriber for " + m.ID[:min(len(m.ID), 40)] + " already exists"
	}
	if len(s.operations) >= socketOperations {
		return closeTooManyRequests, "Too many operations"
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.operations[m.ID] = cancel
	s.idle.Stop()
	go s.run(ctx, m.ID, params)
	return 0, ""
}

// run carries an operation out and sends what it comes to.
func (s *socket) run(ctx context.Context, id string, params *graphql.RawParams) {
	defer s.end(id)
	op, refused := s.prepare(ctx, params)
	if refused != nil {
		s.observe(op, answer{refused: refused}, 0)
		s.sendErrors(id, refused)
		return
	}
	ctx, cancel := s.limited(ctx, op)
	defer cancel()
	err := s.stream(ctx, op, func(got answer) error {
		if len(got.data) == 0 && len(got.errors) > 0 {
			s.sendErrors(id, &refusal{errors: got.errors})
			return context.Canceled
		}
		return s.send(socketMessageBody{ID: id, Type: "next", Payload: got.body()})
	})
	switch {
	case err == nil:
		_ = s.send(socketMessageBody{ID: id, Type: "complete"}) // nobody to tell when the other end has gone
	case errors.Is(err, context.DeadlineExceeded):
		s.sendErrors(id, &refusal{errors: problems(tooSlow())})
	case hub.CodeOf(err) == hub.ErrUnauthenticated:
		s.close(closeForbidden, "Forbidden")
	}
}

func (s *socket) sendErrors(id string, r *refusal) {
	text, err := json.Marshal(r.errors)
	if err != nil {
		panic(err) // extensions are our own
	}
	_ = s.send(socketMessageBody{ID: id, Type: "error", Payload: text}) // nobody to tell when the other end has gone
}

// end stops an operation, if it has not stopped by itself.
func (s *socket) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel, ok := s.operations[id]; ok {
		cancel()
		delete(s.operations, id)
	}
	if len(s.operations) == 0 && s.ctx.Err() == nil {
		s.idle.Reset(s.Socket.Idle)
	}
}

func (s *socket) send(m socketMessageBody) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.ctx, socketWrite)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, text)
}

// ping closes a socket whose other end has gone without a word.
func (s *socket) ping(ctx context.Context) {
	tick := time.NewTicker(socketPing)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		waiting, cancel := context.WithTimeout(ctx, socketPing)
		err := s.conn.Ping(waiting)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			_ = s.conn.CloseNow()
			return
		}
	}
}

// close says why and ends the socket; the first reason counts.
func (s *socket) close(code websocket.StatusCode, reason string) { _ = s.conn.Close(code, reason) }

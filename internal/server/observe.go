package server

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/google/uuid"
)

// observe gives each request an id, counts and logs it, and hides a panic behind the id. The log has the route's pattern
// and not the path, which can hold a personal link.
func observe(log *slog.Logger, metrics *metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		id := uuid.NewString()
		w.Header().Set("X-Request-ID", id)
		answer := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if fault := recover(); fault != nil {
				if err, ok := fault.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(fault)
				}
				log.Error("panic", "request", id, "route", r.Pattern, "fault", fault, "stack", string(debug.Stack()))
				if !answer.begun {
					http.Error(answer, "Something went wrong. Tell us this number: "+id, http.StatusInternalServerError)
				}
			}
			took := time.Since(begun)
			metrics.request(r, answer.status, took)
			log.Info("request", "request", id, "method", r.Method, "route", r.Pattern, "status", answer.status, "ms", took.Milliseconds())
		}()
		next.ServeHTTP(answer, r)
	})
}

// streams are requests that never end by themselves: server-sent events and websockets.
type streams struct {
	context.Context
	underWay sync.WaitGroup
}

// endWith ends those requests when the streams' context ends. Others finish by themselves.
func (s *streams) endWith(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") == "" && r.Header.Get("Accept") != "text/event-stream" {
			next.ServeHTTP(w, r)
			return
		}
		s.underWay.Add(1)
		defer s.underWay.Done()
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(s, cancel)()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// recorder remembers an answer's status and lets streams and websockets through.
type recorder struct {
	http.ResponseWriter
	status int
	begun  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.begun {
		r.status, r.begun = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(content []byte) (int, error) {
	r.begun = true
	return r.ResponseWriter.Write(content)
}

// Unwrap lets http.ResponseController find the rest.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Flush sends what a stream has so far.
func (r *recorder) Flush() {
	r.begun = true
	_ = http.NewResponseController(r.ResponseWriter).Flush() // http.Flusher has no place for an error
}

// Hijack hands the connection over to a websocket.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	r.status, r.begun = http.StatusSwitchingProtocols, true
	return http.NewResponseController(r.ResponseWriter).Hijack()
}

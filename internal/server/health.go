package server

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// health answers a load balancer.
type health struct {
	pool *pgxpool.Pool
	// ready is false before the process has started and from the moment it is told to stop.
	ready atomic.Bool
}

// readyz says whether requests should be sent here: the process is up, not stopping, and reaches its database.
func (h *health) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	switch {
	case !h.ready.Load():
		http.Error(w, "stopping", http.StatusServiceUnavailable)
	case h.pool.Ping(ctx) != nil:
		http.Error(w, "no database", http.StatusServiceUnavailable)
	default:
		livez(w, r)
	}
}

// livez says that the process runs. It does not ask the database: a restart would not mend that.
func livez(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // nobody to tell when the caller has gone
}

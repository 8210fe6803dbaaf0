package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"employerhub/internal/config"
)

// newHandler is everything that is served on HUB_LISTEN.
func newHandler(cfg config.Config, log *slog.Logger, services *services, h *health, pages bool) (http.Handler, error) {
	metrics := newMetrics(services.pool)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz/live", livez)
	mux.HandleFunc("GET /healthz/ready", h.readyz)
	mux.Handle("GET /metrics", metrics.handler())
	if pages {
		newFrontEnd().register(mux)
	}
	own := http.NewCrossOriginProtection()
	if err := own.AddTrustedOrigin(strings.TrimSuffix(cfg.BaseURL, "/")); err != nil {
		return nil, fmt.Errorf("HUB_BASE_URL: %w", err)
	}
	return observe(log, metrics, secure(cfg, own.Handler(mux))), nil
}

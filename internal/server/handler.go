package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"employerhub/internal/auth"
	"employerhub/internal/config"
	"employerhub/internal/pages"
)

// newDoor lets people and programs in. Development sign-in exists in a development hub only.
func newDoor(cfg config.Config, log *slog.Logger, services *services) *auth.Door {
	c := auth.Config{HTTPS: strings.HasPrefix(cfg.BaseURL, "https://"), Log: log}
	if cfg.Dev {
		c.Providers = append(c.Providers, auth.NewDevelopment(services.app))
	}
	return auth.New(services.app, c)
}

// development is the inbox and the clock of a development hub. Other hubs have none.
func development(cfg config.Config, log *slog.Logger, services *services) http.Handler {
	if !cfg.Dev {
		return http.NotFoundHandler()
	}
	return pages.NewDevelopment(services.app, services.sender, log)
}

// newHandler is everything that is served on HUB_LISTEN.
func newHandler(cfg config.Config, log *slog.Logger, services *services, h *health, serves bool) (http.Handler, error) {
	metrics := newMetrics(services.pool)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz/live", livez)
	mux.HandleFunc("GET /healthz/ready", h.readyz)
	mux.Handle("GET /metrics", metrics.handler())
	if serves {
		door := newDoor(cfg, log, services)
		door.Register(mux)
		api, err := newAPI(cfg, log, services, door, metrics)
		if err != nil {
			return nil, err
		}
		mux.Handle("/graphql", door.Handler(api))
		employers := pages.New(services.app, auth.NewLinks(services.app, log), log)
		mux.Handle("GET /a/", employers)
		mux.Handle("POST /a/", employers)
		uploads{app: services.app, log: log, maxBytes: cfg.ImportMaxBytes}.register(mux, door.Handler)
		mux.Handle("/dev/", development(cfg, log, services))
		staff := newFrontEnd()
		staff.register(mux)
		if !cfg.TrustedDocuments {
			staff.registerGraphiQL(mux, door)
		}
	}
	own := http.NewCrossOriginProtection()
	if err := own.AddTrustedOrigin(strings.TrimSuffix(cfg.BaseURL, "/")); err != nil {
		return nil, fmt.Errorf("HUB_BASE_URL: %w", err)
	}
	return observe(log, metrics, secure(cfg, own.Handler(mux))), nil
}

package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"employerhub/internal/app"
	"employerhub/internal/auth"
	"employerhub/internal/config"
	"employerhub/internal/pages"
)

// newDoor lets people and programs in. Development sign-in exists in a development hub only.
func newDoor(cfg config.Config, log *slog.Logger, services *services) *auth.Door {
	c := auth.Config{HTTPS: strings.HasPrefix(cfg.BaseURL, "https://"), Log: log}
	if cfg.OIDCIssuer != "" {
		c.Providers = append(c.Providers, newOIDC(cfg, log, services.app))
	}
	if cfg.Dev {
		c.Providers = append(c.Providers, auth.NewDevelopment(services.app))
	}
	return auth.New(services.app, c)
}

func newOIDC(cfg config.Config, log *slog.Logger, a *app.App) *auth.OIDC {
	return auth.NewOIDC(a, auth.OIDCConfig{
		Issuer: cfg.OIDCIssuer, ClientID: cfg.OIDCClientID, ClientSecret: string(cfg.OIDCClientSecret), Label: cfg.OIDCLabel,
		Scopes: strings.Fields(cfg.OIDCScopes), GroupsClaim: cfg.OIDCGroupsClaim, VerifiedClaim: cfg.OIDCVerifiedClaim,
		BaseURL: strings.TrimSuffix(cfg.BaseURL, "/"),
	}, log)
}

// development is the inbox and the clock of a development hub. Other hubs have none.
func development(cfg config.Config, log *slog.Logger, services *services) http.Handler {
	if !cfg.Dev {
		return http.NotFoundHandler()
	}
	return pages.NewDevelopment(services.app, services.sender, log)
}

// newHandler is everything that is served on HUB_LISTEN until ctx ends.
func newHandler(ctx context.Context, cfg config.Config, log *slog.Logger, services *services, serves bool) (http.Handler, error) {
	metrics := newMetrics(services.pool)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz/live", livez)
	mux.HandleFunc("GET /healthz/ready", services.health.readyz)
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
		exports{uploads{app: services.app, log: log}}.register(mux, door.Handler)
		mux.Handle("/dev/", development(cfg, log, services))
		jobs, err := newJobsScreen(ctx, services, log)
		if err != nil {
			return nil, err
		}
		mux.Handle(jobsPath+"/", door.Handler(jobs))
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
	handler := secure(cfg, own.Handler(mux))
	if cfg.Dev {
		handler = onThisMachine(handler)
	}
	return observe(log, metrics, behind(cfg.TrustedProxies, handler)), nil
}

package server

import (
	"log/slog"
	"strings"

	"employerhub/graph"
	"employerhub/internal/auth"
	"employerhub/internal/config"
	"employerhub/web"
)

// newAPI is what answers at /graphql.
func newAPI(cfg config.Config, log *slog.Logger, services *services, door *auth.Door, metrics *metrics) (*graph.Handler, error) {
	trusted, err := graph.ReadTrustedDocuments(web.TrustedDocuments)
	if err != nil {
		return nil, err
	}
	return graph.NewHandler(graph.NewResolver(services.app), graph.Config{
		Batch:       cfg.Batch,
		Trusted:     trusted,
		TrustedOnly: cfg.TrustedDocuments,
		PerMinute:   cfg.RequestsPerMinute,
		AtOnce:      cfg.RequestsAtOnce,
		Origin:      strings.TrimSuffix(cfg.BaseURL, "/"),
		SignIn:      door.Bearer,
		Observe:     metrics.operation,
		Log:         log,
	}), nil
}

package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"employerhub/internal/hub"

	"riverqueue.com/riverui"
)

// jobsPath is where administrators look after background jobs.
const jobsPath = "/admin/jobs"

// newJobsScreen is River's own screen, for administrators. Everybody else finds nothing there. What somebody does there is
// logged: jobs hold IDs only, so the audit log has what they change.
func newJobsScreen(ctx context.Context, services *services, log *slog.Logger) (http.Handler, error) {
	screen, err := riverui.NewHandler(&riverui.HandlerOpts{Endpoints: riverui.NewEndpoints(services.jobs, nil), Logger: log, Prefix: jobsPath})
	if err != nil {
		return nil, fmt.Errorf("cannot set up the screen of jobs: %w", err)
	}
	if err := screen.Start(ctx); err != nil {
		return nil, fmt.Errorf("cannot start the screen of jobs: %w", err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by := hub.ActorFrom(r.Context())
		if by.Kind != hub.ActorUser || !by.May(hub.PermAdministerAccess) {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			log.InfoContext(r.Context(), "an administrator changes jobs", "user", by.UserID, "method", r.Method, "path", r.URL.Path)
		}
		screen.ServeHTTP(w, r)
	}), nil
}

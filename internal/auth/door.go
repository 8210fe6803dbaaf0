// Package auth turns requests into actors: browser sessions, API tokens and personal links. How somebody proves who they are
// is a Provider's business.
package auth

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// Door lets callers in and starts and ends browser sessions.
type Door struct {
	app       *app.App
	log       *slog.Logger
	providers []Provider
	secure    bool
	tokens    *Guesses
	signIns   *Guesses
}

// Config says who is let in how.
type Config struct {
	Providers []Provider
	// HTTPS says that browsers reach the hub by https, so that the session's cookie goes no other way.
	HTTPS bool
	Log   *slog.Logger
}

// New returns a Door to app.
func New(app *app.App, c Config) *Door {
	return &Door{
		app: app, log: c.Log, providers: c.Providers, secure: c.HTTPS,
		tokens: NewGuesses(c.Log, "API token"), signIns: NewGuesses(c.Log, "sign-in"),
	}
}

// Register adds the addresses of sign-in to mux.
func (d *Door) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /auth/options", d.options)
	mux.Handle("POST /auth/sign-out", d.Handler(http.HandlerFunc(d.signOut)))
	for _, p := range d.providers {
		mux.Handle("/auth/"+p.Name(), d.slowed(p))
		mux.Handle("/auth/"+p.Name()+"/", d.slowed(p))
	}
}

// Handler gives next a request whose context has the actor: the API token's, else the browser session's, else
// hub.Anonymous. A token that does not work is refused rather than taken for nobody.
func (d *Door) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by, err := d.actor(r)
		if err != nil {
			d.refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(hub.WithActor(r.Context(), by)))
	})
}

func (d *Door) actor(r *http.Request) (hub.Actor, error) {
	if header := r.Header.Get("Authorization"); header != "" {
		return d.Bearer(r, header)
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return hub.Anonymous, nil //nolint:nilerr // no cookie, no session
	}
	by, err := d.app.BySession(r.Context(), hub.Secret(cookie.Value))
	if hub.CodeOf(err) == hub.ErrNotFound {
		// It has expired. The cookie stays: to take it away would end a newer session, which the browser may have begun since.
		return hub.Anonymous, nil
	}
	return by, err
}

// Bearer finds who an Authorization header such as "Bearer hub_…" acts for. Errors: UNAUTHENTICATED, RATE_LIMITED after too
// many wrong ones.
func (d *Door) Bearer(r *http.Request, header string) (hub.Actor, error) {
	if err := d.tokens.Allow(r); err != nil {
		return hub.Actor{}, err
	}
	by, err := d.bearer(r.Context(), header)
	if hub.CodeOf(err) == hub.ErrUnauthenticated {
		d.tokens.Wrong(r)
	}
	return by, err
}

func (d *Door) bearer(ctx context.Context, header string) (hub.Actor, error) {
	scheme, text, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return hub.Actor{}, hub.Unauthenticated("send an API token as Authorization: Bearer hub_…")
	}
	secret, err := hub.ParseTokenSecret(strings.TrimSpace(text))
	if err != nil {
		return hub.Actor{}, err
	}
	by, err := d.app.ByToken(ctx, secret)
	if hub.CodeOf(err) == hub.ErrNotFound {
		return hub.Actor{}, hub.Unauthenticated("this API token does not work: it was revoked, has expired or never was; ask an administrator of the hub for a new one")
	}
	return by, err
}

// refuse answers in the shape of a GraphQL error, which is that of all errors outside pages.
func (d *Door) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, code, message := http.StatusInternalServerError, hub.CodeOf(err), "something went wrong on our side; try again"
	switch code {
	case hub.ErrUnauthenticated:
		status, message = http.StatusUnauthorized, err.Error()
		w.Header().Set("WWW-Authenticate", `Bearer realm="hub"`)
	case hub.ErrRateLimited:
		status, message = http.StatusTooManyRequests, err.Error()
		w.Header().Set("Retry-After", "60")
	case hub.ErrBadInput, hub.ErrNotFound:
		status, message = http.StatusBadRequest, err.Error()
	default:
		d.log.ErrorContext(r.Context(), "cannot let a caller in", "error", err)
	}
	writeJSON(w, status, map[string]any{"errors": []any{map[string]any{
		"message": message, "extensions": map[string]any{"code": code},
	}}})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // nobody to tell when the caller has gone
}

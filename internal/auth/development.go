package auth

import (
	"context"
	"encoding/json"
	"net/http"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// Development lets anybody be any user. For a hub with HUB_DEV=1 only, which listens on loopback only.
type Development struct{ app *app.App }

// NewDevelopment returns the provider for app's users.
func NewDevelopment(app *app.App) *Development { return &Development{app} }

// Name places it at /auth/development.
func (*Development) Name() string { return "development" }

type developmentUser struct {
	ID           hub.UserID `json:"id"`
	Name         string     `json:"name"`
	Organisation string     `json:"organisation"`
	Roles        []hub.Role `json:"roles"`
}

// Option lists the users.
func (p *Development) Option(ctx context.Context) (any, error) {
	users, err := p.app.SignInUsers(ctx)
	out := make([]developmentUser, len(users))
	for i, u := range users {
		out[i] = developmentUser{u.ID, u.Name, u.Organisation.Name, u.Roles}
	}
	return out, err
}

// SignIn takes {"userId": "user_…"} for a proof.
func (*Development) SignIn(w http.ResponseWriter, r *http.Request) (Proof, error) {
	if r.Method != http.MethodPost {
		return Proof{}, hub.BadInput("send a POST")
	}
	var in struct {
		UserID hub.UserID `json:"userId"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&in); err != nil || in.UserID.IsZero() {
		return Proof{}, hub.BadInput(`send {"userId": "user_…"}`)
	}
	return Proof{User: in.UserID, After: noContent}, nil
}

// SignOutURL is none: nobody else has a session.
func (*Development) SignOutURL(string) string { return "" }

func noContent(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

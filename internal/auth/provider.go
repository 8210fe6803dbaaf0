package auth

import (
	"context"
	"net/http"

	"employerhub/internal/hub"
)

// Provider proves who somebody is: development sign-in, and OpenID Connect beside it.
type Provider interface {
	// Name is the provider's place below /auth/ and in the answer of /auth/options.
	Name() string
	// Option is what the sign-in screen needs to offer it, as JSON.
	Option(ctx context.Context) (any, error)
	// SignIn serves the addresses below /auth/<name>. It returns the user whom r proves, with after, which answers the browser
	// once the session's cookie is set. A zero user is a step on the way, which SignIn has answered itself. Errors: BAD_INPUT
	// and NOT_FOUND count as guesses.
	SignIn(w http.ResponseWriter, r *http.Request) (user hub.UserID, after http.HandlerFunc, err error)
}

package auth

import (
	"context"
	"net/http"

	"employerhub/internal/hub"
)

// Provider proves who somebody is: OpenID Connect, and development sign-in beside it.
type Provider interface {
	// Name is the provider's place below /auth/ and in the answer of /auth/options.
	Name() string
	// Option is what the sign-in screen needs to offer it, as JSON.
	Option(ctx context.Context) (any, error)
	// SignIn serves the addresses below /auth/<name>. A proof without a user is a step on the way, which SignIn has answered
	// itself. Errors: BAD_INPUT and NOT_FOUND count as guesses, and so does a hub.SignInError but for the provider's own.
	SignIn(w http.ResponseWriter, r *http.Request) (Proof, error)
	// SignOutURL is where a browser goes to end the session with the provider too, given that session's proof; empty for none.
	SignOutURL(idToken string) string
}

// Proof is whom a provider recognises.
type Proof struct {
	User hub.UserID
	// IDToken is what the provider wants to see when the session ends there too; empty where it does not.
	IDToken string
	// After answers the browser once the session's cookie is set.
	After http.HandlerFunc
}

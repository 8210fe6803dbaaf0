package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const (
	oidcName     = "oidc"
	oidcCallback = "/auth/" + oidcName + "/callback"
	// attemptCookie has the beginning of the attempt's state behind it, so that windows do not disturb each other.
	attemptCookie = "hub_sign_in_"
	// attemptTime is how long somebody may take to sign in with the provider.
	attemptTime = 10 * time.Minute
	// oidcTimeout is how long the provider may take to answer the hub.
	oidcTimeout = 10 * time.Second
)

// OIDCConfig says which provider to trust, and what its answers mean.
type OIDCConfig struct {
	// Issuer is the provider's address, below which its discovery document lies.
	Issuer                 string
	ClientID, ClientSecret string
	// Label is what the button says.
	Label  string
	Scopes []string
	// GroupsClaim has a person's groups, VerifiedClaim whether the e-mail address is theirs.
	GroupsClaim, VerifiedClaim string
	// BaseURL is where browsers reach the hub.
	BaseURL string
}

// OIDC signs people in with an OpenID provider, by authorisation code with PKCE. The provider is asked for its addresses when
// somebody first needs it, so that the hub starts without it.
type OIDC struct {
	OIDCConfig

	app    *app.App
	log    *slog.Logger
	client *http.Client

	mu    sync.Mutex
	known *knownProvider
}

// knownProvider is what the discovery document said.
type knownProvider struct {
	*oidc.Provider

	endSession string
	// style is how it wants to see the secret: trying both would use a code up.
	style oauth2.AuthStyle
}

// NewOIDC returns the provider for app's users.
func NewOIDC(app *app.App, c OIDCConfig, log *slog.Logger) *OIDC {
	return &OIDC{OIDCConfig: c, app: app, log: log, client: &http.Client{Timeout: oidcTimeout}}
}

// Name places it at /auth/oidc.
func (*OIDC) Name() string { return oidcName }

// Option is what the button says.
func (p *OIDC) Option(context.Context) (any, error) { return map[string]string{"label": p.Label}, nil }

// Check reads the provider's discovery document and keys.
func (p *OIDC) Check(ctx context.Context) error {
	known, err := p.discover(ctx)
	if err != nil {
		return err
	}
	if known.Endpoint().AuthURL == "" || known.Endpoint().TokenURL == "" {
		return errors.New("the provider names no address to sign in at, or none for tokens: is HUB_OIDC_ISSUER an OpenID provider?")
	}
	var more struct {
		Keys string `json:"jwks_uri"`
	}
	if err := known.Claims(&more); err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, more.Keys, nil)
	if err != nil {
		return fmt.Errorf("the provider's keys: %w", err)
	}
	response, err := p.client.Do(request)
	if err != nil {
		return fmt.Errorf("the provider's keys: %w", err)
	}
	defer response.Body.Close()
	var set struct{ Keys []json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&set); err != nil || len(set.Keys) == 0 {
		return fmt.Errorf("the provider has no keys at %s: %s", more.Keys, response.Status)
	}
	return p.checkClient(ctx, known)
}

// checkClient shows the provider a code that it never gave out. It looks at who asks before it looks at the code.
func (p *OIDC) checkClient(ctx context.Context, known *knownProvider) error {
	_, err := p.oauth(known).Exchange(oidc.ClientContext(ctx, p.client), "hub-check", oauth2.VerifierOption(oauth2.GenerateVerifier()))
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		switch refused.ErrorCode {
		case "invalid_client", "unauthorized_client":
			return fmt.Errorf("the provider does not accept HUB_OIDC_CLIENT_ID and HUB_OIDC_CLIENT_SECRET: %s", refused.ErrorCode)
		default: // the code, then
			return nil
		}
	}
	return err
}

// SignIn sends the browser to the provider, and recognises whom it sends back. Errors: a hub.SignInError.
func (p *OIDC) SignIn(w http.ResponseWriter, r *http.Request) (Proof, error) {
	if r.Method != http.MethodGet {
		return Proof{}, hub.BadInput("send a GET")
	}
	known, err := p.discover(r.Context())
	if err != nil {
		return Proof{}, p.distrust(r.Context(), err)
	}
	switch r.URL.Path {
	case oidcCallback:
		return p.finish(w, r, known)
	case "/auth/" + oidcName:
		p.begin(w, r, known)
		return Proof{}, nil
	default:
		return Proof{}, hub.ErrSignInExpired
	}
}

// attempt is what the browser keeps while it is at the provider.
type attempt struct {
	State, Nonce, Verifier string
	// Return is where it goes once it is signed in: an address of the hub's own.
	Return string
	Until  time.Time
}

func (a attempt) cookie() string { return attemptCookie + a.State[:8] }

func (p *OIDC) begin(w http.ResponseWriter, r *http.Request, known *knownProvider) {
	a := attempt{
		State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Return: ownAddress(r.URL.Query().Get("return")),
		Until: time.Now().Add(attemptTime),
	}
	text, err := json.Marshal(a)
	if err != nil {
		panic(err) // it is text
	}
	p.keep(w, a.cookie(), base64.RawURLEncoding.EncodeToString(text), int(attemptTime.Seconds()))
	w.Header().Set("Cache-Control", "no-store")
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if r.URL.Query().Has("choose") { // the account that the provider remembers is not let in
		options = append(options, oauth2.SetAuthURLParam("prompt", "select_account"))
	}
	http.Redirect(w, r, p.oauth(known).AuthCodeURL(a.State, options...), http.StatusSeeOther)
}

// finish takes the provider's answer. Errors: a hub.SignInError.
func (p *OIDC) finish(w http.ResponseWriter, r *http.Request, known *knownProvider) (Proof, error) {
	query := r.URL.Query()
	a, err := p.attempt(r, query.Get("state"))
	if err != nil {
		return Proof{}, err
	}
	p.keep(w, a.cookie(), "", -1) // an answer counts once
	if code := query.Get("error"); code != "" {
		p.log.InfoContext(r.Context(), "the sign-in provider broke off", "code", code)
		return Proof{}, hub.ErrSignInDenied
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(r.Context(), p.client), oidcTimeout)
	defer cancel()
	who, raw, err := p.redeem(ctx, known, query.Get("code"), a)
	if err != nil {
		return Proof{}, p.distrust(ctx, err)
	}
	id, err := p.app.UserOf(ctx, who)
	if err != nil {
		return Proof{}, err
	}
	proof := Proof{User: id, After: func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, a.Return, http.StatusSeeOther) }}
	if known.endSession != "" {
		proof.IDToken = raw
	}
	return proof, nil
}

// attempt finds what this browser kept when it set out. Errors: hub.ErrSignInExpired.
func (p *OIDC) attempt(r *http.Request, state string) (a attempt, err error) {
	if len(state) < 8 {
		return a, hub.ErrSignInExpired
	}
	cookie, err := r.Cookie(attempt{State: state}.cookie())
	if err != nil {
		return a, hub.ErrSignInExpired
	}
	text, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(text, &a) != nil || subtle.ConstantTimeCompare([]byte(a.State), []byte(state)) != 1 || time.Now().After(a.Until) {
		return a, hub.ErrSignInExpired
	}
	return a, nil
}

// redeem exchanges the code and checks what comes for it: signature, issuer, audience, time and nonce.
func (p *OIDC) redeem(ctx context.Context, known *knownProvider, code string, a attempt) (who hub.Identity, raw string, err error) {
	tokens, err := p.oauth(known).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return who, "", err
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return who, "", errors.New("the provider sent no ID token: is openid among HUB_OIDC_SCOPES?")
	}
	token, err := known.Verifier(&oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil {
		return who, "", err
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(a.Nonce)) != 1 {
		return who, "", errors.New("the ID token is for another attempt: its nonce differs")
	}
	if token.Subject == "" {
		return who, "", errors.New("the ID token does not say which account it is for")
	}
	claims := map[string]any{}
	if err := token.Claims(&claims); err != nil {
		return who, "", err
	}
	if claims["email"] == nil || claims[p.GroupsClaim] == nil {
		if err := p.addUserInfo(ctx, known, tokens, token.Subject, claims); err != nil {
			return who, "", err
		}
	}
	return p.identity(token, claims), raw, nil
}

// addUserInfo fills in what the ID token leaves out, where the provider says more at another address.
func (p *OIDC) addUserInfo(ctx context.Context, known *knownProvider, tokens *oauth2.Token, subject string, claims map[string]any) error {
	if known.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := known.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return fmt.Errorf("user info: %w", err)
	}
	if info.Subject != subject {
		return errors.New("user info is about somebody else than the ID token")
	}
	more := map[string]any{}
	if err := info.Claims(&more); err != nil {
		return err
	}
	for name, value := range more {
		if claims[name] == nil {
			claims[name] = value
		}
	}
	return nil
}

func (p *OIDC) identity(token *oidc.IDToken, claims map[string]any) hub.Identity {
	who := hub.Identity{Subject: token.Issuer + " " + token.Subject}
	who.Name, _ = claims["name"].(string)
	if email, _ := claims["email"].(string); email != "" && isTrue(claims[p.VerifiedClaim]) {
		if parsed, err := hub.ParseEmailAddress(email); err == nil {
			who.Email = parsed
		}
	}
	switch groups := claims[p.GroupsClaim].(type) {
	case string:
		who.Groups = []string{groups}
	case []any:
		for _, each := range groups {
			if name, ok := each.(string); ok {
				who.Groups = append(who.Groups, name)
			}
		}
	case map[string]any: // names with something about each, as Zitadel has them
		for name := range groups {
			who.Groups = append(who.Groups, name)
		}
		slices.Sort(who.Groups)
	}
	return who
}

// isTrue takes the forms in which providers write yes.
func isTrue(claim any) bool {
	switch v := claim.(type) {
	case bool:
		return v
	case string:
		return v == "true" || v == "1"
	case float64:
		return v == 1
	default:
		return false
	}
}

// SignOutURL sends the browser to the provider's own end of session, where it has one.
func (p *OIDC) SignOutURL(idToken string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || p.known.endSession == "" || idToken == "" {
		return ""
	}
	return p.known.endSession + "?" + url.Values{
		"id_token_hint": {idToken}, "client_id": {p.ClientID}, "post_logout_redirect_uri": {p.BaseURL + "/"},
	}.Encode()
}

// discover asks the provider for its addresses, once it has to.
func (p *OIDC) discover(ctx context.Context) (*knownProvider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	// The provider's keys are fetched again with this context for as long as the process lives, so it has no end.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.Issuer)
	if err != nil {
		return nil, fmt.Errorf("cannot read what the provider at HUB_OIDC_ISSUER says about itself: %w", err)
	}
	var more struct {
		EndSession string   `json:"end_session_endpoint"`
		Methods    []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := found.Claims(&more); err != nil {
		return nil, err
	}
	known := &knownProvider{found, more.EndSession, oauth2.AuthStyleInHeader}
	if p.ClientSecret == "" || len(more.Methods) > 0 && !slices.Contains(more.Methods, "client_secret_basic") {
		known.style = oauth2.AuthStyleInParams
	}
	p.known = known
	return known, nil
}

func (p *OIDC) oauth(known *knownProvider) *oauth2.Config {
	endpoint := known.Endpoint()
	endpoint.AuthStyle = known.style
	return &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: endpoint, RedirectURL: p.BaseURL + oidcCallback, Scopes: p.Scopes,
	}
}

// distrust logs what is wrong with the provider or its answer, which only whoever runs the hub can put right.
func (p *OIDC) distrust(ctx context.Context, err error) error {
	p.log.WarnContext(ctx, "the sign-in provider's answer does not count", "error", err)
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.ErrorCode == "invalid_grant" {
		return hub.ErrSignInExpired // the code was used before, or came too late
	}
	return hub.ErrSignInProvider
}

func (p *OIDC) keep(w http.ResponseWriter, name, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/auth/" + oidcName, MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(p.BaseURL, "https://"),
	})
}

// ownAddress is an address within the hub, so that nobody is led away after signing in.
func ownAddress(path string) string {
	parsed, err := url.Parse(path)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

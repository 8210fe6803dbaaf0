package auth_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"employerhub/internal/auth"
	"employerhub/internal/hub"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// issuer is an OpenID provider that does what a test says: the honest journey is tried against a real one in the browser.
type issuer struct {
	*httptest.Server

	key *rsa.PrivateKey
	// claims of the next ID token, beside what every one has.
	claims map[string]any
	// forge changes the next token for the worse.
	forge func(claims map[string]any)
	// down makes every answer of it fail.
	down bool
	// used are the codes that it has exchanged.
	used []string
	// asked is the last request for authorisation.
	asked url.Values
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key, claims: map[string]any{"sub": "asha", "email": "Asha@example.org", "email_verified": true, "name": "Asha Rahman", "groups": []string{}}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		i.write(w, map[string]any{
			"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
			"end_session_endpoint": i.URL + "/end", "id_token_signing_alg_values_supported": []string{"RS256"},
		})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		i.write(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/authorize", func(w http.ResponseWriter, r *http.Request) {
		i.asked = r.URL.Query()
		http.Redirect(w, r, i.asked.Get("redirect_uri")+"?"+url.Values{"code": {rand.Text()}, "state": {i.asked.Get("state")}}.Encode(), http.StatusFound)
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		id, secret, _ := r.BasicAuth()
		verified := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		switch {
		case id != "hub" || secret != "s3cret":
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			i.write(w, map[string]any{"error": "invalid_client"})
		case slices.Contains(i.used, r.FormValue("code")), base64.RawURLEncoding.EncodeToString(verified[:]) != i.asked.Get("code_challenge"):
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusBadRequest)
			i.write(w, map[string]any{"error": "invalid_grant"})
		default:
			i.used = append(i.used, r.FormValue("code"))
			i.write(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": i.token(t)})
		}
	})
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if i.down {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) write(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

func (i *issuer) token(t *testing.T) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: i.key}, (&jose.SignerOptions{}).WithHeader("kid", "1"))
	if err != nil {
		t.Fatal(err)
	}
	claims := map[string]any{
		"iss": i.URL, "aud": "hub", "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(), "nonce": i.asked.Get("nonce"),
	}
	maps.Copy(claims, i.claims)
	if i.forge != nil {
		i.forge(claims)
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// oidcBundle is a hub that trusts an issuer, and a browser.
type oidcBundle struct {
	testBundle

	issuer *issuer
}

func setupOIDC(t *testing.T) oidcBundle {
	t.Helper()
	b := oidcBundle{setup(t), newIssuer(t)}
	b.server = httptest.NewUnstartedServer(nil)
	b.server.Start()
	t.Cleanup(b.server.Close)
	provider := auth.NewOIDC(b.app, b.config(), slog.New(slog.NewTextHandler(b.log, nil)))
	b.server.Config.Handler = b.handler(auth.Config{Providers: []auth.Provider{provider}})
	b.server.Config.Handler.(*http.ServeMux).HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("page " + r.RequestURI)) })
	return b
}

func (b oidcBundle) config() auth.OIDCConfig {
	return auth.OIDCConfig{
		Issuer: b.issuer.URL, ClientID: "hub", ClientSecret: "s3cret", Label: "Sign in", Scopes: []string{"openid", "email", "profile"},
		GroupsClaim: "groups", VerifiedClaim: "email_verified", BaseURL: b.server.URL,
	}
}

// signIn goes all the way and says on which page the browser ends.
func (b oidcBundle) signIn(t *testing.T) string {
	t.Helper()
	return b.get(t, b.server.URL+"/auth/oidc?return=/employers%3Fsector%3DC").body
}

func TestOIDC(t *testing.T) {
	t.Parallel()

	t.Run("a user is recognised by the verified address, then by the account, and ends where they wanted to go", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		if got := b.signIn(t); got != "page /employers?sector=C" {
			t.Fatalf("got %s, log %s", got, b.log)
		}
		if who := b.whoAmI(t, ""); who.UserID != b.user || len(who.Roles) != 1 {
			t.Errorf("got %+v", who)
		}
		if b.issuer.asked.Get("code_challenge_method") != "S256" || b.issuer.asked.Get("nonce") == "" || b.issuer.asked.Get("state") == "" {
			t.Errorf("asked %v", b.issuer.asked)
		}
		b.issuer.claims["email"] = "married@example.org"
		if got := b.signIn(t); got != "page /employers?sector=C" {
			t.Errorf("got %s after a new address", got)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM session`); n != 1 {
			t.Errorf("%d sessions of one browser", n)
		}
	})

	t.Run("signing out ends the session here and says where the provider ends its own", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		b.signIn(t)
		got := b.post(t, "/auth/sign-out", ``)
		if got.status != http.StatusOK || !strings.Contains(got.body, b.issuer.URL+"/end?client_id=hub") || !strings.Contains(got.body, "id_token_hint=") {
			t.Errorf("got %+v", got)
		}
		if who := b.whoAmI(t, ""); who.Kind != hub.ActorAnonymous {
			t.Errorf("got %+v", who)
		}
	})

	for name, tc := range map[string]struct {
		prepare func(t *testing.T, b oidcBundle)
		want    string
	}{
		"an account that belongs to nobody":        {func(_ *testing.T, b oidcBundle) { b.issuer.claims["email"] = "stranger@example.org" }, "unknown"},
		"an address that was not verified":         {func(_ *testing.T, b oidcBundle) { b.issuer.claims["email_verified"] = false }, "unverified"},
		"a provider that does not say":             {func(_ *testing.T, b oidcBundle) { delete(b.issuer.claims, "email_verified") }, "unverified"},
		"a user whose access has ended":            {func(t *testing.T, b oidcBundle) { b.exec(t, `UPDATE hub_user SET disabled_at = now()`) }, "disabled"},
		"the address of another account":           {func(t *testing.T, b oidcBundle) { b.exec(t, `UPDATE hub_user SET sign_in_subject = 'x y'`) }, "other-account"},
		"a provider that is down":                  {func(_ *testing.T, b oidcBundle) { b.issuer.down = true }, "provider"},
		"a token of another issuer":                {forged("iss", "https://evil.example"), "provider"},
		"a token for another client":               {forged("aud", "payroll"), "provider"},
		"a token for no account":                   {forged("sub", ""), "provider"},
		"a token that has expired":                 {forged("exp", time.Now().Add(-time.Minute).Unix()), "provider"},
		"a token of another attempt":               {forged("nonce", "other"), "provider"},
		"a token that somebody else signed":        {func(t *testing.T, b oidcBundle) { b.signIn(t); b.issuer.key, _ = rsa.GenerateKey(rand.Reader, 2048) }, "provider"},
		"an address that is none, though verified": {func(_ *testing.T, b oidcBundle) { b.issuer.claims["email"] = "<script>" }, "unverified"},
	} {
		t.Run(name+" is told why", func(t *testing.T) {
			t.Parallel()
			b := setupOIDC(t)
			tc.prepare(t, b)
			b.post(t, "/auth/sign-out", ``)
			if got := b.signIn(t); got != "page /sign-in?trouble="+tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			if who := b.whoAmI(t, ""); who.Kind != hub.ActorAnonymous {
				t.Errorf("got %+v", who)
			}
			if strings.Contains(b.log.String(), "example.org") {
				t.Errorf("the log names somebody: %s", b.log)
			}
		})
	}

	t.Run("an answer counts once, for the browser that asked", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		client := b.browser
		client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if r.URL.Path == "/auth/oidc/callback" {
				return http.ErrUseLastResponse
			}
			return nil
		}
		answer := b.get(t, b.server.URL+"/auth/oidc").header.Get("Location")
		client.CheckRedirect = nil
		for name, address := range map[string]string{
			"another state": strings.Replace(answer, "state=", "state=AAAA", 1), "no state": b.server.URL + "/auth/oidc/callback?code=x",
			"an unknown address": b.server.URL + "/auth/oidc/other",
		} {
			if got := b.get(t, address).body; got != "page /sign-in?trouble=expired" {
				t.Errorf("%s: got %s", name, got)
			}
		}
		other, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		mine := client.Jar
		client.Jar = other
		if got := b.get(t, answer).body; got != "page /sign-in?trouble=expired" {
			t.Errorf("another browser: got %s", got)
		}
		client.Jar = mine
		if got := b.get(t, answer).body; got != "page /" {
			t.Errorf("the browser that asked: got %s", got)
		}
		if got := b.get(t, answer).body; got != "page /sign-in?trouble=expired" {
			t.Errorf("again: got %s", got)
		}
		if got := b.get(t, b.server.URL+"/auth/oidc/callback?error=access_denied&state="+stateOf(t, answer)).body; got != "page /sign-in?trouble=expired" {
			t.Errorf("a refusal that nobody asked for: got %s", got)
		}
	})

	t.Run("nobody is led away from the hub", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		for _, to := range []string{"https://evil.example/", "//evil.example/", `/\evil.example/`, "javascript:alert(1)", "employers"} {
			if got := b.get(t, b.server.URL+"/auth/oidc?return="+url.QueryEscape(to)).body; got != "page /" {
				t.Errorf("%s leads to %s", to, got)
			}
		}
	})

	t.Run("roles follow the provider's groups at each sign-in, beside those given in the hub", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		admin := hub.WithActor(t.Context(), hub.System)
		college, err := b.app.AddOrganisation(admin, hub.AddOrganisationInput{Name: "College", Kind: hub.OrganisationCollege})
		if err != nil {
			t.Fatal(err)
		}
		for name, of := range map[string]*hub.OrganisationID{"managers": nil, "college": &college.ID} {
			if _, err := b.app.SetSignInGroup(admin, name, of, []hub.Role{hub.RoleManager}); err != nil {
				t.Fatal(err)
			}
		}
		for _, step := range []struct {
			groups []string
			want   []hub.Role
		}{
			{[]string{"managers", "payroll"}, []hub.Role{hub.RoleEngagement, hub.RoleManager}},
			{[]string{"college"}, []hub.Role{hub.RoleEngagement}}, // another organisation's
			{nil, []hub.Role{hub.RoleEngagement}},
		} {
			b.issuer.claims["groups"] = step.groups
			b.signIn(t)
			if who := b.whoAmI(t, ""); !slices.Equal(who.Roles, step.want) {
				t.Errorf("%v: got %v, want %v", step.groups, who.Roles, step.want)
			}
		}

		b.issuer.claims = map[string]any{"sub": "new", "email": "new@college.example", "email_verified": "true", "name": "Nia New", "groups": []string{"college"}}
		b.signIn(t)
		if who := b.whoAmI(t, ""); who.OrganisationID != college.ID || who.Name != "Nia New" || !slices.Equal(who.Roles, []hub.Role{hub.RoleManager}) {
			t.Errorf("got %+v for a member of a group who was no user", who)
		}
	})

	t.Run("hub check says what is wrong", func(t *testing.T) {
		t.Parallel()
		b := setupOIDC(t)
		for name, tc := range map[string]struct {
			change func(*auth.OIDCConfig)
			want   string
		}{
			"all is well":      {func(*auth.OIDCConfig) {}, ""},
			"a wrong secret":   {func(c *auth.OIDCConfig) { c.ClientSecret = "x" }, "does not accept HUB_OIDC_CLIENT_ID and HUB_OIDC_CLIENT_SECRET"},
			"a wrong address":  {func(c *auth.OIDCConfig) { c.Issuer += "/tenant" }, "HUB_OIDC_ISSUER"},
			"nobody out there": {func(c *auth.OIDCConfig) { c.Issuer = "http://127.0.0.1:1" }, "HUB_OIDC_ISSUER"},
		} {
			config := b.config()
			tc.change(&config)
			err := auth.NewOIDC(nil, config, slog.New(slog.DiscardHandler)).Check(t.Context())
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("%s: got %v, want %q", name, err, tc.want)
			}
		}
	})
}

func forged(claim string, value any) func(*testing.T, oidcBundle) {
	return func(_ *testing.T, b oidcBundle) {
		b.issuer.forge = func(claims map[string]any) { claims[claim] = value }
	}
}

func stateOf(t *testing.T, address string) string {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Query().Get("state")
}

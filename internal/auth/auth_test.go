package auth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/auth"
	"employerhub/internal/hub"
	"employerhub/internal/pgtest"

	"github.com/jackc/pgx/v5/pgxpool"
)

func TestDevelopmentSignIn(t *testing.T) {
	t.Parallel()

	t.Run("a browser that picks a user acts for them until it signs out", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		if who := b.whoAmI(t, ""); who.Kind != hub.ActorAnonymous {
			t.Fatalf("got %+v before sign-in, want a stranger", who)
		}

		if got := b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`); got.status != http.StatusNoContent {
			t.Fatalf("got %+v", got)
		}
		who := b.whoAmI(t, "")
		if who.Kind != hub.ActorUser || who.UserID != b.user || who.OrganisationID != b.organisation || len(who.Roles) != 1 {
			t.Errorf("got %+v after sign-in", who)
		}

		if got := b.post(t, "/auth/sign-out", ``); got.status != http.StatusNoContent {
			t.Fatalf("got %+v", got)
		}
		if who := b.whoAmI(t, ""); who.Kind != hub.ActorAnonymous {
			t.Errorf("got %+v after sign-out, want a stranger", who)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM audit WHERE action IN ('user.sign_in', 'user.sign_out') AND actor_id = $1`, b.user); n != 2 {
			t.Errorf("%d audit rows, want 2", n)
		}
	})

	t.Run("the sign-in screen is told whom it can offer, and nothing without development sign-in", func(t *testing.T) {
		t.Parallel()
		b := setup(t)

		got := b.get(t, b.server.URL+"/auth/options")

		want := `{"development":[{"id":"` + b.user.String() + `","name":"Asha Rahman","organisation":"Council","roles":["ENGAGEMENT"]}]}`
		if strings.TrimSpace(got.body) != want {
			t.Errorf("got %s, want %s", got.body, want)
		}
		plain := httptest.NewServer(b.handler(auth.Config{}))
		defer plain.Close()
		if got := b.get(t, plain.URL+"/auth/options"); strings.TrimSpace(got.body) != `{}` {
			t.Errorf("got %s without development sign-in", got.body)
		}
	})

	t.Run("a user who is unknown or whose access has ended is refused", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.exec(t, `UPDATE hub_user SET disabled_at = now()`)
		for _, body := range []string{`{"userId": "` + b.user.String() + `"}`, `{"userId": "` + hub.NewUserID().String() + `"}`, `{"userId": "x"}`, `{}`, ``} {
			if got := b.post(t, "/auth/development", body); got.status != http.StatusBadRequest || got.code() == "" {
				t.Errorf("got %+v for %s, want 400", got, body)
			}
		}
	})

	t.Run("guessing is slowed", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		statuses := map[int]int{}
		for range 25 {
			statuses[b.post(t, "/auth/development", `{}`).status]++
		}
		if statuses[http.StatusBadRequest] < 20 || statuses[http.StatusTooManyRequests] == 0 {
			t.Errorf("got %v", statuses)
		}
	})
}

func TestSession(t *testing.T) {
	t.Parallel()

	t.Run("its cookie is out of scripts' reach and the database has only a hash", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		got := b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`)
		header := got.header.Get("Set-Cookie")
		for _, want := range []string{"hub_session=", "HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(header, want) {
				t.Errorf("%q is not in %s", want, header)
			}
		}
		if strings.Contains(header, "Secure") {
			t.Errorf("%s on plain http", header)
		}
		secret, _, _ := strings.Cut(strings.TrimPrefix(header, "hub_session="), ";")
		if n := count(t, b.pool, `SELECT count(*) FROM session WHERE token_hash = sha256($1)`, []byte(secret)); n != 1 {
			t.Errorf("%d sessions have the secret's hash", n)
		}

		https := httptest.NewServer(b.handler(auth.Config{Providers: []auth.Provider{auth.NewDevelopment(b.app)}, HTTPS: true}))
		defer https.Close()
		response, err := http.Post(https.URL+"/auth/development", "application/json", strings.NewReader(`{"userId": "`+b.user.String()+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if header := response.Header.Get("Set-Cookie"); !strings.Contains(header, "Secure") {
			t.Errorf("%s on https, want Secure", header)
		}
	})

	t.Run("use moves its end by the database's clock, until a week is over", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`)
		b.exec(t, `UPDATE session SET used_at = now() - interval '11 hours', expires_at = now() + interval '1 hour'`)

		b.whoAmI(t, "")

		if n := count(t, b.pool, `SELECT count(*) FROM session WHERE expires_at > now() + interval '11 hours'`); n != 1 {
			t.Error("a session in use will end all the same")
		}
		b.exec(t, `UPDATE session SET used_at = now() - interval '1 hour', created_at = now() - interval '167 hours'`)
		b.whoAmI(t, "")
		if n := count(t, b.pool, `SELECT count(*) FROM session WHERE expires_at <= now() + interval '1 hour'`); n != 1 {
			t.Error("a session lasts longer than a week")
		}
	})

	for name, change := range map[string]string{
		"one that was not used for long ends":        `UPDATE session SET expires_at = now()`,
		"it ends with the user's access":             `UPDATE hub_user SET disabled_at = now()`,
		"nobody keeps one that an administrator cut": `DELETE FROM session`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`)
			b.exec(t, change)

			if who := b.whoAmI(t, ""); who.Kind != hub.ActorAnonymous {
				t.Errorf("got %+v, want a stranger", who)
			}
		})
	}

	t.Run("a late answer to an ended one leaves the browser the newer one that it has by then", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`)
		b.exec(t, `DELETE FROM session`)

		if got := b.get(t, b.server.URL+"/who"); got.header.Get("Set-Cookie") != "" {
			t.Errorf("got %q, which takes away what another tab was given meanwhile", got.header.Get("Set-Cookie"))
		}
	})

	t.Run("personal data goes to organisations with an agreement on the business day", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.post(t, "/auth/development", `{"userId": "`+b.user.String()+`"}`)
		if b.whoAmI(t, "").SharesPersonalData {
			t.Error("without an agreement")
		}
		b.exec(t, `INSERT INTO data_sharing_agreement (id, organisation_id, reference, valid_from, valid_until) VALUES ($1, $2, 'DSA 1', '2026-11-23', '2026-11-23')`,
			hub.NewUserID(), b.organisation)
		if !b.whoAmI(t, "").SharesPersonalData {
			t.Error("not on the day of the agreement")
		}
		b.exec(t, `UPDATE data_sharing_agreement SET valid_from = '2026-11-24', valid_until = '2027-11-24'`)
		if b.whoAmI(t, "").SharesPersonalData {
			t.Error("the day before the agreement")
		}
	})
}

func TestToken(t *testing.T) {
	t.Parallel()

	t.Run("a program acts with the token's roles for its organisation, and the minute of use is kept", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		token, secret := b.token(t)

		who := b.whoAmI(t, "Bearer "+string(secret))

		if who.Kind != hub.ActorToken || who.TokenID != token.ID || who.OrganisationID != b.organisation || len(who.Roles) != 1 || who.Roles[0] != hub.RoleAnalyst {
			t.Errorf("got %+v", who)
		}
		if n := count(t, b.pool, `SELECT count(*) FROM api_token WHERE last_used_at = date_trunc('minute', last_used_at)`); n != 1 {
			t.Error("its use was not noted to the minute")
		}
	})

	t.Run("one that does not work is refused with 401, not taken for nobody", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		token, secret := b.token(t)
		if _, err := b.app.RevokeAPIToken(hub.WithActor(t.Context(), hub.System), token.ID); err != nil {
			t.Fatal(err)
		}
		expired, expiredSecret := b.token(t)
		b.exec(t, `UPDATE api_token SET expires_at = now() WHERE id = $1`, expired.ID)
		for name, header := range map[string]string{
			"revoked": "Bearer " + string(secret), "expired": "Bearer " + string(expiredSecret), "unknown": "Bearer " + string(hub.NewTokenSecret()),
			"not a token": "Bearer abc", "a password": "Basic dXNlcjpwdw==", "nothing": "Bearer",
		} {
			got := b.request(t, http.MethodGet, b.server.URL+"/who", "", header)
			if got.status != http.StatusUnauthorized || got.code() != "UNAUTHENTICATED" || got.header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: got %+v", name, got)
			}
		}
	})

	t.Run("guessing is slowed and recorded without the guess", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		guess := string(hub.NewTokenSecret())
		statuses := map[int]int{}
		for range 25 {
			statuses[b.request(t, http.MethodGet, b.server.URL+"/who", "", "Bearer "+guess).status]++
		}
		if statuses[http.StatusUnauthorized] < 20 || statuses[http.StatusTooManyRequests] == 0 {
			t.Errorf("got %v", statuses)
		}
		if log := b.log.String(); strings.Count(log, "API token") < 20 || strings.Contains(log, guess) {
			t.Errorf("the log has %d refusals, and the guess: %v", strings.Count(log, "API token"), strings.Contains(log, guess))
		}
	})
}

type testBundle struct {
	app          *app.App
	pool         *pgxpool.Pool
	user         hub.UserID
	organisation hub.OrganisationID
	server       *httptest.Server
	browser      *http.Client
	log          *bytes.Buffer
}

// setup has one user of one organisation, on 23 November 2026, and a server that tells who asks.
func setup(t *testing.T) testBundle {
	t.Helper()
	pool, jobs := pgtest.New(t)
	clock := func(context.Context) (time.Time, error) { return time.Date(2026, 11, 23, 12, 0, 0, 0, hub.London), nil }
	b := testBundle{app: app.New(pool, jobs, clock), pool: pool, user: hub.NewUserID(), organisation: hub.NewOrganisationID(), log: &bytes.Buffer{}}
	b.exec(t, `INSERT INTO organisation (id, name, kind) VALUES ($1, 'Council', 'COUNCIL')`, b.organisation)
	b.exec(t, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, 'Asha Rahman', 'asha rahman', 'asha@example.org', '{ENGAGEMENT}')`,
		b.user, b.organisation)
	b.server = httptest.NewServer(b.handler(auth.Config{Providers: []auth.Provider{auth.NewDevelopment(b.app)}}))
	t.Cleanup(b.server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b.browser = &http.Client{Jar: jar}
	return b
}

func (b testBundle) handler(c auth.Config) http.Handler {
	c.Log = slog.New(slog.NewTextHandler(b.log, nil))
	door := auth.New(b.app, c)
	mux := http.NewServeMux()
	door.Register(mux)
	mux.Handle("GET /who", door.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(w).Encode(hub.ActorFrom(r.Context()))
	})))
	return mux
}

type answer struct {
	status int
	body   string
	header http.Header
}

func (a answer) code() string {
	var body struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if json.Unmarshal([]byte(a.body), &body) != nil || len(body.Errors) == 0 {
		return ""
	}
	return body.Errors[0].Extensions.Code
}

func (b testBundle) request(t *testing.T, method, url, body, authorization string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	response, err := b.browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, string(text), response.Header}
}

func (b testBundle) get(t *testing.T, url string) answer {
	t.Helper()
	return b.request(t, http.MethodGet, url, "", "")
}

func (b testBundle) post(t *testing.T, path, body string) answer {
	t.Helper()
	return b.request(t, http.MethodPost, b.server.URL+path, body, "")
}

func (b testBundle) whoAmI(t *testing.T, authorization string) (who hub.Actor) {
	t.Helper()
	got := b.request(t, http.MethodGet, b.server.URL+"/who", "", authorization)
	if err := json.Unmarshal([]byte(got.body), &who); err != nil || got.status != http.StatusOK {
		t.Fatalf("got %+v, %v", got, err)
	}
	return who
}

func (b testBundle) token(t *testing.T) (hub.APIToken, hub.Secret) {
	t.Helper()
	token, secret, err := b.app.CreateAPIToken(hub.WithActor(t.Context(), hub.System),
		hub.CreateAPITokenInput{Name: "spreadsheet", OrganisationID: b.organisation, Roles: []hub.Role{hub.RoleAnalyst}, Days: 30})
	if err != nil {
		t.Fatal(err)
	}
	return token, secret
}

func (b testBundle) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := b.pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, pool *pgxpool.Pool, sql string, args ...any) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

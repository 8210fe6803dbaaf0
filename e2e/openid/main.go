// Openid is the OpenID provider that the browser tests sign in with: the certified implementation of zitadel/oidc, with people whom a
// test makes up as it goes. Usage: openid ADDRESS HUB, where HUB is the address of the only client.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"html/template"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: openid ADDRESS HUB")
	}
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, address, hub string) error {
	issuer := "http://" + address
	all, err := newStore(hub)
	if err != nil {
		return err
	}
	var key [32]byte
	_, _ = rand.Read(key[:]) // never fails
	provider, err := op.NewProvider(&op.Config{CryptoKey: key, CryptoKeyId: "1", CodeMethodS256: true, DefaultLogoutRedirectURI: "/signed-out"},
		all, op.StaticIssuer(issuer), op.WithAllowInsecure())
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	screens := screens{all, provider}
	mux.HandleFunc("GET /login", screens.login)
	mux.HandleFunc("POST /login", screens.answer)
	mux.HandleFunc("PUT /people", screens.people)
	mux.Handle("/", provider)
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	return http.Serve(listener, mux) //nolint:gosec // for tests on this machine
}

// sessionCookie remembers who signed in here last, so that the next time needs no form.
const sessionCookie = "provider_session"

// screens are what a provider looks like to people, and to the test that makes them up.
type screens struct {
	*store

	provider *op.Provider
}

var loginPage = template.Must(template.New("").Parse(`<!doctype html><html lang="en"><title>Work account</title>
<h1>Work account</h1>
{{with .Trouble}}<p role="alert">{{.}}</p>{{end}}
<form method="post" action="/login?id={{.ID}}">
<label>E-mail <input name="email" autofocus></label>
<button name="do" value="sign-in">Continue</button> <button name="do" value="cancel">Cancel</button>
</form></html>`))

// login asks who somebody is, but where this browser said so before.
func (s screens) login(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if cookie, err := r.Cookie(sessionCookie); err == nil && s.resume(id, cookie.Value) {
		s.goOn(w, r, id)
		return
	}
	s.show(w, id, "")
}

func (screens) show(w http.ResponseWriter, id, trouble string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = loginPage.Execute(w, struct{ ID, Trouble string }{id, trouble}) // nobody to tell when the browser has gone
}

func (s screens) answer(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	if r.FormValue("do") == "cancel" {
		request, err := s.AuthRequestByID(r.Context(), id)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		op.AuthRequestError(w, r, request, oidc.ErrAccessDenied(), s.provider)
		return
	}
	session, err := s.begin(id, r.FormValue("email"))
	if err != nil {
		s.show(w, id, err.Error())
		return
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: session, Path: "/login", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	s.goOn(w, r, id)
}

func (s screens) goOn(w http.ResponseWriter, r *http.Request, id string) {
	issuer := s.provider.IssuerFromRequest(r)
	http.Redirect(w, r, op.AuthCallbackURL(s.provider)(op.ContextWithIssuer(r.Context(), issuer), id), http.StatusSeeOther)
}

// people takes a person in, or changes one.
func (s screens) people(w http.ResponseWriter, r *http.Request) {
	var p person
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.set(p)
	w.WriteHeader(http.StatusNoContent)
}

package auth

import (
	"errors"
	"net/http"
	"time"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// sessionCookie holds the secret of a browser session.
const sessionCookie = "hub_session"

// options tells the sign-in screen what it can offer.
func (d *Door) options(w http.ResponseWriter, r *http.Request) {
	options := map[string]any{}
	for _, p := range d.providers {
		option, err := p.Option(r.Context())
		if err != nil {
			d.refuse(w, r, err)
			return
		}
		options[p.Name()] = option
	}
	writeJSON(w, http.StatusOK, options)
}

// slowed serves p's addresses, and starts a session for whoever p recognises.
func (d *Door) slowed(p Provider) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := d.signIns.Allow(r); err != nil {
			d.refuseSignIn(w, r, err)
			return
		}
		proof, err := p.SignIn(w, r)
		if err == nil && proof.User.IsZero() {
			return
		}
		session := app.NewSession{User: proof.User, IDToken: proof.IDToken, Browser: r.UserAgent()}
		if cookie, err := r.Cookie(sessionCookie); err == nil {
			session.Replaces = hub.Secret(cookie.Value)
		}
		var secret hub.Secret
		if err == nil {
			secret, err = d.app.SignIn(r.Context(), session)
		}
		if err != nil {
			trouble, ok := errors.AsType[hub.SignInError](err)
			if ok && trouble != hub.ErrSignInProvider || !ok && hub.CodeOf(err) != hub.ErrInternal {
				d.signIns.Wrong(r)
			}
			d.refuseSignIn(w, r, err)
			return
		}
		d.setCookie(w, secret, hub.SessionMost)
		proof.After(w, r)
	})
}

// refuseSignIn tells a program what is wrong, and leads a person's browser back to the sign-in screen, which explains it.
func (d *Door) refuseSignIn(w http.ResponseWriter, r *http.Request, err error) {
	if r.Method != http.MethodGet {
		d.refuse(w, r, err)
		return
	}
	trouble, ok := errors.AsType[hub.SignInError](err)
	switch {
	case ok:
	case hub.CodeOf(err) == hub.ErrRateLimited:
		trouble = hub.ErrSignInSlow
	default:
		trouble = hub.ErrSignInFault
		d.log.ErrorContext(r.Context(), "cannot sign somebody in", "error", err)
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/sign-in?trouble="+string(trouble), http.StatusSeeOther)
}

// signOut ends the session of the browser that asks. The answer says where to go on, where the provider is to hear of it.
func (d *Door) signOut(w http.ResponseWriter, r *http.Request) {
	idToken, err := d.app.SignOut(r.Context())
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	d.setCookie(w, "", -1)
	for _, p := range d.providers {
		if next := p.SignOutURL(idToken); next != "" {
			writeJSON(w, http.StatusOK, map[string]string{"next": next})
			return
		}
	}
	noContent(w, r)
}

// setCookie gives the browser a session, or takes it away where keep is negative. The database decides when it really ends.
func (d *Door) setCookie(w http.ResponseWriter, secret hub.Secret, keep time.Duration) {
	age := int(keep.Seconds())
	if keep < 0 {
		age = -1
	}
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: string(secret), Path: "/", MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: d.secure,
	})
}

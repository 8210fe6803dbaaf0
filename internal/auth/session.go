package auth

import (
	"net/http"
	"time"

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
			d.refuse(w, r, err)
			return
		}
		user, after, err := p.SignIn(w, r)
		if err == nil && user.IsZero() {
			return
		}
		var secret hub.Secret
		if err == nil {
			secret, err = d.app.SignIn(r.Context(), user)
		}
		if err != nil {
			if hub.CodeOf(err) != hub.ErrInternal {
				d.signIns.Wrong(r)
			}
			d.refuse(w, r, err)
			return
		}
		d.setCookie(w, secret, hub.SessionMost)
		after(w, r)
	})
}

// signOut ends the session of the browser that asks.
func (d *Door) signOut(w http.ResponseWriter, r *http.Request) {
	if err := d.app.SignOut(r.Context()); err != nil {
		d.refuse(w, r, err)
		return
	}
	d.setCookie(w, "", -1)
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

package server

import (
	"net"
	"net/http"
	"strings"

	"employerhub/internal/config"
)

// policy is the content policy of everything that does not bring its own: nothing but the hub's own files.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// secure sets the headers that tell browsers what not to do.
func secure(cfg config.Config, next http.Handler) http.Handler {
	https := strings.HasPrefix(cfg.BaseURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		if https {
			header.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// passedOn are headers by which a request says that it came through a proxy.
var passedOn = []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"}

// onThisMachine lets in only who calls a development hub by an address of this machine and without a proxy, since whoever reaches
// it can be anybody.
func onThisMachine(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = strings.Trim(r.Host, "[]")
		}
		for _, name := range passedOn {
			if r.Header.Get(name) != "" {
				host = ""
			}
		}
		if !config.Loopback(host) {
			http.Error(w, "A development hub lets anybody in without a password, so it answers on this machine alone: open it at 127.0.0.1 or localhost, without a proxy.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

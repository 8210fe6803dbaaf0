package server

import (
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"employerhub/internal/auth"
	"employerhub/internal/hub"

	"github.com/klauspost/compress/gzhttp"
)

// graphiqlPolicy is wider than the hub's: its editor writes style elements, and its fonts are inside its style sheet.
var graphiqlPolicy = strings.NewReplacer(
	"style-src 'self'", "style-src 'self' 'unsafe-inline'",
	"font-src 'self'", "font-src 'self' data:",
).Replace(policy)

// registerGraphiQL serves the page for trying the API, to whoever has signed in.
func (f *frontEnd) registerGraphiQL(mux *http.ServeMux, door *auth.Door) {
	files := gzhttp.GzipHandler(http.FileServerFS(f.dist))
	mux.Handle("GET /graphiql", door.Handler(http.HandlerFunc(f.graphiql)))
	mux.HandleFunc("GET /graphiql/assets/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // their names carry a hash of their content
		files.ServeHTTP(w, r)
	})
}

func (f *frontEnd) graphiql(w http.ResponseWriter, r *http.Request) {
	if hub.ActorFrom(r.Context()).Kind == hub.ActorAnonymous {
		http.Redirect(w, r, "/", http.StatusSeeOther) // where people sign in
		return
	}
	page, err := fs.ReadFile(f.dist, "graphiql/index.html")
	if err != nil {
		http.Error(w, errNotBuilt.Error(), http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Security-Policy", graphiqlPolicy)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, string(page))
}

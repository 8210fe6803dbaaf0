package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"employerhub/web"

	"github.com/klauspost/compress/gzhttp"
)

// frontEnd serves the staff front end from the program itself.
type frontEnd struct {
	dist fs.FS
	// index is the one page, with web.CSPNonce in it; empty where the front end was not built.
	index string
}

var errNotBuilt = errors.New("this program was built without the front end: build it with `make build`")

func newFrontEnd() *frontEnd {
	dist, err := fs.Sub(web.Dist, "dist")
	if err != nil {
		panic(err) // embedded, so it is there
	}
	index, err := fs.ReadFile(dist, "index.html")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic(err)
	}
	return &frontEnd{dist, string(index)}
}

func (f *frontEnd) built() bool { return f.index != "" }

func (f *frontEnd) register(mux *http.ServeMux) {
	files := gzhttp.GzipHandler(http.FileServerFS(f.dist))
	mux.HandleFunc("/assets/", func(w http.ResponseWriter, r *http.Request) {
		if _, err := fs.Stat(f.dist, strings.TrimPrefix(r.URL.Path, "/")); err == nil {
			// Their names carry a hash of their content.
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		files.ServeHTTP(w, r)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if info, err := fs.Stat(f.dist, name); err == nil && !info.IsDir() && !strings.HasSuffix(name, "index.html") {
			files.ServeHTTP(w, r)
			return
		}
		f.page(w, r)
	})
}

// page answers every address that the front end itself resolves.
func (f *frontEnd) page(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.NotFound(w, r)
		return
	}
	if !f.built() {
		http.Error(w, errNotBuilt.Error(), http.StatusNotFound)
		return
	}
	nonce := rand.Text()
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "style-src 'self'", "style-src 'self' 'nonce-"+nonce+"'", 1))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, strings.ReplaceAll(f.index, web.CSPNonce, nonce))
}

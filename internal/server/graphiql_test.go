package server

import (
	"net/http"
	"testing"
)

func TestGraphiQLIsOffWhereBrowsersMaySendOnlyTrustedDocuments(t *testing.T) {
	t.Parallel()
	for trusted, want := range map[string]int{"0": http.StatusSeeOther, "1": http.StatusNotFound} {
		env := environment(t)
		env["HUB_TRUSTED_DOCUMENTS"] = trusted
		hub := startHub(t, "serve", env)
		client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

		response, err := client.Get(hub.url + "/graphiql")

		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("trusted %s: got %s, want %d", trusted, response.Status, want)
		}
	}
}

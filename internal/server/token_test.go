package server

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestTokenCreate(t *testing.T) {
	t.Parallel()
	env := environment(t)
	env["HUB_DEV"] = "1"
	hub := startHub(t, "dev", env)
	create := func(organisation string) (string, error) {
		var output strings.Builder
		err := execute(t.Context(), []string{"token", "create", "spreadsheet", "--organisation", organisation, "--role", "ANALYST", "--days", "7"}, lookup(env), &output, io.Discard)
		return strings.TrimSpace(output.String()), err
	}
	organisation := readDevFile(t, env["HUB_DATA_DIR"]).Users[0].Organisation

	t.Run("prints a key that the API takes", func(t *testing.T) {
		secret, err := create(strings.ToLower(organisation))
		if err != nil {
			t.Fatal(err)
		}
		if status, body := askAPI(t, hub.url, secret, `{"query": "{ viewer { organisation { name } roles } }"}`); status != http.StatusOK ||
			!strings.Contains(body, organisation) || !strings.Contains(body, `["ANALYST"]`) {
			t.Errorf("got %d %s", status, body)
		}
		if status, body := askAPI(t, hub.url, secret+"x", `{"query": "{ today }"}`); status != http.StatusUnauthorized {
			t.Errorf("got %d %s for another key", status, body)
		}
	})

	t.Run("says which organisation it does not know", func(t *testing.T) {
		if _, err := create("Nobody"); err == nil || !strings.Contains(err.Error(), `organisation "Nobody" not found`) {
			t.Errorf("got %v", err)
		}
	})
}

func askAPI(t *testing.T, hub, token, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, hub+"/graphql", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

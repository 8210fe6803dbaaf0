package server

import (
	"net/http"
	"testing"

	"github.com/coder/websocket"
)

func TestStoppingSaysGoodbyeToSockets(t *testing.T) {
	t.Parallel()
	env := environment(t)
	hub := startHub(t, "dev", env)
	conn, _, err := websocket.Dial(t.Context(), hub.url+"/graphql", &websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"},
		HTTPHeader:   http.Header{"Authorization": {"Bearer " + string(readDevFile(t, env["HUB_DATA_DIR"]).AdminToken)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"type": "connection_init"}`)); err != nil {
		t.Fatal(err)
	}
	if _, text, err := conn.Read(t.Context()); err != nil || string(text) != `{"type":"connection_ack"}` {
		t.Fatalf("got %s, %v", text, err)
	}
	why := make(chan websocket.StatusCode)
	go func() {
		_, _, err := conn.Read(t.Context())
		why <- websocket.CloseStatus(err)
	}()

	if err := hub.stop(); err != nil {
		t.Fatal(err)
	}

	if got := <-why; got != websocket.StatusGoingAway {
		t.Errorf("got %d, want 1001", got)
	}
}

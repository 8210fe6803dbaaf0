package hub_test

import (
	"bytes"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestTokenSecret(t *testing.T) {
	t.Parallel()
	made := hub.NewTokenSecret()

	if got, err := hub.ParseTokenSecret(string(made)); err != nil || got != made {
		t.Fatalf("got %q, %v for a token that was just made", got, err)
	}
	if bytes.Equal(made.Hash(), hub.NewTokenSecret().Hash()) {
		t.Error("two tokens have one hash")
	}
	for _, wrong := range []string{"", "hub_", "hub_short", string(made) + "a", string(made)[:55], strings.ToUpper(string(made)), string(made)[4:], "hub_" + strings.Repeat("9", 52)} {
		if _, err := hub.ParseTokenSecret(wrong); hub.CodeOf(err) != hub.ErrUnauthenticated {
			t.Errorf("got %v for %q, want UNAUTHENTICATED", err, wrong)
		}
	}
}

func FuzzParseTokenSecret(f *testing.F) {
	f.Add(string(hub.NewTokenSecret()))
	f.Add("hub_")
	f.Add("hub_" + strings.Repeat("b", 52))
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := hub.ParseTokenSecret(text)
		switch {
		case err == nil && (string(secret) != text || len(text) != 56):
			t.Errorf("%q was read as %q", text, secret)
		case err != nil && hub.CodeOf(err) != hub.ErrUnauthenticated:
			t.Errorf("got %v, want UNAUTHENTICATED", err)
		}
	})
}

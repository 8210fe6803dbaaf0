package hub_test

import (
	"bytes"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestLinkTokens(t *testing.T) {
	t.Parallel()
	token := hub.NewLinkToken()

	for name, s := range map[string]string{"as it was made": string(token), "in capitals": strings.ToUpper(string(token))} {
		if got, err := hub.ParseLinkToken(s); err != nil || got != token || !bytes.Equal(got.Hash(), token.Hash()) {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
	for name, s := range map[string]string{
		"empty": "", "cut off": string(token[:25]), "with something after it": string(token) + "a", "with a dot": string(token[:25]) + ".",
		"with bits left over": strings.Repeat("a", 25) + "b",
	} {
		if got, err := hub.ParseLinkToken(s); hub.CodeOf(err) != hub.ErrNotFound || err == nil {
			t.Errorf("%s: got %q, %v; want NOT_FOUND", name, got, err)
		}
	}
	if hub.NewLinkToken() == token {
		t.Error("two tokens are the same")
	}
}

func FuzzLinkToken(f *testing.F) {
	f.Add(string(hub.NewLinkToken()))
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaaab")
	f.Add("ſ")
	f.Fuzz(func(t *testing.T, s string) {
		token, err := hub.ParseLinkToken(s)
		if err != nil {
			return
		}
		if again, err := hub.ParseLinkToken(string(token)); err != nil || again != token || len(token) != 26 {
			t.Errorf("%q gives %q, which gives %q, %v", s, token, again, err)
		}
	})
}

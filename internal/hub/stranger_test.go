package hub_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestStranger(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"203.0.113.5:4711":          "203.0.113.5",
		"[::ffff:203.0.113.5]:4711": "203.0.113.5",
		"[2001:db8:1:2::5]:4711":    "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::9]:1":  "2001:db8:1:2::/64",
		"@":                         "@",
	} {
		if got := hub.Stranger(remote); got != want {
			t.Errorf("%s: got %s, want %s", remote, got, want)
		}
	}
}

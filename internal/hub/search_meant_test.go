package hub_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestMeant(t *testing.T) {
	t.Parallel()
	words := []string{"magnesium", "magnet", "castings", "cast", "engineering"}
	for typed, want := range map[string][]string{
		"magneium":   {"magnesium"},           // missing
		"castngs":    {"castings"},            // missing
		"enginering": {"engineering"},         // one of two
		"egnineer":   {"engineering"},         // swapped, and not typed to the end
		"magnett":    {"magnet", "magnesium"}, // too many
		"kast":       {"castings", "cast"},    // wrong
		"kasst":      nil,                     // two mistakes in a short one
		"plumbing":   nil,
	} {
		if got := hub.Meant(typed, words); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}

package hub_test

import (
	"testing"

	"employerhub/internal/hub"

	"github.com/google/uuid"
)

func TestCursor(t *testing.T) {
	t.Parallel()
	place := hub.Cursor{List: "employers NAME", Key: "don castings ltd", ID: uuid.Must(uuid.NewV7())}
	written := place.String()

	if got, err := hub.ParseCursor(place.List, written); err != nil || got != place {
		t.Fatalf("got %+v, %v; want %+v", got, err, place)
	}
	for name, s := range map[string]string{
		"empty":             "",
		"made up":           "bWFkZSB1cA",
		"cut off":           written[:len(written)-4],
		"of another list":   hub.Cursor{List: "employers LAST_CONTACT", Key: place.Key, ID: place.ID}.String(),
		"with another key":  written[:20] + "A" + written[21:],
		"with padding":      written + "==",
		"with a second one": written + written,
	} {
		if _, err := hub.ParseCursor(place.List, s); err == nil || hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %v, want BAD_INPUT", name, err)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add(hub.Cursor{List: "a", Key: "b"}.String())
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := hub.ParseCursor("a", s); err == nil && c.String() != s {
			t.Errorf("%q was read, and is written %q", s, c.String())
		}
	})
}

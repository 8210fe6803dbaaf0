package hub_test

import (
	"bytes"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	key, err := hub.NewIdempotencyKey("7b0c", []byte("request"))
	if err != nil {
		t.Fatal(err)
	}
	answer := []byte(`{"data":{"createApiToken":{"secret":"hub_abc"}}}`)
	stored := key.Seal(answer)

	t.Run("its holder reads the answer", func(t *testing.T) {
		t.Parallel()
		if got, err := key.Open(stored); err != nil || !bytes.Equal(got, answer) {
			t.Errorf("got %s, %v", got, err)
		}
	})
	t.Run("nobody else does", func(t *testing.T) {
		t.Parallel()
		other, err := hub.NewIdempotencyKey("7b0d", []byte("request"))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := other.Open(stored); err == nil {
			t.Errorf("another key read %s", got)
		}
		if bytes.Contains(stored, []byte("hub_abc")) || strings.Contains(key.Name(), key.Key) {
			t.Error("the answer or the key is stored as it is")
		}
		if _, err := key.Open(stored[:5]); err == nil {
			t.Error("a part of an answer was read")
		}
	})
	t.Run("a longer one than the table takes is refused", func(t *testing.T) {
		t.Parallel()
		if _, err := hub.NewIdempotencyKey(strings.Repeat("k", 256), nil); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("got %v, want BAD_INPUT", err)
		}
	})
}

package hub_test

import (
	"encoding/json"
	"slices"
	"testing"

	"employerhub/internal/hub"
)

func TestAbsentLeavesNullClearsAndAValueReplaces(t *testing.T) {
	t.Parallel()
	old := "old"

	stored := &old
	hub.Optional[string]{}.Apply(&stored)
	if stored == nil || *stored != "old" {
		t.Errorf("absent changed the value to %v", stored)
	}
	hub.Set("new").Apply(&stored)
	if stored == nil || *stored != "new" {
		t.Errorf("got %v, want new", stored)
	}
	hub.Clear[string]().Apply(&stored)
	if stored != nil {
		t.Errorf("null left %q", *stored)
	}
}

func TestOptionalReadsWhatARequestGives(t *testing.T) {
	t.Parallel()

	t.Run("a number out of JSON variables", func(t *testing.T) {
		var o hub.Optional[int]
		if err := o.UnmarshalGQL(json.Number("42")); err != nil || *o.Value() != 42 {
			t.Fatalf("got %v, %v", o.Value(), err)
		}
	})
	t.Run("a number that is too large is refused", func(t *testing.T) {
		var o hub.Optional[int]
		if err := o.UnmarshalGQL(json.Number("99999999999")); hub.CodeOf(err) != hub.ErrBadInput {
			t.Fatalf("got %v, want BAD_INPUT", err)
		}
	})
	t.Run("null is set without a value", func(t *testing.T) {
		var o hub.Optional[hub.Date]
		if err := o.UnmarshalGQL(nil); err != nil || !o.IsSet() || o.Value() != nil {
			t.Fatalf("got %v, %v", o, err)
		}
	})
	t.Run("a value with rules of its own keeps them", func(t *testing.T) {
		var o hub.Optional[hub.Date]
		if err := o.UnmarshalGQL("2026-02-30"); hub.CodeOf(err) != hub.ErrBadInput {
			t.Fatalf("got %v, want BAD_INPUT", err)
		}
	})
	t.Run("a list, and one item for a list of one", func(t *testing.T) {
		var o hub.Optional[[]hub.Theme]
		if err := o.UnmarshalGQL([]any{"SKILLS", "GROWTH"}); err != nil || !slices.Equal(*o.Value(), []hub.Theme{"SKILLS", "GROWTH"}) {
			t.Fatalf("got %v, %v", o.Value(), err)
		}
		if err := o.UnmarshalGQL("SKILLS"); err != nil || !slices.Equal(*o.Value(), []hub.Theme{"SKILLS"}) {
			t.Fatalf("got %v, %v", o.Value(), err)
		}
	})
}

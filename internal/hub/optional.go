package hub

import (
	"encoding/json"
)

// Optional is a field of an update: absent leaves the stored value, null clears it, a value replaces it.
type Optional[T any] struct {
	value *T
	set   bool
}

// Set returns an Optional that replaces the stored value with v.
func Set[T any](v T) Optional[T] { return Optional[T]{&v, true} }

// Clear returns an Optional that clears the stored value.
func Clear[T any]() Optional[T] { return Optional[T]{nil, true} }

// IsSet says whether the caller named the field at all.
func (o Optional[T]) IsSet() bool { return o.set }

// Value is what the caller gave: nil for null. Meaningful only where IsSet.
func (o Optional[T]) Value() *T { return o.value }

// Apply writes the caller's choice into stored, and leaves it alone where the field was absent.
func (o Optional[T]) Apply(stored **T) {
	if o.set {
		*stored = o.value
	}
}

// MarshalJSON writes null for absent and for cleared.
func (o Optional[T]) MarshalJSON() ([]byte, error) { return json.Marshal(o.value) }

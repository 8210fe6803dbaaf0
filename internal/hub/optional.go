package hub

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strconv"
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

// UnmarshalGQL is called for null and for a value, never for an absent field. Errors: those of the value's own kind.
func (o *Optional[T]) UnmarshalGQL(v any) error {
	*o = Optional[T]{set: true}
	if v == nil {
		return nil
	}
	o.value = new(T)
	return decode(reflect.ValueOf(o.value).Elem(), v)
}

// MarshalGQL is never called, since only inputs are optional; gqlgen asks for it to accept the type.
func (o Optional[T]) MarshalGQL(io.Writer) {}

// OptionalUserID is Optional[UserID] under a name of its own: gqlgen cannot tell two instances of a generic type apart that
// stand for the same scalar.
type OptionalUserID struct{ Optional[UserID] }

// UnmarshalGQL reads like Optional does.
func (o *OptionalUserID) UnmarshalGQL(v any) error { return o.Optional.UnmarshalGQL(v) }

// MarshalGQL is never called.
func (o OptionalUserID) MarshalGQL(io.Writer) {}

// OptionalEmployerID is the same for an employer.
type OptionalEmployerID struct{ Optional[EmployerID] }

// UnmarshalGQL reads like Optional does.
func (o *OptionalEmployerID) UnmarshalGQL(v any) error { return o.Optional.UnmarshalGQL(v) }

// MarshalGQL is never called.
func (o OptionalEmployerID) MarshalGQL(io.Writer) {}

// OptionalPersonID is the same for a person.
type OptionalPersonID struct{ Optional[PersonID] }

// UnmarshalGQL reads like Optional does.
func (o *OptionalPersonID) UnmarshalGQL(v any) error { return o.Optional.UnmarshalGQL(v) }

// MarshalGQL is never called.
func (o OptionalPersonID) MarshalGQL(io.Writer) {}

// decode writes v, as a GraphQL request or its JSON variables gave it, into to. The schema was checked before, so a value of
// another kind is a number out of range.
func decode(to reflect.Value, v any) error {
	if own, ok := reflect.TypeAssert[interface{ UnmarshalGQL(v any) error }](to.Addr()); ok {
		return own.UnmarshalGQL(v)
	}
	switch to.Kind() {
	case reflect.String:
		if s, ok := v.(string); ok {
			to.SetString(s)
			return nil
		}
	case reflect.Bool:
		if b, ok := v.(bool); ok {
			to.SetBool(b)
			return nil
		}
	case reflect.Int:
		if n, err := strconv.ParseInt(fmt.Sprint(v), 10, 32); err == nil {
			to.SetInt(n)
			return nil
		}
	case reflect.Pointer:
		if v == nil {
			return nil
		}
		to.Set(reflect.New(to.Type().Elem()))
		return decode(to.Elem(), v)
	case reflect.Struct:
		if fields, ok := v.(map[string]any); ok {
			for i := range to.NumField() {
				if given, ok := fields[fieldName(to.Type().Field(i).Name)]; ok {
					if err := decode(to.Field(i), given); err != nil {
						return err
					}
				}
			}
			return nil
		}
	case reflect.Slice:
		if items, ok := v.([]any); ok {
			to.Set(reflect.MakeSlice(to.Type(), len(items), len(items)))
			for i, item := range items {
				if err := decode(to.Index(i), item); err != nil {
					return err
				}
			}
			return nil
		}
		to.Set(reflect.MakeSlice(to.Type(), 1, 1)) // one item stands for a list of one
		return decode(to.Index(0), v)
	}
	return BadInput(fmt.Sprintf("%v cannot be read here", v))
}

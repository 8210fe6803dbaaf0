// Package scalar holds the scalars of the API that have no type of their own in the domain.
package scalar

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"employerhub/internal/hub"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalDateTime writes t in UTC by RFC 3339.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalDateTime reads RFC 3339. Errors: BAD_INPUT.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, hub.BadInput(fmt.Sprintf("%q is not a moment; write it like 2026-11-23T09:30:00Z", s))
	}
	return t, nil
}

package hub

import (
	"fmt"
	"io"
	"strconv"
)

// unmarshalString is the UnmarshalGQL of every scalar that is a string with rules: v must be a string that parse takes.
func unmarshalString[T ~string](to *T, v any, parse func(string) (T, error)) error {
	s, ok := v.(string)
	if !ok {
		return BadInput(fmt.Sprintf("write it as a string, not as %v", v))
	}
	parsed, err := parse(s)
	if err == nil {
		*to = parsed
	}
	return err
}

func marshalString[T ~string](w io.Writer, s T) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

package hub

import (
	"encoding/json"
	"io"
	"strconv"
)

// Pence is an amount of money in pence.
type Pence int64

// mostPence is what every program reads exactly: about 90 billion pounds.
const mostPence = 9_000_000_000_000

// MarshalGQL writes the number of pence.
func (p Pence) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.FormatInt(int64(p), 10)) }

// UnmarshalGQL reads a whole number of pence. Errors: BAD_INPUT.
func (p *Pence) UnmarshalGQL(v any) (err error) {
	var n int64
	switch v := v.(type) {
	case int64:
		n = v
	case int:
		n = int64(v)
	case json.Number:
		n, err = v.Int64()
	default:
		err = strconv.ErrSyntax
	}
	if err != nil || n < -mostPence || n > mostPence {
		return BadInput("write money as a whole number of pence, such as 125000 for £1,250")
	}
	*p = Pence(n)
	return nil
}

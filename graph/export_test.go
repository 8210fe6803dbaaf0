package graph

import "time"

// CheckShape is for the fuzz test.
var CheckShape = checkShape

func init() { gather = 20 * time.Millisecond }

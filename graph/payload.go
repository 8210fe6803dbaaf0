package graph

// some is the record that a payload shows, or null where id says that there is none.
func some[T any](record T, id interface{ IsZero() bool }) *T {
	if id.IsZero() {
		return nil
	}
	return &record
}

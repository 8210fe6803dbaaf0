package jobs

// Forget deletes what callers left behind and nobody needs any more.
type Forget struct{}

// Kind names the job in the queue.
func (Forget) Kind() string { return "forget" }

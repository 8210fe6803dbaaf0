package jobs

import "github.com/riverqueue/river"

// FindDuplicates compares what was changed or imported since the last time with all employers. A second one finds nothing to do.
type FindDuplicates struct{}

// Kind names the job in the queue.
func (FindDuplicates) Kind() string { return "find_duplicates" }

// InsertOpts says how often it is tried: the next one catches up.
func (FindDuplicates) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 3} }

package jobs

import "github.com/riverqueue/river"

// LearnWords notes anew which words the names of employers have, so that a search can put mistyped ones right.
type LearnWords struct{}

// Kind names the job in the queue.
func (LearnWords) Kind() string { return "learn_words" }

// InsertOpts says where it waits: behind the imports that bring new words. What one misses, the next one learns.
func (LearnWords) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueImport, MaxAttempts: 1}
}

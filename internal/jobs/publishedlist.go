package jobs

import (
	"employerhub/internal/hub"

	"github.com/riverqueue/river"
)

// RunPublishedList takes the step that a published list waits for. A second one for the same list does nothing, or shares the work.
type RunPublishedList struct {
	ListID hub.PublishedListID `json:"list_id"`
}

// Kind names the job in the queue.
func (RunPublishedList) Kind() string { return "run_published_list" }

// InsertOpts says where it waits, and how often it is tried: after 1, 16, 81 and 256 seconds.
func (RunPublishedList) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueImport, MaxAttempts: 5}
}

// SweepPublishedLists runs again what a dead worker left. What one misses, the next one finds.
type SweepPublishedLists struct{}

// Kind names the job in the queue.
func (SweepPublishedLists) Kind() string { return "sweep_published_lists" }

// InsertOpts says where it waits.
func (SweepPublishedLists) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

package jobs

import (
	"employerhub/internal/hub"

	"github.com/riverqueue/river"
)

// QueueImport is for imports, which may take long.
const QueueImport = "import"

// RunImport works an import off, from where it stands. A second one for the same import does nothing.
type RunImport struct {
	ImportID hub.ImportID `json:"import_id"`
}

// Kind names the job in the queue.
func (RunImport) Kind() string { return "run_import" }

// InsertOpts says where it waits, and how often it is tried: after 1, 16, 81 and 256 seconds.
func (RunImport) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueImport, MaxAttempts: 5}
}

// SweepImports runs again what a dead worker left, and deletes uploads that came to nothing. What one misses, the next one
// finds.
type SweepImports struct{}

// Kind names the job in the queue.
func (SweepImports) Kind() string { return "sweep_imports" }

// InsertOpts says where it waits.
func (SweepImports) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 1} }

package jobs

import "employerhub/internal/hub"

// RunImport works an import off, from where it stands. A second one for the same import does nothing.
type RunImport struct {
	ImportID hub.ImportID `json:"import_id"`
}

// Kind names the job in the queue.
func (RunImport) Kind() string { return "run_import" }

// SweepImports runs again what a dead worker left, and deletes uploads that came to nothing.
type SweepImports struct{}

// Kind names the job in the queue.
func (SweepImports) Kind() string { return "sweep_imports" }

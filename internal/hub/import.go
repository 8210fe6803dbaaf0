package hub

import "time"

// Import is one file taken in, from upload to result.
type Import struct {
	ID         ImportID
	Source     ImportSource
	FileName   string
	Bytes      int
	State      ImportState
	RowsRead   int
	RowsTotal  *int
	Created    int
	Updated    int
	Unchanged  int
	Rejected   int
	Warnings   int
	Failure    *string
	StartedBy  *User
	StartedAt  time.Time
	FinishedAt *time.Time
}

// ImportSource is what layout a file has.
type ImportSource string

// ImportCompaniesHouse is BasicCompanyData of Companies House, CSV.
const ImportCompaniesHouse ImportSource = "COMPANIES_HOUSE"

// ImportState is where an import stands.
type ImportState string

const (
	// ImportQueued waits for a worker.
	ImportQueued ImportState = "QUEUED"
	// ImportRunning is being read and applied.
	ImportRunning ImportState = "RUNNING"
	// ImportFinished has dealt with all rows.
	ImportFinished ImportState = "FINISHED"
	// ImportFailed stopped before the end.
	ImportFailed ImportState = "FAILED"
)

// ImportFinding is something to know about one row of an import.
type ImportFinding struct {
	// Line is where the row begins; the header is line 1.
	Line     int
	Severity FindingSeverity
	// Reason says what is wrong and what to do.
	Reason string
	// Row is the name and number, as far as they could be read.
	Row string
}

// FindingSeverity is what a finding meant for its row.
type FindingSeverity string

const (
	// FindingRejected is a row that was not taken in.
	FindingRejected FindingSeverity = "REJECTED"
	// FindingWarning is a row that was taken in with something left out.
	FindingWarning FindingSeverity = "WARNING"
)

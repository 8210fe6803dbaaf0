package hub

import "time"

// Import is one file taken in, from upload to result.
type Import struct {
	ID        ImportID
	Source    ImportSource
	FileName  string
	Bytes     int
	State     ImportState
	RowsRead  int
	RowsTotal *int
	Created   int
	Updated   int
	Unchanged int
	Rejected  int
	Warnings  int
	// PossibleDuplicates are rows that may be about an employer that the hub holds under another number or none.
	PossibleDuplicates int
	// Undone and Kept count the employers that undoing set back, and those that it left.
	Undone, Kept int
	// Step is what is done, or was done last.
	Step    ImportStep
	Failure *string
	// Sheet and Sheets are those of a workbook; empty for CSV.
	Sheet  string
	Sheets []string
	Notes  []string
	// Overwrite says that the file counts where it differs from the hub.
	Overwrite bool
	// Remembered says that the mapping is that of an earlier file with the same columns.
	Remembered bool
	StartedBy  *User
	StartedAt  time.Time
	FinishedAt *time.Time
}

// ImportSource is what layout a file has.
type ImportSource string

// ImportCompaniesHouse is BasicCompanyData of Companies House, CSV.
const ImportCompaniesHouse ImportSource = "COMPANIES_HOUSE"

// ImportSpreadsheet is anybody's, CSV or XLSX, whose columns somebody maps.
const ImportSpreadsheet ImportSource = "SPREADSHEET"

// ImportStep is what is done with an import.
type ImportStep string

const (
	// ImportPreview tries a spreadsheet out and changes nothing.
	ImportPreview ImportStep = "PREVIEW"
	// ImportApply takes the file in.
	ImportApply ImportStep = "APPLY"
	// ImportUndo sets back what was taken in.
	ImportUndo ImportStep = "UNDO"
)

// ImportState is where an import stands.
type ImportState string

const (
	// ImportMapping waits for its columns to be mapped.
	ImportMapping ImportState = "MAPPING"
	// ImportPreviewed was tried out, and waits for somebody to have it taken in.
	ImportPreviewed ImportState = "PREVIEWED"
	// ImportDiscarded was dropped before anything was taken in.
	ImportDiscarded ImportState = "DISCARDED"
	// ImportUndone was set back, but for what was kept.
	ImportUndone ImportState = "UNDONE"
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

// ImportColumn is one column of a spreadsheet.
type ImportColumn struct {
	Name string
	// Samples are what stands in the first rows.
	Samples []string
	// Field is what it is taken for; nil for one that is left out.
	Field *ImportField
}

// ImportRow is what became of a row of a spreadsheet, or would become of it.
type ImportRow struct {
	// Line is where the row begins.
	Line    int
	Outcome ImportOutcome
	// Reason says what is wrong and what to do, or what changes; empty where there is nothing to say.
	Reason string
	// Row is the name and number, as far as they could be read.
	Row string
	// EmployerID is whom the row is about; of a possible duplicate whom it may be about. Nil where there is none yet.
	EmployerID *EmployerID
	Decision   *ImportDecision
}

// ImportOutcome is what a row came to.
type ImportOutcome string

const (
	// RowCreated made an employer.
	RowCreated ImportOutcome = "CREATED"
	// RowUpdated changed an employer or added to it.
	RowUpdated ImportOutcome = "UPDATED"
	// RowUnchanged said nothing new.
	RowUnchanged ImportOutcome = "UNCHANGED"
	// RowRejected was not taken in.
	RowRejected ImportOutcome = "REJECTED"
	// RowPossibleDuplicate is left out until somebody decides.
	RowPossibleDuplicate ImportOutcome = "POSSIBLE_DUPLICATE"
)

// ImportDecision is what somebody decided about a possible duplicate.
type ImportDecision string

const (
	// DecideCreate takes the row for another employer.
	DecideCreate ImportDecision = "CREATE"
	// DecideUpdate takes the row for the same employer.
	DecideUpdate ImportDecision = "UPDATE"
	// DecideLeaveOut leaves the row out.
	DecideLeaveOut ImportDecision = "LEAVE_OUT"
)

// PreviewImportInput says what the columns of a spreadsheet are.
type PreviewImportInput struct {
	ImportID  ImportID
	Sheet     *string
	Columns   []ImportColumnInput
	Overwrite bool
}

// ImportColumnInput says what one column is.
type ImportColumnInput struct {
	Name  string
	Field *ImportField
}

// ImportStepInput says for which import a step is asked.
type ImportStepInput struct{ ImportID ImportID }

// DecideImportRowInput decides about a possible duplicate, or about all of them.
type DecideImportRowInput struct {
	ImportID ImportID
	// Line is nil for all possible duplicates of the import that nobody has decided about.
	Line     *int
	Decision ImportDecision
}

// ImportKept is a change of an import that undoing it left.
type ImportKept struct {
	EmployerID EmployerID
	Name       string
	Reason     string
}

// FieldProvenance says from which import a field of an employer has its value, or what the import said where somebody has put
// another value in its place since.
type FieldProvenance struct {
	Field    string
	Source   ImportSource
	FileName string
	Line     *int
	At       time.Time
	// Said is what the import said, and Holds that the field still says it.
	Said  string
	Holds bool
}

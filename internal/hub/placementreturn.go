package hub

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// PlacementReturn is a spreadsheet of steps of placements, or of how many were on courses, that placement staff sent. Only they see it.
type PlacementReturn struct {
	ID       PlacementReturnID
	Kind     PlacementReturnKind
	FileName string
	// Columns are the names of those that the hub reads; what others said is not kept.
	Columns []string
	ReturnCounts
	// SentBy is nil where a program sent it.
	SentBy *User
	SentAt time.Time
	// TakenAt is when it was taken in; nil where it waits for that.
	TakenAt *time.Time
}

// PlacementReturnKind is what the rows of a return are about.
type PlacementReturnKind string

const (
	// ReturnOfSteps has a step of a participant's placement in each row.
	ReturnOfSteps PlacementReturnKind = "STEPS"
	// ReturnOfAttendance has in each row how many were on a course on a day.
	ReturnOfAttendance PlacementReturnKind = "ATTENDANCE"
)

// PlacementReturnRow is a row of a return.
type PlacementReturnRow struct {
	ReturnRow
	// ParticipantID is whom the row is about; nil where that is nobody, or not known.
	ParticipantID *ParticipantID
}

// placementColumn is what a column of a return is about.
type placementColumn string

const (
	columnParticipant placementColumn = "Participant"
	columnStep        placementColumn = "Step"
	columnDate        placementColumn = "Date"
	columnEmployer    placementColumn = "Employer"
	columnNumber      placementColumn = "Company number"
	columnRole        placementColumn = "Role"
	columnOpportunity placementColumn = "Opportunity"
	columnReason      placementColumn = "Reason"
	columnWithdrawnBy placementColumn = "Withdrawn by"
	columnOverlap     placementColumn = "Overlap"
	columnCourse      placementColumn = "Course"
	columnProvider    placementColumn = "Provider"
	columnAttended    placementColumn = "Attended"
)

// placementNames are how files call the columns of each kind of return, as NameKey has it.
var placementNames = map[PlacementReturnKind]map[placementColumn][]string{
	ReturnOfSteps: {
		columnParticipant: {"participant", "participant reference", "reference", "case reference", "case number"},
		columnStep:        {"step", "state", "status", "placement state", "placement status"},
		columnDate:        {"date", "effective date", "effective from", "on day", "from", "date of step", "status date"},
		columnEmployer:    {"employer", "employer name", "host", "company", "company name"},
		columnNumber:      {"company number", "companies house number", "company registration number"},
		columnRole:        {"role", "job role", "job title", "placement role"},
		columnOpportunity: {"opportunity", "opportunity id", "opportunity reference", "placement reference"},
		columnReason:      {"reason", "reason code"},
		columnWithdrawnBy: {"withdrawn by", "who withdrew"},
		columnOverlap:     {"overlap", "overlap reason", "why two at a time"},
	},
	ReturnOfAttendance: {
		columnCourse:   {"course", "course title", "course name"},
		columnProvider: {"provider", "provider name", "training provider", "college"},
		columnDate:     {"date", "day", "session", "session date", "date of session"},
		columnAttended: {"attended", "attendance", "number attended", "present", "number present", "learners present"},
	},
}

// PlacementColumns are where in its rows a return has what.
type PlacementColumns struct {
	Kind PlacementReturnKind
	columnsOf[placementColumn]
}

// FindPlacementColumns finds by the names of its columns what a file is a return of, and what its columns are. Errors: BAD_INPUT that names the columns
// that are missing.
func FindPlacementColumns(names []string) (PlacementColumns, error) {
	steps := PlacementColumns{ReturnOfSteps, findColumns(names, placementNames[ReturnOfSteps])}
	attendance := PlacementColumns{ReturnOfAttendance, findColumns(names, placementNames[ReturnOfAttendance])}
	if attendance.has(columnCourse) {
		if steps.has(columnParticipant) {
			return attendance, BadInput("of courses the hub keeps how many were there, and nobody's reference; send the columns Course, Date and Attended, with the number of each day", "file")
		}
		return attendance, noColumnFor(attendance.missing(columnDate, columnAttended))
	}
	missing := steps.missing(columnParticipant, columnStep, columnDate)
	if len(missing) == 3 {
		return steps, BadInput("the file has neither the columns Participant, Step and Date of steps of placements, nor Course, Date and Attended of attendance; name the columns so and send it again", "file")
	}
	return steps, noColumnFor(missing)
}

// Keep gives of one line of the file what the hub reads, in the order of the file: of people no more is kept than a step needs.
func (c PlacementColumns) Keep(cells []string) []string {
	var at []int
	for _, i := range c.columnsOf {
		at = append(at, i)
	}
	slices.Sort(at)
	kept := make([]string, len(at))
	for to, from := range at {
		if from < len(cells) {
			kept[to] = cells[from]
		}
	}
	return kept
}

// KeepRow is Keep of a row, but for what cannot be a participant's reference, since it may be a name.
func (c PlacementColumns) KeepRow(cells []string) []string {
	if i, ok := c.columnsOf[columnParticipant]; ok && i < len(cells) && !reference.MatchString(strings.TrimSpace(cells[i])) {
		cells = slices.Clone(cells)
		cells[i] = ""
	}
	return c.Keep(cells)
}

// ReturnedStep is what a row of a return says of a participant's placement.
type ReturnedStep struct {
	Reference string
	// Employer, Number, Role and OpportunityID say which placement it is, as far as the row says it.
	Employer      string
	Number        CompanyNumber
	Role          string
	OpportunityID *OpportunityID
	// Step is what is asked for, but for the placement and its version. Its OnDay is never nil.
	Step TransitionPlacementInput
}

// ReadStep reads a row of a return of steps, today. Errors: BAD_INPUT that says which cell cannot be read and how it is written.
func (c PlacementColumns) ReadStep(cells []string, today Date) (r ReturnedStep, err error) {
	cell := func(column placementColumn) string { return c.cell(cells, column) }
	r.Reference, r.Employer, r.Role = cell(columnParticipant), cell(columnEmployer), cell(columnRole)
	if r.Reference == "" {
		return r, BadInput("the row has no participant's reference; put the reference of the case system there, not a name: letters, digits and . / _ - without spaces")
	}
	if number := cell(columnNumber); number != "" {
		if r.Number, err = ParseCompanyNumber(number); err != nil {
			return r, err
		}
	}
	if id := cell(columnOpportunity); id != "" {
		at, err := ParseID[OpportunityID](id)
		if err != nil {
			return r, BadInput(fmt.Sprintf("the opportunity %q is no ID; copy it from the address of its screen, or leave it out and name the employer and the role", clip(id)))
		}
		r.OpportunityID = &at
	}
	if r.Step.State, err = written("step", cell(columnStep), placementStateWords); err != nil {
		return r, err
	}
	on, err := writtenDay(cell(columnDate))
	if err != nil {
		return r, err
	}
	if on.After(today) {
		return r, BadInput("the step is of a day to come; put today or an earlier day into the row")
	}
	r.Step.OnDay = &on
	reasons := map[PlacementReason]string{}
	for _, reason := range placementReasons[r.Step.State] {
		reasons[reason] = NameKey(string(reason))
	}
	if len(reasons) == 0 && cell(columnReason) != "" {
		return r, BadInput("a placement that is " + r.Step.State.words() + " has no reason; leave it empty")
	}
	if r.Step.Reason, err = writtenIf("reason", cell(columnReason), reasons); err != nil {
		return r, err
	}
	if r.Step.WithdrawnBy, err = writtenIf("word for who withdrew it", cell(columnWithdrawnBy), map[WithdrawnBy]string{ByParticipant: "participant", ByEmployer: "employer", ByProgramme: "programme"}); err != nil {
		return r, err
	}
	r.Step.Overlap, err = writtenIf("word for why there are two at a time", cell(columnOverlap), map[OverlapReason]string{
		OverlapRotation: "rotation", OverlapPartTime: "part time", OverlapTaster: "taster", OverlapAgreed: "agreed by both hosts",
	})
	return r, err
}

// Recorded says that steps has this one already. Errors: CONFLICT where it was recorded with another reason.
func (r ReturnedStep) Recorded(steps []PlacementMove) (bool, error) {
	for _, s := range steps {
		if s.State != r.Step.State || s.OnDay != *r.Step.OnDay {
			continue
		}
		if r.Step.Reason != nil && (s.Reason == nil || *s.Reason != *r.Step.Reason) {
			return false, Conflict("this step of "+s.OnDay.Words()+" is recorded with another reason; steps are never changed", "reason")
		}
		return true, nil
	}
	return false, nil
}

// ReturnedAttendance is what a row of a return says of a course.
type ReturnedAttendance struct {
	// Provider is empty where the row names none.
	Course, Provider string
	OnDay            Date
	Attended         int
}

// ReadAttendance reads a row of a return of attendance. Errors: BAD_INPUT that says which cell cannot be read and how it is written.
func (c PlacementColumns) ReadAttendance(cells []string) (r ReturnedAttendance, err error) {
	r.Course, r.Provider = c.cell(cells, columnCourse), c.cell(cells, columnProvider)
	if r.Course == "" {
		return r, BadInput("the row names no course")
	}
	if r.OnDay, err = writtenDay(c.cell(cells, columnDate)); err != nil {
		return r, err
	}
	if r.Attended, err = strconv.Atoi(c.cell(cells, columnAttended)); err != nil {
		return r, BadInput(fmt.Sprintf("the number attended %q is no whole number; write how many were there", clip(c.cell(cells, columnAttended))))
	}
	return r, nil
}

// StepTo says in a few words what a step came to.
func (p Placement) StepTo(after Placement) string {
	return "from " + p.State.words() + " to " + after.State.words()
}

package hub

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// EncounterReturn is a spreadsheet of school encounters that a partner sent, such as the Careers Hub's return.
type EncounterReturn struct {
	ID       EncounterReturnID
	FileName string
	// Columns are their names in the file.
	Columns []string
	State   EncounterReturnState
	ReturnCounts
	// SentBy is nil where a program sent it.
	SentBy *User
	SentAt time.Time
	// TakenAt is when it was taken in; nil where it was not.
	TakenAt *time.Time
	// UndoneAt is when it was undone; nil where it was not.
	UndoneAt *time.Time
}

// EncounterReturnState is where a return stands.
type EncounterReturnState string

const (
	// ReturnPreviewed was tried out, and waits for somebody to have it taken in.
	ReturnPreviewed EncounterReturnState = "PREVIEWED"
	// ReturnTakenIn has dealt with all rows.
	ReturnTakenIn EncounterReturnState = "TAKEN_IN"
	// ReturnDiscarded was dropped before anything was taken in.
	ReturnDiscarded EncounterReturnState = "DISCARDED"
	// ReturnUndone was taken in and then set back, but for what was changed in between.
	ReturnUndone EncounterReturnState = "UNDONE"
)

// ReturnedChange is what a row of a return that was taken in made of a school encounter.
type ReturnedChange struct {
	Line        int
	EncounterID SchoolEncounterID
	// Before is nil where the return made the encounter.
	Before *SchoolEncounter
	After  SchoolEncounter
	// Kept is why undoing left the encounter as it is; nil where it did not, or nothing was undone.
	Kept *string
}

// Stays is why undoing leaves the encounter, as it is now, alone: nil where it is no more. Empty: it is set back.
func (r ReturnedChange) Stays(now *SchoolEncounter) string {
	switch {
	case now == nil:
		return "it was taken away since"
	case !now.says(r.After):
		return "it was changed since; change it by hand"
	default:
		return ""
	}
}

// Restored is the encounter as it was before the return.
func (r ReturnedChange) Restored(now SchoolEncounter) SchoolEncounter {
	was := *r.Before
	was.EmployerID, was.RecordedAt, was.Version = now.EmployerID, now.RecordedAt, now.Version // it may have moved in a merge
	return was
}

// says reports whether two states of an encounter are the same but for where it is kept.
func (e SchoolEncounter) says(other SchoolEncounter) bool {
	other.EmployerID, other.RecordedAt, other.Version = e.EmployerID, e.RecordedAt, e.Version
	if len(e.YearGroups) == 0 && len(other.YearGroups) == 0 {
		other.YearGroups = e.YearGroups
	}
	return reflect.DeepEqual(e, other)
}

// EncounterReturnUndo is what undoing a return sets back, or would.
type EncounterReturnUndo struct {
	// Removed are the encounters that the return made and that go, Restored those that it changed and that are as before.
	Removed, Restored int
	Kept              []ReturnKept
}

// ReturnKept is a row of which undoing leaves the encounter as it is.
type ReturnKept struct {
	Line   int
	Reason string
}

// Add counts what becomes of a change: why it stays, or empty where it does not.
func (u *EncounterReturnUndo) Add(r ReturnedChange, stays string) {
	switch {
	case stays != "":
		u.Kept = append(u.Kept, ReturnKept{r.Line, stays})
	case r.Before == nil:
		u.Removed++
	default:
		u.Restored++
	}
}

// returnColumn is what a column of a return is about.
type returnColumn string

const (
	returnEmployer  returnColumn = "Employer"
	returnNumber    returnColumn = "Company number"
	returnSchool    returnColumn = "School"
	returnKind      returnColumn = "Kind"
	returnDate      returnColumn = "Date"
	returnDays      returnColumn = "Days"
	returnYears     returnColumn = "Year groups"
	returnPlaces    returnColumn = "Pupil places"
	returnConfirmed returnColumn = "Confirmed"
	returnFeedback  returnColumn = "Employer feedback"
	returnCancelled returnColumn = "Cancelled"
)

// returnNames are how files call their columns, as NameKey has it.
var returnNames = map[returnColumn][]string{
	returnEmployer:  {"employer", "employer name", "company", "company name", "business", "organisation"},
	returnNumber:    {"company number", "companies house number", "company registration number"},
	returnSchool:    {"school", "school or college", "school name", "college", "establishment", "institution"},
	returnKind:      {"kind", "type", "activity", "activity type", "encounter type", "type of activity", "type of encounter", "benchmark", "gatsby benchmark"},
	returnDate:      {"date", "activity date", "date of activity", "start date", "first day", "encounter date"},
	returnDays:      {"days", "number of days", "length in days", "duration in days", "days for each pupil", "days per pupil"},
	returnYears:     {"year groups", "year group", "years", "year"},
	returnPlaces:    {"pupil places", "places", "pupils", "number of pupils", "students", "number of students", "student numbers"},
	returnConfirmed: {"confirmed", "confirmed by school", "confirmed by the school", "school confirmed"},
	returnFeedback:  {"employer feedback", "feedback"},
	returnCancelled: {"cancelled", "called off"},
}

// ReturnColumns are where in its rows a return has what.
type ReturnColumns struct{ columnsOf[returnColumn] }

// FindReturnColumns finds what the columns of a file are by their names. Errors: BAD_INPUT that names the columns that are missing.
func FindReturnColumns(names []string) (ReturnColumns, error) {
	columns := ReturnColumns{findColumns(names, returnNames)}
	missing := columns.missing(returnSchool, returnKind, returnDate, returnDays, returnPlaces)
	if !columns.has(returnEmployer) && !columns.has(returnNumber) {
		missing = append([]string{"Employer or Company number"}, missing...)
	}
	return columns, noColumnFor(missing)
}

// ReturnedEncounter is what a row of a return says.
type ReturnedEncounter struct {
	// Employer is its name, Number its company number; one of them at least.
	Employer  string
	Number    CompanyNumber
	Encounter SchoolEncounterInput
	// Confirmed and Cancelled say that the school confirmed it, and that it was called off.
	Confirmed, Cancelled bool
}

// Read reads a row. Errors: BAD_INPUT that says which cell cannot be read and how it is written.
func (c ReturnColumns) Read(cells []string) (r ReturnedEncounter, err error) {
	cell := func(column returnColumn) string { return c.cell(cells, column) }
	r.Employer = cell(returnEmployer)
	if number := cell(returnNumber); number != "" {
		if r.Number, err = ParseCompanyNumber(number); err != nil {
			return r, err
		}
	}
	if r.Employer == "" && r.Number == "" {
		return r, BadInput("the row names no employer")
	}
	e := &r.Encounter
	e.School = cell(returnSchool)
	if e.Kind, err = returnedKind(cell(returnKind)); err != nil {
		return r, err
	}
	if e.HappensOn, err = writtenDay(cell(returnDate)); err != nil {
		return r, err
	}
	if e.Days, err = strconv.ParseFloat(strings.Replace(cell(returnDays), ",", ".", 1), 64); err != nil {
		return r, BadInput(fmt.Sprintf("the days %q are no number; write how many days each pupil has of it, such as 1 or 0.5", cell(returnDays)))
	}
	if e.PupilPlaces, err = strconv.Atoi(strings.ReplaceAll(cell(returnPlaces), ",", "")); err != nil {
		return r, BadInput(fmt.Sprintf("the pupil places %q are no whole number", cell(returnPlaces)))
	}
	if e.YearGroups, err = yearGroups(cell(returnYears)); err != nil {
		return r, err
	}
	if feedback := cell(returnFeedback); feedback != "" {
		e.Feedback = &feedback
	}
	if r.Confirmed, err = yesOrNo(returnConfirmed, cell(returnConfirmed)); err != nil {
		return r, err
	}
	r.Cancelled, err = yesOrNo(returnCancelled, cell(returnCancelled))
	return r, err
}

func returnedKind(written string) (SchoolEncounterKind, error) {
	switch key := NameKey(written); {
	case slices.Contains([]string{"encounter", "encounters", "employer encounter", "encounter with employers", "encounters with employers and employees", "benchmark 5", "5"}, key):
		return EncounterWithEmployers, nil
	case slices.Contains([]string{"workplace experience", "experience of workplaces", "experiences of workplaces", "experience of the workplace", "work experience", "workplace visit", "benchmark 6", "6"}, key):
		return EncounterAtWork, nil
	default:
		return "", BadInput(fmt.Sprintf("the kind %q is not known; write encounter or workplace experience", clip(written)))
	}
}

// writtenDay reads a day as spreadsheets and people write it. Errors: BAD_INPUT.
func writtenDay(written string) (Date, error) {
	for _, layout := range []string{time.DateOnly, "02/01/2006", "2/1/2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, written); err == nil {
			return Date{t}, nil
		}
	}
	return Date{}, BadInput(fmt.Sprintf("the date %q is not a day; write it like 24/11/2026", clip(written)))
}

var yearRange = regexp.MustCompile(`^(\d{1,2})(?:(?:-|–|to)(\d{1,2}))?$`)

// yearGroups reads year groups such as 9, 10 or Y7 to Y9. Errors: BAD_INPUT.
func yearGroups(written string) (years []int, err error) {
	said := strings.ToLower(written)
	for _, word := range []string{"years", "year", "yr", "y", " "} {
		said = strings.ReplaceAll(said, word, "")
	}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(said, "and", ","), func(r rune) bool { return strings.ContainsRune(",;/&", r) }) {
		found := yearRange.FindStringSubmatch(part)
		if found == nil {
			return nil, BadInput(fmt.Sprintf("the year groups %q cannot be read; write them like 9, 10 or 7-9", clip(written)))
		}
		first, _ := strconv.Atoi(found[1])
		last := first
		if found[2] != "" {
			last, _ = strconv.Atoi(found[2])
		}
		for year := first; year <= last; year++ {
			years = append(years, year)
		}
	}
	return years, nil
}

func yesOrNo(column returnColumn, written string) (bool, error) {
	switch strings.ToLower(written) {
	case "", "no", "n", "false", "0":
		return false, nil
	case "yes", "y", "true", "1", "x", strings.ToLower(string(column)):
		return true, nil
	default:
		return false, BadInput(fmt.Sprintf("%s is %q; write yes or no", column, clip(written)))
	}
}

// Key tells encounters of one employer apart that a return may be about.
func (e SchoolEncounter) Key() string {
	return strings.Join([]string{e.EmployerID.String(), NameKey(e.School), string(e.Kind), e.HappensOn.String()}, " ")
}

// Over is what the return makes of stored, the encounter that it is about, in a file that was read today. What staff know beyond it stays: a
// confirmation, a reason, feedback and year groups of which the return says nothing. Errors: BAD_INPUT.
func (r ReturnedEncounter) Over(stored SchoolEncounter, fileName string, today Date) (SchoolEncounter, error) {
	in := r.Encounter
	in.ConfirmedOn, in.Confirmation, in.CancelledOn, in.CancelReason = stored.ConfirmedOn, stored.Confirmation, stored.CancelledOn, stored.CancelReason
	if len(in.YearGroups) == 0 {
		in.YearGroups = stored.YearGroups
	}
	if in.Feedback == nil {
		in.Feedback = stored.Feedback
	}
	if r.Confirmed && in.ConfirmedOn == nil {
		in.ConfirmedOn, in.Confirmation = &today, new("Return "+clip(fileName))
	}
	if r.Cancelled && in.CancelledOn == nil {
		in.CancelledOn, in.CancelReason = &today, new("Called off, by the return "+clip(fileName))
	}
	err := stored.Describe(in, today)
	return stored, err
}

// ChangesOver says in a few words what differs between before and e.
func (e SchoolEncounter) ChangesOver(before SchoolEncounter) string {
	var all []string
	add := func(differs bool, words string) {
		if differs {
			all = append(all, words)
		}
	}
	add(e.School != before.School, "the school's name")
	add(e.PupilPlaces != before.PupilPlaces, fmt.Sprintf("pupil places from %d to %d", before.PupilPlaces, e.PupilPlaces))
	add(e.Days != before.Days, fmt.Sprintf("days from %g to %g", before.Days, e.Days))
	add(!slices.Equal(e.YearGroups, before.YearGroups), "year groups")
	add(e.ConfirmedOn != nil && before.ConfirmedOn == nil, "confirmed by the school")
	add(e.CancelledOn != nil && before.CancelledOn == nil, "called off")
	add(e.Feedback != nil && (before.Feedback == nil || *e.Feedback != *before.Feedback), "the employer's feedback")
	return strings.Join(all, ", ")
}

package hub

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// SchoolEncounterKind is what pupils get.
type SchoolEncounterKind string

const (
	// EncounterWithEmployers is that pupils meet people of an employer.
	EncounterWithEmployers SchoolEncounterKind = "ENCOUNTER"
	// EncounterAtWork is that pupils see a workplace from within.
	EncounterAtWork SchoolEncounterKind = "WORKPLACE_EXPERIENCE"
)

// SchoolEncounter is what an employer does for pupils of a school or college on a day. It has pupil places, never people: one pupil may
// take several.
type SchoolEncounter struct {
	ID         SchoolEncounterID
	EmployerID EmployerID
	School     string
	Kind       SchoolEncounterKind
	// HappensOn is the first day; it may be to come.
	HappensOn Date
	// Days are how many each pupil has of it, to one decimal; 0.5 for half a day.
	Days float64
	// YearGroups are those of school, in order; none where nobody said.
	YearGroups  []int
	PupilPlaces int
	// ConfirmedOn is when the school confirmed the pupil places, and Confirmation how; both or neither.
	ConfirmedOn  *Date
	Confirmation *string
	// Feedback is the employer's.
	Feedback *string
	// CancelledOn is when it was called off, and CancelReason why; both or neither.
	CancelledOn  *Date
	CancelReason *string
	RecordedAt   time.Time
	Version      int
}

// SchoolEncounterInput is all that somebody enters of a school encounter; what is absent is not known.
type SchoolEncounterInput struct {
	School       string
	Kind         SchoolEncounterKind
	HappensOn    Date
	Days         float64
	YearGroups   []int
	PupilPlaces  int
	ConfirmedOn  *Date
	Confirmation *string
	Feedback     *string
	CancelledOn  *Date
	CancelReason *string
}

// SchoolEncounterFilter narrows school encounters; nil and empty fields do not.
type SchoolEncounterFilter struct {
	EmployerID *EmployerID
	KindIn     []SchoolEncounterKind
	// From and Until are the first and the last day.
	From, Until *Date
	// Confirmed asks for those that the school confirmed, or those that it did not.
	Confirmed *bool
	// Cancelled asks for those that were called off, or those that were not.
	Cancelled *bool
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f SchoolEncounterFilter) Check() error { return checkPeriod(f.From, f.Until) }

// checkPeriod refuses a period that ends before it begins. Errors: BAD_INPUT.
func checkPeriod(from, until *Date) error {
	if from != nil && until != nil && until.Before(*from) {
		return BadInput("the period ends before it begins; check both days", "filter", "until")
	}
	return nil
}

// NewSchoolEncounter is the one at employer that in describes. Errors: BAD_INPUT.
func NewSchoolEncounter(employer EmployerID, in SchoolEncounterInput, now time.Time) (SchoolEncounter, error) {
	e := SchoolEncounter{ID: NewSchoolEncounterID(), EmployerID: employer, RecordedAt: now, Version: 1}
	return e, e.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (e SchoolEncounter) IsVersion(version int) error {
	return isVersion(e.Version, version, "school encounter")
}

// isVersion refuses a change of another version of a record than the caller read. Errors: CONFLICT.
func isVersion(stored, read int, record string) error {
	if stored != read {
		return changedSince(record)
	}
	return nil
}

// What a school encounter may come to.
const (
	maxEncounterDays = 60
	maxPupilPlaces   = 10_000
	firstYearGroup   = 1
	lastYearGroup    = 14
	maxFeedback      = 2000 // characters
)

// Describe makes the encounter what in says. Errors: BAD_INPUT.
func (e *SchoolEncounter) Describe(in SchoolEncounterInput, today Date) (err error) {
	e.Kind, e.HappensOn, e.PupilPlaces, e.ConfirmedOn, e.CancelledOn = in.Kind, in.HappensOn, in.PupilPlaces, in.ConfirmedOn, in.CancelledOn
	e.Days = math.Round(in.Days*10) / 10
	if e.School, err = requiredLine(in.School, 200, "enter the school or college", "school"); err != nil {
		return err
	}
	e.YearGroups = slices.Compact(slices.Sorted(slices.Values(in.YearGroups)))
	if e.Confirmation, err = optionalLine(in.Confirmation, maxConfirmation, "confirmation"); err != nil {
		return err
	}
	if e.Feedback, err = optionalText(in.Feedback, maxFeedback, "feedback"); err != nil {
		return err
	}
	if e.CancelReason, err = optionalLine(in.CancelReason, 300, "cancelReason"); err != nil {
		return err
	}
	for _, year := range e.YearGroups {
		if year < firstYearGroup || year > lastYearGroup {
			return BadInput(fmt.Sprintf("there is no year group %d; they go from %d to %d", year, firstYearGroup, lastYearGroup), "yearGroups")
		}
	}
	switch {
	case e.HappensOn.Year() < 2000 || e.HappensOn.After(today.AddMonths(36)):
		return BadInput("enter a day from 2000 to three years from now", "happensOn")
	case !(e.Days >= 0.1 && e.Days <= maxEncounterDays):
		return BadInput(fmt.Sprintf("enter how many days each pupil has of it, 0.1 to %d; 0.5 for half a day", maxEncounterDays), "days")
	case e.PupilPlaces < 1 || e.PupilPlaces > maxPupilPlaces:
		return BadInput(fmt.Sprintf("enter a number of pupil places from 1 to %d", maxPupilPlaces), "pupilPlaces")
	case e.ConfirmedOn != nil && e.ConfirmedOn.After(today):
		return BadInput("choose today or an earlier day", "confirmedOn")
	case e.ConfirmedOn != nil && e.HappensOn.After(today):
		return BadInput("the school can confirm the pupil places once it has taken place", "confirmedOn")
	case e.ConfirmedOn != nil && e.CancelledOn != nil:
		return BadInput("it was called off; take the school's confirmation away", "confirmedOn")
	case e.ConfirmedOn != nil && e.Confirmation == nil:
		return BadInput("say how the school confirmed it: by whom, and in which return or e-mail", "confirmation")
	case e.ConfirmedOn == nil && e.Confirmation != nil:
		return BadInput("enter when the school confirmed it", "confirmedOn")
	case e.CancelledOn != nil && e.CancelledOn.After(today):
		return BadInput("choose today or an earlier day", "cancelledOn")
	case e.CancelledOn != nil && e.CancelReason == nil:
		return BadInput("say why it was called off", "cancelReason")
	case e.CancelledOn == nil && e.CancelReason != nil:
		return BadInput("enter when it was called off", "cancelledOn")
	}
	return nil
}

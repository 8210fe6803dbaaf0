package hub

import (
	"fmt"
	"slices"
	"time"
)

// Course is one that leads to work, such as a bootcamp: of a provider, designed with employers, linked to what employers offer. Who is on it
// is not kept, only how many.
type Course struct {
	ID           CourseID
	ProviderID   ProviderID
	Title        string
	GrowthSector *GrowthSector
	StartsOn     Date
	EndsOn       Date
	Places       int
	// Completed is how many completed it; nil where it is not over, or nobody said, or CompletedSuppressed.
	Completed           *int
	CompletedSuppressed bool `db:"-" json:"-"`
	RecordedAt          time.Time
	Version             int
}

// CourseInput is all that somebody enters of a course; what is absent is not known.
type CourseInput struct {
	ProviderID   ProviderID
	Title        string
	GrowthSector *GrowthSector
	StartsOn     Date
	EndsOn       Date
	Places       int
	Completed    *int
	// EmployerIds are those that helped design it, OpportunityIds what it leads to.
	EmployerIds    []EmployerID
	OpportunityIds []OpportunityID
}

// CourseFilter narrows courses; nil and empty fields do not.
type CourseFilter struct {
	ProviderIn     []ProviderID
	GrowthSectorIn []GrowthSector
	// EmployerID asks for those that an employer helped design.
	EmployerID *EmployerID
	// From and Until ask for those that go on at some time between these days.
	From, Until *Date
}

// Check refuses what would ask too much of one request. Errors: BAD_INPUT.
func (f CourseFilter) Check() error {
	if len(f.ProviderIn) > maxChoices {
		return BadInput(fmt.Sprintf("choose at most %d", maxChoices), "filter", "providerIn")
	}
	return checkPeriod(f.From, f.Until)
}

// CourseAttendance is how many were there on a day of a course.
type CourseAttendance struct {
	CourseID CourseID
	OnDay    Date
	// Attended is nil where it is Suppressed.
	Attended   *int
	Suppressed bool `db:"-" json:"-"`
}

// ToldTo is the course as by is told it: who only reads figures not of few people.
func (c Course) ToldTo(by Actor) Course {
	if c.Completed != nil {
		c.Completed = by.People(*c.Completed)
		c.CompletedSuppressed = c.Completed == nil
	}
	return c
}

// ToldTo is the count as by is told it.
func (a CourseAttendance) ToldTo(by Actor) CourseAttendance {
	a.Attended = by.People(*a.Attended)
	a.Suppressed = a.Attended == nil
	return a
}

// OfCourse is something that belongs to a course.
type OfCourse[T any] struct {
	CourseID CourseID
	Of       T
}

// NewCourse is the course that in describes. Errors: BAD_INPUT.
func NewCourse(in CourseInput, now time.Time) (Course, error) {
	c := Course{ID: NewCourseID(), RecordedAt: now, Version: 1}
	return c, c.Describe(in, DateOf(now))
}

// IsVersion refuses a change of another version than the caller read. Errors: CONFLICT.
func (c Course) IsVersion(version int) error { return isVersion(c.Version, version, "course") }

// maxCourseLinks is how many employers, and how many opportunities, a course may have.
const maxCourseLinks = 50

// Describe makes the course what in says, but for its employers and opportunities. Errors: BAD_INPUT.
func (c *Course) Describe(in CourseInput, today Date) (err error) {
	c.ProviderID, c.GrowthSector, c.StartsOn, c.EndsOn, c.Places, c.Completed = in.ProviderID, in.GrowthSector, in.StartsOn, in.EndsOn, in.Places, in.Completed
	if c.Title, err = requiredLine(in.Title, 200, "enter what the course is called", "title"); err != nil {
		return err
	}
	if err := between(&c.Places, 1, 1000, "places"); err != nil {
		return err
	}
	switch {
	case c.StartsOn.Year() < 2000 || c.StartsOn.After(today.AddMonths(36)):
		return BadInput("enter a day from 2000 to three years from now", "startsOn")
	case c.EndsOn.Before(c.StartsOn):
		return BadInput("it ends before it starts; check both days", "endsOn")
	case c.EndsOn.After(c.StartsOn.AddMonths(36)):
		return BadInput("a course lasts three years at most; check both days", "endsOn")
	case c.Completed != nil && c.StartsOn.After(today):
		return BadInput("it has not started; nobody can have completed it", "completed")
	case c.Completed != nil && (*c.Completed < 0 || *c.Completed > c.Places):
		return BadInput(fmt.Sprintf("enter a number from 0 to its %d places", c.Places), "completed")
	case len(in.EmployerIds) > maxCourseLinks:
		return BadInput(fmt.Sprintf("choose at most %d employers", maxCourseLinks), "employerIds")
	case len(in.OpportunityIds) > maxCourseLinks:
		return BadInput(fmt.Sprintf("choose at most %d opportunities", maxCourseLinks), "opportunityIds")
	}
	return nil
}

// CheckAttendance refuses a count that cannot be: on a day of the course that is not to come, of no more than its places. Errors: BAD_INPUT.
func (c Course) CheckAttendance(day Date, attended *int, today Date) error {
	switch {
	case day.Before(c.StartsOn) || day.After(c.EndsOn):
		return BadInput("choose a day of the course", "onDay")
	case day.After(today):
		return BadInput("choose today or an earlier day", "onDay")
	case attended != nil && (*attended < 0 || *attended > c.Places):
		return BadInput(fmt.Sprintf("enter a number from 0 to its %d places", c.Places), "attended")
	}
	return nil
}

// Links is what a list of linked records comes to: those that were chosen, and those of before that the caller does not see and so could not
// leave out.
func Links[K comparable](chosen, before, seen []K) []K {
	all := slices.Clone(chosen)
	for _, id := range before {
		if !slices.Contains(seen, id) && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

package app

import (
	"context"
	"slices"

	"employerhub/internal/hub"
	"employerhub/internal/postgres"
)

var courses = kept[hub.Course, hub.CourseID, hub.CourseFilter]{
	Book: postgres.CourseBook, kind: "course",
	head: func(c *hub.Course) head { return head{id: c.ID.UUID, version: &c.Version} },
}

// linkedCourse is a course with the employers that helped design it and the opportunities that it leads to, seen or not.
type linkedCourse struct {
	hub.Course
	Employers     []hub.EmployerID
	Opportunities []hub.OpportunityID
}

// Courses lists courses, what starts last first. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter or the cursor.
func (a *App) Courses(ctx context.Context, f hub.CourseFilter, page hub.Page) (hub.List[hub.Course], error) {
	v, err := courses.viewer(ctx, a, f)
	if err != nil {
		return hub.List[hub.Course]{}, err
	}
	list, err := postgres.Courses(ctx, a.pool, v, f, page)
	return toldList(v, list, err)
}

// CountCourses counts what Courses lists. Permission: READ_EMPLOYERS. Errors: BAD_INPUT for the filter.
func (a *App) CountCourses(ctx context.Context, f hub.CourseFilter) (int, error) {
	return courses.count(ctx, a, f)
}

// CoursesByID finds those of ids that there are. Permission: READ_EMPLOYERS.
func (a *App) CoursesByID(ctx context.Context, ids []hub.CourseID) ([]hub.Course, error) {
	return toldByID(ctx, a, courses, ids)
}

// CourseEmployers finds the employers that helped design these courses, as far as the caller sees them. Permission: READ_EMPLOYERS.
func (a *App) CourseEmployers(ctx context.Context, of []hub.CourseID) ([]hub.OfCourse[hub.EmployerID], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.CourseEmployers(ctx, a.pool, v, of)
}

// CourseOpportunities finds what these courses lead to, of employers that the caller sees. Permission: READ_EMPLOYERS.
func (a *App) CourseOpportunities(ctx context.Context, of []hub.CourseID) ([]hub.OfCourse[hub.OpportunityID], error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	return postgres.CourseOpportunities(ctx, a.pool, v, of)
}

// CourseAttendance lists how many were there on the days of these courses, the latest first. Permission: READ_EMPLOYERS.
func (a *App) CourseAttendance(ctx context.Context, of []hub.CourseID) ([]hub.CourseAttendance, error) {
	v, err := a.viewer(ctx, hub.PermReadEmployers)
	if err != nil {
		return nil, err
	}
	found, err := postgres.CourseAttendance(ctx, a.pool, of)
	return told(v, found, err)
}

// RecordCourse keeps a course. Permission: WRITE_PLACEMENTS. Errors: BAD_INPUT, also for a provider, an employer or an opportunity that is not there.
func (a *App) RecordCourse(ctx context.Context, in hub.CourseInput) (recorded hub.Course, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return recorded, err
	}
	err = a.change(ctx, func(c change) error {
		course, err := hub.NewCourse(in, c.now)
		if err != nil {
			return err
		}
		linked := linkedCourse{Course: course}
		if err := c.linkCourse(ctx, &linked, in); err != nil {
			return err
		}
		if err := courses.Insert(ctx, c, course); err != nil {
			return err
		}
		recorded = course
		return c.setCourseLinks(ctx, "course.record", nil, linked)
	})
	return recorded, err
}

// UpdateCourse makes a course what in says. Employers and opportunities that the caller does not see stay. On an error it returns the course as it
// stands. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND; CONFLICT for a stale version; as RecordCourse.
func (a *App) UpdateCourse(ctx context.Context, id hub.CourseID, version int, in hub.CourseInput) (hub.Course, error) {
	now, err := updateAs(ctx, a, hub.PermWritePlacements,
		func(c change) (linked linkedCourse, err error) {
			if linked.Course, err = courses.ForUpdate(ctx, c, c.viewer(), id); err != nil {
				return linked, err
			}
			all := postgres.Viewer{Actor: hub.System, Today: c.today()}
			linked.Employers, linked.Opportunities, err = courseLinks(ctx, c, all, id)
			return linked, err
		},
		func(c change, linked *linkedCourse) error {
			if err := linked.IsVersion(version); err != nil {
				return err
			}
			if err := linked.Describe(in, c.today()); err != nil {
				return err
			}
			return c.linkCourse(ctx, linked, in)
		},
		func(c change, before linkedCourse, linked *linkedCourse) error {
			linked.Version++
			if err := courses.Set(ctx, c, linked.Course); err != nil {
				return err
			}
			return c.setCourseLinks(ctx, "course.update", before, *linked)
		})
	return now.Course, err
}

// courseLinks are the employers and the opportunities of a course that viewer sees, in order of their IDs.
func courseLinks(ctx context.Context, q postgres.Querier, viewer postgres.Viewer, id hub.CourseID) (employers []hub.EmployerID, opportunities []hub.OpportunityID, err error) {
	ofEmployers, err := postgres.CourseEmployers(ctx, q, viewer, []hub.CourseID{id})
	if err != nil {
		return nil, nil, err
	}
	for _, e := range ofEmployers {
		employers = append(employers, e.Of)
	}
	ofOpportunities, err := postgres.CourseOpportunities(ctx, q, viewer, []hub.CourseID{id})
	for _, o := range ofOpportunities {
		opportunities = append(opportunities, o.Of)
	}
	return employers, opportunities, err
}

// linkCourse gives a course the employers and opportunities that in names, and leaves those that the caller does not see. Errors: BAD_INPUT for one
// that is not there.
func (c change) linkCourse(ctx context.Context, linked *linkedCourse, in hub.CourseInput) error {
	if err := c.knowsProvider(ctx, in.ProviderID); err != nil {
		return err
	}
	chosen, err := postgres.Survivors(ctx, c, in.EmployerIds)
	if err != nil {
		return err
	}
	for _, e := range chosen {
		if _, err := postgres.EmployerForUpdate(ctx, c, c.viewer(), e); hub.CodeOf(err) == hub.ErrNotFound {
			return hub.BadInput("there is no such employer; choose one from the list", "employerIds")
		} else if err != nil {
			return err
		}
	}
	found, err := postgres.OpportunitiesByID(ctx, c, c.viewer(), in.OpportunityIds)
	if err != nil {
		return err
	}
	var opportunities []hub.OpportunityID
	for _, id := range in.OpportunityIds {
		if !slices.ContainsFunc(found, func(o hub.Opportunity) bool { return o.ID == id }) {
			return hub.BadInput("there is no such opportunity; choose one from the list", "opportunityIds")
		}
		if !slices.Contains(opportunities, id) {
			opportunities = append(opportunities, id)
		}
	}
	seenEmployers, seenOpportunities, err := courseLinks(ctx, c, c.viewer(), linked.ID)
	if err != nil {
		return err
	}
	employers := hub.Links(chosen, linked.Employers, seenEmployers)
	if !sameLinks(employers, linked.Employers) {
		linked.Employers = employers
	}
	opportunities = hub.Links(opportunities, linked.Opportunities, seenOpportunities)
	if !sameLinks(opportunities, linked.Opportunities) {
		linked.Opportunities = opportunities
	}
	return nil
}

// sameLinks says that two lists have the same records, in whatever order.
func sameLinks[K comparable](a, b []K) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id K) bool { return !slices.Contains(b, id) })
}

// setCourseLinks stores the employers and opportunities of a course and notes in the log what it came to.
func (c change) setCourseLinks(ctx context.Context, action string, before any, linked linkedCourse) error {
	if err := postgres.SetCourseEmployers(ctx, c, linked.ID, linked.Employers); err != nil {
		return err
	}
	if err := postgres.SetCourseOpportunities(ctx, c, linked.ID, linked.Opportunities); err != nil {
		return err
	}
	return c.audit(ctx, action, courses.subject(linked.Course), before, linked)
}

// RemoveCourse takes away a course that was entered by mistake, with its attendance; the log keeps it. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND,
// CONFLICT for a stale version.
func (a *App) RemoveCourse(ctx context.Context, id hub.CourseID, version int) error {
	return courses.remove(ctx, a, id, version)
}

// RecordCourseAttendance keeps how many were there on a day of a course; nil takes the count away. Permission: WRITE_PLACEMENTS. Errors: NOT_FOUND,
// BAD_INPUT.
func (a *App) RecordCourseAttendance(ctx context.Context, id hub.CourseID, day hub.Date, attended *int) (of hub.Course, err error) {
	if err := hub.Authorise(hub.ActorFrom(ctx), hub.PermWritePlacements); err != nil {
		return of, err
	}
	err = a.change(ctx, func(c change) error {
		of, err = c.setAttendance(ctx, id, day, attended, nil)
		return err
	})
	return of, err
}

// setAttendance keeps how many were there on a day of a course, by the return that said so where one did. Errors: NOT_FOUND, BAD_INPUT.
func (c change) setAttendance(ctx context.Context, id hub.CourseID, day hub.Date, attended *int, by *hub.PlacementReturnID) (hub.Course, error) {
	course, err := courses.ForUpdate(ctx, c, c.viewer(), id)
	if err != nil {
		return course, err
	}
	if err := course.CheckAttendance(day, attended, c.today()); err != nil {
		return course, err
	}
	if err := postgres.SetCourseAttendance(ctx, c, id, day, attended); err != nil {
		return course, err
	}
	after := map[string]any{"OnDay": day, "Attended": attended}
	if by != nil {
		after["Return"] = *by
	}
	return course, c.audit(ctx, "course.attendance", courses.subject(course), nil, after)
}

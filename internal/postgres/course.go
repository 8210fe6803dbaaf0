package postgres

import (
	"context"

	"employerhub/internal/hub"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// CourseBook is where courses are stored, but for their employers, opportunities and attendance.
var CourseBook = Book[hub.Course, hub.CourseID, hub.CourseFilter]{
	table: "course", one: "course", many: "courses", day: "starts_on", nobodys: true,
	columns: `x.id, x.provider_id, x.title, x.growth_sector, x.starts_on, x.ends_on, x.places, x.completed, x.recorded_at, x.version`,
	place:   func(c hub.Course) (hub.Date, uuid.UUID) { return c.StartsOn, c.ID.UUID },
	row: func(c hub.Course) pgx.StrictNamedArgs {
		return pgx.StrictNamedArgs{
			"id": c.ID, "provider_id": c.ProviderID, "title": c.Title, "growth_sector": c.GrowthSector, "starts_on": c.StartsOn, "ends_on": c.EndsOn, "places": c.Places,
			"completed": c.Completed, "recorded_at": c.RecordedAt, "version": c.Version,
		}
	},
	narrow: func(s sight, f hub.CourseFilter, where func(condition, name string, value any)) {
		if len(f.ProviderIn) > 0 {
			where(`x.provider_id = ANY (@providers)`, "providers", f.ProviderIn)
		}
		if len(f.GrowthSectorIn) > 0 {
			where(`x.growth_sector = ANY (@sectors)`, "sectors", f.GrowthSectorIn)
		}
		if f.EmployerID != nil {
			where(`EXISTS (SELECT FROM course_employer ce WHERE ce.course_id = x.id AND ce.employer_id = @of_employer AND `+s.employerOf(`ce.employer_id`)+`)`, "of_employer", *f.EmployerID)
		}
		if f.From != nil {
			where(`x.ends_on >= @from`, "from", *f.From)
		}
		if f.Until != nil {
			where(`x.starts_on <= @until`, "until", *f.Until)
		}
	},
}

// Courses reads a page of those that f asks for, what starts last first. Errors: BAD_INPUT for a cursor of another list.
func Courses(ctx context.Context, q Querier, viewer Viewer, f hub.CourseFilter, page hub.Page) (hub.List[hub.Course], error) {
	return CourseBook.list(ctx, q, viewer, f, page)
}

// CourseEmployers reads the employers that helped design these courses and that viewer sees, by name.
func CourseEmployers(ctx context.Context, q Querier, viewer Viewer, of []hub.CourseID) ([]hub.OfCourse[hub.EmployerID], error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT x.course_id, x.employer_id AS of FROM course_employer x JOIN employer e ON e.id = x.employer_id
		WHERE x.course_id = ANY (@of) AND `+viewer.sight(args).employer("e")+` ORDER BY e.name_key, e.id`, args)
	return all[hub.OfCourse[hub.EmployerID]](rows, err, "cannot read the employers of courses")
}

// CourseOpportunities reads what these courses lead to, of employers that viewer sees.
func CourseOpportunities(ctx context.Context, q Querier, viewer Viewer, of []hub.CourseID) ([]hub.OfCourse[hub.OpportunityID], error) {
	args := pgx.StrictNamedArgs{"of": of}
	rows, err := q.Query(ctx, `
		SELECT x.course_id, x.opportunity_id AS of FROM course_opportunity x JOIN opportunity o ON o.id = x.opportunity_id
		WHERE x.course_id = ANY (@of) AND `+viewer.sight(args).employerOf(`o.employer_id`)+` ORDER BY o.role, o.id`, args)
	return all[hub.OfCourse[hub.OpportunityID]](rows, err, "cannot read what courses lead to")
}

// SetCourseEmployers writes which employers helped design a course.
func SetCourseEmployers(ctx context.Context, tx pgx.Tx, course hub.CourseID, employers []hub.EmployerID) error {
	_, err := tx.Exec(ctx, `
		WITH gone AS (DELETE FROM course_employer WHERE course_id = @course AND employer_id <> ALL (@employers))
		INSERT INTO course_employer (course_id, employer_id) SELECT @course, unnest(@employers::uuid[]) ON CONFLICT DO NOTHING`,
		pgx.StrictNamedArgs{"course": course, "employers": employers})
	if err != nil {
		return explain(err, "cannot write the employers of a course")
	}
	return nil
}

// SetCourseOpportunities writes what a course leads to.
func SetCourseOpportunities(ctx context.Context, tx pgx.Tx, course hub.CourseID, opportunities []hub.OpportunityID) error {
	_, err := tx.Exec(ctx, `
		WITH gone AS (DELETE FROM course_opportunity WHERE course_id = @course AND opportunity_id <> ALL (@opportunities))
		INSERT INTO course_opportunity (course_id, opportunity_id) SELECT @course, unnest(@opportunities::uuid[]) ON CONFLICT DO NOTHING`,
		pgx.StrictNamedArgs{"course": course, "opportunities": opportunities})
	if err != nil {
		return explain(err, "cannot write what a course leads to")
	}
	return nil
}

// CourseAttendance reads how many were there on the days of these courses, the latest day first.
func CourseAttendance(ctx context.Context, q Querier, of []hub.CourseID) ([]hub.CourseAttendance, error) {
	rows, err := q.Query(ctx, `SELECT course_id, on_day, attended FROM course_attendance WHERE course_id = ANY (@of) ORDER BY on_day DESC`, pgx.StrictNamedArgs{"of": of})
	return all[hub.CourseAttendance](rows, err, "cannot read the attendance of courses")
}

// SetCourseAttendance writes how many were there on a day; nil takes the count away.
func SetCourseAttendance(ctx context.Context, tx pgx.Tx, course hub.CourseID, day hub.Date, attended *int) error {
	sql := `INSERT INTO course_attendance (course_id, on_day, attended) VALUES (@course, @day, @attended) ON CONFLICT (course_id, on_day) DO UPDATE SET attended = @attended`
	args := pgx.StrictNamedArgs{"course": course, "day": day}
	if attended == nil {
		sql = `DELETE FROM course_attendance WHERE course_id = @course AND on_day = @day`
	} else {
		args["attended"] = *attended
	}
	if _, err := tx.Exec(ctx, sql, args); err != nil {
		return explain(err, "cannot write the attendance of a course")
	}
	return nil
}

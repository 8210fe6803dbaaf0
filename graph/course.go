package graph

import (
	"context"

	"employerhub/graph/generated"
	"employerhub/internal/hub"
)

func (r query) Courses(ctx context.Context, filter *hub.CourseFilter, first int, after *string) (*generated.CourseConnection, error) {
	l, err := listing(ctx, filter, first, after, r.app.Courses, r.app.CountCourses)
	if err != nil {
		return nil, err
	}
	return &generated.CourseConnection{Nodes: l.Nodes, PageInfo: pageInfo(l.List), TotalCount: l.total, Edges: edges(l.List, func(cursor string, c *hub.Course) generated.CourseEdge {
		return generated.CourseEdge{Cursor: cursor, Node: c}
	})}, nil
}

func (r course) Provider(ctx context.Context, c *hub.Course) (*hub.Provider, error) {
	return load(ctx).provider.Load(ctx, c.ProviderID)
}

func (r course) Employers(ctx context.Context, c *hub.Course) ([]hub.Employer, error) {
	ids, err := load(ctx).courseEmployers.Load(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	return found(load(ctx).employer.LoadAll(ctx, ids))
}

func (r course) Opportunities(ctx context.Context, c *hub.Course) ([]hub.Opportunity, error) {
	ids, err := load(ctx).courseOpportunities.Load(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	return found(load(ctx).opportunity.LoadAll(ctx, ids))
}

// found are the records that a loader read, without those that are not there.
func found[T any](all []*T, err error) ([]T, error) {
	out := []T{}
	for _, one := range all {
		if one != nil {
			out = append(out, *one)
		}
	}
	return out, err
}

func (r course) Attendance(ctx context.Context, c *hub.Course) ([]hub.CourseAttendance, error) {
	return load(ctx).courseAttendance.Load(ctx, c.ID)
}

func (r mutation) RecordCourse(ctx context.Context, input hub.CourseInput) (*generated.CoursePayload, error) {
	return coursePayload(r.app.RecordCourse(ctx, input))
}

func (r mutation) UpdateCourse(ctx context.Context, input generated.UpdateCourseInput) (*generated.CoursePayload, error) {
	id, err := hub.ParseID[hub.CourseID](input.ID)
	if err != nil {
		return nil, err
	}
	return coursePayload(r.app.UpdateCourse(ctx, id, input.Version, *input.Course))
}

func (r mutation) RemoveCourse(ctx context.Context, input generated.RemoveRecordInput) (*generated.CoursePayload, error) {
	id, err := hub.ParseID[hub.CourseID](input.ID)
	if err != nil {
		return nil, err
	}
	return coursePayload(hub.Course{}, r.app.RemoveCourse(ctx, id, input.Version))
}

func (r mutation) RecordCourseAttendance(ctx context.Context, input generated.RecordCourseAttendanceInput) (*generated.CoursePayload, error) {
	id, err := hub.ParseID[hub.CourseID](input.CourseID)
	if err != nil {
		return nil, err
	}
	return coursePayload(r.app.RecordCourseAttendance(ctx, id, input.OnDay, input.Attended))
}

func coursePayload(c hub.Course, err error) (*generated.CoursePayload, error) {
	problems, err := userErrors(err)
	return &generated.CoursePayload{Course: some(c, c.ID), UserErrors: problems}, err
}

package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

// Every count of people that an analyst can ask for, with what they are told of 3 and of 12, and what staff are told.
func TestCountsOfFewPeopleAreSuppressedForAnalysts(t *testing.T) {
	t.Parallel()
	b := setup(t)
	by, analyst := b.as(b.placements()), b.as(b.partner("Board", hub.RoleAnalyst))
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	day := hub.NewDate(2026, 11, 2)
	provider, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: "The college"})
	if err != nil {
		t.Fatal(err)
	}
	people := func(n int) (hub.Course, hub.Apprenticeship, hub.Commitment) {
		course, err := b.app.RecordCourse(by, hub.CourseInput{ProviderID: provider.ID, Title: "Welding", StartsOn: day, EndsOn: day.AddDays(5), Places: 20, Completed: &n})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.app.RecordCourseAttendance(by, course.ID, day, &n); err != nil {
			t.Fatal(err)
		}
		starts, err := b.app.RecordApprenticeship(by, e.ID, hub.ApprenticeshipInput{Stage: hub.ApprenticeshipStarted, Level: n%5 + 2, Standard: "Fitter", Places: n, OnDay: day.AddDays(n)})
		if err != nil {
			t.Fatal(err)
		}
		promised, err := b.app.RecordCommitment(by, e.ID, hub.CommitmentInput{Kind: hub.CommitmentApprenticeshipStarts, About: "Apprentices", Number: new(n), MadeOn: day, DueOn: day.AddDays(1)})
		if err != nil {
			t.Fatal(err)
		}
		if promised, err = b.app.LinkToCommitment(by, hub.LinkCommitmentInput{CommitmentID: promised.ID, ApprenticeshipID: &starts.ID}); err != nil {
			t.Fatal(err)
		}
		return course, starts, promised
	}
	for n, want := range map[int]*int{3: nil, 12: new(10)} {
		course, starts, promised := people(n)
		for _, who := range []struct {
			name string
			want *int
		}{{"analyst", want}, {"staff", &n}} {
			ctx := analyst
			if who.name == "staff" {
				ctx = by
			}
			for _, ask := range []struct {
				what string
				told func() (*int, bool, error)
			}{
				{"who completed a course", func() (*int, bool, error) {
					list, err := b.app.CoursesByID(ctx, []hub.CourseID{course.ID})
					return list[0].Completed, list[0].CompletedSuppressed, err
				}},
				{"who completed a course, in the list", func() (*int, bool, error) {
					list, err := b.app.Courses(ctx, hub.CourseFilter{}, hub.Page{First: 10})
					for _, c := range list.Nodes {
						if c.ID == course.ID {
							return c.Completed, c.CompletedSuppressed, err
						}
					}
					return new(-1), false, err
				}},
				{"who was there", func() (*int, bool, error) {
					list, err := b.app.CourseAttendance(ctx, []hub.CourseID{course.ID})
					return list[0].Attended, list[0].Suppressed, err
				}},
				{"apprentices", func() (*int, bool, error) {
					list, err := b.app.ApprenticeshipsByID(ctx, []hub.ApprenticeshipID{starts.ID})
					return list[0].PlacesTold(), list[0].PlacesSuppressed, err
				}},
				{"apprentices, in the list", func() (*int, bool, error) {
					list, err := b.app.Apprenticeships(ctx, hub.ApprenticeshipFilter{From: new(day.AddDays(n)), Until: new(day.AddDays(n))}, hub.Page{First: 10})
					return list.Nodes[0].PlacesTold(), list.Nodes[0].PlacesSuppressed, err
				}},
				{"figures of education", func() (*int, bool, error) {
					f, err := b.app.EducationFigures(ctx, day.AddDays(n), day.AddDays(n))
					return f.Started, f.StartedSuppressed, err
				}},
				{"a commitment", func() (*int, bool, error) {
					list, err := b.app.CommitmentsByID(ctx, []hub.CommitmentID{promised.ID})
					if told := list[0].StandingOn(day) == nil; told != (list[0].Delivered().Number == nil) {
						t.Errorf("%s: its standing is told: %v", who.name, !told)
					}
					return list[0].Delivered().Number, list[0].Delivered().Suppressed, err
				}},
				{"commitments of a standing", func() (*int, bool, error) {
					list, err := b.app.Commitments(ctx, hub.CommitmentFilter{StandingIn: []hub.CommitmentStanding{hub.CommitmentDelivered}}, hub.Page{First: 10})
					for _, c := range list.Nodes {
						if c.ID == promised.ID {
							return c.Delivered().Number, c.Delivered().Suppressed, err
						}
					}
					return nil, true, err
				}},
			} {
				got, suppressed, err := ask.told()
				if err != nil || suppressed != (who.want == nil) || (got == nil) != (who.want == nil) || got != nil && *got != *who.want {
					t.Errorf("%s, %d of %s: told %v, suppressed %v, %v", who.name, n, ask.what, got, suppressed, err)
				}
			}
		}
	}
	// The figures of commitments: one of the two is of few people, so how many are overdue is not told.
	for ctx, want := range map[string]bool{"analyst": false, "staff": true} {
		who := analyst
		if ctx == "staff" {
			who = by
		}
		f, err := b.app.CommitmentFigures(who)
		if err != nil || len(f) != 1 || (f[0].Overdue != nil) != want || *f[0].Delivered().Number != 15 {
			t.Errorf("%s: %+v, %v", ctx, f, err)
		}
	}
	// What the record says in words: its timeline and history.
	if got := b.titles(b.manager, e.ID, hub.TimelineEducation); !strings.Contains(got, "3 at level 5") {
		t.Errorf("staff read %s", got)
	}
	if got := b.titles(hub.ActorFrom(analyst), e.ID, hub.TimelineEducation); strings.Contains(got, "3 at level") || !strings.Contains(got, "Level 5, Fitter") {
		t.Errorf("an analyst reads %s", got)
	}
	if got := b.changes(hub.ActorFrom(analyst), e.ID, "apprenticeship."); got != "" {
		t.Errorf("an analyst reads the changes %s", got)
	}
	if got := b.changes(hub.ActorFrom(analyst), e.ID, "commitment."); got != "" {
		t.Errorf("an analyst reads the changes %s", got)
	}
}

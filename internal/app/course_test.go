package app_test

import (
	"reflect"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestACourseIsDesignedWithEmployersAndLeadsToWhatTheyOffer(t *testing.T) {
	t.Parallel()
	b := setup(t)
	college := b.placements()
	by := b.as(college)
	abdy, beck := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck Engineering"})
	secret := b.employer(b.manager, hub.CreateEmployerInput{Name: "Quoll"})
	provider, err := b.app.AddProvider(b.as(b.manager), hub.AddProviderInput{Name: "The college"})
	if err != nil {
		t.Fatal(err)
	}
	site, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: abdy.ID, Name: "Works"})
	if err != nil {
		t.Fatal(err)
	}
	offered, err := b.app.AddOpportunity(by, hub.AddOpportunityInput{SiteID: site.ID, Programme: "WORK_READY", Role: "Welder", Places: 2})
	if err != nil {
		t.Fatal(err)
	}
	in := hub.CourseInput{
		ProviderID: provider.ID, Title: "Welding bootcamp", StartsOn: hub.NewDate(2026, 11, 2), EndsOn: hub.NewDate(2027, 1, 29), Places: 12,
		EmployerIds: []hub.EmployerID{beck.ID, abdy.ID, beck.ID}, OpportunityIds: []hub.OpportunityID{offered.ID},
	}
	for name, refused := range map[string]struct {
		field  string
		change func(*hub.CourseInput)
	}{
		"no title":                         {"title", func(in *hub.CourseInput) { in.Title = "" }},
		"no provider":                      {"providerId", func(in *hub.CourseInput) { in.ProviderID = hub.NewProviderID() }},
		"an end before the start":          {"endsOn", func(in *hub.CourseInput) { in.EndsOn = hub.NewDate(2026, 11, 1) }},
		"more completed than places":       {"completed", func(in *hub.CourseInput) { in.Completed = new(13) }},
		"an employer that is not there":    {"employerIds", func(in *hub.CourseInput) { in.EmployerIds = []hub.EmployerID{hub.NewEmployerID()} }},
		"an opportunity that is not there": {"opportunityIds", func(in *hub.CourseInput) { in.OpportunityIds = []hub.OpportunityID{hub.NewOpportunityID()} }},
	} {
		b.refused(name, hub.ErrBadInput, refused.field, func() error {
			in := in
			refused.change(&in)
			_, err := b.app.RecordCourse(by, in)
			return err
		})
	}
	course, err := b.app.RecordCourse(by, in)
	if err != nil {
		t.Fatal(err)
	}
	designers := func(by hub.Actor) string {
		t.Helper()
		of, err := b.app.CourseEmployers(b.as(by), []hub.CourseID{course.ID})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, o := range of {
			names = append(names, map[hub.EmployerID]string{abdy.ID: "Abdy", beck.ID: "Beck", secret.ID: "Quoll"}[o.Of])
		}
		return strings.Join(names, " ")
	}
	if got := designers(college); got != "Abdy Beck" {
		t.Errorf("got %s", got)
	}
	if got := b.titles(b.manager, beck.ID, hub.TimelineEducation); got != "A course begins that it helped design: Welding bootcamp, The college" {
		t.Errorf("the timeline says %s", got)
	}

	// What the college does not see it cannot take away.
	in.EmployerIds = []hub.EmployerID{abdy.ID, secret.ID}
	if course, err = b.app.UpdateCourse(b.as(b.manager), course.ID, 1, in); err != nil || course.Version != 2 {
		t.Fatalf("got %+v, %v", course, err)
	}
	b.exec(`UPDATE employer SET lead_organisation_id = $1, confidential_to = $1, confidential_since = now(), confidential_by = 'Mo', confidential_reason = 'x' WHERE id = $2`, b.manager.OrganisationID, secret.ID)
	in.EmployerIds = []hub.EmployerID{beck.ID}
	if course, err = b.app.UpdateCourse(by, course.ID, 2, in); err != nil || course.Version != 3 {
		t.Fatalf("got %+v, %v", course, err)
	}
	if seen, all := designers(college), designers(b.manager); seen != "Beck" || all != "Beck Quoll" {
		t.Errorf("the college sees %s, the council %s", seen, all)
	}
	if again, err := b.app.UpdateCourse(by, course.ID, 3, in); err != nil || again.Version != 3 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error { _, err := b.app.UpdateCourse(by, course.ID, 2, in); return err })
	for name, f := range map[string]hub.CourseFilter{"its employer": {EmployerID: &beck.ID}, "in December": {From: new(hub.NewDate(2026, 12, 1)), Until: new(hub.NewDate(2026, 12, 31))}} {
		if n, err := b.app.CountCourses(by, f); err != nil || n != 1 {
			t.Errorf("%s: got %d, %v", name, n, err)
		}
	}
	if list, err := b.app.Courses(by, hub.CourseFilter{EmployerID: &secret.ID}, hub.Page{First: 5}); err != nil || len(list.Nodes) != 0 {
		t.Errorf("a hidden employer leads to %+v, %v", list.Nodes, err)
	}

	attend := func(day hub.Date, n *int) error {
		_, err := b.app.RecordCourseAttendance(by, course.ID, day, n)
		return err
	}
	for _, so := range []struct {
		day hub.Date
		n   *int
	}{{hub.NewDate(2026, 11, 2), new(11)}, {hub.NewDate(2026, 11, 9), new(9)}, {hub.NewDate(2026, 11, 9), new(10)}, {hub.NewDate(2026, 11, 2), nil}} {
		if err := attend(so.day, so.n); err != nil {
			t.Fatal(err)
		}
	}
	b.refused("a day before it", hub.ErrBadInput, "onDay", func() error { return attend(hub.NewDate(2026, 11, 1), new(1)) })
	b.refused("a day to come", hub.ErrBadInput, "onDay", func() error { return attend(hub.NewDate(2026, 12, 1), new(1)) })
	b.refused("more than its places", hub.ErrBadInput, "attended", func() error { return attend(hub.NewDate(2026, 11, 10), new(13)) })
	if got, err := b.app.CourseAttendance(by, []hub.CourseID{course.ID}); err != nil || !reflect.DeepEqual(got, []hub.CourseAttendance{{CourseID: course.ID, OnDay: hub.NewDate(2026, 11, 9), Attended: new(10)}}) {
		t.Errorf("got %+v, %v", got, err)
	}

	b.merge(abdy.ID, beck.ID)
	if got := designers(college); got != "Abdy" {
		t.Errorf("after the merge %s designed it", got)
	}
	if err := b.app.RemoveCourse(by, course.ID, 3); err != nil {
		t.Fatal(err)
	}
}

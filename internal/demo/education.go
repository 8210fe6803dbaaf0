package demo

import (
	"context"
	"slices"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// encountersSoFar are what engaged employers did for pupils, one each in the order of their names. ago is in days; negative is to come.
var encountersSoFar = []struct {
	school    string
	kind      hub.SchoolEncounterKind
	ago       int
	days      float64
	years     []int
	places    int
	confirmed bool
}{
	{"Wath Academy", hub.EncounterWithEmployers, 45, 0.3, []int{9, 10}, 120, true},
	{"Thomas Rotherham College", hub.EncounterAtWork, 30, 5, []int{12}, 6, true},
	{"Winterhill School", hub.EncounterWithEmployers, 20, 0.5, []int{8}, 90, false},
	{"Oakwood High School", hub.EncounterAtWork, 12, 1, []int{10}, 24, true},
	{"Maltby Academy", hub.EncounterWithEmployers, -25, 0.3, []int{7, 8}, 180, false},
}

// apprenticeshipsSoFar are those of the same employers.
var apprenticeshipsSoFar = []struct {
	stage    hub.ApprenticeshipStage
	level    int
	standard string
	sector   hub.GrowthSector
	places   int
}{
	{hub.ApprenticeshipStarted, 3, "Engineering fitter", hub.GrowthAdvancedManufacturing, 4},
	{hub.ApprenticeshipOffered, 2, "Business administrator", "", 2},
	{hub.ApprenticeshipPledged, 6, "Digital and technology solutions professional", hub.GrowthDigital, 10},
	{hub.ApprenticeshipOffered, 4, "Electrical power networks engineer", hub.GrowthCleanEnergy, 3},
}

// education lets some of the engaged employers work with schools and providers.
func education(ctx context.Context, a *app.App, staff []hub.Actor, today hub.Date) error {
	at := slices.IndexFunc(staff, func(by hub.Actor) bool { return by.May(hub.PermWritePlacements) })
	held, err := a.CountSchoolEncounters(ctx, hub.SchoolEncounterFilter{})
	if err != nil || held > 0 || at < 0 {
		return err
	}
	by := hub.WithActor(ctx, staff[at])
	engaged, err := a.Employers(by, hub.EmployerFilter{StatusIn: []hub.EmployerStatus{hub.EmployerEngaged}}, hub.OrderByName, hub.Page{First: len(encountersSoFar)})
	if err != nil {
		return err
	}
	providers, err := a.Providers(by, "", hub.Page{First: 20})
	if err != nil {
		return err
	}
	// Those of the others advise or pay.
	providers.Nodes = slices.DeleteFunc(providers.Nodes, func(p hub.Provider) bool {
		return !slices.Contains([]string{"Rother College", "Don Valley Digital", "Magna Logistics Academy"}, p.Name)
	})
	kinds := []hub.CollaborationKind{hub.CollaborationCoDesign, hub.CollaborationAdvisoryBoard, hub.CollaborationTeaching}
	for i, e := range engaged.Nodes {
		so := encountersSoFar[i]
		in := hub.SchoolEncounterInput{School: so.school, Kind: so.kind, HappensOn: today.AddDays(-so.ago), Days: so.days, YearGroups: so.years, PupilPlaces: so.places}
		if so.confirmed {
			in.ConfirmedOn, in.Confirmation, in.Feedback = new(today.AddDays(-2)), new("The careers leader, by e-mail"), new("Good questions; we would do it again.")
		}
		if _, err := a.RecordSchoolEncounter(by, e.ID, in); err != nil {
			return err
		}
		if i < len(providers.Nodes) {
			work := hub.CollaborationInput{ProviderID: providers.Nodes[i].ID, Course: "Welding and fabrication", Kind: kinds[i], StartsOn: today.AddDays(-90 * (i + 1))}
			if i == 0 {
				work.Evidence, work.ConfirmedOn, work.ConfirmedBy = new("Course specification, version 2"), new(today.AddDays(-10)), new(hub.PartyProvider)
			}
			if _, err := a.RecordCollaboration(by, e.ID, work); err != nil {
				return err
			}
		}
		if i < len(apprenticeshipsSoFar) {
			if err := apprentices(by, a, e.ID, i, today); err != nil {
				return err
			}
		}
	}
	return bootcamp(by, a, engaged.Nodes, providers.Nodes, today)
}

// bootcamp adds a course that some employers helped design and that leads to what the first of them offers.
func bootcamp(by context.Context, a *app.App, engaged []hub.Employer, providers []hub.Provider, today hub.Date) error {
	if len(engaged) < 2 || len(providers) == 0 {
		return nil
	}
	sector := hub.GrowthAdvancedManufacturing
	in := hub.CourseInput{
		ProviderID: providers[0].ID, Title: "Welding and fabrication bootcamp", GrowthSector: &sector, StartsOn: today.AddDays(-28), EndsOn: today.AddDays(56), Places: 14,
		EmployerIds: []hub.EmployerID{engaged[0].ID, engaged[1].ID},
	}
	offered, err := a.Opportunities(by, hub.OpportunityFilter{EmployerID: &engaged[0].ID}, hub.Page{First: 1})
	if err != nil {
		return err
	}
	for _, o := range offered.Nodes {
		in.OpportunityIds = append(in.OpportunityIds, o.ID)
	}
	course, err := a.RecordCourse(by, in)
	if err != nil {
		return err
	}
	for week, attended := range []int{14, 13, 13, 12} {
		if _, err := a.RecordCourseAttendance(by, course.ID, in.StartsOn.AddDays(7*week), &attended); err != nil {
			return err
		}
	}
	return nil
}

// apprentices records one of apprenticeshipsSoFar, and that the employer pays the levy.
func apprentices(by context.Context, a *app.App, e hub.EmployerID, i int, today hub.Date) error {
	so := apprenticeshipsSoFar[i]
	in := hub.ApprenticeshipInput{Stage: so.stage, Level: so.level, Standard: so.standard, Places: so.places, OnDay: today.AddDays(-40 - 5*i), InRotherham: true}
	if so.sector != "" {
		in.GrowthSector = &so.sector
	}
	if so.stage == hub.ApprenticeshipPledged {
		in.DueOn = new(today.AddMonths(12))
	}
	if _, err := a.RecordApprenticeship(by, e, in); err != nil {
		return err
	}
	_, err := a.RecordLevyWord(by, hub.RecordLevyWordInput{EmployerID: e, Pays: true, Transfer: []hub.LevyTransfer{hub.LevyGive, hub.LevyNotAsked, hub.LevyNone, hub.LevyGive}[i]})
	return err
}

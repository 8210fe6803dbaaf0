package demo

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

const (
	companies = 5_000
	seed      = 1
)

// district is a part of the borough: the ward that its postcodes are shown in here, and how many employers there are engaged.
type district struct {
	postcode, ward, area string
	engaged              int
}

var districts = []district{
	{"S60", "E05012996", "TEMPLEBOROUGH", 22},
	{"S61", "E05013001", "", 7},
	{"S63", "E05013016", "", 9},
	{"S64", "E05013013", "", 3},
	{"S65", "E05013010", "GATEWAY", 7},
	{"S66", "E05013002", "", 6},
	{"S25", "E05013000", "", 4},
	{"S26", "E05013015", "", 2},
}

// Records takes companies in as an import does, and lets the partners have worked with some of them. Employers that are
// there stay as they are, so a second start adds nothing. The caller acts as the hub itself.
func Records(ctx context.Context, a *app.App) error {
	held, err := a.CountEmployers(ctx, hub.EmployerFilter{})
	if err != nil {
		return err
	}
	if held == 0 {
		if err := importCompanies(ctx, a); err != nil {
			return fmt.Errorf("cannot take the made-up companies in: %w", err)
		}
	}
	staff, err := engagementStaff(ctx, a)
	if err != nil || len(staff) == 0 {
		return err
	}
	d := newDice(seed)
	for _, place := range districts {
		found, err := a.Employers(ctx, hub.EmployerFilter{Search: &place.postcode}, hub.OrderByName, hub.Page{First: place.engaged})
		if err != nil {
			return err
		}
		for _, e := range found.Nodes {
			story := newStory(d, place, e, pick(d, staff))
			if e.Status != hub.EmployerProspect || e.Postcode == nil {
				continue
			}
			if err := story.tell(ctx, a); err != nil {
				return fmt.Errorf("cannot make up what happened with %s: %w", e.Name, err)
			}
		}
	}
	return nil
}

// importCompanies goes the way of any other file, and does not wait for a worker.
func importCompanies(ctx context.Context, a *app.App) error {
	file, written := io.Pipe()
	go func() { written.CloseWithError(WriteCompaniesHouse(written, companies, seed)) }()
	imported, err := a.UploadImport(ctx, app.ImportUpload{
		Source: hub.ImportCompaniesHouse, FileName: "made-up-companies.csv", File: file, MaxBytes: 1 << 30,
	})
	if err != nil {
		return err
	}
	return a.RunImport(ctx, imported.ID)
}

// engagementStaff are those who keep records of employers, as actors.
func engagementStaff(ctx context.Context, a *app.App) ([]hub.Actor, error) {
	users, err := a.SignInUsers(ctx)
	if err != nil {
		return nil, err
	}
	var staff []hub.Actor
	for _, u := range users {
		if slices.Contains(u.Roles, hub.RoleEngagement) {
			staff = append(staff, hub.Actor{
				Kind: hub.ActorUser, OrganisationID: u.Organisation.ID, UserID: u.ID, Name: u.Name, Roles: u.Roles, SharesPersonalData: true,
			})
		}
	}
	slices.SortFunc(staff, func(x, y hub.Actor) int { return strings.Compare(x.Name, y.Name) })
	return staff, nil
}

// story is what has happened with one employer.
type story struct {
	employer  hub.Employer
	lead      hub.Actor
	place     district
	headcount int
	key       bool
	people    []hub.AddPersonInput
}

// newStory throws the same dice for the same employer, whether it is told again or not.
func newStory(d *dice, place district, e hub.Employer, lead hub.Actor) story {
	s := story{employer: e, lead: lead, place: place, headcount: pick(d, headcounts)}
	s.key = s.headcount >= 250
	domain := strings.ReplaceAll(hub.NameMatchKey(e.Name), " ", "-") + ".example"
	for i, function := range []hub.PersonFunction{hub.FunctionOwner, hub.FunctionHR, hub.FunctionPlacementContact} {
		first, last := pick(d, givenNames), title(pick(d, surnames))
		email, err := hub.ParseEmailAddress(strings.ToLower(first+"."+last) + "@" + domain)
		person := hub.AddPersonInput{EmployerID: e.ID, Name: first + " " + last, JobTitle: &jobTitles[i], Function: function}
		if err == nil {
			person.Email = &email
		}
		s.people = append(s.people, person)
	}
	return s
}

// tell makes the records in the name of the user who leads the relationship. The status comes last: an employer that is still
// a prospect has not been told of.
func (s story) tell(ctx context.Context, a *app.App) error {
	if err := a.AddPostcodes(ctx, []hub.PostcodeWard{{Postcode: *s.employer.Postcode, WardCode: s.place.ward}}); err != nil {
		return err
	}
	ctx = hub.WithActor(ctx, s.lead)
	site := hub.AddSiteInput{
		EmployerID: s.employer.ID, Name: title(s.employer.RegisteredAddress[0]), Address: s.employer.RegisteredAddress,
		Postcode: s.employer.Postcode, Headcount: &s.headcount,
	}
	if s.place.area != "" && s.key {
		site.InvestmentArea = &s.place.area
	}
	if _, err := a.AddSite(ctx, site); err != nil {
		return err
	}
	for _, p := range s.people {
		if _, err := a.AddPerson(ctx, p); err != nil {
			return err
		}
	}
	_, err := a.UpdateEmployer(ctx, hub.UpdateEmployerInput{
		ID: s.employer.ID, Version: s.employer.Version, Status: hub.Set(hub.EmployerEngaged), Headcount: hub.Set(s.headcount),
		LeadOrganisationID: hub.Set(s.lead.OrganisationID), AccountLeadID: hub.OptionalUserID{Optional: hub.Set(s.lead.UserID)},
		KeyAccount: hub.Set(s.key),
	})
	return err
}

// title writes ELDON ROAD as Eldon Road.
func title(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// headcounts are mostly small, as employers are.
var headcounts = []int{4, 7, 8, 12, 15, 18, 22, 26, 35, 41, 48, 60, 85, 120, 180, 260, 420}

var jobTitles = []string{"Managing director", "HR manager", "Training coordinator"}

var givenNames = []string{
	"Aisha", "Alan", "Amir", "Andrea", "Ben", "Beth", "Carl", "Chloe", "Claire", "Daniel", "Dawn", "Deborah", "Emma", "Farah", "Gareth",
	"Gemma", "Hannah", "Ian", "Imran", "Jack", "Jane", "Joanne", "Karen", "Kevin", "Laura", "Leanne", "Liam", "Lisa", "Mark", "Mohammed",
	"Natalie", "Neil", "Olivia", "Paul", "Rachel", "Rebecca", "Robert", "Sam", "Sarah", "Shabana", "Simon", "Sophie", "Stephen", "Tracey",
	"Usman", "Victoria", "Wayne", "Yasmin", "Zoe",
}

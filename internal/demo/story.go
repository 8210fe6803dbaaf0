package demo

import (
	"context"
	"strings"

	"employerhub/internal/app"
	"employerhub/internal/hub"
)

// scene is where and with whom a story happens.
type scene struct {
	place    district
	employer hub.Employer
	staff    []hub.Actor
	today    hub.Date
}

// story is what has happened with one employer.
type story struct {
	scene
	lead      hub.Actor
	headcount int
	people    []hub.AddPersonInput
	contacts  []contact
}

// contact is one time that a partner was in touch. with is the place among the people.
type contact struct {
	by   hub.Actor
	with int
	in   hub.RecordInteractionInput
}

// newStory throws the same dice for the same employer, whether it is told again or not.
func newStory(d *dice, at scene) story {
	s := story{scene: at, lead: pick(d, at.staff), headcount: pick(d, headcounts)}
	domain := strings.ReplaceAll(hub.NameMatchKey(at.employer.Name), " ", "-") + ".example"
	for i, function := range []hub.PersonFunction{hub.FunctionOwner, hub.FunctionHR, hub.FunctionPlacementContact} {
		first, last := pick(d, givenNames), title(pick(d, surnames))
		person := hub.AddPersonInput{EmployerID: at.employer.ID, Name: first + " " + last, JobTitle: &jobTitles[i], Function: function}
		if email, err := hub.ParseEmailAddress(strings.ToLower(first+"."+last) + "@" + domain); err == nil {
			person.Email = &email
		}
		s.people = append(s.people, person)
	}
	for day := at.today.AddDays(-d.roll(60)); len(s.contacts) < 3+len(s.people)*d.roll(2); day = day.AddDays(-10 - d.roll(90)) {
		s.contacts = append(s.contacts, s.newContact(d, day))
	}
	if d.chance(40) {
		s.contacts[0].in.FollowUp = &hub.FollowUpInput{Title: pick(d, followUps), DueOn: at.today.AddDays(d.roll(15)), AssigneeID: &s.contacts[0].by.UserID}
	}
	return s
}

// newContact is mostly by the lead.
func (s story) newContact(d *dice, on hub.Date) contact {
	told := pick(d, conversations)
	c := contact{by: s.lead, with: d.roll(len(s.people)), in: hub.RecordInteractionInput{
		EmployerIds: []hub.EmployerID{s.employer.ID}, Channel: told.channel, HappenedOn: &on, Themes: []hub.Theme{told.theme},
		Summary: told.summary, Visibility: hub.VisibilityShared,
	}}
	if d.chance(25) {
		c.by = pick(d, s.staff)
	}
	if d.chance(10) {
		c.in.Visibility = hub.VisibilityOwnOrganisation
	}
	return c
}

// tell makes the records, in the names of those who were there.
func (s story) tell(ctx context.Context, a *app.App) error {
	if err := a.AddPostcodes(ctx, []hub.PostcodeWard{{Postcode: *s.employer.Postcode, WardCode: s.place.ward}}); err != nil {
		return err
	}
	byLead := hub.WithActor(ctx, s.lead)
	// People first: an employer who has them already is not given anything twice.
	var people []hub.PersonID
	for _, p := range s.people {
		role, err := a.AddPerson(byLead, p)
		if err != nil {
			return err
		}
		people = append(people, role.Person.ID)
	}
	site := hub.AddSiteInput{
		EmployerID: s.employer.ID, Name: title(s.employer.RegisteredAddress[0]), Address: s.employer.RegisteredAddress,
		Postcode: s.employer.Postcode, Headcount: &s.headcount,
	}
	if s.place.area != "" && s.headcount >= 100 {
		site.InvestmentArea = &s.place.area
	}
	if _, err := a.AddSite(byLead, site); err != nil {
		return err
	}
	_, err := a.UpdateEmployer(byLead, hub.UpdateEmployerInput{
		ID: s.employer.ID, Version: s.employer.Version, Status: hub.Set(hub.EmployerEngaged), Headcount: hub.Set(s.headcount),
		LeadOrganisationID: hub.Set(s.lead.OrganisationID), AccountLeadID: hub.OptionalUserID{Optional: hub.Set(s.lead.UserID)},
		KeyAccount: hub.Set(s.headcount >= 250),
	})
	if err != nil {
		return err
	}
	for _, c := range s.contacts {
		if c.by.OrganisationID == s.lead.OrganisationID { // other partners do not see the people
			c.in.PersonIds = []hub.PersonID{people[c.with]}
		}
		if _, err := a.RecordInteraction(hub.WithActor(ctx, c.by), c.in); err != nil {
			return err
		}
	}
	return nil
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

var conversations = []struct {
	channel hub.Channel
	theme   hub.Theme
	summary string
}{
	{hub.ChannelCall, hub.ThemeRecruitment, "Two vacancies open since spring. They asked which agencies other firms on the estate use; sent the council's vacancy service."},
	{hub.ChannelVisit, hub.ThemeSkills, "Walked round the shop floor. Newer staff can run the machines and cannot set them; they would release two people a week for training."},
	{hub.ChannelMeeting, hub.ThemeApprenticeships, "Took two apprentices last year and would take one more if the college day moved from Friday."},
	{hub.ChannelCall, hub.ThemePlacements, "Open to T Level students from January, one at a time. Wants to meet the tutor before saying yes."},
	{hub.ChannelEmail, hub.ThemeGrowth, "Sent details of grants for the new unit. Planning decision expected next month, about a dozen jobs after that."},
	{hub.ChannelMeeting, hub.ThemeGoodWork, "Interested in Disability Confident. Unsure what an adjustment costs; explained Access to Work."},
	{hub.ChannelEvent, hub.ThemeNetwork, "Met at the manufacturing breakfast. Keen to share how they keep older staff."},
	{hub.ChannelVisit, hub.ThemeSchools, "Will host a class for half a day. Needs the school's risk assessment a week ahead."},
	{hub.ChannelCall, hub.ThemeSkills, "Digital skills in the office hold them back: nobody can change the stock spreadsheet since a retirement."},
	{hub.ChannelService, hub.ThemeRecruitment, "Ran a guaranteed-interview day with them: nine people seen, three offers made."},
	{hub.ChannelCall, hub.ThemeRedundancy, "Order book thin after the summer. No redundancies planned, shorter weeks possible; agreed to talk again in a month."},
	{hub.ChannelEmail, hub.ThemeOther, "New HR manager introduced herself and asked who to talk to about what."},
}

var followUps = []string{
	"Send the training prospectus", "Call about the apprenticeship vacancy", "Introduce the college's placement team", "Ask how the interview day went",
	"Send the Access to Work leaflet", "Arrange a site visit", "Check the planning decision",
}

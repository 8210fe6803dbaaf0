package app_test

import (
	"slices"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestAPersonHasRolesAtSeveralEmployers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	abdy := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
	beck := b.employer(b.manager, hub.CreateEmployerInput{Name: "Beck & Sons"})
	dana := b.person(b.manager, abdy.ID, "dana@abdy.example").Person
	chamber := b.partner("Chamber", hub.RoleEngagement)
	in := hub.AddPersonRoleInput{PersonID: dana.ID, EmployerID: beck.ID, Function: hub.FunctionOwner, JobTitle: new("Director"), Since: new(hub.NewDate(2026, 1, 5))}

	r, err := b.app.AddPersonRole(b.as(b.manager), in)
	if err != nil || r.EmployerID != beck.ID || *r.Person.Name != "Dana Wells" {
		t.Fatalf("got %+v, %v", r, err)
	}
	roles, err := b.app.RolesOfPeople(b.as(b.manager), []hub.PersonID{dana.ID})
	if err != nil || len(roles) != 2 {
		t.Errorf("roles: %+v, %v", roles, err)
	}
	b.wants("history of the other employer", `SELECT count(*)::text FROM audit WHERE action = 'role.add' AND employer_id = '`+beck.ID.UUID.String()+`'`, "1")
	if roles, err := b.app.RolesOfPeople(b.as(chamber), []hub.PersonID{dana.ID}); err != nil || len(roles) != 0 {
		t.Errorf("who does not see the person gets %+v, %v", roles, err)
	}

	other := in
	other.Function = hub.FunctionHR
	if _, err := b.app.AddPersonRole(b.as(b.manager), other); err != nil {
		t.Errorf("another function at the same time: %v", err)
	}
	earlier := in
	earlier.Since, earlier.Until = new(hub.NewDate(2020, 1, 1)), new(hub.NewDate(2026, 1, 4))
	ended, err := b.app.AddPersonRole(b.as(b.manager), earlier)
	if err != nil {
		t.Errorf("the same before: %v", err)
	}

	again, wrongOrder, longTitle, nobody := in, in, in, in
	wrongOrder.Function, wrongOrder.Until = hub.FunctionOperations, new(hub.NewDate(2026, 1, 4))
	longTitle.Function, longTitle.JobTitle = hub.FunctionOperations, new(strings.Repeat("t", 201))
	nobody.PersonID = hub.NewPersonID()
	add := func(in hub.AddPersonRoleInput) func() error {
		return func() error { _, err := b.app.AddPersonRole(b.as(b.manager), in); return err }
	}
	b.refused("the same function at the same time", hub.ErrBadInput, "function", add(again))
	b.refused("an end before the beginning", hub.ErrBadInput, "until", add(wrongOrder))
	b.refused("a title of 201 letters", hub.ErrBadInput, "jobTitle", add(longTitle))
	b.refused("a person nobody knows", hub.ErrNotFound, "", add(nobody))
	b.refused("a person whom the caller does not see", hub.ErrNotFound, "", func() error { _, err := b.app.AddPersonRole(b.as(chamber), other); return err })
	b.refused("a change that makes two of one", hub.ErrBadInput, "function", func() error {
		_, err := b.app.UpdatePersonRole(b.as(b.manager), hub.UpdatePersonRoleInput{ID: ended.ID, Version: 1, Until: hub.Clear[hub.Date]()})
		return err
	})
	b.person(b.manager, beck.ID, "shared@beck.example")
	if _, err := b.app.UpdatePerson(b.as(b.manager), hub.UpdatePersonInput{ID: dana.ID, Version: 1, Email: hub.Set(hub.EmailAddress("shared@beck.example"))}); hub.CodeOf(err) != hub.ErrConflict {
		t.Errorf("an address that somebody at either employer has: %v", err)
	}
}

func TestWhatMayBeSentToAPerson(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{LegalForm: new(hub.LegalFormSoleTrader)})
	r := b.person(b.manager, e.ID, "dana@abdy.example")
	rule := func(by hub.Actor) hub.ContactRule {
		t.Helper()
		rules, err := b.app.ContactRulesOf(b.as(by), []hub.RoleID{r.ID})
		if err != nil || len(rules) != 1 {
			t.Fatalf("got %+v, %v", rules, err)
		}
		return rules[0]
	}
	got := rule(b.manager)
	if got.LawfulBasis != hub.BasisPublicTask || got.Subscriber != hub.SubscriberIndividual || len(got.MarketingTopics) != 0 || !strings.Contains(strings.Join(got.Explanation, " "), "sole trader") {
		t.Errorf("a sole trader: %+v", got)
	}
	if _, err := b.app.RecordConsent(b.as(b.manager), hub.RecordConsentInput{PersonID: r.Person.ID, Topic: hub.TopicNetwork, GivenOn: hub.NewDate(2026, 11, 20), How: "form", Wording: "yes"}); err != nil {
		t.Fatal(err)
	}
	if got := rule(b.manager); !slices.Equal(got.MarketingTopics, []hub.Topic{hub.TopicNetwork}) {
		t.Errorf("with consent: %+v", got)
	}
	b.exec(`UPDATE employer SET legal_form = 'UNKNOWN'`)
	if got := rule(b.manager); got.Subscriber != hub.SubscriberIndividual || !strings.Contains(strings.Join(got.Explanation, " "), "not known") {
		t.Errorf("unknown: %+v", got)
	}
	b.exec(`UPDATE employer SET legal_form = 'LLP'`)
	if _, err := b.app.RecordObjection(b.as(b.manager), hub.RecordObjectionInput{PersonID: r.Person.ID, Topic: hub.TopicPlacements, How: "phone"}); err != nil {
		t.Fatal(err)
	}
	if got := rule(b.manager); got.Subscriber != hub.SubscriberCorporate || !slices.Equal(got.MarketingTopics, []hub.Topic{hub.TopicDiagnostics, hub.TopicNetwork, hub.TopicAccreditations}) {
		t.Errorf("a corporate one who objects to one topic: %+v", got)
	}
	chamber := b.partner("Chamber", hub.RoleEngagement)
	if rules, err := b.app.ContactRulesOf(b.as(chamber), []hub.RoleID{r.ID}); err != nil || len(rules) != 0 {
		t.Errorf("who does not see the person gets %+v, %v", rules, err)
	}
	b.exec(`UPDATE employer SET lead_organisation_id = '` + chamber.OrganisationID.UUID.String() + `'`)
	if got := rule(chamber); got.LawfulBasis != hub.BasisOwn {
		t.Errorf("a partner: %+v", got)
	}
	b.exec(`UPDATE person SET email_state = 'HARD_BOUNCED'`)
	if got := rule(b.manager); len(got.MarketingTopics) != 0 {
		t.Errorf("an address that bounced: %+v", got)
	}
}

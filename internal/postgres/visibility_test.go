package postgres_test

import (
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

// viewers are one of each kind that sees differently.
type viewers struct {
	lead, author, other, placements, analyst, noAgreement, system postgres.Viewer
}

func staff(roles ...hub.Role) postgres.Viewer {
	return postgres.Viewer{Today: today, Actor: hub.Actor{
		Kind: hub.ActorUser, UserID: hub.NewUserID(), OrganisationID: hub.NewOrganisationID(), Roles: roles, SharesPersonalData: true,
	}}
}

func addViewers(t *testing.T, pool *pgxpool.Pool) viewers {
	t.Helper()
	v := viewers{
		lead: staff(hub.RoleEngagement), author: staff(hub.RoleEngagement), other: staff(hub.RoleEngagement, hub.RoleManager),
		placements: staff(hub.RolePlacements), analyst: staff(hub.RoleAnalyst), noAgreement: staff(hub.RoleEngagement),
		system: postgres.Viewer{Actor: hub.System, Today: today},
	}
	v.noAgreement.SharesPersonalData = false
	v.analyst.OrganisationID = v.lead.OrganisationID // the role decides, not only the organisation
	for i, one := range []postgres.Viewer{v.lead, v.author, v.other, v.placements, v.noAgreement} {
		run(t, pool, `INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'OTHER')`, one.OrganisationID, string(rune('A'+i)))
		run(t, pool, `INSERT INTO hub_user (id, organisation_id, name, name_key, email, roles) VALUES ($1, $2, 'Some Body', 'some body', $3, '{}')`,
			one.UserID, one.OrganisationID, one.UserID.String())
	}
	return v
}

func TestWhoSeesPeople(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	led, free := addEmployer(t, pool, "Led Ltd", "", ""), addEmployer(t, pool, "Free Ltd", "", "")
	run(t, pool, `UPDATE employer SET lead_organisation_id = $2 WHERE id = $1`, led, v.lead.OrganisationID)
	director := addRole(t, pool, led, hub.FunctionHRDirector, nil)
	contact := addRole(t, pool, led, hub.FunctionPlacementContact, nil)
	entered := addRole(t, pool, free, hub.FunctionOwner, &v.author.OrganisationID)
	met, metLongAgo := addRole(t, pool, free, hub.FunctionHR, nil), addRole(t, pool, free, hub.FunctionOther, nil)
	addInteraction(t, pool, v.author, hub.VisibilityShared, today.AddDays(-300), free, met)
	addInteraction(t, pool, v.author, hub.VisibilityShared, today.AddDays(-400), free, metLongAgo)
	run(t, pool, `INSERT INTO objection (person_id, topic, received_at, how) VALUES ($1, 'DIAGNOSTICS', now(), 'by phone')`, director)

	const full, introduction, hidden = hub.ContactFull, hub.ContactIntroduction, hub.ContactHidden
	people := []hub.PersonID{director, contact, entered, met, metLongAgo}
	for name, tc := range map[string]struct {
		viewer postgres.Viewer
		want   []hub.ContactAccess
	}{
		"the lead organisation":       {v.lead, []hub.ContactAccess{full, full, hidden, hidden, hidden}},
		"who entered and met them":    {v.author, []hub.ContactAccess{introduction, introduction, full, full, hidden}},
		"another partner":             {v.other, []hub.ContactAccess{introduction, introduction, hidden, hidden, hidden}},
		"placement staff":             {v.placements, []hub.ContactAccess{introduction, full, hidden, hidden, hidden}},
		"an analyst of the lead":      {v.analyst, []hub.ContactAccess{hidden, hidden, hidden, hidden, hidden}},
		"a partner without agreement": {v.noAgreement, []hub.ContactAccess{hidden, hidden, hidden, hidden, hidden}},
		"the hub itself":              {v.system, []hub.ContactAccess{full, full, full, full, full}},
	} {
		t.Run(name, func(t *testing.T) {
			seen := map[hub.PersonID]hub.Person{}
			found, err := postgres.PeopleByID(t.Context(), pool, tc.viewer, people)
			if err != nil {
				t.Fatal(err)
			}
			roles, err := postgres.RolesOf(t.Context(), pool, tc.viewer, []hub.EmployerID{led, free})
			if err != nil || len(roles) != len(people) {
				t.Fatalf("got %d roles, %v", len(roles), err)
			}
			for _, p := range found {
				seen[p.ID] = p
			}
			for _, r := range roles {
				if r.Person.ContactAccess != seen[r.Person.ID].ContactAccess || (r.Person.Name == nil) != (seen[r.Person.ID].Name == nil) {
					t.Errorf("as a role %+v, as a person %+v", r.Person, seen[r.Person.ID])
				}
			}
			for i, id := range people {
				p := seen[id]
				if p.ContactAccess != tc.want[i] {
					t.Errorf("person %d is %s, want %s", i, p.ContactAccess, tc.want[i])
				}
				all, none := p.Name != nil && p.Email != nil && p.EmailState != nil && p.Objections != nil, p.Name == nil && p.Email == nil && p.Phone == nil && p.EmailState == nil && p.Objections == nil
				if tc.want[i] == full && !all || tc.want[i] != full && !none {
					t.Errorf("person %d at %s shows %+v", i, tc.want[i], p)
				}
			}
			if p := seen[director]; tc.want[0] == full && (len(p.Objections) != 1 || p.Objections[0].How != "by phone") {
				t.Errorf("got objections %+v", p.Objections)
			}
		})
	}
}

func addRole(t *testing.T, pool *pgxpool.Pool, at hub.EmployerID, function hub.PersonFunction, enteredBy *hub.OrganisationID) hub.PersonID {
	t.Helper()
	id := hub.NewPersonID()
	run(t, pool, `INSERT INTO person (id, name, email, organisation_id) VALUES ($1, 'Dana Wells', 'dana@example.org', $2)`, id, enteredBy)
	run(t, pool, `INSERT INTO person_role (id, person_id, employer_id, function) VALUES ($1, $2, $3, $4)`, hub.NewRoleID(), id, at, function)
	return id
}

func addInteraction(t *testing.T, pool *pgxpool.Pool, by postgres.Viewer, visibility hub.Visibility, on hub.Date, with hub.EmployerID, people ...hub.PersonID) hub.InteractionID {
	t.Helper()
	id := hub.NewInteractionID()
	run(t, pool, `INSERT INTO interaction (id, channel, happened_on, themes, summary, visibility, state, organisation_id, user_id)
		VALUES ($1, 'CALL', $2, '{SKILLS}', 'They need welders', $3, 'COMPLETE', $4, $5)`, id, on, visibility, by.OrganisationID, by.UserID)
	run(t, pool, `INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state) VALUES ($1, $2, $3, $4, 'COMPLETE')`,
		id, with, by.OrganisationID, on)
	for _, p := range people {
		run(t, pool, `INSERT INTO interaction_person (interaction_id, person_id) VALUES ($1, $2)`, id, p)
	}
	return id
}

package postgres_test

import (
	"slices"
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"

	"github.com/jackc/pgx/v5/pgxpool"
)

// hide makes a confidential enquiry of e that viewer's organisation leads.
func hide(t *testing.T, pool *pgxpool.Pool, e hub.EmployerID, viewer postgres.Viewer) {
	t.Helper()
	run(t, pool, `UPDATE employer SET lead_organisation_id = $2, confidential_to = $2, confidential_reason = 'moving here', confidential_since = now(), confidential_by = 'Kim' WHERE id = $1`,
		e, viewer.OrganisationID)
}

func refer(t *testing.T, pool *pgxpool.Pool, e hub.EmployerID, from, to postgres.Viewer, kind, state string) {
	t.Helper()
	run(t, pool, `INSERT INTO referral (id, kind, employer_id, from_organisation_id, to_organisation_id, about, due_on, state, created_at, closed_at, answer)
		VALUES ($1, $2, $3, $4, $5, 'Please', '2026-12-01', $6, now(), CASE WHEN $6 IN ('DECLINED', 'COMPLETED') THEN now() END, CASE WHEN $6 = 'DECLINED' THEN 'No time' END)`,
		hub.NewReferralID(), kind, e, from.OrganisationID, to.OrganisationID, state)
}

func TestWhoSeesAConfidentialEmployer(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	secret, plain := addEmployer(t, pool, "Secret Steel Ltd", "", ""), addEmployer(t, pool, "Plain Steel Ltd", "", "")
	hide(t, pool, secret, v.lead)
	admin := staff(hub.RoleAdmin)
	admin.OrganisationID = v.lead.OrganisationID
	// Each of these stands on the other side of a referral.
	referred := map[string]postgres.Viewer{}
	for _, state := range []string{"OPEN", "ACCEPTED", "DECLINED"} {
		partner := staff(hub.RoleEngagement)
		run(t, pool, `INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'OTHER')`, partner.OrganisationID, state)
		refer(t, pool, secret, v.lead, partner, "REFERRAL", state)
		referred[state] = partner
	}
	refer(t, pool, secret, v.author, v.lead, "INTRODUCTION", "OPEN")
	steel := "steel"

	for name, tc := range map[string]struct {
		viewer postgres.Viewer
		sees   bool
	}{
		"the lead organisation":               {v.lead, true},
		"an open referral":                    {referred["OPEN"], true},
		"an accepted referral":                {referred["ACCEPTED"], true},
		"a declined referral":                 {referred["DECLINED"], false},
		"who asked for an introduction":       {v.author, false},
		"another partner's manager":           {v.other, false},
		"placement staff elsewhere":           {v.placements, false},
		"an analyst of the lead organisation": {v.analyst, false},
		"its administrator":                   {admin, false},
		"the hub itself":                      {v.system, true},
	} {
		t.Run(name, func(t *testing.T) {
			want := []hub.EmployerID{plain}
			if tc.sees {
				want = append(want, secret)
			}
			for how, filter := range map[string]hub.EmployerFilter{"all": {}, "search": {Search: &steel}, "by id": {IDIn: []hub.EmployerID{plain, secret}}} {
				list, err := postgres.Employers(t.Context(), pool, tc.viewer, postgres.EmployerQuery{Filter: filter, Order: hub.OrderByName, Page: hub.Page{First: 10}})
				if err != nil || !slices.Equal(employerIDs(list.Nodes), want) {
					t.Errorf("%s: got %v, %v; want %v", how, employerIDs(list.Nodes), err, want)
				}
				if n, err := postgres.CountEmployers(t.Context(), pool, tc.viewer, filter); err != nil || n != len(want) {
					t.Errorf("%s: counted %d, %v; want %d", how, n, err, len(want))
				}
			}
			one, err := postgres.EmployersByID(t.Context(), pool, tc.viewer, []hub.EmployerID{secret})
			if err != nil || (len(one) == 1) != tc.sees {
				t.Errorf("by its ID: %v, %v", one, err)
			}
			if tc.sees && (one[0].Confidential == nil || one[0].Confidential.Reason != "moving here" || one[0].Confidential.By != "Kim") {
				t.Errorf("says %+v", one[0].Confidential)
			}
			named, err := postgres.EmployersNamed(t.Context(), pool, tc.viewer, "secret", 5)
			if err != nil || (len(named) == 1) != tc.sees {
				t.Errorf("by its name: %v, %v", named, err)
			}
			with, err := postgres.EmployersWith(t.Context(), pool, tc.viewer, "secret", nil, 5)
			if err != nil || (len(with) == 1) != tc.sees {
				t.Errorf("by a word of its name: %v, %v", with, err)
			}
			meant, err := postgres.EmployersMeaning(t.Context(), pool, tc.viewer, [][]string{{"secret"}}, 5)
			if err != nil || (len(meant) == 1) != tc.sees {
				t.Errorf("by a word that was meant: %v, %v", meant, err)
			}
		})
	}
}

func TestTheWordsOfConfidentialNamesAreNotLearnt(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	secret := addEmployer(t, pool, "Zephyrine Steel Ltd", "", "")
	addEmployer(t, pool, "Plain Steel Ltd", "", "")
	learn := func() (words []string) {
		tx, err := pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := postgres.LearnWords(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		meant, err := postgres.Correct(t.Context(), pool, []string{"zephyrint", "steal"})
		if err != nil {
			t.Fatal(err)
		}
		return append(meant["zephyrint"], meant["steal"]...)
	}
	if got := learn(); !slices.Equal(got, []string{"zephyrine", "steel"}) {
		t.Fatalf("an ordinary name's words: %v", got)
	}
	hide(t, pool, secret, v.lead)
	if got := learn(); !slices.Equal(got, []string{"steel"}) {
		t.Errorf("a confidential name's words: %v", got)
	}
}

func TestAnInteractionWithAHiddenAndAVisibleEmployer(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	secret, plain := addEmployer(t, pool, "Secret Ltd", "", ""), addEmployer(t, pool, "Plain Ltd", "", "")
	hide(t, pool, secret, v.lead)
	run(t, pool, `UPDATE employer SET lead_organisation_id = $2 WHERE id = $1`, plain, v.other.OrganisationID)
	person, only := addRole(t, pool, plain, hub.FunctionHR, nil), addRole(t, pool, secret, hub.FunctionHR, &v.other.OrganisationID)
	both := addInteraction(t, pool, v.lead, hub.VisibilityShared, today, plain, person, only)
	run(t, pool, `INSERT INTO interaction_employer (interaction_id, employer_id, organisation_id, happened_on, state) VALUES ($1, $2, $3, $4, 'COMPLETE')`,
		both, secret, v.lead.OrganisationID, today)
	alone := addInteraction(t, pool, v.other, hub.VisibilityShared, today, secret, only)

	for name, tc := range map[string]struct {
		viewer                    postgres.Viewer
		contacts, employers, took int
		words                     bool
	}{
		"the lead": {v.lead, 2, 3, 3, true},
		"who leads the other one and met this one": {v.other, 1, 1, 0, false},
		"placement staff":                          {v.placements, 1, 1, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := postgres.InteractionsByID(t.Context(), pool, tc.viewer, []hub.InteractionID{both, alone})
			if err != nil || len(found) != tc.contacts {
				t.Fatalf("%d interactions, %v; want %d", len(found), err, tc.contacts)
			}
			for _, i := range found {
				if i.ID == both && (i.Summary != nil) != tc.words {
					t.Errorf("says %v", i.Summary)
				}
			}
			with, err := postgres.EmployersIn(t.Context(), pool, tc.viewer, []hub.InteractionID{both, alone})
			if err != nil || len(with) != tc.employers {
				t.Errorf("with %v, %v", with, err)
			}
			people, err := postgres.PeopleIn(t.Context(), pool, tc.viewer, []hub.InteractionID{both, alone})
			if err != nil || len(people) != tc.took {
				t.Errorf("who took part: %v, %v", people, err)
			}
			known, err := postgres.PeopleByID(t.Context(), pool, tc.viewer, []hub.PersonID{only})
			if err != nil || (len(known) == 1) != tc.words {
				t.Errorf("the person there: %v, %v", known, err)
			}
		})
	}
}

package postgres_test

import (
	"testing"

	"employerhub/internal/hub"
	"employerhub/internal/pgtest"
	"employerhub/internal/postgres"
)

func TestWhatBelongsToEmployers(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	one, other := addEmployer(t, pool, "Abdy Ltd", "", ""), addEmployer(t, pool, "Beck Ltd", "", "")
	both := []hub.EmployerID{one, other}
	run(t, pool, `INSERT INTO postcode_directory VALUES ('S60 1AA', 'E05012996'), ('S1 2HE', NULL)`)

	t.Run("identifiers that were taken away are left out", func(t *testing.T) {
		run(t, pool, `INSERT INTO employer_identifier VALUES ($1, 'UKPRN', '10001234', NULL), ($1, 'COMPANIES_HOUSE', '01234567', now())`, one)
		got, err := postgres.IdentifiersOf(t.Context(), pool, both)
		if err != nil || len(got) != 1 || got[0].EmployerID != one || got[0].Of != (hub.Identifier{Scheme: hub.SchemeUKPRN, Value: "10001234"}) {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("present names come first", func(t *testing.T) {
		run(t, pool, `INSERT INTO employer_name (employer_id, kind, name, valid_until) VALUES
			($1, 'PREVIOUS', 'First', '2001-01-01'), ($1, 'PREVIOUS', 'Second', '2011-01-01'), ($1, 'TRADING', 'Shop', NULL), ($1, 'LEGAL', 'Abdy Ltd', NULL)`, one)
		got, err := postgres.NamesOf(t.Context(), pool, both)
		if err != nil || len(got) != 4 || got[0].Of.Name != "Abdy Ltd" || got[1].Of.Name != "Shop" || got[2].Of.Name != "Second" || got[3].Of.Until.String() != "2001-01-01" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("the main code comes first and says what it stands for", func(t *testing.T) {
		run(t, pool, `INSERT INTO employer_sic (employer_id, version, code, rank) VALUES ($1, '2007', '62020', 2), ($1, '2007', '25620', 1)`, one)
		got, err := postgres.SICCodesOf(t.Context(), pool, both)
		if err != nil || len(got) != 2 || got[0].Of.Code != "25620" || got[0].Of.Title() == nil || *got[0].Of.Title() != "Machining" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("in Rotherham by an open site's ward, unknown without one", func(t *testing.T) {
		yesterday := today.AddDays(-1)
		addSite(t, pool, one, "S60 1AA", &yesterday)
		addSite(t, pool, one, "S1 2HE", nil)
		got, err := postgres.InRotherham(t.Context(), pool, both, today)
		if err != nil || len(got) != 1 || got[0].Of {
			t.Errorf("got %+v, %v; want no for the first, unknown for the other", got, err)
		}
		addSite(t, pool, one, "S60 1AA", &today) // its last day
		if got, err = postgres.InRotherham(t.Context(), pool, both, today); err != nil || len(got) != 1 || !got[0].Of {
			t.Errorf("got %+v, %v; want yes", got, err)
		}
		sites, err := postgres.SitesOf(t.Context(), pool, both)
		if err != nil || len(sites) != 3 || sites[0].ClosedOn != nil || sites[0].Ward != nil || sites[1].Ward == nil || sites[1].Ward.Name != "Boston Castle" {
			t.Errorf("got %+v, %v", sites, err)
		}
	})
	t.Run("each partner's latest contact of 30 days, with who it was for those who see the notes", func(t *testing.T) {
		addInteraction(t, pool, v.author, hub.VisibilityShared, today.AddDays(-10), one)
		addInteraction(t, pool, v.author, hub.VisibilityShared, today.AddDays(-5), one)
		addInteraction(t, pool, v.lead, hub.VisibilityOwnOrganisation, today.AddDays(-30), one)
		addInteraction(t, pool, v.other, hub.VisibilityShared, today.AddDays(-31), one)
		got, err := postgres.RecentContactsOf(t.Context(), pool, v.author, both)
		if err != nil || len(got) != 2 || got[0].Of.On != today.AddDays(-5) || got[0].Of.User == nil || got[0].Of.User.Name != "Some Body" ||
			got[0].Of.Organisation.Name != "B" || len(got[0].Of.Themes) != 1 || got[1].Of.User != nil {
			t.Errorf("got %+v, %v", got, err)
		}
		if got, err = postgres.RecentContactsOf(t.Context(), pool, v.analyst, both); err != nil || len(got) != 0 {
			t.Errorf("an analyst got %+v, %v", got, err)
		}
	})
}

func TestUsersAndOrganisations(t *testing.T) {
	t.Parallel()
	pool, _ := pgtest.New(t)
	v := addViewers(t, pool)
	run(t, pool, `UPDATE hub_user SET name = 'Zoë O''Neill', name_key = 'zoe oneill', roles = '{ANALYST}' WHERE id = $1`, v.lead.UserID)
	run(t, pool, `UPDATE hub_user SET disabled_at = now() WHERE id = $1`, v.other.UserID)

	for search, want := range map[string]int{"": 4, "zo": 1, "O'Ne": 1, "one zoe": 1, "neill": 0, "body": 3} {
		filter := hub.UserFilter{Search: &search}
		list, err := postgres.Users(t.Context(), pool, filter, hub.Page{First: 10})
		n, countErr := postgres.CountUsers(t.Context(), pool, filter)
		if err != nil || countErr != nil || len(list.Nodes) != want || n != want {
			t.Errorf("%q: got %d, %d, %v, %v; want %d", search, len(list.Nodes), n, err, countErr, want)
		}
	}
	filter := hub.UserFilter{OrganisationID: &v.lead.OrganisationID}
	list, err := postgres.Users(t.Context(), pool, filter, hub.Page{First: 10})
	if err != nil || len(list.Nodes) != 1 || list.Nodes[0].Organisation.Name != "A" || list.Nodes[0].Roles[0] != hub.RoleAnalyst {
		t.Errorf("got %+v, %v", list.Nodes, err)
	}
	page, err := postgres.Organisations(t.Context(), pool, nil, hub.Page{First: 2})
	if err != nil || len(page.Nodes) != 2 || !page.HasNext {
		t.Fatalf("got %+v, %v", page, err)
	}
	page, err = postgres.Organisations(t.Context(), pool, nil, hub.Page{First: 10, After: page.Cursors[1]})
	if n, countErr := postgres.CountOrganisations(t.Context(), pool, nil); err != nil || countErr != nil || n != 5 || len(page.Nodes) != 3 || page.Nodes[0].Name != "C" {
		t.Errorf("got %d: %+v, %v, %v", n, page, err, countErr)
	}
	run(t, pool, `UPDATE organisation SET name = 'St Ann''s (Rotherham) B&Q*' WHERE id = $1`, v.lead.OrganisationID)
	for search, want := range map[string]int{"": 5, "ann": 1, "ST ANN'S": 1, "roth st": 1, "(rotherham)": 1, "b&q*": 1, ".*": 5, "nn": 0, "st b zz": 0} {
		list, err := postgres.Organisations(t.Context(), pool, &search, hub.Page{First: 10})
		n, countErr := postgres.CountOrganisations(t.Context(), pool, &search)
		if err != nil || countErr != nil || len(list.Nodes) != want || n != want {
			t.Errorf("%q: got %d, %d, %v, %v; want %d", search, len(list.Nodes), n, err, countErr, want)
		}
	}
	if wards, err := postgres.Wards(t.Context(), pool); err != nil || len(wards) != 25 {
		t.Errorf("got %d wards, %v", len(wards), err)
	}
	if areas, err := postgres.InvestmentAreas(t.Context(), pool); err != nil || len(areas) != 5 {
		t.Errorf("got %d areas, %v", len(areas), err)
	}
}

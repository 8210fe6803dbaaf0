package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestSites(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.exec(`INSERT INTO postcode_directory VALUES ('S60 1AA', 'E05012996'), ('S1 2HE', NULL)`)
	e := b.employer(b.manager, hub.CreateEmployerInput{})

	added, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{
		EmployerID: e.ID, Name: " Works ", Address: []string{"1 Mill Lane", "", " Rotherham "}, Postcode: new(hub.Postcode("S60 1AA")),
		InvestmentArea: new("AMID"), Headcount: new(12),
	})
	if err != nil || added.Name != "Works" || len(added.Address) != 2 || added.Ward == nil || added.Ward.Name != "Boston Castle" || added.InvestmentArea.Code != "AMID" {
		t.Fatalf("got %+v, %v", added, err)
	}

	t.Run("a ward is never guessed", func(t *testing.T) {
		for postcode, known := range map[hub.Postcode]bool{"S1 2HE": true, "S60 9ZZ": false} {
			s, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID, Name: "Shop", Postcode: new(postcode)})
			if err != nil || s.Ward != nil || *s.Postcode != postcode {
				t.Errorf("%s, in the directory %t: got %+v, %v", postcode, known, s, err)
			}
		}
	})
	t.Run("is changed and closed", func(t *testing.T) {
		got, err := b.app.UpdateSite(b.as(b.manager), hub.UpdateSiteInput{
			ID: added.ID, Version: 1, Postcode: hub.Clear[hub.Postcode](), InvestmentArea: hub.Clear[string](), Address: hub.Clear[[]string](), ClosedOn: hub.Set(hub.NewDate(2026, 12, 31)),
		})
		if err != nil || got.Version != 2 || got.Ward != nil || got.Postcode != nil || got.InvestmentArea != nil || len(got.Address) != 0 || got.ClosedOn.String() != "2026-12-31" {
			t.Errorf("got %+v, %v", got, err)
		}
		b.wants("history", `SELECT concat_ws(' ', before->>'Postcode', after->>'ClosedOn') FROM audit JOIN audit_content ON audit_id = id WHERE action = 'site.update'`, "S60 1AA 2026-12-31")
	})
	t.Run("what is wrong is told", func(t *testing.T) {
		for name, tc := range map[string]struct {
			do    func() error
			code  hub.ErrorCode
			field string
		}{
			"no name": {func() error { _, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID}); return err }, hub.ErrBadInput, "name"},
			"an unknown area": {func() error {
				_, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID, Name: "x", InvestmentArea: new("X")})
				return err
			}, hub.ErrBadInput, "investmentArea"},
			"an unknown employer": {func() error {
				_, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: hub.NewEmployerID(), Name: "x"})
				return err
			}, hub.ErrNotFound, ""},
			"a stale version": {func() error {
				_, err := b.app.UpdateSite(b.as(b.manager), hub.UpdateSiteInput{ID: added.ID, Version: 1})
				return err
			}, hub.ErrConflict, ""},
			"closed before it opened": {func() error {
				_, err := b.app.UpdateSite(b.as(b.manager), hub.UpdateSiteInput{ID: added.ID, Version: 2, OpenedOn: hub.Set(hub.NewDate(2027, 1, 1))})
				return err
			}, hub.ErrBadInput, "closedOn"},
		} {
			b.refused(name, tc.code, tc.field, tc.do)
		}
	})
}

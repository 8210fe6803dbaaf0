package app_test

import (
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestCreateEmployer(t *testing.T) {
	t.Parallel()

	t.Run("writes everything that hangs on it, and the audit row", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		got := b.employer(b.manager, hub.CreateEmployerInput{
			Name: "  Abdy   Engineering Ltd\t", LegalForm: new(hub.LegalFormPrivateLimited), CompanyNumber: new(hub.CompanyNumber("01234567")),
			TradingNames: []string{"Abdy Fittings", " "}, Website: new("www.abdy.example"), Headcount: new(49), Postcode: new(hub.Postcode("S60 1AA")), LeadIt: new(true),
		})

		if got.Name != "Abdy Engineering Ltd" || *got.Website != "https://www.abdy.example" || *got.SizeBand != hub.SizeSmall || got.Status != hub.EmployerProspect ||
			got.LeadOrganisation == nil || got.LeadOrganisation.Name != "Rotherham Council" || got.AccountLead == nil || got.AccountLead.ID != b.manager.UserID {
			t.Errorf("got %+v", got)
		}
		b.wants("search words", `SELECT search_words FROM employer`, "abdy engineering fittings 01234567 1234567 s60 1aa s601aa")
		b.wants("identifier", `SELECT scheme || value FROM employer_identifier`, "COMPANIES_HOUSE01234567")
		b.wants("names", `SELECT string_agg(kind || ' ' || name, ', ' ORDER BY id) FROM employer_name`, "LEGAL Abdy Engineering Ltd, TRADING Abdy Fittings")
		b.wants("size", `SELECT headcount || ' ' || size_band || ' ' || valid_from FROM employer_size`, "49 SMALL 2026-11-24")
		b.wants("lead", `SELECT u.name || ' ' || valid_from FROM employer_lead JOIN hub_user u ON u.id = user_id`, "Mo Manager 2026-11-24")
		b.wants("audit", `SELECT count(*)::text FROM audit JOIN audit_content ON audit_id = id WHERE action = 'employer.create' AND employer_id IS NOT NULL AND after->>'Name' = 'Abdy Engineering Ltd'`, "1")
	})

	t.Run("what is wrong is told, and nothing is left behind", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		held := b.employer(b.manager, hub.CreateEmployerInput{CompanyNumber: new(hub.CompanyNumber("01234567"))})
		for name, tc := range map[string]struct {
			in    hub.CreateEmployerInput
			code  hub.ErrorCode
			field string
		}{
			"no name":                 {hub.CreateEmployerInput{Name: " \t "}, hub.ErrBadInput, "name"},
			"a name of control codes": {hub.CreateEmployerInput{Name: "\x00\x07"}, hub.ErrBadInput, "name"},
			"too long a name":         {hub.CreateEmployerInput{Name: strings.Repeat("z", 301)}, hub.ErrBadInput, "name"},
			"not a website":           {hub.CreateEmployerInput{Name: "x", Website: new("javascript://alert.example/x")}, hub.ErrBadInput, "website"},
			"no host":                 {hub.CreateEmployerInput{Name: "x", Website: new("abdy")}, hub.ErrBadInput, "website"},
			"less than nobody":        {hub.CreateEmployerInput{Name: "x", Headcount: new(-1)}, hub.ErrBadInput, "headcount"},
			"a number that is held":   {hub.CreateEmployerInput{Name: "x", CompanyNumber: held.CompanyNumber}, hub.ErrConflict, "companyNumber"},
		} {
			b.refused(name, tc.code, tc.field, func() error { _, err := b.app.CreateEmployer(b.as(b.manager), tc.in); return err })
		}
		b.wants("employers", `SELECT count(*)::text FROM employer`, "1")
	})
}

func TestUpdateEmployer(t *testing.T) {
	t.Parallel()

	t.Run("earlier names, sizes and leads stay, with their days", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{Headcount: new(9), LeadIt: new(true), CompanyNumber: new(hub.CompanyNumber("01234567"))})
		chamber := b.partner("Chamber", hub.RoleEngagement)
		b.clock.set(moment("2026-12-01 09:00"))

		got, err := b.app.UpdateEmployer(b.as(chamber), hub.UpdateEmployerInput{
			ID: e.ID, Version: 1, Name: hub.Set("Abdy Group plc"), LegalForm: hub.Set(hub.LegalFormPublicLimited), Headcount: hub.Set(250),
			LeadOrganisationID: hub.Set(chamber.OrganisationID), AccountLeadID: hub.OptionalUserID{Optional: hub.Set(chamber.UserID)},
			CompanyNumber: hub.Set(hub.CompanyNumber("07654321")), KeyAccount: hub.Set(true), Website: hub.Clear[string](),
		})

		if err != nil || got.Version != 2 || got.Name != "Abdy Group plc" || *got.SizeBand != hub.SizeLarge || got.LeadOrganisation.Name != "Chamber" || !got.KeyAccount {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.wants("names", `SELECT string_agg(concat_ws(' ', kind, name, valid_from, valid_until), ', ' ORDER BY id) FROM employer_name`,
			"PREVIOUS Abdy Engineering Ltd 2026-12-01, LEGAL Abdy Group plc 2026-12-01")
		b.wants("sizes", `SELECT string_agg(concat_ws(' ', headcount, valid_from, valid_until), ', ' ORDER BY valid_from) FROM employer_size`, "9 2026-11-24 2026-12-01, 250 2026-12-01")
		b.wants("leads", `SELECT string_agg(concat_ws(' ', o.name, valid_from, valid_until), ', ' ORDER BY valid_from) FROM employer_lead JOIN organisation o ON o.id = organisation_id`,
			"Rotherham Council 2026-11-24 2026-12-01, Chamber 2026-12-01")
		b.wants("search finds both names", `SELECT search_words FROM employer`, "abdy group engineering 07654321 7654321")
		b.wants("the number that was given up is free", `SELECT count(*)::text FROM employer_identifier WHERE removed_at IS NULL`, "1")
		b.employer(b.manager, hub.CreateEmployerInput{Name: "Other", CompanyNumber: new(hub.CompanyNumber("01234567"))})
	})

	t.Run("a change and its undoing on one day leave one size", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{Headcount: new(9)})
		for i, n := range []int{90, 9} {
			if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: i + 1, Headcount: hub.Set(n)}); err != nil {
				t.Fatal(err)
			}
		}
		b.wants("sizes", `SELECT string_agg(headcount::text, ', ') FROM employer_size`, "9")
	})

	t.Run("asking for what is there already changes nothing", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{})
		got, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: 1, Name: hub.Set(e.Name), Website: hub.Clear[string]()})
		if err != nil || got.Version != 1 {
			t.Errorf("got version %d, %v", got.Version, err)
		}
		b.wants("audit rows", `SELECT count(*)::text FROM audit WHERE action = 'employer.update'`, "0")
	})

	t.Run("what is wrong is told, with the employer as it stands", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
		other := b.employer(b.manager, hub.CreateEmployerInput{Name: "Other", CompanyNumber: new(hub.CompanyNumber("01234567"))})
		chamber := b.partner("Chamber", hub.RoleEngagement)
		user := func(id hub.UserID) hub.OptionalUserID { return hub.OptionalUserID{Optional: hub.Set(id)} }
		for name, tc := range map[string]struct {
			in    hub.UpdateEmployerInput
			code  hub.ErrorCode
			field string
		}{
			"a stale version":             {hub.UpdateEmployerInput{ID: e.ID, Version: 7, Name: hub.Set("x")}, hub.ErrConflict, ""},
			"no name":                     {hub.UpdateEmployerInput{ID: e.ID, Version: 1, Name: hub.Clear[string]()}, hub.ErrBadInput, "name"},
			"no status":                   {hub.UpdateEmployerInput{ID: e.ID, Version: 1, Status: hub.Clear[hub.EmployerStatus]()}, hub.ErrBadInput, "status"},
			"a number that is held":       {hub.UpdateEmployerInput{ID: e.ID, Version: 1, CompanyNumber: hub.Set(*other.CompanyNumber)}, hub.ErrConflict, "companyNumber"},
			"a lead who works elsewhere":  {hub.UpdateEmployerInput{ID: e.ID, Version: 1, AccountLeadID: user(chamber.UserID)}, hub.ErrBadInput, "accountLeadId"},
			"a lead whom nobody knows":    {hub.UpdateEmployerInput{ID: e.ID, Version: 1, AccountLeadID: user(hub.NewUserID())}, hub.ErrBadInput, "accountLeadId"},
			"a partner whom nobody knows": {hub.UpdateEmployerInput{ID: e.ID, Version: 1, LeadOrganisationID: hub.Set(hub.NewOrganisationID())}, hub.ErrBadInput, "leadOrganisationId"},
			"a lead of nobody":            {hub.UpdateEmployerInput{ID: other.ID, Version: 1, AccountLeadID: user(chamber.UserID)}, hub.ErrBadInput, "leadOrganisationId"},
			"an employer nobody knows":    {hub.UpdateEmployerInput{ID: hub.NewEmployerID(), Version: 1}, hub.ErrNotFound, ""},
		} {
			b.refused(name, tc.code, tc.field, func() error {
				now, err := b.app.UpdateEmployer(b.as(b.manager), tc.in)
				if tc.code != hub.ErrNotFound && now.Version != 1 {
					t.Errorf("%s: got %+v, want the employer as it stands", name, now)
				}
				return err
			})
		}
	})

	t.Run("another lead organisation comes without an account lead, and none without anybody", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{LeadIt: new(true)})
		chamber := b.partner("Chamber", hub.RoleEngagement)
		got, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: 1, LeadOrganisationID: hub.Set(chamber.OrganisationID)})
		if err != nil || got.LeadOrganisation.Name != "Chamber" || got.AccountLead != nil {
			t.Fatalf("got %+v, %v", got, err)
		}
		got, err = b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: e.ID, Version: 2, LeadOrganisationID: hub.Clear[hub.OrganisationID]()})
		if err != nil || got.LeadOrganisation != nil {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
}

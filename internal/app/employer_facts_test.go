package app_test

import (
	"errors"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func TestWhatAnEmployerHasSeveralOf(t *testing.T) {
	t.Parallel()

	t.Run("lists are taken as a whole, each in its own writing, and the history tells them", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{CompanyNumber: new(hub.CompanyNumber("01234567")), TradingNames: []string{"Abdy Fittings"}, Headcount: new(9)})
		b.clock.set(moment("2026-12-01 09:00"))
		got, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{
			ID: e.ID, Version: 1,
			Identifiers: hub.Set([]hub.Identifier{{Scheme: hub.SchemeUKPRN, Value: " 1000 5534"}, {Scheme: hub.SchemeCompaniesHouse, Value: "sc123456"}, {Scheme: hub.SchemeCharityScotland, Value: "sc012345"}}),
			Names: hub.Set([]hub.EmployerName{
				{Kind: hub.NameTrading, Name: "Abdy  Fittings", Until: new(hub.NewDate(2026, 10, 1))},
				{Kind: hub.NamePrevious, Name: "Abdy & Sons", From: new(hub.NewDate(1998, 3, 1)), Until: new(hub.NewDate(2004, 6, 30))},
			}),
			SICCodes:      hub.Set([]hub.EmployerSIC{{Version: "2007", Code: "25620"}, {Version: "2026", Code: "25530"}}),
			GrowthSectors: hub.Set([]hub.GrowthSector{hub.GrowthLifeSciences, hub.GrowthAdvancedManufacturing, hub.GrowthLifeSciences}),
			Headcount:     hub.Set(60), HeadcountFrom: hub.Set(hub.NewDate(2026, 11, 28)),
		})
		if err != nil || *got.CompanyNumber != "SC123456" || *got.Sector() != "Manufacturing" || got.Version != 2 {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.wants("numbers", `SELECT string_agg(scheme || ' ' || value, ', ' ORDER BY scheme) FROM employer_identifier WHERE removed_at IS NULL`,
			"CHARITY_SCOTLAND SC012345, COMPANIES_HOUSE SC123456, UKPRN 10005534")
		b.wants("names", `SELECT string_agg(concat_ws(' ', kind, name, valid_from, valid_until), ', ' ORDER BY kind, name) FROM employer_name`,
			"LEGAL Abdy Engineering Ltd, PREVIOUS Abdy & Sons 1998-03-01 2004-06-30, TRADING Abdy Fittings 2026-10-01")
		b.wants("codes", `SELECT string_agg(concat_ws(' ', version, code, rank, valid_from), ', ' ORDER BY version) FROM employer_sic`, "2007 25620 1 2026-12-01, 2026 25530 1 2026-12-01")
		b.wants("sectors", `SELECT string_agg(sector || ' ' || valid_from, ', ' ORDER BY sector) FROM employer_growth_sector`, "ADVANCED_MANUFACTURING 2026-12-01, LIFE_SCIENCES 2026-12-01")
		b.wants("sizes", `SELECT string_agg(concat_ws(' ', headcount, valid_from, valid_until), ', ' ORDER BY valid_from) FROM employer_size`, "9 2026-11-24 2026-11-28, 60 2026-11-28")
		b.wants("search finds the old name", `SELECT (search_words LIKE '%sons%')::text FROM employer`, "true")
		b.wants("history", `SELECT after->>'Identifiers' || (after->>'OtherNames') || (after->>'GrowthSectors') FROM audit_content WHERE before IS NOT NULL`,
			`["UKPRN 10005534", "company number SC123456", "Scottish charity number SC012345"]["Abdy Fittings (trading, until 1 October 2026)", "Abdy & Sons (previous, from 1 March 1998, until 30 June 2004)"]["Advanced Manufacturing", "Life Sciences"]`)

		b.clock.set(moment("2026-12-02 09:00"))
		got, err = b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{
			ID: e.ID, Version: 2, Identifiers: hub.Clear[[]hub.Identifier](), Names: hub.Set([]hub.EmployerName{}),
			SICCodes: hub.Set([]hub.EmployerSIC{{Version: "2026", Code: "25530"}}), GrowthSectors: hub.Set([]hub.GrowthSector{hub.GrowthLifeSciences}),
		})
		if err != nil || got.CompanyNumber != nil || got.SICSection != nil {
			t.Fatalf("got %+v, %v", got, err)
		}
		b.wants("numbers", `SELECT count(*)::text FROM employer_identifier WHERE removed_at IS NULL`, "0")
		b.wants("names", `SELECT string_agg(name, ', ') FROM employer_name`, "Abdy Engineering Ltd")
		b.wants("codes by date", `SELECT string_agg(concat_ws(' ', version, valid_from, valid_until), ', ' ORDER BY version) FROM employer_sic`, "2007 2026-12-01 2026-12-02, 2026 2026-12-01")
		b.wants("sectors by date", `SELECT string_agg(concat_ws(' ', sector, valid_from, valid_until), ', ' ORDER BY sector) FROM employer_growth_sector`,
			"ADVANCED_MANUFACTURING 2026-12-01 2026-12-02, LIFE_SCIENCES 2026-12-01")
	})

	t.Run("the same lists again change nothing, and what is not named stays", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		e := b.employer(b.manager, hub.CreateEmployerInput{TradingNames: []string{"Abdy Fittings"}})
		same := hub.UpdateEmployerInput{
			ID: e.ID, Version: 1, Identifiers: hub.Set([]hub.Identifier{{Scheme: hub.SchemeURN, Value: "106957"}}), GrowthSectors: hub.Set([]hub.GrowthSector{hub.GrowthDefence}),
		}
		for range 2 {
			if now, err := b.app.UpdateEmployer(b.as(b.manager), same); err != nil || now.Version != 2 {
				t.Fatalf("got %+v, %v", now, err)
			}
			same.Version = 2
		}
		b.wants("names", `SELECT string_agg(name, ', ' ORDER BY id) FROM employer_name`, "Abdy Engineering Ltd, Abdy Fittings")
		b.wants("changes", `SELECT count(*)::text FROM audit WHERE action = 'employer.update'`, "1")
	})

	t.Run("what is wrong is told with its place, and nothing is changed", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		held := b.employer(b.manager, hub.CreateEmployerInput{Name: "Holder"})
		if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: held.ID, Version: 1, Identifiers: hub.Set([]hub.Identifier{{Scheme: hub.SchemeUKPRN, Value: "10005534"}})}); err != nil {
			t.Fatal(err)
		}
		e := b.employer(b.manager, hub.CreateEmployerInput{Headcount: new(9)})
		numbers := func(all ...hub.Identifier) hub.UpdateEmployerInput {
			return hub.UpdateEmployerInput{Identifiers: hub.Set(all)}
		}
		names := func(all ...hub.EmployerName) hub.UpdateEmployerInput {
			return hub.UpdateEmployerInput{Names: hub.Set(all)}
		}
		codes := func(all ...hub.EmployerSIC) hub.UpdateEmployerInput {
			return hub.UpdateEmployerInput{SICCodes: hub.Set(all)}
		}
		for what, tc := range map[string]struct {
			in      hub.UpdateEmployerInput
			code    hub.ErrorCode
			field   string
			message string
		}{
			"a company number":          {numbers(hub.Identifier{Scheme: hub.SchemeCompaniesHouse, Value: "12 34x"}), hub.ErrBadInput, "identifiers.0.value", "01234567 or SC123456"},
			"an English charity":        {numbers(hub.Identifier{Scheme: hub.SchemeCharityEnglandWales, Value: "12345"}), hub.ErrBadInput, "identifiers.0.value", "1089464"},
			"a Scottish charity":        {numbers(hub.Identifier{Scheme: hub.SchemeCharityScotland, Value: "012345"}), hub.ErrBadInput, "identifiers.0.value", "SC012345"},
			"a Northern Irish charity":  {numbers(hub.Identifier{Scheme: hub.SchemeCharityNorthernIreland, Value: "NI100123"}), hub.ErrBadInput, "identifiers.0.value", "NIC100123"},
			"a UKPRN":                   {numbers(hub.Identifier{Scheme: hub.SchemeURN, Value: "106957"}, hub.Identifier{Scheme: hub.SchemeUKPRN, Value: "20005534"}), hub.ErrBadInput, "identifiers.1.value", "10005534"},
			"a URN":                     {numbers(hub.Identifier{Scheme: hub.SchemeURN, Value: "10695"}), hub.ErrBadInput, "identifiers.0.value", "106957"},
			"no register":               {numbers(hub.Identifier{Scheme: "MOON", Value: "1"}), hub.ErrBadInput, "identifiers.0.scheme", "MOON"},
			"a number that is held":     {numbers(hub.Identifier{Scheme: hub.SchemeUKPRN, Value: "10005534"}), hub.ErrConflict, "identifiers.0.value", "Holder has this UKPRN"},
			"a number twice":            {numbers(hub.Identifier{Scheme: hub.SchemeURN, Value: "106957"}, hub.Identifier{Scheme: hub.SchemeURN, Value: "106 957"}), hub.ErrBadInput, "identifiers.1.value", "twice"},
			"two company numbers":       {numbers(hub.Identifier{Scheme: hub.SchemeCompaniesHouse, Value: "1"}, hub.Identifier{Scheme: hub.SchemeCompaniesHouse, Value: "2"}), hub.ErrBadInput, "identifiers.1.value", "one company number"},
			"the company number twice":  {hub.UpdateEmployerInput{CompanyNumber: hub.Set(hub.CompanyNumber("01234567")), Identifiers: hub.Clear[[]hub.Identifier]()}, hub.ErrBadInput, "companyNumber", "once"},
			"too many numbers":          {numbers(make([]hub.Identifier, 21)...), hub.ErrBadInput, "identifiers", "20"},
			"no name":                   {names(hub.EmployerName{Kind: hub.NameTrading, Name: " "}), hub.ErrBadInput, "names.0.name", "enter"},
			"a name too long":           {names(hub.EmployerName{Kind: hub.NameTrading, Name: strings.Repeat("n", 301)}), hub.ErrBadInput, "names.0.name", "300"},
			"a second legal name":       {names(hub.EmployerName{Kind: hub.NameLegal, Name: "Abdy"}), hub.ErrBadInput, "names.0.kind", "by itself"},
			"a name that ends first":    {names(hub.EmployerName{Kind: hub.NamePrevious, Name: "Abdy", From: new(hub.NewDate(2020, 1, 2)), Until: new(hub.NewDate(2020, 1, 1))}), hub.ErrBadInput, "names.0.until", "before"},
			"a name twice":              {names(hub.EmployerName{Kind: hub.NameTrading, Name: "Abdy"}, hub.EmployerName{Kind: hub.NameTrading, Name: "ABDY"}), hub.ErrBadInput, "names.1.name", "already"},
			"no SIC code":               {codes(hub.EmployerSIC{Version: "2007", Code: "25.62"}), hub.ErrBadInput, "sicCodes.0.code", "5 digits"},
			"a code nobody has":         {codes(hub.EmployerSIC{Version: "2007", Code: "99998"}), hub.ErrBadInput, "sicCodes.0.code", "2007"},
			"a code of no edition":      {codes(hub.EmployerSIC{Version: "1992", Code: "25620"}), hub.ErrBadInput, "sicCodes.0.version", "edition"},
			"a size to come":            {hub.UpdateEmployerInput{Headcount: hub.Set(10), HeadcountFrom: hub.Set(hub.NewDate(2026, 11, 25))}, hub.ErrBadInput, "headcountFrom", "today"},
			"a size before the present": {hub.UpdateEmployerInput{Headcount: hub.Set(10), HeadcountFrom: hub.Set(hub.NewDate(2026, 11, 23))}, hub.ErrBadInput, "headcountFrom", "24 November 2026"},
			"a day without a size":      {hub.UpdateEmployerInput{HeadcountFrom: hub.Set(hub.NewDate(2026, 11, 24))}, hub.ErrBadInput, "headcount", "how many"},
		} {
			tc.in.ID, tc.in.Version = e.ID, 1
			b.refused(what, tc.code, "", func() error {
				_, err := b.app.UpdateEmployer(b.as(b.manager), tc.in)
				refusal, _ := errors.AsType[*hub.Error](err)
				if path := strings.Join(refusal.Field, "."); path != tc.field || !strings.Contains(err.Error(), tc.message) {
					t.Errorf("%s: got %q at %s, want %q at %s", what, err, path, tc.message, tc.field)
				}
				return err
			})
		}
	})
}

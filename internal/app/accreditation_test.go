package app_test

import (
	"fmt"
	"strings"
	"testing"

	"employerhub/internal/hub"
)

func (b testBundle) awarded(e hub.EmployerID, level int, on hub.Date, change func(*hub.RecordAccreditationInput)) hub.Accreditation {
	b.Helper()
	in := hub.RecordAccreditationInput{EmployerID: e, Scheme: hub.DisabilityConfident, Level: level, AwardedOn: on, Source: hub.AwardOnCertificate}
	if change != nil {
		change(&in)
	}
	a, _, err := b.app.RecordAccreditation(b.as(b.manager), in)
	if err != nil {
		b.Fatal(err)
	}
	return a
}

// standing is how an employer stands with Disability Confident.
func (b testBundle) standing(e hub.EmployerID) hub.SchemeStanding {
	b.Helper()
	of, err := b.app.StandingsOf(b.as(b.manager), []hub.EmployerID{e})
	if err != nil || len(of) != 1 || len(of[0].Standings) != 7 || of[0].Standings[0].Scheme.Code != hub.DisabilityConfident {
		b.Fatalf("got %+v, %v", of, err)
	}
	return of[0].Standings[0]
}

func TestAccreditationsAreRecordedCorrectedAndEnded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	first := b.awarded(e.ID, 1, hub.NewDate(2024, 1, 10), func(in *hub.RecordAccreditationInput) {
		in.Source, in.ExpiresOn, in.Reference = hub.AwardToldByEmployer, new(hub.NewDate(2027, 1, 10)), new(" DCS0123 ")
	})
	if s := b.standing(e.ID); len(s.Awards) != 1 || *s.Awards[0].Reference != "DCS0123" || s.Next(hub.NewDate(2026, 6, 1)) != hub.NextVerify {
		t.Errorf("got %+v", s)
	}
	recording := func(in hub.RecordAccreditationInput) func() error {
		return func() error {
			_, _, err := b.app.RecordAccreditation(b.as(b.manager), in)
			return err
		}
	}
	again := hub.RecordAccreditationInput{EmployerID: e.ID, Scheme: hub.DisabilityConfident, Level: 1, AwardedOn: hub.NewDate(2026, 11, 1), Source: hub.AwardOnCertificate}
	b.refused("a second current one", hub.ErrConflict, "level", recording(again))
	b.refused("no scheme", hub.ErrBadInput, "scheme", recording(hub.RecordAccreditationInput{EmployerID: e.ID, Scheme: "GOLD_STAR", Level: 1}))
	b.refused("no employer", hub.ErrNotFound, "", recording(hub.RecordAccreditationInput{EmployerID: hub.NewEmployerID(), Scheme: hub.DisabilityConfident, Level: 1}))
	b.refused("an analyst", hub.ErrForbidden, "", func() error {
		_, _, err := b.app.RecordAccreditation(b.as(b.partner("Board", hub.RoleAnalyst)), again)
		return err
	})

	verified, err := b.app.VerifyAccreditation(b.as(b.manager), first.ID, 1, nil)
	if err != nil || verified.Source != hub.AwardOnCertificate || verified.VerifiedBy.Name != "Mo Manager" {
		t.Fatalf("got %+v, %v", verified, err)
	}
	corrected, warnings, err := b.app.UpdateAccreditation(b.as(b.manager), hub.UpdateAccreditationInput{ID: first.ID, Version: 2, Level: hub.Set(2), ExpiresOn: hub.Clear[hub.Date]()})
	if err != nil || corrected.Level != 2 || corrected.ExpiresOn != nil || len(warnings) != 1 || !strings.Contains(warnings[0], "No level 1") {
		t.Errorf("got %+v, %q, %v", corrected, warnings, err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error {
		_, err := b.app.EndAccreditation(b.as(b.manager), first.ID, 2, hub.NewDate(2026, 11, 1), "Gave it up")
		return err
	})
	if ended, err := b.app.EndAccreditation(b.as(b.manager), first.ID, 3, hub.NewDate(2026, 11, 1), "Gave it up"); err != nil || ended.StatusOn(hub.NewDate(2026, 11, 1)) != hub.AwardEnded {
		t.Errorf("got %+v, %v", ended, err)
	}
	mistake := b.awarded(e.ID, 3, hub.NewDate(2026, 11, 2), nil)
	if err := b.app.RemoveAccreditation(b.as(b.manager), mistake.ID, 1); err != nil {
		t.Fatal(err)
	}
	if s := b.standing(e.ID); len(s.Awards) != 1 || s.Next(hub.NewDate(2026, 11, 24)) != hub.NextStartAgain {
		t.Errorf("got %+v", s)
	}
	b.wants("audit", `SELECT string_agg(action, ' ' ORDER BY id) FROM audit WHERE action LIKE 'accreditation.%'`,
		"accreditation.record accreditation.verify accreditation.update accreditation.end accreditation.record accreditation.remove")
}

func TestTheWayToAnAccreditation(t *testing.T) {
	t.Parallel()
	b := setup(t)
	one, two := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"}), b.employer(b.manager, hub.CreateEmployerInput{Name: "Bolts Ltd"})
	note := func(e hub.EmployerID, stage hub.AccreditationStage, since *hub.Date) {
		t.Helper()
		if _, err := b.app.SetAccreditationStage(b.as(b.manager), hub.SetAccreditationStageInput{EmployerID: e, Scheme: hub.DisabilityConfident, Stage: stage, Since: since}); err != nil {
			t.Fatal(err)
		}
	}
	note(one.ID, hub.StageAware, new(hub.NewDate(2026, 9, 1)))
	note(one.ID, hub.StageApplied, nil)
	note(two.ID, hub.StageWorkingTowards, new(hub.NewDate(2026, 10, 1)))
	onTheirWay := func(stages ...hub.AccreditationStage) string {
		t.Helper()
		names := strings.Builder{}
		f := hub.StageFilter{Scheme: hub.DisabilityConfident, StageIn: stages}
		page := hub.Page{First: 1}
		for {
			list, err := b.app.OnTheirWay(b.as(b.manager), f, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list.Nodes {
				fmt.Fprintf(&names, "%s since %s;", s.Stage, s.Since)
			}
			if !list.HasNext {
				return names.String()
			}
			page.After = list.Cursors[0]
		}
	}
	all := []hub.AccreditationStage{hub.StageAware, hub.StageWorkingTowards, hub.StageApplied}
	if got := onTheirWay(all...); got != "WORKING_TOWARDS since 2026-10-01;APPLIED since 2026-11-24;" {
		t.Errorf("got %s", got)
	}
	if got := onTheirWay(hub.StageAware); got != "" {
		t.Errorf("got %s", got)
	}
	if s := b.standing(one.ID); s.Stage != hub.StageApplied || s.StageSince.String() != "2026-11-24" {
		t.Errorf("got %+v", s)
	}
	b.awarded(one.ID, 1, hub.NewDate(2026, 11, 24), nil)
	if got := onTheirWay(all...); got != "WORKING_TOWARDS since 2026-10-01;" {
		t.Errorf("who has a level is no longer on the way: %s", got)
	}
	b.refused("a day to come", hub.ErrBadInput, "since", func() error {
		_, err := b.app.SetAccreditationStage(b.as(b.manager), hub.SetAccreditationStageInput{EmployerID: one.ID, Scheme: hub.DisabilityConfident, Stage: hub.StageAware, Since: new(hub.NewDate(2027, 1, 1))})
		return err
	})
}

func TestAccreditationsByExpiry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for i, expires := range []*hub.Date{nil, new(hub.NewDate(2027, 2, 1)), new(hub.NewDate(2029, 1, 1)), new(hub.NewDate(2026, 11, 23))} {
		e := b.employer(b.manager, hub.CreateEmployerInput{Name: fmt.Sprintf("Works %d Ltd", i)})
		b.awarded(e.ID, 1, hub.NewDate(2020, 1, 1), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = new(hub.NewDate(2023, 1, 1)) })
		b.awarded(e.ID, 1+i%3, hub.NewDate(2024, 1, 1), func(in *hub.RecordAccreditationInput) { in.ExpiresOn = expires })
	}
	list := func(f hub.AccreditationFilter) string {
		expiries := []string{}
		t.Helper()
		f.Scheme = hub.DisabilityConfident
		page := hub.Page{First: 2}
		for n := 0; ; {
			list, err := b.app.Accreditations(b.as(b.manager), f, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range list.Nodes {
				n++
				if a.ExpiresOn == nil {
					expiries = append(expiries, "unknown")
				} else {
					expiries = append(expiries, a.ExpiresOn.String())
				}
			}
			if !list.HasNext {
				if count, err := b.app.CountAccreditations(b.as(b.manager), f); err != nil || count != n {
					t.Errorf("counted %d, %v; want %d", count, err, n)
				}
				return strings.Join(expiries, " ")
			}
			page.After = list.Cursors[len(list.Cursors)-1]
		}
	}
	by := hub.NewDate(2027, 6, 1)
	for want, f := range map[string]hub.AccreditationFilter{
		"2026-11-23 2027-02-01 2029-01-01 unknown": {},
		"2027-02-01":            {StatusIn: []hub.AccreditationStatus{hub.AwardExpiring}},
		"2026-11-23":            {StatusIn: []hub.AccreditationStatus{hub.AwardLapsed}},
		"2029-01-01 unknown":    {StatusIn: []hub.AccreditationStatus{hub.AwardCurrent, hub.AwardExpiryUnknown}},
		"2026-11-23 2027-02-01": {ExpiresBy: &by},
		"2029-01-01":            {LevelIn: []int{3}},

		"": {InRotherham: new(true)},
	} {
		if got := list(f); got != want {
			t.Errorf("%+v: got %s, want %s", f, got, want)
		}
	}
}

func TestDisabilityConfidentFigures(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.exec(`INSERT INTO postcode_directory (postcode, ward_code) SELECT 'S60 1AA', code FROM ward ORDER BY code LIMIT 1`)
	b.exec(`INSERT INTO postcode_directory (postcode) VALUES ('S1 2AA')`)
	employer := func(name string, postcode hub.Postcode) hub.EmployerID {
		t.Helper()
		e := b.employer(b.manager, hub.CreateEmployerInput{Name: name, Headcount: new(30)})
		if _, err := b.app.AddSite(b.as(b.manager), hub.AddSiteInput{EmployerID: e.ID, Name: "Works", Postcode: &postcode}); err != nil {
			t.Fatal(err)
		}
		return e.ID
	}
	held, elsewhere, told := employer("Abdy Ltd", "S60 1AA"), employer("Bolts Ltd", "S1 2AA"), employer("Crofts Ltd", "S60 1AA")
	listed, twice := employer("Drums Ltd", "S60 1AA"), employer("Abdy Engineering", "S60 1AA")
	expires := func(day hub.Date) func(*hub.RecordAccreditationInput) {
		return func(in *hub.RecordAccreditationInput) { in.ExpiresOn = &day }
	}
	b.awarded(held, 1, hub.NewDate(2023, 10, 1), expires(hub.NewDate(2026, 10, 1)))
	b.awarded(held, 2, hub.NewDate(2026, 6, 1), expires(hub.NewDate(2029, 6, 1)))
	b.awarded(twice, 1, hub.NewDate(2025, 1, 1), expires(hub.NewDate(2028, 1, 1)))
	b.awarded(elsewhere, 1, hub.NewDate(2025, 1, 1), expires(hub.NewDate(2028, 1, 1)))
	b.awarded(told, 3, hub.NewDate(2025, 1, 1), func(in *hub.RecordAccreditationInput) { in.Source = hub.AwardToldByEmployer })
	b.awarded(listed, 1, hub.NewDate(2025, 1, 1), func(in *hub.RecordAccreditationInput) {
		in.Source, in.ListedOn = hub.AwardOnList, new(hub.NewDate(2026, 8, 1))
	})
	b.awarded(employer("Eels Ltd", "S60 1AA"), 1, hub.NewDate(2023, 11, 1), expires(hub.NewDate(2026, 10, 31)))
	given := b.awarded(employer("Forge Ltd", "S60 1AA"), 1, hub.NewDate(2025, 1, 1), expires(hub.NewDate(2028, 1, 1)))
	if _, err := b.app.EndAccreditation(b.as(b.manager), given.ID, given.Version, hub.NewDate(2026, 5, 31), "Gave it up"); err != nil {
		t.Fatal(err)
	}
	closed := b.read(employer("Grates Ltd", "S60 1AA"))
	b.awarded(closed.ID, 1, hub.NewDate(2025, 1, 1), expires(hub.NewDate(2028, 1, 1)))
	if _, err := b.app.UpdateEmployer(b.as(b.manager), hub.UpdateEmployerInput{ID: closed.ID, Version: closed.Version, Status: hub.Set(hub.EmployerClosed)}); err != nil {
		t.Fatal(err)
	}
	wants := func(on hub.Date, want string) {
		t.Helper()
		f, err := b.app.DisabilityConfidentEmployers(b.as(b.manager), &on)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{fmt.Sprintf("%d, told %d:", f.Employers, f.SelfReported)}
		for _, l := range f.ByLevel {
			got = append(got, fmt.Sprintf("%s %d", l.Name, l.Employers))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("on %v: got %s, want %s", on, got, want)
		}
	}
	// One closed on 24 November 2026, and counts before.
	wants(hub.NewDate(2026, 11, 1), "4, told 1: Committed 3 Employer 1 Leader 0") // 92 days after the list
	wants(hub.NewDate(2026, 11, 2), "3, told 1: Committed 2 Employer 1 Leader 0")
	wants(hub.NewDate(2026, 10, 31), "5, told 1: Committed 4 Employer 1 Leader 0") // the last day of an award
	wants(hub.NewDate(2026, 5, 31), "5, told 1: Committed 5 Employer 0 Leader 0")
	wants(hub.NewDate(2026, 5, 30), "6, told 1: Committed 6 Employer 0 Leader 0") // the day before one was given up
	wants(hub.NewDate(2023, 9, 30), "0, told 0: Committed 0 Employer 0 Leader 0")
	b.merge(held, twice)
	wants(hub.NewDate(2026, 11, 2), "2, told 1: Committed 1 Employer 1 Leader 0")
	if f, err := b.app.DisabilityConfidentEmployers(b.as(b.manager), nil); err != nil || f.AsAt.String() != "2026-11-24" || len(f.ByWard) != 1 || f.ByWard[0].Employers != 1 || f.BySector[0].Key != "UNKNOWN" {
		t.Errorf("got %+v, %v", f, err)
	}
	b.refused("a day to come", hub.ErrBadInput, "asAt", func() error {
		_, err := b.app.DisabilityConfidentEmployers(b.as(b.manager), new(hub.NewDate(2027, 1, 1)))
		return err
	})
}

func TestSchemeRulesAreDated(t *testing.T) {
	t.Parallel()
	b := setup(t)
	schemes, err := b.app.Schemes(b.as(b.manager))
	if err != nil {
		t.Fatal(err)
	}
	reform := schemes[0].Levels[0].Rules[0]
	if reform.StartsOn != nil || *reform.Months != 24 || reform.Renewable {
		t.Fatalf("got %+v", reform)
	}
	set := func(in hub.SetSchemeRuleInput) error {
		_, err := b.app.SetSchemeRule(b.as(b.manager), in)
		return err
	}
	in := hub.SetSchemeRuleInput{ID: reform.ID, Version: 1, StartsOn: new(hub.NewDate(2026, 10, 1)), Months: new(24), InOrder: true}
	b.refused("no months", hub.ErrBadInput, "months", func() error {
		in := in
		in.Months = new(0)
		return set(in)
	})
	b.refused("the day of the other rule", hub.ErrConflict, "startsOn", func() error {
		in := in
		in.StartsOn = new(hub.NewDate(2016, 11, 2))
		return set(in)
	})
	if err := set(in); err != nil {
		t.Fatal(err)
	}
	b.refused("a stale version", hub.ErrConflict, "", func() error { return set(in) })
	e := b.employer(b.manager, hub.CreateEmployerInput{})
	first := b.awarded(e.ID, 1, hub.NewDate(2024, 11, 1), nil)
	b.refused("a renewal that the reform ended", hub.ErrBadInput, "level", func() error {
		_, _, err := b.app.RecordAccreditation(b.as(b.manager), hub.RecordAccreditationInput{
			EmployerID: e.ID, Scheme: hub.DisabilityConfident, Level: 1, AwardedOn: hub.NewDate(2026, 11, 1), Source: hub.AwardOnCertificate, RenewsID: &first.ID})
		return err
	})
	b.awarded(e.ID, 2, hub.NewDate(2026, 11, 1), func(in *hub.RecordAccreditationInput) { in.RenewsID = &first.ID })
}

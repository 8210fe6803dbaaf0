package app_test

import (
	"testing"

	"employerhub/internal/hub"
)

func TestAnInterestInHostingStandsUntilTheNext(t *testing.T) {
	t.Parallel()
	b := setup(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	by := b.as(b.placements())
	said := func(change func(*hub.RecordHostingInterestInput)) hub.RecordHostingInterestInput {
		in := hub.RecordHostingInterestInput{EmployerID: e.ID, Programme: hub.ProgrammeTLevel, Year: 2027, Level: hub.HostingNotNow}
		change(&in)
		return in
	}
	for name, refused := range map[string]struct {
		field  string
		change func(*hub.RecordHostingInterestInput)
	}{
		"a year far ahead":               {"year", func(in *hub.RecordHostingInterestInput) { in.Year = 2040 }},
		"said in days to come":           {"saidOn", func(in *hub.RecordHostingInterestInput) { in.SaidOn = new(hub.NewDate(2030, 1, 1)) }},
		"asked again on a day that went": {"askAgainOn", func(in *hub.RecordHostingInterestInput) { in.AskAgainOn = new(hub.NewDate(2026, 1, 1)) }},
		"open with a reason": {"reason", func(in *hub.RecordHostingInterestInput) {
			in.Level, in.Reason = hub.HostingOpen, new("They move")
		}},
		"organised and asked again": {"askAgainOn", func(in *hub.RecordHostingInterestInput) {
			in.Level, in.AskAgainOn = hub.HostingOrganised, new(hub.NewDate(2028, 1, 1))
		}},
	} {
		if _, err := b.app.RecordHostingInterest(by, said(refused.change)); hub.CodeOf(err) != hub.ErrBadInput {
			t.Errorf("%s: got %v, want BAD_INPUT for %s", name, err, refused.field)
		}
	}
	for _, change := range []func(*hub.RecordHostingInterestInput){
		func(in *hub.RecordHostingInterestInput) {
			in.Reason, in.AskAgainOn = new("They move"), new(hub.NewDate(2027, 3, 1))
		},
		func(in *hub.RecordHostingInterestInput) {
			in.Programme, in.Level = hub.ProgrammeWorkTrial, hub.HostingLooking
		},
		func(in *hub.RecordHostingInterestInput) { in.Level = hub.HostingOrganised },
	} {
		if _, err := b.app.RecordHostingInterest(by, said(change)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.app.RecordHostingInterest(by, said(func(in *hub.RecordHostingInterestInput) { in.SaidOn = new(hub.NewDate(2026, 1, 5)) })); hub.CodeOf(err) != hub.ErrBadInput {
		t.Errorf("something earlier than what stands: got %v", err)
	}
	if _, err := b.app.RecordHostingInterest(b.as(b.partner("Wath Advice", hub.RoleEngagement)), said(func(*hub.RecordHostingInterestInput) {})); hub.CodeOf(err) != hub.ErrForbidden {
		t.Errorf("engagement staff: got %v, want FORBIDDEN", err)
	}
	analyst := b.as(b.partner("Analysts", hub.RoleAnalyst))
	for _, want := range []struct {
		filter hub.HostingInterestFilter
		levels []hub.HostingLevel
	}{
		{hub.HostingInterestFilter{EmployerID: &e.ID}, []hub.HostingLevel{hub.HostingOrganised, hub.HostingLooking}},
		{hub.HostingInterestFilter{LevelIn: []hub.HostingLevel{hub.HostingNotNow}}, nil},
		{hub.HostingInterestFilter{AskAgainBy: new(hub.NewDate(2028, 1, 1))}, nil},
		{hub.HostingInterestFilter{ProgrammeIn: []hub.Programme{hub.ProgrammeWorkTrial}, Year: new(2027)}, []hub.HostingLevel{hub.HostingLooking}},
	} {
		list, err := b.app.HostingInterests(analyst, want.filter, hub.Page{First: 10})
		if err != nil || len(list.Nodes) != len(want.levels) {
			t.Fatalf("%+v: got %+v, %v", want.filter, list.Nodes, err)
		}
		for i, level := range want.levels {
			if list.Nodes[i].Level != level {
				t.Errorf("%+v: got %s, want %s", want.filter, list.Nodes[i].Level, level)
			}
		}
	}
	first, err := b.app.HostingInterests(by, hub.HostingInterestFilter{}, hub.Page{First: 1})
	if err != nil || !first.HasNext {
		t.Fatalf("got %+v, %v", first, err)
	}
	second, err := b.app.HostingInterests(by, hub.HostingInterestFilter{}, hub.Page{First: 1, After: first.Cursors[0]})
	if err != nil || len(second.Nodes) != 1 || second.Nodes[0].Level != hub.HostingLooking || second.HasNext {
		t.Errorf("the second page: got %+v, %v", second, err)
	}
}

func TestCoordinatorsHearOnceWhomToAskAgain(t *testing.T) {
	t.Parallel()
	b := withDigest(t)
	e := b.employer(b.manager, hub.CreateEmployerInput{Name: "Abdy Ltd"})
	came := b.reads(b.manager)
	say := func(level hub.HostingLevel, again *hub.Date) {
		t.Helper()
		in := hub.RecordHostingInterestInput{EmployerID: e.ID, Programme: hub.ProgrammeTLevel, Year: 2027, Level: level, AskAgainOn: again}
		if _, err := b.app.RecordHostingInterest(b.as(b.manager), in); err != nil {
			t.Fatal(err)
		}
	}
	day := func(when string, want ...string) {
		t.Helper()
		b.at(when)
		b.hears(when, came(), want...)
	}
	say(hub.HostingNotNow, new(hub.NewDate(2026, 12, 2)))
	day("2026-12-01 08:00")
	day("2026-12-04 08:00", "T Level industry placement 2027; to be asked again on 2 December 2026") // nobody sent on the day itself
	day("2026-12-07 08:00")
	say(hub.HostingNotNow, new(hub.NewDate(2026, 12, 9)))
	say(hub.HostingOrganised, nil)
	day("2026-12-09 08:00") // it stands no more
}
